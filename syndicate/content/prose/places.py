"""Places of work in prose: after a key, in a title, or where a sentence says that the job is.

A title may name its town, ``Lyon · CDI`` may stand below it; ``ties`` reads all the rest.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from syndicate.content import terms
from syndicate.content.folding import fold
from syndicate.content.prose import workplace
from syndicate.content.prose.address import is_everyday, places, words
from syndicate.content.prose.cues import keys
from syndicate.content.prose.fact import Fact
from syndicate.content.prose.ties import (
    ADDRESS,
    ARTICLES,
    DOUBTED,
    HEAD,
    KEY,
    TITLE,
    Found,
    in_sentence,
    of_key,
)
from syndicate.content.prose.towns import is_known, size
from syndicate.content.prose.written import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.content.prose.passage import Passage
    from syndicate.content.prose.prose import Prose
    from syndicate.offer import Location

TRIGGERS = words("triggers")


_SPLIT = re.compile(r"\s?:\s|\s[-–—]\s")
#: No key is longer.
_KEY_ENDS = 50
#: What stands below a key is no longer.
_SHORT = 90
#: A line of facts is no longer.
_LONGEST = 150
_TITLE_PARTS = re.compile(r"\s[-–—|/•·:]+\s|[()\[\],|;]|\s@\s")
_OPENED = re.compile(r"[^()\[\],|;]+?[(,]")
#: Thousands of inhabitants of a town that a title may name bare: Chargé and Santé are villages.
_TOWN = 5
_TITLE_LEAD = re.compile(r"\s(?:(à|aux?|in|sur|bij|en)\s)(?=[A-ZÀ-Þ'’])")
_TITLE_TAIL = re.compile(r"\s*(?:$|[-–—|/(),:\[\]])")
_PIECES = re.compile(r"\s*[|•·/;]\s*|\s[-–—]+\s|,\s")


def find(prose: Prose) -> Iterator[Fact]:
    """The ``locations`` of the offer."""
    found = [one for one in _found(prose) if one.places]
    if not found:
        return
    best = max(found, key=lambda one: (one.confidence, _detail(one.places)))
    confidence = best.confidence
    if confidence < HEAD and any(fact.value == "remote" for fact in workplace.find(prose)):
        return  # the employer has an office, the job has none
    sure = [one for one in found if one.confidence >= HEAD]
    if any(_towns(one.places).isdisjoint(_towns(best.places)) for one in sure):
        confidence = min(confidence, DOUBTED)
    value, written = told(best.places)
    if written:
        yield Fact.of("locations", value, written, best.passage, confidence)


def _found(prose: Prose) -> Iterator[Found]:
    language = prose.language
    for passage in prose.first(4, _LONGEST, "|•·/;,–—-"):
        yield from (_in_title if passage.kind == "title" else _in_head)(passage, language)
    for passage in prose.marked("📍"):
        text = passage.text.partition("📍")[2].lstrip("\ufe0f ")
        yield Found(of_key(text, language), HEAD, passage)
    for passage in prose.near("places"):
        if passage.kind == "title":
            continue
        yield from _after_dash(passage, language)
        if passage.kind == "heading":
            yield from _below(passage, prose)
        elif passage.label and (confidence := _key(passage)):
            yield Found(of_key(passage.text, language), confidence, passage)
        else:
            yield from in_sentence(passage, language)


# -- after a key ------------------------------------------------------------------------------


def _key(passage: Passage) -> float:
    if not words("labels").isdisjoint(keys(passage.label)):
        return KEY
    key = fold(passage.label)
    if key in words("addresses") and passage.place <= 0.5:
        return ADDRESS
    return 0.0


def _after_dash(passage: Passage, language: str) -> Iterator[Found]:
    """``**Lieu** – Lyon``, and a heading ``Lieu : Lyon``."""
    text = passage.text
    if len(text) > _LONGEST or (match := _SPLIT.search(text, 0, _KEY_ENDS)) is None:
        return
    if not words("labels").isdisjoint(keys(text[: match.start()])):
        yield Found(of_key(text[match.end() :], language), KEY, passage)


def _below(heading: Passage, prose: Prose) -> Iterator[Found]:
    """What stands below a heading that is a key: ``## Lieu``."""
    if words("labels").isdisjoint(keys(heading.text)):
        return
    for passage in prose.below(heading, 3):
        if len(passage.text) < _SHORT and not passage.label:
            yield Found(of_key(passage.text, prose.language), KEY, passage)


# -- in the title, and in a line of facts below it --------------------------------------------


def _in_title(passage: Passage, language: str) -> Iterator[Found]:
    text = passage.text
    parts = [part.strip() for part in _TITLE_PARTS.split(text)]
    if _OPENED.match(text):
        parts = parts[1:]  # the job of "Chargé(e) de mission"
    for part in parts if parts != [text] else ():
        if part and _is_place(part, language):
            at = text.index(part)
            named, _ = places(text, at, language, dashed=True)
            yield Found(named, TITLE, passage)
            return
    for match in _TITLE_LEAD.finditer(text):
        article = ARTICLES.get(match[1].strip(), "")
        named, end = places(text, match.end(), language, article=article, dashed=True)
        if named and _TITLE_TAIL.match(text, end) and all(map(_is_plain, named)):
            yield Found(named, TITLE, passage)
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
        (_is_plain(one) and size(one.city or "") >= _TOWN and is_known(one.city or "", language))
        or one.postal_code
        or one.region
        for one in named
    )


def _in_head(passage: Passage, language: str) -> Iterator[Found]:
    """``Lyon · CDI · temps plein``, among the first lines."""
    text = passage.text
    if passage.label or (passage.kind == "heading" and passage.line > 12):
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
        yield Found(found, HEAD, passage)


def _towns(named: tuple[Location, ...]) -> set[str]:
    return {fold(one.city or one.region or one.country or "") for one in named}


def _detail(named: tuple[Location, ...]) -> int:
    return sum(bool(one.street) + bool(one.postal_code) + bool(one.city) for one in named)
