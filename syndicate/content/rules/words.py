"""The words of ``words.toml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any


@cache
def _lists() -> dict[str, Any]:
    import tomllib

    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


@cache
def words(*way: str) -> frozenset[str]:
    """The list that the keys *way* lead to."""
    found = _lists()
    for key in way:
        found = found[key]
    return frozenset(found)
