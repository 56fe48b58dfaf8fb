"""A file of the author's replaced by a changed version of itself: whole, or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from syndicate.content.source import read_bytes
from syndicate.errors import ContentError, OutputError

if TYPE_CHECKING:
    from io import BufferedWriter
    from pathlib import Path


def rewrite(file: Path, before: bytes, after: bytes) -> None:
    """Make *after* the bytes of *file*, which were *before*; its mode stays.

    Raises ``OutputError``, and changes nothing, when the file is no longer what it was, may not
    be written, or the disk refuses.
    """
    draft = file.with_name(f".syndicate-{os.getpid()}")
    try:
        mode = stat.S_IMODE(file.lstat().st_mode)
        if not mode & 0o222 or not os.access(file, os.W_OK):
            raise OutputError(f"{file}: not changed, for it is read-only; allow it with: chmod u+w")
        with _made(draft, mode) as handle:
            handle.write(after)
            handle.flush()
            os.fsync(handle.fileno())
        _refuse_changed(file, before)
        draft.replace(file)
    except OSError as error:
        raise OutputError(f"{file}: not changed: {error.strerror}") from error
    finally:
        with suppress(OSError):
            draft.unlink()


def _made(draft: Path, mode: int) -> BufferedWriter:
    # What a killed run left behind is ours, by its name.
    draft.unlink(missing_ok=True)
    number = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
    os.fchmod(number, mode)
    return os.fdopen(number, "wb")


def _refuse_changed(file: Path, before: bytes) -> None:
    try:
        unchanged = read_bytes(file) == before
    except ContentError:
        unchanged = False
    if not unchanged:
        raise OutputError(
            f"{file}: not changed, for somebody else has just changed it; "
            "look at it, and run syndicate suggest again"
        )
