"""What a part of a title says that is not the name of the job: contract, hours, time, place."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from syndicate.content.dates import month_of
from syndicate.content.folding import fold, fold_words
from syndicate.content.gazetteer import country_code, region_country
from syndicate.content.prose.address import place
from syndicate.content.prose.place_words import is_everyday
from syndicate.content.prose.speech import lists
from syndicate.content.vocabulary import meanings

if TYPE_CHECKING:
    from collections.abc import Mapping

_LISTS = lists("board_title")
_NUMBER = re.compile(r" ?\((?:[0-9]{2,3}|2[AB])\)$")


@cache
def noise(name: str) -> frozenset[str]:
    """One of the lists of words that are no name of a job, folded."""
    return frozenset(fold(phrase) for phrase in _LISTS.raw("noise")[name])


@cache
def _terms() -> Mapping[str, str]:
    """Folded words of contract, hours and workplace, and what else a title holds beside its job."""
    found = dict(meanings("employment")) | dict(meanings("schedule")) | dict(meanings("workplace"))
    found |= dict.fromkeys(noise("words"), "noise")
    return found | dict.fromkeys(noise("filler"), "filler")


@cache
def _sorted_terms() -> list[str]:
    return sorted(_terms())


@lru_cache(maxsize=4096)
def _begins_term(word: str) -> bool:
    known = _sorted_terms()
    at = bisect_left(known, word)
    return at < len(known) and known[at].startswith(word)


@lru_cache(maxsize=512)
def is_droppable(part: str, language: str) -> bool:
    """Whether *part* of a title says nothing but contract, time, place and the like."""
    words = fold_words(part)
    said = at = 0
    known = _terms()
    while at < len(words):
        longest = min(5, len(words) - at) if _begins_term(words[at]) else 0
        for length in range(longest, 0, -1):
            meaning = known.get("".join(words[at : at + length]))
            if meaning:
                said += meaning != "filler"
                at += length
                break
        else:
            word = words[at]
            if not (word[0].isdigit() or month_of(word) is not None):
                return bool(language) and is_place(part, language)
            said += 1
            at += 1
    return said > 0 or not words


def is_place(part: str, language: str) -> bool:
    part = part.strip()
    if country_code(part):
        return True
    if not part[:1].isupper() or is_everyday(part):
        return False
    found, at = place(part, 0, language) or (None, 0)
    if found is None:
        return region_country(_NUMBER.sub("", part), None, None) is not None
    while found and at < len(part):
        rest = re.match(r"\s*(?:[,/&-]|ou|or|et|and)\s*", part[at:])
        after = place(part, at + rest.end(), language) if rest else None
        if after is None or rest is None:
            rest = re.match(
                r"\s*\(?(?:[0-9]{2,5}|[0-9]{1,2} ?(?:e|ème|er)|[A-Z]{2})\)?$", part[at:]
            )
            words = part[at:].strip(" ,()-–")
            return rest is not None or not words or is_droppable(words, "")
        at = after[1]
    return found is not None
