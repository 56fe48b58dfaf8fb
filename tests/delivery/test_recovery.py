"""What others left: claims of the dead, of machines that never came back, adapters that kill."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from syndicate.adapter import Operation, Receipt
from syndicate.delivery import pacing, recovery
from syndicate.delivery.lane import Lane
from syndicate.delivery.ledger import Delivered, State
from syndicate.delivery.owner import is_dead, this_process
from syndicate.delivery.preparing import intend
from syndicate.errors import Unavailable
from syndicate.testing import MemoryBoard
from tests.delivery.pushing import Push

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from syndicate.adapter import Answer, Call

LEASE = timedelta(minutes=5)


@pytest.fixture
def push(tmp_path: Path) -> Iterator[Push]:
    made = Push(tmp_path)
    yield made
    made.ledger.close()


def owner_of_the_dead() -> str:
    """The name of a process of this machine that is no more."""
    code = "from syndicate.delivery.owner import this_process; print(this_process())"
    return subprocess.check_output([sys.executable, "-c", code], text=True).strip()


def leave(push: Push, owner: str, number: int = 1) -> None:
    """Intentions that *owner* has claimed, and says no more of."""
    board, planned = push.boards[0], push.plan()[0]
    intend(push.ledger, board, planned, push.offers, push.clock())
    assert len(push.ledger.claim("board", push.clock(), owner, LEASE, number)) == number


def test_a_process_knows_the_living_from_the_dead() -> None:
    dead = owner_of_the_dead()
    assert is_dead(dead)
    assert not is_dead(this_process())
    assert not is_dead("elsewhere" + dead)
    assert not is_dead("")
    machine, _, rest = this_process().partition(":")
    assert rest.startswith(f"{os.getpid()}:")
    assert is_dead(f"{machine}:{os.getpid()}:1")  # another one had our number before


def test_what_a_dead_process_was_sending_is_looked_into_at_once(push: Push) -> None:
    memory = push.board(lookup=True)
    push.publish("cook")
    leave(push, owner_of_the_dead())
    push.apply()
    assert push.state("cook") is State.LIVE
    assert len(memory.postings) == 1


def test_what_another_machine_is_sending_is_left_alone_until_its_time_is_over(
    push: Push,
) -> None:
    memory = push.board(lookup=True)
    push.publish("cook")
    leave(push, "elsewhere:1:1")
    push.apply()
    assert push.state("cook") is State.SENDING
    assert memory.done == []
    push.clock.forward(minutes=6)
    push.apply()
    assert push.state("cook") is State.LIVE


def test_what_another_machine_sent_last_is_not_missed_on_a_board_that_shows_late(
    push: Push,
) -> None:
    memory = push.board(lookup=True, visible_after=timedelta(minutes=30))
    push.publish("cook")
    leave(push, "elsewhere:1:1")
    push.clock.forward(minutes=6)
    push.apply()
    assert push.state("cook") is State.UNKNOWN  # that it is not shown yet tells nothing
    assert memory.done == []
    push.clock.forward(minutes=30)
    push.apply()
    assert push.state("cook") is State.LIVE
    assert len(memory.postings) == 1


class SlowBoard(MemoryBoard):
    """Its first call takes so long that others take over meanwhile."""

    def __init__(self, others: Push, **features: Any) -> None:
        super().__init__(**features)
        self.others = others

    def send(self, calls: Sequence[Call]) -> Sequence[Answer]:
        given = super().send(calls)
        if not self.others.boards:
            self.others.clock.forward(minutes=6)
            self.others.join(MemoryBoard(shelf=self.shelf, lookup=True))
            self.others.deliver()
        return given


def test_what_others_took_over_during_a_long_call_is_not_sent_again_after_it(
    push: Push, tmp_path: Path
) -> None:
    others = Push(tmp_path, clock=push.clock)
    memory = SlowBoard(others, lookup=True)
    push.join(memory)
    push.publish("cook", "nurse", "pilot")
    push.apply()
    others.ledger.close()
    assert [subject for _, subject, _ in memory.done] == ["cook"]
    assert memory.shelf.duplicates == ()
    assert sorted(held.reference for held in memory.postings) == ["cook", "nurse", "pilot"]
    assert {push.state(name) for name in push.offers} == {State.LIVE}


def test_a_late_answer_to_what_is_in_doubt_still_counts(push: Push) -> None:
    push.board(lookup=True, visible_after=timedelta(minutes=1))
    push.publish("cook")
    leave(push, owner_of_the_dead())
    claimed = push.ledger.entry("board", "cook")
    push.apply()
    assert push.state("cook") is State.UNKNOWN
    assert claimed is not None
    assert push.ledger.settle(claimed, Delivered(Receipt("1")), push.clock())
    assert push.state("cook") is State.LIVE


def test_a_board_that_is_at_rest_is_not_asked_either(push: Push) -> None:
    memory = push.board(lookup=True)
    push.publish("cook")
    leave(push, owner_of_the_dead())
    push.ledger.pause("board", push.clock() + timedelta(hours=1), "maintenance", push.clock())
    memory.lookup_failures.append(Unavailable("asked"))
    push.apply()
    assert push.state("cook") is State.UNKNOWN
    assert memory.done == []
    assert len(memory.lookup_failures) == 1


def test_what_kills_its_worker_again_and_again_is_given_up(push: Push) -> None:
    memory = push.board(idempotency=timedelta(days=400))
    push.publish("cook")
    push.apply()  # well, once
    push.publish("killer")
    dead = owner_of_the_dead()
    leave(push, dead)
    board = push.boards[0]
    for _ in range(pacing.MOST_DOUBTS - 1):
        entry = push.ledger.entry("board", "killer")
        assert entry is not None
        assert entry.state is not State.HELD
        lane = Lane(push.ledger, board, push.clock, push.stop)
        recovery.take_over(lane)
        recovery.recover(lane)
        assert lane.careful
        push.ledger.claim("board", push.clock(), dead, LEASE, 1)
    tally = push.apply()
    assert push.state("killer") is State.HELD
    assert tally.counts == {"held": 1}
    assert [name for _, name, _ in memory.done] == ["cook"]


def test_after_a_crash_one_is_sent_at_a_time_so_that_the_next_takes_no_other_along(
    push: Push,
) -> None:
    together: list[int] = []

    class Watching(MemoryBoard):
        def create(self, payload: Any, key: str) -> Receipt:
            together.append(push.ledger.count("board")[State.SENDING])
            return super().create(payload, key)

    push.join(Watching(repeatable=True))
    push.publish("cook", "nurse", "pilot")
    push.apply()
    assert together == [3, 3, 3]
    push.publish("smith", "tailor", "usher")
    leave(push, owner_of_the_dead(), 3)
    push.apply()
    assert together[3:] == [1, 1, 1]


@pytest.mark.parametrize("live", [True, False])
def test_a_persons_word_ends_doubt(push: Push, live: bool) -> None:
    memory = push.board()
    push.publish("cook")
    leave(push, owner_of_the_dead())
    assert push.apply().counts == {"held": 1}
    push.ledger.resolve("board", "cook", push.clock(), live=live)
    push.apply()
    assert push.state("cook") is State.LIVE
    assert len(memory.done) == (0 if live else 1)


def test_a_board_that_cannot_be_asked_just_now_is_asked_later(push: Push) -> None:
    memory = push.board(lookup=True)
    push.publish("cook")
    leave(push, owner_of_the_dead())
    memory.lookup_failures.append(Unavailable("busy"))
    push.apply()
    assert push.state("cook") is State.UNKNOWN
    push.clock.forward(hours=1)
    push.apply()
    assert push.state("cook") is State.LIVE


def test_a_look_up_that_breaks_is_the_adapters_defect(push: Push) -> None:
    class Broken(MemoryBoard):
        def find(self, subject: str) -> Any:
            raise ZeroDivisionError

    push.join(Broken(lookup=True))
    push.publish("cook")
    leave(push, owner_of_the_dead())
    tally = push.apply()
    assert "Broken" in str(tally.trouble)
    assert push.state("cook") is State.UNKNOWN


def test_a_withdrawal_in_doubt_is_done_when_the_board_shows_nothing(push: Push) -> None:
    memory = push.board(lookup=True)
    push.publish("cook")
    push.apply()
    push.close("cook")
    leave(push, owner_of_the_dead())
    memory.shelf.remove(memory.postings[0].id)
    push.apply()
    assert push.state("cook") is State.GONE
    assert [kind for kind, _, _ in memory.done] == [Operation.CREATE]
