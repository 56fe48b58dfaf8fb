"""What people, and boards that were listed, say is so: nothing is sent."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from syndicate.adapter import Payload
from syndicate.delivery.ledger import boards, records
from syndicate.delivery.ledger.schema import postings
from syndicate.delivery.ledger.transitions import adopted, is_free, reconsidered, resolved, unknown
from syndicate.delivery.ledger.values import Entry, EventKind, State
from syndicate.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from syndicate.adapter import Posting
    from syndicate.delivery.ledger.connecting import Database

_AT_ONCE = 1000


def resolve(
    database: Database, board: str, subject: str, now: datetime, *, live: bool, run: int | None
) -> Entry:
    """See ``Ledger.resolve``."""
    with database.writing() as connection:
        before = records.load(connection, board, [subject], lock=True).get(subject)
        if before is None:
            raise LedgerError(
                f"the ledger knows no {subject} on {board}: `syndicate status` lists what waits"
            )
        if before.state is State.SENDING:
            raise LedgerError(
                f"{subject} is being sent to {board} by {before.lease_owner}: try again later"
            )
        if not live and not records.has_payload(connection, before):
            before = replace(before, wanted=False)  # The next plan brings one.
        after = replace(resolved(before, now, live=live), run=run)
        records.save(connection, [after])
        records.drop_payloads(connection, [after])
        said = "live" if live else "absent"
        records.record(
            connection, [records.event(EventKind.RESOLVED, before, now, error=said, run=run)]
        )
        return records.with_bodies(connection, [after])[0]


def adopt(
    database: Database, board: str, seen: Iterable[Posting], now: datetime, run: int | None
) -> int:
    """See ``Ledger.adopt``."""
    source = iter(seen)
    changed = 0
    while some := list(islice(source, _AT_ONCE)):
        with database.writing() as connection:
            changed += _adopt(connection, board, some, now, run)
    return changed


def _adopt(
    connection: Connection, board: str, some: Sequence[Posting], now: datetime, run: int | None
) -> int:
    latest = {posting.subject: posting for posting in some}
    boards.lock(connection, board)  # Whoever adds subjects is alone.
    stored = records.load(connection, board, list(latest), lock=True)
    before = [stored.get(subject) or unknown(board, subject, now) for subject in sorted(latest)]
    after = [
        adopted(entry, latest[entry.subject], now, run)
        for entry in before
        if is_free(entry) and not _is_known(entry, latest[entry.subject])
    ]
    records.add_payloads(
        connection,
        board,
        [(p.digest, Payload(p.subject, p.body)) for p in latest.values() if p.digest and p.body],
    )
    records.add(connection, [entry for entry in after if entry.subject not in stored])
    records.save(connection, [entry for entry in after if entry.subject in stored])
    records.record(
        connection,
        [records.event(EventKind.ADOPTED, entry, now, digest=entry.digest) for entry in after],
    )
    return len(after)


def _is_known(entry: Entry, seen: Posting) -> bool:
    return entry.held and (entry.digest, entry.remote_id, entry.url) == (
        seen.digest,
        seen.remote_id,
        seen.url,
    )


def reconsider(database: Database, board: str, now: datetime, run: int | None) -> int:
    """See ``Ledger.reconsider``."""
    query = (
        records.entries()
        .where(postings.c.board == board, postings.c.state == State.REJECTED.value)
        .order_by(postings.c.subject)
        .with_for_update()
    )
    with database.writing() as connection:
        rejected = [records.entry_of(row) for row in connection.execute(query)]
        again = [replace(reconsidered(entry, now), run=run) for entry in rejected]
        records.save(connection, again)
        told = [records.event(EventKind.RECONSIDERED, entry, now) for entry in again]
        records.record(connection, told)
        return len(again)
