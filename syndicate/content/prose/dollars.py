"""Whose dollar ``$`` is: that of the United States, or of a country that the offer names."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from syndicate.content.prose import places
from syndicate.content.prose.fact import HIGH, Fact, written
from syndicate.content.prose.money import sane
from syndicate.content.prose.speech import lists
from syndicate.offer import Pay

if TYPE_CHECKING:
    from collections.abc import Mapping

    from syndicate.content.prose.prose import Prose

_AMERICAN = re.compile(r"US|[dD]ollars? am")
#: Before the figure and behind it: "$30" and "30 $".
_BEFORE, _BEHIND = re.compile(r"\$(?=\s?[0-9])"), re.compile(r"(?<=[0-9kK])\s?\$")
#: The sign of each, before a figure and behind it; and the countries that have them.
_SIGNS = {"CAD": ("CA$", " $CA"), "AUD": ("A$", " AUD"), "NZD": ("NZ$", " NZD")}
_OWN = {"CA": "CAD", "AU": "AUD", "NZ": "NZD"}


def settled(fact: Fact, prose: Prose, doubted: float) -> Fact:
    """*fact*, an amount, in the dollars of the country that the offer names; else as it is.

    Sure where the work is there, at most *doubted* where the country is only named: then the
    dollars are its own in French, and anybody's in other languages.
    """
    if not isinstance(fact.value, Pay) or fact.value.currency != "USD":
        return fact
    wording = fact.value.text or ""
    if "$" not in wording or _AMERICAN.search(wording):
        return fact
    country, sure = _land(prose)
    if country == "US":
        return fact
    named = [code for code, pattern in _elsewhere().items() if prose.mentions(pattern)]
    # Who pays in dollars in French is more likely in Québec than in Boston.
    if country not in _OWN and not named and prose.language != "fr":
        return fact
    less_sure = replace(fact, confidence=min(fact.confidence, doubted))
    # A country that is only named may be where the employer once was.
    code = _OWN.get(country) or (named[0] if named and prose.language == "fr" else "")
    if code not in _SIGNS:
        return less_sure
    before, behind = _SIGNS[code]
    own = _BEHIND.sub(behind, _BEFORE.sub(before, wording))
    pay = sane(own)
    if pay is None or (pay.min, pay.max) != (fact.value.min, fact.value.max):
        return less_sure
    there = sure and country in _OWN
    return replace(fact if there else less_sure, value=pay, written=written(own))


def _land(prose: Prose) -> tuple[str, bool]:
    """The one country of the places of work, or empty, and whether they are sure."""
    for fact in places.find(prose):
        if isinstance(fact.value, tuple):
            lands = {place.country or "" for place in fact.value}
            return (lands.pop() if len(lands) == 1 else ""), fact.confidence >= HIGH
    return "", False


@cache
def _elsewhere() -> Mapping[str, re.Pattern[str]]:
    """The countries and towns that have dollars of their own, by the code of these."""
    named: Mapping[str, list[str]] = lists("pay").raw("dollars")
    return {code: re.compile(rf"\b(?:{'|'.join(names)})") for code, names in named.items()}
