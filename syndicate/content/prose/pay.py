"""What an offer says it pays: an amount or a range, or terms without a figure.

Money is said of much else: budgets, funding, meal vouchers, the customers' revenue. An amount is
pay when a word for pay is the nearest before it, or right behind it, or when it is gross.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from syndicate.content.folding import fold
from syndicate.content.pay import parse_pay
from syndicate.content.prose.fact import HIGH, Fact, written
from syndicate.content.prose.money import CURRENCY, amounts, sane
from syndicate.content.prose.speech import Spoken, lists, speak, spotted
from syndicate.content.terms import is_missing
from syndicate.offer import Pay

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from syndicate.content.prose.passage import Passage
    from syndicate.content.prose.prose import Prose

_LISTS = lists("pay")
_SIGNS = ("€", "$", "£")
#: Words for pay that stand alone; every longer phrase holds one of them.
TRIGGERS = frozenset(
    phrase
    for phrases in (*map(_LISTS.raw("cues").get, ("pay", "paid")), _LISTS.raw("labels")["pay"])
    for phrase in phrases or ()
    if phrase.isalpha()
) | {
    *(*_SIGNS, "euros", "euro", "eur", "chf", "remuneration", "tjm", "taux", "indemnité"),
    "traitement",
}

#: After a key; said with a word for pay; gross; terms alone; euros left unsaid, or one of two.
_STATED, _SAID, _GROSS, _TERMS, _DOUBTED = 0.98, HIGH, HIGH, 0.9, 0.85

#: An amount does not end with one.
_PREPOSITIONS = frozenset(("par", "per", "a", "de", "l", "pro", "im", "al", "p", "before", "/"))
#: How many words may stand between a word for pay and its amount, and behind an amount.
_FAR, _BEHIND = 16, 3
_LONGEST_TERMS, _LONGEST_SENTENCE, _LONGEST_VALUE = 34, 260, 160
_EUROS = frozenset(("fr", "de", "es", "nl"))


def find(prose: Prose) -> Iterator[Fact]:
    """The pay, once: an amount before terms; less sure where amounts differ."""
    found = [fact for passage in prose.near("pay") for fact in _read(passage, prose.language)]
    amounts = [fact for fact in found if _has_figures(fact)]
    if amounts:
        best = max(amounts, key=lambda fact: fact.confidence)
        sums = {_sum(fact) for fact in amounts if fact.confidence >= min(best.confidence, HIGH)}
        yield best if len(sums) == 1 else replace(best, confidence=_DOUBTED)
    elif found:
        yield max(found, key=lambda fact: fact.confidence)


def _has_figures(fact: Fact) -> bool:
    return isinstance(fact.value, Pay) and fact.value.currency is not None


def _sum(fact: Fact) -> tuple[Decimal | None, Decimal | None]:
    return (fact.value.min, fact.value.max) if isinstance(fact.value, Pay) else (None, None)


def _read(passage: Passage, language: str) -> Iterator[Fact]:
    text = passage.text
    if len(text) > 1200 or "{" in text:
        return
    has_money = CURRENCY.search(text) is not None
    if not has_money and not passage.label and len(text) > _LONGEST_SENTENCE:
        return
    spoken = speak(text)
    cues = list(spotted(spoken, _LISTS.phrases("cues")))
    labelled = bool(passage.label) and fold(passage.label) in _labels()
    if passage.label and not labelled:
        label = {cue for _, _, cue in spotted(speak(passage.label), _LISTS.phrases("cues"))}
        if "other" in label:
            return
        labelled = "pay" in label
    under = passage.kind != "heading" and fold(passage.heading) in _labels()
    matches = list(amounts(text)) if has_money else []
    for at, match in enumerate(matches):
        sure, begin = _sure(passage, spoken, cues, match, labelled=labelled, under=under)
        if sure and (pay := _pay(spoken, match, begin, passage.label, language)):
            if pay[1]:
                sure = min(sure, _DOUBTED)
            for other in matches[at + 1 :]:
                # "2 500 € for juniors, 3 200 € for seniors": which of them is it?
                rival, first = _sure(passage, spoken, cues, other, labelled=labelled, under=under)
                told = _pay(spoken, other, first, passage.label, language) if rival else None
                if told and _is_another_level(pay[0], told[0]):
                    sure = min(sure, _DOUBTED)
            yield Fact.of("pay", pay[0], written(pay[0].text or ""), passage, sure)
            return
    if labelled:
        if 2 < len(text) <= _LONGEST_VALUE and not is_missing(text):
            yield from _terms(passage, text, _STATED)
        return
    if passage.kind in {"item", "sentence", "pair"} and _states_terms(spoken, cues):
        yield from _terms(passage, text.rstrip(" .;,"), _TERMS)


def _is_another_level(one: Pay, other: Pay) -> bool:
    """Whether both may be paid for the same work, and are not the same for another period."""
    if one.currency != other.currency or {one.period, other.period} - {None, one.period}:
        return False
    least, more = one.min or one.max, other.min or other.max
    return least is not None and more is not None and least < more < 3 * least


@cache
def _labels() -> frozenset[str]:
    return frozenset(fold(phrase) for phrase in _LISTS.raw("labels")["pay"])


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in _LISTS.raw("around")[name])


def _sure(
    passage: Passage,
    spoken: Spoken,
    cues: list[tuple[int, int, str]],
    match: re.Match[str],
    *,
    labelled: bool,
    under: bool,
) -> tuple[float, int]:
    """How surely the amount *match* is pay, and the word that its wording begins with."""
    first = _word_at(spoken, match.start())
    last = _word_at(spoken, match.end())
    before = [cue for cue in cues if cue[1] <= first and cue[2] != "terms"]
    behind = [cue for cue in cues if last <= cue[0] <= last + _BEHIND + 2 and cue[2] != "terms"]
    nearest = before[-1] if before else None
    lead = _lead(spoken, first)
    follower = _follower(spoken, last, behind)
    if follower == "other":
        return 0, 0
    is_gross = not _words("wage").isdisjoint(spoken.words[last : last + _BEHIND + 1])
    if nearest and first - nearest[1] <= _FAR and not _ended(spoken, nearest[1], first):
        if nearest[2] == "other" and labelled and _parted(spoken, nearest[1], first):
            return _STATED, lead
        if nearest[2] == "other":
            # "Rémunération selon grille (budget formation : 1 000 €)": it is the budget's.
            return 0, 0
        near = first - nearest[1] <= 9 and not _parted(spoken, nearest[1], first)
        return (_STATED if labelled else _SAID), _lead(spoken, nearest[0]) if near else lead
    if labelled:
        return _STATED, lead
    if follower == "pay":
        return _SAID, lead
    if is_gross:
        return _GROSS, lead
    if under and passage.kind in {"item", "sentence", "pair"} and not passage.label:
        return _TERMS, lead
    if passage.kind in {"title", "item"} and len(spoken.words) - (last - lead) <= 4 + 8 * (
        passage.kind == "title"
    ):
        if passage.kind == "title" and re.search(r"[kK]\s?[€$£]", match[0]):
            return _SAID, lead
        return (_DOUBTED, lead) if re.search(r"[kK](?:\s?[€$£]|\b)", match[0]) else (0, 0)
    return 0, 0


def _word_at(spoken: Spoken, index: int) -> int:
    """The first word that begins at or after *index* of the text."""
    spans = spoken.spans
    return next((i for i, (begin, _) in enumerate(spans) if begin >= index), len(spans))


def _lead(spoken: Spoken, first: int) -> int:
    """The first of the words right before an amount that belong to it: ``à partir de``."""
    begin = first
    while begin > 0 and first - begin < 4 and spoken.words[begin - 1] in _words("before"):
        begin -= 1
    return begin


def _follower(spoken: Spoken, last: int, behind: list[tuple[int, int, str]]) -> str:
    """What the words right behind an amount say it is: ``de budget``, ``de salaire``."""
    skipped = _words("after") | {
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


def _pay(
    spoken: Spoken, match: re.Match[str], begin: int, label: str, language: str
) -> tuple[Pay, bool] | None:
    """The pay whose wording begins with the word *begin*; and whether its currency is a guess."""
    end = _word_at(spoken, match.end())
    while end < len(spoken.words) and (
        spoken.words[end] in _words("after")
        or (spoken.words[end] in {"/", "."} and _goes_on(spoken, end))
    ):
        end += 1
    while end and spoken.words[end - 1] in _PREPOSITIONS:
        end -= 1
    stop = max(match.end(), spoken.spans[end - 1][1]) if end else match.end()
    at = min(spoken.spans[begin][0], match.start()) if begin < len(spoken.spans) else match.start()
    lead = spoken.spans[_lead(spoken, _word_at(spoken, match.start()))][0] if spoken.spans else 0
    for start in dict.fromkeys((at, min(lead, match.start()), match.start())):
        wording = spoken.text[start:stop].strip(" .,;:(")
        if wording.count("(") != wording.count(")"):
            wording = wording.replace("(", "").replace(")", "")
        pay = sane(wording)
        if label and (pay is None or pay.period is None):
            # The key has the period: "TJM : 450 €".
            whole = sane(f"{label} : {wording}")
            pay = whole if whole is not None and whole.period else pay
        if pay is not None:
            return pay, False
        if language in _EUROS and re.search(r"[0-9] ?[kK]\b", wording):
            guessed = re.sub(r"([0-9]) ?[kK]\b(?!.*[0-9] ?[kK]\b)", r"\1 k€", wording)
            if guessed != wording and (pay := sane(guessed)) is not None:
                return pay, True
    return None


def _goes_on(spoken: Spoken, at: int) -> bool:
    return at + 1 < len(spoken.words) and spoken.words[at + 1] in _words("after")


def _states_terms(spoken: Spoken, cues: list[tuple[int, int, str]]) -> bool:
    """Whether the words say on what terms this job is paid, without a figure."""
    if len(spoken.words) > _LONGEST_TERMS:
        return False
    told = [cue for cue in cues if cue[2] != "terms"]
    terms = [begin for begin, _, cue in cues if cue in {"terms", "paid"}]
    if not told or not terms:
        return False
    begin, end, cue = told[0]
    return cue != "other" and begin <= 6 and any(-4 <= at - end <= 14 for at in terms)


def _terms(passage: Passage, text: str, sure: float) -> Iterator[Fact]:
    try:
        pay = parse_pay(text)
    except ValueError:
        return
    if pay.currency is None and pay.text == text:
        yield Fact.of("pay", pay, written(text), passage, sure)
