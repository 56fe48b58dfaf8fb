"""The plan: what must change on one board for it to hold exactly what it is to hold.

Level-triggered: it compares what is wanted now with what is held now, and needs no memory of
what happened in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from syndicate.adapter import Operation
from syndicate.delivery.ledger.values import State
from syndicate.delivery.wanted import LeftOut, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from syndicate.adapter import Features
    from syndicate.delivery.ledger.values import Holding

_UNDER_WAY = frozenset({State.PENDING, State.SENDING, State.UNKNOWN})

_REASONS = {
    State.HELD: "a person must say what the board shows",
    State.REJECTED: "the board refused it as it is",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to do. ``digest`` is the wanted payload's, None for a withdrawal.

    ``state`` and ``held`` are what the ledger said when this was planned, None without an entry;
    ``held`` is the digest that the board holds, None for nothing, empty for content unknown.
    ``replace``: withdrawn, then posted anew. ``agreed``: an earlier plan intended the same
    already, and it is not done yet.
    """

    operation: Operation
    subject: str
    digest: str | None = None
    state: State | None = None
    held: str | None = None
    replace: bool = False
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Hold:
    """A subject that stays as it is although something is to be said about it."""

    subject: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPlan:
    """What is to be done on one board; ``create``, ``update``, ``withdraw`` are in no conflict.

    ``live`` counts the postings that the board held, ``adapter_changed`` says that it was
    last served by another version of its adapter. Something to be replaced stands in
    ``update`` once.
    """

    board: str
    create: tuple[Change, ...] = ()
    update: tuple[Change, ...] = ()
    withdraw: tuple[Change, ...] = ()
    hold: tuple[Hold, ...] = ()
    live: int = 0
    adapter_changed: bool = False

    def __bool__(self) -> bool:
        return bool(self.create or self.update or self.withdraw)

    def changes(self) -> Iterator[Change]:
        """Every change, in the order in which they are carried out."""
        yield from self.withdraw
        yield from self.create
        yield from self.update

    def report(self) -> dict[str, list[str]]:
        """The board's object in ``syndicate plan --json``."""
        return {
            "create": [change.subject for change in self.create],
            "update": [change.subject for change in self.update],
            "withdraw": [change.subject for change in self.withdraw],
            "hold": [hold.subject for hold in self.hold],
        }


@dataclass(slots=True)
class _Comparison:
    """The rules for one subject, given what the board can do."""

    features: Features
    adapter_changed: bool
    unreadable: Collection[str]
    dropped: Collection[str]
    frozen: Callable[[str], bool] | None

    def missing(self, subject: str, digest: str) -> Change:
        """Of a wanted *subject* that the ledger does not know."""
        return Change(Operation.CREATE, subject, digest)

    def wanted(self, held: Holding, digest: str) -> Change | Hold | None:
        """Of a wanted subject that the ledger knows."""
        if held.subject in self.dropped:
            return _change(Operation.CREATE, held, digest)
        if held.agrees(digest):
            return self._agreed(held)
        if held.state is State.HELD:
            return _hold(held)
        if not held.held:
            return _change(Operation.CREATE, held, digest)
        if held.digest == digest and held.state is State.LIVE:
            return None
        return self._changed(held, digest)

    def vanished(self, held: Holding) -> Change | Hold | None:
        """Of a subject that is not wanted, and that the ledger knows."""
        if held.subject in self.unreadable or held.subject in self.dropped:
            return None
        if held.agrees(None):
            return self._agreed(held)
        if held.state is State.HELD:
            return _hold(held)
        if held.held and not self.features.withdraws:
            return None
        return _change(Operation.WITHDRAW, held)

    def _changed(self, held: Holding, digest: str) -> Change | None:
        if self.features.updates:
            replaced = self.frozen is not None and self.frozen(held.subject)
            return _change(Operation.UPDATE, held, digest, replace=replaced)
        if self.features.withdraws:
            return _change(Operation.UPDATE, held, digest, replace=True)
        return None  # it was said once, and cannot be unsaid

    def _agreed(self, held: Holding) -> Change | Hold | None:
        """Of a subject whose newest intention is this very one."""
        if held.state is State.HELD:
            return _hold(held)
        if held.state is State.REJECTED:
            return self._again(held) if self.adapter_changed else _hold(held)
        if held.state in _UNDER_WAY and held.operation is not None:
            return _change(held.operation, held, held.wanted_digest, agreed=True)
        return None

    def _again(self, held: Holding) -> Change | None:
        """Of a refused subject, for another adapter to try."""
        if held.wanted:
            operation = Operation.UPDATE if held.held else Operation.CREATE
            return _change(operation, held, held.wanted_digest)
        return _change(Operation.WITHDRAW, held) if held.held else None


def plan(
    board: str,
    wanted: Iterable[Wanted | LeftOut],
    held: Iterable[Holding],
    features: Features,
    *,
    unreadable: Collection[str] = frozenset(),
    dropped: Collection[str] = frozenset(),
    adapter_changed: bool = False,
    frozen: Callable[[str], bool] | None = None,
) -> BoardPlan:
    """The difference between what is *wanted* and what is *held*; both are read once.

    Subjects of *unreadable* files stay as they are. *dropped* ones were removed by the board
    itself, which shows them for ``features.max_live``. *frozen* tells whether a change of a
    subject touches fields that the board does not let be changed. A payload that the board
    refused is not planned again until it, or the adapter (*adapter_changed*), is another one.
    """
    rules = _Comparison(features, adapter_changed, unreadable, dropped, frozen)
    found: dict[Operation, list[Change]] = {operation: [] for operation in Operation}
    digests, holds, kept = _gathered(wanted)
    on_board, live = 0, State.LIVE
    for holding in held:
        on_board += holding.held
        subject = holding.subject
        digest = digests.pop(subject, None)
        if digest is None:
            if subject in kept:
                continue
        elif holding.wanted_digest == digest and holding.state is live and subject not in dropped:
            continue  # by far the most: what is held is what is wanted
        one = rules.vanished(holding) if digest is None else rules.wanted(holding, digest)
        if isinstance(one, Change):
            found[one.operation].append(one)
        elif one is not None:
            holds.append(one)
    found[Operation.CREATE] += (rules.missing(*item) for item in digests.items())
    return BoardPlan(
        board=board,
        create=tuple(found[Operation.CREATE]),
        update=tuple(found[Operation.UPDATE]),
        withdraw=tuple(found[Operation.WITHDRAW]),
        hold=tuple(holds),
        live=on_board,
        adapter_changed=adapter_changed,
    )


def _gathered(wanted: Iterable[Wanted | LeftOut]) -> tuple[dict[str, str], list[Hold], set[str]]:
    """Digests by subject, what is to be said about others, and which of them stay."""
    digests: dict[str, str] = {}
    holds: list[Hold] = []
    kept: set[str] = set()
    for one in wanted:
        if isinstance(one, Wanted):
            digests[one.subject] = one.digest
        elif one.stays:
            kept.add(one.subject)
            holds.append(Hold(one.subject, one.reason))
    return digests, holds, kept


def _change(
    operation: Operation,
    held: Holding,
    digest: str | None = None,
    *,
    replace: bool = False,
    agreed: bool = False,
) -> Change:
    holds = (held.digest or "") if held.held else None
    return Change(operation, held.subject, digest, held.state, holds, replace, agreed)


def _hold(held: Holding) -> Hold:
    return Hold(held.subject, _REASONS[held.state])
