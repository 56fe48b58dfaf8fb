"""The words of our own that readers see, in the languages shipped beside this module."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_LOCALES = Path(__file__).with_name("locales")
#: The languages that have a file in ``locales/``.
LANGUAGES: tuple[str, ...] = ("de", "en", "es", "fr", "nl")


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """What we say in one language; every table has the same keys in every language.

    ``language`` is the primary subtag the words are written in, ``locale`` the tag that dates
    and money are formatted for (``nl-BE`` where the words are ``nl``). ``label`` is keyed by the
    names of facts; ``employment``, ``schedule``, ``workplace``, ``education`` and ``period`` by
    the offer's own values; ``say`` holds phrases with ``{}`` places, ``page`` whole sentences.
    Compared by identity, which makes it a key for caches: ``words`` hands out the same one again.
    """

    language: str
    locale: str
    label: Mapping[str, str]
    employment: Mapping[str, str]
    schedule: Mapping[str, str]
    workplace: Mapping[str, str]
    education: Mapping[str, str]
    period: Mapping[str, str]
    say: Mapping[str, str]
    page: Mapping[str, str]


#: The tables that every locale file has.
TABLES: tuple[str, ...] = tuple(field.name for field in fields(Words))[2:]


@lru_cache(maxsize=1024)
def words(language: str, fallback: str = "en") -> Words:
    """The words for *language* (a BCP 47 tag), else for *fallback*, else in English."""
    for tag in (language, fallback):
        primary, _, _ = tag.replace("_", "-").partition("-")
        if primary.lower() in LANGUAGES:
            return _load(primary.lower(), tag.replace("_", "-"))
    return _load("en", "en")


def _load(language: str, locale: str) -> Words:
    return Words(language=language, locale=locale, **_tables(language))


@lru_cache(maxsize=len(LANGUAGES))
def _tables(language: str) -> dict[str, Mapping[str, str]]:
    tables = tomllib.loads((_LOCALES / f"{language}.toml").read_text(encoding="utf-8"))
    return {name: tables[name] for name in TABLES}
