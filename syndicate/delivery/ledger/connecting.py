"""Connections to the ledger's database: how they begin, wait and fail."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from syndicate.delivery.ledger.schema import Damage
from syndicate.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

#: What can be done about a ledger that cannot be read, in the words of the commands.
WAY_OUT = (
    "put the backup back; or move what is left away, then read an export with "
    "`syndicate ledger import FILE`, or take what the boards show with `syndicate adopt BOARD`"
)


def resolve(url: str, root: Path) -> URL:
    """*url* with its driver; a relative SQLite path starts at *root*."""
    try:
        parts = make_url(url)
    except ArgumentError:
        raise LedgerError(
            "the address of the ledger is not one: write sqlite:///.syndicate/ledger.db "
            "or postgresql://user@host/database"
        ) from None
    kind = parts.get_backend_name()
    if kind == "postgres":
        kind = "postgresql"
    if kind == "postgresql":
        return parts.set(drivername="postgresql+psycopg")
    if kind == "sqlite" and parts.database and parts.database != ":memory:":
        return parts.set(drivername="sqlite", database=str(root.resolve() / parts.database))
    raise LedgerError(
        f"a ledger cannot lie in {parts.render_as_string()}: write "
        "sqlite:///.syndicate/ledger.db or postgresql://user@host/database"
    )


class Database:
    """One ledger's connections, for all threads of this process.

    Every fault of the database or the disk leaves as a ``LedgerError``.
    """

    def __init__(self, url: URL, patience: timedelta) -> None:
        self.url = url
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self.path = self.path_of(url) if self.is_sqlite else None
        self._turn = threading.Lock()
        self.engine = self._engine(patience)
        self._writer = self.engine.execution_options(writing=True)

    @staticmethod
    def path_of(url: URL) -> Path:
        """The file behind an SQLite *url*."""
        return Path(url.database or "")

    @property
    def place(self) -> str:
        """Where the ledger lies, for people; without a password."""
        return str(self.path) if self.path else self.url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self, *, repeatable: bool = False) -> Iterator[Connection]:
        """A transaction that changes nothing; all its statements see one moment if *repeatable*."""
        with self.translated(), self.engine.connect() as connection:
            if repeatable and not self.is_sqlite:  # SQLite's always are.
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is on disk when the block ends, or has changed nothing."""
        # SQLite lets one write at a time: threads that wait here wake sooner than by polling.
        turn = self._turn if self.is_sqlite else nullcontext()
        with self.translated(), turn, self._writer.begin() as connection:
            yield connection

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Faults of the database, told in words."""
        try:
            yield
        except Damage as error:
            raise damaged(self.place, str(error)) from error
        except UnicodeDecodeError as error:  # The names of its tables, within SQLite's complaint.
            raise damaged(self.place, "its words are none") from error
        except DBAPIError as error:
            raise LedgerError(_explain(self.place, error.orig)) from error
        except (SQLAlchemyError, sqlite3.Error, OSError) as error:
            raise LedgerError(_explain(self.place, error)) from error

    def close(self) -> None:
        """Ends all connections."""
        with self.translated():
            self.engine.dispose()

    def _engine(self, patience: timedelta) -> Engine:
        seconds = patience.total_seconds()
        wait: dict[str, Any] = {"timeout": seconds} if self.is_sqlite else {"connect_timeout": 10}
        try:
            engine = create_engine(
                self.url, connect_args=wait, pool_size=8, max_overflow=64, pool_timeout=seconds
            )
        except ImportError as error:
            raise LedgerError(
                "a ledger in PostgreSQL needs its driver: pip install 'syndicate-jobs[postgresql]'"
            ) from error
        if self.is_sqlite:
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        else:
            limit = f"SET lock_timeout = {int(seconds * 1000)}"
            event.listen(engine, "connect", lambda raw, _: _prepare_postgresql(raw, limit))
        return engine


def _prepare_sqlite(raw: Any, _: object) -> None:
    raw.isolation_level = None  # Transactions begin by our word: see _begin_sqlite.
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "cell_size_check = ON"):
        raw.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A reader that turns writer fails at once when another wrote meanwhile; IMMEDIATE waits.
    writes = connection.get_execution_options().get("writing", False)
    raw: Any = connection.connection.driver_connection
    raw.execute("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare_postgresql(raw: Any, limit: str) -> None:
    raw.autocommit = True
    raw.execute(limit)
    raw.autocommit = False


_SQLITE = {
    "SQLITE_FULL": "the disk is full: make room; nothing was changed",
    "SQLITE_IOERR": "the disk refused it (full, or broken); nothing was changed",
    "SQLITE_BUSY": "another process is writing to it for too long: try again, or see which it is",
    "SQLITE_LOCKED": "another process holds it: try again, or see which it is",
    "SQLITE_READONLY": "it may not be written: check the owner of the file and of its folder",
    "SQLITE_CANTOPEN": "it cannot be opened: check that its folder exists and may be written",
    "SQLITE_PERM": "it may not be opened: check the owner of the file and of its folder",
    "SQLITE_CORRUPT": f"it is damaged: {WAY_OUT}",
    "SQLITE_NOTADB": f"it is no ledger, or a damaged one: {WAY_OUT}",
}


def _explain(place: str, error: BaseException | None) -> str:
    name = str(getattr(error, "sqlite_errorname", ""))
    for start, words in _SQLITE.items():
        if name.startswith(start):
            return f"the ledger {place}: {words}"
    text = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, sqlite3.Error):
        return f"the ledger {place} is damaged ({text}): {WAY_OUT}"
    return f"the ledger {place} cannot be used: {text}"


def damaged(place: str, what: str) -> LedgerError:
    """The error for a ledger whose content is not what was written."""
    return LedgerError(f"the ledger {place} is damaged: {what}; {WAY_OUT}")
