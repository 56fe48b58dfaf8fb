"""Whether an amount in running text is what the work pays, and how surely."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.folding import fold, fold_words
from syndicate.content.prose.fact import HIGH
from syndicate.content.prose.speech import is_of_facts, lists

if TYPE_CHECKING:
    from syndicate.content.prose.passage import Passage
    from syndicate.content.prose.speech import Spoken

_LISTS = lists("pay")
#: After a key; said with a word for pay; gross; terms alone; euros left unsaid, or one of two.
STATED, SAID, GROSS, TERMS, DOUBTED = 0.98, HIGH, HIGH, 0.9, 0.85
#: How many words may stand between a word for pay and its amount, and behind an amount.
_FAR, _BEHIND = 16, 3
#: The same where pay is the subject of the sentence, one of its first words.
_SUBJECT, _FIRST = 28, 2
#: In a longer sentence an amount may be gross and somebody else's.
_LONG = 24
#: The same of a line that lists facts.
_LONG_LINE = 48
#: How many words may stand beside an amount alone in a title, and in a line.
_LONG_TITLE, _FEW, _FEWER = 12, 4, 2


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
    if nearest and nearest[2] == "gets":
        # "Vous toucherez un public large : 20 000 €" is no pay.
        nearest = (nearest[0], nearest[1], "pay") if nearest[1] >= lead else None
    follower = _follower(spoken, last, behind)
    if follower == "other":
        return 0, 0
    tail = [word for word in spoken.words[last : last + 8] if word not in _MARKS][: _BEHIND + 1]
    is_gross = not around("wage").isdisjoint(tail)
    is_timed = not around("timed").isdisjoint(tail)
    if nearest and first - nearest[1] <= _FAR and not _ended(spoken, nearest[1], first):
        parted = _parted(spoken, nearest[1], first)
        if nearest[2] == "grade":
            paid = SAID if is_gross or is_timed else 0
            return (STATED if labelled else paid), lead
        if nearest[2] == "other":
            # "Rémunération selon grille (budget formation : 1 000 €)": it is the budget's.
            return (STATED, lead) if labelled and parted else (0, 0)
        near = first - nearest[1] <= 9 and not parted
        return (STATED if labelled else SAID), lead_of(spoken, nearest[0]) if near else lead
    if labelled:
        return STATED, lead
    if follower == "pay":
        return SAID, lead
    if is_gross:
        return (GROSS if len(spoken.words) <= _LONG else DOUBTED), lead
    if not around("likely").isdisjoint(tail) and len(spoken.words) <= _LONG:
        return DOUBTED, lead
    if under and passage.kind in {"item", "sentence", "pair"} and not passage.label:
        return (SAID if lead <= 1 and not is_of_more(passage.heading) else TERMS), lead
    if nearest and is_timed and _is_subject(spoken, nearest, first):
        return DOUBTED, lead
    return _alone(saying, match[0], lead, last, is_timed=is_timed), lead


def _is_subject(spoken: Spoken, cue: tuple[int, int, str], first: int) -> bool:
    """Whether pay is what the sentence before the word *first* is about.

    "The pay is flexible …, but we expect it to be $20 an hour."
    """
    begin, end, kind = cue
    far = first - end > _SUBJECT
    return kind == "pay" and begin <= _FIRST and not far and not _ended(spoken, end, first)


def _alone(saying: Saying, amount: str, lead: int, last: int, *, is_timed: bool) -> float:
    """How surely an amount is pay that nearly nothing stands beside: ``42-50 k€ selon profil``."""
    passage, spoken, cues, _, _ = saying
    in_thousands = re.search(r"[kK](?:\s?[€$£]|\b)", amount) is not None
    if not in_thousands and not is_timed and not _LARGE.search(amount):
        return 0
    if passage.kind == "title":
        beside = len(spoken.words) - (last - lead)
        return 0 if beside > _LONG_TITLE else (SAID if _SIGNED.search(amount) else DOUBTED)
    terms = min((begin for begin, _, cue in cues if cue == "terms" and begin >= last), default=-1)
    # "€50k + equity": what comes on top is said to be no part of it.
    top = next((at for at in range(last, len(spoken.words)) if spoken.words[at] in _ON_TOP), None)
    rest = [at for at, _, cue in cues if cue != "terms" and (top is None or at < top)]
    if rest or passage.label:
        return 0
    begin, end = 0, len(spoken.words)
    if passage.kind != "item":
        # In a sentence it begins, or is a part of its own: "Part-time. $14/hr. Evenings."
        part = next(((one, two) for one, two in spoken.parts() if one == lead), None)
        longest = _LONG_LINE if is_of_facts(spoken) else _LONG
        if part is None or len(spoken.words) > longest or (lead and spoken.words[lead - 1] == ":"):
            return 0
        begin, end = part if lead else (0, end)
    end = max(end, last)
    end = min(at for at in (end, terms, top) if at is not None and at >= last)
    known = around("before") | around("after")
    extra = [
        word
        for at, word in enumerate(spoken.words[begin:end], begin)
        if word[0].isalnum() and not lead <= at < last and word not in known
    ]
    if len(extra) > (_FEW if in_thousands and passage.kind == "item" else _FEWER):
        return 0
    # Of a large sum alone any other word may say what it is: "£20,000 raised".
    if not in_thousands and not is_timed and extra and terms < 0:
        return 0
    return TERMS if terms >= 0 else DOUBTED


def is_of_more(heading: str) -> bool:
    """Whether *heading* promises more than pay: ``Salaire et avantages``."""
    return not _MORE.isdisjoint(fold_words(heading))


_MORE = frozenset(
    ("avantages", "benefits", "perks", "package", "vorteile", "benefices", "arbeitsvoorwaarden")
)
#: So much is no voucher: five digits.
_LARGE = re.compile(r"[1-9][0-9][ .,'’\u00a0\u202f]?[0-9]{3}(?![0-9])")
_SIGNED = re.compile(r"[€$£][0-9., ]*[kK]|[kK]\s?[€$£]|[€$£].*[kK]\b")
_ON_TOP = frozenset(("+", "plus"))
_MARKS = frozenset("()[]-–—")


def word_at(spoken: Spoken, index: int) -> int:
    """The first word that begins at or after *index* of the text."""
    return bisect_left(spoken.spans, (index, 0))


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
    """Whether a sentence ends between two words; "20,400.50" ends none."""
    words = spoken.words
    return any(
        words[at] in ".;!?"
        and not (words[at] == "." and spoken.spans[at][1] == spoken.spans[at + 1][0])
        for at in range(begin, end)
    )


def _parted(spoken: Spoken, begin: int, end: int) -> bool:
    return any(word in "()[]|•" or word == "," for word in spoken.words[begin:end])
