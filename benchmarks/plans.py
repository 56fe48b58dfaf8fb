"""The plan: what is wanted against what the ledger says is held."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import Column, Table
from benchmarks.running import Stopwatch, child

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.figures import Sample
    from benchmarks.how import How

_COLUMNS = (
    Column("seconds", "seconds", 2),
    Column("cpu", "processor seconds", 2),
    Column("mb", "largest memory, MB"),
)
_SITUATIONS = {
    "nothing to do": (0, False),
    "everything new": (0, True),
    "1 % changed": (100, False),
}

#: What is measured with a ledger in memory as well.
_COMPARED = "nothing to do"


def tables(how: How) -> Iterator[Table]:
    """Plans through ledgers in memory and on disk, and the whole command."""
    scale = 10_000 if how.quick else 1_000_000
    shapes = [(scale, 1)] if how.quick else [(scale, 1), (scale // 10, 10)]
    table = Table("plan", "A plan against the ledger's file", _COLUMNS)
    how.tell("plan: filling ledgers")
    with ThreadPoolExecutor() as pool:  # each waits for a process of its own
        list(pool.map(lambda shape: _filled(how, *shape), shapes))
    for number, boards in shapes:
        table.rows |= _of(how, number, boards)
    yield table
    yield _command(how, 200 if how.quick else 10_000)


def _filled(how: How, number: int, boards: int) -> None:
    """Ledgers of one shape, the same in every place."""
    first, *others = (folder / f"plan-{boards}" for folder in how.places.values())
    child("plans.fill", root=first, number=number, boards=boards)
    for root in others:
        shutil.copytree(first, root)


def _of(how: How, number: int, boards: int) -> dict[str, list[Sample]]:
    shape = f"{number:,} offers × {boards} {'board' if boards == 1 else 'boards'}"
    cases: dict[str, Callable[[], Sample]] = {}
    for place, folder in how.places.items():
        root = folder / f"plan-{boards}"
        for words, (changed_every, is_new) in _SITUATIONS.items():
            if folder == how.disk or words == _COMPARED:
                cases[f"{shape}, {words}, ledger {place}"] = _plan(
                    root=root,
                    number=number,
                    boards=boards,
                    changed_every=changed_every,
                    is_new=is_new,
                )
    found = how.by_turns(cases)
    for folder in how.places.values():
        shutil.rmtree(folder / f"plan-{boards}")
    return found


def _plan(**arguments: object) -> Callable[[], Sample]:
    return lambda: child("plans.plan", **arguments)


def fill(root: str, number: int, boards: int) -> Sample:
    """A ledger that holds *number* postings on each of *boards*."""
    from benchmarks.databases import SQLITE
    from benchmarks.inputs import NOW, held
    from syndicate.delivery.ledger import Ledger

    Path(root).mkdir(parents=True)
    watch = Stopwatch()
    with Ledger.open(SQLITE, root=Path(root), create=True) as ledger:
        for board in range(boards):
            ledger.adopt(f"board-{board}", held(number), NOW)
    return watch.sample(number * boards)


def plan(root: str, number: int, boards: int, changed_every: int, is_new: bool) -> Sample:
    """One plan: the ledger opened and read, digests compared, plans and brake made."""
    from benchmarks.databases import SQLITE
    from benchmarks.inputs import NOW, wanted
    from syndicate.adapter import Features, Kind
    from syndicate.delivery import planning
    from syndicate.delivery.brake import drastic
    from syndicate.delivery.ledger import Ledger

    _forget(Path(root) / "ledger.db")
    features = Features(kind=Kind.POSTING)
    watch = Stopwatch()
    with Ledger.open(SQLITE, root=Path(root)) as ledger:
        plans = []
        for one in range(boards):
            board = f"{'new' if is_new else 'board'}-{one}"
            row = ledger.board(board, NOW)
            subjects = wanted(number, changed_every=changed_every)
            plans.append(
                planning.plan(
                    board,
                    subjects,
                    ledger.held(board),
                    features,
                    adapter_changed=row.adapter is not None,
                )
            )
        drastic(plans, offers=number)
    sample = watch.sample()
    expected = number if is_new else len(range(0, number, changed_every)) if changed_every else 0
    found = {len(one.create) + len(one.update) + len(one.withdraw) for one in plans}
    if found != {expected}:
        raise AssertionError(f"planned {found} changes a board instead of {expected}")
    return sample


def _forget(file: Path) -> None:
    """Let the system forget what it read of *file*: a plan finds it on the disk."""
    with file.open("rb") as stream:
        os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _command(how: How, number: int) -> Table:
    """``syndicate plan`` on files, everything included, with a folder as the board."""
    root = how.disk / "plan-command"
    how.tell(f"syndicate plan: writing {number:,} offers")
    child("rounds.make", root=root, number=number)
    cases = {
        f"{number:,} files × 1 board, nothing to do": lambda: child(
            "rounds.command", root=root, name="plan"
        )
    }
    found = how.by_turns(cases, long=True)
    shutil.rmtree(root)
    return Table("plan-command", "The command `syndicate plan`, from files", _COLUMNS, found)
