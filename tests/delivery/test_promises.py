"""The promises as invariants: whatever happens, boards come to equal the folder."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from syndicate.adapter import Receipt
from syndicate.delivery.ledger import State
from syndicate.delivery.owner import this_process
from syndicate.delivery.preparing import intend
from syndicate.errors import Ambiguous, Unauthorised, Unavailable
from syndicate.testing import Accepted, MemoryBoard
from tests.delivery.pushing import Push

NAMES = st.sampled_from(["baker", "cook", "nurse", "pilot"])
LEASE = timedelta(minutes=5)
YEAR = 60 * 24 * 365
FEATURES: dict[str, dict[str, Any]] = {
    "key": {"idempotency": timedelta(days=4000)},
    "look-up": {"lookup": True},
    "list": {"lists": True, "updates": False},
    "signal": {"repeatable": True},
    "neither": {},
    "batches": {"max_batch": 3, "lookup": True},
    "frozen": {"lookup": True, "frozen": frozenset({"title"})},
}


class Lying(MemoryBoard):
    """Says once in a while that it withdrew what it still shows."""

    lies = 0

    def withdraw(self, posting: Any, key: str) -> Receipt:
        if self.lies:
            self.lies -= 1
            return Receipt(posting.remote_id)
        return super().withdraw(posting, key)


class Promises(RuleBasedStateMachine):
    """Offers come and go, boards fail, processes die, clocks jump."""

    folder: tempfile.TemporaryDirectory[str]
    push: Push
    boards: dict[str, Lying]

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.push = Push(Path(self.folder.name))
        self.boards = {}
        self.unreadable: set[str] = set()
        for name, features in FEATURES.items():
            self.boards[name] = Lying(**features)
            self.push.join(self.boards[name], name)

    def teardown(self) -> None:
        if hasattr(self, "push"):
            self.push.ledger.close()
            self.folder.cleanup()

    # What people do

    @rule(name=NAMES, title=st.sampled_from(["One", "Two", "Three"]))
    def write(self, name: str, title: str) -> None:
        self.push.publish(name, title=title)
        self.unreadable.discard(name)

    @rule(name=NAMES)
    def remove(self, name: str) -> None:
        self.push.offers.pop(name, None)
        self.unreadable.discard(name)

    @rule(name=NAMES)
    def spoil(self, name: str) -> None:
        if self.push.offers.pop(name, None) is not None:
            self.unreadable.add(name)

    # What the world does

    @rule(
        board=st.sampled_from(sorted(FEATURES)),
        failure=st.sampled_from(
            [
                Unavailable("down"),
                Unavailable("busy", timedelta(minutes=3)),
                Unauthorised("who are you?"),
                Ambiguous("cut"),
                Accepted(Ambiguous("cut")),
                Accepted(KeyError("defect")),
                None,
            ]
        ),
    )
    def fail(self, board: str, failure: Any) -> None:
        self.boards[board].failures.append(failure)

    @rule(board=st.sampled_from(["look-up", "batches"]))
    def lie(self, board: str) -> None:
        self.boards[board].lies = 1

    @rule(minutes=st.sampled_from([-YEAR, -90, -1, 1, 30, 600, 60 * 24 * 30, YEAR]))
    def pass_time(self, minutes: int) -> None:
        self.push.clock.forward(minutes=minutes)

    # What we do

    @rule()
    def apply(self) -> None:
        self.push.apply(unreadable=self.unreadable)

    @rule()
    def intend_and_die(self) -> None:
        for board, planned in zip(
            self.push.boards, self.push.plan(unreadable=self.unreadable), strict=True
        ):
            intend(self.push.ledger, board, planned, self.push.offers, self.push.clock())

    @rule(name=st.sampled_from(sorted(FEATURES)), sent=st.booleans(), dead=st.booleans())
    def die_while_sending(self, name: str, sent: bool, dead: bool) -> None:
        machine = this_process().partition(":")[0]
        owner = f"{machine}:1:1" if dead else "elsewhere:1:1"
        board = next(board for board in self.push.boards if board.name == name)
        size = 3 if name == "batches" else 1
        claimed = self.push.ledger.claim(name, self.push.clock(), owner, LEASE, size)
        doubtful = [entry for entry in claimed if entry.doubtful]
        if claimed and sent and not doubtful:
            board.adapter.send([entry.call for entry in claimed])

    @precondition(lambda self: hasattr(self, "push"))
    @invariant()
    def nothing_is_there_twice(self) -> None:
        for memory in self.boards.values():
            assert memory.shelf.duplicates == ()

    @rule()
    def faults_stop(self) -> None:
        """Then boards equal the folder, and one more run makes no call."""
        for memory in self.boards.values():
            memory.failures.clear()
            memory.lies = 0
        for _ in range(6):
            self.push.clock.forward(days=1)
            self.push.apply(unreadable=self.unreadable)
            self._say_what_is_so()
        done = {name: len(memory.done) for name, memory in self.boards.items()}
        self.push.clock.forward(days=1)
        self.push.apply(unreadable=self.unreadable)
        assert {name: len(memory.done) for name, memory in self.boards.items()} == done
        for memory in self.boards.values():
            shown = {held.reference: held.body["title"] for held in memory.postings}
            open_ = {name: offer.title for name, offer in self.push.offers.items()}
            assert {n: t for n, t in shown.items() if n not in self.unreadable} == open_
        assert self.push.ledger.check() == []

    def _say_what_is_so(self) -> None:
        """A person looks at the board."""
        for name, memory in self.boards.items():
            shown = {held.reference for held in memory.postings}
            for entry in self.push.ledger.entries(name, [State.HELD]):
                live = entry.subject in shown
                self.push.ledger.resolve(name, entry.subject, self.push.clock(), live=live)


Promises.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    suppress_health_check=list(HealthCheck),
)
TestPromises = Promises.TestCase
