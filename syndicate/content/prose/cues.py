"""The words of ``workplace.toml``: lists of keys, and patterns tried where they may match."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from syndicate.content.folding import fold
from syndicate.content.memo import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping

#: One key of several, and what the place of is not that of the job.
_KEYS = re.compile(r"\s?[/&|+,(]\s?|\s(?:[-–—]|et|ou|and|or|und|oder|y|o|en|of)\s")
_OTHER_KEY = re.compile(
    r"entretien|interview|candidat|dépôt|applic|client|contact|presse|press\b|siège|event|événement"
    r"|réunion|meeting|formation|training|kontakt|bewerb"
)


@cache
def _data() -> Mapping[str, Any]:
    import tomllib

    return tomllib.loads(Path(__file__).with_name("workplace.toml").read_text(encoding="utf-8"))


@cache
def listed(name: str) -> frozenset[str]:
    """One of the lists of words."""
    return frozenset(_data()["keys"][name].split())


@cache
def pattern(name: str) -> re.Pattern[str]:
    """What tells that something else is spoken about."""
    return re.compile(_data()["about"][name])


@cache
def _stems() -> Mapping[str, int]:
    """The pieces of text that stand before the patterns, each with a bit of its own."""
    rows = [row for table in ("sure", "likely") for rows in _data()[table].values() for row in rows]
    stems = dict.fromkeys(stem for written, _ in rows for stem in written.split())
    return {stem: 1 << at for at, stem in enumerate(stems)}


@cache
def _cues(table: str, name: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """Patterns, each after the bits of the pieces of which one must be there."""
    found = []
    for stems, text in _data()[table][name]:
        for key, value in _data()["names"].items():
            text = text.replace(f"{{{key}}}", value)
        found.append((sum(_stems()[stem] for stem in set(stems.split())), re.compile(text)))
    return tuple(found)


@lru_cache(maxsize=8)
def _held(lower: str) -> int:
    """The bits of the pieces that *lower* holds: asked once for all the tables."""
    bits = 0
    for stem, bit in _stems().items():
        if stem in lower:
            bits |= bit
    return bits


def search(table: str, name: str, lower: str) -> re.Match[str] | None:
    """The first match of one of the patterns in *lower*, a text in small letters."""
    held = _held(lower)
    for bits, cue in _cues(table, name):
        if bits & held and (match := cue.search(lower)):
            return match
    return None


@remembered
def keys(label: str) -> tuple[str, ...]:
    """What *label* may be looked up by, folded: ``Lieu / Contrat`` is two keys in one."""
    pieces = _KEYS.split(label)
    if len(pieces) == 1 or _OTHER_KEY.search(label.lower()):
        return (fold(label),)
    return (fold(label), *map(fold, pieces))
