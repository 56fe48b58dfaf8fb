"""The folder of our own memory, and the only right to build."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from syndicate.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


#: Seconds that the processes of a build have to end when their first one has died.
_PATIENCE = 10.0


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
            _take(handle)
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


def _take(handle: int) -> None:
    """Take the lock; ``BlockingIOError`` when somebody holds it.

    When who held it has died, its other processes are about to: that is waited for.
    """
    patience = time.monotonic() + _PATIENCE
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if _is_alive(handle) or time.monotonic() > patience:
                raise
        time.sleep(0.02)


def _is_alive(handle: int) -> bool:
    """Whether the process runs that wrote its number into the lock."""
    try:
        os.kill(int(os.pread(handle, 200, 0).split(b",")[0].removeprefix(b"process ")), 0)
    except ProcessLookupError:
        return False
    except (OSError, ValueError, OverflowError):
        return True  # that of somebody else, or one that has not told its number yet
    return True


def make_state_dir(state_dir: Path) -> None:
    """Make the folder of our own memory, for its owner's eyes and outside of Git."""
    try:
        state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        ignore = state_dir / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{state_dir}: {error.strerror}; its memory lives there") from error
