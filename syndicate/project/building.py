"""Building: content in, renderings out, memory between builds."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from types import MappingProxyType
from typing import TYPE_CHECKING

from syndicate.memory import Memory, locked
from syndicate.offer import Status
from syndicate.project.crew import Crew, usable_cores
from syndicate.project.desk import Desk
from syndicate.project.garbage import seldom_collected
from syndicate.project.steps import Build

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime
    from pathlib import Path

    from syndicate.problem import Problem
    from syndicate.project.findings import Findings
    from syndicate.site import Site

    #: Told the stage (``reading``, ``rendering``, ``writing``), what is done and what there is.
    Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Written:
    """The files that one build wrote and removed, in that order, below the output folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What one build did.

    ``offers`` counts the files of the content folder by status, ``files`` those of the output
    folder (``written``, ``unchanged``, ``removed``). ``own`` are those of the ``problems`` that
    reading alone does not find. ``next_change`` is the instant at which the clock next opens or
    closes an offer. ``feeds`` are the paths of all feeds, of the list of
    them and of the sitemap.
    """

    now: datetime
    offers: Mapping[str, int]
    files: Mapping[str, int]
    problems: Findings
    own: tuple[Problem, ...]
    seconds: float
    next_change: datetime | None
    written: Written
    feeds: tuple[str, ...]

    def report(self) -> dict[str, object]:
        """The object that ``syndicate build --json`` prints."""
        return {
            "offers": dict(self.offers),
            "files": dict(self.files),
            "problems": len(self.problems),
            "seconds": round(self.seconds, 3),
            "next_change": self.next_change.isoformat() if self.next_change else None,
        }


def build(
    site: Site,
    now: datetime,
    *,
    full: bool = False,
    yes: bool = False,
    jobs: int | None = None,
    moved: Collection[Path] | None = None,
    progress: Progress | None = None,
) -> Built:
    """Make the output folder say exactly what the content folder says at *now*.

    Open offers are published, closed ones have a short page; of a file that cannot be read the
    last good version stays. Only what changed since the last build is read and made, all of it
    by a *full* one; the outcome is the same. Up to *jobs* processes share the work (all cores).
    Whoever watches the content folder can name the files that have *moved* since the last build:
    then neither folder is looked through. A feed for a job board that has lost most of its offers
    is written only with a person's *yes*.

    One build at a time: ``OutputError`` when another is at work, or when the output folder
    cannot be written; ``ConfigurationError`` when there is no content folder or a template is
    wrong.
    """
    started = perf_counter()
    with seldom_collected(), locked(site.state_dir), Memory(site.state_dir) as memory:
        desk = Desk(site, now, memory.database)
        with Crew(desk, Desk, (site, now), jobs or usable_cores()) as crew:
            done = Build(memory, desk, crew, progress, full=full, yes=yes, moved=moved)
            done.run()
        return Built(
            now=now,
            offers=MappingProxyType({s.value: done.outcome.offers.get(s.value, 0) for s in Status}),
            files=MappingProxyType(done.files()),
            problems=done.problems(),
            own=tuple(done.own),
            seconds=perf_counter() - started,
            next_change=done.next_change(),
            written=Written(tuple(done.batch.written), tuple(done.removed)),
            feeds=tuple(done.feeds()),
        )
