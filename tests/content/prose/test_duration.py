"""How long a contract lasts, and the many other things that last."""

from __future__ import annotations

from decimal import Decimal

import pytest

from syndicate.content.prose import HIGH
from syndicate.content.terms import duration_months
from tests.content.prose.telling import told

STATED: list[tuple[str, str, str]] = [
    ("en", "PhD position (3 years)", "36"),
    ("en", "Position for 2 years", "24"),
    ("fr", "Thèse financée (36 mois)", "36"),
    ("fr", "La thèse dure trois ans.", "36"),
    ("fr", "Elle crée pour cela un poste en CDD d'un an au statut cadre.", "12"),
    ("en", "Its tenure is four years.", "48"),
    ("en", "The post is a two-year term beginning in May.", "24"),
    ("fr", "Durée du contrat de mission : 8 mois", "8"),
    ("en", "Fixed-term contract: 20 months.", "20"),
    ("fr", "Stage de fin d'études : 5 mois", "5"),
    ("fr", "Durée / Dates : 8 mois", "8"),
    ("fr", "Contrat et durée : CDD, 9 mois", "9"),
    ("fr", "Durée et rythme : 12 mois, 4 jours par semaine", "12"),
    ("fr", "Chaque poste est financé pour deux ans.", "24"),
    ("fr", "Contrat de projet de 3 ans", "36"),
    ("fr", "Le contrat court du 1er mars 2026 au 31 octobre 2026 (8 mois).", "8"),
    ("fr", "CDD du 4 mai au 4 septembre 2026, soit 4 mois.", "4"),
    ("fr", "Après un entretien, nous vous proposons un CDD de 7 mois.", "7"),
    ("fr", "Nous recrutons un boulanger 24 heures par semaine pour 9 mois.", "9"),
    ("fr", "Stage de fin d'études de 5 mois", "5"),
    ("fr", "Stage – 6 mois – Lyon", "6"),
    ("fr", "Post-doctorat de 18 mois", "18"),
    ("fr", "Thèse financée sur 3 ans", "36"),
    ("fr", "La personne sera recrutée pour 12 mois.", "12"),
    ("fr", "Recrutement en CDD de droit public de 3 ans.", "36"),
    ("fr", "Contractuel de droit public, 24 mois.", "24"),
    ("fr", "CDD de 6 mois pouvant être prolongé.", "6"),
    ("fr", "Expérience : 2 ans. Contrat : CDD de 9 mois", "9"),
    ("en", "Each post is offered for three years.", "36"),
    ("en", "Both positions are for 18 months.", "18"),
    ("en", "The appointment runs from 1 March to 30 November 2026 (nine months), renewable.", "9"),
    ("en", "Salary: £13 per hour. Hours: 30 a week. Contract: fixed term for 10 months.", "10"),
    ("en", "After a first chat, we offer a contract of 6 months.", "6"),
    ("en", "PhD studentship (3.5 years)", "42"),
    ("en", "The successful candidate will be appointed for 24 months.", "24"),
    ("en", "Tenure: 2 years", "24"),
    ("en", "A baker is wanted: we are recruiting somebody for 20 hours a week for 9 months.", "9"),
    ("fr", "# Stage 6 mois – assistant éditorial", "6"),
    ("fr", "# Chargé de mission, CDD 18 mois", "18"),
    ("fr", "# Alternance communication (12 mois)", "12"),
    ("fr", "# Offre de stage de six mois : veille juridique", "6"),
    ("en", "# Policy Officer (24 months)", "24"),
    ("en", "# Two-year postdoc position in ecology", "24"),
    ("en", "# Data Engineer, 6-month contract", "6"),
    ("de", "# Praktikum Redaktion, 3 Monate", "3"),
    ("nl", "# Stage communicatie (5 maanden)", "5"),
    ("fr", "**Durée :** 6 mois", "6"),
    ("fr", "Durée du contrat : 1 an et demi", "18"),
    ("fr", "Durée : 2 ans, renouvelable", "24"),
    ("fr", "Contrat : CDD de 12 mois", "12"),
    ("fr", "Type de contrat : alternance (24 mois)", "24"),
    ("fr", "Durée : six (6) mois", "6"),
    ("en", "**Duration:** 9 months", "9"),
    ("en", "Contract: fixed term, 2 years", "24"),
    ("en", "Contract length: 18 months", "18"),
    ("de", "Dauer: 6 Monate", "6"),
    ("de", "Vertragsdauer: zwei Jahre", "24"),
    ("es", "Duración: 6 meses", "6"),
    ("nl", "Duur: 8 maanden", "8"),
    ("fr", "- CDD de 8 mois", "8"),
    ("fr", "- Contrat d'apprentissage de 2 ans", "24"),
    ("en", "- 12-month contract, renewable", "12"),
    ("fr", "Poste en CDD de 18 mois, à temps plein.", "18"),
    ("fr", "Nous proposons un stage de 4 mois à partir de mars.", "4"),
    ("fr", "Le contrat est d'une durée de 10 mois.", "10"),
    ("fr", "Nous recrutons une animatrice pour une durée de 6 mois.", "6"),
    ("fr", "CDD (12 mois) basé à Rennes.", "12"),
    ("fr", "Mission freelance de 3 mois, renouvelable.", "3"),
    ("fr", "Service civique de huit mois.", "8"),
    ("fr", "Il s'agit d'un contrat de 1 an renouvelable une fois.", "12"),
    ("fr", "Remplacement d'un congé maternité : CDD de 5 mois.", "5"),
    ("fr", "Contrat à durée déterminée de 24 mois.", "24"),
    ("fr", "L'alternance se déroule sur 12 mois.", "12"),
    ("en", "This is a one-year contract with an option to extend.", "12"),
    ("en", "We offer a paid six-month internship.", "6"),
    ("en", "The internship lasts 4 months.", "4"),
    ("en", "This is a fixed-term role for nine months.", "9"),
    ("en", "The position is funded for two years.", "24"),
    ("en", "We are hiring a researcher for 18 months.", "18"),
    ("en", "A 12-month maternity cover in our finance team.", "12"),
    ("en", "The contract runs for a period of 36 months.", "36"),
    ("en", "Fixed term contract (6 months).", "6"),
    ("en", "This temporary position is for 3 months.", "3"),
    ("fr", "Poste en CDD, pour une durée initiale de 3 ans.", "36"),
    ("fr", "Ce CDD de 18 mois s'inscrit dans un projet européen de 4 ans.", "18"),
    ("en", "The post is tenable for three years.", "36"),
    ("en", "**Term:** Two years, with possible extension", "24"),
    ("de", "# Buchhalter:in (28-40 h/Woche, ab sofort, 2 Jahre befristet)", "24"),
    ("de", "Die Stelle ist befristet auf zwei Jahre.", "24"),
    ("de", "Das Praktikum dauert drei Monate.", "3"),
    ("es", "Contrato temporal de 9 meses.", "9"),
    ("nl", "Je krijgt een jaarcontract.", "12"),
    ("nl", "Een contract voor de duur van 7 maanden.", "7"),
    ("fr", "Durée indicative : 6 mois", "6"),
    ("fr", "Durée initiale : un an", "12"),
    ("en", "12 month FTC in our Leeds office.", "12"),
    ("en", "Type of post: 3 year FTA", "36"),
    ("en", "You join us on a two-year initial contract.", "24"),
    ("en", "A 9-month parental leave cover in our press team.", "9"),
    ("en", "Length of appointment: 2 years", "24"),
    ("en", "Contract period: 10 months", "10"),
]

#: There is a length, and not one length: it is not proposed as if there were no doubt.
VAGUE: list[tuple[str, str]] = [
    ("en", "Fixed-term contract: 2 +3 years."),
    ("fr", "Durée : 3 à 6 mois"),
    ("fr", "# Développeuse Ruby, stage 3 à 6 mois"),
    ("fr", "Stage de 6 mois minimum."),
    ("fr", "Un stage d'au moins 4 mois."),
    ("fr", "CDD d'environ 10 mois."),
    ("fr", "Stage entre 4 et 6 mois."),
    ("en", "Duration: 3-6 months"),
    ("en", "An internship of at least 5 months."),
    ("en", "A contract of up to 12 months."),
    ("en", "Internship, minimum 6 months."),
    ("de", "Dauer: mindestens 3 Monate"),
    ("nl", "Duur: 4 tot 6 maanden"),
]

TRAPS: list[tuple[str, str]] = [
    ("fr", "Ce don permettra le renouvellement du contrat pour 6 mois."),
    ("fr", "La structure a été créée pour un contrat de 3 ans avec la ville."),
    ("en", "We hope for a renewal of the contract for 12 months."),
    ("en", "You come either as a keeper or for a 5 year post as its head."),
    ("en", "We have a contract of 3 years with the harbour."),
    ("en", "Our fellows stay for a period of 18 months on average."),
    ("en", "Interns spend a placement of 3 months in our sister house."),
    ("en", "The temporary exhibition lasts 4 months."),
    ("en", "The course has a duration of 7 months."),
    ("en", "An internship of 3 months is a plus."),
    ("en", "You have already done a placement of 6 months."),
    ("en", "Duration of the exhibition: 5 months"),
    ("fr", "Notre contrat avec la région dure 3 ans."),
    ("fr", "La formation a une durée de 7 mois."),
    ("fr", "Un stage de 3 mois serait un plus."),
    ("fr", "Vous disposez d'un contrat de 6 mois ailleurs."),
    ("fr", "Durée de la formation : 7 mois"),
    ("fr", "Durée du projet : 24 mois"),
    ("fr", "CDI, avec une mission de 6 mois à Metz."),
    ("fr", "Chaque projet dure 6 mois."),
    ("fr", "Chaque année, nous formons 20 stagiaires pendant 6 mois."),
    ("fr", "Après un stage de 6 mois, trois personnes ont été embauchées."),
    ("fr", "Après un CDD de 6 mois, passage en CDI."),
    ("fr", "Contrat : CDI avec une période d'essai de 3 mois"),
    ("fr", "Contrat : CDI (préavis de 3 mois)"),
    ("fr", "Convention de partenariat signée pour 3 ans."),
    ("fr", "Vous avez effectué un stage de 6 mois dans le secteur."),
    ("fr", "Une thèse de 3 ans ou un diplôme équivalent est demandé."),
    ("fr", "Le financement du programme court du 1er mars 2026 au 31 mars 2028 (2 ans)."),
    ("fr", "Le bail est de 9 ans."),
    ("fr", "Salaire : 2 000 € pendant 6 mois d'essai"),
    ("en", "Each project lasts three months."),
    ("en", "Each intern stays with us for 3 months, some get a contract."),
    ("en", "After 6 months the contract becomes permanent."),
    ("en", "Contract: permanent, with a six-month probation"),
    ("en", "Experience: a placement, an internship of 6 months or similar."),
    ("en", "The funding for the clinic is available for 3 years."),
    ("en", "You hold a residence permit of at least 12 months."),
    ("en", "You have completed a 6-month internship in the field."),
    ("fr", "Vous justifiez de 3 ans d'expérience sur un poste similaire."),
    ("fr", "Expérience : 2 ans en CDI ou en stage"),
    ("fr", "Une expérience de 6 mois en stage est demandée."),
    ("fr", "CDI avec période d'essai de 3 mois."),
    ("fr", "Période d'essai : 4 mois"),
    ("fr", "Préavis de 3 mois."),
    ("fr", "L'entreprise existe depuis 12 ans."),
    ("fr", "Créée il y a 5 ans, la société édite des contrats."),
    ("fr", "En 2 ans, nous avons signé 40 contrats."),
    ("fr", "Nous avons signé un contrat de 4 ans avec un ministère."),
    ("fr", "Depuis 10 ans, nos contrats financent la recherche."),
    ("fr", "Les 3 premiers mois, vous suivez une formation."),
    ("fr", "Parcours d'intégration de 2 mois."),
    ("fr", "Formation de 6 mois financée."),
    ("fr", "Accueil d'enfants de 3 ans à 6 ans."),
    ("fr", "# Animateur 3-6 ans"),
    ("fr", "# Assistante maternelle (enfants de 2 ans)"),
    ("fr", "# Développeur, 5 ans d'expérience"),
    ("fr", "Salaire sur 13 mois."),
    ("fr", "Rémunération versée sur 12 mois."),
    ("fr", "Deux jours par mois à Paris."),
    ("fr", "Un budget de 3 millions sur 4 ans."),
    ("fr", "Le projet de 3 ans est financé par la région."),
    ("fr", "Un séminaire tous les 6 mois."),
    ("fr", "Évolution possible après 6 mois."),
    ("fr", "Télétravail possible au bout de 3 mois."),
    ("fr", "Garantie de 2 ans sur nos produits."),
    ("fr", "Nous préparons un plan à 5 ans."),
    ("fr", "Dans les 6 prochains mois, l'équipe doublera."),
    ("fr", "25 jours de congés par an, contrat de groupe."),
    ("fr", "Master (2 ans) ou équivalent."),
    ("fr", "Un abonnement d'un an aux transports."),
    ("fr", "Le poste pourra évoluer vers un CDI au bout d'un an."),
    ("fr", "Lauréats d'un programme pour 10 mois de développement en 2018."),
    ("fr", "Le produit connaît sa troisième itération de 6 mois."),
    ("en", "A two-year graduate programme with a permanent role at the end."),
    ("fr", "Vous suivez 80 alternants pendant leur contrat d'apprentissage de deux ans."),
    ("en", "The project lasts for 1 year, and more are likely."),
    ("fr", "En 6 mois, nous devons prouver que le service est utile."),
    ("en", "At least 3 years of experience in a similar role."),
    ("en", "5+ years experience in contract law."),
    ("en", "Experience: 2 years"),
    ("en", "There is a probation period of 6 months."),
    ("en", "Three months' notice period."),
    ("en", "We were founded 12 years ago."),
    ("en", "Over the last 2 years our team doubled."),
    ("en", "We signed a three-year contract with the ministry."),
    ("en", "We won a five-year contract from a client."),
    ("en", "In your first 3 months you will meet everyone."),
    ("en", "Within 6 months you will own a product area."),
    ("en", "A company retreat every 6 months."),
    ("en", "The programme started as a two-year experiment."),
    ("en", "Our partners are 2- and 4-year institutions."),
    ("en", "A new two-year fellowship brings technologists to the government."),
    ("en", "You will plan a 3-year roadmap."),
    ("en", "You are 18 years old or older."),
    ("en", "Parental leave of 6 months."),
    ("en", "A four-year degree or equivalent."),
    ("en", "Review after one year."),
    ("en", "# Senior Developer (5 years of experience)"),
    ("en", "The loan has a warranty of 2 years."),
    ("en", "Sabbatical of 3 months after 4 years."),
    ("en", "We release twelve months a year."),
    ("de", "Mindestens 3 Jahre Berufserfahrung."),
    ("de", "Probezeit von 6 Monaten."),
    ("de", "Seit 20 Jahren sind wir am Markt."),
    ("es", "Experiencia mínima de 2 años."),
    ("es", "Periodo de prueba de 2 meses."),
    ("nl", "Minimaal 5 jaar ervaring."),
    ("nl", "Een proeftijd van 1 maand."),
    ("fr", "Durée hebdomadaire : 35 heures"),
    ("fr", "Nous recrutons vingt personnes pendant les 6 prochains mois."),
    ("en", "We are hiring ten people over the next 6 months."),
    ("en", "The FTC fined them 3 years ago."),
    ("fr", "Le service a été lancé pour une durée de 6 mois."),
    ("fr", "Une première expérimentation d'une durée de 6 mois a eu lieu."),
    ("en", "The pilot ran for a period of 6 months."),
]


@pytest.mark.parametrize(("language", "text", "months"), STATED)
def test_a_statement_is_found_and_reads_back(language: str, text: str, months: str) -> None:
    fact = told("duration_months", text, language)
    assert fact is not None
    assert fact.value == Decimal(months)
    assert fact.confidence >= HIGH
    assert duration_months(fact.written) == fact.value


@pytest.mark.parametrize(("language", "text"), VAGUE)
def test_a_range_is_no_length(language: str, text: str) -> None:
    assert told("duration_months", text, language) is None


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_a_trap_is_passed_over(language: str, text: str) -> None:
    assert told("duration_months", text, language) is None


def test_a_range_in_the_text_makes_the_title_doubtful() -> None:
    fact = told("duration_months", "Durée : 3 à 6 mois", "fr", title="Rédaction, stage 6 mois")
    assert fact is not None
    assert fact.confidence < HIGH


def test_a_few_weeks_are_no_sure_length() -> None:
    fact = told("duration_months", "Une mission de 2 semaines en début de contrat.", "fr")
    assert fact is not None
    assert fact.confidence < HIGH


@pytest.mark.parametrize(
    ("language", "text", "written"),
    [
        ("en", "Contract length: 6 weeks", "6 weeks"),
        ("fr", "Durée du stage : 10 semaines", "10 semaines"),
        ("fr", "Durée du stage : 18 mois", "18 mois"),
    ],
)
def test_weeks_stay_weeks_when_they_are_written(language: str, text: str, written: str) -> None:
    fact = told("duration_months", text, language)
    assert fact is not None
    assert fact.written == written
    assert duration_months(written) == fact.value
