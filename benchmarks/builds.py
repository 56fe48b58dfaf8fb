"""Building: files in, files out."""

from __future__ import annotations

import shutil
import sys
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from benchmarks.figures import Column, Table
from benchmarks.running import ROOT, child, command_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from benchmarks.figures import Sample
    from benchmarks.how import How

_COLUMNS = (
    Column("seconds", "seconds", 2),
    Column("cpu", "processor seconds", 2),
    Column("mb", "largest memory, MB"),
)
_MOMENT = "2026-03-02T09:00:00+00:00"
_SOURCE = ("content", "syndicate.toml")


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
        "the interpreter alone, `python -c pass`": partial(_command, root, ["-c", "pass"]),
        "`syndicate --version`": partial(_syndicate, root, "--version"),
        "`syndicate check`": partial(_syndicate, root, "check"),
        "`syndicate build`, nothing changed": partial(_syndicate, root, "build"),
    }
    found = how.by_turns(cases)
    shutil.rmtree(root)
    return found


def _of(how: How, number: int) -> dict[str, list[Sample]]:
    root = how.disk / f"build-{number}"
    child("builds.make", root=root, number=number)
    edits = count()
    cases: dict[str, Callable[[], Sample]] = {
        f"{number:,} offers, cold": partial(_cold, root),
        f"{number:,} offers, nothing changed": partial(_build, root),
        f"{number:,} offers, one edited": lambda: _edited(root, number // 2, next(edits)),
    }
    found = how.by_turns(cases, long=number > 1000)
    shutil.rmtree(root)
    return found


def make(root: str, number: int) -> Sample:
    """Write the files of a site."""
    from pathlib import Path

    from benchmarks.inputs import make_site

    make_site(Path(root), number)
    return {}


def _cold(root: Path) -> Sample:
    """With neither an output folder nor a memory of earlier builds."""
    for entry in root.iterdir():
        if entry.name not in _SOURCE:
            shutil.rmtree(entry)
    return _build(root)


def _edited(root: Path, number: int, turn: int) -> Sample:
    child("builds.edit", root=root, number=number, edited=turn % 2 == 0)
    return _build(root)


def edit(root: str, number: int, edited: bool) -> Sample:
    """Add a line to one offer, or take it away again."""
    from pathlib import Path

    from benchmarks.inputs import write_offer

    write_offer(Path(root), number, edited=edited)
    return {}


def _build(root: Path) -> Sample:
    return _syndicate(root, "build", "--now", _MOMENT)


def _syndicate(root: Path, *arguments: str) -> Sample:
    # ``check`` ends with 1 where an author has something to mend.
    return _command(root, ["-m", "syndicate", *arguments], expected=(0, 1))


def _command(root: Path, arguments: list[str], expected: tuple[int, ...] = (0,)) -> Sample:
    sample, _ = command_line([sys.executable, *arguments], root, expected)
    return sample
