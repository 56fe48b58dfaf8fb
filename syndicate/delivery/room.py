"""Room under a board's rate limits: taken, waited for a little, or left for later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from syndicate.adapter import Operation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from threading import Event

    from syndicate.adapter import RateLimit
    from syndicate.delivery.board import Board
    from syndicate.delivery.ledger import Entry, Ledger


@dataclass(frozen=True, slots=True)
class Room:
    """The limits of one board, whose count is in the ledger: all processes share it."""

    ledger: Ledger
    board: Board
    clock: Callable[[], datetime]
    stop: Event
    patience: timedelta

    def take(self, entries: Sequence[Entry]) -> tuple[int, datetime]:
        """How many of *entries*, from the first on, there is room for, and it is theirs.

        When there is none: 0, and the instant from which on there may be. Sleeps through waits
        that are no longer than the patience.
        """
        number = len(entries)
        while True:
            now = self.clock()
            if not self.board.limits:
                return number, now
            at = self.ledger.take(self.board.name, self._cost(entries[:number]), now)
            if at <= now:
                return number, now
            if number > 1:
                number //= 2
            elif at - now > self.patience or not self._waited(now, at - now):
                return 0, at

    def holds_up_all(self) -> bool:
        """Whether no operation at all has room while one has none."""
        limits = self.board.limits
        return all(limit.cost.get(kind, 1) for limit in limits for kind in Operation)

    def _waited(self, since: datetime, wait: timedelta) -> bool:
        """Sleeps; false when we are to stop, or the clock in use stands still."""
        if self.stop.wait(0.01) or self.clock() <= since:
            return False
        left = max(timedelta(), since + wait - self.clock())
        return not self.stop.wait(left.total_seconds() + 0.001)

    def _cost(self, entries: Sequence[Entry]) -> list[tuple[RateLimit, int]]:
        return [
            (limit, sum(limit.cost.get(e.operation, 1) for e in entries if e.operation))
            for limit in self.board.limits
        ]
