"""More ways to say where the work is done: each row is built in another way than the others."""

# ruff: noqa: E501 - a row of a table is one line

from __future__ import annotations

import pytest

from syndicate.content.prose import HIGH
from tests.content.prose.telling import told

#: Language → workplace → what states it.
STATED = {
    "fr": {
        "hybrid": (
            "Nous proposons jusqu'à deux jours par semaine en télétravail.",
            "Accord télétravail (jusqu'à 8 jours par mois).",
            "Jusqu'à 10 jours de télétravail par mois.",
            "Télétravail à mi-temps possible.",
            "Vous partagez votre temps entre le bureau et votre domicile.",
            "Nous demandons une présence minimale de 60 % dans nos locaux.",
            "Le travail s'effectue pour moitié à distance.",
            "La moitié du temps de travail peut être effectuée en télétravail.",
            "Quelques jours de télétravail par mois sont possibles.",
            "Le télétravail est autorisé dans la limite de deux jours par semaine.",
            "Le télétravail est limité à un jour par semaine.",
            "Le télétravail est ouvert à raison d'une à deux journées par semaine selon les postes.",
            "Les missions sont partiellement télétravaillables.",
            "Temps de présence au bureau : 60 %",
            "Vous pourrez, si vous le souhaitez, travailler depuis chez vous le vendredi.",
            "Télétravail : oui, 2 jours par semaine",
            "Vous viendrez au bureau deux fois par semaine.",
            "Une présence régulière au bureau est demandée (au moins deux jours par semaine).",
            "Nous proposons un cadre hybride, avec deux jours de présence commune.",
        ),
        "remote": (
            "Vous travaillez depuis chez vous, partout en France.",
            "Poste télétravaillable à 100 %",
            "Tu bosses d'où tu veux.",
            "Vous télétravaillez à temps plein depuis votre domicile.",
            "Poste basé à votre domicile.",
            "Lieu de travail : votre domicile",
            "Pas de locaux : chacun travaille de chez soi.",
            "Vous travaillerez exclusivement depuis votre domicile.",
            "Pas de bureau : nous travaillons tous depuis chez nous.",
            "Le poste peut être exercé depuis n'importe où en France.",
        ),
        "onsite": (
            "Le poste n'est pas télétravaillable.",
            "Présence sur place indispensable.",
            "Les missions ne sont pas compatibles avec le télétravail.",
            "La nature des missions ne permet pas de télétravailler.",
            "Vous travaillez sur site, à temps plein.",
            "Ce poste exclut le télétravail.",
            "Les fonctions exercées ne sont pas télétravaillables.",
            "Votre présence sur site est indispensable.",
            "Ce poste nécessite une présence sur site tous les jours.",
            "Le travail ne peut pas se faire à distance.",
            "Présence sur site 5 jours sur 5.",
            "Travail sur place, à l'atelier.",
        ),
    },
    "en": {
        "hybrid": (
            "We work in a hybrid way: Tuesdays and Thursdays together in the office.",
            "The team comes together in our Bristol office every Wednesday; the rest of the week you can work from home.",
            "We currently ask staff to be on site for at least two days per week.",
            "We have a flexible working policy, with a minimum of two office days a week.",
            "Expect to spend two days a week at our lab.",
            "We expect everyone to be in the office a minimum of two days per week.",
            "Hybrid – 2 days per week in our Manchester office",
            "Working arrangements: a minimum of 40% of time in the office",
            "Home working for up to 2 days per week",
            "Staff currently work at least 50% of their time on campus.",
            "We offer hybrid working, with two anchor days in the office.",
            "Agile working: split your week between home and our Cardiff office.",
            "You will split your time between home and the office.",
            "In office 3x per week",
            "Three days per week on campus",
            "Based in our Edinburgh office with hybrid working",
            "- Hybrid/flexible working",
            "Attendance in the office is expected on two days each week.",
            "We ask that you come into the studio on Mondays and Tuesdays.",
            "Hybrid: Tuesdays to Thursdays in the office, otherwise from home.",
            "You can choose to work from home up to half of the week.",
            "Remote days: 2 per week",
            "Work from our Ghent studio three days a week and from home the other two.",
            "Hybrid: 60% office, 40% home",
            "You'll need to come to our Leeds office once a week.",
            "Office days are Tuesday and Thursday.",
            "Telecommuting up to 2 days a week",
            "You'll work from our Bristol office on Tuesdays and Thursdays and from home on the other days.",
            "Part home-based, part office-based.",
            "Minimum two days per week on campus",
            "Working from home up to 40% of the time",
            "Wednesdays are office days.",
            "Remote-hybrid",
        ),
        "remote": (
            "**Remote:** Yes, 100%",
            "You can do this job from anywhere in the world.",
            "You'll work from your own home.",
            "Based from home anywhere in Scotland.",
            "The internship is entirely virtual.",
            "The internship will take place remotely.",
            "Remote contract role",
            "This job is performed entirely online from your home.",
            "Remote work: 100%",
            "Work from wherever you want.",
            "We are hiring remotely across Europe.",
            "This is a 100% telework position.",
            "Work-from-home position",
            "We have no office: everyone works from home.",
            "There is no office; all staff work remotely.",
            "We welcome applications from anywhere; the work is entirely online.",
            "Working remotely is the default; there is no office to come to.",
            "Our staff are all home-based.",
            "You can be based wherever you like in the UK.",
        ),
        "onsite": (
            "This role is based on site at our bakery.",
            "The role is based full-time in our London office.",
            "You will be working on site at our warehouse.",
            "Please note that this role is not suitable for home working.",
            "This role is not suitable for remote working.",
            "Home working is not available for this role.",
            "Unfortunately we cannot offer home working in this post.",
            "This position requires in-person attendance.",
            "All work takes place on site at the museum.",
            "This is a site-based role.",
            "The position is based onsite in our Lyon workshop.",
            "Please note, this position cannot be done from home.",
            "On-site attendance is required five days a week.",
            "We need you in our office every day.",
            "Working on site is mandatory.",
            "This is not a work-from-home position.",
            "The successful candidate must work on site.",
            "You need to be on site Monday to Friday.",
            "All positions are in person.",
        ),
    },
}
#: Somebody else is away or there so often, or it was so once.
TRAPS = (
    ("fr", "Vous rédigerez la charte de télétravail de la collectivité."),
    ("fr", "Présence souhaitée deux jours par semaine au marché de Noël."),
    (
        "fr",
        "Vous tenez l'accueil trois jours par semaine dans nos locaux de la rue Victor Hugo, ouverts au public.",
    ),
    ("fr", "Vous avez travaillé au moins deux ans en full remote."),
    ("fr", "Séjour de deux jours sur site pour les nouveaux arrivants."),
    ("fr", "Vous recevez le public deux jours par semaine dans nos bureaux de quartier."),
    ("fr", "L'équipe informatique assiste les agents en télétravail deux jours par semaine."),
    ("fr", "Nos bénévoles se retrouvent au bureau un jour par semaine pour préparer les colis."),
    ("fr", "Un accueil de loisirs en présence des parents deux jours par semaine."),
    ("fr", "Vous livrez les paniers à domicile deux jours par semaine."),
    ("fr", "Votre tuteur est présent au bureau trois jours par semaine."),
    ("fr", "Les usagers sont reçus sur site deux jours par semaine."),
    ("en", "Before 2020, all of us worked in the office five days a week."),
    ("en", "The company went fully remote in 2020 and returned to the office in 2022."),
    ("en", "We help charities move to hybrid working."),
    ("en", "The role supports staff who work from home two days a week."),
    ("en", "Our volunteers meet in the office one day a week."),
    ("en", "The museum welcomes school groups on site two days a week."),
    ("en", "You'll cover hybrid work as a reporter."),
    ("en", "Your mentor is in the office three days a week."),
    ("en", "Classes are taught in person three days a week."),
)
#: Presence whose subject is not named, and what an employer does in general.
DOUBTED = (
    ("fr", "Dans la maison, une personne est là, sur site, deux jours par semaine."),
    ("en", "In Leeds somebody is always there, on site, two days a week."),
    ("en", "We operate a hybrid working model."),
    (
        "fr",
        "Vous êtes au bureau du mardi au jeudi, et travaillez d'où vous voulez les autres jours.",
    ),
    ("fr", "Toute l'équipe travaille à distance, et vous aussi."),
)
#: Text → the countries that remote work is limited to.
COUNTRIES = {
    "Lieu : télétravail, partout en France": ("FR",),
    "Localisation : Remote France": ("FR",),
    "Lieu : partout en France (100% télétravail)": ("FR",),
    "This is a remote role. You must live in the UK.": ("GB",),
    "This is a remote role.\n\nYou need to be based in Canada or Mexico.": ("CA", "MX"),
    "Poste en full remote.\n\nVous devez résider en Belgique.": ("BE",),
    "This is a remote role. Our customers must reside in Canada.": (),
    "Hybrid, two days a week from home. You must live in the UK.": (),
}


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (key, text, value)
        for key, table in STATED.items()
        for value, texts in table.items()
        for text in texts
    ],
)
def test_a_workplace_is_read_however_it_is_put(language: str, text: str, wanted: str) -> None:
    fact = told("workplace", text, language)
    assert fact is not None
    assert fact.value == wanted


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_others_are_away_or_there(language: str, text: str) -> None:
    fact = told("workplace", text, language)
    assert fact is None or fact.confidence < HIGH


@pytest.mark.parametrize(("language", "text"), DOUBTED)
def test_presence_without_a_subject_is_doubtful(language: str, text: str) -> None:
    fact = told("workplace", text, language)
    assert fact is not None
    assert fact.confidence < HIGH


def test_work_away_on_the_other_days_is_hybrid() -> None:
    text = "In the studio on Mondays; work from anywhere the rest of the week."
    fact = told("workplace", text, "en")
    assert fact is not None
    assert fact.value == "hybrid"


@pytest.mark.parametrize(("text", "wanted"), COUNTRIES.items())
def test_where_a_remote_person_lives(text: str, wanted: tuple[str, ...]) -> None:
    fact = told("remote_countries", text, "en")
    assert (fact.value if fact else ()) == wanted
