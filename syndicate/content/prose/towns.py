"""The towns of the world, as GeoNames knows them: which countries have one of a name, how large.

``towns.txt`` is read when the first town is asked for, and searched as it stands: its lines are
sorted. ``tests/content/prose/town_maker.py`` writes it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from syndicate.content.folding import fold, plain

#: The file that holds them.
WRITTEN = Path(__file__).with_name("towns.txt")

#: Where the texts of a language mostly come from: there a town is meant before one elsewhere.
_HOMES = {
    "fr": ("FR", "BE", "CH", "LU", "MC", "GP", "MQ", "GF", "RE", "YT", "NC", "PF"),
    "de": ("DE", "AT", "CH"),
    "nl": ("NL", "BE"),
    "es": ("ES",),
    "en": ("GB", "US", "IE"),
}
#: How much more a town of such a country weighs, and from which weight on no other is meant.
_HOME, _SURE = {"en": 5}, 5

#: Thousands of inhabitants from which on a town abroad is known, near and far.
_NEAR_LEAST, _FAR_LEAST = 15, 150
_NEAR_CODES = (
    "FR BE CH LU MC DE AT NL GB IE ES PT IT US CA AU NZ DK SE NO FI IS PL CZ SK HU SI HR RO BG GR "
    "EE LV LT MT CY LI AD"
)
_NEAR = frozenset(_NEAR_CODES.split())

_SAINT = re.compile(r"\b(st|ste)\b\.?(?=[ -])")


@cache
def _lines() -> str:
    return WRITTEN.read_text(encoding="utf-8")


def spelled(name: str) -> str:
    """The key of *name*: ``St-Étienne`` and ``Saint Etienne`` are one."""
    lower = plain(name)
    if lower.startswith("st") or " st" in lower or "-st" in lower:
        lower = _SAINT.sub(lambda match: "saint" if match[1] == "st" else "sainte", lower)
    return fold(lower)


@lru_cache(maxsize=4096)
def towns(name: str) -> tuple[tuple[str, int], ...]:
    """The countries that have a town called *name*, with its thousands of inhabitants.

    The largest town comes first: ``Paris`` → ``(("FR", 2139), ("US", 25), …)``.
    """
    key = spelled(name)
    if not key:
        return ()
    lines, wanted = _lines(), f"{key} "
    low, high = 0, len(lines)
    while low < high:
        start = lines.rfind("\n", low, (low + high) // 2) + 1 or low
        end = lines.index("\n", start)
        line = lines[start:end]
        if line.startswith(wanted):
            return tuple((each[:2], int(each[2:])) for each in line.split(" ")[1:])
        if line < wanted:
            low = end + 1
        else:
            high = start
    return ()


def country_of(name: str, language: str) -> str | None:
    """The country of the town *name* in a text in *language*, where no other can be meant."""
    homes = _HOMES.get(language, ())
    weighed = sorted(
        (-(people + 1) * (_HOME.get(language, 20) if country in homes else 1), country)
        for country, people in towns(name)
    )
    if not weighed:
        return None
    if len(weighed) == 1 or weighed[0][0] <= weighed[1][0] * _SURE:
        return weighed[0][1]
    return None


def size(name: str) -> int:
    """Thousands of inhabitants of the largest town called *name*."""
    return max((count for _, count in towns(name)), default=0)


def is_known(name: str, language: str) -> bool:
    """Whether a text in *language* may well mean a town by *name*.

    At home any village; else a town that people have heard of, and far away a city.
    """
    homes = _HOMES.get(language, ())
    return any(
        country in homes or count >= (_NEAR_LEAST if country in _NEAR else _FAR_LEAST)
        for country, count in towns(name)
    )
