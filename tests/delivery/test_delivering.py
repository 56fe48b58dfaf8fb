"""Delivery against boards held in memory: outcomes, retries, doubt, pauses, limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import count
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import pytest

from syndicate.adapter import Operation, Payload, RateLimit, Receipt
from syndicate.delivery.ledger import State
from syndicate.delivery.preparing import intend
from syndicate.errors import Ambiguous, Gone, Rejected, Unauthorised, Unavailable
from syndicate.testing import Accepted, MemoryBoard
from tests.delivery.pushing import Clock, Push

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from syndicate.adapter import Answer, Call

HOUR = timedelta(hours=1)


@pytest.fixture
def push(tmp_path: Path) -> Iterator[Push]:
    made = Push(tmp_path)
    yield made
    made.ledger.close()


def holds(memory: MemoryBoard) -> dict[str, object]:
    assert memory.shelf.duplicates == ()
    return {held.reference: held.body["title"] for held in memory.postings}


def test_a_board_comes_to_hold_exactly_the_open_offers(push: Push) -> None:
    memory = push.board()
    push.publish("cook", "nurse")
    assert push.apply().counts == {"created": 2}
    push.publish("cook", title="Head cook")
    push.publish("pilot")
    push.close("nurse")
    assert push.apply().counts == {"created": 1, "updated": 1, "withdrawn": 1}
    assert holds(memory) == {"cook": "Head cook", "pilot": "Pilot"}
    asked = len(memory.done)
    assert push.apply().counts == {}
    assert len(memory.done) == asked


def test_withdrawals_go_first_then_new_offers_then_changes(push: Push) -> None:
    memory = push.board()
    push.publish("a", "b")
    push.apply()
    memory.done.clear()
    push.publish("a", title="Changed")
    push.publish("c")
    push.close("b")
    push.apply()
    assert [(kind, name) for kind, name, _ in memory.done] == [
        (Operation.WITHDRAW, "b"),
        (Operation.CREATE, "c"),
        (Operation.UPDATE, "a"),
    ]


def test_a_board_that_is_away_is_tried_again_when_its_time_has_come(push: Push) -> None:
    memory = push.board()
    push.publish("cook")
    memory.failures.append(Unavailable("closed"))
    tally = push.apply()
    assert tally.counts == {"postponed": 1}
    assert tally.errors == {"cook": "closed"}
    assert tally.next_due is not None
    assert push.apply().counts == {}
    push.clock.now = tally.next_due
    assert push.apply().counts == {"created": 1}
    assert {key for _, _, key in memory.done} == {memory.done[0][2]}


def test_the_board_says_when_to_come_back_and_is_left_alone_until_then(push: Push) -> None:
    memory = push.board()
    push.publish("cook", "nurse", "pilot")
    memory.failures.append(Unavailable("too many", HOUR))
    tally = push.apply()
    assert len(memory.done) == 1
    assert tally.next_due == push.clock() + HOUR
    push.clock.forward(minutes=59)
    push.apply()
    assert len(memory.done) == 1
    push.clock.forward(minutes=1)
    push.apply()
    assert set(holds(memory)) == {"cook", "nurse", "pilot"}


def test_a_board_that_keeps_failing_gets_one_probe_at_a_time(push: Push) -> None:
    memory = push.board()
    push.publish(*(f"offer-{number}" for number in range(20)))
    memory.down = Unavailable("down")
    push.apply()
    assert len(memory.done) == 5
    push.clock.forward(minutes=2)
    push.apply()
    assert len(memory.done) == 6
    push.clock.forward(hours=1)
    memory.down = None
    push.apply()
    assert len(holds(memory)) == 20
    assert push.ledger.board("board", push.clock()).failures == 0


def test_a_board_that_is_away_for_days_is_given_up_and_waits_for_a_person(push: Push) -> None:
    memory = push.board()
    push.publish("cook")
    memory.down = Unavailable("down")
    for _ in range(40):
        push.apply()
        push.clock.forward(hours=7)
    assert push.state("cook") is State.HELD
    entry = push.ledger.entry("board", "cook")
    assert entry is not None
    assert str(entry.error).startswith("given up after 3 days")
    calls = len(memory.done)
    push.apply()
    assert len(memory.done) == calls


def test_what_is_refused_is_not_sent_again_until_it_changes(push: Push) -> None:
    memory = push.board()
    push.publish("cook", "nurse")
    memory.failures.append(Rejected("no such trade"))
    tally = push.apply()
    assert tally.counts == {"created": 1, "rejected": 1}
    assert tally.needs_person
    assert [hold.subject for hold in push.plan()[0].hold] == ["cook"]
    assert push.apply().counts == {}
    push.publish("cook", title="Chef")
    assert push.apply().counts == {"created": 1}


def test_what_was_refused_gets_another_try_from_another_version_of_the_adapter(
    push: Push,
) -> None:
    memory = push.board()
    push.publish("cook")
    memory.failures.append(Rejected("no such trade"))
    push.apply()
    push.boards[0] = replace(push.boards[0], version="2")
    assert [change.subject for change in push.plan()[0].create] == ["cook"]
    assert push.apply().counts == {"created": 1}


def test_wrong_credentials_stop_the_board_at_the_first_call(push: Push) -> None:
    memory = push.board()
    push.publish("cook", "nurse", "pilot")
    memory.down = Unauthorised("who are you?")
    tally = push.apply()
    assert len(memory.done) == 1
    assert tally.needs_person
    assert tally.trouble == "who are you?"
    push.clock.forward(hours=2)
    memory.down = None
    push.apply()
    assert len(holds(memory)) == 3


@pytest.mark.parametrize(
    "features", [{"idempotency": HOUR}, {"repeatable": True}, {"lookup": True}, {"lists": True}]
)
@pytest.mark.parametrize("happened", [True, False])
def test_doubt_is_removed_within_the_pass_and_nothing_is_there_twice(
    push: Push, features: dict[str, Any], happened: bool
) -> None:
    memory = push.board(**features)
    error = Ambiguous("cut off")
    push.publish("cook", "nurse")
    memory.failures.append(Accepted(error) if happened else error)
    push.apply()
    assert set(holds(memory)) == {"cook", "nurse"}
    push.publish("cook", title="Chef")
    memory.failures.append(Accepted(error) if happened else error)
    push.apply()
    assert holds(memory)["cook"] == "Chef"
    push.close("cook")
    memory.failures.append(Accepted(error) if happened else error)
    push.apply()
    assert set(holds(memory)) == {"nurse"}
    calls = len(memory.done)
    assert push.apply().counts == {}
    assert len(memory.done) == calls


def test_doubt_about_what_is_harmless_to_repeat_needs_no_person(push: Push) -> None:
    memory = push.board(repeatable=frozenset({Operation.UPDATE, Operation.WITHDRAW}))
    push.publish("cook", "nurse")
    push.apply()
    push.publish("cook", title="Chef")
    memory.failures.append(Accepted(Ambiguous("cut off")))
    push.apply()
    push.close("nurse")
    memory.failures.append(Accepted(Ambiguous("cut off")))
    push.apply()
    assert holds(memory) == {"cook": "Chef"}
    push.publish("nurse")
    memory.failures.append(Accepted(Ambiguous("cut off")))
    assert push.apply().needs_person
    assert set(holds(memory)) == {"cook", "nurse"}


def test_a_withdrawal_of_what_is_gone_is_done(push: Push) -> None:
    memory = push.board()
    push.publish("cook")
    push.apply()
    push.close("cook")
    memory.failures.append(Gone("there is no such posting"))
    assert not push.apply().needs_person
    assert push.apply().counts == {}


def test_doubt_on_a_board_that_cannot_tell_is_held_for_a_person(push: Push) -> None:
    memory = push.board()
    push.publish("cook", "nurse")
    memory.failures.append(Accepted(Ambiguous("cut off")))
    tally = push.apply()
    assert tally.counts == {"held": 1, "created": 1}
    assert push.apply().counts == {}
    push.ledger.resolve("board", "cook", push.clock(), live=True)
    assert push.apply().counts == {}
    assert set(holds(memory)) == {"cook", "nurse"}


def test_a_key_is_not_trusted_when_its_time_is_over(push: Push) -> None:
    memory = push.board(idempotency=HOUR)
    push.publish("cook")
    memory.failures.extend([Accepted(Ambiguous("cut")), Unavailable("down")])
    push.apply()
    push.clock.forward(hours=2)
    push.apply()
    assert push.state("cook") is State.HELD
    assert len(memory.postings) == 1


def test_a_board_that_shows_late_is_not_asked_too_early(push: Push) -> None:
    memory = push.board(lookup=True, visible_after=timedelta(minutes=10))
    memory.shelf.late = 1
    push.publish("cook")
    memory.failures.append(Accepted(Ambiguous("cut off")))
    push.apply()
    assert push.state("cook") is State.UNKNOWN
    push.clock.forward(minutes=11)
    push.apply()
    assert set(holds(memory)) == {"cook"}
    assert push.state("cook") is State.LIVE


def test_a_board_that_only_says_it_withdrew_is_found_out(push: Push) -> None:
    class Liar(MemoryBoard):
        lies = 1

        def withdraw(self, posting: Any, key: str) -> Receipt:
            if self.lies:
                self.lies -= 1
                return Receipt(posting.remote_id)
            return super().withdraw(posting, key)

    memory = Liar(lookup=True)
    push.join(memory)
    push.publish("cook")
    push.apply()
    push.close("cook")
    push.apply()
    assert memory.postings == ()
    assert push.state("cook") is State.GONE


@pytest.mark.parametrize("lookup", [True, False])
def test_what_a_board_removed_by_itself_is_posted_again(push: Push, lookup: bool) -> None:
    memory = push.board(lookup=lookup)
    push.publish("cook")
    push.apply()
    memory.shelf.remove(memory.postings[0].id)
    push.publish("cook", title="Chef")
    push.apply()
    assert holds(memory) == {"cook": "Chef"}


@pytest.mark.parametrize("given", [[], [Receipt("1")] * 3, None, [None], ["done", None], 7])
def test_a_wrong_number_of_answers_puts_every_call_in_doubt(push: Push, given: Any) -> None:
    class Odd(MemoryBoard):
        def send(self, calls: Sequence[Call]) -> Sequence[Answer]:
            answers: Sequence[Answer] = given
            return answers

    push.join(Odd(max_batch=2))
    push.publish("cook", "nurse")  # two calls, and one or three answers, or none at all
    tally = push.apply()
    assert tally.counts == {"held": 2}
    assert "tell its author" in tally.errors["cook"]


def test_an_adapter_that_breaks_is_its_own_boards_trouble(push: Push) -> None:
    class Broken(MemoryBoard):
        def create(self, payload: Any, key: str) -> Receipt:
            raise KeyError("canary-secret")

    push.join(Broken(), "broken", secrets=("canary-secret",))
    other = push.board("other")
    push.publish(*(f"offer-{number}" for number in range(8)))
    tally = push.apply()
    assert tally.needs_person
    assert "Broken" in str(tally.trouble)
    assert len(other.postings) == 8
    events = push.ledger.events()
    assert "canary-secret" not in repr((tally, events, push.ledger.boards(push.clock())))


def test_an_adapter_that_never_gets_better_is_given_up(push: Push) -> None:
    class Broken(MemoryBoard):
        def create(self, payload: Any, key: str) -> Receipt:
            raise KeyError("no")

    push.join(Broken(repeatable=True))
    push.publish("cook")
    for _ in range(30):
        push.apply()
        push.clock.forward(hours=7)
    assert push.state("cook") is State.HELD


def test_batches_are_as_large_as_the_board_takes(push: Push) -> None:
    memory = push.board(max_batch=10)
    push.publish(*(f"offer-{number:02}" for number in range(25)))
    push.apply()
    assert memory.batches == [10, 10, 5]


def test_a_daily_budget_is_spent_and_the_rest_waits_for_the_next_day(push: Push) -> None:
    day = RateLimit("day", 8, timedelta(days=1), resets=time(0))
    memory = push.board(limits=(day,), max_batch=5)
    push.publish(*(f"offer-{number:02}" for number in range(20)))
    tally = push.apply()
    assert len(memory.postings) == 8
    assert tally.next_due is not None
    assert tally.next_due - push.clock() == timedelta(hours=15)
    for expected in (8, 16, 16, 20):
        push.apply()
        assert len(memory.postings) == expected
        push.clock.forward(hours=15 if expected == 8 else 12)


def test_waiting_for_a_budget_is_no_try(push: Push) -> None:
    day = RateLimit("day", 1, timedelta(days=1), resets=time(0))
    memory = push.board(limits=(day,), idempotency=timedelta(hours=24))
    push.publish("a", "b")
    push.apply()
    waiting = push.ledger.entry("board", "b")
    assert waiting is not None
    assert (waiting.attempts, waiting.first_try) == (0, None)
    push.clock.forward(days=5)
    memory.failures.append(Unavailable("down"))
    push.apply()
    assert push.state("b") is State.PENDING  # not given up: it is the first try in five days
    push.clock.forward(days=1)
    push.apply()
    assert len(memory.postings) == 2


def test_one_operations_limit_does_not_hold_up_the_others(push: Push) -> None:
    rare = RateLimit("deletes", 1, timedelta(hours=1), {Operation.CREATE: 0, Operation.UPDATE: 0})
    memory = push.board(limits=(rare,))
    push.publish("a", "b", "c")
    push.apply()
    push.close("a", "b")
    push.publish("d")
    push.apply()
    assert len(memory.postings) == 3
    assert "d" in holds(memory)
    push.clock.forward(hours=1)
    push.apply()
    assert set(holds(memory)) == {"c", "d"}


def test_a_board_without_updates_withdraws_and_posts_anew(push: Push) -> None:
    memory = push.board(updates=False)
    push.publish("cook")
    push.apply()
    push.publish("cook", title="Chef")
    assert [(c.operation, c.replace) for c in push.plan()[0].update] == [(Operation.UPDATE, True)]
    push.apply()
    assert [kind for kind, _, _ in memory.done] == [
        Operation.CREATE,
        Operation.WITHDRAW,
        Operation.CREATE,
    ]
    assert holds(memory) == {"cook": "Chef"}


def test_a_board_that_takes_nothing_back_is_told_once(push: Push) -> None:
    memory = push.board(updates=False, withdraws=False)
    push.publish("cook")
    push.apply()
    push.publish("cook", title="Chef")
    push.apply()
    push.close("cook")
    push.apply()
    push.publish("cook")
    push.apply()
    assert len(memory.done) == 1


def test_a_frozen_field_is_changed_by_posting_anew(push: Push) -> None:
    memory = push.board(frozen=frozenset({"url"}))
    push.publish("cook")
    push.apply()
    memory.done.clear()
    push.publish("cook", title="Chef")
    push.apply()
    push.publish("cook", url="https://jobs.example.org/other/")
    push.apply()
    assert [kind for kind, _, _ in memory.done] == [
        Operation.UPDATE,
        Operation.WITHDRAW,
        Operation.CREATE,
    ]


def test_what_a_board_drops_after_its_time_is_posted_again(push: Push) -> None:
    memory = push.board(max_live=timedelta(days=30))
    push.publish("cook", "nurse")
    push.apply()
    push.clock.forward(days=30)
    for held in memory.postings:
        memory.shelf.remove(held.id)
    push.close("nurse")
    memory.done.clear()
    push.apply()
    assert [(kind, name) for kind, name, _ in memory.done] == [(Operation.CREATE, "cook")]
    assert push.state("nurse") is State.GONE
    assert push.apply().counts == {}


def test_a_receipt_is_confirmed_when_its_time_has_come(push: Push) -> None:
    memory = push.board(confirms=True)
    memory.patience = 2
    push.publish("cook")
    push.apply()
    entry = push.ledger.entry("board", "cook")
    assert entry is not None
    assert entry.ticket
    for _ in range(3):
        push.clock.forward(minutes=30)
        push.apply()
    entry = push.ledger.entry("board", "cook")
    assert entry is not None
    assert (entry.state, entry.ticket) == (State.LIVE, None)


def test_a_stop_lets_the_call_under_way_finish_and_leaves_the_rest(push: Push) -> None:
    begun = Event()

    class Slow(MemoryBoard):
        def create(self, payload: Any, key: str) -> Receipt:
            begun.set()
            push.stop.wait(10)
            return super().create(payload, key)

    memory = Slow(lookup=True)
    push.join(memory)
    push.publish("a", "b", "c")
    thread = Thread(target=push.apply)
    thread.start()
    assert begun.wait(10)
    push.stop.set()
    thread.join()
    assert len(memory.postings) == 1
    assert sorted(push.state(name) for name in "abc") == [
        State.LIVE,
        State.PENDING,
        State.PENDING,
    ]


def test_a_stop_marks_what_does_not_finish_in_time_as_doubtful(push: Push) -> None:
    begun, end = Event(), Event()

    class Stuck(MemoryBoard):
        def create(self, payload: Any, key: str) -> Receipt:
            begun.set()
            end.wait(10)
            raise Ambiguous("at last")

    push.join(Stuck(lookup=True))
    push.publish("a", "b")
    push.plan()
    threads = [Thread(target=push.apply)]
    threads[0].start()
    assert begun.wait(10)
    push.stop.set()
    push.deliver(grace=timedelta(0))
    end.set()
    threads[0].join()
    assert push.state("a") is State.UNKNOWN
    assert push.state("b") is State.PENDING


def test_an_adapter_whose_payload_is_never_the_same_sends_nothing(push: Push) -> None:
    numbers = count()

    class Fickle(MemoryBoard):
        def payload(self, subject: Any) -> Payload:
            return Payload(subject.id, {"number": next(numbers)})

    board = push.join(Fickle())
    push.publish("cook")
    found = intend(push.ledger, board, push.plan()[0], push.offers, push.clock())
    assert (found.number, [hold.subject for hold in found.hold]) == (0, ["cook"])


def test_short_waits_for_room_are_slept_through_while_the_clock_goes_on(push: Push) -> None:
    class Running(Clock):
        def __call__(self) -> datetime:
            return datetime.now(UTC)

    memory = push.board(limits=(RateLimit("second", 20, timedelta(seconds=1)),))
    push.clock = Running()
    push.publish(*(f"offer-{number}" for number in range(6)))
    for board, planned in zip(push.boards, push.plan(), strict=True):
        intend(push.ledger, board, planned, push.offers, push.clock())
    (tally,) = push.deliver(patience=timedelta(seconds=30))
    assert tally.counts == {"created": 6}
    assert len(memory.postings) == 6
