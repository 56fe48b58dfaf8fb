"""Schedules: one process acts for each due instant, and another when that one died."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from syndicate.delivery.ledger.rows import add_missing, get, put
from syndicate.delivery.ledger.schema import schedules
from syndicate.delivery.ledger.values import Schedule

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from syndicate.delivery.ledger.connecting import Database

#: Clocks of several machines differ a little; that is no jump.
_TOLERATED = timedelta(hours=1)


def row(database: Database, board: str) -> Schedule:
    """See ``Ledger.schedule``."""
    with database.reading() as connection:
        found = get(connection, schedules, schedules.c.board == board)
    return Schedule(board) if found is None else Schedule(**found)


def _locked(connection: Connection, board: str) -> dict[str, Any]:
    add_missing(connection, schedules, [{"board": board}])
    found = get(connection, schedules, schedules.c.board == board, lock=True)
    return found or {"board": board}


def started(
    database: Database, board: str, due: datetime, now: datetime, owner: str, lease: timedelta
) -> bool:
    """See ``Ledger.schedule_started``."""
    with database.writing() as connection:
        values = _locked(connection, board)
        if not _may_start(Schedule(**values), due, now):
            return False
        values |= {
            "last_due": due,
            "last_started": now,
            "last_finished": None,
            "owner": owner,
            "lease_until": now + lease,
        }
        put(connection, schedules, values)
        return True


def _may_start(known: Schedule, due: datetime, now: datetime) -> bool:
    if known.last_due is None or due > known.last_due:
        return True
    if known.last_started is not None and known.last_started > now + _TOLERATED:
        return True  # Started in the future: the clock went back since.
    if due < known.last_due or known.last_finished is not None:
        return False
    return known.lease_until is not None and known.lease_until <= now


def finished(database: Database, board: str, owner: str, now: datetime) -> None:
    """See ``Ledger.schedule_finished``."""
    with database.writing() as connection:
        values = _locked(connection, board)
        if values.get("owner") == owner and values["last_finished"] is None:
            put(connection, schedules, {**values, "last_finished": now, "lease_until": None})
