"""A round with nothing to do: what keeping boards in step costs when nothing has happened."""

from __future__ import annotations

import shutil
import sys
from functools import partial
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import TYPE_CHECKING

from benchmarks.figures import Column, Table
from benchmarks.running import Stopwatch, child, command_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.figures import Sample
    from benchmarks.how import How
    from syndicate.scheduler.rounds import Rounds

_COLUMNS = (
    Column("seconds", "seconds", 2),
    Column("cpu", "processor seconds", 2),
    Column("mb", "largest memory, MB"),
)


def tables(how: How) -> Iterator[Table]:
    """The commands, and a round of a ``run`` that has read the files already."""
    number = 200 if how.quick else 10_000
    root = how.disk / "round"
    how.tell(f"rounds: writing {number:,} offers")
    child("rounds.make", root=root, number=number)
    table = Table("round", "A round with nothing to do", _COLUMNS)
    words = f"{number:,} held"
    apply = {
        f"`syndicate apply`, {words}": partial(child, "rounds.command", root=root, name="apply")
    }
    table.rows |= how.by_turns(apply, long=True)
    how.tell("rounds: turns and looks, in one process")
    found = child("rounds.rounds", root=root, runs=how.runs)
    table.rows[f"a turn of `syndicate run`, no file changed, {words}"] = found["turns"]
    table.rows[f"a look for retries between two turns, {words}"] = found["looks"]
    shutil.rmtree(root)
    yield table


def make(root: str, number: int) -> Sample:
    """A site of *number* offers, all of them held by its board."""
    from benchmarks.inputs import NOW, make_site
    from syndicate.adapter import Posting
    from syndicate.config import load
    from syndicate.project.pushing import Pushing

    make_site(Path(root), number, board=True)
    site = load(Path(root) / "syndicate.toml")
    watch = Stopwatch()
    with Pushing.open(site) as pushing:
        planned = pushing.plan(NOW)
        adapter = pushing.boards["local"].adapter
        payloads = map(adapter.payload, planned.offered.open.values())
        postings = (Posting(p.subject, p.subject, digest=p.digest, body=p.body) for p in payloads)
        pushing.ledger.adopt("local", postings, NOW)
        if pushing.plan(NOW, what=planned.offered) or len(planned.offered.open) != number:
            raise AssertionError("the board does not hold every offer")
    return watch.sample(number)


def command(root: str, name: str) -> Sample:
    """The command *name* as a person types it, from its start to its end."""
    from benchmarks.inputs import NOW

    moment = NOW.isoformat()
    sample, output = command_line(
        [sys.executable, "-m", "syndicate", name, "--now", moment], Path(root)
    )
    if "nothing to do" not in output:
        raise AssertionError(f"something was to be done: {output}")
    return sample


def rounds(root: str, runs: int) -> dict[str, list[Sample]]:
    """*runs* turns of one board, and looks between them, after a first that reads the files."""
    from benchmarks.inputs import NOW
    from syndicate.config import load
    from syndicate.project.pushing import Pushing
    from syndicate.scheduler.rounds import Rounds

    site = load(Path(root) / "syndicate.toml")
    with Pushing.open(site) as pushing:
        keeping = Rounds(site, pushing, lambda: NOW, lambda _: None, building=False)
        _act(keeping, anyway=True)
        _act(keeping, anyway=True)
        turns = [_act(keeping, anyway=True) for _ in range(runs)]
        return {"turns": turns, "looks": [_act(keeping, anyway=False) for _ in range(runs)]}


def _act(keeping: Rounds, *, anyway: bool) -> Sample:
    watch = Stopwatch()
    done = keeping.act(["local"], anyway=anyway)
    sample = watch.sample()
    if done.planned or any(tally.delivered for tally in done.tallies):
        raise AssertionError("something was to be done")
    return {**sample, "mb": getrusage(RUSAGE_SELF).ru_maxrss / 1024}
