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
from syndicate.content.prose.wage import (
    DOUBTED,
    STATED,
    TERMS,
    Saying,
    around,
    lead_of,
    sure,
    word_at,
)
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

#: An amount does not end with one.
_PREPOSITIONS = frozenset(("par", "per", "a", "de", "l", "pro", "im", "al", "p", "before", "/"))
_LONGEST_TERMS, _LONGEST_SENTENCE, _LONGEST_VALUE = 34, 260, 160
_EUROS = frozenset(("fr", "de", "es", "nl"))


def find(prose: Prose) -> Iterator[Fact]:
    """The pay, once: an amount before terms; less sure where amounts differ."""
    found = [fact for passage in prose.near("pay") for fact in _read(passage, prose.language)]
    amounts = [fact for fact in found if _has_figures(fact)]
    if amounts:
        best = max(amounts, key=lambda fact: fact.confidence)
        sums = {_sum(fact) for fact in amounts if fact.confidence >= min(best.confidence, HIGH)}
        yield best if len(sums) == 1 else replace(best, confidence=DOUBTED)
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
    saying = Saying(passage, spoken, cues, labelled, under)
    matches = list(amounts(text)) if has_money else []
    for at, match in enumerate(matches):
        confidence, begin = sure(saying, match)
        if confidence and (pay := _pay(spoken, match, begin, passage.label, language)):
            if pay[1]:
                confidence = min(confidence, DOUBTED)
            for other in matches[at + 1 :]:
                # "2 500 € for juniors, 3 200 € for seniors": which of them is it?
                rival, first = sure(saying, other)
                told = _pay(spoken, other, first, passage.label, language) if rival else None
                if told and _is_another_level(pay[0], told[0]):
                    confidence = min(confidence, DOUBTED)
            yield Fact.of("pay", pay[0], written(pay[0].text or ""), passage, confidence)
            return
    if labelled:
        if 2 < len(text) <= _LONGEST_VALUE and not is_missing(text):
            yield from _terms(passage, text, STATED)
        return
    if passage.kind in {"item", "sentence", "pair"} and _states_terms(spoken, cues):
        yield from _terms(passage, text.rstrip(" .;,"), TERMS)


def _is_another_level(one: Pay, other: Pay) -> bool:
    """Whether both may be paid for the same work, and are not the same for another period."""
    if one.currency != other.currency or {one.period, other.period} - {None, one.period}:
        return False
    least, more = one.min or one.max, other.min or other.max
    return least is not None and more is not None and least < more < 3 * least


@cache
def _labels() -> frozenset[str]:
    return frozenset(fold(phrase) for phrase in _LISTS.raw("labels")["pay"])


def _pay(
    spoken: Spoken, match: re.Match[str], begin: int, label: str, language: str
) -> tuple[Pay, bool] | None:
    """The pay whose wording begins with the word *begin*; and whether its currency is a guess."""
    end = word_at(spoken, match.end())
    while end < len(spoken.words) and (
        spoken.words[end] in around("after")
        or (spoken.words[end] in {"/", "."} and _goes_on(spoken, end))
    ):
        end += 1
    while end and spoken.words[end - 1] in _PREPOSITIONS:
        end -= 1
    stop = max(match.end(), spoken.spans[end - 1][1]) if end else match.end()
    at = min(spoken.spans[begin][0], match.start()) if begin < len(spoken.spans) else match.start()
    lead = spoken.spans[lead_of(spoken, word_at(spoken, match.start()))][0] if spoken.spans else 0
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
    return at + 1 < len(spoken.words) and spoken.words[at + 1] in around("after")


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


def _terms(passage: Passage, text: str, confidence: float) -> Iterator[Fact]:
    try:
        pay = parse_pay(text)
    except ValueError:
        return
    if pay.currency is None and pay.text == text:
        yield Fact.of("pay", pay, written(text), passage, confidence)
