"""Whether an amount in running text is what the work pays, and how surely."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.folding import fold
from syndicate.content.prose.fact import HIGH
from syndicate.content.prose.speech import lists

if TYPE_CHECKING:
    from syndicate.content.prose.passage import Passage
    from syndicate.content.prose.speech import Spoken

_LISTS = lists("pay")
#: After a key; said with a word for pay; gross; terms alone; euros left unsaid, or one of two.
STATED, SAID, GROSS, TERMS, DOUBTED = 0.98, HIGH, HIGH, 0.9, 0.85
#: How many words may stand between a word for pay and its amount, and behind an amount.
_FAR, _BEHIND = 16, 3


class Saying(NamedTuple):
    """A passage about money: its words, and where those of pay and of other money stand.

    ``labelled`` when its key asks for pay, ``under`` when the heading above it does.
    """

    passage: Passage
    spoken: Spoken
    cues: list[tuple[int, int, str]]
    labelled: bool
    under: bool


@cache
def around(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in _LISTS.raw("around")[name])


def sure(saying: Saying, match: re.Match[str]) -> tuple[float, int]:
    """How surely the amount *match* is pay, and the word that its wording begins with."""
    passage, spoken, cues, labelled, under = saying
    first = word_at(spoken, match.start())
    last = word_at(spoken, match.end())
    before = [cue for cue in cues if cue[1] <= first and cue[2] != "terms"]
    behind = [cue for cue in cues if last <= cue[0] <= last + _BEHIND + 2 and cue[2] != "terms"]
    nearest = before[-1] if before else None
    lead = lead_of(spoken, first)
    follower = _follower(spoken, last, behind)
    if follower == "other":
        return 0, 0
    is_gross = not around("wage").isdisjoint(spoken.words[last : last + _BEHIND + 1])
    if nearest and first - nearest[1] <= _FAR and not _ended(spoken, nearest[1], first):
        if nearest[2] == "other" and labelled and _parted(spoken, nearest[1], first):
            return STATED, lead
        if nearest[2] == "other":
            # "Rémunération selon grille (budget formation : 1 000 €)": it is the budget's.
            return 0, 0
        near = first - nearest[1] <= 9 and not _parted(spoken, nearest[1], first)
        return (STATED if labelled else SAID), lead_of(spoken, nearest[0]) if near else lead
    if labelled:
        return STATED, lead
    if follower == "pay":
        return SAID, lead
    if is_gross:
        return GROSS, lead
    if under and passage.kind in {"item", "sentence", "pair"} and not passage.label:
        return TERMS, lead
    if passage.kind in {"title", "item"} and len(spoken.words) - (last - lead) <= 4 + 8 * (
        passage.kind == "title"
    ):
        if passage.kind == "title" and re.search(r"[kK]\s?[€$£]", match[0]):
            return SAID, lead
        return (DOUBTED, lead) if re.search(r"[kK](?:\s?[€$£]|\b)", match[0]) else (0, 0)
    return 0, 0


def word_at(spoken: Spoken, index: int) -> int:
    """The first word that begins at or after *index* of the text."""
    spans = spoken.spans
    return next((i for i, (begin, _) in enumerate(spans) if begin >= index), len(spans))


def lead_of(spoken: Spoken, first: int) -> int:
    """The first of the words right before an amount that belong to it: ``à partir de``."""
    begin = first
    while begin > 0 and first - begin < 4 and spoken.words[begin - 1] in around("before"):
        begin -= 1
    return begin


def _follower(spoken: Spoken, last: int, behind: list[tuple[int, int, str]]) -> str:
    """What the words right behind an amount say it is: ``de budget``, ``de salaire``."""
    skipped = around("after") | {
        "/",
        "en",
        "pour",
        "of",
        "for",
        "in",
        "als",
        "voor",
        "annual",
        "(",
        "d",
    }
    at = last
    while at < len(spoken.words) and spoken.words[at] in skipped:
        at += 1
    for begin, _, cue in behind:
        if last <= begin <= at:
            return "pay" if cue == "paid" else cue
    return ""


def _ended(spoken: Spoken, begin: int, end: int) -> bool:
    return any(word in ".;!?" for word in spoken.words[begin:end])


def _parted(spoken: Spoken, begin: int, end: int) -> bool:
    return any(word in "()[]|•" or word == "," for word in spoken.words[begin:end])
