"""Doubt removed: what a crash or a cut line left is looked up, repeated, or held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.adapter import Operation
from syndicate.delivery import judging, pacing
from syndicate.delivery.lane import hidden
from syndicate.delivery.ledger import Delivered, Doubtful, NeedsPerson, Postpone, Refused, State
from syndicate.delivery.owner import is_dead
from syndicate.errors import AdapterError, Ambiguous, Rejected, Unauthorised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from syndicate.adapter import Posting
    from syndicate.delivery.lane import Lane
    from syndicate.delivery.ledger import Entry, Outcome

    Find = Callable[[str], Posting | None]


def take_over(lane: Lane) -> None:
    """Put in doubt what dead processes of this machine were sending, without waiting."""
    now = lane.clock()
    visible = now + lane.board.features.visible_after
    dead = [
        (entry, Doubtful(f"{entry.lease_owner} was sending this and died", visible))
        for entry in lane.ledger.entries(lane.board.name, {State.SENDING})
        if entry.lease_owner and is_dead(entry.lease_owner)
    ]
    if dead:
        lane.ledger.settle_many(dead, now)


def recover(lane: Lane) -> None:
    """Look into everything on the lane's board that may or may not have happened, and is due."""
    entries = lane.ledger.interrupted(lane.board.name, lane.clock())
    if not entries:
        return
    lane.careful = True  # something may have killed us: from here on one at a time
    missing: list[Entry] = []
    find = _finder(lane)
    for entry in entries:
        if lane.stop.is_set():
            return
        if (outcome := _decision(lane, entry) or _too_early(lane, entry)) is not None:
            lane.settle(entry, outcome)
        elif find is not None and not lane.paused:
            _look_up(lane, entry, find, missing)
    if missing:
        _look_again(lane, missing)


def confirm(lane: Lane) -> None:
    """Ask what became of receipts that were not confirmed, and are due."""
    if not lane.board.features.confirms or lane.paused:
        return
    for entry in lane.ledger.unconfirmed(lane.board.name, lane.clock()):
        if lane.stop.is_set() or lane.paused:
            return
        outcome = hidden(_confirmation(lane, entry), lane.board)
        if isinstance(outcome, Delivered):
            lane.tally.trouble = outcome.receipt.note or lane.tally.trouble
        lane.ledger.confirm(entry, outcome, lane.clock())


def _decision(lane: Lane, entry: Entry) -> Outcome | None:
    """What follows for *entry* without asking the board; None when it has to be asked."""
    features, now = lane.board.features, lane.clock()
    error = entry.error or "it was cut off"
    if entry.attempts >= pacing.MOST_DOUBTS:
        return NeedsPerson(f"given up after {entry.attempts} tries: {error}")
    if judging.is_safe_to_repeat(entry, features, now):
        return Postpone(error, now)
    if features.lookup or features.lists:
        return None
    return NeedsPerson(f"it may or may not have happened, and the board cannot tell: {error}")


def _too_early(lane: Lane, entry: Entry) -> Outcome | None:
    """Of what was cut off only now: the board may not show yet what it did last."""
    late = lane.board.features.visible_after
    if not late or entry.next_try is None or entry.next_try > entry.changed:
        return None
    return Doubtful(entry.error or "it was cut off", lane.clock() + late)


def _look_up(lane: Lane, entry: Entry, find: Find, missing: list[Entry]) -> None:
    """Ask for *entry*, and settle it; what is not there is added to *missing*."""
    now = lane.clock()
    try:
        posting = find(entry.subject)
    except AdapterError as error:
        lane.fail(error)
        wait = pacing.delay(entry.attempts, lane.random)
        lane.settle(entry, Doubtful(str(error), now + wait))
    except Exception as error:  # noqa: BLE001 - an adapter's defect is its board's trouble alone
        lane.settle(entry, Doubtful(_defect(lane, error), now + pacing.LONGEST))
    else:
        lane.work()
        if posting is None and entry.operation is not Operation.WITHDRAW:
            missing.append(entry)
        else:
            lane.settle(entry, judging.found(entry, posting, now))


def _look_again(lane: Lane, missing: Iterable[Entry]) -> None:
    find = _finder(lane)
    if find is None or lane.stop.wait(lane.look_again.total_seconds()):
        return
    for entry in missing:
        if lane.stop.is_set() or lane.paused:
            return
        absent: list[Entry] = []
        _look_up(lane, entry, find, absent)
        if absent:
            lane.settle(entry, judging.found(entry, None, lane.clock()))


def _finder(lane: Lane) -> Find | None:
    """How to ask the board for one subject; None when it cannot be asked."""
    features = lane.board.features
    if features.lookup:
        return lane.board.adapter.find
    if features.lists:
        return _Listed(lane).find
    return None


class _Listed:
    """A board that shows all or nothing, asked once."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._found: dict[str, Posting] | None = None

    def find(self, subject: str) -> Posting | None:
        """The posting of *subject* in the listing."""
        if self._found is None:
            self._found = {one.subject: one for one in self._lane.board.adapter.listing()}
        return self._found.get(subject)


def _confirmation(lane: Lane, entry: Entry) -> Outcome:
    now = lane.clock()
    try:
        receipt = lane.board.adapter.confirm(entry.posting)
    except Rejected as error:
        return Refused(str(error))
    except AdapterError as error:
        if not isinstance(error, Ambiguous):
            lane.fail(error)
        wait = pacing.LONGEST if isinstance(error, Unauthorised) else pacing.delay(3, lane.random)
        return Postpone(str(error), now + wait)
    except Exception as error:  # noqa: BLE001 - an adapter's defect is its board's trouble alone
        return Postpone(_defect(lane, error), now + pacing.LONGEST)
    return Delivered(judging.asked_later(receipt))


def _defect(lane: Lane, error: Exception) -> str:
    lane.tally.trouble = lane.board.defect(error)
    return lane.tally.trouble
