"""What was understood of a file, as bytes and back: a build keeps it for the next one."""

from __future__ import annotations

import copyreg
import io
import pickle
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from syndicate.content.claims import Claim
from syndicate.content.understand import Understood
from syndicate.offer import Offer, Status
from syndicate.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

_FIELDS = tuple(Offer.__dataclass_fields__)
_VALUES = attrgetter(*_FIELDS)
_SOURCES = _FIELDS.index("sources")
_PROBLEM = attrgetter(*Problem.__dataclass_fields__)
_REST = ("stated_id", "stated_slug", "stated_url", "id_line", "places", "keys")
_RESTS = attrgetter(*_REST)

#: All that a pack may name. A pack comes from a file, and a file may come from anywhere.
_ALLOWED = {
    "datetime": {"date", "datetime", "timedelta", "timezone"},
    "decimal": {"Decimal"},
    "syndicate.content.packing": {"zone"},
    "syndicate.offer": {"Location", "Organization", "Pay", "Status"},
    "syndicate.problem": {"Severity"},
}


def packed(item: Understood) -> bytes:
    """*item* as bytes."""
    values = list(_VALUES(item.offer))
    values[_SOURCES] = dict(item.offer.sources)
    rest = [dict(part) if isinstance(part, MappingProxyType) else part for part in _RESTS(item)]
    problems = [_PROBLEM(problem) for problem in item.problems]
    return _dumps((values, problems, rest))


def unpacked(data: bytes) -> Understood:
    """What ``packed`` was given; ``UnpicklingError`` for bytes that it never makes."""
    values, problems, rest = _loads(data)
    values[_SOURCES] = MappingProxyType(values[_SOURCES])
    offer = Offer(**dict(zip(_FIELDS, values, strict=True)))
    found = tuple(Problem(*problem) for problem in problems)
    return Understood(offer, found, **dict(zip(_REST, rest, strict=True)))


def packed_claim(claim: Claim) -> bytes:
    """*claim* as bytes."""
    status, *rest = claim[2], *claim[:2], *claim[3:]
    return _dumps((status.value, *rest))


def unpacked_claim(data: bytes) -> Claim:
    """What ``packed_claim`` was given."""
    status, path, name, *rest = _loads(data)
    return Claim(path, name, Status(status), *rest)


def packed_problems(problems: Iterable[Problem]) -> bytes:
    """*problems* as bytes."""
    return _dumps([_PROBLEM(problem) for problem in problems])


def unpacked_problems(data: bytes) -> list[Problem]:
    """What ``packed_problems`` was given."""
    return [Problem(*problem) for problem in _loads(data)]


@cache
def zone(key: str) -> ZoneInfo:
    """The time zone called *key*: packed in its own way, it would need what no pack may name."""
    return ZoneInfo(key)


class _Dumper(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table | {ZoneInfo: lambda packed: (zone, (packed.key,))}


def _dumps(value: object) -> bytes:
    out = io.BytesIO()
    _Dumper(out, pickle.HIGHEST_PROTOCOL).dump(value)
    return out.getvalue()


class _Loader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if name in _ALLOWED.get(module, ()):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a pack")


def _loads(data: bytes) -> Any:
    return _Loader(io.BytesIO(data)).load()
