"""The lowest level of education asked for, and masters, licences and degrees of other kinds."""

# ruff: noqa: E501 - a row of a table is one line

from __future__ import annotations

import pytest

from syndicate.content.prose import HIGH, Fact
from syndicate.content.prose.education import TRIGGERS, find
from syndicate.content.prose.prose import Prose

N, H, C, A, B, P = (
    *("none", "high_school", "professional_certificate", "associate_degree"),
    *("bachelor_degree", "postgraduate_degree"),
)
ASKED: list[tuple[str, str, str]] = [
    ("fr", "Nous n'exigeons aucun diplôme.", "none"),
    ("fr", "Nous ne demandons pas de diplôme, mais du goût.", "none"),
    ("fr", "Un poste à pourvoir par une docteure en chimie.", "postgraduate_degree"),
    ("en", "At present we require a bachelor's degree in botany.", B),
    ("fr", "Nous demandons une licence de lettres.", B),
    ("en", "The role is open to everybody who holds a Ph.D. in geology.", P),
    ("en", "You have a B.Sc. in botany.", B),
    ("en", "4-year degree required", B),
    ("en", "## Minimum education required\n\nA four-year degree", B),
    ("en", "Education: BA/BS in a related field", B),
    ("fr", "## Niveau d'études\n\nLicence de droit", B),
    ("fr", "Vous êtes titulaire d'un Master FLE ou d'une licence de lettres.", B),
    (
        "de",
        "Du bringst ein abgeschlossenes Hochschulstudium und mindestens zwei Jahre Berufserfahrung mit.",
        B,
    ),
    ("fr", "Niveau : Master, Bac +2/3 (Licence, BTS ou équivalent)", A),
    ("fr", "**Niveau** : Master", P),
    ("fr", "Formation : Bac+5", P),
    ("fr", "Niveau d'études : Bac +3 minimum", B),
    ("fr", "Diplôme : CAP ou BEP", C),
    ("fr", "**Niveau d'études :** BTS ou DUT", A),
    ("fr", "- Bac+2 minimum", A),
    ("fr", "- De formation Bac +5 en informatique", P),
    ("fr", "Vous êtes titulaire d'un Bac+3 ou Bac+5 en communication.", B),
    ("fr", "Titulaire d'un BTS comptabilité, vous êtes rigoureux.", A),
    ("fr", "Diplômé·e d'un master en droit", P),
    ("fr", "Vous avez un diplôme d'ingénieur.", P),
    ("fr", "Issu·e d'une école d'ingénieur ou d'une formation universitaire équivalente", P),
    ("fr", "De formation ingénieur ou équivalent, vous aimez le terrain.", P),
    ("fr", "Étudiant·e en Master 2, vous cherchez un stage.", P),
    ("fr", "En cours de formation (Bac +5 - Bac +4 - Bac +3 - licence Pro) ou en fin d’étude", B),
    ("fr", "Vous préparez une licence professionnelle : niveau bac+3", B),
    ("fr", "Licence ou master exigé dans le domaine culturel, diplôme d'État apprécié", B),
    (
        "fr",
        "Master en IEP, école de communication, commerce, journalisme ou master spécialisé en ingénierie de la concertation.",
        P,
    ),
    ("fr", "Un doctorat en biologie est requis.", P),
    ("fr", "Niveau bac ou équivalent", H),
    ("fr", "Titulaire d'un CAP cuisine", C),
    ("fr", "Aucun diplôme requis.", N),
    ("fr", "Diplôme non exigé, seule la motivation compte", N),
    ("fr", "Poste sans condition de diplôme", N),
    ("fr", "Profil : diplôme bac +4/5", B),
    ("fr", "Tu as un Bac + 5, un vrai goût du terrain.", P),
    ("fr", "Formation supérieure de type bac+4", B),
    ("fr", "BUT informatique ou équivalent, niveau Bac+3", B),
    ("en", "**Education:** Bachelor's degree", B),
    ("en", "Degree: MSc or PhD", P),
    ("en", "Qualifications: high school diploma", H),
    ("en", "- Bachelor's degree in Computer Science or a related field", B),
    ("en", "- Master's degree required", P),
    ("en", "You hold a PhD in physics.", P),
    ("en", "A bachelor's degree is required, a master's degree is a plus.", B),
    ("en", "- BSc or MSc in a relevant field", B),
    ("en", "You have a university degree in economics.", B),
    ("en", "- A degree in design or equivalent experience", B),
    ("en", "Candidates must have completed an undergraduate degree.", B),
    ("en", "Minimum of an associate degree", A),
    ("en", "You must have a high school diploma.", H),
    ("en", "No degree required.", N),
    ("en", "You don't need a degree.", N),
    ("en", "A degree is not required but helps.", N),
    ("en", "No formal qualifications are needed", N),
    ("en", "Educated to degree level", B),
    ("en", "You have completed a PhD or a doctorate in a relevant field.", P),
    ("en", "- Master degree in public policy", P),
    ("en", "Vocational qualification or equivalent required", C),
    ("en", "- PhD in bioinformatics, required", P),
    ("en", "Candidates hold a Master's degree or equivalent", P),
    ("de", "Abgeschlossenes Studium der Informatik", B),
    ("de", "Abgeschlossene Berufsausbildung", C),
    ("de", "Du hast ein abgeschlossenes Hochschulstudium", B),
    ("nl", "- Hbo werk- en denkniveau", B),
    ("nl", "- Je hebt een HBO of WO-achtergrond in informatica", B),
    ("nl", "- Een afgeronde Bachelor of Master in een relevant vakgebied", B),
    ("nl", "Opleidingsniveau: MBO", C),
    ("es", "Grado universitario en informática, titulación requerida", B),
    ("es", "**Estudios:** licenciatura", B),
    # Found less often, as it is said in other words.
    ("fr", "Vous avez le bac.", "high_school"),
    ("fr", "Bac minimum", "high_school"),
    ("fr", "Un CAP pâtissier est demandé.", "professional_certificate"),
    (
        "fr",
        "Avec un CAP de couvreur en poche, vous savez lire un plan.",
        "professional_certificate",
    ),
    ("fr", "Bac+3 en communication", "bachelor_degree"),
    ("fr", "Bac+5 en école d'ingénieurs", "postgraduate_degree"),
    ("fr", "Vous êtes en dernière année d'école d'ingénieur.", "postgraduate_degree"),
    ("fr", "Un master de muséologie est attendu.", "postgraduate_degree"),
    ("fr", "Diplôme : aucun", "none"),
    ("fr", "Vous sortez d'une école de commerce.", "postgraduate_degree"),
    ("fr", "## Formation\n\nBac+5", "postgraduate_degree"),
    ("fr", "Bac +3 / +5 en marketing", "bachelor_degree"),
    ("fr", "Un BTS suffit.", "associate_degree"),
    ("en", "A good honours degree", "bachelor_degree"),
    ("en", "A postgraduate qualification in librarianship", "postgraduate_degree"),
    ("en", "The candidate has a PhD degree in chemistry.", "postgraduate_degree"),
    ("en", "A-levels or equivalent", "high_school"),
    ("en", "NVQ level 3 or equivalent", "professional_certificate"),
    ("en", "No diploma is needed.", "none"),
    ("en", "A doctorate in archaeology is essential.", "postgraduate_degree"),
    ("en", "## About you\n\n- PhD in a quantitative field", "postgraduate_degree"),
    ("en", "You hold an HND or a degree.", "associate_degree"),
    ("en", "No qualifications are needed.", "none"),
]

TRAPS: list[tuple[str, str]] = [
    ("en", "A bachelor's degree in the arts helps, though it is not a requirement."),
    ("fr", "Ce n'est pas une obligation, mais vous avez un master en lettres."),
    ("en", "You hold a forklift licence."),
    ("en", "You have a master key to every room."),
    ("en", "You will hold a workshop for PhD candidates."),
    ("en", "A degree is nice, but not needed."),
    ("fr", "Vous êtes titulaire de la licence IV."),
    ("fr", "Titulaire d'une licence d'entrepreneur du spectacle"),
    ("en", "All our trainees are enrolled in a high school."),
    ("en", "Education: senior undergraduate or post-bachelor's student of biology"),
    ("en", "Our founders hold a Ph.D. in physics."),
    ("en", "You work with Ph.D. students."),
    ("fr", "## Formation\n\nNous formons au CAP et au BEP."),
    ("en", "A degree is not essential."),
    ("en", "You do not have to hold a bachelor's degree."),
    ("fr", "Un diplôme de niveau licence n'est pas indispensable."),
    ("fr", "Vous n'avez pas de master, peu importe !"),
    ("fr", "Nous formons des étudiants de Bac+2 à Bac+5."),
    ("fr", "Vous encadrez des étudiants en master."),
    ("fr", "Vous enseignez à des étudiants de licence."),
    ("fr", "Un logiciel libre sous licence AGPL."),
    ("fr", "Nos logiciels sont publiés sous licence libre."),
    ("fr", "Vous gérez les licences des logiciels."),
    ("fr", "Le scrum master anime la mêlée."),
    ("fr", "Notre fondateur a un doctorat."),
    ("fr", "Une équipe de docteurs et de titulaires de master."),
    ("fr", "Un master serait un plus."),
    ("fr", "Bac+5 apprécié"),
    ("fr", "Garder le cap, quoi qu'il arrive."),
    ("fr", "Un réseau d'écoles d'ingénieurs partenaires, nos clients."),
    ("fr", "Notre école délivre un bac+3 reconnu."),
    ("fr", "Les lycéens préparent le baccalauréat avec nous."),
    ("fr", "L'association aide les jeunes de niveau bac : nos élèves réussissent."),
    ("fr", "Vous développez notre master data."),
    ("fr", "Autodidacte ou bac+2, peu importe le parcours."),
    ("fr", "HTML, CSS, BUT : un beau site."),
    ("fr", "Mettre le projet en ligne avec le webmaster."),
    ("fr", "Niveau : junior"),
    ("fr", "Formation : interne, assurée par nos soins"),
    ("fr", "Le bac à sable est un environnement de test."),
    ("fr", "Un bac de tri par bureau."),
    ("fr", "Participer au jury de master de nos partenaires."),
    ("fr", "Une thèse CIFRE est en cours dans notre équipe."),
    ("fr", "La licence IV du bar."),
    ("fr", "Nous travaillons avec un doctorant."),
    ("fr", "Des interventions en licence et en master."),
    ("fr", "Le permis et la licence de pêche."),
    ("en", "We are a school of 200 bachelor and master students."),
    ("en", "You will supervise master's students."),
    ("en", "You teach bachelor students."),
    ("en", "Our founders hold PhDs; our CTO has a PhD."),
    ("en", "You work with a scrum master and a product owner."),
    ("en", "Merge it into the master branch."),
    ("en", "Released under the MIT licence."),
    ("en", "An open source licence."),
    ("en", "A high degree of autonomy."),
    ("en", "Experience with varying degrees of complexity."),
    ("en", "A PhD is a plus."),
    ("en", "Preferred: a Master's degree, nice to have"),
    ("en", "We offer a master programme in data science."),
    ("en", "Our team has a PhD and a painter."),
    ("en", "You master the art of listening."),
    ("en", "The master plan of the city."),
    ("en", "Master data management."),
    ("en", "Help students earn a bachelor's degree."),
    ("en", "Apply for a PhD at our university."),
    ("en", "A driving licence is needed."),
    ("en", "A salary cap is in place."),
    ("en", "360 degree feedback."),
    ("en", "We fund PhD students."),
    ("en", "The bachelor party of a colleague."),
    ("en", "Level: senior"),
    ("en", "Self-taught or with a bachelor's degree, you are welcome."),
    ("en", "Education: we pay for courses"),
    ("en", "The programme leads to a degree in law."),
    ("en", "It is 30 degrees in summer."),
    ("de", "Wir betreuen Studierende im Bachelor."),
    ("de", "Ein Master wäre von Vorteil."),
    ("nl", "Onze hbo studenten."),
    ("nl", "HBO werk- en denkniveau, ook autodidacten zijn welkom"),
    ("es", "Nuestros estudiantes de grado en medicina."),
    # Said in such words of something else.
    ("fr", "L'école forme des ingénieurs bac+5."),
    ("fr", "Vous obtiendrez un titre professionnel à l'issue."),
    ("fr", "Vous recrutez des alternants de niveau bac+3."),
    ("en", "Preferably a degree in marketing."),
    ("en", "A degree would be nice, but attitude counts."),
    ("en", "Master's degree courses in Leeds"),
]


def told(text: str, language: str) -> Fact | None:
    triggers = dict.fromkeys(TRIGGERS, ("education",))
    return next(find(Prose("Comptable", text, language=language, triggers=triggers)), None)


@pytest.mark.parametrize(("language", "text", "level"), ASKED)
def test_the_lowest_level_is_read(language: str, text: str, level: str) -> None:
    fact = told(text, language)
    assert fact is not None
    assert fact.value == level


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_what_is_no_level_asked_for(language: str, text: str) -> None:
    assert told(text, language) is None


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Formation : Bac+5", True),
        ("Vous êtes titulaire d'un Bac+3.", True),
        ("Master en droit", False),
        ("- Bac+3 requis\n- Vous êtes titulaire d'un master", False),
    ],
)
def test_how_sure_it_is(text: str, *, sure: bool) -> None:
    fact = told(text, "fr")
    assert fact is not None
    assert (fact.confidence >= HIGH) is sure
