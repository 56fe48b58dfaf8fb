"""What was probably meant by a word that is not known."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def suggestion(word: str, known: Iterable[str]) -> str:
    """A clause to put after a message: the nearest of *known*, or all of them."""
    names = sorted(known)
    near = get_close_matches(word.casefold().replace("-", "_"), names, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]}?"
    return f"known are: {', '.join(names)}" if names else "there are none"
