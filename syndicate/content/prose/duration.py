"""How long the contract lasts: ``duration_months``."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content import terms
from syndicate.content.dates import month_of
from syndicate.content.folding import fold
from syndicate.content.prose.cues import keys
from syndicate.content.prose.fact import HIGH, Fact
from syndicate.content.prose.recalling import recalled
from syndicate.content.prose.speech import asks, has, key_of, lists, speak, spotted, table
from syndicate.content.vocabulary import meanings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.content.prose.passage import Passage
    from syndicate.content.prose.prose import Prose
    from syndicate.content.prose.speech import Phrases, Spoken

_LISTS = lists("duration")
TRIGGERS = frozenset(_LISTS.raw("triggers")["words"])

_STATED, _SAID, _BRIEF, _DOUBTED = 0.98, HIGH, 0.8, 0.6
_LONGEST_VALUE = 120
#: A line that lists facts has no more words.
_SHORT = 12
#: No contract that an offer states is longer; more years are those of a career, or of a house.
_LONGEST = Decimal(72)
_UNITS = frozenset(("year", "month", "week"))
_WEEKS = {"fr": "semaines", "de": "Wochen", "es": "semanas", "nl": "weken"}
_MONTHS = {"fr": "mois", "de": "Monate", "es": "meses", "nl": "maanden"}


class _Length(NamedTuple):
    """A length of time: its words from *begin*, to after the unit, to after what follows it."""

    begin: int
    unit: int
    end: int


def find(prose: Prose) -> Iterator[Fact]:
    """The length, once; several that differ leave a doubt, and a range is no length."""
    found: list[Fact] = []
    vague = False
    for passage in prose.near("duration"):
        for months, confidence in _stated(passage):
            if months is None:
                vague = True
            elif 0 < months <= _LONGEST:
                written = _written(months, prose.language)
                if terms.duration_months(written) == months:
                    # Two weeks are more often those of a course than of a contract.
                    sure = confidence if months >= 1 else min(confidence, _BRIEF)
                    found.append(Fact.of("duration_months", months, written, passage, sure))
    if not found:
        return
    best = max(found, key=lambda fact: fact.confidence)
    if vague or len({fact.value for fact in found}) > 1:
        best = replace(best, confidence=_DOUBTED)
    yield best


def _written(months: Decimal, language: str) -> str:
    """``6 mois``; what weeks come to that are no month stays weeks, as people say it."""
    if months % 1:
        weeks = f"{round(months * 52 / 12)} {_WEEKS.get(language, 'weeks')}"
        if terms.duration_months(weeks) == months:
            return weeks
    return f"{months:f} {_MONTHS.get(language, 'months')}"


@recalled
def _stated(passage: Passage) -> Iterator[tuple[Decimal | None, float]]:
    """The months that *passage* says; None for a range or a bound."""
    spoken = speak(passage.text)
    key = key_of(passage)
    asked = _asks(key)
    begin = 0
    if passage.label and not asked and _is_of_others(passage.label):
        # "Salary: £28,000. Contract: 10 months": what follows another key is not of the first.
        begin = spoken.words.index(":") if ":" in spoken.words else len(spoken.words)
    if (
        asked
        and len(passage.text) <= _LONGEST_VALUE
        and not has(spoken, 0, len(spoken.words), _LISTS.phrases("others", "after"))
    ):
        length = next(_lengths(spoken), None)
        if (
            length is not None
            and length.begin <= 6
            and not _is_of_another(spoken, length.begin, length.unit)
        ):
            yield _months(spoken, length), _STATED
            return
    for first, end, months in spotted(spoken, _LISTS.phrases("spelled")):
        if first >= begin and not _is_of_another(spoken, first, end):
            yield Decimal(months), _SAID
    title = passage.kind == "title"
    for length in _lengths(spoken):
        if length.begin < begin or _is_of_another(spoken, length.begin, length.unit):
            continue
        if title and _in_title(spoken, length):
            yield _months(spoken, length), _STATED
        elif _is_framed(spoken, length):
            yield _months(spoken, length), _SAID


@cache
def _labels() -> frozenset[str]:
    return frozenset(map(fold, _LISTS.raw("labels")["duration"]))


@lru_cache(maxsize=1024)
def _asks(label: str) -> bool:
    spoken = speak(label)
    begin, words = 0, spoken.words
    for _, end, _ in spotted(spoken, _frames("plain")):
        # "Durée du projet" asks for that of the project.
        begin = end if not _OF.isdisjoint(words[end:]) else begin
    if any(
        asks(key, "duration_months") or asks(key, "employment") or key in _labels()
        for key in (keys(label) if not begin else (fold(label),))
    ):
        return True
    # A key that names the contract has its length: "Fixed-term contract: 10 months".
    return has(spoken, begin, len(words), _frames("before")) and not _is_of_others(label)


_OF = frozenset(("du", "de", "d", "des", "of", "der", "des", "van", "del"))


@lru_cache(maxsize=1024)
def _is_of_others(label: str) -> bool:
    spoken = speak(label)
    return _speaks_of_others(spoken, 0, len(spoken.words))


def _speaks_of_others(spoken: Spoken, begin: int, end: int) -> bool:
    """Whether a word of another topic stands there: "projet", but not "contrat de projet"."""
    if not has(spoken, begin, end, _LISTS.phrases("clause", "other")):
        return False
    return not has(spoken, begin, end, _LISTS.phrases("clause", "own")) or any(
        meaning == "other" and begin <= first and last <= end
        for first, last, meaning in spotted(spoken, _topics())
    )


@cache
def _topics() -> Phrases:
    known = _LISTS.raw("clause")
    return table((phrase, kind) for kind in ("own", "other") for phrase in known[kind])


def _is_of_another(spoken: Spoken, begin: int, end: int) -> bool:
    """Whether the clause speaks of experience, a trial period, history and the like."""
    words = spoken.words
    first, after = spoken.clause(begin)
    # A length in brackets belongs to the words before them.
    if first and words[first - 1] == "(" and first > 1:
        first = spoken.clause(first - 2)[0]
    # A bound makes a length vague, and what comes after it may be an extension.
    if _speaks_of_others(spoken, first, begin) or has(
        spoken, end, min(end + 3, after), _LISTS.phrases("others", "after")
    ):
        return True
    # "After a first talk, we offer a contract of 6 months": the length is not what it is after.
    part = max((at + 1 for at in range(first, begin) if words[at] == ","), default=first)
    if part > first and has(spoken, part, begin, _frames("before")):
        first = part
    return has(spoken, first, begin, _LISTS.phrases("clause", "when"))


def _in_title(spoken: Spoken, length: _Length) -> bool:
    """``Stage 6 mois``, ``Data analyst (6 mois)``, ``Two-year freelance position``."""
    if has(spoken, length.begin - 6, length.begin, _frames("before")) or has(
        spoken, length.unit, length.unit + 5, _frames("after")
    ):
        return True
    unit = spoken.words[length.unit - 1]
    return meanings("units").get(unit) == "month" and any(
        begin == length.begin and end == length.unit for begin, end in spoken.parts()
    )


def _is_framed(spoken: Spoken, length: _Length) -> bool:
    begin, end, words = length.begin, length.unit, spoken.words
    first, after = spoken.clause(begin)
    bracketed = first > 1 and words[first - 1] == "("
    # "Du 4 mai au 4 septembre 2026 (4 mois)", "…, soit 4 mois": of all that stands before.
    if has(spoken, max(first, begin - 3), begin, _frames("namely")) or (
        bracketed and _ends_a_date(words[first - 2])
    ):
        whole = spoken.clause(first - 2)[0] if bracketed else first
        return has(spoken, whole, begin, _frames("before"))
    if bracketed:
        first = max(0, first - 5)
    if has(spoken, max(first, begin - 5), begin, _frames("before")):
        return True
    if _in_list(spoken, begin, end):
        return True
    if has(spoken, end, min(end + 4, after), _frames("after")):
        return True
    led = has(spoken, max(first, begin - 3), begin, _frames("lead"))
    return led and has(spoken, first, begin, _frames("wide"))


def _in_list(spoken: Spoken, begin: int, end: int) -> bool:
    """Whether a short line lists the contract, and the length as a fact of its own."""
    if len(spoken.words) > _SHORT or (begin, end) not in spoken.parts():
        return False
    return has(spoken, 0, begin, _frames("before"))


def _ends_a_date(word: str) -> bool:
    return month_of(word) is not None or (len(word) == 4 and word.isdigit())


def _frames(key: str) -> Phrases:
    return _LISTS.phrases("frames", key)


def _lengths(spoken: Spoken) -> Iterator[_Length]:
    """Every length of time in *spoken*: a number or a range, and a unit."""
    words, numbers, units, last = spoken.words, meanings("numbers"), _units(), 0
    if units.isdisjoint(words):
        return
    for end, unit in enumerate(words):
        if unit not in units or end < last:
            continue
        begin = end
        # Also the two ends of a range, and one number twice: in letters, and in figures.
        while begin > last and end - begin < 5:
            word = words[begin - 1]
            if word == "." and _is_point(spoken, begin - 1):
                begin -= 2
                continue
            # Four digits are the year of a date: "2026 (8 mois)".
            if not ((word.isdigit() and len(word) < 4) or word in numbers or word in _BETWEEN):
                break
            begin -= 1
        while begin < end and words[begin] in _BETWEEN:
            begin += 1
        if begin < end:
            # The half of a year, or the months, that follow it belong to it.
            last = min(end + 4, len(words)) if words[end + 1 : end + 2] in _AND else end + 1
            yield _Length(begin, end + 1, last)


def _is_point(spoken: Spoken, at: int) -> bool:
    """Whether the full stop at *at* is that of ``3.5``."""
    if at < 1 or not spoken.words[at - 1].isdigit():
        return False
    spans = spoken.spans
    return spans[at - 1][1] == spans[at][0] and spans[at][1] == spans[at + 1][0]


@cache
def _units() -> frozenset[str]:
    """The words for years, months and weeks; "5 m" and "3 y" are too short to be sure."""
    units = meanings("units")
    return frozenset(word for word, unit in units.items() if unit in _UNITS and len(word) > 1)


_BETWEEN = frozenset(
    ("a", "to", "ou", "or", "of", "oder", "bis", "tot", "o", "-", "–", "/", "(", ")", ",")
)


_AND = {("et",), ("and",), ("y",), ("und",), ("en",)}


def _months(spoken: Spoken, length: _Length) -> Decimal | None:
    """The months of *length*, with "et demi" after it; None when words beside it bound it."""
    begin, unit, end = length
    first, after = spoken.clause(begin)
    if begin and spoken.words[begin - 1] == "+":
        return None  # "1 + 3 years"
    if has(spoken, max(first, begin - 3), begin, _bounds()) or has(
        spoken, unit, min(unit + 2, after), _bounds()
    ):
        return None
    if end > unit and (months := terms.duration_months(spoken.between(begin, end))):
        return months
    return terms.duration_months(_once(spoken, begin, unit, spoken.between(begin, unit)))


def _once(spoken: Spoken, begin: int, end: int, text: str) -> str:
    """*text* without the second writing of one number: ``six (6) mois``."""
    words = spoken.words[begin:end]
    if "(" in words and words[2:3] and meanings("numbers").get(words[0], words[0]) == words[2]:
        return f"{words[2]} {words[-1]}"
    return text


def _bounds() -> Phrases:
    return _LISTS.phrases("others", "bounds")
