"""Places of work in prose: after a key, in a title, or where a sentence says that the job is.

A title may name its town, ``Lyon · CDI`` may stand below it; ``ties`` reads all the rest.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, takewhile
from typing import TYPE_CHECKING

from syndicate.content.folding import fold
from syndicate.content.prose import workplace
from syndicate.content.prose.address import place, places
from syndicate.content.prose.cues import keys
from syndicate.content.prose.demonyms import with_towns
from syndicate.content.prose.fact import Fact
from syndicate.content.prose.found import (
    ADDRESS,
    DOUBTED,
    HEAD,
    KEY,
    LOOSE,
    OURS,
    START,
    TITLE,
    Found,
)
from syndicate.content.prose.head import beside_fact, in_head, in_title, is_place, of_pieces
from syndicate.content.prose.houses import behind, village
from syndicate.content.prose.keyed import area, beside_name, of_key, unknown
from syndicate.content.prose.named_houses import of_house
from syndicate.content.prose.place_words import words
from syndicate.content.prose.seekers import at_house
from syndicate.content.prose.ties import in_sentence
from syndicate.content.prose.written import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from syndicate.content.prose.passage import Passage
    from syndicate.content.prose.prose import Prose
    from syndicate.offer import Location

TRIGGERS = words("triggers")


_SPLIT = re.compile(r"\s?:\s|\s[-–—|]\s")
#: No key is longer.
_KEY_ENDS = 50
#: No key that is not listed has more words.
_KEY_WORDS = 5
#: What stands below a key is no longer.
_SHORT = 90
#: Behind a pin what is longer is a sentence.
_PINNED = 60
#: No line of a key and its place is longer.
_LONGEST = 150
#: Pictures that stand for the key: the pin, and beside it a house, a map.
_PIN, _PICTURES = "📍", "🏢🏠🏙🗺🌍🌎🌏📌"
#: "London preferred": where else it may be is not told.
_WISH = re.compile(
    r"\b(?:prefer\w*|ideal\w*|idéal\w*|(?:de )?préférence|(?:if|si) possible)\b", re.IGNORECASE
)
_OURS = re.compile(r"(?:nous|on|we|our|nos|notre|implant\w+|présente?s?)\b", re.IGNORECASE)
_AWAY = re.compile(r"(?:full |fully )?(?:remote|hybride?|télétravail)\s?[,/|&+-]\s?", re.IGNORECASE)
#: A word that makes a longer key one of places, and what makes it one of other places.
_KEY_WORD = re.compile(
    r"\b(?:lieu|localisation|emplacement|location|workplace|place of work|standort|ubicación)\b"
)
_OTHER_PLACE = re.compile(
    r"entretien|interview|rendez|réunion|meeting|naissance|birth|formation|training|client|contact"
    r"|dépôt|regist|candidat|applic|événement|event|festival|livraison|vie\b|press|siège|residence|school"
    r"|cours|eligib|restrict|tiers|allocation|relocat|culture|stockage|storage|concert|milieu"
    r"|au lieu|our|nos\b|project|projet"
)
#: The same without a colon: ``Lieu Annecy``.
_BARE_KEY = re.compile(
    r"(?:lieu(?: de travail| du poste| du stage| de la mission)?|localisation|ville|location|city"
    r"|place of work|standort|arbeitsort|standplaats|locatie|ubicación|ciudad) (?=[A-ZÀ-Þ0-9])",
    re.IGNORECASE,
)
#: ``Lieu du stage au musée de …``: the same before a house.
_KEY_OF_HOUSE = re.compile(
    r"(?:lieu(?: de travail| du poste| du stage)?|localisation|location)"
    r" (?=(?:à|dans|au|chez|at) )",
    re.IGNORECASE,
)
#: What lines of a list begin with where they are no items of Markdown.
_DASHES = "-–—•*· "
#: No list of places of work is longer.
_MOST = 8
_PLACE_ENDS = re.compile(r"\s*(?:$|[.,;(|/–—-])")


def find(prose: Prose) -> Iterator[Fact]:
    """The ``locations`` of the offer."""
    yield from _facts(prose)


@lru_cache(maxsize=4)
def _facts(prose: Prose) -> tuple[Fact, ...]:  # of which the currency of the pay is asked, too
    found = [one for one in _found(prose) if one.places]
    if not found:
        return ()
    best = max(found, key=lambda one: (one.confidence, _detail(one.places)))
    if best.confidence == LOOSE and len({frozenset(_towns(one.places)) for one in found}) > 1:
        return ()  # one town or the other
    confidence = best.confidence
    if confidence < HEAD and any(fact.value == "remote" for fact in workplace.find(prose)):
        return ()  # the employer has an office, the job has none
    sure = [one for one in found if one.confidence >= HEAD and one.places[0].city]
    towns = _towns(best.places)
    if best.places[0].city and any(_towns(one.places).isdisjoint(towns) for one in sure):
        confidence = min(confidence, DOUBTED)
    value, written = told(best.places)
    return (Fact.of("locations", value, written, best.passage, confidence),) if written else ()


def _found(prose: Prose) -> Iterator[Found]:
    language, named = prose.language, list[Found]()
    if prose.title:
        named = [*in_title(prose.title, language)]
        yield from named or at_house(prose.title, language)
        if not named:
            yield from of_house(prose.title, language)
    yield from in_head(prose)
    yield from _pictured(prose)
    for passage in prose.near("demonyms"):
        if "rattach" in passage.text:
            continue  # to whom one reports may be elsewhere
        if (text := with_towns(passage.text)) != passage.text:
            for found in in_sentence(passage._replace(text=text), language):
                yield found._replace(passage=passage)
    read = 0
    for passage in prose.near("places"):
        if passage.kind == "title":
            if not named:
                yield from _of_title(passage, language)
            continue
        yield from _after_dash(passage, language)
        if passage.kind == "sentence" and passage.line > read:
            lines = prose.lines(passage)
            read = lines[-1].line if lines else passage.line
            yield from _of_lines(lines, prose)
        if passage.kind == "heading":
            yield from _below(passage, prose, 3)
        elif passage.label and (confidence := _key(passage)):
            yield _of_key(passage.text, confidence, passage, language)
        else:
            if not passage.label:
                yield from _bare_key(passage, prose)
            elif fold(passage.label) in words("facts"):
                yield from of_pieces(passage, language)
            if passage.kind == "item":
                yield from beside_fact(passage, prose)
            yield from in_sentence(passage, language)
            yield from of_house(passage, language)


def _of_title(title: Passage, language: str) -> Iterator[Found]:
    """What a title says as a sentence does: ``La ville de Rennes recrute un jardinier``."""
    for found in in_sentence(title, language):
        yield found._replace(confidence=min(found.confidence, OURS))


# -- after a key ------------------------------------------------------------------------------


def _is_key(label: str) -> bool:
    """Whether *label* asks for the place of work: ``Lieu``, ``Location of the post``."""
    listed = words("labels")
    if fold(label) in listed:
        return True
    lower = label.lower()
    if listed.isdisjoint(keys(label)) and (
        label.count(" ") >= _KEY_WORDS or _KEY_WORD.search(lower) is None
    ):
        return False
    return _OTHER_PLACE.search(lower) is None


def _key(passage: Passage) -> float:
    if _is_key(passage.label):
        return KEY
    key = fold(passage.label)
    if key in words("addresses") and passage.place <= 0.5:
        return ADDRESS
    return 0.0


def _of_key(text: str, confidence: float, passage: Passage, language: str) -> Found:
    """What *text*, the value of a key, names; less surely a town with a firm's name beside it."""
    if named := of_key(text, language):
        return Found(named, min(confidence, START) if _WISH.search(text) else confidence, passage)
    named = beside_name(text, language) or behind(text, language) or unknown(text) or village(text)
    return Found(named, min(confidence, START), passage)


def _after_dash(passage: Passage, language: str) -> Iterator[Found]:
    """``**Lieu** – Lyon``, and a heading ``Lieu : Lyon``."""
    text = passage.text
    if len(text) > _LONGEST or (match := _SPLIT.search(text, 0, _KEY_ENDS)) is None:
        return
    if _is_key(text[: match.start()]):
        yield _of_key(text[match.end() :], KEY, passage, language)


def _bare_key(passage: Passage, prose: Prose) -> Iterator[Found]:
    """``Lieu Annecy``, and a line ``Lieu`` with ``Annecy`` in the next one."""
    text, language = passage.text, prose.language
    if len(text) < _KEY_ENDS and fold(text) in words("lines"):
        yield from _below(passage, prose, 1)
    elif (match := _BARE_KEY.match(text)) and not (
        language == "fr" and match[0].lower() in {"location ", "city "}  # where things are for rent
    ):
        named, end = places(text, match.end(), language)
        if named and (named[0].street or _PLACE_ENDS.match(text, end)):
            whole = not text[end:].strip(" .")
            yield Found(named, TITLE if whole else START, passage)
        elif not named and len(text) < _SHORT:
            told_of = text[match.end() :]
            where = behind(told_of, language) or (area(told_of) if len(text) < _KEY_ENDS else ())
            yield Found(where, START, passage)
    elif len(text) < _SHORT and (match := _KEY_OF_HOUSE.match(text)):
        yield Found(behind(text[match.end() :], language), START, passage)


def _of_lines(lines: Sequence[Passage], prose: Prose) -> Iterator[Found]:
    """A paragraph of short lines: ``Ville Lorient``, or a key with its value in the next line."""
    for at, line in enumerate(lines):
        if len(line.text) >= _SHORT:
            continue
        after = lines[at + 1] if at + 1 < len(lines) else None
        if after and len(after.text) < _SHORT and fold(line.text) in words("lines"):
            listed = list(takewhile(_is_dashed, lines[at + 1 :]))
            if len(listed) > 1:
                yield from _of_list(listed, HEAD, prose.language)
            else:
                yield _of_key(after.text.lstrip(_DASHES), HEAD, after, prose.language)
        elif len(line.text) < _KEY_ENDS and _BARE_KEY.match(line.text):
            yield from _bare_key(line, prose)
        else:
            yield from _after_dash(line, prose.language)


def _below(heading: Passage, prose: Prose, count: int) -> Iterator[Found]:
    """What stands below a heading that is a key: ``## Lieu``."""
    if not _is_key(heading.text):
        return
    below = [each for each in prose.below(heading, count) if len(each.text) < _SHORT]
    below = [each for each in below if not each.label]
    if below and _is_listed(below[0]):
        below = list(takewhile(_is_listed, prose.below(heading, _MOST)))
    if len(below) > 1 and all(map(_is_listed, below)):
        yield from _of_list(below, KEY, prose.language)
        return
    for passage in below:
        yield _of_key(passage.text.lstrip(_DASHES), KEY, passage, prose.language)


def _of_list(items: Sequence[Passage], confidence: float, language: str) -> Iterator[Found]:
    """All the places of *items* where each names one, else what each of them says by itself."""
    texts = [item.text.lstrip(_DASHES) for item in items]
    named = [places(text, 0, language)[0] for text in texts]
    if all(named):
        yield Found(tuple(dict.fromkeys(chain.from_iterable(named))), confidence, items[0])
        return
    for text, item in zip(texts, items, strict=True):
        yield _of_key(text, confidence, item, language)


def _is_listed(line: Passage) -> bool:
    return _is_dashed(line) or (line.kind == "item" and not line.label and len(line.text) < _SHORT)


def _is_dashed(line: Passage) -> bool:
    """Whether *line* is one of a list that its author, or a program, took for prose."""
    return line.text[:1] in _DASHES and len(line.text) < _SHORT


def _pictured(prose: Prose) -> Iterator[Found]:
    """``📍 Nantes``, and the same behind another picture where nothing else follows."""
    language = prose.language
    for passage in prose.marked(_PIN):
        text = passage.text.partition(_PIN)[2].lstrip("\ufe0f ")
        if len(text) < _PINNED or place(text, 0, language):
            # "Nous sommes à Lyon et Nantes" tells of the employer.
            yield Found(of_key(text, language), OURS if _OURS.match(text) else HEAD, passage)
    for picture in prose.held(_PICTURES):
        for passage in prose.marked(picture):
            text = passage.text.partition(picture)[2].lstrip("\ufe0f \xa0")
            text = _AWAY.sub("", text)
            if is_place(text, language):
                yield Found(places(text, 0, language, dashed=True)[0], HEAD, passage)


def _towns(named: tuple[Location, ...]) -> set[str]:
    return {fold(one.city or one.region or one.country or "") for one in named}


def _detail(named: tuple[Location, ...]) -> int:
    return sum(bool(one.street) + bool(one.postal_code) + bool(one.city) for one in named)
