"""Building: files in, files out."""

from __future__ import annotations

import shutil
import sys
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from benchmarks import family, ours
from benchmarks.figures import Column, Table
from benchmarks.ours import Site
from benchmarks.running import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from benchmarks.figures import Sample
    from benchmarks.how import How

_COLUMNS = (
    Column("seconds", "seconds", 2),
    Column("cpu", "processor seconds", 2),
    Column("mb", "largest memory of all processes, MB"),
)


def tables(how: How) -> Iterator[Table]:
    """``syndicate build`` of generated sites, and the command on this repository's own offers."""
    yield Table("start", "The command on this repository's eight offers", _COLUMNS, _start(how))
    table = Table("build", "`syndicate build` of generated offers", _COLUMNS)
    for number in (100,) if how.quick else (8, 1000, 10_000):
        table.rows |= _of(how, number)
    yield table


def _start(how: How) -> dict[str, list[Sample]]:
    root = how.disk / "repository"
    root.mkdir()
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copy(ROOT / "syndicate.toml", root)
    cases = {
        "the interpreter alone, `python -c pass`": partial(_python, root, "-c", "pass"),
        "`syndicate --version`": partial(_syndicate, root, "--version"),
        "`syndicate check`": partial(_syndicate, root, "check"),
        "`syndicate build`, nothing changed": partial(_syndicate, root, "build"),
    }
    found = how.by_turns(cases)
    shutil.rmtree(root)
    return found


def _of(how: How, number: int) -> dict[str, list[Sample]]:
    how.tell(f"build: writing {number:,} offers")
    site = Site.make(how.disk / f"build-{number}", number)
    edits = count()
    cases: dict[str, Callable[[], Sample]] = {
        f"{number:,} offers, cold": site.cold,
        f"{number:,} offers, nothing changed": site.build,
        f"{number:,} offers, one edited": lambda: _edited(site, number, next(edits)),
    }
    found = how.by_turns(cases, long=number > 1000)
    shutil.rmtree(site.root)
    return found


def _edited(site: Site, number: int, turn: int) -> Sample:
    site.edit(ours.an_open_one(number), edited=turn % 2 == 0)
    return site.build()


def _syndicate(root: Path, *arguments: str) -> Sample:
    # ``check`` ends with 1 where an author has something to mend.
    return _python(root, "-m", "syndicate", *arguments, expected=(0, 1))


def _python(root: Path, *arguments: str, expected: tuple[int, ...] = (0,)) -> Sample:
    return family.run((sys.executable, *arguments), root, expected=expected)
