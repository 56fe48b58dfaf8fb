"""Text without what nobody can see and not every format can hold."""

from __future__ import annotations

import re

#: Control characters but tab and line ends, halves of surrogate pairs, and what Unicode promises
#: never to be a character. XML has no place for most of them: one makes a whole feed unreadable.
#: It would bear the controls from U+0080 on; nobody means those, they are letters of Windows-1252
#: that were taken for Latin-1.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
#: All other characters. That a text has no others is told in half the time that one is looked for.
_HELD = re.compile("[\t\n\r -~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
# What the last word of a key says when its value must not be read by others.
_SECRET_WORDS = frozenset(
    (
        "key",
        "apikey",
        "secret",
        "token",
        "password",
        "passwd",
        "passphrase",
        "pass",
        "credential",
        "credentials",
        "authorization",
        "bearer",
    )
)


def clean(text: str) -> str:
    """*text* without :data:`CONTROL`: what XML, JSON and UTF-8 can hold."""
    if text.isprintable() or _HELD.fullmatch(text):  # as nearly all are
        return text
    return CONTROL.sub("", text)


def is_secret(key: str) -> bool:
    """Whether the value of *key*, in the table of a board, must not be read by others."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key)
    parts = re.split(r"[^a-z]+", name.lower())
    return bool(parts) and parts[-1] in _SECRET_WORDS and "public" not in parts
