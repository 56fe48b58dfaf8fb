"""Each run in a process of its own: then its memory is its own, and nothing is warm by chance."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.figures import Sample

ROOT = Path(__file__).resolve().parents[1]


class FailedError(Exception):
    """A run ended with a fault: there is no figure."""


def child(case: str, **arguments: Any) -> Any:
    """What the function *case* (``module.function`` of this package) measured, and its memory.

    That is a ``Sample``, unless *case* says otherwise. ``mb`` is the largest resident size that
    the process ever had, the interpreter included.
    """
    told = json.dumps(arguments, default=str)
    command = [sys.executable, "-m", "benchmarks.running", case, told]
    sample, output = command_line(command, ROOT)
    return {"mb": sample["mb"], **json.loads(output)}


def command_line(
    command: Sequence[str], folder: Path, expected: Sequence[int] = (0,)
) -> tuple[Sample, str]:
    """Seconds (``seconds``, by the processors ``cpu``) and memory of a command, and its output."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
    assert process.stdout is not None  # noqa: S101 - for the type checker
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if process.returncode not in expected:
        raise FailedError(f"{' '.join(command)}: exit code {process.returncode}\n{output}")
    sample = {
        "seconds": seconds,
        "cpu": usage.ru_utime + usage.ru_stime,
        "mb": usage.ru_maxrss / (1024 if sys.platform == "linux" else 1_048_576),
    }
    return sample, output


class Stopwatch:
    """Seconds on the wall and of this process's processor time, from its making on."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def sample(self, number: int = 0) -> Sample:
        """What has passed since; with *number* also how many of them a second."""
        seconds = time.perf_counter() - self._wall
        sample = {"seconds": seconds, "cpu": time.process_time() - self._cpu}
        return {**sample, "rate": number / seconds} if number else sample


def main(case: str, arguments: str) -> None:
    """Run one *case* and print its sample."""
    module, _, function = case.rpartition(".")
    found = getattr(import_module(f"benchmarks.{module}"), function)
    sys.stdout.write(json.dumps(found(**json.loads(arguments))))


if __name__ == "__main__":
    main(*sys.argv[1:])
