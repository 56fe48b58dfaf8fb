"""Ways of saying where the job is, and of naming a town that it is not at, in sentences alone."""

from __future__ import annotations

import pytest

from syndicate.content.prose import HIGH
from tests.content.prose.telling import told, towns

#: Sentence → its town, below two that tell nothing.
SAID = {
    "fr": {
        "Exemple recherche un moniteur de gymnastique pour la région de Namur.": "Namur",
        "Lieu : Brabant wallon": "Brabant wallon",
        "Nous recrutons une comptable pour notre agence de Rennes.": "Rennes",
        "L'association recrute à Grenoble et Chambéry.": "Grenoble; Chambéry",
        "CDI - Rennes et/ou Télétravail": "Rennes",
        "Le poste est à pourvoir sur notre site de Besançon.": "Besançon",
        "Les bureaux sont situés au 5 rue des Lilas à Nancy.": "Nancy",
        "Télétravail possible, sinon bureaux à Nantes.": "Nantes",
        "2 jours de présence par semaine à Lyon.": "Lyon",
        "Une présence dans nos bureaux parisiens est attendue deux jours par semaine.": "Paris",
        "Le CCAS de Roubaix recherche un travailleur social.": "Roubaix",
        "L'école de musique de Thouars recrute un professeur de piano.": "Thouars",
        "Le siège de l'association est à Avignon, lieu du poste.": "Avignon",
        "Poste au siège à Avignon": "Avignon",
        "Vous interviendrez sur le secteur de Perpignan.": "Perpignan",
        "Mission à Niort, 3 jours par semaine sur site.": "Niort",
        "Mission freelance à Niort, démarrage immédiat.": "Niort",
        "Service civique à Amiens": "Amiens",
        "Le travail s'effectue dans nos locaux du 20e arrondissement de Paris.": "Paris",
        "Un poste d'animateur est à pourvoir au centre social de Cahors.": "Cahors",
        "L'institut ouvre un poste d'ingénieur à Sophia Antipolis.": "Sophia Antipolis",
        "Un poste de technicienne est ouvert à l'observatoire de Meudon.": "Meudon",
        "Nous ouvrons une agence à Biarritz et recrutons son responsable.": "Biarritz",
        "Vous serez accueilli·e au sein de notre laboratoire à Orsay.": "Orsay",
        "Ce stage, d'une durée de 6 mois, est à effectuer à Clermont-Ferrand.": "Clermont-Ferrand",
        "Nous accueillons un stagiaire à Clermont-Ferrand.": "Clermont-Ferrand",
        "Présence sur place à Cholet les lundis et mardis": "Cholet",
        "Les locaux de l'association sont à Gap.": "Gap",
        "Le bureau est à Gap, à deux pas de la gare.": "Gap",
        "Nous cherchons un maraîcher pour notre ferme de Romans-sur-Isère.": "Romans-sur-Isère",
        "Embauche à Biarritz à partir de mars": "Biarritz",
        "Affecté au collège de Mende": "Mende",
    },
    "en": {
        "We are expanding our Leeds office and need an accountant.": "Leeds",
        "We are recruiting a gardener to work at our nursery in Exeter.": "Exeter",
        "Our Bristol clinic is looking for a nurse.": "Bristol",
        "We are located in the market town of Witney.": "Witney",
        "You'll join a team of five in Denver.": "Denver",
        "Applicants should be based in or near Chicago.": "Chicago",
        "In-person at our Chicago office": "Chicago",
        "Our studio, located in Sheffield, is open plan.": "Sheffield",
        "The consultant will be based in Nairobi.": "Nairobi",
        "The appointee will be located in Brisbane.": "Brisbane",
        "Our Brighton café needs a cook.": "Brighton",
        "We are a primary school in Brighton and are looking for a teacher.": "Brighton",
        "Internship at our Berlin office": "Berlin",
        "Your workplace will be in Berlin.": "Berlin",
        "We have an opening for a chef in Toronto.": "Toronto",
        "An opportunity has arisen at our Toronto branch.": "Toronto",
        "Our Toronto restaurant is hiring a chef.": "Toronto",
        "The library in Swindon has a vacancy for an assistant.": "Swindon",
        "You'll be on site in Doncaster four days a week.": "Doncaster",
        "The work is in Doncaster.": "Doncaster",
        "All work will be carried out in Doncaster.": "Doncaster",
        "The group is based in Uppsala.": "Uppsala",
        "The residency takes place in Ghent.": "Ghent",
        "Traineeship in Ghent (Belgium)": "Ghent",
        "Full-time contract in Ghent": "Ghent",
        "35 hours a week, in Ghent": "Ghent",
        "Hybrid in Ghent": "Ghent",
        "We work from York two days a week.": "York",
        "Our HQ is in York.": "York",
        "The company is headquartered in York, and this role is based there.": "York",
    },
}
#: The town of somebody or of something else.
OTHERS = (
    ("fr", "Nos clients sont à Lyon et Paris."),
    ("fr", "L'association est née à Nantes en 2012."),
    ("fr", "Nous avons ouvert un bureau à Berlin l'an dernier."),
    ("fr", "Une réunion mensuelle a lieu à Paris."),
    ("fr", "Déplacements ponctuels à Paris."),
    ("fr", "Des déplacements sont à prévoir à Lyon."),
    ("fr", "Séminaire annuel à Marseille."),
    ("fr", "Marie, développeuse, vit à Bordeaux."),
    ("fr", "Formation à Lyon la première semaine."),
    ("fr", "Nous travaillons avec la ville de Paris."),
    ("fr", "Nous avons accompagné la mairie de Nanterre dans sa concertation."),
    ("fr", "Le projet est financé par la région Bretagne."),
    ("fr", "Diplômé de l'université de Lille."),
    ("fr", "L'entretien aura lieu à Paris."),
    ("fr", "Les entretiens se dérouleront à Toulouse."),
    ("fr", "Notre partenaire à Genève recrute aussi."),
    ("fr", "Le festival se tient à Rennes chaque année."),
    ("fr", "Nous organisons un festival à Rennes."),
    ("fr", "Les bénévoles de Rennes et Nantes."),
    ("fr", "Nos équipes sont réparties entre Paris, Lyon et Nantes."),
    ("fr", "Nous avons des bureaux à Paris, Londres et New York."),
    ("fr", "Expérience souhaitée du marché à Londres."),
    ("fr", "Vous accompagnerez les communes de l'agglomération de Metz."),
    ("fr", "Vous serez en relation avec notre bureau de Bruxelles."),
    ("fr", "Vous travaillerez avec l'équipe de Berlin."),
    ("fr", "Notre siège social est à Paris mais le poste est en télétravail complet."),
    ("fr", "Le train de nuit Paris - Nice."),
    ("fr", "Sur la ligne Paris-Lyon"),
    ("fr", "Frais de déplacement à Paris remboursés"),
    ("fr", "Nous avons réalisé le site de la ville de Dijon."),
    ("fr", "Le théâtre de Dijon est notre client."),
    ("fr", "Recherche de partenaires à Dijon."),
    ("fr", "La fresque de Grenoble"),
    ("fr", "Bordeaux, c'est là où tout a commencé."),
    ("en", "Our clients are in London and Leeds."),
    ("en", "The company was founded in Boston in 1999."),
    ("en", "We opened an office in Tokyo last year."),
    ("en", "We meet once a year in Lisbon."),
    ("en", "Occasional travel to Geneva."),
    ("en", "Travel to our Geneva office is required twice a year."),
    ("en", "The annual retreat takes place in Lisbon."),
    ("en", "Anna lives in Madrid and works on the backend."),
    ("en", "Interviews will take place in London."),
    ("en", "We have offices in London, Paris and New York."),
    ("en", "You will work with our team in Berlin."),
    ("en", "You will work closely with colleagues in Berlin."),
    ("en", "You will support customers in Berlin."),
    ("en", "The project is funded by the City of Chicago."),
    ("en", "We built the website of the city of Oslo."),
    ("en", "Our partner in Nairobi is also hiring."),
    ("en", "A degree from the University of Oxford is a plus."),
    ("en", "The conference in Vienna is our largest event."),
    ("en", "Experience in the London insurance market."),
    ("en", "You will report to the director in New York."),
    ("en", "Our founders met in Seattle."),
    ("en", "We serve over 500 restaurants in Chicago."),
    ("en", "The Paris Agreement guides our work."),
    ("en", "Our servers are in Frankfurt."),
    ("en", "The Berlin team will support you remotely."),
    ("en", "Time zone: Berlin"),
    ("en", "Working hours: London time"),
    ("en", "Applications from Glasgow are welcome."),
    ("en", "Post your letter to 12 High Street, Norwich NR1 1AA."),
    ("en", "We are fully remote; our registered office is in Dublin."),
    ("fr", "Le musée de Bayonne est l'un de nos partenaires."),
    ("fr", "Nous avons accueilli un stagiaire de l'école de Lille."),
    ("fr", "Une résidence d'artistes à Arles précède l'exposition."),
    ("fr", "Vous serez en contact avec le conservatoire de Nîmes."),
    ("fr", "Nous livrons nos produits à Lyon."),
    ("en", "Notre magasin de Lyon a fermé en 2020."),
    ("fr", "Nous avons un magasin à Lyon et un autre à Dijon."),
    ("fr", "Le prochain atelier se tiendra à Angers."),
    ("fr", "Vous participerez aux réunions du bureau de Strasbourg."),
    ("fr", "Une journée de cohésion est organisée à Biarritz."),
    ("fr", "L'exposition ouvrira à Metz."),
    ("fr", "Le CHU de Nantes utilise notre logiciel."),
    ("fr", "Notre logiciel est utilisé par la mairie de Brest."),
    ("fr", "Ancien élève du lycée de Tarbes, il fonde l'entreprise."),
    ("fr", "Diplôme obtenu à l'École de musique de Lyon apprécié."),
    ("fr", "Suivi du chantier de Colmar"),
    ("fr", "Refonte du site de la ville de Colmar"),
    ("fr", "Les festivals de Cannes et de Venise"),
    ("fr", "Nous cherchons des locaux à Mende."),
    ("fr", "Nous recherchons un local à Grenoble."),
    ("fr", "Frais de transport depuis Lille pris en charge"),
    ("fr", "Travailler à Paris n'est pas demandé."),
    ("fr", "Le poste n'est pas basé à Paris."),
    ("fr", "Nous ne sommes pas à Paris."),
    ("fr", "Il n'est pas nécessaire d'habiter à Paris."),
    ("fr", "Le club de Toulouse a remporté le titre."),
    ("fr", "Agenda : salon à Lyon en mars"),
    ("fr", "Mentions : RCS Paris 123 456 789"),
    ("fr", "Siège social : 12 rue de Rivoli, 75001 Paris"),
    ("fr", "Anciennement à Nantes, nous sommes une équipe dispersée."),
    ("fr", "La mission : faire connaître les artistes de Marseille"),
    ("en", "The Doncaster depot will close next year."),
    ("en", "Parcels leave from Doncaster every night."),
    ("en", "Our products are made in Vietnam and sold in Paris."),
    ("en", "Our app helps restaurants in Chicago."),
    ("en", "You will lead a campaign in Glasgow."),
    ("en", "Help is needed in Nairobi, and we bring it."),
    ("en", "Volunteers wanted in Leeds for our event."),
    ("en", "We have customers wanted in Leeds."),
    ("en", "Funding is needed in Detroit for this project."),
    ("en", "Our shop in York closed in 2019."),
    ("en", "The library in Swindon was our first customer."),
    ("en", "We joined forces with a team in Denver."),
    ("en", "We are expanding in Asia from Singapore."),
    ("en", "We grew our Boston user base by half."),
    ("en", "There is also an opening in our Madrid office for another role."),
    ("en", "Your expenses for travel to London are paid."),
    ("en", "Visas: apply at the embassy in London."),
    ("en", "An award ceremony in Cannes"),
    ("en", "Our annual conference in Denver needs speakers."),
    ("en", "She joined our Boston lab in 2015."),
    ("en", "You do not need to live in London."),
    ("en", "You don't have to be based in Berlin."),
    ("en", "This role is not based in Berlin."),
    ("en", "References from employers in London are welcome."),
    ("en", "The University of Leeds is our partner."),
    ("en", "Graduates of the University of Leeds are welcome."),
    ("en", "Join our webinar from London."),
    ("en", "Our restaurant guide for Paris needs fresh eyes."),
    ("fr", "Nous luttons pour l'emploi à Lens."),
    ("fr", "Vous travaillerez dans la boutique de Florence."),
    ("fr", "La mission consiste à transporter des colis depuis Marseille vers Lyon."),
    ("fr", "L'emploi des jeunes à Lens est notre souci."),
    ("fr", "Vous êtes rattaché à notre bureau parisien."),
    ("en", "The line manager is based in Leeds."),
    ("en", "The project coordinator is based in Berlin and will be your contact."),
    ("en", "Our first employee is based in Oslo."),
    ("en", "You will work from Reading to Bath."),
    ("en", "You work onsite in the Jackson laboratory."),
    ("en", "The office is 20 km from Paris."),
    ("en", "The job involves selling bikes in London."),
    ("en", "Office furniture is made in Hull."),
    ("en", "# Teacher at Hope Academy"),
)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [(language, *row) for language, rows in SAID.items() for row in rows.items()],
)
def test_a_town_is_said_to_be_that_of_the_job(language: str, text: str, expected: str) -> None:
    before = "Words before it tell nothing of it.\n\nMore of these words.\n\n"
    assert towns(told("locations", before + text, language)) == expected


@pytest.mark.parametrize(("language", "text"), OTHERS)
def test_a_town_of_something_else_is_passed_over(language: str, text: str) -> None:
    assert towns(told("locations", text, language)) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We're looking for a caretaker at Lowestoft Library.", "Lowestoft"),
        ("Preston Central Library seeks a gardener, and one is needed at Truro Museum.", "Truro"),
        ("# Manager, Aldeburgh Library", "Aldeburgh"),
        ("# Relief caretaker Stoke on Trent City Hospital", "Stoke on Trent"),
        ("We are looking for a gardener who studied at Truro School.", ""),
        ("Our guide to Lowestoft Library is out.", ""),
        ("# Gardener at Jackson Hospital", ""),
        ("We need a nurse at Truro School's partner clinic.", ""),
    ],
)
def test_a_house_in_english_has_the_name_of_its_town(text: str, expected: str) -> None:
    assert towns(told("locations", text, "en")) == expected


def test_a_part_of_a_large_town_is_no_town_of_another_country() -> None:
    fact = told("locations", "Job location: East London", "en")
    assert towns(fact) == "London"
    assert fact is not None
    assert fact.confidence < HIGH
    assert (
        towns(told("locations", "Job location: East London, South Africa", "en")) == "East London"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Rattaché à la direction de Paris, vous êtes basé à Nantes.",
        "Vous serez rattaché à l'agence de Lyon, pour un poste à Nantes.",
        "Le poste est rattaché à la direction de Paris ; le lieu de travail est Nantes.",
        "Vous serez rattaché à notre siège de Paris.\n\nPoste basé à Nantes.",
    ],
)
def test_where_one_works_counts_and_not_to_whom_one_reports(text: str) -> None:
    fact = told("locations", text, "fr")
    assert towns(fact) == "Nantes"
    assert fact is not None
    assert fact.confidence >= HIGH


def test_a_town_that_nothing_ties_to_the_job_is_doubtful_and_alone() -> None:
    said = "The hours are short in Exeter.\n\nFewer hours are paid in Exeter on Sundays."
    fact = told("locations", said, "en")
    assert towns(fact) == "Exeter"
    assert fact is not None
    assert fact.confidence < 0.6
    assert told("locations", said.replace("Exeter on", "Truro on"), "en") is None


@pytest.mark.parametrize(
    ("language", "title", "expected"),
    [
        ("fr", "# Infirmier au CHU de Nantes", "Nantes"),
        ("fr", "# La ville de Rennes recrute un jardinier", "Rennes"),
        ("fr", "# Professeur de piano au conservatoire de Nîmes", "Nîmes"),
        ("fr", "# Développeur·euse (télétravail ou Lille)", "Lille"),
        ("en", "# PhD position at the University of Bergen", "Bergen"),
        ("en", "# Remote/Chicago: Editor", "Chicago"),
        ("en", "# Editor, Berlin office", "Berlin"),
        ("en", "# Logistics Intern - Uganda", "UG"),
        ("en", "# Country Director, Sudan and Chad", ""),
        ("en", "# Analyst - France desk", ""),
    ],
)
def test_a_title_says_it_as_a_sentence_does(language: str, title: str, expected: str) -> None:
    assert towns(told("locations", title, language)) == expected
