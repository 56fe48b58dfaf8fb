"""Days, months and looser moments inside a sentence: ``1er septembre 2026``, ``fin juillet``."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from syndicate.content.dates import is_weekday, month_of, parse_month, parse_when
from syndicate.content.prose.speech import lists, speak

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from syndicate.content.prose.speech import Phrases, Spoken

_LISTS = lists("moment")
_FIGURES = re.compile(
    r"(?<![\w/.-])(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|([0-9]{1,2})([/.-])[0-9]{1,2}\2(?:[0-9]{4}|2[0-9])"
    r"|[0-9]{1,2}/[0-9]{4}|[0-9]{1,2}/(?:0[1-9]|1[0-2]))(?![\w/-]|[.,][0-9])"
)
#: "04/05/26": the year is short.
_SHORT_YEAR = re.compile(r"([0-9]{1,2}([/.-])[0-9]{1,2}\2)(2[0-9])")
_DAY_AND_MONTH = re.compile(r"([0-9]{1,2})/([0-9]{2})")
_DAY = re.compile(r"([0-9]{1,2})(?:er|re|st|nd|rd|th|o|eme)?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
#: A day without a year is the next one after the offer's own day; none is planned so far ahead.
_AHEAD, _BEHIND = timedelta(days=240), timedelta(days=45)


class Moment(NamedTuple):
    """A moment that the words from *begin* to *end* name.

    A ``day`` has its year; a ``yearless`` one is the next *day_of_month* of *month*; a ``month``
    has a year (and a *day*, its first, when the words of another moment tell the year); of others
    only the words are known, and a ``slip`` says two things at once.
    """

    begin: int
    end: int
    kind: Literal["day", "yearless", "month", "words", "slip"]
    day: date | None = None
    month: int = 0
    day_of_month: int = 0

    def after(self, posted: date | None) -> date | None:
        """The day that is meant in an offer of the day *posted*; None when nobody can know."""
        if self.kind == "day" or posted is None:
            return self.day
        if self.kind != "yearless":
            return None
        days = (self._in(year) for year in (posted.year, posted.year + 1))
        return next((day for day in days if day and posted <= day <= posted + _AHEAD), None)

    def shortly_before(self, posted: date | None) -> date | None:
        """The day just before *posted* that is meant: offers get new dates, and keep their text."""
        if posted is None or self.kind not in {"day", "yearless"}:
            return None
        days = (self.day,) if self.day else map(self._in, (posted.year, posted.year - 1))
        return next((day for day in days if day and posted - _BEHIND <= day < posted), None)

    def within(self, year: int, month: int) -> Moment:
        """This moment, of which *month* is known, in *year*."""
        if self.kind == "yearless" and (day := self._in(year)):
            return self._replace(kind="day", day=day)
        plain = self.kind == "words" and self.end - self.begin == 1
        return self._replace(kind="month", day=date(year, month, 1)) if plain else self

    def _in(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day_of_month)
        except ValueError:  # the 29th of February of most years
            return None


def moments(spoken: Spoken, language: str) -> Iterator[Moment]:
    """The moments that *spoken* names, in their order; ``juillet ou septembre`` is one."""
    found = _named(spoken, language)
    at = 0
    while at < len(found):
        begin, end = found[at].begin, found[at].end
        one = found[at]
        while at + 1 < len(found) and _joined(spoken, found[at], found[at + 1]):
            at += 1
            end = found[at].end
        yield one if end == one.end else Moment(begin, end, "words")
        at += 1


def spans(spoken: Spoken, language: str, to: Phrases) -> Iterator[tuple[Moment, Moment]]:
    """Two moments with a dash or one of *to* between them: ``janvier à mai 2026``.

    The first has the year of the second when it has none of its own.
    """
    found = _named(spoken, language)
    for one, other in pairwise(found):
        between = spoken.words[one.end : other.begin]
        if between and is_weekday(between[-1]):
            between = between[:-1]
        dashed = len(between) == 1 and between[0] in DASHES
        if not between or not (
            dashed or any(rest == between[1:] for rest, _ in to.get(between[0], ()))
        ):
            continue
        month, last = _month_in(spoken, one), _month_in(spoken, other)
        # "Septembre – octobre" is a choice.
        if not month or not last or (dashed and abs(last - month) < 2):
            continue
        if one.kind in {"words", "yearless"} and (year := _year_in(spoken, other)):
            yield one.within(year if month <= last else year - 1, month), other
        else:
            yield one, other


#: What stands between the ends of a span, without words.
DASHES = frozenset(("-", "–", "—"))


def _month_in(spoken: Spoken, one: Moment) -> int:
    months = (month_of(word) for word in spoken.words[one.begin : one.end])
    return one.month or (one.day.month if one.day else 0) or next(filter(None, months), 0)


def _year_in(spoken: Spoken, one: Moment) -> int:
    years = (word for word in spoken.words[one.begin : one.end] if _YEAR.fullmatch(word))
    return one.day.year if one.day else int(next(years, 0))


def _joined(spoken: Spoken, one: Moment, other: Moment) -> bool:
    """Whether two moments are a choice of one: ``septembre/octobre 2026``."""
    between = spoken.words[one.end : other.begin]
    if not between:
        return {one.kind, other.kind} <= {"month", "words"}
    return between[0] in _OR and len(between) <= 2 and all(word in _WITH_OR for word in between)


#: "Premier trimestre 2026".
_COUNTED = frozenset(("premier", "deuxieme", "troisieme", "quatrieme", "first", "second", "third"))
#: What is left of "1<sup>er</sup>".
_ORDINAL = frozenset(("er", "st", "nd", "rd", "th", "ter", "ten", "e"))
_OR = frozenset(("ou", "or", "oder", "o", "of", "/", "–", "-"))
_WITH_OR = _OR | {"au", "le", "the", "du", "den", "dem", "am", "im", "in", "en", "on", "el"}


@lru_cache(maxsize=64)
def _named(spoken: Spoken, language: str) -> tuple[Moment, ...]:
    """The moments in *spoken*, one by one; two kinds of facts look at the same sentence."""
    return tuple(_each(spoken, language))


def _each(spoken: Spoken, language: str) -> Iterator[Moment]:
    words, at = spoken.words, 0
    figures = {match.start(): match for match in _FIGURES.finditer(spoken.text)}
    spans, loose = (spoken.spans if figures else ()), _loose()
    while at < len(words):
        begin = spans[at][0] if figures else -1
        if begin in figures:
            moment = _in_figures(spoken, at, figures[begin], language)
        elif words[at][0].isdigit() or words[at] in loose or month_of(words[at]):
            moment = _in_words(spoken, at, language)
        else:
            moment = None
        if moment is None:
            at += 1
        else:
            yield moment
            at = moment.end


def _in_figures(spoken: Spoken, at: int, match: re.Match[str], language: str) -> Moment | None:
    end = at
    while end < len(spoken.words) and spoken.spans[end][0] < match.end():
        end += 1
    if parse_month(match[0]):
        return Moment(at, end, "month")
    if short := _DAY_AND_MONTH.fullmatch(match[0]):
        # Which of the two is the month, English leaves open.
        sure = language != "en" and 1 <= int(short[1]) <= 31
        return Moment(at, end, "yearless", None, int(short[2]), int(short[1])) if sure else None
    day = _read(match[0], language)
    return Moment(at, end, "day", day) if day else None


def _read(text: str, language: str) -> date | None:
    if short := _SHORT_YEAR.fullmatch(text):
        text = f"{short[1]}20{short[3]}"
    try:
        when = parse_when(text, UTC, language)
    except ValueError:
        return None
    return when.date() if isinstance(when, datetime) else when


def _in_words(spoken: Spoken, at: int, language: str) -> Moment | None:
    words = spoken.words
    if kind := _loose().get(words[at]):
        return _loosely(spoken, at, kind, language)
    day = _day_of_month(words[at])
    if day:
        after = at + 1
        if words[after : after + 1] and words[after] in _ORDINAL:
            after += 1
        if words[after : after + 1] in {("de",), ("of",), (".",)}:
            after += 1
        if not (month := _month(words, after, beside_day=True)):
            return None
        return _dated(spoken, at, after + 1, month, day)
    if not (month := _month(words, at, beside_day=False)):
        return None
    after = at + 2 if words[at + 1 : at + 2] == (".",) else at + 1
    day = _day_of_month(words[after]) if after < len(words) else 0
    if day and (language == "en" or _year_after(words, after + 1)[1]):
        return _dated(spoken, at, after + 1, month, day)
    end, year = _year_after(words, at + 1)
    return Moment(at, end, "month" if year else "words")


def _dated(spoken: Spoken, begin: int, end: int, month: int, day: int) -> Moment | None:
    end, year = _year_after(spoken.words, end)
    if not year:
        return Moment(begin, end, "yearless", None, month, day)
    try:
        exact = date(year, month, day)
    except ValueError:
        return None
    if begin and is_weekday(spoken.words[begin - 1]):
        # A weekday that the calendar contradicts: one of the two is a slip, and who knows which.
        agreed = _read(spoken.between(begin - 1, end), "")
        return Moment(begin, end, "day", exact) if agreed else Moment(begin, end, "slip")
    return Moment(begin, end, "day", exact)


def _loosely(spoken: Spoken, at: int, kind: str, language: str) -> Moment | None:
    """``fin juillet``, ``mi-septembre 2026``, ``rentrée 2026``, ``Q1 2026``."""
    words, after = spoken.words, at + 1
    while after < len(words) and words[after] in _between():
        after += 1
    if kind != "year" and _month(words, after, beside_day=True):
        if language == "en" and words[after + 1 :] and _day_of_month(words[after + 1]):
            return None  # "beginning August 16, 2026" is a day
        if words[at] == "rentree" and _year_after(words, after + 1)[1]:
            return None  # "rentrée de septembre 2026" is that month
        return Moment(at, _year_after(words, after + 1)[0], "words")
    if kind == "part":
        return None
    end, year = _year_after(words, after)
    if year:
        counted = at > 0 and (_DAY.fullmatch(words[at - 1]) or words[at - 1] in _COUNTED)
        return Moment(at - 1 if counted else at, end, "words")
    return Moment(at, at + 1, "words") if kind == "alone" else None


@cache
def _loose() -> Mapping[str, str]:
    return {
        speak(word).words[0]: kind
        for kind, phrases in _LISTS.raw("loose").items()
        for word in phrases
    }


@cache
def _between() -> frozenset[str]:
    return frozenset(speak(word).words[0] for word in _LISTS.raw("between")["part"])


def _day_of_month(word: str) -> int:
    match = _DAY.fullmatch(word)
    return int(match[1]) if match and 1 <= int(match[1]) <= 31 else 0


def _month(words: tuple[str, ...], at: int, *, beside_day: bool) -> int:
    """The month that stands at *at*; a short word is one only beside figures."""
    if at >= len(words) or not (month := month_of(words[at])):
        return 0
    if len(words[at]) > 3 and words[at] not in _SHORT:
        return month
    after = at + 2 if words[at + 1 : at + 2] == (".",) else at + 1
    beside = after < len(words) and words[after][:1].isdigit()
    led = at > 0 and words[at - 1] in _LEADS
    return month if beside or beside_day or (led and words[at] in {"mai", "may", "mei"}) else 0


#: Abbreviations, which are names and words as well.
_SHORT = frozenset(("sept", "janv", "juil", "fevr"))
_LEADS = frozenset(("in", "from", "since", "en", "im", "ab", "vanaf", "de", "of", "until", "by"))


def _year_after(words: tuple[str, ...], at: int) -> tuple[int, int]:
    """Where the year at *at* ends, after a comma, a full stop or "de", and which it is."""
    skip = at
    if words[skip : skip + 1] in {(",",), (".",), ("de",), ("del",), ("of",)}:
        skip += 1
    if skip < len(words) and _YEAR.fullmatch(words[skip]):
        return skip + 1, int(words[skip])
    return at, 0
