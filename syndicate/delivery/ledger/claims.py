"""Claims: pending entries are taken to be sent, and found again when their sender died."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, exists, select, text

from syndicate.adapter import Operation
from syndicate.delivery.ledger import boards, records
from syndicate.delivery.ledger.schema import PENDING, SENDING, UNKNOWN, postings
from syndicate.delivery.ledger.transitions import claimed
from syndicate.delivery.ledger.transitions import interrupted as cut_off
from syndicate.delivery.ledger.values import Entry, EventKind, State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from sqlalchemy import Connection

    from syndicate.delivery.ledger.connecting import Database

#: Withdrawals go first: an offer that is closed must not be shown a moment longer.
ORDER = (Operation.WITHDRAW, Operation.CREATE, Operation.UPDATE)

_IS_DUE = (
    # Written out, not bound: only then SQLite sees that the partial index holds these.
    text(PENDING),
    postings.c.board == bindparam("of"),
    postings.c.next_try <= bindparam("now", type_=postings.c.next_try.type),
)

_DUE = (
    records.entries()
    .where(*_IS_DUE, postings.c.operation == bindparam("kind"))
    .order_by(postings.c.next_try, postings.c.subject)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)

#: Which operations have anything due, in one question.
_KINDS = select(
    *(
        exists().where(*_IS_DUE, postings.c.operation == operation.value).label(operation.value)
        for operation in ORDER
    )
)


def claim(
    database: Database, board: str, now: datetime, owner: str, lease: timedelta, limit: int
) -> list[Entry]:
    """See ``Ledger.claim``."""
    with database.writing() as connection:
        if boards.paused_until(connection, board, now) is not None:
            return []
        due = _due(connection, board, now, limit)
        op_id = secrets.token_hex(8)
        taken = [claimed(entry, op_id, now, owner, lease) for entry in due]
        records.save(connection, taken)
        return records.with_bodies(connection, taken)


def _due(connection: Connection, board: str, now: datetime, limit: int) -> list[Entry]:
    due: list[Entry] = []
    values = {"of": board, "now": now}
    kinds = connection.execute(_KINDS, values).one()
    for operation, any_due in zip(ORDER, kinds, strict=True):
        if any_due and len(due) < limit:
            asked = {**values, "kind": operation.value, "most": limit - len(due)}
            due += [records.entry_of(row) for row in connection.execute(_DUE, asked)]
    return due


def extend(database: Database, mine: Sequence[Entry], until: datetime) -> int:
    """See ``Ledger.extend``."""
    with database.writing() as connection:
        kept = []
        for board in sorted({entry.board for entry in mine}):
            tries = {entry.subject: entry.op_id for entry in mine if entry.board == board}
            stored = records.load(connection, board, list(tries), lock=True)
            kept += [
                replace(entry, lease_until=until)
                for entry in stored.values()
                if entry.state is State.SENDING and entry.op_id == tries[entry.subject]
            ]
        records.save(connection, kept)
        return len(kept)


_EXPIRED = (
    records.entries()
    .where(
        text(SENDING),
        postings.c.board == bindparam("of"),
        postings.c.lease_until <= bindparam("now", type_=postings.c.lease_until.type),
    )
    .order_by(postings.c.lease_until)
    .with_for_update(skip_locked=True)
)

_TO_LOOK_INTO = (
    records.entries()
    .where(
        text(UNKNOWN),
        postings.c.board == bindparam("of"),
        postings.c.next_try <= bindparam("now", type_=postings.c.next_try.type),
    )
    .order_by(postings.c.next_try, postings.c.subject)
    .limit(bindparam("most"))
)


def interrupted(database: Database, board: str, now: datetime, limit: int) -> list[Entry]:
    """See ``Ledger.interrupted``."""
    values = {"of": board, "now": now}
    with database.reading() as connection:
        expired = connection.execute(_EXPIRED.limit(1), values).first() is not None
    if expired:
        with database.writing() as connection:
            found = [records.entry_of(row) for row in connection.execute(_EXPIRED, values)]
            cut = [cut_off(entry, now) for entry in found]
            records.save(connection, cut)
            records.record(
                connection, [records.event(EventKind.INTERRUPTED, entry, now) for entry in cut]
            )
    with database.reading() as connection:
        rows = connection.execute(_TO_LOOK_INTO, {**values, "most": limit})
        return records.with_bodies(connection, [records.entry_of(row) for row in rows])
