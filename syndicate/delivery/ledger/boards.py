"""How boards fare: pauses, failures in a row, the adapter they were last served by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from syndicate.delivery.ledger import records
from syndicate.delivery.ledger.rows import add_missing, get, opened, put
from syndicate.delivery.ledger.schema import boards
from syndicate.delivery.ledger.values import BoardRow, EventKind

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from syndicate.delivery.ledger.connecting import Database


def row(database: Database, name: str, now: datetime) -> BoardRow:
    """See ``Ledger.board``."""
    with database.reading() as connection:
        found = get(connection, boards, boards.c.name == name)
    return BoardRow(name) if found is None else _board(found, now)


def rows(database: Database, now: datetime) -> list[BoardRow]:
    """See ``Ledger.boards``."""
    with database.reading() as connection:
        found = connection.execute(select(boards).order_by(boards.c.name))
        return [_board(opened(boards, one), now) for one in found]


def _board(values: dict[str, Any], now: datetime) -> BoardRow:
    shown = {name: value for name, value in values.items() if name != "paused_at"}
    return BoardRow(**{**shown, "paused_until": _still_paused(values, now)})


def _still_paused(values: dict[str, Any], now: datetime) -> datetime | None:
    until: datetime | None = values["paused_until"]
    since: datetime | None = values["paused_at"]
    if until is None or since is None:
        return None
    if since > now:  # The clock went back: no longer from now than it was meant to last.
        until = min(until, now + (until - since))
    return until if until > now else None


def shorten_pauses(connection: Connection, now: datetime) -> None:
    """Pauses that began in the future begin now: the clock went back since."""
    query = select(boards).where(boards.c.paused_at > now).order_by(boards.c.name)
    found = [opened(boards, row) for row in connection.execute(query.with_for_update())]
    for values in found:
        until = _still_paused(values, now)
        put(connection, boards, {**values, "paused_until": until, "paused_at": now})


_PAUSED = select(boards).where(boards.c.name == bindparam("of"))


def paused_until(connection: Connection, name: str, now: datetime) -> datetime | None:
    """When the pause of *name* ends; None when there is none at *now*."""
    found = connection.execute(_PAUSED, {"of": name}).first()
    return None if found is None else _still_paused(opened(boards, found), now)


def lock(connection: Connection, name: str) -> dict[str, Any]:
    """The row of *name*, made if need be; no one else has it until the transaction ends."""
    add_missing(connection, boards, [{"name": name, "failures": 0}])
    found = get(connection, boards, boards.c.name == name, lock=True)
    return found or {"name": name, "failures": 0}


def introduce(
    database: Database, name: str, adapter: str, features_digest: str, now: datetime
) -> BoardRow:
    """See ``Ledger.introduce``."""
    before = row(database, name, now)
    if (before.adapter, before.features_digest) == (adapter, features_digest):
        return before
    with database.writing() as connection:
        values = lock(connection, name)
        put(connection, boards, {**values, "adapter": adapter, "features_digest": features_digest})
        return _board(values, now)


def fail(
    database: Database, name: str, error: str, now: datetime, pause_until: datetime | None
) -> int:
    """See ``Ledger.fail``."""
    with database.writing() as connection:
        values = lock(connection, name)
        failures = int(values["failures"]) + 1
        values |= {"failures": failures, "last_failure": now, "last_error": error}
        if pause_until is not None:
            values = _paused(connection, values, pause_until, error, now)
        put(connection, boards, values)
        return failures


def succeed(database: Database, name: str, now: datetime) -> None:
    """See ``Ledger.succeed``."""
    with database.writing() as connection:
        values = lock(connection, name)
        values |= {"failures": 0, "last_success": now, "paused_until": None, "paused_at": None}
        put(connection, boards, values)


def pause(database: Database, name: str, until: datetime, error: str | None, now: datetime) -> None:
    """See ``Ledger.pause``."""
    with database.writing() as connection:
        values = lock(connection, name)
        put(connection, boards, _paused(connection, values, until, error, now))


def hold_off(database: Database, name: str, until: datetime, now: datetime) -> None:
    """See ``Ledger.hold_off``."""
    with database.writing() as connection:
        values = lock(connection, name)
        present = _still_paused(values, now)
        if until > (present or now):
            put(connection, boards, {**values, "paused_until": until, "paused_at": now})


def _paused(
    connection: Connection,
    values: dict[str, Any],
    until: datetime,
    error: str | None,
    now: datetime,
) -> dict[str, Any]:
    told = {"at": now, "kind": EventKind.PAUSED.value, "board": values["name"], "error": error}
    records.record(connection, [told])
    values = {**values, "paused_until": until, "paused_at": now}
    return values if error is None else {**values, "last_error": error}
