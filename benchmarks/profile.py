"""Where the time of a cold build goes: one build in one process, function by function.

Time is put down to stages by the modules that functions live in. What the standard library and
the libraries of others take counts where it was asked for. Watching makes small functions look
dearer than they are: shares tell where to look, and the other suites how long it takes.
"""

from __future__ import annotations

import cProfile
import io
import pstats
import shutil
import sys
from collections import defaultdict
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING

from benchmarks import ours
from benchmarks.corpus import NOW
from benchmarks.figures import Column, Sample, Table
from benchmarks.running import ROOT, FailedError, child

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from benchmarks.how import How

_COLUMNS = (Column("share", "% of the time", 1), Column("ms", "ms for each offer", 3))

#: The stage of a module or of a function: the longest name that fits counts. Modules of ours are
#: named from ``syndicate`` on, those of others by what their path or name has in it.
STAGES: dict[str, str] = {
    "syndicate": "the rest: settings, the command",
    "syndicate/project": "keeping the stages together",
    "syndicate/content": "facts: place, work, dates, pay",
    "syndicate/content/source": "reading files",
    "syndicate/content/reading": "reading files",
    "syndicate/content/front_matter": "front matter",
    "syndicate/content/yaml": "front matter",
    "syndicate/content/fields": "front matter",
    "syndicate/content/folding": "front matter",
    "syndicate/content/vocabulary": "front matter",
    "syndicate/content/markup": "Markdown and sanitising",
    "syndicate/content/fragment": "Markdown and sanitising",
    "syndicate/content/kramdown": "Markdown and sanitising",
    "syndicate/content/liquid": "Markdown and sanitising",
    "syndicate/content/nodes": "Markdown and sanitising",
    "syndicate/content/tree": "Markdown and sanitising",
    "syndicate/content/checks": "checks and JobPosting",
    "syndicate/content/wording": "checks and JobPosting",
    "syndicate/content/lengths": "checks and JobPosting",
    "syndicate/jobposting": "checks and JobPosting",
    "syndicate/memory": "database",
    "syndicate/renderings": "page template",
    "syndicate/renderings/output_folder": "writing files",
    "syndicate/renderings/writer": "writing files",
    "syndicate/renderings/feed": "feeds",
    "syndicate/renderings/entries": "feeds",
    "syndicate/renderings/rss": "feeds",
    "syndicate/renderings/atom": "feeds",
    "syndicate/renderings/jsonfeed": "feeds",
    "syndicate/renderings/complete": "feeds",
    "syndicate/renderings/syntax": "feeds",
    "syndicate/renderings/escaping": "feeds",
    "syndicate/renderings/opml": "feeds",
    "syndicate/renderings/selections": "feeds",
    "syndicate/renderings/listing": "index and sitemap",
    "syndicate/renderings/sitemap": "index and sitemap",
    "comrak": "Markdown and sanitising",
    "nh3": "Markdown and sanitising",
    "sqlite3": "database",
    "yaml": "front matter",
    "feedgen": "feeds",
    "importlib._bootstrap": "starting, loading modules",
    "jinja2/compiler": "starting, loading modules",
}

_UNKNOWN = "what nobody asked for"
_SPREADS = 40

Function = tuple[str, int, str]
Shares = dict[str, float]

#: Calls of a function, seconds in it, seconds with what it called; and the same by callers.
Calls = tuple[int, int, float, float]
Told = tuple[int, int, float, float, dict[Function, Calls]]


def tables(how: How) -> Iterator[Table]:
    """The shares of all stages, the largest first."""
    number = 200 if how.quick else 2_000
    root = how.fast / "profile"
    how.tell(f"profile: writing {number:,} offers")
    ours.Site.make(root, number)
    how.tell("profile: building")
    found: dict[str, float] = child("profile.stages", root=root)
    shutil.rmtree(root)
    found.pop("mb")
    total = sum(found.values())
    table = Table("profile", f"A cold build of {number:,} offers, by stages", _COLUMNS)
    for stage, seconds in sorted(found.items(), key=lambda item: -item[1]):
        sample: Sample = {"share": 100 * seconds / total, "ms": 1000 * seconds / number}
        table.rows[stage] = [sample]
    yield table


def stages(root: str) -> Shares:
    """Seconds of each stage of one build in this process, the memory being made anew."""
    from syndicate.cli import main

    command = ["syndicate", "build", "--now", NOW.isoformat(), "--project", root]
    sys.argv = [*command, *(("--jobs", "1") if _knows_jobs() else ())]
    watch = cProfile.Profile()
    said = io.StringIO()
    code: object = 0
    with redirect_stdout(said), redirect_stderr(said):
        try:
            watch.runcall(main)
        except SystemExit as end:
            code = end.code
    if code not in (None, 0, 1):
        raise FailedError(f"exit code {code}\n{said.getvalue()}")
    return by_stage(pstats.Stats(watch).stats)  # type: ignore[attr-defined]


def by_stage(stats: Mapping[Function, Told]) -> Shares:
    """The seconds in *stats* by stages; those of other libraries go to who called them."""
    shares = {function: _own(function) for function in stats}
    for _ in range(_SPREADS):  # from callers to those that they call, and to theirs
        for function, (*_, callers) in stats.items():
            if _stage(function) is None:
                shares[function] = _mixed([(shares[who], told[3]) for who, told in callers.items()])
    found: Shares = defaultdict(float)
    for function, (_, _, seconds, _, _) in stats.items():
        known = shares[function]
        for stage, share in known.items():
            found[stage] += share * seconds
        found[_UNKNOWN] += seconds * max(0.0, 1 - sum(known.values()))
    return {stage: seconds for stage, seconds in found.items() if seconds > 0}


def _own(function: Function) -> Shares:
    stage = _stage(function)
    return {stage: 1.0} if stage else {}


def _mixed(callers: list[tuple[Shares, float]]) -> Shares:
    """What callers are there for, by the time that they asked for."""
    known = [(shares, seconds) for shares, seconds in callers if shares]
    total = sum(seconds for _, seconds in known)
    found: Shares = defaultdict(float)
    for shares, seconds in known:
        for stage, share in shares.items():
            found[stage] += share * (seconds / total if total else 1 / len(known))
    return found


def _stage(function: Function) -> str | None:
    file, _, name = function
    path = file.replace(str(ROOT), "").replace("\\", "/")
    if "/renderings/templates/" in path:
        return STAGES["syndicate/renderings"]
    where = path.lstrip("/") if path.startswith("/syndicate/") else ""
    known = [key for key in STAGES if where.startswith(key)] if where else []
    if not where:
        known = [key for key in STAGES if not key.startswith("syndicate") and key in path + name]
    return STAGES[max(known, key=len)] if known else None


def _knows_jobs() -> bool:
    import subprocess

    told = subprocess.run(
        [sys.executable, "-m", "syndicate", "build", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    return "--jobs" in told.stdout
