"""The lists of words and the patterns of ``places.toml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from syndicate.content import gazetteer
from syndicate.content.prose.towns import spelled

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def table() -> Mapping[str, Any]:
    """``places.toml``."""
    import tomllib

    return tomllib.loads(Path(__file__).with_name("places.toml").read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """One of its lists of words."""
    return frozenset(table()["words"][name].split())


@cache
def nothing() -> frozenset[str]:
    """Names of towns that are other things in offers: words, and parts of an address."""
    return words("never") | gazetteer.words("street")


def is_everyday(name: str) -> bool:
    """Whether a town's *name* is a word of everyday as well: ``Nice``, ``Mobile``, ``Tours``."""
    return spelled(name) in words("everyday")
