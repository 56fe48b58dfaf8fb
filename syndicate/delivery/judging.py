"""What a board's answer means for the ledger: decided without a board or a ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from syndicate.adapter import Operation, Receipt
from syndicate.delivery import pacing
from syndicate.delivery.ledger import (
    Absent,
    Delivered,
    Doubtful,
    NeedsPerson,
    Postpone,
    Refused,
)
from syndicate.errors import Ambiguous, Rejected, Unauthorised, Unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from random import Random

    from syndicate.adapter import Answer, Features, Posting
    from syndicate.delivery.ledger import Entry, Outcome

#: A key is not trusted in the last moments of the time that the board promises to honour it.
_MARGIN = timedelta(minutes=1)
_ASK_AGAIN = timedelta(minutes=15)


def is_safe_to_repeat(entry: Entry, features: Features, now: datetime) -> bool:
    """Whether sending *entry* again, with its key, has the effect of once."""
    if entry.operation in features.repeats:
        return True
    if features.idempotency is None or entry.first_try is None:
        return False
    return now < entry.first_try + features.idempotency - _MARGIN


def is_recoverable(features: Features, operation: Operation | None = None) -> bool:
    """Whether doubt can be removed without a person: by a key, a look-up, or by nature.

    Of *operation*, or of all of them.
    """
    can_ask = features.lookup or features.lists or features.idempotency is not None
    return can_ask or features.repeats >= ({operation} if operation else set(Operation))


def answers(given: object, number: int) -> Sequence[Answer]:
    """One answer for each of *number* calls: of what was *given* when it is that, or doubt.

    A board's adapter that answers too little or too much leaves every call in doubt.
    """
    if not isinstance(given, list | tuple) or len(given) != number:
        count = len(given) if isinstance(given, list | tuple) else "no list of"
        words = f"the adapter gave {count} answers to {number} calls; tell its author"
        return [Ambiguous(words)] * number
    return [_answer(one) for one in given]


def _answer(one: object) -> Answer:
    if isinstance(one, Receipt | Unavailable | Rejected | Unauthorised | Ambiguous):
        return one
    return Ambiguous(f"the adapter answered {type(one).__name__}: {one}; tell its author")


def outcome(
    entry: Entry, answer: Answer, features: Features, now: datetime, random: Random
) -> Outcome:
    """What is written down about *entry*, whose call was answered by *answer*."""
    match answer:
        case Receipt():
            return Delivered(answer if features.confirms else replace(answer, confirmed=True))
        case Unavailable():
            return _unavailable(entry, answer, now, random)
        case Rejected():
            return Refused(str(answer))
        case Unauthorised():
            return Postpone(str(answer), now + pacing.delay(entry.attempts, random))
    return doubt(entry, str(answer), features, now, random)


def _unavailable(entry: Entry, error: Unavailable, now: datetime, random: Random) -> Outcome:
    if pacing.is_given_up(entry, now):
        days = pacing.PATIENCE.days
        return NeedsPerson(f"given up after {days} days and {entry.attempts} tries: {error}")
    wait = max(pacing.delay(entry.attempts, random), error.retry_after or timedelta())
    return Postpone(str(error), now + wait)


def doubt(entry: Entry, error: str, features: Features, now: datetime, random: Random) -> Outcome:
    """What is written down when a call for *entry* may or may not have happened.

    The first doubt is looked into as soon as the board can tell, later ones after a while.
    """
    if not is_recoverable(features, entry.operation):
        return NeedsPerson(f"it may or may not have happened, and the board cannot tell: {error}")
    if entry.attempts >= pacing.MOST_DOUBTS:
        return NeedsPerson(f"given up after {entry.attempts} tries: {error}")
    first = entry.attempts <= 1
    wait = timedelta() if first else pacing.delay(entry.attempts, random)
    return Doubtful(error, now + max(wait, features.visible_after))


def found(entry: Entry, posting: Posting | None, now: datetime) -> Outcome:
    """What follows from what the board shows of *entry*, whose last call is in doubt.

    *posting* is None when it shows nothing, and certainly not because it shows it late.
    """
    if entry.operation is Operation.WITHDRAW:
        return (
            Delivered(Receipt()) if posting is None else Postpone("the board still shows it", now)
        )
    if posting is None:
        return Absent(now, "the board was asked, and does not hold it")
    receipt = Receipt(posting.remote_id, posting.url)
    if entry.operation is Operation.CREATE:
        return Delivered(receipt, posting.digest)
    if posting.digest is not None and posting.digest == entry.op_digest:
        return Delivered(receipt)
    return Postpone("the board holds it; whether as it is to be, it cannot tell", now)


def together(given: Sequence[Answer], outcomes: Sequence[Outcome]) -> list[Outcome]:
    """*outcomes* of one call, with one time for all that one error put off: the latest of theirs.

    Were each due at a time of its own, a digest that nobody could be sent would come in pieces.
    """
    latest: dict[int, datetime] = {}
    for answer, outcome in zip(given, outcomes, strict=True):
        if isinstance(outcome, Postpone):
            at = latest.get(id(answer), outcome.next_try)
            latest[id(answer)] = max(at, outcome.next_try)
    return [
        replace(outcome, next_try=latest[id(answer)]) if isinstance(outcome, Postpone) else outcome
        for answer, outcome in zip(given, outcomes, strict=True)
    ]


def asked_later(receipt: Receipt) -> Receipt:
    """*receipt* with a time to ask again when it is not confirmed yet."""
    if receipt.confirmed:
        return receipt
    return replace(receipt, check_after=receipt.check_after or _ASK_AGAIN)
