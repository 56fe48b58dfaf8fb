"""``python -m benchmarks``: measure, print tables, and write them into the document."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import (
    against,
    builds,
    deliveries,
    dialects,
    guard,
    ledgers,
    page,
    plans,
    profile,
    rounds,
)
from benchmarks.databases import postgresql
from benchmarks.how import How
from benchmarks.machine import machine
from benchmarks.running import ROOT, child

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.figures import Shown

DOCUMENT = ROOT / "docs" / "performance.md"
_MEMORY = Path("/dev/shm")  # noqa: S108 - it is asked for because it is memory
_SUITES: dict[str, Callable[[How], Iterator[Shown]]] = {
    "delivery": deliveries.tables,
    "ledger": ledgers.tables,
    "round": rounds.tables,
    "build": builds.tables,
    "dialects": dialects.tables,
    "plan": plans.tables,
    "peers": against.tables,
}

#: What is only run when it is asked for, and stands in no document.
_ASKED_FOR: dict[str, Callable[[How], Iterator[Shown]]] = {
    "profile": profile.tables,
    "guard": guard.tables,
}
_ALL = _SUITES | _ASKED_FOR

#: The only ones that ask a database server.
_SERVED = frozenset(("delivery", "ledger"))


def main() -> int:
    """Run the suites that are asked for."""
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # not without tidying up
    with ExitStack() as stack:
        how = _how(options, stack)
        _keep_bytecode(how.disk)
        words = _machine(how)
        _say(words)
        for name in options.suites:
            is_written = options.write and name in _SUITES
            try:
                for section, lines in _measured(name, how):
                    _say(lines)
                    if is_written:  # at once: an hour's figures are not lost with a later one
                        page.write(DOCUMENT, {"machine": words, section: lines})
            except guard.SlowerError as error:
                sys.stderr.write(f"{error}\n")
                return 1
    return 0


_HELP = f"of: {', '.join(_SUITES)} (all of these unless told); {', '.join(_ASKED_FOR)}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("suites", nargs="*", metavar="SUITE", help=_HELP)
    parser.add_argument("--quick", action="store_true", help="small inputs, one run")
    parser.add_argument(
        "--million", action="store_true", help="peers: a million offers as well, in 24 GB of memory"
    )
    parser.add_argument("--runs", type=int, help="counted runs of each (5; quick: 1)")
    parser.add_argument(
        "--disk",
        type=Path,
        default="/var/tmp",  # noqa: S108 - the disk of most machines; the folders below are new
        help="a folder on the disk to measure (/var/tmp)",
    )
    parser.add_argument("--write", action="store_true", help="write them into docs/performance.md")
    options = parser.parse_args()
    options.suites = options.suites or list(_SUITES)
    if unknown := set(options.suites) - set(_ALL):
        parser.error(f"there is no suite {', '.join(sorted(unknown))}")
    return options


def _how(options: argparse.Namespace, stack: ExitStack) -> How:
    disk = stack.enter_context(_folder(options.disk))
    memory = server = None
    if not options.quick:
        if _SERVED.intersection(options.suites):
            server = stack.enter_context(postgresql(disk))
        if _MEMORY.is_dir():
            memory = stack.enter_context(_folder(_MEMORY))
    return How(
        quick=options.quick,
        runs=options.runs or (1 if options.quick else 5),
        disk=disk,
        memory=memory,
        server=server,
        tell=_tell,
        million=options.million,
    )


def _keep_bytecode(folder: Path) -> None:
    """Commands start as where they are installed: what was compiled once is compiled."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")


@contextmanager
def _folder(above: Path) -> Iterator[Path]:
    """A new folder, gone with the block."""
    with tempfile.TemporaryDirectory(prefix="bench-", dir=above) as name:
        folder = Path(name)
        folder.chmod(0o711)  # PostgreSQL may run as somebody else, and has its folder in here
        yield folder


def _machine(how: How) -> list[str]:
    # Whichever suites this run is of: the document has figures of the others.
    server = child("databases.installed")["version"]
    found = machine(how.disk, how.memory, server)
    return [f"- {name}: {words}" for name, words in found.items()]


def _measured(name: str, how: How) -> Iterator[tuple[str, list[str]]]:
    """Name and lines of each table of one suite, with its command and how it was measured."""
    quick = " --quick" if how.quick else ""
    started = time.monotonic()
    for table in _ALL[name](how):
        told = (
            f"`python -m benchmarks {name}{quick}` on {time.strftime('%Y-%m-%d')}; {table.note()}."
        )
        yield table.name, [f"**{table.title}**", "", *table.lines(), "", told]
    _tell(f"{name}: {time.monotonic() - started:.0f} s in all\n")


def _say(lines: Sequence[str]) -> None:
    sys.stdout.write("\n".join(lines) + "\n\n")
    sys.stdout.flush()


def _tell(words: str) -> None:
    """What goes on, on a terminal: one line, written anew each time."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{words[:100]}")
    elif words.endswith("\n"):
        sys.stderr.write(words)


if __name__ == "__main__":
    sys.exit(main())
