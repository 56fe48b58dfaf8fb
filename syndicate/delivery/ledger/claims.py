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


def extend(
    database: Database, board: str, claimed: Sequence[Entry], until: datetime
) -> tuple[Entry, ...]:
    """See ``Ledger.extend``."""
    with database.writing() as connection:
        subjects = [entry.subject for entry in claimed]
        stored = records.load(connection, board, subjects, lock=True)
        kept = tuple(entry for entry in claimed if _is_still(entry, stored.get(entry.subject)))
        longer = [replace(stored[entry.subject], lease_until=until) for entry in kept]
        records.save(connection, longer)
        return kept


def _is_still(claimed: Entry, stored: Entry | None) -> bool:
    return stored is not None and (stored.state, stored.op_id) == (State.SENDING, claimed.op_id)


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
