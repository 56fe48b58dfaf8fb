"""A small push side: offers, boards held in memory, one ledger, and a clock that is moved."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from threading import Event
from typing import TYPE_CHECKING, Any

from syndicate.delivery.board import Board
from syndicate.delivery.delivering import deliver
from syndicate.delivery.ledger import Ledger, State
from syndicate.delivery.preparing import intend, prepare
from syndicate.testing import MemoryBoard
from tests.delivery.offers import NOW, offer

if TYPE_CHECKING:
    from pathlib import Path

    from syndicate.adapter import Adapter
    from syndicate.delivery.planning import BoardPlan
    from syndicate.delivery.tally import Tally
    from syndicate.offer import Offer


class Clock:
    """The time in use: it stands still until it is moved."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Push:
    """What the command does, without a command: ``apply`` plans, intends and delivers."""

    root: Path
    boards: list[Board] = field(default_factory=list)
    offers: dict[str, Offer] = field(default_factory=dict)
    clock: Clock = field(default_factory=Clock)
    url: str = "sqlite:///ledger.db"
    stop: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self.ledger = Ledger.open(self.url, root=self.root, create=True)

    def board(self, name: str = "board", **features: Any) -> MemoryBoard:
        """One more board, held in memory."""
        memory = MemoryBoard(**features)
        self.join(memory, name)
        return memory

    def join(self, adapter: Adapter[Any], name: str = "board", **more: Any) -> Board:
        """One more board, served by *adapter*."""
        plain: dict[str, Any] = {"name": name, "adapter": adapter}
        board = Board(**plain | {"limits": adapter.features.limits} | more)
        self.boards.append(board)
        return board

    def publish(self, *names: str, **changes: Any) -> None:
        """Open offers with these names, or change them."""
        for name in names:
            self.offers[name] = replace(self.offers.get(name) or offer(name), **changes)

    def close(self, *names: str) -> None:
        for name in names:
            del self.offers[name]

    def plan(self, **more: Any) -> list[BoardPlan]:
        return [
            prepare(self.ledger, board, self.offers, self.clock(), **more) for board in self.boards
        ]

    def apply(self, **more: Any) -> Tally:
        """Plan, intend, deliver; the first board's tally."""
        for board, planned in zip(self.boards, self.plan(**more), strict=True):
            found = intend(self.ledger, board, planned, self.offers, self.clock())
            assert found.hold == ()
        return self.deliver()[0]

    def deliver(self, **more: Any) -> tuple[Tally, ...]:
        at_once = timedelta(0)
        how: dict[str, Any] = {"patience": at_once, "look_again": at_once, "stop": self.stop}
        how["random"] = Random(7)  # noqa: S311
        return deliver(self.ledger, self.boards, self.clock, **how | more)

    def state(self, name: str, board: str = "board") -> State:
        entry = self.ledger.entry(board, name)
        assert entry is not None
        return entry.state
