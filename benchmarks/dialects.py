"""The feeds that job boards fetch, in every dialect there is, beside a build without them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from benchmarks import ours
from benchmarks.figures import Column, Table
from benchmarks.ours import Site
from syndicate.project.dialects import names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.figures import Sample
    from benchmarks.how import How

_COLUMNS = (
    Column("seconds", "seconds", 2),
    Column("cpu", "processor seconds", 2),
    Column("mb", "largest memory of all processes, MB"),
    Column("feeds_mb", "MB in these feeds", 1),
)


def tables(how: How) -> Iterator[Table]:
    """Builds with all dialects, of which a large one is made once."""
    table = Table("dialects", f"Feeds in all {len(names())} dialects", _COLUMNS)
    for number in (100,) if how.quick else (10_000, 100_000):
        table.rows |= _of(how, number)
    yield table


def _of(how: How, number: int) -> dict[str, list[Sample]]:
    how.tell(f"dialects: writing {number:,} offers")
    plain = Site.make(how.disk / f"plain-{number}", number, ours.SAME_OUTPUTS)
    every = f"dialects = {names()}".replace("'", '"')
    site = plain.beside(how.disk / f"dialects-{number}", f"{ours.SAME_OUTPUTS}{every}\n")
    edits = count()
    cases: dict[str, Callable[[], Sample]] = {
        f"{number:,} offers without them, cold": lambda: _sized(plain, plain.cold()),
        f"{number:,} offers, cold": lambda: _sized(site, site.cold()),
        f"{number:,} offers, nothing changed": lambda: _sized(site, site.build()),
        f"{number:,} offers, one edited": lambda: _edited(site, number, next(edits)),
    }
    # A quarter of an hour goes into the large one.
    turns = replace(how, runs=1) if number > 10_000 else how
    found = turns.by_turns(cases, long=number > 1000)
    shutil.rmtree(plain.root)
    shutil.rmtree(site.root)
    return found


def _edited(site: Site, number: int, turn: int) -> Sample:
    site.edit(ours.an_open_one(number), edited=turn % 2 == 0)
    return _sized(site, site.build())


def _sized(site: Site, sample: Sample) -> Sample:
    feeds = (file.stat().st_size for file in (site.output / "boards").glob("*"))
    return sample | {"feeds_mb": sum(feeds) / 1e6}
