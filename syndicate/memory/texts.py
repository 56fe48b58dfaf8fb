"""Texts of offers as earlier builds understood them."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from syndicate.errors import OutputError
from syndicate.memory.database import REMEDY

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

    from syndicate.memory.database import Database

T = TypeVar("T")

#: Texts of vanished files are kept so long: a move is noticed well within it.
MOURNING = timedelta(days=400)

#: The last good text of a path: of its reading, or, where that is not good, of an earlier one.
#: The plus keeps SQLite from an index of all that is not kept, where some paths are asked for.
_GOOD = (
    "SELECT path, id, digest, version, NULL FROM offers WHERE good AND +kept = 0 "
    "UNION ALL SELECT path, id, digest, NULL, text FROM sources "
    "WHERE NOT EXISTS (SELECT 1 FROM offers WHERE offers.path = sources.path AND kept = 0 AND good)"
)
_GONE = "SELECT path, id, digest, NULL, text FROM gone"


class Texts(Mapping[str, T], Generic[T]):
    """Path of a content file → ``make(id, digest, text)``; texts are fetched when asked for.

    Those of *gone* files; or those of all files; or of these *paths*, and of what is below them.
    """

    def __init__(
        self,
        database: Database,
        make: Callable[[str, str, str], T],
        *,
        gone: bool = False,
        paths: Iterable[str] | None = None,
    ) -> None:
        self._database = database
        self._make = make
        with database.reading() as db:
            rows: Iterable[tuple[Any, ...]]
            if paths is None:
                rows = db.execute(_GONE if gone else _GOOD)
            else:
                rows = [row for path in paths for row in _below(db, path)]
            self._rows = {path: rest for path, *rest in sorted(rows, key=lambda row: str(row[0]))}

    def __getitem__(self, path: str) -> T:
        name, digest, version, packed = self._rows[path]
        return self._make(name, digest, self._text(version, packed))

    def _text(self, version: int | None, packed: bytes | None) -> str:
        try:
            if packed is not None:
                return unpacked(packed)
            with self._database.reading() as db:
                found = db.execute("SELECT text FROM bodies WHERE version = ?", (version,))
                (text,) = found.fetchone()
                return str(text, "utf-8", "surrogatepass")
        except (zlib.error, UnicodeDecodeError, TypeError) as error:
            raise OutputError(f"{self._database.path}: {error}; {REMEDY}") from error

    def __contains__(self, path: object) -> bool:
        return path in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def id(self, path: str) -> str | None:
        """The id that *path* had; None for a path that is not known."""
        row = self._rows.get(path)
        return None if row is None else str(row[0])


def _below(db: sqlite3.Connection, path: str) -> Iterator[tuple[Any, ...]]:
    """What ``_GOOD`` has of *path*, or, where that is a folder, of the files in it."""
    yield from db.execute(
        f"SELECT * FROM ({_GOOD}) WHERE path = ? OR path >= ? AND path < ?",  # noqa: S608 - constants
        (path, f"{path}/", f"{path}0"),  # 0 comes next after /
    )


def digests(database: Database) -> dict[str, str]:
    """Path of a content file → SHA-256 of its last good text."""
    with database.reading() as db:
        return {path: digest for path, _, digest, _, _ in db.execute(_GOOD)}


def first_seen(database: Database) -> dict[str, datetime]:
    """Path of a content file → the instant of the first build that could read it.

    For one that is gone, the instant of the first build that missed it.
    """
    with database.reading() as db:
        rows = db.execute(
            "SELECT path, gone_at FROM gone UNION ALL SELECT path, first_seen FROM offers "
            "WHERE first_seen IS NOT NULL AND kept = 0"
        )
        return {path: datetime.fromisoformat(when) for path, when in rows}


def shelve(db: sqlite3.Connection, path: str) -> None:
    """Keep the text of the reading of *path* before one comes that is not good."""
    row = db.execute(
        "SELECT id, digest, text, first_seen FROM offers JOIN bodies USING (version) "
        "WHERE path = ? AND kept = 0 AND good",
        (path,),
    ).fetchone()
    if row:
        name, digest, text, seen = row
        db.execute(
            "INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?, ?)",
            (path, name, digest, zlib.compress(text), seen),
        )


def mourn(db: sqlite3.Connection, path: str, now: datetime) -> None:
    """*path* has vanished: its last good text is that of a file that is gone."""
    shelve(db, path)
    when = now.astimezone(UTC).isoformat()
    db.execute(
        "INSERT OR REPLACE INTO gone SELECT path, id, digest, text, ? FROM sources WHERE path = ?",
        (when, path),
    )
    db.execute("DELETE FROM sources WHERE path = ?", (path,))


def forget_the_old(db: sqlite3.Connection, now: datetime) -> None:
    """Mourning ends after ``MOURNING``."""
    too_old = (now.astimezone(UTC) - MOURNING).isoformat()
    db.execute("DELETE FROM gone WHERE gone_at < ?", (too_old,))


def unpacked(data: bytes) -> str:
    """A text of ``sources`` or ``gone``."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")
