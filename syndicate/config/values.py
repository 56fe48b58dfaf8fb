"""What a configured value must look like: one reader per kind, each with its own refusal."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from syndicate.schedule import Cron

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from urllib.parse import SplitResult

T = TypeVar("T")


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
#: Each is one board's format of feeds, as data.
_SHIPPED_DIALECTS = Path(__file__).parents[1] / "renderings" / "dialects"
_DURATION = re.compile(r"([0-9]{1,6}) *([A-Za-z]+)\.?")
_UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
_CRON_NAMES = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
}
_DATABASE = re.compile(r"(?:sqlite:///|postgres(?:ql)?(?:\+psycopg)?://)\S+")
_DAYS_OF = {"month": 30, "year": 365}
_LONGEST = timedelta(days=36525)
_COUNTRIES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ
BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM
DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS
GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ
MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
VN VU WF WS YE YT ZA ZM ZW
"""


class Mismatch(Exception):
    """A value is not what its key holds; *write* is the right value as TOML, if one is near.

    *inner* is the way from the value that was read to the part that is wrong.
    """

    def __init__(self, message: str, *, write: str = "", inner: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.write = write
        self.inner = inner


def described(value: object) -> str:
    """*value* as its author would name it: ``the number 3``, ``a list``."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        # A number of 5,000 digits can be read in hexadecimal but not printed.
        return f"the number {value}" if abs(value) < 10**15 else "a very large number"
    if isinstance(value, str):
        return repr(shortened(value))
    if isinstance(value, list):
        return "a list"
    return "a table" if isinstance(value, dict) else f"the date {value}"


def shortened(text: str) -> str:
    """*text*, cut to what fits in a message."""
    return text if len(text) <= 60 else text[:59] + "…"


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The word of *known* that was probably meant by *word*."""
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold().replace("-", "_"), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def quoted(text: str) -> str:
    """*text* as a TOML string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def text(value: object) -> str:
    """A text that is not blank, trimmed."""
    if not isinstance(value, str):
        plain = isinstance(value, int | float | date) and not isinstance(value, bool)
        write = quoted(str(value)) if plain else ""
        raise Mismatch(f"expected a text in quotes, found {described(value)}", write=write)
    if not value.strip():
        raise Mismatch("expected a text, found an empty one")
    return value.strip()


def flag(value: object) -> bool:
    """True or false."""
    if isinstance(value, bool):
        return value
    word = value.strip().lower() if isinstance(value, str) else ""
    write = {"true": "true", "yes": "true", "false": "false", "no": "false"}.get(word, "")
    raise Mismatch(f"expected true or false without quotes, found {described(value)}", write=write)


def whole(lowest: int, highest: int) -> Callable[[object], int]:
    """A reader of whole numbers between *lowest* and *highest*."""

    def read(value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and lowest <= value <= highest:
            return value
        raise Mismatch(
            f"expected a whole number from {lowest} to {highest}, found {described(value)}"
        )

    return read


def share(lowest: float, highest: float) -> Callable[[object], float]:
    """A reader of shares between *lowest* and *highest*, where 1 is the whole."""

    def read(value: object) -> float:
        number = value if isinstance(value, int | float) and not isinstance(value, bool) else -1
        if lowest <= number <= highest:
            return float(number)
        raise Mismatch(
            f"expected a number from {lowest:g} to {highest:g}, found {described(value)}",
            write=f"{number / 100:g}" if lowest <= number / 100 <= highest else "",
        )

    return read


def choice(*options: str) -> Callable[[object], str]:
    """A reader of one word among *options*."""

    def read(value: object) -> str:
        if isinstance(value, str) and value in options:
            return value
        near = nearest(value, options) if isinstance(value, str) else None
        message = f"expected {_listed(options)}, found {described(value)}"
        raise Mismatch(message, write=quoted(near) if near else "")

    return read


def list_of(read: Callable[[object], T]) -> Callable[[object], tuple[T, ...]]:
    """A reader of lists whose elements *read* accepts."""

    def read_all(value: object) -> tuple[T, ...]:
        if not isinstance(value, list):
            write = f"[{quoted(value)}]" if isinstance(value, str) else ""
            raise Mismatch(f"expected a list, found {described(value)}", write=write)
        found = []
        for index, element in enumerate(value):
            try:
                found.append(read(element))
            except Mismatch as wrong:
                raise Mismatch(wrong.message, inner=(index, *wrong.inner)) from wrong
        return tuple(found)

    return read_all


def words(value: object) -> tuple[str, ...]:
    """One text, or a list of them."""
    return list_of(text)(value) if isinstance(value, list) else (text(value),)


def scalar(value: object) -> str:
    """A text, a number, a day or true/false, as front matter writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float | date):
        return value.isoformat() if isinstance(value, date) else str(value)
    if isinstance(value, str):
        return value
    raise Mismatch(f"expected a text, a number or true/false, found {described(value)}")


def scalars(value: object) -> tuple[str, ...]:
    """One scalar, or a list of them."""
    return list_of(scalar)(value) if isinstance(value, list) else (scalar(value),)


def http_url(value: object) -> str:
    """An absolute address of the web, without a password in it."""
    url = text(value)
    parts = _split(url)
    if parts is None or re.search(r"[\s<>\"\\]", url):
        raise Mismatch(f"{shortened(url)!r} is not an address of the web")
    if parts.username is not None or parts.password is not None:
        raise Mismatch("an address here is public: it must hold no user name or password")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        bare = re.sub(r"^(?:[a-z]+:)?/*", "", url)
        write = quoted(f"https://{bare}") if "." in bare and not parts.path.startswith("/") else ""
        raise Mismatch(
            f"expected an address with http:// or https:// and a host, found {described(url)}",
            write=write,
        )
    return url


def folder_url(value: object) -> str:
    """An address of the web that others are built on: no query, no fragment, ends with ``/``."""
    url = http_url(value)
    if "?" in url or "#" in url:
        base = re.split(r"[?#]", url, maxsplit=1)[0]
        raise Mismatch(
            f"expected an address without ? and #, found {described(url)}", write=quoted(base)
        )
    return url if url.endswith("/") else url + "/"


def language(value: object) -> str:
    """A language tag in its usual writing: ``fr``, ``pt-BR``."""
    tag = text(value)
    if not _LANGUAGE.fullmatch(tag):
        fixed = tag.replace("_", "-")
        write = quoted(_tag(fixed)) if _LANGUAGE.fullmatch(fixed) else ""
        raise Mismatch(f"expected a language tag such as fr or pt-BR, found {tag!r}", write=write)
    return _tag(tag)


def country(value: object) -> str:
    """A country as two letters, ISO 3166-1 alpha-2, in capitals."""
    code = text(value).upper()
    if code in _COUNTRIES.split():
        return code
    raise Mismatch(
        f"expected a country as the two letters of ISO 3166, found {described(value)}",
        write='"GB"' if code == "UK" else "",
    )


def zone(value: object) -> ZoneInfo:
    """A time zone by its name in the tz database."""
    name = text(value)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        near = _nearest_zone(name)
        message = f"{shortened(name)!r} is not the name of a time zone"
        raise Mismatch(message, write=quoted(near) if near else "") from error


def day(value: object) -> date:
    """A day: ``2015-01-01``, with or without quotes."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(text(value))
    except ValueError as error:
        message = f"expected a day as year-month-day, found {described(value)}"
        raise Mismatch(message) from error


def duration(value: object) -> timedelta:
    """A length of time in minutes, hours, days or weeks."""
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        raise Mismatch(f"the number {value} has no unit", write=quoted(f"{value} days"))
    match = _DURATION.fullmatch(text(value))
    amount, unit = (int(match[1]), match[2].lower().rstrip("s")) if match else (0, "")
    if unit in _DAYS_OF:
        message = f"a {unit} is not always equally long: say it in days"
        raise Mismatch(message, write=quoted(f"{amount * _DAYS_OF[unit]} days"))
    if unit not in _UNITS:
        message = f"expected a number of minutes, hours, days or weeks, found {described(value)}"
        raise Mismatch(message, write=_full_unit(amount, unit))
    if not amount or amount > _LONGEST // _UNITS[unit]:
        raise Mismatch(f"expected more than nothing and at most 100 years, found {value!r}")
    return amount * _UNITS[unit]


def cron(value: object) -> str:
    """A cron expression of five fields."""
    expression = text(value)
    try:
        Cron(expression, ZoneInfo("UTC"))
    except ValueError as error:
        write = _CRON_NAMES.get(expression.lower(), "")
        raise Mismatch(str(error), write=quoted(write) if write else "") from error
    return expression


def address_or_reference(value: object) -> str:
    """An address of the web, or where one is kept: ``${env:NAME}``, ``${file:PATH}``."""
    return text(value) if isinstance(value, str) and "${" in value else http_url(value)


def database_url(value: object) -> str:
    """The address of a database, as SQLAlchemy writes it, or where one is kept."""
    url = text(value)
    if "${" in url or _DATABASE.match(url):
        return url
    message = f"expected sqlite:///PATH or postgresql://HOST/NAME, found {described(url)}"
    raise Mismatch(message)


def dialect(root: Path) -> Callable[[object], str]:
    """The name of a board's feed format that has a file: a shipped one, or one below *root*."""
    folders = (root / "dialects", _SHIPPED_DIALECTS)

    def read(value: object) -> str:
        name = text(value)
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", name):
            raise Mismatch(f"expected a name in small letters, found {name!r}")
        if not any((folder / f"{name}.toml").is_file() for folder in folders):
            known = sorted({file.stem for folder in folders for file in folder.glob("*.toml")})
            hint = f"did you mean {near}?" if (near := nearest(name, known)) else _listed(known)
            raise Mismatch(f"there is no dialect {name!r}, and no dialects/{name}.toml; {hint}")
        return name

    return read


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  reading it is the check
    except ValueError:
        return None
    return parts


def _tag(tag: str) -> str:
    """*tag* with capitals where BCP 47 recommends them."""
    first, *others = tag.split("-")
    sizes = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(sizes.get(len(part), str.lower)(part) for part in others)])


def _nearest_zone(name: str) -> str | None:
    """By the whole name, else by its city: ``Pari`` and ``CET/Paris`` mean Europe/Paris."""
    zones = sorted(available_timezones())
    cities = {zone.rsplit("/", 1)[-1]: zone for zone in zones if "/" in zone}
    near = nearest(name.replace(" ", "_"), zones)
    if near and "/" in near:
        return near
    city = nearest(name.rsplit("/", 1)[-1].replace(" ", "_"), list(cities))
    return cities[city] if city else near


def _full_unit(amount: int, unit: str) -> str:
    """``45d`` was meant as ``45 days``; for ``m``, a minute or a month, nothing is offered."""
    meant = {"d": "days", "h": "hours", "w": "weeks", "min": "minutes"}.get(unit)
    return quoted(f"{amount} {meant}") if meant and amount else ""


def _listed(options: Sequence[str]) -> str:
    *most, last = (quoted(option) for option in options)
    return f"{', '.join(most)} or {last}" if most else last
