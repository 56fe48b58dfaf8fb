"""Delivery: all boards at once, each on a lane of its own."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from threading import Event, Thread
from typing import TYPE_CHECKING

from syndicate.delivery import judging, recovery
from syndicate.delivery.lane import DEFAULT_LOOK_AGAIN, DEFAULT_PATIENCE, Lane
from syndicate.delivery.ledger import Postpone
from syndicate.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from syndicate.delivery.board import Board
    from syndicate.delivery.ledger import Ledger
    from syndicate.delivery.tally import Tally

#: How long calls that are under way may still take once we are to stop.
DEFAULT_GRACE = timedelta(seconds=10)

_POLL = 0.2


def deliver(
    ledger: Ledger,
    boards: Iterable[Board],
    clock: Callable[[], datetime],
    *,
    stop: Event | None = None,
    grace: timedelta = DEFAULT_GRACE,
    patience: timedelta = DEFAULT_PATIENCE,
    look_again: timedelta = DEFAULT_LOOK_AGAIN,
    random: Random | None = None,
) -> tuple[Tally, ...]:
    """Send what the ledger says is due on *boards*; what each pass did, in their order.

    First doubt is removed (crashes, cut lines), then withdrawals, creations and updates are
    sent, each board on its own thread. Retries wait for their time by *clock*; waits for
    a rate limit up to *patience* are slept through; a board that shows nothing of what is in
    doubt is asked once more after *look_again*. Once *stop* is set, calls under way may
    finish within *grace*; what does not is left in doubt, and looked into next time. Only a
    ``LedgerError`` gets out: then nothing more is sent.
    """
    stop = stop or Event()
    random = random or Random()  # noqa: S311 - it spreads retries, and keeps no secret
    lanes = [Lane(ledger, board, clock, stop, patience, look_again, random) for board in boards]
    drivers = [_Driver(lane, lanes) for lane in lanes]
    for driver in drivers:
        driver.thread.start()
    _wait(drivers, stop, grace)
    for driver in drivers:
        if driver.fault is not None:
            raise driver.fault
    return tuple(lane.tally for lane in lanes)


@dataclass(slots=True)
class _Driver:
    """The thread of one lane, and the fault that ended it."""

    lane: Lane
    lanes: Sequence[Lane]
    thread: Thread = field(init=False)
    fault: BaseException | None = None

    def __post_init__(self) -> None:
        name = f"board {self.lane.board.name}"
        self.thread = Thread(target=self._run, name=name, daemon=True)

    def _run(self) -> None:
        try:
            travel(self.lane)
        except LedgerError as error:
            self.fault = error
            for lane in self.lanes:
                lane.paused = True  # without a ledger nothing may be sent
        except BaseException as error:  # noqa: BLE001 - told by the thread that started us
            self.fault = error


def travel(lane: Lane) -> None:
    """One pass over the lane's board."""
    recovery.take_over(lane)
    recovery.recover(lane)
    recovery.confirm(lane)
    lane.send_due()
    if lane.tally.counts["unknown"] and not lane.stop.is_set():
        recovery.recover(lane)
        lane.send_due()
    lane.close()


def _wait(drivers: Sequence[_Driver], stop: Event, grace: timedelta) -> None:
    while any(driver.thread.is_alive() for driver in drivers):
        if stop.is_set():
            break
        for driver in drivers:
            driver.thread.join(_POLL / len(drivers))
    deadline = time.monotonic() + grace.total_seconds()
    for driver in drivers:
        driver.thread.join(max(0.0, deadline - time.monotonic()))
        if driver.thread.is_alive():
            _abandon(driver.lane)


def _abandon(lane: Lane) -> None:
    """Mark what is under way as doubtful: its answer may come, or never. The rest waits."""
    now = lane.clock()
    words = "we were stopped before the board answered"
    for entry in lane.in_flight:
        outcome = judging.doubt(entry, words, lane.board.features, now, lane.random)
        lane.settle(entry, outcome)
    unsent = Postpone("we were stopped before it was sent", now, sent=False)
    for entry in lane.waiting:
        lane.ledger.settle(entry, unsent, now)
