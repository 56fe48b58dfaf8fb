"""How much experience is asked for, and the years that are somebody else's."""

# ruff: noqa: E501 - a row of a table is one line

from __future__ import annotations

import pytest

from syndicate.content.lengths import experience_months
from syndicate.content.prose import HIGH, Fact
from syndicate.content.prose.experience import TRIGGERS, find
from syndicate.content.prose.prose import Prose

ASKED: list[tuple[str, str, int]] = [
    ("en", "Previous experience is not required.", 0),
    ("en", "Experience is not required.", 0),
    ("fr", "**Expérience souhaitée**\nDébutant", 0),
    ("fr", "- 1 à 3 ans d'expérience en cabinet", 12),
    ("fr", "Expérience :\n\n- Soudage ou similaire : 5 ans (Exigé)", 60),
    ("en", "## Relevant Work Experience\n\n5-7 years", 60),
    ("en", "- 4 years of experience in a firm or agency", 48),
    ("fr", "## Expérience\n\n- 4 ans minimum", 48),
    ("fr", "Minimum 3 ans dans un poste similaire", 36),
    ("fr", "## Profil\n\n- 3 ans minimum sur un poste équivalent", 36),
    ("fr", "- 3 ans d'XP minimum", 36),
    ("en", "You bring 5 or more years of professional experience.", 60),
    ("en", "You have 4+ years working with databases.", 48),
    ("en", "## Requirements\n\n- 4+ years working as an editor", 48),
    ("en", "At least 2 years in a similar role", 24),
    ("en", "Years of experience: 3+", 36),
    (
        "fr",
        "Tu as un diplôme d'ingénieur ou un doctorat et 3 ans d'expérience en machine learning.",
        36,
    ),
    ("fr", "**Expérience :** 3 ans", 36),
    ("fr", "Expérience requise : 2 à 5 ans", 24),
    ("fr", "- Expérience : débutant accepté", 0),
    ("fr", "Vous justifiez d'au moins 3 ans d'expérience sur un poste similaire.", 36),
    ("fr", "Vous avez une expérience de 5 ans minimum en gestion de projet.", 60),
    ("fr", "- 5 ans d'expérience minimum en développement web", 60),
    ("fr", "- Minimum 2 ans d'expérience", 24),
    ("fr", "- 3 à 5 ans d'expérience en communication", 36),
    ("fr", "- 3-5 ans d’expérience", 36),
    ("fr", "Une première expérience de 2 ans est souhaitée.", 24),
    ("fr", "Tu as entre 2 et 4 ans d'expérience.", 24),
    ("fr", "Nous recherchons un profil ayant trois ans d'expérience.", 36),
    ("fr", "Idéalement 5 ans d'expérience dans le secteur associatif.", 60),
    ("fr", "Expérience de 6 mois minimum exigée.", 6),
    ("fr", "Vous disposez d'une expérience professionnelle d'au moins 18 mois.", 18),
    ("fr", "Débutant accepté.", 0),
    ("fr", "Débutant·e accepté·e", 0),
    ("fr", "Poste ouvert aux débutants.", 0),
    ("fr", "Aucune expérience requise.", 0),
    ("fr", "## Profil recherché\n\nUne expérience de 3 ans en comptabilité.", 36),
    ("fr", "## Votre profil\n\n- Expérience en production : 2 ans", 24),
    ("fr", "Le candidat aura 10 ans d'expérience.", 120),
    ("fr", "5+ ans d'expérience en Java", 60),
    ("fr", "De formation Bac+5, vous avez 4 années d'expérience en audit.", 48),
    ("fr", "Vous bénéficiez d'une expérience réussie d'un an minimum.", 12),
    ("en", "**Experience:** 3+ years", 36),
    ("en", "Required experience: two years", 24),
    ("en", "At least 5 years of experience in software development.", 60),
    ("en", "You have 3+ years of professional experience.", 36),
    ("en", "- 5+ years' experience with Python", 60),
    ("en", "- Minimum of 3 years experience in a similar role", 36),
    ("en", "- 3-5 years of experience", 36),
    ("en", "- Two years of relevant work experience", 24),
    ("en", "You bring a minimum of 2 years' experience in fundraising.", 24),
    (
        "en",
        "To qualify, you must have one (1) year of specialized experience at the next lower grade (or equivalent).",
        12,
    ),
    ("en", "Candidates should have 4 to 6 years of experience.", 48),
    ("en", "We are looking for someone with 7 years of experience in design.", 84),
    ("en", "No experience required.", 0),
    ("en", "No prior experience is needed, we will teach you.", 0),
    ("en", "## Requirements\n\n- Experience in retail (2 years)", 24),
    ("en", "## What you bring\n\nThree years of experience as a nurse.", 36),
    ("en", "10+ yrs experience in operations", 120),
    ("en", "6 months experience required", 6),
    ("en", "Ideally you have 2 years of experience in teaching.", 24),
    ("en", "The successful applicant must have five years of post-doctoral experience.", 60),
    ("en", "Experience level: 5 years", 60),
    ("en", "Open to beginners.", 0),
    ("en", "You should have at least 1 year of experience.", 12),
    ("de", "Mindestens 3 Jahre Berufserfahrung", 36),
    ("de", "Sie bringen zwei Jahre Berufserfahrung mit.", 24),
    ("de", "## Ihr Profil\n\n- 5 Jahre Erfahrung im Vertrieb", 60),
    ("nl", "- minimaal 5 jaar ervaring als frontend developer", 60),
    ("nl", "Je over minstens 3 jaar werkervaring beschikt.", 36),
    ("nl", "- Minimaal 7 jaar ervaring met React", 84),
    ("es", "Al menos 2 años de experiencia", 24),
    ("es", "**Experiencia:** 3 años", 36),
    ("es", "Buscamos a alguien con 4 años de experiencia mínima.", 48),
    # Found less often, as it is said in other words.
    ("fr", "2 à 3 ans d'expérience", 24),
    ("fr", "Entre trois et cinq ans d'expérience en gestion de projet", 36),
    ("fr", "3 ans et + d'expérience", 36),
    ("fr", "XP de 3 ans", 36),
    ("fr", "Vous avez travaillé au moins deux ans en crèche.", 24),
    ("fr", "Vous exercez ce métier depuis au moins trois ans.", 36),
    ("fr", "Les débutants sont acceptés.", 0),
    ("fr", "Aucune expérience n'est demandée.", 0),
    ("fr", "Pas besoin d'expérience.", 0),
    ("fr", "Pas d'expérience exigée.", 0),
    ("fr", "Cinq ans d'expérience sont demandés.", 60),
    ("fr", "Bac+2 et 3 ans d'expérience", 36),
    ("fr", "Diplôme d'infirmier et 2 ans d'expérience en gériatrie", 24),
    ("fr", "Votre profil : 2 ans d'expérience en magasin", 24),
    ("fr", "Trois ans d'expérience exigés", 36),
    ("fr", "Nous demandons deux ans d'expérience.", 24),
    ("fr", "Poste accessible aux débutants", 0),
    ("fr", "Titulaire d'un BTS avec 2 ans d'expérience", 24),
    ("en", "2-4 years of experience", 24),
    ("en", "Between two and five years of experience", 24),
    ("en", "More than 5 years of experience", 60),
    ("en", "5 yrs exp", 60),
    ("en", "You have worked in social care for two years or more.", 24),
    ("en", "Experience is not necessary.", 0),
    ("en", "We welcome beginners.", 0),
    ("en", "We need someone with at least a year's experience.", 12),
    ("en", "One year experience with horses", 12),
    ("en", "Bachelor's degree and 2 years of experience", 24),
    ("en", "PhD with 2 years of postdoctoral experience", 24),
    ("en", "3 years' experience or more in a law firm", 36),
    ("en", "Around 3 years of experience", 36),
    ("en", "More than three years of experience in HR", 36),
    ("en", "Two or more years of experience with horses", 24),
    ("en", "A degree and three years of relevant experience", 36),
    ("en", "- Degree or equivalent, 3 years of experience", 36),
    ("en", "- A bachelor's degree or a diploma and 3 years of experience", 36),
    ("en", "- 3 years of experience, degree or diploma in botany", 36),
    ("en", "- 3 years of experience and a bachelor's or master's degree", 36),
    ("fr", "Vous justifiez de 3 ans d'expérience en crèche ou en école, et d'un CAP.", 36),
    ("fr", "Bac+2 ou Bac+3 et 3 ans d'expérience", 36),
    ("en", "- 2+ years of baking or relevant experience", 24),
    ("en", "You have 2 years of sales and marketing experience.", 24),
]

TRAPS: list[tuple[str, str]] = [
    ("en", "Once you have worked 2 years with us, you get six weeks of leave."),
    ("en", "If you have worked in the UK for 5 years you can get a visa."),
    ("fr", "Quand vous avez travaillé 3 ans ici, vous devenez associé."),
    ("en", "You will get a year's experience."),
    ("fr", "Forte de 5 ans d'expérience, vous rejoindrez une agence reconnue."),
    ("fr", "Accessible aux débutants, notre logiciel est simple."),
    ("en", "Prior baking experience is not required."),
    ("en", "Management experience not required"),
    ("fr", "Marie a deux ans d'expérience dans notre cabinet."),
    ("fr", "Expérience :\n\n- Soudage ou similaire : 5 ans (Souhaité)"),
    ("fr", "## Notre expérience\n\n12 ans"),
    ("fr", "**Congés selon l'expérience :** 2 ans"),
    ("en", "## Our experience\n\n12 years"),
    ("en", "## Skills and experience\n\n- 5+ years leading a kitchen of twelve"),
    ("en", "**Contract depending on experience:** 2 years"),
    ("en", "You take a 5 year post working as a keeper of maps."),
    ("en", "Learn from experts with at least 15 years of experience."),
    ("en", "You are mentored by someone with 10 years of experience."),
    ("fr", "Vous travaillez avec des personnes ayant 10 ans d'expérience."),
    ("fr", "Vous êtes guidée par un tuteur avec au moins 10 ans d'expérience."),
    ("en", "You have a full licence and at least 12 months of driving experience."),
    ("en", "You are a junior (2 years of experience) or senior (5+ years of experience)."),
    ("fr", "Vous gagnerez deux ans d'expérience en une saison."),
    ("fr", "- 3 ans minimum de garantie sur nos produits"),
    ("fr", "Un contrat de 2 ans, 35 h (équivalent temps plein)."),
    ("en", "We have been working with schools for 4+ years."),
    ("en", "- 4+ years old only"),
    ("en", "Our trainees spend two years working in similar teams."),
    ("fr", "L'équipe : Marie, 8 ans d'expérience en produit ; Paul, docteur en IA."),
    ("en", "Employees with more than five years of experience get an extra week off."),
    ("fr", "Nos data scientists ont en moyenne 6 ans d'expérience."),
    ("en", "The group has 25 years of experience in HPC."),
    ("fr", "Fort de 20 ans d'expérience, notre cabinet accompagne les collectivités."),
    ("fr", "Nous avons 15 ans d'expérience dans le logiciel libre."),
    ("fr", "Notre équipe a plus de 10 ans d'expérience."),
    ("fr", "L'association cumule 30 ans d'expérience."),
    ("fr", "Une entreprise de 12 ans d'expérience."),
    ("fr", "Créée il y a 5 ans, notre société a une solide expérience."),
    ("fr", "Notre fondateur a 8 ans d'expérience dans la finance."),
    ("fr", "Ton tuteur a 10 ans d'expérience."),
    ("fr", "Après 2 ans d'expérience, vous pourrez évoluer."),
    ("fr", "Vous allez acquérir 2 ans d'expérience."),
    ("fr", "Moins de 2 ans d'expérience."),
    ("fr", "Vous avez jusqu'à 3 ans d'expérience."),
    ("fr", "2 ans d'expérience seraient appréciés, un plus."),
    ("fr", "Trois ans d'expérience, est un plus"),
    ("fr", "CDD de 3 ans."),
    ("fr", "Stage de 6 mois."),
    ("fr", "Une expérience de la vie associative."),
    ("fr", "Une première expérience est souhaitée."),
    ("fr", "Nous améliorons l'expérience utilisateur depuis 10 ans."),
    ("fr", "Expérience souhaitée : selon profil"),
    ("fr", "Un programme de 2 ans pour vivre une expérience."),
    ("fr", "Nous existons depuis 12 ans. Votre expérience compte."),
    ("fr", "Le projet dure 3 ans. L'expérience des usagers nous importe."),
    ("fr", "Nos consultants, avec 7 ans d'expérience, vous formeront."),
    ("fr", "Une agence, 25 ans d'expérience."),
    ("fr", "Un stage de 4 mois est une expérience riche."),
    ("fr", "Vous avez entre 18 et 25 ans."),
    ("fr", "Un plan de mandat de 6 ans."),
    ("fr", "Notre société s'appuie sur une expérience de 40 ans."),
    ("fr", "Depuis 4 ans, nous partageons notre expérience."),
    ("en", "With over 20 years of experience, our company leads the market."),
    ("en", "We have 10 years of experience in open source."),
    ("en", "Our team has a combined 50 years of experience."),
    ("en", "Our founders have 15 years of experience in banking."),
    ("en", "You will gain 2 years of experience."),
    ("en", "After two years of experience you can become a lead."),
    ("en", "Founded 12 years ago, we have experience in health."),
    ("en", "A two-year contract."),
    ("en", "A 3 month internship with experience in the field."),
    ("en", "Up to 2 years of experience."),
    ("en", "Less than 3 years of experience."),
    ("en", "Two years of experience would be a plus."),
    ("en", "3 years of experience is nice to have."),
    ("en", "5 years of experience is not required."),
    ("en", "Some experience is welcome."),
    ("en", "We improved the customer experience over 5 years."),
    ("en", "We have served users for 8 years. Experience with Git helps."),
    ("en", "The agency has thirty years of experience."),
    (
        "en",
        "Your mentor, a colleague with 12 years of experience, will help you. Our mentor has 12 years of experience.",
    ),
    ("en", "The fellowship lasts 2 years."),
    ("en", "Work with people whose company has 9 years experience."),
    ("en", "We are 25 people with an average of 10 years of experience."),
    ("en", "Experience: flexible"),
    ("en", "You must be 18 years old."),
    ("en", "Our user experience team was founded 3 years ago."),
    ("en", "An organisation with 40 years of experience in relief work."),
    ("en", "You must have no criminal record for the past 5 years; driving experience helps."),
    ("de", "Unser Team hat 20 Jahre Erfahrung."),
    ("de", "Seit 10 Jahren sammeln wir Erfahrung."),
    ("nl", "Wij hebben 15 jaar ervaring."),
    ("nl", "Onze klanten hebben 5 jaar ervaring met ons product."),
    ("es", "Nuestra empresa tiene 30 años de experiencia."),
    # Said in such words of something else.
    ("fr", "Une expérience de deux ans en milieu scolaire serait idéale."),
    ("fr", "Le stage de 6 mois sera une belle expérience."),
    ("fr", "Ce poste n'est pas ouvert aux débutants."),
    ("fr", "Une personne de 5 ans d'expérience vous encadrera."),
    ("fr", "Vous suivez des chefs ayant dix ans d'expérience."),
    ("en", "You will work with engineers with 10 years of experience."),
    ("en", "This is not an entry level job."),
    ("en", "Coaches with 5 years of experience will train you."),
    ("en", "You will spend two years abroad, an experience for life."),
    ("en", "Your manager has 12 years of experience."),
    ("en", "Somebody with 7 years of experience will guide you."),
    ("en", "Someone who has 10 years of experience leads the team."),
    ("en", "We offer 6 months of travel and experience."),
    ("en", "You get a contract of 2 years in London and an experience for life."),
    ("en", "You need 2 years of abstinence, or experience with it."),
]


def told(text: str, language: str) -> Fact | None:
    triggers = dict.fromkeys(TRIGGERS, ("experience",))
    return next(find(Prose("Comptable", text, language=language, triggers=triggers)), None)


@pytest.mark.parametrize(("language", "text", "months"), ASKED)
def test_the_least_experience_is_read(language: str, text: str, months: int) -> None:
    fact = told(text, language)
    assert fact is not None
    assert (fact.value, fact.confidence >= HIGH) == (months, True)
    assert experience_months(fact.written) == months


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_other_years_are_not_asked_for(language: str, text: str) -> None:
    assert told(text, language) is None


@pytest.mark.parametrize(
    "text", ["This is an entry level position.", "This is an entry-level, part-time role."]
)
def test_a_post_for_beginners_may_ask_for_a_year(text: str) -> None:
    fact = told(text, "en")
    assert fact is not None
    assert (fact.value, fact.confidence < HIGH) == (0, True)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Deux ans d'expérience dans ce métier.", 24),
        ("Deux à trois ans d'expérience en agence de voyages.", 24),
        ("Vente au détail : 2 ans (Exigé)", 24),
        ("Vous avez 5 ans d'expérience.\n\nVous avez 2 ans d'expérience en Go.", 60),
        ("Vous avez 18 ans d'expérience en gestion.", 216),
        # Who has a degree needs none.
        ("- An associate degree in botany or another science, or two years of experience", 24),
        ("You need 3 years of relevant experience or an equivalent degree.", 36),
        ("Vous justifiez de 3 ans d'expérience ou d'un CAP.", 36),
    ],
)
def test_what_is_less_sure(text: str, months: int) -> None:
    fact = told(text, "fr")
    assert fact is not None
    assert fact.value == months
    assert fact.confidence < HIGH
