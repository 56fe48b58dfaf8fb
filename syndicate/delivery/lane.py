"""One lane: everything that is due on one board, one call after the other."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from syndicate.adapter import Kind, Operation, Receipt
from syndicate.delivery import judging, pacing
from syndicate.delivery.ledger import Absent, Delivered, Doubtful, Postpone
from syndicate.delivery.owner import this_process
from syndicate.delivery.room import Room
from syndicate.delivery.tally import Tally
from syndicate.errors import AdapterError, Ambiguous, Gone, Rejected, Unauthorised, Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from threading import Event

    from syndicate.adapter import Answer
    from syndicate.delivery.board import Board
    from syndicate.delivery.ledger import Entry, Ledger, Outcome

logger = logging.getLogger(__name__)

#: How long a claim lasts unless it is extended; longer than a single call should take.
LEASE = timedelta(minutes=5)
#: How many postings are claimed at once where sending one twice does no harm.
AT_ONCE = 32
#: Outcomes are written down at least this often, in seconds, while calls go on.
_FLUSH = 0.25
#: A wait for room under a rate limit is slept through when it is no longer than this.
DEFAULT_PATIENCE = timedelta(minutes=1)
#: A board that shows nothing is asked a second time after this: lists lag behind.
DEFAULT_LOOK_AGAIN = timedelta(seconds=1)


@dataclass(slots=True)
class Lane:
    """The way to one board during one pass.

    One thread travels it; others may read ``waiting`` (claimed, not sent yet) and
    ``in_flight`` (sent, and not answered yet).
    """

    ledger: Ledger
    board: Board
    clock: Callable[[], datetime]
    stop: Event
    patience: timedelta = DEFAULT_PATIENCE
    look_again: timedelta = DEFAULT_LOOK_AGAIN
    random: Random = field(default_factory=Random)
    tally: Tally = field(init=False)
    waiting: tuple[Entry, ...] = ()
    in_flight: tuple[Entry, ...] = ()
    careful: bool = False
    paused: bool = False
    _room: Room = field(init=False)
    _owner: str = field(default_factory=this_process)
    _failures: int = 0
    _worked: bool = False
    _answers: list[tuple[Entry, Outcome]] = field(default_factory=list)
    _flushed: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.tally = Tally(self.board.name)
        self._room = Room(self.ledger, self.board, self.clock, self.stop, self.patience)
        row = self.ledger.board(self.board.name, self.clock())
        self._failures = row.failures
        self.paused = row.paused_until is not None

    def send_due(self) -> None:
        """Send all that is due, until nothing is, the board rests, or we are to stop."""
        while not self.stop.is_set() and not self.paused:
            now = self.clock()
            claimed = self.ledger.claim(self.board.name, now, self._owner, LEASE, self._size())
            if not claimed:
                break
            self._send_claimed(claimed)

    def close(self) -> None:
        """Write down what is left to be said about the board."""
        self._praise()
        self.tally.next_due = self.ledger.next_due(self.board.name)
        paused = self.ledger.board(self.board.name, self.clock()).paused_until
        if paused is not None and self.tally.next_due is not None:
            self.tally.next_due = max(paused, self.tally.next_due)

    def settle(self, entry: Entry, outcome: Outcome) -> None:
        """Write down *outcome* at once."""
        outcome = hidden(outcome, self.board)
        if self.ledger.settle(entry, outcome, self.clock()):
            self.tally.note(entry, outcome)

    def fail(self, error: AdapterError) -> None:
        """The board did not do its part: after a few times in a row it is left alone."""
        now = self.clock()
        words = self.board.without_secrets(error)
        self._failures += 1
        rest = pacing.pause(self._failures)
        if isinstance(error, Unauthorised):
            rest = pacing.refused_pause(self._failures - 1)
            self.tally.trouble = words
            words = pacing.REFUSED + words
        until = now + rest if rest is not None else None
        self._failures = self.ledger.fail(self.board.name, words, now, pause_until=until)
        wait = error.retry_after if isinstance(error, Unavailable) else None
        if wait:
            self.ledger.hold_off(self.board.name, now + wait, now)
        self.paused = self.paused or rest is not None or bool(wait)

    def work(self) -> None:
        """The board did its part."""
        if self._failures:
            self.ledger.succeed(self.board.name, self.clock())
        self._failures = 0
        self._worked = True

    def _praise(self) -> None:
        """Write down that the board works, which also ends its pauses."""
        if self._worked and not self._failures:
            self.ledger.succeed(self.board.name, self.clock())
        self._worked = False

    # -- one claim ----------------------------------------------------------------------------

    def _size(self) -> int:
        """How many to claim: one alone where a crash would leave all of them in doubt."""
        features = self.board.features
        if features.kind in {Kind.DIGEST, Kind.SNAPSHOT}:
            # One at a time, a digest would be a flood of messages and a push one for each file.
            return features.max_batch
        if self.careful or self._failures >= pacing.BREAKER:
            return 1
        if self.board.limits:
            return features.max_batch
        return max(features.max_batch, AT_ONCE if judging.is_recoverable(features) else 1)

    def _send_claimed(self, claimed: Sequence[Entry]) -> None:
        self.waiting = tuple(entry for entry in claimed if self._may_be_sent(entry))
        leased = self.clock()
        while self.waiting:
            if self.stop.is_set() or self.paused:
                self._put_back(self.waiting, self.clock())
                break
            now = self.clock()
            if now - leased > LEASE / 3:
                # A call may have outlasted the lease, or the machine slept: others go on then.
                self.waiting = self.ledger.extend(self.board.name, self.waiting, now + LEASE)
                leased = now
                continue
            self._send_next(self.waiting[: self.board.features.max_batch])
        self._flush()
        self.waiting = ()

    def _send_next(self, entries: Sequence[Entry]) -> None:
        """Send as many of *entries* as there is room for; put the first back if for none."""
        number, at = self._room.take(entries)
        sent = entries[: max(number, 1)]
        self.waiting = self.waiting[len(sent) :]
        if number:
            self.in_flight = tuple(sent)
            self._call(sent)
            self.in_flight = ()
            return
        self._put_back(sent, at)
        if self._room.holds_up_all():
            self._rest(at)

    def _may_be_sent(self, entry: Entry) -> bool:
        """False, and settled, when a resend came too late to be harmless."""
        features = self.board.features
        if not entry.doubtful or judging.is_safe_to_repeat(entry, features, self.clock()):
            return True
        if (features.lookup or features.lists) and entry.operation is not Operation.CREATE:
            return True
        error = entry.error or "an earlier try may have happened"
        self.settle(entry, Doubtful(error, self.clock()))
        return False

    def _rest(self, until: datetime) -> None:
        """There is no room before *until*, for any operation at all."""
        self._praise()
        self.paused = True
        self.ledger.hold_off(self.board.name, until, self.clock())

    def _put_back(self, entries: Sequence[Entry], at: datetime) -> None:
        outcome = Postpone("it was not its turn yet", at, sent=False)
        self.ledger.settle_many([(entry, outcome) for entry in entries], self.clock())

    # -- one call -----------------------------------------------------------------------------

    def _call(self, entries: Sequence[Entry]) -> None:
        answers = self._ask(entries)
        self._regard(answers)
        outcomes = [self._outcome(*pair) for pair in zip(entries, answers, strict=True)]
        for entry, outcome in zip(entries, judging.together(answers, outcomes), strict=True):
            self._answers.append((entry, hidden(outcome, self.board)))
        if time.monotonic() - self._flushed > _FLUSH:
            self._flush()

    def _ask(self, entries: Sequence[Entry]) -> Sequence[Answer]:
        try:
            given = self.board.adapter.send([entry.call for entry in entries])
        except AdapterError as error:
            return judging.answers([error] * len(entries), len(entries))
        except Exception as error:  # noqa: BLE001 - an adapter's defect is its board's trouble alone
            return [self._defect(error)] * len(entries)
        return judging.answers(given, len(entries))

    def _defect(self, error: Exception) -> Ambiguous:
        words = self.board.defect(error)
        logger.error("[boards.%s] %s", self.board.name, words)
        self.tally.trouble = words
        return Ambiguous(words)

    def _outcome(self, entry: Entry, answer: Answer) -> Outcome:
        """What is written down for *answer*; where the board can be asked, it is believed less."""
        now = self.clock()
        match entry.operation, answer:
            case Operation.WITHDRAW, Receipt() if self._shows(entry):
                answer = Ambiguous("it says that it is withdrawn, and still shows it")
            case Operation.WITHDRAW, Gone():
                answer = Receipt()
            case Operation.UPDATE, Gone():
                return Absent(now, "the board holds it no more")
            case Operation.UPDATE, Rejected() if self._shows(entry) is False:
                return Absent(now, "the board holds it no more")
        return judging.outcome(entry, answer, self.board.features, now, self.random)

    def _shows(self, entry: Entry) -> bool | None:
        """Whether the board shows *entry*; None when it cannot tell."""
        features = self.board.features
        if not features.lookup or features.visible_after:
            return None
        try:
            return self.board.adapter.find(entry.subject) is not None
        except AdapterError:
            return None
        except Exception as error:  # noqa: BLE001 - an adapter's defect is its board's trouble alone
            self._defect(error)
            return None

    def _regard(self, answers: Sequence[Answer]) -> None:
        """How the board fares by its *answers* to one call: a call is one failure at most."""
        errors = [one for one in answers if not isinstance(one, Receipt | Rejected)]
        if len(errors) < len(answers):
            self.work()
        if errors:
            # The one that says most about the board: a refusal, or when to come back.
            self.fail(max(errors, key=_weight))

    def _flush(self) -> None:
        """Write down what was answered since the last time, in one transaction."""
        self._flushed = time.monotonic()
        answers, self._answers = self._answers, []
        if answers:
            self.ledger.settle_many(answers, self.clock())
            for entry, outcome in answers:
                self.tally.note(entry, outcome)


def _weight(error: AdapterError) -> tuple[bool, timedelta]:
    wait = error.retry_after if isinstance(error, Unavailable) else None
    return isinstance(error, Unauthorised), wait or timedelta()


def hidden(outcome: Outcome, board: Board) -> Outcome:
    """*outcome* as it may be written down: without the secrets of *board*."""
    if isinstance(outcome, Delivered):
        receipt = outcome.receipt
        url, note = board.address(receipt.url), board.without_secrets(receipt.note)
        if (url, note) == (receipt.url, receipt.note):
            return outcome
        return replace(outcome, receipt=replace(receipt, url=url, note=note))
    if outcome.error is None:
        return outcome
    return replace(outcome, error=board.without_secrets(outcome.error))
