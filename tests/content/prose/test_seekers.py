"""Towns of employers that seek somebody, each with its traps."""

from __future__ import annotations

import pytest

from syndicate.content.prose import HIGH
from tests.content.prose.telling import told, towns

#: Sentence → the town of who seeks there: most jobs are where their employer is.
SEEKERS = {
    "fr": {
        "La Ville de Vannes recrute 12 maîtres-nageurs pour ses piscines.": "Vannes",
        "La commune de Cahors recherche des animateurs pour ses écoles.": "Cahors",
        "La mairie de Roanne embauche plusieurs cuisiniers.": "Roanne",
        "La municipalité de Dieppe propose 4 emplois à des jeunes.": "Dieppe",
        "Le musée de Bayeux recrute trois caissiers.": "Bayeux",
        "Rejoignez les services techniques de la commune de Vannes !": "Vannes",
        "Rejoignez nos services à la mairie de Roanne.": "Roanne",
        "Moulin Exemple, coopérative installée à Quimper, recherche une meunière.": "Quimper",
        "L'atelier Exemple (situé à Vierzon) recherche un ébéniste.": "Vierzon",
        "Exemple, à Saumur, recherche une comptable.": "Saumur",
        "Le laboratoire Exemple, situé à Talence, propose un stage.": "Talence",
        "Pour notre magasin de Cholet nous recherchons un vendeur.": "Cholet",
        "Rejoignez notre petite boulangerie à Lannion.": "Lannion",
        "Le collège de Redon recrute un surveillant.": "Redon",
        "Le département de physique de l'IUT de Lannion recrute un enseignant.": "Lannion",
        "Boulangerie artisanale à Redon recherche un apprenti.": "Redon",
        "Le restaurant Exemple à Dinan recherche un cuisinier.": "Dinan",
        "Poste de chargé de mission à Rennes": "Rennes",
        "Un sujet pour rejoindre nos services à la mairie de Dinan.": "Dinan",
        "Notre siège se trouve à Dinan.": "Dinan",
        "Viens travailler avec nous à Guingamp.": "Guingamp",
        "La personne retenue rejoindra l'équipe à Mulhouse.": "Mulhouse",
    },
    "en": {
        "Example Gardens, based in Exeter, is looking for a florist.": "Exeter",
        "The Example River Trust (ERT) situated in Ipswich, UK is recruiting a ranger.": "Ipswich",
        "Example Dairy (located in Truro) is currently recruiting a driver.": "Truro",
        "Preston City Council is hiring two planners.": "Preston",
        "The Town of Banbury is recruiting 15 gardeners.": "Banbury",
        "The University is located in the old city of Durham.": "Durham",
        "Our farm is located in Hereford.": "Hereford",
        "We are looking for a stage manager for 20h/week in Cardiff.": "Cardiff",
        "Join our friendly bakery in the centre of Stirling.": "Stirling",
        "The University of Exeter invites applications for a lecturer.": "Exeter",
        "A small bakery in Truro is looking for a baker.": "Truro",
        "We are an architecture practice in Durham looking for an assistant.": "Durham",
        "You will join my group at the University of Ghent.": "Ghent",
        "Come and work with us in Dundee!": "Dundee",
        "A vacancy has arisen at our nursery in Wrexham.": "Wrexham",
    },
}
#: What tells that a job is there.
SURE = {
    "fr": {
        "Quatre postes sont à pourvoir à Tarbes.": "Tarbes",
        "La thèse sera réalisée à Poitiers.": "Poitiers",
        "Le stage se fait à Chambéry.": "Chambéry",
        "Laboratoire d'accueil : Exemple (Tarbes)": "Tarbes",
        "Postes basés à Tarbes et Pau.": "Tarbes; Pau",
        "Poste en présentiel à Angoulême.": "Angoulême",
        "Site de travail : Perpignan": "Perpignan",
        "Agence : Mulhouse": "Mulhouse",
        "Un sujet de thèse de notre institut de chimie (33600 Pessac) est ouvert.": "Pessac",
    },
    "en": {
        "This position is located in the Swansea area.": "Swansea",
        "The job is in Swansea.": "Swansea",
        "The work takes place mainly in Swansea.": "Swansea",
        "The position will be held in Dundee.": "Dundee",
        "You will mostly work in Belfast.": "Belfast",
    },
}
#: Lists below a key: all are places of work.
LISTED = (
    ("en", "Locations:\n\n- Perth, Scotland\n- Dundee", "Perth; Dundee"),
    (
        "en",
        "Locations:  \n\\- Ghent, Belgium  \n\\- Rennes, France  \n\nProfile:\nAny.",
        "Ghent; Rennes",
    ),
    (
        "fr",
        "## Lieux\n\n- Brest\n- Quimper\n- Lorient\n- Vannes",
        "Brest; Quimper; Lorient; Vannes",
    ),
    ("fr", "## Lieu\n\n- Brest\n- à cinq minutes du tramway", "Brest"),
    ("en", "## Ghent, Belgium - Finance\n\nWe are looking for a clerk.", "Ghent"),
    (
        "en",
        "Our college has forty teachers, who see it every day. It is  \nlocated in Exeter.",
        "Exeter",
    ),
    ("de", "Standort: Berlin-Mitte", "Berlin"),
    ("de", "Standort: Baden-Baden", "Baden-Baden"),
)
TRAPS = (
    ("fr", "Postes ouverts dans les directions des affaires culturelles (DRAC) de la région."),
    ("fr", "Thèse soutenue à Redon en 2019."),
    ("fr", "Poste supprimé à Redon."),
    ("fr", "Le stage précédent a eu lieu à Redon."),
    ("fr", "Notre projet avec la ville de Redon recherche un chargé de mission."),
    ("fr", "Un habitant de Redon cherche un logement."),
    ("fr", "Un de nos partenaires à Redon recrute un chef."),
    ("fr", "Le film tourné à Redon cherche un public."),
    ("en", "A family in Truro is looking for a flat."),
    ("en", "Our partner school in Truro is looking for a teacher."),
    ("en", "You have studied at the University of Exeter."),
    ("en", "The position is funded by the University of Exeter."),
    ("en", "Our clients in the Swansea area"),
    ("fr", "Notre partenaire, installé à Vierzon, recherche un nouveau local."),
    ("fr", "Notre client, basé à Vierzon, recherche un développeur."),
    ("fr", "Rejoignez une communauté présente à Vierzon."),
    ("fr", "Rejoignez un réseau de 200 boutiques à Vierzon et ailleurs."),
    ("fr", "Rejoignez les amis de la ville de Vierzon."),
    ("fr", "La Ville de Vierzon recherche des solutions pour réduire ses déchets."),
    ("fr", "Le musée de Vierzon propose des visites guidées."),
    ("fr", "Le théâtre de Vierzon propose un spectacle pour les enfants."),
    ("fr", "En 2012, à Vierzon, nous cherchions une solution au problème."),
    ("fr", "Les candidats basés à Vierzon recevront un courrier."),
    ("fr", "Le candidat rejoindra nos clients à Vierzon."),
    ("fr", "Deux postes ont été pourvus à Vierzon l'an dernier."),
    ("fr", "Trois postes sont ouverts chez nos partenaires à Vierzon."),
    ("fr", "Un poste en collaboration avec l'institut de physique (33600 Pessac)."),
    ("fr", "Dossier du poste à adresser à l'école (33600 Pessac)."),
    ("fr", "Agence : communication"),
    ("fr", "Lieux : bibliothèque et cafétéria"),
    ("fr", "Vous intégrez une équipe répartie à Vierzon et Vichy."),
    ("en", "A job in Media"),
    ("en", "The role is in Research."),
    ("en", "Our client, based in Truro, is looking for an accountant."),
    ("en", "A customer based in Truro is looking for a new supplier."),
    ("en", "Our sister company, based in Truro, is hiring a driver."),
    ("en", "The City of Truro is looking for a solution to its waste."),
    ("en", "Preston City Council is funding our work."),
    ("en", "Preston City Council is seeking a partner for its parks."),
    ("en", "Join our team for the meetup in Truro."),
    ("en", "## Ghent, Belgium - Our story\n\nWe began here in 1990."),
    ("en", "# Offices\n\n## Ghent, Belgium\n\nTea.\n\n## Rennes, France\n\nCoffee."),
    ("en", "The company is located in Truro. This job is fully remote."),
    ("en", "The scholar was based in Truro."),
    ("en", "Our hiring manager in Truro will call you."),
    ("en", "The job in Truro was filled."),
    ("en", "Blog post in Truro"),
    ("en", "See our other job in Truro."),
    ("en", "She worked in a role in Truro."),
    ("en", "Our work in Truro began in 1990."),
    ("en", "Job fair in Truro"),
    ("en", "The last job was in Truro."),
    ("en", "No vacancy has arisen in Truro."),
    ("en", "The festival takes place mainly in Truro."),
    ("en", "In-person interviews in Truro"),
)


def _rows(table: dict[str, dict[str, str]]) -> list[tuple[str, str, str]]:
    return [(key, text, wanted) for key, rows in table.items() for text, wanted in rows.items()]


@pytest.mark.parametrize(("language", "text", "wanted"), _rows(SEEKERS))
def test_the_town_of_who_seeks_is_doubted(language: str, text: str, wanted: str) -> None:
    fact = told("locations", text, language)
    assert towns(fact) == wanted
    assert fact is None or fact.confidence < HIGH


@pytest.mark.parametrize(("language", "text", "wanted"), _rows(SURE))
def test_the_town_where_the_job_is_said_to_be_is_sure(
    language: str, text: str, wanted: str
) -> None:
    fact = told("locations", text, language)
    assert towns(fact) == wanted
    assert fact is not None
    assert fact.confidence >= HIGH


@pytest.mark.parametrize(("language", "text", "wanted"), LISTED)
def test_a_list_of_towns_is_read_whole(language: str, text: str, wanted: str) -> None:
    assert towns(told("locations", text, language)) == wanted


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_a_town_where_nobody_is_hired_is_passed_over(language: str, text: str) -> None:
    assert towns(told("locations", text, language)) == ""
