"""The word lists of ``terms.toml``, folded, and how known words are found in a text."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from syndicate.content.folding import fold, fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Longer texts are prose: their words are about the job, not about one of its terms.
LONGEST = 300
#: The most words that one entry of the lists has, apostrophes counted as blanks.
_PHRASE = 7


@cache
def _lists() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Section → meaning → its words, folded."""
    import tomllib

    text = Path(__file__).with_name("terms.toml").read_text(encoding="utf-8")
    return {
        section: {meaning: tuple(map(fold, words)) for meaning, words in lists.items()}
        for section, lists in tomllib.loads(text).items()
    }


@cache
def meanings(section: str) -> Mapping[str, str]:
    """Folded word → what it means, for one section of ``terms.toml``."""
    found = {word: meaning for meaning, words in _lists()[section].items() for word in words}
    return MappingProxyType(found)


@cache
def words(section: str, meaning: str) -> frozenset[str]:
    """The folded words of one list of ``terms.toml``."""
    return frozenset(_lists()[section][meaning])


def exact(section: str, text: str) -> str | None:
    """What the whole of *text* means, or ``None``."""
    return meanings(section).get(fold(text)) if len(text) <= LONGEST else None


def spot(section: str, text: str, stop: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """What the known words inside *text* mean, in their order, each once.

    The longest entry wins. A word after a negation (``pas de stage``) does not count, nor does
    anything from the first of *stop* on. Prose (more than 300 characters) means nothing.
    """
    if len(text) > LONGEST:
        return ()
    return tuple(dict.fromkeys(_spotted(meanings(section), fold_words(text), stop)))


def _spotted(
    known: Mapping[str, str], spoken: tuple[str, ...], stop: frozenset[str]
) -> Iterator[str]:
    negations = words("negations", "words")
    at = 0
    while at < len(spoken) and spoken[at] not in stop:
        length, meaning = _longest(known, spoken[at : at + _PHRASE])
        if meaning and negations.isdisjoint(spoken[max(0, at - 2) : at]):
            yield meaning
        at += length


def _longest(known: Mapping[str, str], ahead: tuple[str, ...]) -> tuple[int, str]:
    for length in range(len(ahead), 0, -1):
        if meaning := known.get("".join(ahead[:length])):
            return length, meaning
    return 1, ""
