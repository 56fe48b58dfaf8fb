"""The ledger alone: entries claimed and settled, with nothing sent in between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.figures import Column, Table
from benchmarks.running import Stopwatch, child

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.figures import Sample
    from benchmarks.how import How

_COLUMNS = (
    Column("rate", "claimed and settled a second"),
    Column("cpu_ms", "processor ms for each", 2),
)
_CASES = {"one at a time: two commits each": (1, 2000), "32 at a time": (32, 6400)}


def tables(how: How) -> Iterator[Table]:
    """Both databases on disk; SQLite also in memory, where no commit waits for a disk."""
    places = [(name, server, how.disk) for name, server in how.databases.items()]
    if how.memory is not None:
        places.append(("SQLite in memory", None, how.memory))
    cases = {
        f"{words}, {database}": partial(
            child,
            "ledgers.claim_and_settle",
            at_once=at_once,
            number=number // 10 if how.quick else number,
            server=server,
            folder=folder,
        )
        for database, server, folder in places
        for words, (at_once, number) in _CASES.items()
    }
    rows = how.by_turns(cases)
    yield Table("ledger", "The ledger alone", _COLUMNS, rows)


def claim_and_settle(at_once: int, number: int, server: str | None, folder: str) -> Sample:
    """Claims of *at_once* entries, each settled as delivered, until none of *number* is left."""
    from benchmarks.databases import ledger
    from benchmarks.inputs import creations
    from syndicate.adapter import Receipt
    from syndicate.delivery.ledger import Delivered

    now, lease = datetime.now(UTC), timedelta(minutes=5)
    done = Delivered(Receipt("remote"))
    with ledger(server, folder) as made:
        made.intend("board", creations(range(number)), now)
        settled = 0
        watch = Stopwatch()
        while claimed := made.claim("board", now, "benchmark", lease, at_once):
            settled += made.settle_many([(entry, done) for entry in claimed], now)
        sample = watch.sample(number)
    if settled != number:
        raise AssertionError(f"{settled} of {number} were settled")
    return {**sample, "cpu_ms": sample["cpu"] * 1000 / number}
