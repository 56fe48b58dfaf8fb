"""What was understood of a file, as bytes and back: a build keeps it for the next one.

The bytes are of plain values alone: texts, numbers, tuples. They come from a file, which may come
from anywhere, and nothing in them can name what is to be called.
"""

from __future__ import annotations

import marshal
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from zlib import crc32
from zoneinfo import ZoneInfo

from syndicate.content.claims import Claim
from syndicate.content.understand import Understood
from syndicate.offer import Location, Offer, Organization, Pay, Status
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from syndicate.offer import When

_FIELDS = tuple(Offer.__dataclass_fields__)
_VALUES = attrgetter(*_FIELDS)
_PROBLEM = attrgetter(*Problem.__dataclass_fields__)
_LOCATION = attrgetter(*Location.__dataclass_fields__)
_ORGANIZATION = attrgetter(*Organization.__dataclass_fields__)
_PAY = attrgetter(*Pay.__dataclass_fields__)


#: What bytes that are no pack, or no longer one, raise.
DAMAGED = (ValueError, TypeError, LookupError, ArithmeticError, EOFError)

#: Later formats note which values are shared, so that equal ones can have different bytes.
_FORMAT = 2
#: Bytes of the check sum before them.
_SUM = 4


def _dumps(value: Any) -> bytes:
    data = marshal.dumps(value, _FORMAT)
    return crc32(data).to_bytes(_SUM, "big") + data


def _loads(data: bytes) -> Any:
    # A length that flipped bits have made large would take minutes and all memory to believe.
    if crc32(data[_SUM:]).to_bytes(_SUM, "big") != data[:_SUM]:
        raise ValueError("what was kept of an offer is damaged")
    return marshal.loads(memoryview(data)[_SUM:])  # noqa: S302 - it makes plain values, and calls nothing


def packed(item: Understood) -> bytes:
    """*item* as bytes."""
    values = list(_VALUES(item.offer))
    # Most often the very instant: to write it down is the most of what there is to do.
    opens_when_posted = values[_OPENS_AT] is values[_POSTED]
    if opens_when_posted:
        values[_OPENS_AT] = None
    for at, pack, _ in _SPECIAL:
        if (value := values[at]) is not None:
            values[at] = pack(value)
    if opens_when_posted:
        values[_OPENS_AT] = values[_POSTED]
    return _dumps(
        (
            values,
            _rows(item.problems),
            (item.stated_id, item.stated_slug, item.stated_url, item.id_line),
            dict(item.places),
            dict(item.keys),
        )
    )


def unpacked(
    data: bytes, *, status: str | None = None, slug: str = "", url: str = ""
) -> Understood:
    """What ``packed`` was given; with a *status*, that and the address which goes with it.

    Raises one of ``DAMAGED`` for other bytes.
    """
    values, problems, (stated_id, slug_wanted, url_wanted, id_line), places, keys = _loads(data)
    for at, _, unpack in _SPECIAL:
        if (value := values[at]) is not None:
            values[at] = unpack(value)
    if status is not None:
        values[_STATUS], values[_SLUG], values[_URL] = Status(status), slug, url
    offer = Offer(**dict(zip(_FIELDS, values, strict=True)))
    return Understood(
        offer, _problems(problems), stated_id, slug_wanted, url_wanted, id_line, places, keys
    )


def packed_claim(claim: Claim) -> bytes:
    """*claim* as bytes."""
    path, name, status, language, posted, opens, *rest = claim
    days = (None if posted is None else _when(posted), None if opens is None else _when(opens))
    return _dumps((path, name, str(status), language, *days, *rest))


def unpacked_claim(data: bytes) -> Claim:
    """What ``packed_claim`` was given."""
    path, name, status, language, posted, opens, *rest = _loads(data)
    return Claim(
        path,
        name,
        Status(status),
        language,
        None if posted is None else _to_when(posted),
        None if opens is None else _to_when(opens),
        *rest,
    )


def packed_problems(problems: Iterable[Problem]) -> bytes:
    """*problems* as bytes."""
    return _dumps(_rows(problems))


def unpacked_problems(data: bytes) -> tuple[Problem, ...]:
    """What ``packed_problems`` was given."""
    return _problems(_loads(data))


def _rows(problems: Iterable[Problem]) -> list[tuple[Any, ...]]:
    rows = map(_PROBLEM, problems)
    return [
        (path, line, column, severity.value, *rest) for path, line, column, severity, *rest in rows
    ]


def _problems(rows: Iterable[tuple[Any, ...]]) -> tuple[Problem, ...]:
    return tuple(
        Problem(path, line, column, Severity(severity), *rest)
        for path, line, column, severity, *rest in rows
    )


# -- values that are not plain --------------------------------------------------------------------


def _when(when: When) -> str | tuple[str, str, int]:
    """A day or an instant; the name of its time zone is kept, where it has one."""
    if not isinstance(when, datetime):
        return when.isoformat()
    if isinstance(when.tzinfo, ZoneInfo):
        return when.replace(tzinfo=None).isoformat(), when.tzinfo.key, when.fold
    return when.isoformat(), "", 0


def _to_when(packed: str | tuple[str, str, int]) -> When:
    if isinstance(packed, str):
        return date.fromisoformat(packed)
    iso, key, fold = packed
    moment = datetime.fromisoformat(iso)
    return moment.replace(tzinfo=_zone(key), fold=fold) if key else moment


@cache
def _zone(key: str) -> ZoneInfo:
    return ZoneInfo(key)


# The same few employers and places return in offer after offer.


@lru_cache(maxsize=1024)
def _to_organization(packed: tuple[str | None, ...]) -> Organization:
    return Organization(*packed)  # type: ignore[arg-type]  # as it was packed


@lru_cache(maxsize=1024)
def _to_location(packed: tuple[str | None, ...]) -> Location:
    return Location(*packed)


def _pay(pay: Pay) -> tuple[str | None, ...]:
    low, high, *rest = _PAY(pay)
    return _text(low), _text(high), *rest


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _to_pay(packed: tuple[Any, ...]) -> Pay:
    low, high, *rest = packed
    return Pay(
        None if low is None else Decimal(low), None if high is None else Decimal(high), *rest
    )


def _at(field: str) -> int:
    return _FIELDS.index(field)


_STATUS, _SLUG, _URL = _at("status"), _at("slug"), _at("url")
_POSTED, _OPENS_AT = _at("date_posted"), _at("opens_at")
#: Where a value that is not plain stands, and how it becomes so and itself again.
_SPECIAL: tuple[tuple[int, Callable[[Any], Any], Callable[[Any], Any]], ...] = (
    (_STATUS, str, Status),
    (_at("organization"), _ORGANIZATION, _to_organization),
    (
        _at("locations"),
        lambda places: list(map(_LOCATION, places)),
        lambda packed: tuple(map(_to_location, packed)),
    ),
    (_at("pay"), _pay, _to_pay),
    *(
        (_at(field), _when, _to_when)
        for field in ("date_posted", "date_modified", "opens", "closes", "opens_at", "closes_at")
    ),
    *((_at(field), str, Decimal) for field in ("days_per_week", "duration_months")),
    *((_at(field), dict, MappingProxyType) for field in ("texts", "sources")),
)
