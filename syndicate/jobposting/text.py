"""Text that every reader of JSON and HTML can take.

Not that of ``syndicate.text``, which drops what is not a character: here come texts of anybody's
making too, a program's offers and a board's answers. Emoji in two halves are made whole, damage
stays to be seen as U+FFFD, and carriage returns go.
"""

from __future__ import annotations

from functools import lru_cache

# In UTF-8 these bytes stand for themselves and are part of nothing else.
_CONTROL = bytes([*range(0x09), *range(0x0B, 0x20), 0x7F])
# To put blanks in their place is quicker than to take them away.
_BLANKED = bytes.maketrans(_CONTROL, b" " * len(_CONTROL))


def clean(text: str) -> str:
    """*text* without control characters other than tab and line feed; always encodable.

    Halves of surrogate pairs are joined where they meet, and U+FFFD where they are alone.
    """
    if spotless(text) is not None:
        return text
    return whole(text).encode().translate(None, _CONTROL).decode()


@lru_cache(maxsize=16)
def spotless(text: str) -> bytes | None:
    """*text* in UTF-8 when ``clean`` has nothing to do; None for any other.

    Remembered for a moment: the JobPosting of an offer and its page ask for the same body.
    """
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        return None
    return encoded if encoded.translate(_BLANKED) == encoded else None


def line(text: str | None) -> str | None:
    """*text* cleaned, on one line; None when nothing is left."""
    if not text:
        return None
    if text.isprintable() and "  " not in text:
        return text.strip() or None
    return " ".join(clean(text).split()) or None


def whole(text: str) -> str:
    """*text* with its surrogate halves joined or replaced by U+FFFD; always encodable."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
