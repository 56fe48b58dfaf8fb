"""What people and listings say is so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from syndicate.adapter import Operation, Posting, Receipt
from syndicate.delivery.ledger import (
    Delivered,
    EventKind,
    Ledger,
    NeedsPerson,
    Postpone,
    Refused,
    State,
)
from syndicate.errors import LedgerError
from tests.delivery.ledger.kit import (
    BOARD,
    HOUR,
    NOW,
    claim,
    claim_one,
    create,
    deliver,
    digest,
    entry,
    payload,
    update,
    want,
    withdraw,
)


def _ask_a_person(ledger: Ledger) -> str | None:
    asked = claim_one(ledger)
    ledger.settle(asked, NeedsPerson("cannot be asked"), NOW)
    return asked.key


def test_a_creation_said_to_be_live_is_delivered(ledger: Ledger) -> None:
    want(ledger, create("a"))
    _ask_a_person(ledger)
    assert ledger.resolve(BOARD, "a", NOW, live=True).state is State.LIVE
    assert entry(ledger, "a").digest == digest("a")
    assert claim(ledger) == []


def test_a_creation_said_to_be_absent_is_sent_with_a_new_key(ledger: Ledger) -> None:
    want(ledger, create("a"))
    key = _ask_a_person(ledger)
    ledger.resolve(BOARD, "a", NOW, live=False)
    again = claim_one(ledger)
    assert again.payload == payload("a")
    assert again.key != key
    assert ledger.events(BOARD, "a")[-1].kind is EventKind.RESOLVED


def test_a_withdrawal_said_to_be_live_is_sent_again_and_absent_is_gone(ledger: Ledger) -> None:
    want(ledger, create("a"))
    deliver(ledger)
    want(ledger, withdraw("a"))
    _ask_a_person(ledger)
    assert ledger.resolve(BOARD, "a", NOW, live=True).operation is Operation.WITHDRAW
    assert ledger.resolve(BOARD, "a", NOW, live=False).state is State.GONE


def test_a_posting_deleted_by_hand_is_posted_again(ledger: Ledger) -> None:
    want(ledger, create("a"))
    deliver(ledger)
    ledger.resolve(BOARD, "a", NOW, live=False)
    assert deliver(ledger) == ["create a"]


def test_an_adopted_posting_said_to_be_absent_waits_for_a_plan(ledger: Ledger) -> None:
    ledger.adopt(BOARD, [Posting("a", "17", digest=digest("a"))], NOW)
    assert ledger.resolve(BOARD, "a", NOW, live=False).state is State.GONE
    want(ledger, create("a"))
    assert deliver(ledger) == ["create a"]


def test_words_about_unknown_subjects_and_calls_under_way_are_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="knows no a on local"):
        ledger.resolve(BOARD, "a", NOW, live=True)
    want(ledger, create("a"))
    claim_one(ledger)
    with pytest.raises(LedgerError, match="is being sent"):
        ledger.resolve(BOARD, "a", NOW, live=True)


def test_adopted_postings_are_live_and_nothing_is_sent(ledger: Ledger) -> None:
    seen = [
        Posting("a", "17", "https://board.example/17", digest("a"), {"text": "first"}),
        Posting("b", "18"),
    ]
    assert ledger.adopt(BOARD, seen, NOW) == 2
    assert ledger.adopt(BOARD, seen, NOW) == 0
    assert ledger.on_board(BOARD) == 2
    assert claim(ledger) == []
    assert want(ledger, create("a")) == 0
    want(ledger, create("b"), withdraw("a"))
    assert [(e.subject, e.posting.remote_id) for e in claim(ledger)] == [("a", "17"), ("b", "18")]


def test_adoption_leaves_alone_what_is_under_way_or_in_doubt(ledger: Ledger) -> None:
    want(ledger, create("a"), create("b"))
    first, other = claim(ledger)
    ledger.settle(other, NeedsPerson("cannot be asked"), NOW)
    assert ledger.adopt(BOARD, [Posting("a", "17"), Posting("b", "18")], NOW) == 0
    assert entry(ledger, "a").op_id == first.op_id


def test_adoption_of_what_waits_to_be_created_is_no_second_posting(ledger: Ledger) -> None:
    want(ledger, create("a"))
    ledger.adopt(BOARD, [Posting("a", "17", digest=digest("a"))], NOW)
    assert entry(ledger, "a").state is State.LIVE
    assert claim(ledger) == []


def _unconfirmed(ledger: Ledger) -> None:
    receipt = Receipt("17", confirmed=False, ticket="t1", check_after=timedelta(hours=1))
    assert ledger.settle(claim_one(ledger), Delivered(receipt), NOW)


def test_an_unconfirmed_receipt_is_asked_for_in_time(ledger: Ledger) -> None:
    want(ledger, create("a"))
    _unconfirmed(ledger)
    assert ledger.unconfirmed(BOARD, NOW) == []
    assert ledger.next_due(BOARD) == NOW + HOUR
    [waiting] = ledger.unconfirmed(BOARD, NOW + HOUR)
    assert waiting.posting.ticket == "t1"
    assert waiting.posting.remote_id == "17"
    assert ledger.confirm(waiting, Postpone("down", NOW + 2 * HOUR), NOW + HOUR)
    assert ledger.unconfirmed(BOARD, NOW + HOUR) == []
    assert ledger.confirm(waiting, Delivered(Receipt(url="https://b.example/17")), NOW + 2 * HOUR)
    assert entry(ledger, "a").url == "https://b.example/17"
    assert entry(ledger, "a").ticket is None
    assert ledger.next_due(BOARD) is None
    assert not ledger.confirm(waiting, Refused("late"), NOW + 3 * HOUR)


def test_a_posting_that_moderation_refused_is_rejected(ledger: Ledger) -> None:
    want(ledger, create("a"))
    _unconfirmed(ledger)
    [waiting] = ledger.unconfirmed(BOARD, NOW + HOUR)
    assert ledger.confirm(waiting, Refused("not a job"), NOW + HOUR)
    assert entry(ledger, "a").state is State.REJECTED
    assert ledger.on_board(BOARD) == 0
    assert want(ledger, create("a")) == 0
    want(ledger, update("a"))
    assert deliver(ledger) == ["create a"]


def test_a_newer_delivery_makes_an_older_ticket_void(ledger: Ledger) -> None:
    want(ledger, create("a"))
    _unconfirmed(ledger)
    [waiting] = ledger.unconfirmed(BOARD, NOW + HOUR)
    want(ledger, update("a"))
    deliver(ledger)
    assert not ledger.confirm(waiting, Refused("not a job"), NOW + HOUR)
    assert entry(ledger, "a").state is State.LIVE
