"""Opening: made once, recognised ever after, and refused rather than mistaken."""

from __future__ import annotations

import fcntl
import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import func, inspect, select, text

from syndicate.delivery.ledger import checking, marker
from syndicate.delivery.ledger.connecting import WAY_OUT, Database, damaged, resolve
from syndicate.delivery.ledger.rows import get, put
from syndicate.delivery.ledger.schema import REVISION, meta
from syndicate.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta
    from pathlib import Path

    from sqlalchemy import Connection

#: Files up to this size are read whole when they are opened: it takes a moment.
_READ_WHOLE = 16 * 2**20

_MAGIC = b"SQLite format 3\x00"

#: Any number, the same in all versions: who makes or upgrades a ledger in PostgreSQL is alone.
_MAKING = 0x73796E64


def exists(url: str, root: Path, patience: timedelta) -> bool:
    """See ``Ledger.exists``."""
    if marker.read(root) is not None:
        return True
    parts = resolve(url, root)
    if parts.get_backend_name() == "sqlite":
        return _size(Database.path_of(parts)) > 0
    # A fresh checkout has no marker, and the database may well have a ledger.
    database = Database(parts, patience)
    try:
        return _revision(database) is not None
    finally:
        database.close()


def open_(url: str, root: Path, *, create: bool, anew: bool, patience: timedelta) -> Database:
    """See ``Ledger.open``."""
    parts = resolve(url, root)
    known = marker.read(root)
    if parts.get_backend_name() == "sqlite":
        _prepare_file(Database.path_of(parts), known, create=create, anew=anew)
    database = Database(parts, patience)
    try:
        found = _ready(database, known, create=create, anew=anew)
    except BaseException:
        database.close()
        raise
    if found != known:
        marker.write(root, found)
    return database


def _prepare_file(path: Path, known: str | None, *, create: bool, anew: bool) -> None:
    if _size(path) == 0:
        _may_make(str(path), known, create=create, anew=anew)
        return
    try:
        with path.open("rb") as file:
            magic = file.read(len(_MAGIC))
        path.chmod(0o600)
    except OSError as error:
        raise LedgerError(f"the ledger {path} cannot be opened: {error}") from error
    if magic != _MAGIC:
        raise damaged(str(path), "its first bytes are not those of a ledger")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise LedgerError(f"the ledger {path} cannot be opened: {error}") from error


def _may_make(place: str, known: str | None, *, create: bool, anew: bool) -> None:
    if known is not None and not anew:
        raise LedgerError(
            f"the ledger {place} is lost: this project had one "
            f"({marker.FOLDER}/{marker.NAME} says so), and without it everything would be "
            f"posted twice; {WAY_OUT}"
        )
    if not create:
        raise LedgerError(
            f"there is no ledger at {place} yet: `syndicate apply` makes one, and "
            "`syndicate adopt BOARD` makes one of what a board shows already"
        )


def _ready(database: Database, known: str | None, *, create: bool, anew: bool) -> str:
    """The id of the ledger, which is whole and as new as this program."""
    revision = _revision(database)
    if revision is None:
        _may_make(database.place, known, create=create, anew=anew)
        return make(database)
    if revision != REVISION:
        _upgrade(database, revision)
    if database.path and _size(database.path) <= _READ_WHOLE:
        with database.reading() as connection:
            faults = checking.structure(connection)
        if faults:
            raise damaged(database.place, faults[0])
    return _recognised(database, known, anew=anew)


def _recognised(database: Database, known: str | None, *, anew: bool) -> str:
    with database.reading() as connection:
        row = get(connection, meta, meta.c.name == "id")
    if row is None:
        raise damaged(database.place, "it has lost its name")
    found = str(row["value"])
    if known not in {None, found} and not anew:
        raise LedgerError(
            f"the ledger {database.place} is not the one this project had ({found} instead of "
            f"{known}): put the right one back, or, if this one is right, remove "
            f"{marker.FOLDER}/{marker.NAME}"
        )
    return found


def _revision(database: Database) -> str | None:
    if database.path and _size(database.path) == 0:
        return None
    with database.reading() as connection:
        tables = set(inspect(connection).get_table_names())
        if "alembic_version" in tables:
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            if found is None and "postings" in tables:
                raise damaged(database.place, "it does not say which version it is")
            return None if found is None else str(found)
        if database.path and tables:
            raise damaged(database.place, "it holds other tables than a ledger")
        return None


def make(database: Database) -> str:
    """A new, empty ledger; its id. Another process may make it at the same moment."""
    with alone(database), database.writing() as connection:
        if (found := _id(connection)) is not None:
            return found
        return make_tables(connection, secrets.token_hex(16))


def make_tables(connection: Connection, ledger_id: str) -> str:
    """All tables, and the ledger's id, within the caller's transaction."""
    from syndicate.delivery.ledger import migrating

    migrating.upgrade(connection)
    put(connection, meta, {"name": "id", "value": ledger_id})
    return ledger_id


def _id(connection: Connection) -> str | None:
    if not inspect(connection).has_table("meta"):
        return None
    row = get(connection, meta, meta.c.name == "id")
    return None if row is None else str(row["value"])


@contextmanager
def alone(database: Database) -> Iterator[None]:
    """No other process makes or upgrades this ledger meanwhile; its folder and file exist."""
    if database.path is None:
        with database.translated(), database.engine.connect() as connection:
            connection.execute(select(func.pg_advisory_xact_lock(_MAKING)))
            yield
        return
    folder = database.path.parent
    with database.translated():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with database.translated():
            # SQLite itself would let others read it.
            os.close(os.open(database.path, os.O_RDWR | os.O_CREAT, 0o600))
        yield
    finally:
        os.close(handle)


def _upgrade(database: Database, revision: str) -> None:
    from syndicate.delivery.ledger import migrating

    if revision not in migrating.revisions():
        raise LedgerError(
            f"the ledger {database.place} was written by a newer syndicate (its revision is "
            f"{revision}, this program knows {REVISION}): upgrade with "
            "`pip install --upgrade syndicate-jobs`, or put the older backup back"
        )
    with alone(database), database.writing() as connection:
        migrating.upgrade(connection)
