"""The file ``build.db``: opened, made, refused, set aside when it is broken."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from syndicate.errors import OutputError
from syndicate.memory.lock import make_state_dir
from syndicate.memory.schema import TABLES, VERSION, upgrade

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REMEDY = "delete the file if every offer can be read: the next build makes it anew"

#: SQLite's own words for a file that is no database, or no longer one.
_BROKEN = ("SQLITE_CORRUPT", "SQLITE_NOTADB")

#: Seconds to wait for another process of the same build that is writing.
_PATIENCE = 60

# Nothing is flushed at each commit: after a power cut the last commits may be missing, never
# half there, and the next build does their work again.
_HABITS = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA wal_autocheckpoint = 8000;
PRAGMA cache_size = -8000;
"""


class _TooOldError(Exception):
    """The file cannot be written, and an earlier program made its tables."""


class Database:
    """A connection to ``build.db`` in *state_dir*; every fault is an ``OutputError``.

    ``warning`` is empty, or says that a broken file was set aside and a new one begun. With
    *read_only* nothing is made or changed, and a file that is not there is an empty one.
    """

    def __init__(self, state_dir: Path, *, read_only: bool = False) -> None:
        self.path = state_dir / "build.db"
        self.warning = ""
        if not read_only:
            make_state_dir(state_dir)
        try:
            self.connection = _open_to_read(self.path) if read_only else _open(self.path)
        except sqlite3.DatabaseError as error:
            if not _is_broken(error):
                raise fault(self.path, error) from error
            self.connection = (
                _connect(":memory:", self.path) if read_only else _begin_anew(self.path)
            )
            self.warning = (
                f"{self.path} is broken ({error}); "
                + ("the next build sets it aside" if read_only else "it was set aside")
                + " and begins a new one. A file that cannot be read now has no last good version"
            )

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything that is written in the block, or nothing of it."""
        with self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection; what goes wrong with it becomes an ``OutputError``."""
        try:
            yield self.connection
        except sqlite3.Error as error:
            raise fault(self.path, error) from error

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Let go of the file for the block."""
        self.connection.close()
        try:
            yield
        finally:
            self.connection = _open(self.path)

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


def fault(path: Path, error: sqlite3.Error) -> OutputError:
    """*error* in words for a person."""
    return OutputError(f"{path}: {error}" + (f"; {REMEDY}" if _is_broken(error) else ""))


def _open(path: Path) -> sqlite3.Connection:
    """The database at *path*, made when it is new."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # SQLite would let others read it
    except OSError as error:
        raise _unreachable(path, error) from error
    return _connect(str(path), path)


def _open_to_read(path: Path) -> sqlite3.Connection:
    try:
        size = path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        size = 0
    except OSError as error:
        raise _unreachable(path, error) from error
    if size == 0:
        return _connect(":memory:", path)
    # Not read-only where that can be avoided: what a killed build left must be taken in.
    address = path.absolute().as_uri()
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return _connect(f"{address}?mode=rw", path)
    try:
        return _connect(f"{address}?mode=ro&immutable=1", path)
    except _TooOldError:
        return _connect(":memory:", path)


def _unreachable(path: Path, error: OSError) -> OutputError:
    return OutputError(f"{path}: {error.strerror}; the memory of builds is kept there")


def _connect(where: str, path: Path) -> sqlite3.Connection:
    """A connection to *where* (for messages: *path*) whose tables are there and can be read."""
    db = sqlite3.connect(
        where,
        timeout=_PATIENCE,
        isolation_level=None,
        uri=where.startswith("file:"),
        check_same_thread=False,  # a watch builds in whichever thread has the time
    )
    try:
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise OutputError(
                f"{path}: was written by a newer Syndicate (version {version} of the file, this "
                f"program knows {VERSION}); install that version again, or {REMEDY}"
            )
        if "immutable" not in where:
            db.executescript(_HABITS)
            if version < VERSION:
                # A kill in the middle of this leaves the database as it was.
                db.executescript(f"BEGIN IMMEDIATE;{upgrade(version)}COMMIT;")
        elif version < VERSION:
            raise _TooOldError
        for table in TABLES:
            # Walks every page of the keys: a broken file shows here, before it is relied upon.
            db.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - a constant
    except BaseException:
        db.close()
        raise
    return db


def _begin_anew(path: Path) -> sqlite3.Connection:
    """Set the broken database aside, for whoever wants to look at it, and make a new one."""
    try:
        path.replace(path.with_name(f"{path.name}.broken"))
        for rest in ("journal", "wal", "shm"):
            path.with_name(f"{path.name}-{rest}").unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: is broken and cannot be renamed: {error.strerror}") from error
    return _open(path)


def _is_broken(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith(_BROKEN)
