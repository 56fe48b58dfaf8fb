"""Who uses the ledger for a long command: one at a time, and freed by any crash."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from syndicate.delivery.ledger.rows import get, put
from syndicate.delivery.ledger.schema import meta
from syndicate.delivery.ledger.values import Holder
from syndicate.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from syndicate.delivery.ledger.connecting import Database

#: The name of the advisory lock in PostgreSQL; each database has its own.
_HOLDING = 0x73796E65

_ROW = meta.c.name == "holder"


@contextmanager
def hold(database: Database, command: str, now: datetime) -> Iterator[None]:
    """See ``Ledger.hold``."""
    words = json.dumps(
        {
            "command": command,
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": now.isoformat(),
        }
    )
    if database.path is None:
        with _hold_row(database, words):
            yield
    else:
        with _hold_file(database, _lock_file(database.path), words):
            yield


def holder(database: Database) -> Holder | None:
    """See ``Ledger.lock_holder``."""
    if database.path is None:
        return _row_holder(database)
    try:
        with _lock_file(database.path).open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except BlockingIOError:
        return _file_holder(database, _lock_file(database.path))
    except OSError as error:
        raise LedgerError(f"the ledger {database.place} cannot be used: {error}") from error
    return None


def _lock_file(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


@contextmanager
def _hold_file(database: Database, path: Path, words: str) -> Iterator[None]:
    with database.translated():
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _taken(database, _file_holder(database, path)) from None
        with database.translated():
            os.ftruncate(handle, 0)
            os.pwrite(handle, words.encode(), 0)
        yield
    finally:
        os.close(handle)


def _file_holder(database: Database, path: Path) -> Holder:
    with database.translated():
        return _read(path.read_text("utf-8"))


@contextmanager
def _hold_row(database: Database, words: str) -> Iterator[None]:
    with database.translated():
        connection = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    try:
        with database.translated():
            got = connection.execute(select(func.pg_try_advisory_lock(_HOLDING))).scalar()
        if not got:
            raise _taken(database, _row_of(database))
        with database.writing() as writing:
            put(writing, meta, {"name": "holder", "value": words})
        yield
    finally:
        with database.translated():
            connection.invalidate()  # The lock goes with its connection.
            connection.close()


def _row_holder(database: Database) -> Holder | None:
    with database.reading() as connection:
        free = connection.execute(select(func.pg_try_advisory_xact_lock_shared(_HOLDING))).scalar()
    return None if free else _row_of(database)


def _row_of(database: Database) -> Holder:
    with database.reading() as connection:
        row = get(connection, meta, _ROW)
    return _read("" if row is None else str(row["value"]))


def _read(words: str) -> Holder:
    """The holder in *words*; one who has not written them yet is nobody by name."""
    try:
        said = json.loads(words)
        since = datetime.fromisoformat(said["since"])
        return Holder(str(said["command"]), int(said["pid"]), str(said["host"]), since)
    except (ValueError, KeyError, TypeError):
        return Holder("another command", 0, "unknown host", datetime.fromtimestamp(0).astimezone())


def _taken(database: Database, who: Holder) -> LedgerError:
    return LedgerError(
        f"the ledger {database.place} is held by `syndicate {who.command}` (process {who.pid} on "
        f"{who.host}) since {who.since.isoformat(sep=' ', timespec='seconds')}: stop that one first"
    )
