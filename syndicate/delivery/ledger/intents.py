"""Intentions become pending operations; the newest of a subject wins."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from syndicate.delivery.ledger import records
from syndicate.delivery.ledger.transitions import intended
from syndicate.delivery.ledger.values import Entry, EventKind, Intention, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from syndicate.delivery.ledger.connecting import Database

_AT_ONCE = 1000


def intend(
    database: Database, board: str, changes: Iterable[Intention], now: datetime, run: int | None
) -> int:
    """See ``Ledger.intend``."""
    source = iter(changes)
    changed = 0
    while some := list(islice(source, _AT_ONCE)):
        with database.writing() as connection:
            changed += _write(connection, board, some, now, run)
    return changed


def _write(
    connection: Connection, board: str, some: Sequence[Intention], now: datetime, run: int | None
) -> int:
    newest = {intention.subject: intention for intention in some}
    before = records.load(connection, board, list(newest), lock=True)
    missing = [
        Entry(board=board, subject=subject, state=State.GONE, wanted=False, changed=now)
        for subject, intention in newest.items()
        if subject not in before and intention.wanted
    ]
    if missing:
        records.add_missing(connection, missing)
        # Another process may have been first: what it wrote counts, not what we meant to.
        before |= records.load(connection, board, [e.subject for e in missing], lock=True)
    after = {
        subject: intended(entry, newest[subject], now, run) for subject, entry in before.items()
    }
    changed = [entry for subject, entry in after.items() if entry is not before[subject]]
    _keep(connection, board, changed, newest)
    records.save(connection, changed)
    _tell(connection, changed, before, now)
    return len(changed)


def _keep(
    connection: Connection,
    board: str,
    changed: Sequence[Entry],
    newest: dict[str, Intention],
) -> None:
    records.add_payloads(
        connection,
        board,
        (
            (entry.subject, entry.wanted_digest, intention.payload.body)
            for entry in changed
            if (intention := newest[entry.subject]).payload and entry.wanted_digest
        ),
    )


def _tell(
    connection: Connection, changed: Sequence[Entry], before: dict[str, Entry], now: datetime
) -> None:
    told = []
    for entry in changed:
        old = before[entry.subject]
        if old.key is not None and old.key != entry.key:
            records.drop_payloads(connection, entry)
            told.append(records.event(EventKind.DROPPED, old, now, run=entry.run))
        told.append(records.event(EventKind.INTENDED, entry, now, digest=entry.wanted_digest))
    records.record(connection, told)
