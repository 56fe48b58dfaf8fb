"""The words that facts are known by, and the words of a text to look for them among.

Words are bytes: most texts have no characters but those of ``cp1252``, where each is one byte, and
one table makes their letters small and parts their words. Other texts are taken in UTF-8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What parts words, beside all of ASCII that is no letter, digit or line end: what a reader's
#: keyboard or word processor writes, and all other blanks.
_ALSO_PARTING = (
    "’‘“”«»…–—·•\xa0\u202f\x85\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u2028\u2029\u205f\u3000"
)
#: Signs of money, and the one in the middle of a mail address, are words.
_SIGNS = "$€£@"
_SMALL, _LARGE = "cp1252", "utf-8"


def _parting(byte: int, encoding: str) -> int:
    """What stands for *byte* of a text: a blank if it parts words, the small letter of a large."""
    try:
        letter = bytes((byte,)).decode(encoding)
    except UnicodeDecodeError:  # no character, or a part of one
        return byte
    if letter in _ALSO_PARTING or not (byte > 127 or letter.isalnum() or letter in "$@\n"):
        return 32
    return letter.lower().encode(encoding)[0]


_OF_SMALL, _OF_LARGE = (
    bytes([_parting(byte, encoding) for byte in range(256)]) for encoding in (_SMALL, _LARGE)
)
#: The word that every passage holds which links to an address of the web or for mail.
LINK = "https"
#: At the end of a name: its word counts only in a key, a heading or a short line; or only where a
#: figure stands in the same block.
IN_KEY, BY_FIGURE = ":", "#"
_MARKS = IN_KEY + BY_FIGURE


class Triggers:
    """Words in small letters, and the names of what is worth a look where they stand.

    *names* of a word may have the mark of a condition at their end (``IN_KEY``, ``BY_FIGURE``).
    """

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        #: Each word as texts may have it, and as it was given.
        self.spelled = {code: word for word in names for code in _codes(word)}
        self.words = frozenset(self.spelled)
        self.names = {
            code: tuple([name.rstrip(_MARKS) for name in names[word]])
            for code, word in self.spelled.items()
        }
        #: The conditions of words that never count without one.
        self.conditions = {
            code: marks
            for code, word in self.spelled.items()
            if (marks := "".join([name[-1] for name in names[word]])) and not marks.strip(_MARKS)
        }


def _codes(word: str) -> set[bytes]:
    """The bytes of *word* in texts of either kind."""
    try:
        return {word.encode(_SMALL), word.encode(_LARGE)}
    except UnicodeEncodeError:
        return {word.encode(_LARGE)}


def words(text: str) -> bytes:
    """*text* in small letters, with blanks for all but letters, digits, a few signs and line ends.

    Its words are those of ``Triggers`` as bytes.
    """
    for sign in _SIGNS:
        if sign in text:
            text = text.replace(sign, f" {sign} ")
    if text.isascii():
        return text.encode().translate(_OF_LARGE)
    try:
        return text.replace("\u202f", " ").encode(_SMALL).translate(_OF_SMALL)
    except UnicodeEncodeError:
        text = text.lower()
        for mark in _ALSO_PARTING:
            text = text.replace(mark, " ")
        return text.encode(_LARGE, "replace").translate(_OF_LARGE)
