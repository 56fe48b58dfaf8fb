"""Spellings that mean one word: case, accents, blanks, hyphens and punctuation folded away."""

from __future__ import annotations

import re
import unicodedata
from itertools import filterfalse

from syndicate.content.memo import remembered

#: Letters that Unicode does not take apart, as people type them without the right keyboard.
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
#: The accents of nearly all letters, once they are characters of their own.
_ACCENTS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
_NOT_ASCII_WORD = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """*text* in lower case, without accents; blanks and punctuation stay."""
    return text.lower() if text.isascii() else _unaccented(text)


@remembered
def _unaccented(text: str) -> str:
    lower = unicodedata.normalize("NFKD", text).casefold()
    bare = _ACCENTS.sub("", lower)
    if bare.isascii():  # as most are; the rest of the way changes nothing in them
        return bare
    # Twice, because lower case can come out of a decomposition (㎒) and the other way round.
    lower = unicodedata.normalize("NFKD", lower)
    bare = "".join(filterfalse(unicodedata.combining, lower))
    return bare.translate(_LIGATURES)


@remembered
def fold(text: str) -> str:
    """The key under which *text* is looked up: its letters and digits, in :func:`plain` form.

    ``available-when``, ``Available when`` and ``availableWhen`` fold to one key, ``Télétravail``
    to ``teletravail``. Folding twice changes nothing. Punctuation alone folds to nothing.
    """
    lower = plain(text)
    if lower.isascii():
        return _NOT_ASCII_WORD.sub("", lower)
    return "".join(filter(str.isalnum, lower))


@remembered
def fold_words(text: str) -> tuple[str, ...]:
    """The words of *text*, each folded, in order: ``Dès que possible !`` → ``des que possible``."""
    return tuple(_WORD.findall(plain(text)))
