"""What boards shall hold is written down, and the newest word counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from syndicate.adapter import Operation
from syndicate.delivery.ledger import EventKind, Intention, Ledger, Postpone, State
from tests.delivery.ledger.kit import (
    BOARD,
    HOUR,
    NOW,
    claim,
    claim_one,
    create,
    deliver,
    digest,
    done,
    entry,
    payload,
    update,
    want,
    withdraw,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_an_intention_waits_with_its_payload_and_a_key(ledger: Ledger) -> None:
    assert want(ledger, create("a")) == 1
    waiting = entry(ledger, "a")
    assert waiting.state is State.PENDING
    assert waiting.operation is Operation.CREATE
    assert waiting.payload == payload("a")
    assert waiting.key
    assert not waiting.held
    assert ledger.next_due(BOARD) == NOW


def test_the_same_intention_again_is_none(ledger: Ledger) -> None:
    want(ledger, create("a"))
    before = entry(ledger, "a")
    assert want(ledger, create("a"), now=NOW + HOUR) == 0
    assert entry(ledger, "a") == before


def test_the_newest_payload_wins_and_has_its_own_key(ledger: Ledger) -> None:
    want(ledger, create("a"))
    first = entry(ledger, "a")
    want(ledger, create("a", "second"))
    second = entry(ledger, "a")
    assert second.payload == payload("a", "second")
    assert second.key != first.key
    assert deliver(ledger) == ["create a"]


def test_of_two_intentions_in_one_plan_the_last_counts(ledger: Ledger) -> None:
    want(ledger, create("a"), create("a", "second"))
    assert entry(ledger, "a").wanted_digest == digest("a", "second")


def test_what_was_never_sent_is_not_withdrawn(ledger: Ledger) -> None:
    want(ledger, create("a"))
    want(ledger, withdraw("a"))
    assert entry(ledger, "a").state is State.GONE
    assert claim(ledger) == []
    assert [e.kind for e in ledger.events(BOARD)][-2:] == [EventKind.DROPPED, EventKind.INTENDED]


def test_an_unknown_subject_is_not_withdrawn(ledger: Ledger) -> None:
    assert want(ledger, withdraw("a")) == 0
    assert ledger.entry(BOARD, "a") is None


def test_creation_of_what_is_held_is_an_update(ledger: Ledger) -> None:
    want(ledger, create("a"))
    deliver(ledger)
    want(ledger, create("a", "second"))
    changing = claim_one(ledger)
    assert changing.call.operation is Operation.UPDATE
    assert changing.call.posting is not None
    assert changing.call.posting.remote_id == "remote-a"
    assert changing.call.posting.body == {"text": "first"}
    assert changing.call.posting.digest == digest("a")


def test_update_of_what_is_not_held_is_a_creation(ledger: Ledger) -> None:
    want(ledger, update("a"))
    assert claim_one(ledger).call.posting is None


def test_a_change_taken_back_before_it_was_sent_is_nothing(ledger: Ledger) -> None:
    want(ledger, create("a"))
    deliver(ledger)
    want(ledger, update("a"))
    want(ledger, update("a", "first"))
    assert entry(ledger, "a").state is State.LIVE
    want(ledger, withdraw("a"))
    want(ledger, create("a"))
    assert entry(ledger, "a").state is State.LIVE
    assert claim(ledger) == []


def test_a_replacement_is_a_withdrawal_and_a_new_posting(ledger: Ledger) -> None:
    want(ledger, create("a"))
    deliver(ledger)
    want(ledger, update("a", replace=True))
    first = claim_one(ledger)
    assert first.operation is Operation.WITHDRAW
    assert claim(ledger) == []
    ledger.settle(first, done("a"), NOW)
    second = claim_one(ledger)
    assert second.operation is Operation.CREATE
    assert second.payload == payload("a", "second")
    assert second.key != first.key


def test_a_replacement_that_became_newer_meanwhile_posts_the_newest(ledger: Ledger) -> None:
    want(ledger, create("a"))
    deliver(ledger)
    want(ledger, update("a", replace=True))
    withdrawal = claim_one(ledger)
    want(ledger, update("a", "third", replace=True))
    ledger.settle(withdrawal, done("a"), NOW)
    assert claim_one(ledger).payload == payload("a", "third")


def test_nothing_is_under_way_twice_and_the_newest_follows_by_itself(ledger: Ledger) -> None:
    want(ledger, create("a"))
    first = claim_one(ledger)
    want(ledger, create("a", "second"))
    want(ledger, create("a", "third"))
    assert claim(ledger) == []
    assert entry(ledger, "a").payload == payload("a")
    ledger.settle(first, done("a"), NOW)
    following = claim_one(ledger)
    assert following.operation is Operation.UPDATE
    assert following.payload == payload("a", "third")
    assert following.digest == digest("a")


def test_a_withdrawal_wanted_meanwhile_follows_a_creation(ledger: Ledger) -> None:
    want(ledger, create("a"))
    first = claim_one(ledger)
    want(ledger, withdraw("a"))
    ledger.settle(first, done("a"), NOW)
    assert deliver(ledger) == ["withdraw a"]
    assert entry(ledger, "a").state is State.GONE
    assert ledger.on_board(BOARD) == 0


def test_a_withdrawal_wanted_meanwhile_replaces_a_creation_that_did_nothing(
    ledger: Ledger,
) -> None:
    want(ledger, create("a"))
    first = claim_one(ledger)
    want(ledger, withdraw("a"))
    ledger.settle(first, Postpone("down", NOW + HOUR), NOW)
    assert entry(ledger, "a").state is State.GONE


def test_the_second_posting_of_the_same_text_has_another_key(ledger: Ledger) -> None:
    keys = []
    for _ in range(2):
        want(ledger, create("a"))
        posting = claim_one(ledger)
        keys.append(posting.key)
        ledger.settle(posting, done("a"), NOW)
        want(ledger, withdraw("a"))
        deliver(ledger)
    assert keys[0] != keys[1]


def test_payloads_that_no_one_needs_are_forgotten(ledger: Ledger) -> None:
    for text in ("first", "second", "third"):
        want(ledger, create("a", text))
        deliver(ledger)
    assert entry(ledger, "a").held_body == {"text": "third"}
    want(ledger, withdraw("a"))
    deliver(ledger)
    assert ledger.check() == []
    assert _kept_payloads(ledger) == 0


def _kept_payloads(ledger: Ledger) -> int:
    import io
    import json

    stream = io.StringIO()
    ledger.export(stream)
    return sum("payloads" in json.loads(line) for line in stream.getvalue().splitlines())


def test_a_plan_may_ask_the_ledger_while_it_is_written_down(ledger: Ledger) -> None:
    def changes() -> Iterator[Intention]:
        for number in range(2500):
            if number % 500 == 0:
                ledger.run_started("plan", NOW)
            yield create(f"{number:04}")

    assert ledger.intend(BOARD, changes(), NOW) == 2500
    assert [row.subject for row in ledger.held(BOARD)] == [f"{n:04}" for n in range(2500)]


def test_boards_do_not_see_each_other(ledger: Ledger) -> None:
    ledger.intend("one", [create("a")], NOW)
    ledger.intend("two", [create("a", "second")], NOW)
    assert [row.wanted_digest for row in ledger.held("one")] == [digest("a")]
    assert [row.wanted_digest for row in ledger.held("two")] == [digest("a", "second")]


def test_a_holding_agrees_with_what_is_held_or_under_way(ledger: Ledger) -> None:
    want(ledger, create("a"))
    [row] = ledger.held(BOARD)
    assert row.agrees(digest("a"))
    assert not row.agrees(digest("a", "second"))
    assert not row.agrees(None)
    deliver(ledger)
    want(ledger, withdraw("a"))
    [row] = ledger.held(BOARD)
    assert row.agrees(None)
    assert not row.agrees(digest("a"))
    assert row.held


def test_an_intention_without_payload_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="needs a payload"):
        Intention("a", Operation.CREATE)
