"""How long a text is, in the units that targets count by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    #: From a text to how much of a target's limit it takes.
    Length = Callable[[str], int]

_ADDRESS = re.compile(r"https?://\S+")


def characters(text: str) -> int:
    """Unicode code points."""
    return len(text)


def utf8_bytes(text: str) -> int:
    """Bytes of UTF-8."""
    return len(text.encode("utf-8", "surrogatepass"))


def utf16_units(text: str) -> int:
    """Code units of UTF-16, as JavaScript counts: an emoji is two or more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    """What a reader takes for one character (Unicode's extended grapheme clusters)."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    return len(split_graphemes(text))


def addresses_count(size: int) -> Length:
    """Code points, of which every address takes *size*, however long it is."""

    def length(text: str) -> int:
        return len(_ADDRESS.sub("x" * size, text))

    return length


def split_graphemes(text: str) -> list[str]:
    """*text* in its extended grapheme clusters; joined they are the text."""
    # Loaded here: one board counts by it, and the others where a title has to be cut.
    import regex

    return regex.findall(r"\X", text)
