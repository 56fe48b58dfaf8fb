"""Any order of plans, claims, answers, crashes and clocks: the ledger's promises hold."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from syndicate.adapter import Operation, Receipt
from syndicate.delivery.ledger import (
    Absent,
    Delivered,
    Doubtful,
    Entry,
    Ledger,
    NeedsPerson,
    Outcome,
    Postpone,
    Refused,
    State,
)
from tests.delivery.ledger.kit import MINUTE, NOW, create, digest, update, withdraw

if TYPE_CHECKING:
    import unittest

SUBJECTS = st.sampled_from(["a", "b", "c"])
TEXTS = st.sampled_from(["first", "second", "third"])
_boards = (f"board-{number}" for number in count())


class Machine(RuleBasedStateMachine):
    """``shown`` is what the board truly shows, ``calls`` what is under way."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger = _ledger()
        self.board = next(_boards)
        self.now = NOW
        self.calls: list[Entry] = []
        self.shown: dict[str, str | None] = {}
        self.wanted: dict[str, str | None] = {}
        self.last_event = 0

    @rule(subject=SUBJECTS, text=TEXTS, replace=st.booleans())
    def want(self, subject: str, text: str, replace: bool) -> None:
        change = update(subject, text, replace=replace) if replace else create(subject, text)
        self.ledger.intend(self.board, [change], self.now)
        self.wanted[subject] = digest(subject, text)

    @rule(subject=SUBJECTS)
    def close(self, subject: str) -> None:
        self.ledger.intend(self.board, [withdraw(subject)], self.now)
        self.wanted[subject] = None

    @rule(limit=st.integers(1, 3))
    def claim(self, limit: int) -> None:
        for entry in self.ledger.claim(self.board, self.now, "machine", MINUTE, limit):
            assert entry.subject not in {call.subject for call in self.calls}
            self.calls.append(entry)

    def _done(self, entry: Entry) -> None:
        """The board does as it was told; a second posting of a subject would be a duplicate."""
        if entry.operation is Operation.WITHDRAW:
            self.shown[entry.subject] = None
            return
        if entry.operation is Operation.CREATE:
            assert self.shown.get(entry.subject) is None
        self.shown[entry.subject] = entry.op_digest

    @rule(data=st.data(), how=st.sampled_from(["done", "refused", "busy", "cut", "cut-done"]))
    def answer(self, data: st.DataObject, how: str) -> None:
        if not self.calls:
            return
        entry = self.calls.pop(data.draw(st.integers(0, len(self.calls) - 1)))
        outcomes: dict[str, Outcome] = {
            "done": Delivered(Receipt(f"remote-{entry.subject}")),
            "refused": Refused("no"),
            "busy": Postpone("busy", self.now + MINUTE),
            "cut": Doubtful("cut off"),
            "cut-done": Doubtful("cut off"),
        }
        if how in {"done", "cut-done"}:
            self._done(entry)
        assert self.ledger.settle(entry, outcomes[how], self.now)
        if not how.startswith("cut"):
            assert not self.ledger.settle(entry, outcomes["done"], self.now)

    @rule(happened=st.booleans())
    def crash(self, happened: bool) -> None:
        for entry in self.calls if happened else []:
            self._done(entry)
        self.calls = []
        self.now += 2 * MINUTE

    @rule(person=st.booleans())
    def recover(self, person: bool) -> None:
        under_way = {call.subject for call in self.calls}
        for entry in self.ledger.interrupted(self.board, self.now):
            if entry.subject in under_way:
                continue
            shown = self.shown.get(entry.subject)
            outcome: Outcome = Absent(self.now)
            if person:
                outcome = NeedsPerson("cannot be asked")
            elif shown is not None and entry.operation is Operation.WITHDRAW:
                outcome = Postpone("still there", self.now)
            elif shown is not None:
                outcome = Delivered(Receipt("found"), digest=shown)
            assert self.ledger.settle(entry, outcome, self.now)

    @rule()
    def say(self) -> None:
        for entry in self.ledger.entries(self.board, [State.HELD]):
            live = self.shown.get(entry.subject) is not None
            self.ledger.resolve(self.board, entry.subject, self.now, live=live)

    @rule(minutes=st.integers(-30, 30))
    def clock(self, minutes: int) -> None:
        # Not while calls are under way: how long they took is not the ledger's to know.
        if not self.calls:
            self.now += timedelta(minutes=minutes)

    @invariant()
    def one_operation_is_under_way_for_each_subject(self) -> None:
        sending = self.ledger.entries(self.board, [State.SENDING])
        under_way = {(call.subject, call.op_id) for call in self.calls}
        assert under_way <= {(entry.subject, entry.op_id) for entry in sending}

    @invariant()
    def what_is_held_is_what_was_delivered(self) -> None:
        for entry in self.ledger.entries(self.board, [State.LIVE, State.GONE]):
            assert entry.digest == self.shown.get(entry.subject)
            assert entry.digest == self.wanted.get(entry.subject)
            assert entry.operation is None
            assert not entry.doubtful

    @invariant()
    def a_plan_that_wants_the_same_has_nothing_to_do(self) -> None:
        rows = {row.subject: row for row in self.ledger.held(self.board)}
        for subject, wanted in self.wanted.items():
            assert subject in rows or wanted is None
            assert subject not in rows or rows[subject].agrees(wanted)

    @invariant()
    def events_are_only_added(self) -> None:
        told = self.ledger.events(self.board, limit=10_000)
        ids = [event.id for event in told]
        assert ids == sorted(ids)
        assert self.last_event in {0, *ids}
        self.last_event = max(ids, default=0)

    def teardown(self) -> None:
        """When faults stop, the board shows what is wanted, and then nothing is to be done."""
        self.crash(happened=False)
        self.now += timedelta(days=2)
        for _ in range(8):
            self.recover(person=False)
            self.say()
            self.ledger.reconsider(self.board, self.now)
            for entry in self.ledger.claim(self.board, self.now, "machine", MINUTE, 9):
                self._done(entry)
                assert self.ledger.settle(entry, Delivered(Receipt("r")), self.now)
        shown = {subject: value for subject, value in self.shown.items() if value is not None}
        assert shown == {s: value for s, value in self.wanted.items() if value is not None}
        assert self.ledger.next_due(self.board) is None


_open: list[tuple[tempfile.TemporaryDirectory[str], Ledger]] = []


def _ledger() -> Ledger:
    """One ledger for all examples, each of which has a board of its own."""
    if not _open:
        folder = tempfile.TemporaryDirectory()
        _open.append((folder, Ledger.open(root=Path(folder.name), create=True)))
    return _open[0][1]


def teardown_module() -> None:
    for folder, ledger in _open:
        ledger.close()
        folder.cleanup()


TestMachine: type[unittest.TestCase] = Machine.TestCase
TestMachine.settings = settings(max_examples=25, stateful_step_count=25)
