"""What an offer says it pays: an amount or a range, or terms without a figure.

Money is said of much else: budgets, funding, meal vouchers, the customers' revenue. An amount is
pay when a word for pay is the nearest before it, or right behind it, or when it is gross.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from syndicate.content.folding import fold
from syndicate.content.pay import parse_pay
from syndicate.content.prose.dollars import settled
from syndicate.content.prose.fact import HIGH, Fact, written
from syndicate.content.prose.levels import is_another_level, is_equivalent, range_of
from syndicate.content.prose.money import CURRENCY, amounts, sane
from syndicate.content.prose.recalling import recalled
from syndicate.content.prose.speech import Spoken, has, lists, speak, spotted
from syndicate.content.prose.wage import (
    DOUBTED,
    STATED,
    TERMS,
    Saying,
    around,
    is_of_more,
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
    *("traitement", "unpaid", "tv", "barème", "bareme", "salaries"),
}

#: An amount does not end with one.
_PREPOSITIONS = frozenset(("par", "per", "a", "de", "l", "pro", "im", "al", "p", "before", "/"))
_LONGEST_TERMS, _LONGEST_SENTENCE, _LONGEST_VALUE = 34, 320, 160
_PRO_RATA = ("(", "pro", "rata", ")")
#: How early in a sentence the word for pay stands that the terms are of.
_EARLY = 6
#: The slash of a range: "38/45 k€".
_SLASHED = re.compile(r"(?<=[0-9kK€$£])\s?/\s?(?=[0-9])")
_EUROS = frozenset(("fr", "de", "es", "nl"))
_LEAST_OF_MONTH, _LEAST_OF_YEAR = 400, 10_000
_BY_YEAR = frozenset(("USD", "GBP"))


def find(prose: Prose) -> Iterator[Fact]:
    """The pay, once: an amount before terms; less sure, and the whole range, where several are."""
    language = prose.language
    found = [fact for passage in _passages(prose) for fact in _read(passage, language)]
    paid = [fact for fact in found if _has_figures(fact)]
    if paid:
        best = max(paid, key=lambda fact: fact.confidence)
        rivals = [fact for fact in paid if fact.confidence >= min(best.confidence, HIGH)]
        if len({_sum(fact) for fact in rivals}) > 1:
            best = _of_all(best, rivals, language)
        yield settled(best, prose, DOUBTED)
    elif found:
        yield max(found, key=lambda fact: fact.confidence)


def _passages(prose: Prose) -> Iterator[Passage]:
    """Those that speak of pay, and the lines below a heading that asks for it."""
    for passage in prose.near("pay"):
        yield passage
        if passage.kind == "heading" and fold(passage.heading) in _labels():
            yield from prose.below(passage, 1)


def _of_all(best: Fact, rivals: list[Fact], language: str) -> Fact:
    """*best* with the range of all *rivals*, when they are levels of one job; and doubted."""
    pays = [fact.value for fact in rivals if isinstance(fact.value, Pay)]
    whole = range_of(pays, language)
    doubted = replace(best, confidence=DOUBTED)
    return replace(doubted, value=whole, written=written(whole.text or "")) if whole else doubted


def _has_figures(fact: Fact) -> bool:
    return isinstance(fact.value, Pay) and fact.value.currency is not None


def _sum(fact: Fact) -> tuple[Decimal | None, Decimal | None]:
    return (fact.value.min, fact.value.max) if isinstance(fact.value, Pay) else (None, None)


@recalled
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
        if "other" in label or _is_of_another(speak(passage.label)):
            return
        labelled = "pay" in label or "paid" in label  # "Stage rémunéré : 600 €"
    under = passage.kind != "heading" and fold(passage.heading) in _labels()
    saying = Saying(passage, spoken, cues, labelled, under)
    if has_money and (fact := _amount(saying, language)):
        yield fact
        return
    if labelled:
        # "À déterminer" are words about pay, "n/a" are none.
        terms = "terms" in {cue for _, _, cue in cues}
        states = 2 < len(text) <= _LONGEST_VALUE and (terms or not is_missing(text))
        if states and (confidence := _of_value(spoken, cues, passage.label)):
            yield from _terms(passage, text, confidence)
        return
    if passage.kind in {"item", "sentence", "pair"}:
        if _states_terms(spoken, cues, under=under):
            yield from _terms(passage, text.rstrip(" .;,"), TERMS)
        elif phrase := _phrase(spoken, cues):
            yield from _terms(passage, phrase, TERMS)


def _amount(saying: Saying, language: str) -> Fact | None:
    """The first amount of a passage that is pay, or the range of those for several levels."""
    passage, spoken = saying.passage, saying.spoken
    matches = list(amounts(passage.text))
    for at, match in enumerate(matches):
        confidence, begin = sure(saying, match)
        if not confidence or not (told := _pay(spoken, match, begin, passage.label, language)):
            continue
        pay, guessed = told
        rest = matches[at + 1 :]
        if "rata" in spoken.words and (exact := _by_hour(saying, rest, language)):
            pay = exact
        if guessed or _is_small(pay) or ("payment" in spoken.words and not saying.labelled):
            confidence = min(confidence, DOUBTED)
        # "2 500 € for juniors, 3 200 € for seniors": it is one of them.
        levels = [pay]
        for other in rest:
            rival, first = sure(saying, other)
            told = _pay(spoken, other, first, passage.label, language) if rival else None
            if told and is_another_level(pay, told[0]) and not is_equivalent(spoken, other):
                levels.append(told[0])
        if len(levels) > 1:
            confidence = min(confidence, DOUBTED)
            pay = range_of(levels, language) or pay
        return Fact.of("pay", pay, written(pay.text or ""), passage, confidence)
    return None


def _by_hour(saying: Saying, matches: list[re.Match[str]], language: str) -> Pay | None:
    """What is paid by the hour, of amounts behind a sum that is paid pro rata."""
    for match in matches:
        confidence, begin = sure(saying, match)
        told = confidence and _pay(saying.spoken, match, begin, saying.passage.label, language)
        if told and told[0].period == "hour" and not told[1]:
            return told[0]
    return None


def _is_small(pay: Pay) -> bool:
    """Whether a sum that is paid for no time said is too small for the one that goes unsaid.

    That is a year in pounds and dollars, and may be a month elsewhere.
    """
    most = pay.max or pay.min
    least = _LEAST_OF_YEAR if pay.currency in _BY_YEAR else _LEAST_OF_MONTH
    return pay.period is None and most is not None and most < least


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
        or spoken.words[end : end + 4] == _PRO_RATA
    ):
        end += 4 if spoken.words[end] == "(" else 1
    while end and spoken.words[end - 1] in _PREPOSITIONS:
        end -= 1
    stop = max(match.end(), spoken.spans[end - 1][1]) if end else match.end()
    at = min(spoken.spans[begin][0], match.start()) if begin < len(spoken.spans) else match.start()
    lead = spoken.spans[lead_of(spoken, word_at(spoken, match.start()))][0] if spoken.spans else 0
    for start in dict.fromkeys((at, min(lead, match.start()), match.start())):
        wording = spoken.text[start:stop].strip(" .,;:(")
        wording = _SLASHED.sub("-", wording)
        if wording.count("(") != wording.count(")"):
            wording = wording.replace("(", "").replace(")", "")
        pay = sane(wording)
        if label and (pay is None or pay.period is None):
            # The key has the period: "TJM : 450 €".
            whole = sane(f"{label} : {wording}")
            pay = whole if whole is not None and whole.period else pay
        if pay is not None:
            return pay, False
        if label and (pay := _unsaid_hour(label, spoken, wording)):
            return pay, True
        if language in _EUROS and re.search(r"[0-9] ?[kK]\b", wording):
            guessed = re.sub(r"([0-9]) ?[kK]\b(?!.*[0-9] ?[kK]\b)", r"\1 k€", wording)
            if guessed != wording and (pay := sane(guessed)) is not None:
                return pay, True
    return None


def _unsaid_hour(label: str, spoken: Spoken, wording: str) -> Pay | None:
    """The pay of an hour below a key for pay, where the hour goes unsaid: ``12,30 € brut``."""
    if _WAGES.isdisjoint(speak(label).words):
        return None
    if not _BARE.issuperset([word for word in spoken.words if word.isalpha()]):
        return None  # "25 € par cours"
    pay = sane(f"{wording} / h")
    return replace(pay, period=None, text=wording) if pay and _is_of_hour(pay) else None


def _is_of_hour(pay: Pay) -> bool:
    return pay.period == "hour" and (pay.max or pay.min or 0) < _MOST_OF_HOUR


#: Keys that ask for what work pays, and for nothing else.
_WAGES = frozenset(("salaire", "remuneration", "salary", "pay", "wage", "wages", "gehalt", "lohn"))
_WAGES |= {"salaris", "loon", "salario", "sueldo", "retribucion"}
_MOST_OF_HOUR = 60
#: What a value may hold beside the figure.
_BARE = frozenset(("brut", "bruts", "brute", "net", "nets", "gross", "bruto", "brutto", "netto"))
_BARE |= {"euros", "euro", "eur", "chf", "francs", "pounds", "dollars", "environ", "minimum"}


def _is_of_another(label: Spoken) -> bool:
    """Whether a key asks for what something else than this work is paid: ``Tarif de la salle``."""
    words = label.words
    at = next((at for at, word in enumerate(words) if at and word in _OF), len(words))
    return at < len(words) and not has(label, at, len(words), _LISTS.phrases("of", "own"))


_OF = frozenset(("of", "for", "de", "du", "des", "d", "der", "van", "voor", "para"))


def _of_value(spoken: Spoken, cues: list[tuple[int, int, str]], label: str) -> float:
    """How surely a value without a figure, below *label*, says how the work is paid; 0 for not.

    "Selon profil" and "grade 6" do; meal vouchers, a pension and a laptop are no pay, and "see our
    site" says nothing of it.
    """
    kinds = [cue for _, _, cue in cues]
    first = cues[0][0] if cues else len(spoken.words)
    if kinds[:1] == ["other"] or has(spoken, 0, first, _LISTS.phrases("benefits")):
        return 0
    if {"terms", "paid", "grade"}.intersection(kinds):
        return STATED
    if kinds:
        return TERMS
    return 0 if is_of_more(label) else DOUBTED


def _goes_on(spoken: Spoken, at: int) -> bool:
    return at + 1 < len(spoken.words) and spoken.words[at + 1] in around("after")


def _states_terms(spoken: Spoken, cues: list[tuple[int, int, str]], *, under: bool) -> bool:
    """Whether the words say on what terms this job is paid, without a figure."""
    if len(spoken.words) > _LONGEST_TERMS:
        return False
    told = [cue for cue in cues if cue[2] not in {"terms", "grade"}]
    terms = [begin for begin, _, cue in cues if cue in {"terms", "paid"}]
    if under and not told and terms and terms[0] <= 1:
        return True  # "Selon profil", below the heading "Salaire"
    if not told or not terms:
        return False
    begin, end, cue = told[0]
    return cue != "other" and begin <= _EARLY and any(-4 <= at - end <= 14 for at in terms)


def _phrase(spoken: Spoken, cues: list[tuple[int, int, str]]) -> str:
    """``a competitive salary`` of a long sentence that says more than that; or empty."""
    for (first, last, one), (begin, end, other) in pairwise(cues):
        near = begin - last <= 1 and {one, other} == {"pay", "terms"}
        offers = not _OFFERS.isdisjoint(spoken.words[max(0, first - 8) : first])
        if near and offers and not any(word in ".;!?," for word in spoken.words[last:begin]):
            extended = end + 1 if spoken.words[end : end + 1] in _NOUNS else end
            return spoken.between(first, extended)
    return ""


#: The employer offers what stands after these.
_OFFERS = frozenset(
    ("offer", "offers", "offered", "offering", "proposons", "offrons", "propose")
) | {
    *("receive", "bieten", "ofrecemos", "bieden", "recevrez", "beneficiez", "get"),
    *("include", "includes"),
}
_NOUNS = {("package",), ("range",), ("brute",), ("brut",)}


def _terms(passage: Passage, text: str, confidence: float) -> Iterator[Fact]:
    try:
        pay = parse_pay(text)
    except ValueError:
        return
    if pay.currency is None and pay.text == text:
        if is_missing(text):  # front matter takes it for no value
            yield Fact.of("pay", pay, "", passage, min(confidence, TERMS))
        else:
            yield Fact.of("pay", pay, written(text), passage, confidence)
