"""The names in ``countries.toml``: countries, regions, and the words around places."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from syndicate.content.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Where ``City, ST`` is the usual way to write a place.
_STATES = ("US", "CA")


@cache
def _tables() -> Mapping[str, Any]:
    import tomllib

    text = Path(__file__).with_name("countries.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _names() -> Mapping[str, str]:
    countries = _tables()["countries"].items()
    return {fold(name): code for code, names in countries for name in (*names, code)}


@cache
def _regions() -> Mapping[str, tuple[str, ...]]:
    """Folded name or code of a region → the countries that have one of that name."""
    found: dict[str, tuple[str, ...]] = {}
    for country, regions in _tables()["regions"].items():
        for key, names in regions.items():
            for folded in {fold(name) for name in (key, *names)}:
                found[folded] = (*found.get(folded, ()), country)
    return found


@cache
def _cities(table: str, code: str) -> frozenset[str]:
    names = _tables()["codes"][table].get(code, ())
    return frozenset("*" if name == "*" else fold(name) for name in names)


@cache
def words(name: str) -> frozenset[str]:
    """One of the word lists of ``countries.toml``, folded."""
    return frozenset(map(fold, _tables()["words"][name]))


def country_code(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country, from its code or its name in five languages."""
    return _names().get(fold(text)) if len(text) <= 100 else None


def country_name(code: str) -> str | None:
    """The English name of the country *code*, which :func:`country_code` reads as *code*."""
    names = _tables()["countries"].get(code)
    return str(names[0]) if names else None


def envelope_country(prefix: str) -> str | None:
    """The country of a letter before a postal code: ``D`` in ``D-10115``."""
    code = _tables()["envelopes"].get(prefix)
    return code if isinstance(code, str) else None


def region_country(text: str, city: str | None, country: str | None) -> str | None:
    """The country of the region that *text* names, or ``None`` when it names none.

    *country* is the one the text states, *city* the one before the region. A name that is a
    region's and a country's (``Georgia``, ``CA``, ``DE``) is settled by ``countries.toml``.
    """
    folded = fold(text)
    candidates = _regions().get(folded, ())
    if len(folded) == 2 and not text.replace(".", "").isupper():
        return None
    if country:
        return country if country in candidates else None
    if not candidates or (folded in _names() and not _is_state(_names()[folded], city)):
        return None
    return candidates[0]


def _is_state(code: str, city: str | None) -> bool:
    """Whether what could be the country *code* is a state, after *city*."""
    if city is None:
        return False
    folded = fold(city)
    countries, states = _cities("countries", code), _cities("states", code)
    return folded in states if "*" in countries else folded not in countries
