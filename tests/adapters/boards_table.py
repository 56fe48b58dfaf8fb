"""The table of docs/boards/index.md, made from what the adapters say of themselves.

``python -m tests.adapters.boards_table`` writes it anew.
"""

from __future__ import annotations

import re
from datetime import timedelta
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from syndicate.adapter import Kind, Operation

if TYPE_CHECKING:
    from syndicate.adapter import Features, RateLimit

INDEX = Path(__file__).parents[2] / "docs" / "boards" / "index.md"

_TABLE = re.compile(r"(?<=<!-- table -->\n).*?(?=<!-- end of table -->)", re.DOTALL)
_HEAD = ("Board", "Kind", "A change", "A closed offer", "Sent twice", "Look-up", "A call", "Limits")
_CHANGES = {
    Kind.SIGNAL: "is told",
    Kind.SNAPSHOT: "is copied",
    Kind.POSTING: "replaces it",
    Kind.ANNOUNCEMENT: "is edited",
    Kind.DIGEST: "is in the next one",
}
#: What was said to people is said.
_SAID = (Kind.ANNOUNCEMENT, Kind.DIGEST)
_UNITS = {timedelta(days=1): "day", timedelta(hours=1): "hour", timedelta(minutes=1): "minute"}


def features() -> dict[str, Features]:
    """What each adapter that comes with Syndicate can do, by its name."""
    points = metadata.entry_points(group="syndicate.adapters")
    ours = (point for point in points if point.value.startswith("syndicate_adapters."))
    return {point.name: point.load().features for point in sorted(ours)}


def table() -> str:
    """The table, one adapter a row."""
    rows = [_HEAD, ("---",) * len(_HEAD), *(_row(name, can) for name, can in features().items())]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def shown() -> str:
    """The table that the document has now."""
    found = _TABLE.search(INDEX.read_text("utf-8"))
    return found[0] if found else ""


def _row(name: str, can: Features) -> tuple[str, ...]:
    return (
        f"[{name}]({name}.md)",
        can.kind + (" of files" if can.subject == "files" else ""),
        _change(can),
        _closed(can),
        _twice(can),
        " and ".join(_look_ups(can)) or "no",
        f"up to {can.max_batch:,}" if can.max_batch > 1 else "one",
        "; ".join(_limit(limit) for limit in can.limits) or "none stated",
    )


def _change(can: Features) -> str:
    if can.updates:
        return _CHANGES[can.kind]
    return "is withdrawn and posted anew" if can.withdraws else "is not told"


def _closed(can: Features) -> str:
    if not can.withdraws:
        return "stays as it is" if can.kind in _SAID else "leaves by itself"
    return "is told" if can.kind is Kind.SIGNAL else "is withdrawn"


def _twice(can: Features) -> str:
    if can.repeats == frozenset(Operation):
        return "counts once"
    if can.idempotency:
        return f"counts once within {_time(can.idempotency)}"
    return "counts twice" if not can.repeats else "counts twice; a change or withdrawal once"


def _look_ups(can: Features) -> list[str]:
    return ["by our id"] * can.lookup + ["all it holds"] * can.lists


def _limit(limit: RateLimit) -> str:
    costly = [operation for operation in Operation if limit.cost.get(operation, 1)]
    what = "calls" if len(costly) == len(Operation) else " and ".join(map(_deeds, costly))
    if any(cost > 1 for cost in limit.cost.values()):
        what = "points"
    place = "" if limit.resets is None else f" from {limit.resets:%H:%M} {limit.zone}"
    return f"`{limit.name}`: {limit.capacity:,} {what} in {_time(limit.window)}{place}"


def _deeds(operation: Operation) -> str:
    return "withdrawals" if operation is Operation.WITHDRAW else f"{operation}s"


def _time(window: timedelta) -> str:
    for unit, name in _UNITS.items():
        if window >= unit and not window % unit:
            return f"{window // unit} {name}{'s' * (window // unit > 1)}"
    return f"{window.total_seconds():g} seconds"


if __name__ == "__main__":
    text = INDEX.read_text("utf-8")
    INDEX.write_text(_TABLE.sub(lambda _: table(), text), "utf-8")
