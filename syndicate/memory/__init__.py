"""What one build remembers for the next: readings, files written, texts of files that vanished.

Everything here can be had again: our mark tells which files of the output folder are ours, and
the content folder holds the texts. What a lost memory costs is said in the warning that reports
it: a file that cannot be read at that very moment has no last good version to stand in for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from syndicate.memory import outputs, texts
from syndicate.memory.database import Database
from syndicate.memory.lock import locked, make_state_dir
from syndicate.memory.schema import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from syndicate.memory.texts import Texts

__all__ = ["VERSION", "Memory", "locked", "make_state_dir"]

T = TypeVar("T")


class Memory:
    """``.syndicate/build.db``, open for one build; close it, or use it in a ``with``.

    ``warning`` is empty, or says that a broken memory was set aside and a new one begun.
    With *read_only* nothing is made or changed, and a memory that is not there is empty;
    otherwise be the holder of ``locked``. Every fault of the disk is an ``OutputError``.
    """

    def __init__(self, state_dir: Path, *, read_only: bool = False) -> None:
        self.database = Database(state_dir, read_only=read_only)
        self.path = self.database.path
        self.warning = self.database.warning

    def __enter__(self) -> Memory:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    def files(self) -> dict[str, str]:
        """Path below the output folder → digest, of every file written by the last build."""
        with self.database.reading() as db:
            return {path: output.digest for path, output in outputs.outputs(db).items()}

    def sources(self, make: Callable[[str, str, str], T]) -> Texts[T]:
        """Path of a content file → ``make(id, digest, text)`` of its last good version."""
        return texts.Texts(self.database, make)

    def digests(self) -> dict[str, str]:
        """Path of a content file → SHA-256 of its last good text."""
        return texts.digests(self.database)

    def gone(self, make: Callable[[str, str, str], T]) -> Texts[T]:
        """The same for files that are no longer there: a new file like one of them is a move."""
        return texts.Texts(self.database, make, gone=True)

    def first_seen(self) -> dict[str, datetime]:
        """Path of a content file → the instant of the first build that could read it.

        For one that is gone, the instant of the first build that missed it.
        """
        return texts.first_seen(self.database)
