"""Intentions become pending operations; the newest of a subject wins."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from syndicate.delivery.ledger import boards, records
from syndicate.delivery.ledger.transitions import intended, unknown
from syndicate.delivery.ledger.values import Entry, EventKind, Intention

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
    boards.lock(connection, board)  # Whoever adds subjects is alone.
    stored = records.load(connection, board, list(newest), lock=True)
    before = {
        subject: stored.get(subject) or unknown(board, subject, now) for subject in sorted(newest)
    }
    after = [intended(entry, newest[subject], now, run) for subject, entry in before.items()]
    changed = [entry for entry in after if entry is not before[entry.subject]]
    _keep_payloads(connection, board, changed, newest)
    records.add(connection, [entry for entry in changed if entry.subject not in stored])
    records.save(connection, [entry for entry in changed if entry.subject in stored])
    _tell(connection, changed, before, now)
    return len(changed)


def _keep_payloads(
    connection: Connection,
    board: str,
    changed: Sequence[Entry],
    newest: dict[str, Intention],
) -> None:
    records.add_payloads(
        connection,
        board,
        (
            (entry.wanted_digest, intention.payload)
            for entry in changed
            if (intention := newest[entry.subject]).payload and entry.wanted_digest
        ),
    )


def _tell(
    connection: Connection, changed: Sequence[Entry], before: dict[str, Entry], now: datetime
) -> None:
    told = []
    dropped = []
    for entry in changed:
        old = before[entry.subject]
        if old.key is not None and old.key != entry.key:
            told.append(records.event(EventKind.DROPPED, old, now, run=entry.run))
        if old.wanted_digest is not None:
            dropped.append(entry)
        told.append(records.event(EventKind.INTENDED, entry, now, digest=entry.wanted_digest))
    records.drop_payloads(connection, dropped)
    records.record(connection, told)
