"""Outcomes: what became of a call, counted once and only for the try it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.delivery.ledger import records
from syndicate.delivery.ledger.transitions import EVENTS, UNSETTLED, confirmed, settled
from syndicate.delivery.ledger.values import Delivered, Entry, EventKind, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Any

    from sqlalchemy import Connection

    from syndicate.delivery.ledger.connecting import Database

Answer = tuple[Entry, Outcome]


def settle_many(database: Database, answers: Sequence[Answer], now: datetime) -> int:
    """See ``Ledger.settle_many``."""
    by_board: dict[str, list[Answer]] = {}
    for answer in answers:
        by_board.setdefault(answer[0].board, []).append(answer)
    with database.writing() as connection:
        return sum(_settle(connection, board, by_board[board], now) for board in sorted(by_board))


def _settle(connection: Connection, board: str, answers: Sequence[Answer], now: datetime) -> int:
    stored = records.load(connection, board, [entry.subject for entry, _ in answers], lock=True)
    done: dict[str, Entry] = {}
    told = []
    for entry, outcome in answers:
        before = stored.get(entry.subject)
        fresh = before is not None and entry.subject not in done and _is_of(before, entry)
        if before is not None and fresh:
            done[entry.subject] = settled(before, outcome, now)
        told.append(_told(before or entry, entry, outcome, now, fresh=fresh))
    records.save(connection, done.values())
    records.record(connection, told)
    records.drop_payloads(
        connection,
        [entry for entry in done.values() if _leaves_payloads(stored[entry.subject], entry)],
    )
    return len(done)


def _is_of(stored: Entry, answered: Entry) -> bool:
    return stored.state in UNSETTLED and stored.op_id == answered.op_id


def _leaves_payloads(before: Entry, after: Entry) -> bool:
    named = {after.digest, after.op_digest, after.wanted_digest}
    return not {before.digest, before.op_digest, before.wanted_digest} - {None} <= named


def _told(
    stored: Entry, answered: Entry, outcome: Outcome, now: datetime, *, fresh: bool
) -> dict[str, Any]:
    """The event of one answer: about the operation that was sent, not the one that follows."""
    said: dict[str, Any] = {"error": getattr(outcome, "error", None), "run": stored.run}
    if isinstance(outcome, Delivered):
        receipt = outcome.receipt
        said["remote_id"] = receipt.remote_id or stored.remote_id
        said["url"] = receipt.url or stored.url
        said["error"] = receipt.note or None
    if not fresh:
        said["error"] = f"{EVENTS[type(outcome)]}: {said['error'] or 'an older try'}"
    kind = EVENTS[type(outcome)] if fresh else EventKind.LATE
    return records.event(kind, stored if fresh else answered, now, **said)


def confirm(database: Database, entry: Entry, outcome: Outcome, now: datetime) -> bool:
    """See ``Ledger.confirm``."""
    with database.writing() as connection:
        stored = records.load(connection, entry.board, [entry.subject], lock=True)
        before = stored.get(entry.subject)
        if before is None or before.check_after is None or before.ticket != entry.ticket:
            said = f"{EVENTS[type(outcome)]}: another answer came first"
            records.record(connection, [records.event(EventKind.LATE, entry, now, error=said)])
            return False
        after = confirmed(before, outcome, now)
        records.save(connection, [after])
        if _leaves_payloads(before, after):
            records.drop_payloads(connection, [after])
        done = isinstance(outcome, Delivered) and after.check_after is None
        kind = EventKind.CONFIRMED if done else EVENTS[type(outcome)]
        if done or not isinstance(outcome, Delivered):
            note = outcome.receipt.note if isinstance(outcome, Delivered) else outcome.error
            records.record(connection, [records.event(kind, after, now, error=note or None)])
        return True
