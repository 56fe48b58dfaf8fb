"""The real command, started as a person would start it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

COMMAND = str(Path(sys.executable).with_name("syndicate"))

#: Far more than any of these runs takes; one that hangs is ended, and its test fails.
PATIENCE = 60


def syndicate(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The outcome of ``syndicate ARGUMENTS``."""
    return subprocess.run(
        [COMMAND, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
        timeout=PATIENCE,
    )


@contextmanager
def running(
    *arguments: str,
) -> Iterator[tuple[subprocess.Popen[str], IO[str], IO[str]]]:
    """``syndicate ARGUMENTS`` at work, its standard output and its standard error."""
    with subprocess.Popen(
        [COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as process:
        end = Timer(PATIENCE, process.kill)
        end.start()
        try:
            assert process.stdout is not None
            assert process.stderr is not None
            yield process, process.stdout, process.stderr
        finally:
            end.cancel()
            process.kill()


def line_with(words: str, stream: IO[str]) -> str:
    """The next line of *stream* that holds *words*."""
    for line in stream:
        if words in line:
            return line
    raise AssertionError(f"{words!r} was never said")
