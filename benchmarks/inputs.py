"""What is measured with: the same on every machine and in every run."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from benchmarks.corpus import NOW as NOW
from benchmarks.ours import SETTINGS
from syndicate.adapter import Operation, Payload, Posting
from syndicate.delivery.ledger import Intention
from syndicate.delivery.wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TEXT = (
    "concertation budget participatif plateforme citoyenne équipe projet animation atelier "
    "collectivité association méthode rédaction analyse synthèse public débat numérique libre "
    "team platform research community release service review data open design"
)
_WORDS = _TEXT.split()


def name(number: int) -> str:
    """The id of an offer, as long as those that file names give."""
    return f"2026-03-02-charge-de-mission-{number:07d}"


def digest(number: int, version: int = 1) -> str:
    """What stands for the SHA-256 of a payload."""
    return f"{version:08x}{number:056x}"


def wanted(number: int, *, changed_every: int = 0) -> Iterator[Wanted]:
    """So many wanted subjects; every *changed_every*-th has another payload than ``held``."""
    for one in range(number):
        changed = changed_every and one % changed_every == 0
        yield Wanted(name(one), digest(one, 2 if changed else 1))


def held(number: int) -> Iterator[Posting]:
    """So many postings as a board shows them; small bodies, which no plan reads."""
    for one in range(number):
        url = f"https://jobs.example.org/jobs/{one}/"
        body = {"id": name(one), "title": "Charge de mission"}
        yield Posting(name(one), f"remote-{one}", url, digest(one), body)


def payload(number: int, version: int = 1) -> Payload:
    """What a board is to hold: a JobPosting with some 3 kB of text."""
    random = Random(number)  # noqa: S311 - it makes text, and keeps no secret
    text = " ".join(random.choices(_WORDS, k=360))
    body = {
        "id": name(number),
        "title": f"Charge de mission {version}",
        "url": f"https://jobs.example.org/jobs/{number}/",
        "job_posting": {
            "@context": "https://schema.org/",
            "@type": "JobPosting",
            "title": f"Charge de mission {version}",
            "datePosted": "2026-03-02",
            "description": f"<p>{text}</p>",
        },
    }
    return Payload(name(number), body, f"Charge de mission {version}")


def creations(numbers: range) -> Iterator[Intention]:
    """The intention to post each of *numbers*."""
    return (Intention(name(one), Operation.CREATE, payload(one)) for one in numbers)


def mixture(number: int) -> Iterator[Intention]:
    """A third each: new, changed, gone; ``creations(range(number * 2 // 3))`` comes before."""
    third = number // 3
    for one in range(third):
        yield Intention(name(one), Operation.WITHDRAW)
        yield Intention(name(third + one), Operation.UPDATE, payload(third + one, 2))
        yield Intention(name(2 * third + one), Operation.CREATE, payload(2 * third + one))


def before_mixture(number: int) -> range:
    """The numbers that ``mixture`` expects to be there."""
    return range(number // 3 * 2)


# -- a site of files ----------------------------------------------------------------------------

_BOARD = """
[boards.local]
adapter = "folder"
path = "board"
"""

_TITLES = {
    "fr": ("Chargé-e de projets junior", "Développeuse ou développeur", "Responsable éditorial-e"),
    "en": ("Junior project officer", "Software developer", "Community organiser"),
}
_HEADINGS = {
    "fr": ("Présentation de l’entreprise", "Votre mission", "Profil recherché", "Pratique"),
    "en": ("About us", "Your work", "What you bring", "In practice"),
}
_FACTS = {
    "fr": "Durée : 6 mois à temps plein à partir de juillet ou septembre",
    "en": "Duration: 6 months, full time, from July or September",
}


def make_site(root: Path, number: int, *, board: bool = False) -> None:
    """A site of *number* open offers below *root*, French and English by turns."""
    content = root / "content"
    content.mkdir(parents=True)
    (root / "syndicate.toml").write_text(SETTINGS + (_BOARD if board else ""), "utf-8")
    for one in range(number):
        write_offer(root, one)


def write_offer(root: Path, number: int, *, edited: bool = False) -> None:
    """One offer in the seed offer's shape: front matter, and some 3 kB in four parts."""
    random = Random(number)  # noqa: S311 - it makes text, and keeps no secret
    language = ("fr", "en")[number % 2]
    title = random.choice(_TITLES[language])
    front = (
        f"title: {title} {number}\nlayout: job\navailable-when: Dès que possible\ntype: \n"
        f"tag: {random.choice(_WORDS)}, {random.choice(_WORDS)}\npublished: true\n"
        f"locale: {language}\ncategories: jobs\n"
        f"date: 2026-02-{1 + number % 28:02d} 16:02:11 +0000\n"
    )
    parts = [
        f"## {heading}\n\n"
        + _paragraph(random)
        + "".join(f"\n* {_sentence(random)}" for _ in range(4))
        + f"\n\n[{random.choice(_WORDS)}](https://example.org/{number})\n"
        for heading in _HEADINGS[language]
    ]
    more = "\nEdited.\n" if edited else ""
    text = f"---\n{front}---\n\n" + "\n".join(parts) + f"\n{_FACTS[language]}\n{more}"
    (root / "content" / f"{name(number)}.md").write_text(text, "utf-8")


def _paragraph(random: Random) -> str:
    return " ".join(_sentence(random) for _ in range(4)) + "\n"


def _sentence(random: Random) -> str:
    return " ".join(random.choices(_WORDS, k=12)).capitalize() + "."
