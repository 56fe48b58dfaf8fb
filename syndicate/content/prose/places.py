"""Places of work in prose: after a key, in a title, or where a sentence says that the job is.

The first town that is named is mostly another's. A town counts where a key (``Lieu :``), a title
or a cue before it ties the job to it, and nothing in between tells of clients, journeys or history.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content import terms
from syndicate.content.folding import fold
from syndicate.content.gazetteer import country_code, country_name, region_country
from syndicate.content.places import parse_places
from syndicate.content.prose import workplace
from syndicate.content.prose.address import is_everyday, place, places
from syndicate.content.prose.fact import HIGH, Fact
from syndicate.content.prose.towns import is_known
from syndicate.offer import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.content.prose.passage import Passage
    from syndicate.content.prose.prose import Prose

TRIGGERS = frozenset(
    # Keys, and words that tie a job to a place. Not "you", "role", "team": they are everywhere, and
    # where a place follows them there is mostly one of these as well.
    """lieu lieux localisation localisations localisé localisée location locations located where où
    ville city locaux bureau bureaux office offices headquarters hq studio campus emplacement
    basé basée basés basées bas base based situé située situés situées situated implanté installé
    travaillerez travailleras travaillez exercerez poste stage alternance thèse cdi cdd affectation
    position internship vacancy placement fellowship workplace duty implantation résidence
    rejoindre rejoignez rejoins renforcer join joining adresse address agence
    rejoindrez rejoindras intégrerez place ort recherche recherchons recherchent recrute recrutons recrutent embauche embauchons cherche
    cherchons hiring seeking recruiting looking pourvoir déroule déroulera situe
    standort standorte arbeitsort arbeitsplatz einsatzort dienstort stelle büro arbeitest suchen
    kantoor hoofdkantoor werkplek standplaats locatie zitten gevestigd vestiging functie zoeken zoekt
    lugar ubicación localidad oficina oficinas sede puesto trabajarás ubicado buscamos""".split()
)


class _Found(NamedTuple):
    """Places that a passage gives the job, and how surely."""

    places: tuple[Location, ...]
    confidence: float
    passage: Passage


#: What a key says, a title, and the words of a sentence.
_KEY, _TITLE, _JOB, _START, _HEAD, _OURS, _ADDRESS = 0.98, 0.97, 0.97, 0.9, 0.95, 0.85, 0.8
_WISHED, _DOUBTED = 0.6, 0.7

_INLINE = re.compile(
    r"(?:^|[|•·;,(]|\s[-–—]\s|\.\s)\s*(?:lieu(?: de travail| du poste| du stage)?|localisation|location|locaux"
    r"|standort|arbeitsort|standplaats|ubicación)\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"(?:^|[,;:/(|•·–—]|\s-)\s*(?:(?:à|À|aux?|[Ii]n|sur|im)\s)?"
    r"|\s(?:à|aux?|in|sur|im|en|ou|or|oder|of|et|and)\s"
)
_LEAD = re.compile(
    # A blank first, for which the search is fast.
    r"[ (](?P<word>[àÀ]|aux?|[Ii]n|at|sur|dans|im|auf|en|de|d['’]|of|bij|te"
    r"|[Ss]tandort|[Dd]ienstort|[Aa]rbeitsort|[Ss]tandplaats)(?:\s|(?<=['’]))(?:ist\s|is\s)?"
    r"(?:(?:le |the |het |plein |en plein )?(?:centre|center|heart|c(?:œ|oe)ur|hartje|centrum|centro|Herzen)"
    r"(?:[- ]ville)? (?:(?:de|of|von|van) )?|hartje |central |downtown |Greater )?"
    r"(?=[A-ZÀ-Þ'’0-9])"
)
_HOUSES = re.compile(
    r"(?:locaux|bureaux?|agence|siège|site|antenne|ateliers?|oficinas?|sede|offices?)$"
)
_OF_HOUSES = re.compile(r"(?:locaux|bureaux?|agence|siège|oficinas?|sede|offices?)$")
_IN_HOUSES = re.compile(
    r"\b(?:dans|depuis|au sein de|à|in|at|from|en|desde|rejoin\w+) (?:nos|notre|our|nuestras?)\b[^.;]*$"
)
_NAMED_OFFICE = re.compile(
    r"(?:(?P<work>\b(?:[Yy]ou|[Rr]ole|[Pp]osition|[Jj]ob|[Bb]ased|[Ll]ocated|[Ww]orking|[Jj]oin)\b[^.;!?]{0,60}?)"
    r"\b(?:in|at|from|out of|join) )(?:our|the) (?=[A-Z])"
)
_OFFICE = re.compile(r"(?:-based)? (?:offices?|studio|headquarters|HQ|hub|campus|lab|site)\b")
_READER = re.compile(
    r"\s*,\s*(?:you|vous|tu|le poste|la personne|the (?:role|position|job)|du|sie|je)\b"
)
#: What a contraction hides: "au Mans" is Le Mans.
_ARTICLES = {"au": "Le ", "aux": "Les "}
_TITLE_PARTS = re.compile(r"\s[-–—|/•·:]+\s|[()\[\],|;]|\s@\s")
_TITLE_LEAD = re.compile(r"\s(?:(à|aux?|in|sur|bij|en)\s)(?=[A-ZÀ-Þ'’])")
_TITLE_TAIL = re.compile(r"\s*(?:$|[-–—|/(),:\[\]])")
_PIECES = re.compile(r"\s*[|•·/;]\s*|\s[-–—]+\s|,\s")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(str(_data()["words"][name]).split())


@cache
def _data() -> dict[str, dict[str, str | list[str]]]:
    import tomllib

    return tomllib.loads(Path(__file__).with_name("places.toml").read_text(encoding="utf-8"))


#: The endings of a participle, the inclusive ones too: basé, basée, basé·e·s, basé(e).
_ENDING = r"é(?:e|[·•.(/-]e\)?)?(?:[·•.-]?s)?(?!\w)"


@cache
def _before(name: str) -> re.Pattern[str]:
    cues = "|".join(_data()["before"][name]).replace("{e}", _ENDING)
    return re.compile(f"(?:{cues})\\s*$")


@cache
def _elsewhere(name: str) -> re.Pattern[str]:
    return re.compile(str(_data()["elsewhere"][name]))


def find(prose: Prose) -> Iterator[Fact]:
    """The ``locations`` of the offer."""
    found = [one for one in _found(prose) if one.places]
    if not found:
        return
    best = max(found, key=lambda one: (one.confidence, _detail(one.places)))
    confidence = best.confidence
    if confidence < _HEAD and any(fact.value == "remote" for fact in workplace.find(prose)):
        return  # the employer has an office, the job has none
    sure = [one for one in found if one.confidence >= _HEAD]
    if any(_towns(one.places).isdisjoint(_towns(best.places)) for one in sure):
        confidence = min(confidence, _DOUBTED)
    value, written = _told(best.places)
    if written:
        yield Fact.of("locations", value, written, best.passage, confidence)


def _found(prose: Prose) -> Iterator[_Found]:
    language = prose.language
    for passage in prose.first(4):
        yield from (_in_title if passage.kind == "title" else _in_head)(passage, language)
    for passage in prose.marked("📍"):
        text = passage.text.partition("📍")[2].lstrip("\ufe0f ")
        yield _Found(_of_key(text, language), _HEAD, passage)
    for passage in prose.near("places"):
        if passage.kind == "title":
            continue
        if passage.kind == "heading":
            yield from _below(passage, prose)
        elif passage.label and (confidence := _key(passage)):
            yield _Found(_of_key(passage.text, language), confidence, passage)
        else:
            yield from _in_sentence(passage, language)


# -- after a key ------------------------------------------------------------------------------


def _key(passage: Passage) -> float:
    key = fold(passage.label)
    if key in _words("labels"):
        return _KEY
    if key in _words("addresses") and passage.place <= 0.5:
        return _ADDRESS
    return 0.0


def _of_key(text: str, language: str) -> tuple[Location, ...]:
    """The places that the value of a key names: a list, an address, a country or region alone."""
    if len(text) > 300:
        return ()
    for match in _STARTS.finditer(text):
        article = _ARTICLES.get(match[0].strip(" ,;:/(|-"), "")
        before = text[: match.end()].lower()
        if _elsewhere("key").search(before):
            return ()
        named, _ = places(text, match.end(), language, article=article, dashed=True)
        if named:
            return named
    if workplace.of_key(text):
        return ()
    area = re.split(r"\s*[(,;.]", text.strip(), maxsplit=1)[0]
    if code := country_code(area) if len(area) > 3 or area.isupper() else None:
        return (Location(country=code),)
    if len(area) > 3 and (code := region_country(area, None, None)):
        return (Location(region=area, country=code),)
    return ()


def _below(heading: Passage, prose: Prose) -> Iterator[_Found]:
    """What stands below a heading that is a key: ``## Lieu``."""
    if fold(heading.text) not in _words("labels"):
        return
    for passage in prose.below(heading, 3):
        if len(passage.text) < 90 and not passage.label:
            yield _Found(_of_key(passage.text, prose.language), _KEY, passage)


# -- in the title, and in a line of facts below it --------------------------------------------


def _in_title(passage: Passage, language: str) -> Iterator[_Found]:
    text = passage.text
    parts = [part.strip() for part in _TITLE_PARTS.split(text)]
    for part in parts if len(parts) > 1 else ():
        if part and _is_place(part, language):
            at = text.index(part)
            named, _ = places(text, at, language, dashed=True)
            yield _Found(named, _TITLE, passage)
            return
    for match in _TITLE_LEAD.finditer(text):
        article = _ARTICLES.get(match[1].strip(), "")
        named, end = places(text, match.end(), language, article=article, dashed=True)
        if named and _TITLE_TAIL.match(text, end) and all(map(_is_plain, named)):
            yield _Found(named, _TITLE, passage)
            return


def _is_plain(one: Location) -> bool:
    return not is_everyday(one.city or "")


def _is_place(part: str, language: str) -> bool:
    """Whether *part* is nothing but places that everybody would take for such."""
    if not (part[0].isupper() or part[0].isdigit()) or (len(part) < 6 and part.isupper()):
        return False
    named, end = places(part, 0, language)
    if not named or part[end:].strip(" .)"):
        return False
    return all(
        (_is_plain(one) and is_known(one.city or "", language)) or one.postal_code or one.region
        for one in named
    )


def _in_head(passage: Passage, language: str) -> Iterator[_Found]:
    """``Lyon · CDI · temps plein``, among the first lines."""
    text = passage.text
    if passage.label or len(text) > 120 or passage.kind == "heading" and passage.line > 12:
        return
    pieces = [piece for piece in _PIECES.split(text) if piece]
    if not 2 <= len(pieces) <= 8:
        return
    named = [piece for piece in pieces if _is_place(piece, language)]
    if named and any(
        terms.employment(piece) or terms.schedule(piece) or workplace.of_key(piece)
        for piece in pieces
        if piece not in named and len(piece) < 40
    ):
        found = tuple(
            dict.fromkeys(one for piece in named for one in places(piece, 0, language)[0])
        )
        yield _Found(found, _HEAD, passage)


# -- in a sentence ----------------------------------------------------------------------------


def _in_sentence(passage: Passage, language: str) -> Iterator[_Found]:
    text = f" {passage.text}"
    if ":" in text and (match := _INLINE.search(text)):
        yield _Found(_of_key(text[match.end() :], language), HIGH, passage)
    for match in _LEAD.finditer(text):
        left = text[: match.start()]
        word = match["word"].lower()
        if word in {"de", "d'", "d’", "of"} and not _HOUSES.search(left.rstrip()):
            continue
        article = _ARTICLES.get(word, "")
        if word in {"standort", "dienstort", "arbeitsort", "standplaats"}:
            left = text[: match.end("word")]
        named, end = places(text, match.end(), language, article=article)
        if named and (confidence := _confidence(left[-200:].lower().strip(), text[end:], passage)):
            yield _Found(named, confidence, passage)
            return
    if "ffice" not in text and "HQ" not in text and " hub" not in text and "studio" not in text:
        return
    if (match := _NAMED_OFFICE.search(text)) and (read := place(text, match.end(), language)):
        if _OFFICE.match(text, read[1]) and not _elsewhere("words").search(match["work"].lower()):
            yield _Found((read[0],), _HEAD, passage)


def _confidence(left: str, right: str, passage: Passage) -> float:
    """How surely what stands before a place, and after it, makes it that of the job."""
    if _elsewhere("after").match(right):
        return 0.0
    for name, confidence in (("job", _JOB), ("ours", _OURS), ("start", _START)):
        if name == "start" and not (passage.kind == "item" or _READER.match(right)):
            continue
        if cue := _before(name).search(left):
            near = left[max(cue.start() - 40, 0) :] if name == "job" else left
            if name == "ours" and _OF_HOUSES.search(left) and not _IN_HOUSES.search(left):
                return 0.0  # "nos bureaux de Londres" are some of them
            if _elsewhere("words").search(near):
                return 0.0
            return _WISHED if _elsewhere("wish").search(near) else confidence
    return 0.0


# -- what is told -----------------------------------------------------------------------------


def _towns(named: tuple[Location, ...]) -> set[str]:
    return {fold(one.city or one.region or one.country or "") for one in named}


def _detail(named: tuple[Location, ...]) -> int:
    return sum(bool(one.street) + bool(one.postal_code) + bool(one.city) for one in named)


def _told(named: tuple[Location, ...]) -> tuple[tuple[Location, ...], str]:
    """*named* as front matter would hold it: what cannot be written back is left out."""
    told = [_one_told(one) for one in named]
    value, written = tuple(one for one, _ in told), "; ".join(text for _, text in told)
    return (value, written) if parse_places(written) == value else (value, "")


def _one_told(one: Location) -> tuple[Location, str]:
    if one.region and not one.city:
        return one, one.region
    shorter = (
        one,
        Location(None, one.postal_code, one.city, one.region, one.country),
        Location(None, one.postal_code, one.city, None, one.country),
        Location(None, None, one.city, None, one.country),
        Location(None, None, one.city, None, None),
    )
    for each in shorter:
        town = " ".join(filter(None, (each.postal_code, each.city)))
        country = country_name(each.country) if each.country else None
        text = ", ".join(filter(None, (each.street, town, each.region, country)))
        if parse_places(text) == (each,):
            return each, text
        # "New York, NY 10001, United States"
        if each.postal_code:
            after = " ".join(filter(None, (each.region, each.postal_code)))
            text = ", ".join(filter(None, (each.street, each.city, after, country)))
            if parse_places(text) == (each,):
                return each, text
    return one, ""
