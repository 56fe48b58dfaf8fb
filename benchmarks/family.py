"""What a command costs with every process that it starts: time, and memory of all at once."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryFile
from threading import Event, Thread
from typing import TYPE_CHECKING

from benchmarks.running import FailedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.figures import Sample

#: A look at the memory every so many seconds, unless looking takes more than this share of time:
#: the system walks through all pages of a process for it, and large ones would be slowed down.
_INTERVAL = 0.02
_SHARE = 0.04

_PROC = Path("/proc")
_SAID = 2_000


def run(
    command: Sequence[str],
    folder: Path,
    *,
    expected: Sequence[int] = (0,),
    environment: Mapping[str, str] | None = None,
) -> Sample:
    """Seconds (``seconds``, by the processors ``cpu``) and memory (``mb``) of *command*.

    All its processes count: the seconds by the processors of those that were waited for, and
    the largest memory that all of them had at one moment. A page that several share counts once.
    """
    with TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own
            command,
            cwd=folder,
            env=None if environment is None else {**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        watch = Watch(process.pid)
        try:
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - started
            process.returncode = os.waitstatus_to_exitcode(status)
        finally:
            if process.returncode is None:
                process.kill()
            watch.stop()
        if process.returncode not in expected:
            output.seek(0)
            said = output.read().decode(errors="replace")[-_SAID:]
            words = " ".join(map(str, command))
            raise FailedError(f"{words}: exit code {process.returncode}\n{said}")
    return {
        "seconds": seconds,
        "cpu": usage.ru_utime + usage.ru_stime,
        "mb": max(watch.largest, _largest(usage.ru_maxrss)),
    }


def _largest(child: int) -> float:
    """MB of the largest process, which the system knows even where no look fell upon it.

    What is smaller than this program is told as being as large, and is not known.
    """
    known = child > getrusage(RUSAGE_SELF).ru_maxrss
    return child / (1024 if sys.platform == "linux" else 1_048_576) if known else 0.0


class Watch:
    """Looks at the memory of process *root* and its descendants, until it is stopped.

    ``largest`` is the most that they had together, in MB: 0 where the system does not tell.
    """

    def __init__(self, root: int) -> None:
        self.largest = 0.0
        self._root = root
        self._over = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        pause, beginning = 0.0, time.perf_counter()
        while not self._over.wait(pause):
            started = time.thread_time()
            self.largest = max(self.largest, memory(self._root))
            taken = time.thread_time() - started
            # What is over soon is looked at more often.
            since = time.perf_counter() - beginning
            pause = max(min(_INTERVAL, since / 4) - taken, taken / _SHARE)


def memory(root: int) -> float:
    """What process *root* and its descendants have in memory now, in MB.

    The sum of their shares, as a page that several have is there once. Shares are less where
    strangers have the page as well, but never is it less than the whole of the largest process.
    """
    found = [_of_one(process) for process in (root, *descendants(root))]
    return max(sum(share for share, _ in found), max(whole for _, whole in found)) / 1024


def descendants(process: int) -> Iterator[int]:
    """Every process that *process* started, or one of those, and that has not ended."""
    try:
        threads = list((_PROC / str(process) / "task").iterdir())
    except OSError:
        return
    for thread in threads:
        try:
            children = (thread / "children").read_text("ascii").split()
        except OSError:  # it has ended since
            continue
        for child in map(int, children):
            yield child
            yield from descendants(child)


def _of_one(process: int) -> tuple[int, int]:
    """kB of one process: its share of every page, and all of them; twice all where none is told."""
    folder = _PROC / str(process)
    try:
        found = _lines(folder / "smaps_rollup")
        return found["Pss"], found["Rss"]
    except FileNotFoundError:
        try:
            whole = _lines(folder / "status")["VmRSS"]
        except (OSError, KeyError):
            return 0, 0
        return whole, whole
    except (OSError, KeyError):  # it has ended since
        return 0, 0


def _lines(file: Path) -> dict[str, int]:
    lines = (line.split() for line in file.read_text("ascii", "replace").splitlines())
    return {
        line[0].rstrip(":"): int(line[1])
        for line in lines
        if len(line) == 3 and line[2] == "kB" and line[1].isdigit()
    }
