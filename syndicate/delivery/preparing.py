"""From offers to a plan for one board, and from a plan to intentions in the ledger."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from syndicate.adapter import Operation
from syndicate.delivery.ledger import Intention, State
from syndicate.delivery.planning import BoardPlan, Hold, plan
from syndicate.delivery.wanted import wanted
from syndicate.errors import SyndicateError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from datetime import datetime

    from syndicate.adapter import Features, Payload, PublishedFile
    from syndicate.delivery.board import Board
    from syndicate.delivery.ledger import Ledger
    from syndicate.delivery.planning import Change
    from syndicate.offer import Offer

    Subjects = Mapping[str, Offer] | Mapping[str, PublishedFile]


@dataclass(frozen=True, slots=True)
class Intended:
    """How many intentions are new, and what could not be intended, with the reason."""

    number: int
    hold: tuple[Hold, ...]


def prepare(
    ledger: Ledger,
    board: Board,
    subjects: Subjects,
    now: datetime,
    *,
    unreadable: Collection[str] = frozenset(),
) -> BoardPlan:
    """What must change on *board* for it to hold those of *subjects* that it wants.

    *subjects* are all open offers (or published files) by id (or path); those of
    *unreadable* ids stay as they are. Writes nothing.
    """
    row = ledger.board(board.name, now)
    return plan(
        board.name,
        wanted(board, subjects.values()),
        ledger.held(board.name),
        board.features,
        unreadable=unreadable,
        dropped=dropped(ledger, board, now),
        adapter_changed=row.adapter is not None and row.adapter != board.version,
        frozen=_frozen(ledger, board, subjects) if board.features.frozen else None,
    )


def intend(
    ledger: Ledger,
    board: Board,
    planned: BoardPlan,
    subjects: Subjects,
    now: datetime,
    run: int | None = None,
) -> Intended:
    """Write *planned* down, so that delivery carries it out; nothing is sent.

    The payload of each change is made anew and must be the one that was planned: an offer that
    has changed since, or an adapter that answers differently each time, is left out.
    """
    ledger.introduce(board.name, board.version, _digest(board.features), now)
    holds: list[Hold] = []
    number = ledger.intend(
        board.name, _intentions(board, planned, subjects, holds.append), now, run
    )
    if planned.adapter_changed and any(c.state is State.REJECTED for c in planned.changes()):
        number += ledger.reconsider(board.name, now, run)
    number += _forget_dropped(ledger, board, planned, subjects, now, run)
    return Intended(number, tuple(holds))


def dropped(ledger: Ledger, board: Board, now: datetime) -> frozenset[str]:
    """What *board* shows no more, because it shows nothing for longer than ``max_live``."""
    longest = board.features.max_live
    if longest is None:
        return frozenset()
    return frozenset(
        entry.subject
        for entry in ledger.entries(board.name, {State.LIVE})
        if entry.live_since is not None and entry.live_since + longest <= now
    )


def _intentions(
    board: Board, planned: BoardPlan, subjects: Subjects, tell: Callable[[Hold], None]
) -> Iterator[Intention]:
    for change in planned.changes():
        if change.agreed:
            continue
        if change.operation is Operation.WITHDRAW:
            yield Intention(change.subject, Operation.WITHDRAW)
            continue
        try:
            payload = _payload(board, change, subjects)
        except SyndicateError as error:
            tell(Hold(change.subject, board.without_secrets(error)))
        except Exception as error:  # noqa: BLE001 - one offer, or one defect, breaks no other
            tell(Hold(change.subject, board.defect(error)))
        else:
            yield Intention(
                change.subject, change.operation, payload, change.digest, change.replace
            )


def _payload(board: Board, change: Change, subjects: Subjects) -> Payload:
    subject = subjects.get(change.subject)
    if subject is None:
        raise SyndicateError("it is not open any more; plan again")
    payload: Payload = board.adapter.payload(subject)
    if payload.digest != change.digest:
        name = type(board.adapter).__name__
        raise SyndicateError(
            "it is not what was planned: the offer has changed since, or the adapter "
            f"{name} makes another payload each time (then tell its author)"
        )
    return payload


def _frozen(ledger: Ledger, board: Board, subjects: Subjects) -> Callable[[str], bool]:
    """Whether a subject's new payload differs from the held one in a frozen key of its body."""

    def differs(name: str) -> bool:
        entry = ledger.entry(board.name, name)
        held = entry.held_body if entry else None
        new = board.adapter.payload(subjects[name]).body
        return held is None or any(held.get(key) != new.get(key) for key in board.features.frozen)

    return differs


def _forget_dropped(
    ledger: Ledger,
    board: Board,
    planned: BoardPlan,
    subjects: Subjects,
    now: datetime,
    run: int | None,
) -> int:
    """Let the ledger know what the board has dropped: it is posted again, or gone for good."""
    renewed = {change.subject for change in planned.create}
    number = 0
    for subject in sorted(dropped(ledger, board, now)):
        if subject not in subjects:
            ledger.intend(board.name, [Intention(subject, Operation.WITHDRAW)], now, run)
        if subject in renewed or subject not in subjects:
            ledger.resolve(board.name, subject, now, live=False, run=run)
            number += 1
    return number


def _digest(features: Features) -> str:
    told = {field.name: getattr(features, field.name) for field in fields(features)}
    text = json.dumps(told, default=lambda v: sorted(v) if isinstance(v, frozenset) else repr(v))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
