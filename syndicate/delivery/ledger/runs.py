"""Runs: which commands used the ledger; and the repair when the clock went backwards."""

from __future__ import annotations

import os
import socket
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import insert, or_, select

from syndicate.delivery.ledger import boards, records
from syndicate.delivery.ledger.rows import get, opened, sealed
from syndicate.delivery.ledger.schema import postings, runs
from syndicate.delivery.ledger.values import Entry, EventKind, Run, State

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from syndicate.delivery.ledger.connecting import Database

#: Clocks of several machines differ a little; that is no jump.
_TOLERATED = timedelta(hours=1)

_LATEST = select(runs.c.started).order_by(runs.c.id.desc()).limit(1)


def started(database: Database, command: str, now: datetime) -> int:
    """See ``Ledger.run_started``."""
    values = {"command": command, "started": now, "host": socket.gethostname(), "pid": os.getpid()}
    with database.writing() as connection:
        latest = connection.execute(_LATEST).scalar()
        if latest is not None and latest > now + _TOLERATED:
            _shorten_waits(connection, latest, now)
        number = connection.execute(insert(runs).values(sealed(runs, values)).returning(runs.c.id))
        return int(number.scalar_one())


def _shorten_waits(connection: Connection, latest: datetime, now: datetime) -> None:
    """What was to wait until a time that is now far away may be done at once."""
    boards.shorten_pauses(connection, now)
    far = now + _TOLERATED
    query = (
        records.entries()
        .where(or_(postings.c.next_try > far, postings.c.lease_until > far))
        .where(postings.c.changed > now)
        .order_by(postings.c.board, postings.c.subject)
        .with_for_update()
    )
    waiting = [records.entry_of(row) for row in connection.execute(query)]
    records.save(connection, [_shortened(entry, now) for entry in waiting])
    said = f"the clock went back from {latest.isoformat()}"
    told = [records.event(EventKind.CLOCK, entry, now, error=said) for entry in waiting]
    records.record(connection, told)


def _shortened(entry: Entry, now: datetime) -> Entry:
    if entry.state is State.SENDING:
        return replace(entry, lease_until=now, changed=now)
    return replace(entry, next_try=now, changed=now)


def ended(database: Database, run: int, outcome: str, now: datetime) -> None:
    """See ``Ledger.run_ended``."""
    with database.writing() as connection:
        values = get(connection, runs, runs.c.id == run, lock=True)
        if values is not None:
            values |= {"ended": now, "outcome": outcome}
            connection.execute(runs.update().where(runs.c.id == run), sealed(runs, values))


def latest(database: Database, limit: int) -> list[Run]:
    """See ``Ledger.runs``."""
    query = select(runs).order_by(runs.c.id.desc()).limit(limit)
    with database.reading() as connection:
        return [Run(**opened(runs, row)) for row in connection.execute(query)]
