"""Text without what nobody can see and not every format can hold."""

from __future__ import annotations

import re

#: Control characters but tab and line ends, halves of surrogate pairs, and what Unicode promises
#: never to be a character. XML has no place for most of them: one makes a whole feed unreadable.
#: It would bear the controls from U+0080 on; nobody means those, they are letters of Windows-1252
#: that were taken for Latin-1.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """*text* without :data:`CONTROL`: what XML, JSON and UTF-8 can hold."""
    return CONTROL.sub("", text)
