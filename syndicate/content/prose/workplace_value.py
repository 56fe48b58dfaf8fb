"""What a short text says of where the work is done: ``100 % remote``, ``Paris (hybride)``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from syndicate.content import terms
from syndicate.content.gazetteer import country_code
from syndicate.content.memo import remembered
from syndicate.content.prose.countries import countries
from syndicate.content.prose.cues import search

if TYPE_CHECKING:
    from syndicate.offer import Workplace

#: The values that patterns are sure of, in the order in which they are asked.
VALUES: tuple[Workplace, ...] = ("hybrid", "remote", "onsite")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PIECE = re.compile(r"[,(/|]|\s[-–—]\s")
#: In a key for places these say that one is there.
PRESENT = re.compile(r"on.?site|présentiel|sur site|sur place|in.person|vor ort")
#: Before a country in the value of a key: "Remote France", "Anywhere in France (remote)".
_REMOTE_LEAD = re.compile(
    r"(?:(?:full |fully |100 ?% )?(?:remote|télé-?travail|home[- ]based)|partout|anywhere)"
    r"(?: (?:in|en|from|depuis|within))? (?:the |la )?(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)


@remembered
def of_key(text: str) -> Workplace | None:
    """What a short *text* says by itself: ``100 % remote``, ``Paris (hybride)``."""
    if len(text) > 120:
        return None
    return sure(text.lower()) or terms.workplace(text)


def sure(lower: str) -> Workplace | None:
    """What the patterns that are sure say of *lower*, a short text."""
    if search("sure", "denied", lower):
        return "onsite"
    return next((value for value in VALUES if search("sure", value, lower)), None)


def of_parts(text: str) -> Workplace | None:
    """What a part of *text*, the value of a key for places, says."""
    pieces = re.split(r"[,(/;]|\s[-–—|]\s", text)[:4]
    for part in map(str.strip, (*_BRACKETS.findall(text), *pieces)):
        # "Toronto, ON" is no yes.
        value = of_key(part) if len(part) > 3 else None
        if value and (value != "onsite" or PRESENT.search(part.lower())):
            return value
    return None


def countries_of(text: str) -> tuple[str, ...]:
    """The countries in the value of a key; not that of a town: ``Tampa, USA (remote)``."""
    first = _PIECE.split(text, maxsplit=1)[0].strip()
    if lead := _REMOTE_LEAD.match(text):
        return countries(f"in {text[lead.end() :]}")
    if country_code(first):
        return countries(f"in {text}")
    return countries(text) if of_key(first) == "remote" else ()
