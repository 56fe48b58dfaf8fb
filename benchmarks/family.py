"""What a command costs with every process that it starts: time, and memory of all at once."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
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
    largest = usage.ru_maxrss / (1024 if sys.platform == "linux" else 1_048_576)
    return {
        "seconds": seconds,
        "cpu": usage.ru_utime + usage.ru_stime,
        # The largest process alone is known exactly; a peak between two looks is not.
        "mb": max(watch.largest, largest),
    }


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
        pause = 0.0
        while not self._over.wait(pause):
            started = time.perf_counter()
            self.largest = max(self.largest, memory(self._root))
            taken = time.perf_counter() - started
            pause = max(_INTERVAL - taken, taken / _SHARE)


def memory(root: int) -> float:
    """What process *root* and its descendants have in memory now, in MB."""
    return sum(map(_of_one, (root, *descendants(root)))) / 1024


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


def _of_one(process: int) -> int:
    """kB of one process: its share of every page, or all of them where shares are not told."""
    folder = _PROC / str(process)
    try:
        return _line(folder / "smaps_rollup", "Pss:")
    except FileNotFoundError:
        try:
            return _line(folder / "status", "VmRSS:")
        except OSError:
            return 0
    except OSError:  # it has ended since
        return 0


def _line(file: Path, name: str) -> int:
    for line in file.read_text("ascii", "replace").splitlines():
        if line.startswith(name):
            return int(line.split()[1])
    return 0
