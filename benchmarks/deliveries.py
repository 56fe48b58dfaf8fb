"""Delivery: from intentions in the ledger to calls made and outcomes written down."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

from benchmarks.figures import Column, Table
from benchmarks.running import Stopwatch, child

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.figures import Sample
    from benchmarks.how import How
    from syndicate.delivery.board import Board
    from syndicate.delivery.ledger import Ledger

_COLUMNS = (
    Column("rate", "deliveries a second"),
    Column("cpu_ms", "processor ms for each", 2),
    Column("intended", "intentions a second before"),
)

#: What is measured: the kind of board, how many of them, and of how many postings.
_CASES = {
    "one call each, the board honours keys": ("keyed", 1, 1500),
    "one call each, the board has neither key nor look-up": ("mute", 1, 900),
    "the webhook adapter, signed": ("webhook", 1, 1500),
    "four webhooks at once": ("webhook", 4, 600),
    "100 in a call": ("batched", 1, 6000),
    "the folder adapter": ("folder", 1, 1500),
}
#: Those that say most about the ledger's part.
_QUICK = ("keyed", "mute")
_ON_POSTGRESQL = ("keyed", "mute", "batched")


def tables(how: How) -> Iterator[Table]:
    """Deliveries a second with SQLite and with PostgreSQL, each commit on disk."""
    cases = {}
    for database, server in how.databases.items():
        for words, (kind, boards, number) in _CASES.items():
            if (how.quick and kind not in _QUICK) or (server and kind not in _ON_POSTGRESQL):
                continue
            cases[f"{words}, {database}"] = partial(
                child,
                "deliveries.delivery",
                kind=kind,
                boards=boards,
                number=number // 10 if how.quick else number,
                server=server,
                folder=how.disk,
            )
    rows = how.by_turns(cases)
    yield Table("delivery", "Delivery to a board on loopback", _COLUMNS, rows)


def delivery(kind: str, boards: int, number: int, server: str | None, folder: str) -> Sample:
    """*number* postings on each of *boards*: a third created, updated, withdrawn."""
    from benchmarks.boards import open_board
    from benchmarks.databases import ledger
    from benchmarks.inputs import before_mixture, creations, mixture
    from benchmarks.loopback import loopback

    calls = kind != "folder"
    with ledger(server, folder) as made, loopback() if calls else nullcontext("") as url:
        opened = [
            open_board(kind, f"board-{one}", Path(folder), url or "http://localhost/")
            for one in range(boards)
        ]
        for board in opened:
            made.intend(board.name, creations(before_mixture(number)), _now())
        _deliver(made, opened, len(before_mixture(number)))
        before = _count(url)
        watch = Stopwatch()
        for board in opened:
            made.intend(board.name, mixture(number), _now())
        intended = watch.sample(number * boards)["rate"]
        sample = _deliver(made, opened, number)
        if calls and kind != "batched" and _count(url) - before != number * boards:
            raise AssertionError(f"the board was called {_count(url) - before} times")
    each = sample["cpu"] * 1000 / (number * boards)
    return {**sample, "cpu_ms": each, "intended": intended}


def _deliver(ledger: Ledger, boards: list[Board], number: int) -> Sample:
    from syndicate.delivery.delivering import deliver

    watch = Stopwatch()
    tallies = deliver(ledger, boards, _now)
    sample = watch.sample(number * len(boards))
    for tally in tallies:
        if tally.delivered != number:
            raise AssertionError(f"{tally.delivered} of {number} were delivered: {tally.report()}")
    return sample


def _count(url: str) -> int:
    if not url:
        return 0
    with urlopen(f"{url}count") as answer:  # noqa: S310 - our own board
        return int(answer.read())


def _now() -> datetime:
    return datetime.now(UTC)
