"""A round with nothing to do: what keeping boards in step costs when nothing has happened."""

from __future__ import annotations

import shutil
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import Column, Table
from benchmarks.running import Stopwatch, child, command_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.figures import Sample
    from benchmarks.how import How

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
    cases = {
        f"`syndicate apply`, {number:,} held": partial(
            child, "rounds.command", root=root, name="apply"
        ),
        f"a turn of `syndicate run`, {number:,} held, files read before": partial(
            child, "rounds.turn", root=root
        ),
        f"a look for retries between two turns, {number:,} held": partial(
            child, "rounds.retries", root=root
        ),
    }
    rows = how.by_turns(cases, long=True)
    shutil.rmtree(root)
    yield Table("round", "A round with nothing to do", _COLUMNS, rows)


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


def turn(root: str) -> Sample:
    """A board's turn when no file has changed since the last one."""
    return _second_round(root, anyway=True)


def retries(root: str) -> Sample:
    """A wake between turns: is anything due?"""
    return _second_round(root, anyway=False)


def _second_round(root: str, *, anyway: bool) -> Sample:
    from benchmarks.inputs import NOW
    from syndicate.config import load
    from syndicate.project.pushing import Pushing
    from syndicate.scheduler.rounds import Rounds

    site = load(Path(root) / "syndicate.toml")
    with Pushing.open(site) as pushing:
        rounds = Rounds(site, pushing, lambda: NOW, lambda _: None, building=False)
        rounds.act(["local"], anyway=True)
        watch = Stopwatch()
        done = rounds.act(["local"], anyway=anyway)
        sample = watch.sample()
        if done.planned or any(tally.delivered for tally in done.tallies):
            raise AssertionError("something was to be done")
    return sample
