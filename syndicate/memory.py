"""What one build remembers for the next: files written, last good texts, files that vanished.

Everything here can be had again: our mark tells which files of the output folder are ours, and
the content folder holds the texts. What a lost memory costs is said in the warning that reports
it: a file that cannot be read at that very moment has no last good version to stand in for it.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import zlib
from collections.abc import Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from syndicate.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path
    from types import TracebackType

T = TypeVar("T")

#: Raised when the tables change; a number above it was written by a newer program.
VERSION = 1

#: Texts of vanished files are kept so long: a move is noticed well within it.
_MOURNING = timedelta(days=400)

_TABLES = f"""
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sources (
    path TEXT PRIMARY KEY, id TEXT NOT NULL, digest TEXT NOT NULL, text BLOB NOT NULL,
    first_seen TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS gone (
    path TEXT PRIMARY KEY, id TEXT NOT NULL, digest TEXT NOT NULL, text BLOB NOT NULL,
    gone_at TEXT NOT NULL);
PRAGMA user_version = {VERSION};
"""

_REMEDY = "delete the file if every offer can be read: the next build makes it anew"

#: SQLite's own words for a file that is no database, or no longer one.
_BROKEN = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


class Memory:
    """``.syndicate/build.db``, open for one build; close it, or use it in a ``with``.

    ``warning`` is empty, or says that a broken memory was set aside and a new one begun.
    With *read_only* nothing is made or changed, and a memory that is not there is empty;
    otherwise be the holder of ``locked``. Every fault of the disk is an ``OutputError``.
    """

    def __init__(self, state_dir: Path, *, read_only: bool = False) -> None:
        self.path = state_dir / "build.db"
        self.warning = ""
        if not read_only:
            make_state_dir(state_dir)
        try:
            self._db = _open_to_read(self.path) if read_only else _open(self.path)
        except sqlite3.DatabaseError as error:
            if not _is_broken(error):
                raise _fault(self.path, error) from error
            self._db = _connect(":memory:", self.path) if read_only else _begin_anew(self.path)
            self.warning = (
                f"{self.path} is broken ({error}); "
                + ("the next build sets it aside" if read_only else "it was set aside")
                + " and begins a new one. A file that cannot be read now has no last good version"
            )

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
        self._db.close()

    # -- files written ----------------------------------------------------------------------

    def files(self) -> dict[str, str]:
        """Path below the output folder → digest, of every file written by the last build."""
        with self._faults():
            return dict(self._db.execute("SELECT path, digest FROM files"))

    def claim(self, paths: Collection[str]) -> None:
        """Note at once that *paths* are ours; ``remember_files`` tells their digests later."""
        with self._transaction():
            self._db.executemany(
                "INSERT OR IGNORE INTO files VALUES (?, '')", [(path,) for path in paths]
            )

    def remember_files(self, files: Mapping[str, str]) -> None:
        """From now on exactly *files* (path → digest) are ours."""
        with self._transaction():
            held = dict(self._db.execute("SELECT path, digest FROM files"))
            self._db.executemany(
                "DELETE FROM files WHERE path = ?", [(path,) for path in held if path not in files]
            )
            self._db.executemany(
                "INSERT OR REPLACE INTO files VALUES (?, ?)",
                [item for item in files.items() if held.get(item[0]) != item[1]],
            )

    # -- content files ----------------------------------------------------------------------

    def sources(self, make: Callable[[str, str, str], T]) -> Mapping[str, T]:
        """Path of a content file → ``make(id, digest, text)`` of its last good version."""
        return _Texts(self, "sources", make)

    def gone(self, make: Callable[[str, str, str], T]) -> Mapping[str, T]:
        """The same for files that are no longer there: a new file like one of them is a move."""
        return _Texts(self, "gone", make)

    def first_seen(self) -> dict[str, datetime]:
        """Path of a content file → the instant of the first build that could read it.

        For one that is gone, the instant of the first build that missed it.
        """
        with self._faults():
            rows = self._db.execute(
                "SELECT path, gone_at FROM gone UNION ALL SELECT path, first_seen FROM sources"
            )
            return {path: datetime.fromisoformat(when) for path, when in rows}

    def remember_sources(
        self,
        good: Mapping[str, tuple[str, str, str]],
        present: Collection[str],
        now: datetime,
    ) -> None:
        """Take in the texts that were read well: path → (id, digest, text).

        *present* is every path that still is an offer, readable or not; a remembered path
        that is not among them is from now on ``gone``.
        """
        when = now.astimezone(UTC).isoformat()
        with self._transaction():
            held = dict(self._db.execute("SELECT path, digest || id FROM sources"))
            lost = [(path,) for path in held if path not in present and path not in good]
            self._db.executemany(
                "INSERT OR REPLACE INTO gone "
                "SELECT path, id, digest, text, ? FROM sources WHERE path = ?",
                [(when, path) for (path,) in lost],
            )
            self._db.executemany("DELETE FROM sources WHERE path = ?", lost)
            self._db.executemany(
                "INSERT INTO sources VALUES (?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET "
                "id = excluded.id, digest = excluded.digest, text = excluded.text",
                (
                    (path, name, digest, _packed(text), when)
                    for path, (name, digest, text) in good.items()
                    if held.get(path) != digest + name
                ),
            )
            self._db.executemany("DELETE FROM gone WHERE path = ?", [(path,) for path in good])
            too_old = (now.astimezone(UTC) - _MOURNING).isoformat()
            self._db.execute("DELETE FROM gone WHERE gone_at < ?", (too_old,))

    def row(self, table: str, path: str) -> tuple[str, str, str] | None:
        """Id, digest and text which *table* holds for *path*."""
        with self._faults():
            found = self._db.execute(
                f"SELECT id, digest, text FROM {table} WHERE path = ?",  # noqa: S608 - a constant of this module
                (path,),
            ).fetchone()
        if found is None:
            return None
        try:
            return found[0], found[1], _unpacked(found[2])
        except (zlib.error, UnicodeDecodeError) as error:
            raise OutputError(f"{self.path}: {error}; {_REMEDY}") from error

    def paths(self, table: str) -> list[str]:
        """Every path *table* holds, in order."""
        with self._faults():
            query = f"SELECT path FROM {table} ORDER BY path"  # noqa: S608 - a constant of this module
            return [path for (path,) in self._db.execute(query)]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._faults():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _fault(self.path, error) from error


class _Texts(Mapping[str, T], Generic[T]):
    """One table as a mapping; a text is fetched and unpacked only when it is asked for."""

    def __init__(self, memory: Memory, table: str, make: Callable[[str, str, str], T]) -> None:
        self._memory = memory
        self._table = table
        self._make = make
        self._paths = dict.fromkeys(memory.paths(table))

    def __getitem__(self, path: str) -> T:
        row = self._memory.row(self._table, path) if path in self._paths else None
        if row is None:
            raise KeyError(path)
        return self._make(*row)

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


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


def _open(path: Path) -> sqlite3.Connection:
    """The database at *path*, made when it is new."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # SQLite would let others read it
    except OSError as error:
        raise OutputError(
            f"{path}: {error.strerror}; the memory of builds is kept there"
        ) from error
    return _connect(str(path), path)


def _open_to_read(path: Path) -> sqlite3.Connection:
    try:
        size = path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        size = 0
    except OSError as error:
        raise OutputError(
            f"{path}: {error.strerror}; the memory of builds is kept there"
        ) from error
    if size == 0:
        return _connect(":memory:", path)
    # Not read-only where that can be avoided: what a killed build left must be rolled back.
    mode = "rw" if os.access(path, os.W_OK) else "ro"
    return _connect(f"{path.absolute().as_uri()}?mode={mode}", path)


def _connect(where: str, path: Path) -> sqlite3.Connection:
    """A connection to *where* (for messages: *path*) whose tables are there and can be read."""
    db = sqlite3.connect(where, timeout=10, isolation_level=None, uri=where.startswith("file:"))
    try:
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise OutputError(
                f"{path}: was written by a newer Syndicate (version {version} of the file, this "
                f"program knows {VERSION}); install that version again, or {_REMEDY}"
            )
        if version == 0:
            # A kill in the middle of this leaves an empty database, never half the tables.
            db.executescript(f"BEGIN IMMEDIATE;{_TABLES}COMMIT;")
        for table in ("files", "sources", "gone"):
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
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: is broken and cannot be renamed: {error.strerror}") from error
    return _open(path)


def _is_broken(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith(_BROKEN)


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def _unpacked(data: bytes) -> str:
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def _fault(path: Path, error: sqlite3.Error) -> OutputError:
    return OutputError(f"{path}: {error}" + (f"; {_REMEDY}" if _is_broken(error) else ""))
