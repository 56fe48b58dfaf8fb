"""Remote, hybrid and on site in the short ways of keys and lines, and whose countries those are."""

from __future__ import annotations

import pytest

from syndicate.content.prose import HIGH
from tests.content.prose.telling import rows, told

#: Text → the workplace that it states.
STATED = {
    "fr": {
        "hybrid": (
            "- 2j de TT",
            "### Où ?\n\nÀ distance surtout, avec une venue obligatoire par trimestre.",
            "Télétravail essentiellement, avec présence ponctuelle",
            "- TT 2j/semaine",
            "Télétravail : partiel",
            "Télétravail : occasionnel",
            "Télétravail jusqu'à 50 % du temps",
            "Une partie du travail se fait à distance.",
            "Alternance présentiel / télétravail",
            "Flexibilité du télétravail",
            "Accord télétravail flexible : 1 jour à 2 jours par semaine selon le projet",
            "Télétravail\n\nDeux jours par semaine",
            "Avantages : tickets restaurant, mutuelle, télétravail",
            "Au bureau le mardi et le jeudi, à distance le reste de la semaine.",
            "Lieu : Lyon (télétravail possible)",
            (
                "Lieu : Lyon, avec la possibilité de télétravailler deux jours par semaine au"
                " bout de quelques mois, selon les besoins du service"
            ),
        ),
        "remote": (
            "Lieu : où vous voulez",
            "### Où ?\n\nEn remote",
            "Travail majoritairement en distanciel",
            "Remote principalement",
            "Lieu de travail : d'où vous souhaitez, l'équipe est partout",
            "## Lieu\n\nTélétravail",
            "Toute l'équipe est en télétravail.",
            "Travail : à distance",
        ),
        "onsite": (
            "Sur place",
            "Le poste s'exerce en présentiel.",
            "Télétravail : aucun",
            "Télétravail\n\nNon",
            "Télétravail :\n\nNon",
            "Fonctions non éligibles au télétravail",
            "Lieu du poste\n\nEn présentiel",
            "Présence sur site obligatoire",
            "Le poste demande une présence quotidienne.",
        ),
    },
    "en": {
        "hybrid": (
            "Location: Leeds office / home",
            "This role can be done from home.",
            "We are flexible: work from home and on site.",
            "Your time is spent from home and at our studio.",
            "Flexible hours, including home working",
            "Location: Our Leeds office and home",
            "Location: Blended between the Leeds office and home",
            (
                "Location: the Old Mill in Leeds, with home working by agreement, though you"
                " have to attend the office two days a week from the beginning"
            ),
            "In the office Monday to Wednesday, home on other days",
            "On-site on Tuesdays and Thursdays.",
            "You can work from home part of the time.",
            "Working from home is possible.",
            "Office and home working",
            "60% of your time in the office",
        ),
        "remote": (
            "## Location\n\nRemote",
            "Location: Worldwide",
            "Location: Homeworking",
            "You can join the team from any place.",
            "You are expected to work from home.",
            "Work is fully remote.",
            "Full-time remote",
            "The job is based remotely in Ghana.",
            "All of it can be done entirely from home.",
            "Work from home, anywhere in Wales",
            "Remote working is the norm.",
            "Although the post is remote, occasional travel or a visit is part of it.",
            "Telecommute",
            "Remote in Canada",
            "We all work remotely.",
        ),
        "onsite": (
            "In-person",
            "The work is in person.",
            "You are required to work on site.",
            "You will work in person in our kitchen.",
            "On-site only, no remote",
            "You will work on-site, Monday to Friday.",
            "This position is on site in Leeds.",
            "You will be on site every day.",
            "In-person attendance five days a week is part of it.",
            "Northlight - Web Engineer - Lisbon - ONSITE - https://northlight.example/jobs/engineer",
        ),
    },
}
TRAPS = (
    ("fr", "Le stage s'effectue sur site chez nos clients."),
    ("en", "The post is in person support for residents."),
    ("en", "Remote in nature, the farm lies in the hills."),
    ("en", "We work remotely with our clients."),
    ("fr", "Nous intervenons sur site sous 5 jours."),
    ("fr", "Des cours à distance avec présence obligatoire"),
    ("fr", "Accompagnement principalement à distance de nos clients"),
    ("fr", "Majoritairement à distance, nos formations durent deux jours."),
    ("en", "We are on site within 5 days."),
    ("en", "On-site, part-time nurses look after our staff."),
    ("en", "You will support people working from home and on site."),
    ("en", "The work is done remotely by our partners."),
    ("en", "All work is performed remotely on our servers."),
    ("en", "Benefits including home working equipment"),
    ("en", "Virtual internship fair on 4 May"),
    ("fr", "Restaurant d'entreprise sur place, parking"),
    ("fr", "Réunion d'équipe sur site le lundi"),
    ("fr", "Une partie du matériel est livrée à distance."),
    ("fr", "Le siège accueille, sur place, une crèche."),
    ("fr", "Nos sujets : la santé, le télétravail, les transports"),
    ("fr", "Prime de télétravail de 200 €"),
    ("fr", "Télétravail\n\nUn sujet que nous aimons."),
    ("fr", "Vous travaillez de chez vous certains jours seulement."),
    ("en", "Applicants from any place may apply."),
    ("en", "Our clients can join from any location."),
    ("en", "You work in Leeds, Monday to Friday."),
    ("en", "Office and home cleaning products"),
    ("en", "Training takes place on site on Mondays."),
    ("en", "On-site gym, open every day"),
    ("en", "Be there for visitors outside of opening hours, in person, as needed"),
    ("en", "The library is on site every day."),
    ("en", "Parking on-site only."),
    ("en", "Work from anywhere for 4 weeks a year"),
    ("en", "Our onboarding, for now, is 100% remote."),
    ("fr", "Nous aidons les entreprises à passer en full remote."),
    ("fr", "Entretiens en visio, 100 % à distance."),
    ("fr", "Poste sur site classé Seveso"),
    ("fr", "Le télétravail n'est pas un frein pour nous."),
    ("fr", "Pas de télétravail la première année."),
    ("fr", "Sans télétravail, le lien social serait plus fort."),
    ("fr", "Vous animez des équipes en mode hybride."),
    ("fr", "Spectacle 100 % en présentiel"),
    ("en", "Our hybrid working policy applies to most roles."),
    ("fr", "La présence quotidienne d'un agent est assurée sur le site"),
)
#: Text → the countries that remote work is limited to.
COUNTRIES = {
    "Location: Belgium - Remote": ("BE",),
    "## Location\n\nBelgium - Remote": ("BE",),
    "Location: Remote (Belgium)": ("BE",),
    "Location: Antwerp, Belgium (remote)": (),
    "Location: Remote, Belgium": ("BE",),
    "Location: where you like, our founders have moved to Belgium and like it there a lot": (),
    "Location: Tampa, FL, USA (remote)": (),
    "Fully remote; quarterly meet-ups in Portugal": (),
    "This is a remote role in the Belgium team.": (),
    "Fully remote, from Belgium or Portugal": ("BE", "PT"),
}


@pytest.mark.parametrize(("language", "text", "wanted"), rows(STATED))
def test_short_words_say_where_the_work_is_done(language: str, text: str, wanted: str) -> None:
    fact = told("workplace", text, language)
    assert fact is not None
    assert fact.value == wanted


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_what_is_on_site_may_be_no_work(language: str, text: str) -> None:
    assert told("workplace", text, language) is None


@pytest.mark.parametrize(("text", "wanted"), COUNTRIES.items())
def test_the_country_of_a_town_limits_nothing(text: str, wanted: tuple[str, ...]) -> None:
    fact = told("remote_countries", text, "en")
    assert (fact.value if fact else ()) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Avantages : tickets restaurant, mutuelle, télétravail",
        "Flexibilité du télétravail",
        "Toute l'équipe est en télétravail.",
        "Lieu : Lyon (télétravail possible)",
    ],
)
def test_what_is_merely_possible_is_doubtful(text: str) -> None:
    fact = told("workplace", text, "fr")
    assert fact is not None
    assert fact.confidence < HIGH
