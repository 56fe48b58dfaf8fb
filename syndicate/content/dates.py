"""Days and instants as people write them, in five languages."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING

from syndicate.content.folding import fold
from syndicate.content.memo import remembered_with

if TYPE_CHECKING:
    from collections.abc import Iterable

    from syndicate.offer import When

FIRST_YEAR, LAST_YEAR = 1990, 2100

#: No date is longer; what is longer is not looked at, whatever its size.
_LONGEST = 64
_WRITE = "write it as 2026-03-01, or with a time as 2026-03-01 14:30 +0100"


def _index(rows: Iterable[str], first: int) -> dict[str, int]:
    return {word: number for number, row in enumerate(rows, first) for word in row.split()}


_MONTHS = _index(
    (
        "january januar januari janvier enero janner jan janv ene",
        "february februar februari fevrier febrero feber feb fev fevr febr",
        "march marz maerz mars marzo maart mar mrz mrt",
        "april avril abril apr avr abr",
        "may mai mayo mei",
        "june juin juni junio jun",
        "july juillet juli julio jul juil",
        "august aout agosto augustus aug ago",
        "september septembre septiembre setiembre sept sep set",
        "october octobre octubre oktober oct okt",
        "november novembre noviembre nov",
        "december decembre diciembre dezember dec dez dic",
    ),
    1,
)
_WEEKDAYS = _index(
    (
        "monday lundi montag lunes maandag mon lun mo ma",
        "tuesday mardi dienstag martes dinsdag tue tues mar di",
        "wednesday mercredi mittwoch miercoles woensdag wed mer mie mi wo",
        "thursday jeudi donnerstag jueves donderdag thu thur thurs jeu jue do",
        "friday vendredi freitag viernes vrijdag fri ven vie fr vr",
        "saturday samedi samstag sonnabend sabado zaterdag sat sam sab sa za",
        "sunday dimanche sonntag domingo zondag sun dim dom so zo",
    ),
    0,
)
#: In English, whatever the machine's locale.
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ARTICLES = frozenset(["le", "the", "el", "on", "am", "den", "der", "op", "de"])
#: Hours east of Greenwich. Names that two parts of the world read differently (IST) are left out.
_ZONES = {
    **dict.fromkeys(("z", "utc", "gmt", "ut", "wet"), 0),
    **dict.fromkeys(("cet", "mez", "bst", "west"), 1),
    **dict.fromkeys(("cest", "mesz", "eet"), 2),
    **dict.fromkeys(("eest",), 3),
    "edt": -4,
    "est": -5,
    "cdt": -5,
    "cst": -6,
    "mdt": -6,
    "mst": -7,
    "pdt": -7,
    "pst": -8,
}
_DAY_FIRST = frozenset(("fr", "de", "es", "nl"))
_DAY_FIRST_REGIONS = frozenset(("gb", "ie", "au", "nz", "in", "za"))

_LETTERS = r"[^\W\d_]+"
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.]) ?([0-9]{1,2})\2 ?([0-9]+)(?![0-9])")
_DAY_MONTH = re.compile(
    rf"([0-9]{{1,2}})(?:er|re|st|nd|rd|th|o|\.)?[ -]*(?:(?:de|of) )?({_LETTERS})\.?"
    r",?[ -]*(?:del? )?([0-9]{4})(?![0-9])"
)
_MONTH_DAY = re.compile(rf"({_LETTERS})\.? ([0-9]{{1,2}})(?:st|nd|rd|th)?,? ([0-9]{{4}})(?![0-9])")
_SHELL = re.compile(
    rf"({_LETTERS}) ([0-9]{{1,2}}) ([0-9]{{1,2}}:[0-9:]+)(?: ([a-z]+))? ([0-9]{{4}})", re.IGNORECASE
)
_NO_YEAR = re.compile(
    rf"[0-9]{{1,2}}(?:er|re|st|nd|rd|th|o|\.)?[ -]*(?:(?:de|of) )?({_LETTERS})\.?"
    rf"|({_LETTERS})\.? [0-9]{{1,2}}(?:st|nd|rd|th)?"
)
_FIRST_WORD = re.compile(rf"({_LETTERS})\.?,? ")
_MONTH_ONLY = re.compile(
    rf"(?:([0-9]{{4}})[-/.]([0-9]{{1,2}})|([0-9]{{1,2}})[-/.]([0-9]{{4}})"
    rf"|({_LETTERS})\.?,? (?:de |del |of )?([0-9]{{4}}))"
)
_TIME = re.compile(
    r"(?:T(?=[0-9]{2})|,? ?(?:- )?(?:à |a las |at |um |om )?)"
    r"(?:(?<=T)([0-9]{2})([0-9]{2})([0-9]{2})?(?![0-9:])"
    r"|([0-9]{1,2})(?:(?::| ?h ?|\.)([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?|(?= ?[a-z])))"
    r" ?((?:am|pm|a\.m\.|p\.m\.|uhr|uur|heures|h)(?![a-z]))?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:utc|gmt)?([+-])([0-9]{1,2})(?::?([0-9]{2}))?", re.IGNORECASE)
_ZONE_NAME = re.compile(r"[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_-]+){1,2}")

#: How most site generators write an instant.
_STAMP = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} [+-](?:0[0-9]|1[0-4]):?[0-5][0-9]"
)

_FILE_DAY = re.compile(r"([0-9]{4})([-_])([0-9]{2})\2([0-9]{2})(?:[-_. ]+(.*))?", re.DOTALL)
_FILE_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})[-_. ]+(.*)", re.DOTALL)
_FILE_MONTH = re.compile(r"([0-9]{4})[-_]([0-9]{2})[-_. ]+(.*)", re.DOTALL)


def parse_when(text: str, zone: tzinfo, language: str = "") -> When:
    """The day or the instant that *text* states; an instant without a zone is in *zone*.

    An instant has a fixed offset, so instants always compare truly. A time that the clocks of
    *zone* skip moves forward with them; one that they show twice is the first. *language* is the
    offer's (a BCP 47 tag): ``03/04/2017`` is the 3rd of April in French and refused in English.

    Raises ``ValueError``, with a sentence that says what to write.
    """
    return _stamped(text) or read_when(text, zone, language)


def _stamped(text: str) -> datetime | None:
    """What :func:`read_when` says of most instants; None when that must be asked."""
    if not _STAMP.fullmatch(text):
        return None
    try:
        instant = datetime.fromisoformat(text[:19] + text[20:])
    except ValueError:
        return None
    return instant if FIRST_YEAR <= instant.year <= LAST_YEAR else None


@remembered_with
def read_when(text: str, zone: tzinfo, language: str = "") -> When:
    """What :func:`parse_when` says of *text*, whatever its shape."""
    stated = _tidy(text)
    day, rest = _day(stated, language)
    return _instant(day, rest, zone, stated) if rest else day


def parse_month(text: str) -> str | None:
    """``2026-09`` for ``septembre 2026``, ``09/2026`` or ``2026-09``; else ``None``."""
    if len(text) > _LONGEST:
        return None
    match = _MONTH_ONLY.fullmatch(" ".join(text.split()))
    if not match:
        return None
    year = int(match[1] or match[4] or match[6])
    month = _MONTHS.get(fold(match[5]), 0) if match[5] else int(match[2] or match[3])
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    return f"{year:04}-{month:02}"


def month_of(word: str) -> int | None:
    """The number of the month that *word*, folded, names: ``sept`` → 9."""
    return _MONTHS.get(word)


def is_weekday(word: str) -> bool:
    """Whether *word*, folded, names a day of the week in full."""
    return len(word) > 4 and word in _WEEKDAYS


def split_file_name(stem: str) -> tuple[date | None, str]:
    """The day that begins a file's name, and the name without it.

    ``2017-05-23-offre`` and ``20170523-offre`` begin with a day. ``2022-03-offre`` begins with a
    month: that is cut from the name, and is no day. The name is never cut to nothing, and a
    prefix that no calendar knows stays.
    """
    match = _FILE_DAY.fullmatch(stem)
    if match and (day := _calendar(match[1], match[3], match[4])):
        return day, match[5] or stem
    match = _FILE_COMPACT.fullmatch(stem)
    if match and match[4] and (day := _calendar(match[1], match[2], match[3])):
        return day, match[4]
    match = _FILE_MONTH.fullmatch(stem)
    # Digits after it would be a day that the calendar refused, or a number of the file's own.
    if match and match[3] and not match[3][0].isdigit() and _calendar(match[1], match[2], "1"):
        return None, match[3]
    return None, stem


def _tidy(text: str) -> str:
    """One line of *text*; refuses what is too long to be a date before looking at it."""
    if len(text) > _LONGEST:
        raise ValueError(f"{text[:20]!r}… ({len(text)} characters) is not a date; {_WRITE}")
    stated = " ".join(unicodedata.normalize("NFKC", text).split())
    if match := _SHELL.search(stated):  # what the shell's `date` and `git log` print
        month, day, clock, name, year = match.groups(default="")
        stated = f"{day} {month} {year} {clock} {name}{stated[match.end() :]}".strip()
    return stated


def _day(stated: str, language: str) -> tuple[date, str]:
    """The day that begins *stated*, and what follows it."""
    rest, weekday = stated, None
    for _ in range(4):
        if (match := _any_day(rest, stated, language)) is not None:
            day, end = match
            _agree(day, weekday, stated)
            return day, rest[end:].strip()
        first = _FIRST_WORD.match(rest)
        word = fold(first[1]) if first else ""
        if not first or (word not in _WEEKDAYS and word not in _ARTICLES):
            break
        weekday = _WEEKDAYS.get(word, weekday)
        rest = rest[first.end() :]
    if parse_month(stated):
        raise ValueError(f"{stated!r} names a month and no day; {_WRITE}")
    if (yearless := _NO_YEAR.fullmatch(rest)) and fold(yearless[1] or yearless[2]) in _MONTHS:
        raise ValueError(f"{stated!r} names no year; {_WRITE}")
    raise ValueError(f"{stated!r} is not a date; {_WRITE}")


def _any_day(rest: str, stated: str, language: str) -> tuple[date, int] | None:
    if match := _YEAR_FIRST.match(rest):
        return _exact(match[1], match[3], match[4], stated), match.end()
    if match := _COMPACT.match(rest):
        return _exact(match[1], match[2], match[3], stated), match.end()
    if match := _YEAR_LAST.match(rest):
        return _numeric(match, stated, language), match.end()
    if (match := _DAY_MONTH.match(rest)) and (month := _MONTHS.get(fold(match[2]))):
        return _exact(match[3], month, match[1], stated), match.end()
    if (match := _MONTH_DAY.match(rest)) and (month := _MONTHS.get(fold(match[1]))):
        return _exact(match[3], month, match[2], stated), match.end()
    return None


def _numeric(match: re.Match[str], stated: str, language: str) -> date:
    """A day in figures with the year last: which of the other two is the month?"""
    first, mark, second, year = int(match[1]), match[2], int(match[3]), match[4]
    if len(year) != 4:
        raise ValueError(f"the year of {stated!r} does not have four digits; {_WRITE}")
    primary, _, region = language.replace("_", "-").lower().partition("-")
    if second > 12 >= first and mark != ".":
        return _exact(year, first, second, stated)
    if mark == "." or first > 12 or first == second or primary in _DAY_FIRST:
        return _exact(year, second, first, stated)
    if primary == "en" and region in _DAY_FIRST_REGIONS:
        return _exact(year, second, first, stated)
    if primary == "en" and region == "us":
        return _exact(year, first, second, stated)
    raise ValueError(
        f"{stated!r} can be two days: write {year}-{second:02}-{first:02} or "
        f"{year}-{first:02}-{second:02}"
    )


def _exact(year: str | int, month: str | int, day: str | int, stated: str) -> date:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise ValueError(f"the year of {stated!r} is not in {FIRST_YEAR} to {LAST_YEAR}; {_WRITE}")
    if (exact := _calendar(year, month, day)) is None:
        raise ValueError(f"{stated!r} is not in the calendar; {_WRITE}")
    return exact


def _calendar(year: str | int, month: str | int, day: str | int) -> date | None:
    """That day, when there is one and its year is one of ours."""
    try:
        exact = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return exact if FIRST_YEAR <= exact.year <= LAST_YEAR else None


def _agree(day: date, weekday: int | None, stated: str) -> None:
    if weekday is not None and weekday != day.weekday():
        raise ValueError(
            f"{stated!r} contradicts itself: {day} is a {_DAY_NAMES[day.weekday()]}; "
            f"write the day alone, as {day}"
        )


def _instant(day: date, rest: str, zone: tzinfo, stated: str) -> datetime:
    """The instant on *day* that *rest* states."""
    match = _TIME.match(rest)
    if not match:
        raise ValueError(f"{rest!r} in {stated!r} is not a time of day; {_WRITE}")
    hour, minute, second = (int(match[i] or match[i + 3] or 0) for i in (1, 2, 3))
    micro = int((match[7] or "0")[:6].ljust(6, "0"))
    hour = _hour(hour, fold(match[8] or ""), rest, bare=match[1] is None and match[5] is None)
    tz = _zone(rest[match.end() :].strip(), stated)
    try:
        # 24:00 is the end of the day in ISO 8601 and on German and Dutch notices.
        ends = (hour, minute, second, micro) == (24, 0, 0, 0)
        clock = time(0 if ends else hour, minute, second, micro)
        begins = datetime.combine(day + timedelta(days=int(ends)), clock)
        return _fixed(begins, tz or zone)
    except (ValueError, OverflowError):
        raise ValueError(f"{stated!r} has no such time of day; {_WRITE}") from None


def _hour(hour: int, mark: str, rest: str, *, bare: bool) -> int:
    """*hour* on a clock of 24; an hour without minutes needs a word that makes it one."""
    if bare and not mark:
        raise ValueError(f"{rest!r} is not a time of day; {_WRITE}")
    if mark not in ("am", "pm"):
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(f"{rest!r} is not an hour of a 12-hour clock; {_WRITE}")
    return hour % 12 + (12 if mark == "pm" else 0)


def _zone(words: str, stated: str) -> tzinfo | None:
    """The zone that all of *words* name (``+0000 UTC``); ``None`` when there are none."""
    offsets = {_offset(word) for word in words.replace("(", " ").replace(")", " ").split()}
    if not offsets:
        return None
    if len(offsets) > 1 or None in offsets:
        raise ValueError(f"{words!r} in {stated!r} is not a time zone; {_WRITE}")
    return offsets.pop()


def _offset(word: str) -> tzinfo | None:
    if (hours := _ZONES.get(word.lower())) is not None:
        return timezone(timedelta(hours=hours))
    if match := _OFFSET.fullmatch(word):
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        if minutes <= 15 * 60 and int(match[3] or 0) < 60:
            return timezone(timedelta(minutes=minutes if match[1] == "+" else -minutes))
    return _named(word) if _ZONE_NAME.fullmatch(word) else None


def _named(name: str) -> tzinfo | None:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; not a key; a folder of zones
        return None


def _fixed(clock: datetime, zone: tzinfo) -> datetime:
    """*clock* as *zone* shows it, at a fixed offset; skipped times move past the gap."""
    instant = clock.replace(tzinfo=zone).astimezone(UTC)
    offset = instant.astimezone(zone).utcoffset() or timedelta()
    return instant.astimezone(timezone(offset))
