"""How an entry changes, decided without a database: every rule of the ledger is here.

Each function takes an entry as it is stored and returns it as it is to be stored.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from syndicate.adapter import Operation
from syndicate.delivery.ledger.values import (
    Absent,
    Delivered,
    Doubtful,
    Entry,
    EventKind,
    Intention,
    NeedsPerson,
    Outcome,
    Postpone,
    Refused,
    State,
)

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from syndicate.adapter import Posting, Receipt

#: An answer may settle these: a call is, or was, under way.
UNSETTLED = frozenset({State.SENDING, State.UNKNOWN})

EVENTS: dict[type[Outcome], EventKind] = {
    Delivered: EventKind.DELIVERED,
    Postpone: EventKind.POSTPONED,
    Refused: EventKind.REFUSED,
    Doubtful: EventKind.DOUBTFUL,
    Absent: EventKind.ABSENT,
    NeedsPerson: EventKind.NEEDS_PERSON,
}


def unknown(board: str, subject: str, now: datetime) -> Entry:
    """A subject of which *board* holds nothing, and nothing is wanted."""
    return Entry(board=board, subject=subject, state=State.GONE, wanted=False, changed=now)


def needed(entry: Entry) -> Operation | None:
    """What leads from what the board holds to what is wanted; None: nothing."""
    if not entry.wanted:
        return Operation.WITHDRAW if entry.held else None
    if not entry.held:
        return Operation.CREATE
    if entry.digest == entry.wanted_digest:
        return None
    return Operation.WITHDRAW if entry.replace else Operation.UPDATE


def is_free(entry: Entry) -> bool:
    """True when another operation may take the place of the present one.

    Not while a call may be under way, nor while one may have happened: a second creation
    beside it would be a duplicate.
    """
    return not entry.doubtful and entry.state not in UNSETTLED and entry.state is not State.HELD


def _aim(entry: Entry) -> tuple[Operation | None, str | None]:
    """The operation that is needed, and the digest that it is to bring."""
    operation = needed(entry)
    brings = operation in {Operation.CREATE, Operation.UPDATE}
    return operation, entry.wanted_digest if brings else None


def redirect(entry: Entry, now: datetime, next_try: datetime | None = None) -> Entry:
    """A free *entry* with the operation that its newest intention needs.

    An operation that stays the same keeps its key and its tries.
    """
    operation, digest = _aim(entry)
    if operation is None:
        return _at_rest(entry, now)
    same = entry.key is not None and (entry.operation, entry.op_digest) == (operation, digest)
    if same and entry.state is State.PENDING and next_try is None:
        return entry
    due = now if next_try is None else next_try
    waiting = replace(
        entry, state=State.PENDING, next_try=due, lease_owner=None, lease_until=None, changed=now
    )
    return waiting if same else _begun(waiting, operation, digest)


def _begun(entry: Entry, operation: Operation, digest: str | None) -> Entry:
    return replace(
        entry,
        operation=operation,
        op_digest=digest,
        op_id=None,
        key=secrets.token_hex(16),
        attempts=0,
        first_try=None,
        doubtful=False,
    )


def _at_rest(entry: Entry, now: datetime) -> Entry:
    return replace(
        entry,
        state=State.LIVE if entry.held else State.GONE,
        operation=None,
        op_digest=None,
        op_id=None,
        key=None,
        doubtful=False,
        attempts=0,
        first_try=None,
        next_try=None,
        lease_owner=None,
        lease_until=None,
        error=None,
        changed=now,
    )


def intended(entry: Entry, intention: Intention, now: datetime, run: int | None) -> Entry:
    """*entry* once *intention* is its newest; itself when nothing is new."""
    digest = intention.digest if intention.wanted else None
    if (entry.wanted, entry.wanted_digest) == (intention.wanted, digest):
        return entry
    title = intention.payload.title if intention.payload else ""
    newest = replace(
        entry,
        wanted=intention.wanted,
        wanted_digest=digest,
        replace=intention.replace,
        title=title or entry.title,
        changed=now,
        run=run,
    )
    return redirect(newest, now) if is_free(newest) else newest


def claimed(entry: Entry, op_id: str, now: datetime, owner: str, lease: timedelta) -> Entry:
    """A pending *entry* whose call may now be made."""
    return replace(
        entry,
        state=State.SENDING,
        op_id=op_id,
        attempts=entry.attempts + 1,
        first_try=entry.first_try or now,
        lease_owner=owner,
        lease_until=now + lease,
        changed=now,
    )


def interrupted(entry: Entry, now: datetime) -> Entry:
    """An *entry* in sending whose sender is gone: its call may have happened."""
    error = f"{entry.lease_owner} was sending this and did not come back"
    return _unknown(entry, error, now, now)


def settled(entry: Entry, outcome: Outcome, now: datetime) -> Entry:
    """An *entry* in sending or unknown after *outcome*."""
    entry = replace(entry, lease_owner=None, lease_until=None, changed=now)
    match outcome:
        case Delivered(receipt, digest):
            return _delivered(entry, receipt, digest, now)
        case Postpone(error, next_try, sent):
            entry = replace(entry if sent else _untried(entry), error=error)
            if entry.doubtful:
                return replace(entry, state=State.PENDING, next_try=next_try)
            return redirect(replace(entry, state=State.PENDING), now, next_try)
        case Refused(error):
            return _refused(replace(entry, error=error), now)
        case Doubtful(error, look_after):
            return _unknown(entry, error, look_after or now, now)
        case Absent(next_try, error):
            return redirect(replace(_emptied(entry), error=error), now, next_try)
        case NeedsPerson(error):
            return replace(entry, state=State.HELD, error=error, next_try=None)


def _untried(entry: Entry) -> Entry:
    """As it was before it was claimed: no call was made, so no time of a board's has begun."""
    attempts = max(0, entry.attempts - 1)
    return replace(entry, attempts=attempts, first_try=entry.first_try if attempts else None)


def _unknown(entry: Entry, error: str, look_after: datetime, now: datetime) -> Entry:
    return replace(
        entry,
        state=State.UNKNOWN,
        doubtful=True,
        error=error,
        next_try=look_after,
        lease_owner=None,
        lease_until=None,
        changed=now,
    )


def _delivered(entry: Entry, receipt: Receipt, digest: str | None, now: datetime) -> Entry:
    entry = replace(
        entry,
        remote_id=receipt.remote_id or entry.remote_id,
        url=receipt.url or entry.url,
        ticket=None if receipt.confirmed else receipt.ticket,
        check_after=_check_after(receipt, now),
        doubtful=False,
    )
    if entry.operation is Operation.WITHDRAW:
        # Until it is confirmed, what it was stays known: some boards ask for that to take it down.
        digest = None if entry.check_after is None else entry.digest
        return _next(replace(entry, live_since=None, digest=digest), now)
    since = entry.live_since or now
    return _next(replace(entry, live_since=since, digest=digest or entry.op_digest), now)


def _check_after(receipt: Receipt, now: datetime) -> datetime | None:
    if receipt.confirmed or (receipt.ticket is None and receipt.check_after is None):
        return None
    return now + receipt.check_after if receipt.check_after else now


def _next(entry: Entry, now: datetime) -> Entry:
    """After an operation is done: what follows is always a new one, with a new key."""
    return redirect(replace(_at_rest(entry, now), error=None), now)


def _refused(entry: Entry, now: datetime) -> Entry:
    if entry.doubtful and entry.operation is Operation.CREATE:
        return replace(entry, state=State.HELD, next_try=None)
    entry = replace(entry, state=State.REJECTED, doubtful=False, next_try=None)
    is_newest = _aim(entry) == (entry.operation, entry.op_digest)
    return entry if is_newest else redirect(entry, now)


def _emptied(entry: Entry) -> Entry:
    return replace(
        entry,
        live_since=None,
        digest=None,
        remote_id=None,
        url=None,
        ticket=None,
        check_after=None,
        doubtful=False,
    )


def resolved(entry: Entry, now: datetime, *, live: bool) -> Entry:
    """*entry* after a person said whether the board shows it.

    A posting that is there although its withdrawal was in doubt is withdrawn again, and an
    update in doubt is sent again: the word is about the posting, not about its text.
    """
    # A new key: the board may still answer the old one with what it did then.
    free = replace(entry, state=State.PENDING, doubtful=False, key=None)
    if not live:
        return redirect(_emptied(free), now, now)
    if entry.operation is Operation.CREATE:
        return _next(replace(free, live_since=now, digest=entry.op_digest), now)
    return redirect(replace(free, live_since=entry.live_since or now), now, now)


def reconsidered(entry: Entry, now: datetime) -> Entry:
    """A rejected *entry* on its way again, as a new operation."""
    return redirect(replace(entry, key=None, error=None), now)


def adopted(entry: Entry, posting: Posting, now: datetime, run: int | None) -> Entry:
    """*entry* once its board was seen to hold *posting*; only for free entries."""
    wanted_digest = entry.wanted_digest if entry.wanted else posting.digest
    seen = replace(
        entry,
        wanted=True,
        wanted_digest=wanted_digest,
        digest=posting.digest,
        remote_id=posting.remote_id,
        url=posting.url,
        live_since=entry.live_since or now,
        run=run,
        changed=now,
    )
    return redirect(seen, now)


def confirmed(entry: Entry, outcome: Outcome, now: datetime) -> Entry:
    """*entry* after its ticket was asked for; the caller has compared the tickets."""
    match outcome:
        case Delivered(receipt):
            return _confirmation(entry, receipt, now)
        case Postpone(_, later) | Absent(later):
            return replace(entry, check_after=later, changed=now)
        case Doubtful(_, look_after):
            return replace(entry, check_after=look_after or now, changed=now)
        case Refused(error):
            return _unconfirmed(entry, error, State.REJECTED, now)
        case NeedsPerson(error):
            return _unconfirmed(entry, error, State.HELD, now)


def _confirmation(entry: Entry, receipt: Receipt, now: datetime) -> Entry:
    if not receipt.confirmed:
        later = _check_after(receipt, now) or now
        return replace(entry, ticket=receipt.ticket or entry.ticket, check_after=later, changed=now)
    return replace(
        entry,
        remote_id=receipt.remote_id or entry.remote_id,
        url=receipt.url or entry.url,
        digest=entry.digest if entry.held else None,
        ticket=None,
        check_after=None,
        changed=now,
    )


def _unconfirmed(entry: Entry, error: str, state: State, now: datetime) -> Entry:
    """The board took it back, or never took it: what it holds is nothing of ours."""
    entry = replace(entry, ticket=None, check_after=None, error=error, changed=now)
    if entry.state is State.GONE:
        return replace(entry, state=State.HELD)
    if entry.state is not State.LIVE:
        return entry
    return replace(entry, state=state, live_since=None, digest=None, remote_id=None, operation=None)
