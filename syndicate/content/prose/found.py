"""Places that a passage gives the job, how surely, and the patterns of ``places.toml``."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.prose.place_words import table

if TYPE_CHECKING:
    from syndicate.content.prose.passage import Passage
    from syndicate.offer import Location


class Found(NamedTuple):
    """Places that a passage gives the job, and how surely."""

    places: tuple[Location, ...]
    confidence: float
    passage: Passage


#: What a key says, a title, and the words of a sentence.
KEY, TITLE, JOB, START, HEAD, OURS, ADDRESS = 0.98, 0.97, 0.97, 0.9, 0.95, 0.85, 0.8
SELF, WISHED, DOUBTED = 0.7, 0.6, 0.7
#: A town in a sentence about the work, which nothing ties to it and nothing takes away from it.
LOOSE = 0.55

#: What a contraction hides: "au Mans" is Le Mans.
ARTICLES = {"au": "Le ", "aux": "Les "}

#: The endings of a participle, the inclusive ones too: basé, basée, basé·e·s, basé(e).
_ENDING = r"é(?:e|[·•.(/-]e\)?)?(?:[·•.-]?s)?(?!\w)"


@cache
def houses() -> str:
    """What the houses of employers are called in French, as a pattern in small letters."""
    return "(?:" + "|".join(table()["words"]["houses_fr"].split()) + ")s?"


@cache
def before(name: str) -> re.Pattern[str]:
    """What ties a place to the job, right before it, in small letters."""
    cues = "|".join(table()["before"][name]).replace("{e}", _ENDING)
    cues = cues.replace("{house}", houses())
    return re.compile(f"(?:{cues})" if name == "address" else f"(?:{cues})\\s*$")


@cache
def elsewhere(name: str) -> re.Pattern[str]:
    """What tells that somebody else is at a place, or something."""
    return re.compile(str(table()["elsewhere"][name]))
