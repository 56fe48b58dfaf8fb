"""A content folder of any number of offers: the same files on every machine and in every run.

Each offer depends on its number alone, so that a million are made as fast as they are written,
and by several processes. They have the shape of the oldest offer of this repository: front matter
as people write it, four headed parts with paragraphs and lists, some 3.5 kB.
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

#: The clock of all measurements.
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)

#: Offers were posted in this time before ``NOW``.
SPAN = timedelta(days=548)

#: How many different tags there are; the first is some sixty times as frequent as the last.
TAGS = 60

Standing = Literal["open", "closed", "draft"]
Language = Literal["fr", "en"]

#: What an edited offer has at its end.
EDITED = "Edited since."

#: So many offers are written by each process in one go.
_BLOCK = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Mess:
    """Which share of offers departs from how most are written.

    *untidy*: other keys and other shapes of dates, no place, closed, drafts, deadlines.
    *hostile*: a body with scripts, styles, deep nesting, tags that nobody closes, or Liquid.
    """

    untidy: float = 0.05
    hostile: float = 0.01


@dataclass(frozen=True, slots=True)
class Place:
    """A town as people write it, and as machines want it."""

    city: str
    postal_code: str
    country: str


@dataclass(frozen=True, slots=True)
class Employer:
    """Who offers the work."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """One generated offer: what is known of it, and its file as somebody wrote it.

    *employer* and *place* are ``None`` where the file tells none: the site's own are meant.
    """

    number: int
    name: str
    slug: str
    title: str
    language: Language
    posted: datetime
    standing: Standing
    tags: tuple[str, ...]
    employer: Employer | None
    place: Place | None
    summary: str
    front: str
    body: str

    @property
    def folder(self) -> str:
        """The folder of its file below the content folder: its year and month."""
        return f"{self.posted:%Y/%m}"

    @property
    def text(self) -> str:
        """The whole file."""
        return f"---\n{self.front}---\n\n{self.body}"


MESS = Mess()


def write(content: Path, number: int, mess: Mess = MESS, *, jobs: int | None = None) -> int:
    """Write *number* offers below *content*, in folders by year and month; their bytes."""
    starts = range(0, number, _BLOCK)
    blocks = [range(start, min(start + _BLOCK, number)) for start in starts]
    work = partial(_write_block, content, mess)
    if len(blocks) < 2:
        return sum(map(work, blocks))
    with ProcessPoolExecutor(jobs or os.cpu_count()) as pool:
        return sum(pool.map(work, blocks))


def _write_block(content: Path, mess: Mess, numbers: range) -> int:
    return sum(put(content, specimen(number, mess)) for number in numbers)


def put(content: Path, found: Specimen, *, edited: bool = False) -> int:
    """Write one offer; *edited* with a sentence more."""
    folder = content / found.folder
    text = (found.text + (f"\n{EDITED}\n" if edited else "")).encode()
    path = folder / f"{found.name}.md"
    try:
        path.write_bytes(text)
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    return len(text)


def specimens(number: int, mess: Mess = MESS) -> Iterator[Specimen]:
    """The first *number* offers."""
    return (specimen(one, mess) for one in range(number))


def standings(number: int, mess: Mess = MESS) -> dict[Standing, int]:
    """How many of *number* offers are open, closed and drafts."""
    found: dict[Standing, int] = {"open": 0, "closed": 0, "draft": 0}
    for one in range(number):
        random = Random(one)  # noqa: S311 - it makes text, and keeps no secret
        found[_kind(random, mess).standing] += 1
    return found


def specimen(number: int, mess: Mess = MESS) -> Specimen:
    """Offer *number*, counted from 0."""
    random = Random(number)  # noqa: S311 - it makes text, and keeps no secret
    kind = _kind(random, mess)
    language: Language = "fr" if number % 2 == 0 else "en"
    words = _LANGUAGES[language]
    title, slug = random.choice(words.titles)
    posted = NOW - timedelta(seconds=int(random.random() * SPAN.total_seconds()))
    tags = tuple(dict.fromkeys(random.choices(_TAGS, cum_weights=_TAG_WEIGHTS, k=3)))
    employer = place = None
    if kind.named and random.random() < 0.6:
        employer = random.choices(_EMPLOYERS, cum_weights=_EMPLOYER_WEIGHTS)[0]
    if employer and kind.placed:
        place = random.choice(_PLACES)
    hostile = random.random() < mess.hostile
    pool = _sentences(language)
    sentences = iter(random.sample(pool, 34))
    summary = next(sentences)
    found = Specimen(
        number=number,
        name=f"{posted:%Y-%m-%d}-{slug}-{number:07d}",
        slug=f"{slug}-{number:07d}",
        # With blanks: five digits alone would be taken for a postal code.
        title=f"{title} {number:,}".replace(",", " "),
        language=language,
        posted=posted,
        standing=kind.standing,
        tags=tags,
        employer=employer,
        place=place,
        summary=summary,
        front="",
        body=_body(random, words, number, summary, sentences, hostile=hostile),
    )
    object.__setattr__(found, "front", kind.front(found, random))
    return found


# -- the body -----------------------------------------------------------------------------------


def _body(
    random: Random,
    words: _Words,
    number: int,
    summary: str,
    sentences: Iterator[str],
    *,
    hostile: bool,
) -> str:
    """Four headed parts, in the manner of the oldest offer."""

    def some(count: int) -> str:
        return " ".join(next(sentences) for _ in range(count))

    about, work, profile, practice = words.headings
    span = f'<span style="font-size: 1rem;">{next(sentences)}</span>'
    tasks = "\n".join(f"* {next(sentences)}" for _ in range(4))
    wanted = "\n\n".join(f"* {next(sentences)}" for _ in range(5))
    months, hours, pay = random.choice((3, 6, 12, 18)), random.choice(words.hours), number % 17
    facts = words.facts.format(months=months, hours=hours, pay=1_800 + 100 * pay)
    address = f"jobs-{number % 97}@example.org"
    trouble = _HOSTILE[random.randrange(len(_HOSTILE))] if hostile else ""
    return (
        f"*{summary}*\n\n"
        f"## {about}\n\n{some(4)}\n\n{some(3)} "
        f"[{words.link}](https://example.org/{number}).\n\n"
        f"## {work}\n\n{some(2)}\n\n{tasks}\n* {span}\n\n{some(2)}\n\n{trouble}"
        f"## {profile}\n\n{some(1)}\n\n{wanted}\n\n"
        f"## {practice}\n\n{facts}\n\n{some(1)} **{some(1)}**\n\n"
        f"[{address}](mailto:{address})\n"
    )


@dataclass(frozen=True, slots=True)
class _Words:
    titles: tuple[tuple[str, str], ...]
    headings: tuple[str, str, str, str]
    hours: tuple[str, str]
    facts: str
    link: str
    vocabulary: str


_LANGUAGES: dict[Language, _Words] = {
    "fr": _Words(
        titles=(
            ("Chargé·e de projets junior", "charge-e-de-projets-junior"),
            ("Développeuse ou développeur", "developpeuse-ou-developpeur"),
            ("Responsable éditorial·e", "responsable-editorial-e"),
            ("Stage de 6 mois, animation de réseau", "stage-animation-de-reseau"),
            ("Architecte logiciel", "architecte-logiciel"),
            ("Chef·fe de produit participation", "chef-fe-de-produit-participation"),
        ),
        headings=(
            "Présentation de l’entreprise",
            "Votre mission au sein de l’équipe",
            "Profil recherché",
            "Pratique",
        ),
        hours=("temps plein", "temps partiel"),
        facts=(
            "Durée : {months} mois à {hours} à partir de septembre\n\n"
            "Rémunération : {pay} € brut par mois"
        ),
        link="Découvrez notre histoire",
        vocabulary=(
            "une la les des nos avec pour dans concertation budget participatif plateforme "
            "citoyenne équipe projet animation atelier collectivité association méthode "
            "rédaction analyse synthèse public débat numérique libre transparence démarche "
            "habitants élus quartier entretien compte-rendu communication partenaires "
            "développer préparer accompagner rédiger traduire présenter écouter coordonner "
            "régulièrement ensemble à l’échelle d’une ville mutualisée"
        ),
    ),
    "en": _Words(
        titles=(
            ("Junior project officer", "junior-project-officer"),
            ("Software developer", "software-developer"),
            ("Community organiser", "community-organiser"),
            ("Accessibility specialist", "accessibility-specialist"),
            ("Data engineer", "data-engineer"),
            ("Research lead, public services", "research-lead-public-services"),
        ),
        headings=("About us", "Your work with the team", "What you bring", "In practice"),
        hours=("full time", "part time"),
        facts=(
            "Duration: {months} months, {hours}, from September\n\nPay: {pay} EUR gross per month"
        ),
        link="Read how it began",
        vocabulary=(
            "the our with for and a of to team platform research community release service "
            "review data open design public council residents meeting workshop method report "
            "survey interview budget decision proposal translate prepare support listen write "
            "present maintain measure publish explain regularly together across several towns "
            "shared libraries accessible carefully"
        ),
    ),
}


@cache
def _sentences(language: Language) -> Sequence[str]:
    """What bodies are put together from."""
    vocabulary = _LANGUAGES[language].vocabulary.split()
    random = Random(language)  # noqa: S311 - it makes text, and keeps no secret
    return tuple(
        " ".join(random.choices(vocabulary, k=random.randint(9, 19))).capitalize() + "."
        for _ in range(1_500)
    )


#: Each starts and ends on lines of its own, and leaves what follows in the same document.
_HOSTILE = (
    "<script>document.title = 'Hello';</script>\n\n",
    '<p onclick="alert(1)">Read <a href="javascript:alert(1)">this</a></p>\n\n',
    "<div><table><tr><td><b>Nobody closes these\n\n",
    "".join(f"{'>' * depth} deeper\n" for depth in range(1, 30)) + "\n",
    "".join(f"{'  ' * depth}* deeper\n" for depth in range(25)) + "\n",
    "<div>" * 60 + "\nDeep\n" + "</div>" * 60 + "\n\n",
    "<style>body { display: none }</style>\n<!-- a comment that nobody ends\n\n-->\n\n",
    "{% if page.draft %}Not yet{% endif %} {{ site.baseurl }}/jobs {{ unbalanced\n\n",
    "<p><span style='color:red'><span style='font-size:80px'>Urgent" * 12 + "\n\n",
    '<iframe src="https://example.org/"></iframe><svg onload="alert(1)"></svg>\n\n',
)


# -- the front matter ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Kind:
    """One way to write front matter."""

    shape: str
    standing: Standing = "open"
    named: bool = True
    placed: bool = True

    def front(self, found: Specimen, random: Random) -> str:
        """The lines between the marks."""
        named = found.employer is not None
        lines = _of_an_employer(found, random) if named else _of_the_house(found)
        return _CHANGES[self.shape](lines, found) if self.shape else lines


def _of_the_house(found: Specimen) -> str:
    """As the oldest offer has it."""
    return (
        f"title: {found.title}\nlayout: job\navailable-when: Dès que possible\ntype: \n"
        f"tag: {', '.join(found.tags)} \npublished: true\n"
        f"locale: {found.language}\ncategories: jobs\n"
        f"date: {found.posted:%Y-%m-%d %H:%M:%S} +0000\n"
    )


def _of_an_employer(found: Specimen, random: Random) -> str:
    """As the offers of several employers have it."""
    assert found.employer is not None  # noqa: S101 - for the type checker
    at = found.place
    where = f"location: {at.postal_code} {at.city}, {at.country}\n" if at else ""
    contract = random.choice(("CDI", "CDD", "stage", "permanent", "fixed-term", "internship"))
    return (
        f"layout: job\ntitle: {found.title}\ndate: {found.posted:%Y-%m-%d %H:%M:%S} +0000\n"
        f"language: {found.language}\ncompany: {found.employer.name}\n"
        f"company_url: {found.employer.url}\n{where}employment: {contract}\n"
        f"tags: [{', '.join(found.tags)}]\napply_email: jobs-{found.number % 97}@example.org\n"
    )


def _dated(lines: str, shown: str) -> str:
    kept = [line for line in lines.splitlines() if not line.startswith("date:")]
    return "\n".join((*kept, shown)) + "\n"


def _other_keys(lines: str, found: Specimen) -> str:
    odd = {
        "title": "Intitulé du poste",
        "tag": "Mots-Clés",
        "tags": "mots clés",
        "date": "Publié le",
    }
    pairs = (line.partition(":") for line in lines.splitlines())
    changed = "".join(f"{odd.get(key, key)}:{value}\n" for key, _, value in pairs)
    return f"{changed}couleur: bleu\nRef.interne: {found.number}\n"


def _past(found: Specimen) -> datetime:
    return found.posted + (NOW - found.posted) / 2


_CHANGES: dict[str, Callable[[str, Specimen], str]] = {
    "keys": _other_keys,
    "day": lambda lines, found: _dated(lines, f"date: {found.posted:%Y-%m-%d}"),
    "french day": lambda lines, found: _dated(lines, f"date: {found.posted:%d/%m/%Y}"),
    "instant": lambda lines, found: _dated(lines, f"date: '{found.posted:%Y-%m-%dT%H:%M:%S}.000Z'"),
    "english day": lambda lines, found: _dated(lines, f"date: {found.posted:%B %d, %Y}"),
    "deadline": lambda lines, _: f"{lines}closes: {NOW + timedelta(days=40):%Y-%m-%d}\n",
    "passed": lambda lines, found: f"{lines}date limite: {_past(found):%Y-%m-%d}\n",
    "filled": lambda lines, _: f"{lines}poste_pourvu: true\n",
    "draft": lambda lines, _: lines.replace("published: true\n", "") + "draft: true\n",
}

_TIDY = _Kind("")
_UNTIDY = (
    _Kind("keys"),
    _Kind("day"),
    _Kind("french day"),
    _Kind("instant"),
    _Kind("english day"),
    _Kind("deadline"),
    _Kind("", placed=False),
    _Kind("passed", standing="closed"),
    _Kind("filled", standing="closed"),
    _Kind("draft", standing="draft"),
)


def _kind(random: Random, mess: Mess) -> _Kind:
    return random.choice(_UNTIDY) if random.random() < mess.untidy else _TIDY


# -- tags, employers, places --------------------------------------------------------------------


def _by_rank(number: int) -> list[float]:
    """Weights as words of a language have them: the second is half as frequent as the first."""
    return list(accumulate(1 / rank for rank in range(1, number + 1)))


_TAGS = tuple(
    f"{topic} {field}"
    for topic in (
        "Civic Tech",
        "Affaires publiques",
        "Open data",
        "Rédaction",
        "Design",
        "Research",
    )
    for field in (
        *("web", "mobile", "local", "national", "libre"),
        *("Europe", "culture", "santé", "climat", "école"),
    )
)
_TAG_WEIGHTS = _by_rank(TAGS)
_EMPLOYERS = tuple(
    Employer(f"{name} {kind}", f"https://{name.lower()}-{kind.lower()}.example.org/")
    for name in ("Agora", "Boussole", "Civis", "Dialogue", "Escale", "Forum", "Garance", "Halte")
    for kind in ("Coop", "Lab", "Association", "Studio", "Conseil")
)
_EMPLOYER_WEIGHTS = _by_rank(len(_EMPLOYERS))
_PLACES = (
    *(Place("Paris", f"750{district:02d}", "FR") for district in range(1, 21)),
    Place("Lyon", "69003", "FR"),
    Place("Marseille", "13001", "FR"),
    Place("Lille", "59000", "FR"),
    Place("Nantes", "44000", "FR"),
    Place("Rennes", "35000", "FR"),
    Place("Grenoble", "38000", "FR"),
    Place("Toulouse", "31000", "FR"),
    Place("Bruxelles", "1000", "BE"),
    Place("Berlin", "10969", "DE"),
    Place("Madrid", "28004", "ES"),
    Place("Amsterdam", "1012", "NL"),
)
