"""Slugs: what a text is called in an address."""

from __future__ import annotations

import re
import unicodedata

MAX_SLUG = 80

#: Letters that lose their sound when only their accent is dropped.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "å": "a", "đ": "d", "ł": "l", "þ": "th", "·": ""}
)
_PLAIN = re.compile(r"[a-z0-9]++(?:-[a-z0-9]++)*")
_OTHERS = re.compile(r"[^a-z0-9]+")


def slugify(text: str) -> str:
    """A URL part for *text*: lower case, ASCII, hyphens, at most 80 characters; may be empty."""
    if len(text) <= MAX_SLUG and _PLAIN.fullmatch(text):
        return text
    flat = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    ascii_ = flat.encode("ascii", "ignore").decode()
    words = _OTHERS.sub("-", ascii_).strip("-")
    if len(words) <= MAX_SLUG:
        return words
    cut = words[: MAX_SLUG + 1].rpartition("-")[0]
    return cut or words[:MAX_SLUG]
