"""Towns of those who seek, of where one is received, and in lines of the head, with their traps."""

from __future__ import annotations

import pytest

from syndicate.content.prose import HIGH
from tests.content.prose.telling import told, towns

#: Sentence → the towns that it states for sure.
SURE = {
    "fr": {
        "La ou le stagiaire sera accueilli·e à Brest.": "Brest",
        "Vous exercerez vos fonctions à Dunkerque.": "Dunkerque",
        "Tu exerceras ton métier à Lorient.": "Lorient",
        "La personne sera installée à Bayonne.": "Bayonne",
        "Le poste est rattaché à notre site de Limoges.": "Limoges",
        "Votre lieu de travail sera Besançon.": "Besançon",
        "Le laboratoire d'accueil se situe à Strasbourg.": "Strasbourg",
        "Un poste situé sur le secteur de Cholet (49), à temps plein.": "Cholet",
        "Nous cherchons pour l'un de nos clients un couvreur, poste basé à Niort.": "Niort",
        "Télétravail possible deux jours par semaine, bureau à Rouen.": "Rouen",
        "Où ?\n\nMontauban": "Montauban",
    },
    "en": {
        "The successful applicant will work in Plymouth.": "Plymouth",
        "We have an opening in Swansea for a welder.": "Swansea",
        "The fellowship will be held in Durham.": "Durham",
        "The work takes place in Norwich.": "Norwich",
        "Where?\n\nLeicester": "Leicester",
        "Location: Keighley, Yorkshire": "Keighley",
        "Location: Canterbury, Kent (hybrid)": "Canterbury",
        "Location: Geelong, Victoria": "Geelong",
    },
}
#: The same, told with doubt.
DOUBTED = {
    "fr": {
        "La Mairie de Cahors recrute un jardinier.": "Cahors",
        "Le CHU de Limoges recrute une infirmière.": "Limoges",
        "Notre restaurant d'Angoulême recherche un pâtissier.": "Angoulême",
        "Nous recherchons pour notre agence de Mulhouse une comptable.": "Mulhouse",
        "Notre coopérative recrute à Albertville un meunier.": "Albertville",
        "Au sein de notre équipe basée à Colmar, vous tenez les comptes.": "Colmar",
        "Rattachée à la directrice et basée à Quimper, vous accueillez le public.": "Quimper",
        "Association Exemple\n\nLorient\n\nTemps plein": "Lorient",
        "Nous recrutons des bénévoles à Perpignan !": "Perpignan",
    },
    "en": {
        "The role is based in our Dundee, UK office.": "Dundee",
        "The role is based in our Derby training centre, with some travel.": "Derby",
        "You must be able to commute to our Oxford office.": "Oxford",
        "There is a vacancy at our Perth branch.": "Perth",
        "The University of Hull is recruiting a librarian.": "Hull",
        "The position is at the University of Exeter.": "Exeter",
        "Our lab is located in Aberdeen.": "Aberdeen",
        "Reporting to the matron and based in Truro, you run the ward.": "Truro",
        "Example Trust\n\nCardiff, UK\n\nWe look after gardens.": "Cardiff",
    },
}
TRAPS = (
    ("fr", "Placée sous l'autorité du maire, basé à Cahors, vous gérez le budget."),
    ("fr", "La Ville de Cahors soutient notre association."),
    ("fr", "La mairie de Cahors recherche une solution pour ses archives."),
    ("fr", "Nous cherchons à Cahors de nouveaux partenaires."),
    ("fr", "La structure d'accueil de nos jeunes se situe à Cahors."),
    ("fr", "Le lieu de travail de nos clients est à Cahors."),
    ("fr", "Nos agences de Limoges et Niort vous conseillent."),
    ("fr", "Recherche de logement à Cahors possible"),
    ("fr", "Le stagiaire précédent était accueilli à Brest."),
    ("en", "Reporting to the board, based in Truro, and to our donors"),
    ("en", "The training takes place in Norwich."),
    ("en", "The general meeting will take place in Norwich."),
    ("en", "Our centre in Derby welcomed many visitors."),
    ("en", "You will support colleagues at our Derby site."),
    ("en", "You will travel to our Derby centre once a month."),
    ("en", "The University of Hull is a partner of ours."),
)


def _rows(table: dict[str, dict[str, str]]) -> list[tuple[str, str, str]]:
    return [(key, text, wanted) for key, rows in table.items() for text, wanted in rows.items()]


@pytest.mark.parametrize(("language", "text", "wanted"), _rows(SURE))
def test_the_town_of_the_job_is_sure(language: str, text: str, wanted: str) -> None:
    fact = told("locations", text, language)
    assert towns(fact) == wanted
    assert fact is not None
    assert fact.confidence >= HIGH


@pytest.mark.parametrize(("language", "text", "wanted"), _rows(DOUBTED))
def test_the_town_of_the_employer_is_doubted(language: str, text: str, wanted: str) -> None:
    fact = told("locations", text, language)
    assert towns(fact) == wanted
    assert fact is not None
    assert fact.confidence < HIGH


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_a_town_of_others_is_passed_over(language: str, text: str) -> None:
    assert towns(told("locations", text, language)) == ""
