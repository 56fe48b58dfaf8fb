"""The folder of our own memory, and the only right to build."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from syndicate.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def locked(state_dir: Path) -> Iterator[None]:
    """Hold the only right to build; ``OutputError`` says who holds it otherwise.

    The kernel releases it when the process ends, however it ends: no lock is ever stale.
    """
    make_state_dir(state_dir)
    path = state_dir / "build.lock"
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(handle, 200, 0).decode("utf-8", "replace").strip()
            raise OutputError(
                f"{path}: another build is at work here ({holder or 'process unknown'}); "
                "wait until it has finished"
            ) from error
        except OSError as error:
            raise OutputError(f"{path}: cannot be locked: {error.strerror}") from error
        started = datetime.now(UTC).isoformat(timespec="seconds")
        with suppress(OSError):  # who holds it is said for people; a full disk can wait
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"process {os.getpid()}, since {started}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def make_state_dir(state_dir: Path) -> None:
    """Make the folder of our own memory, for its owner's eyes and outside of Git."""
    try:
        state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        ignore = state_dir / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{state_dir}: {error.strerror}; its memory lives there") from error
