"""Entries are taken to be sent: by one, in order, and not for ever."""

from __future__ import annotations

from syndicate.delivery.ledger import (
    Absent,
    Delivered,
    Doubtful,
    EventKind,
    Ledger,
    NeedsPerson,
    Postpone,
    Refused,
    State,
)
from tests.delivery.ledger.kit import (
    BOARD,
    HOUR,
    MINUTE,
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


def test_withdrawals_go_first_then_creations_then_updates(ledger: Ledger) -> None:
    want(ledger, create("old"), create("closed"))
    deliver(ledger)
    want(ledger, update("old"), create("new"), withdraw("closed"))
    assert deliver(ledger) == ["withdraw closed", "create new", "update old"]


def test_one_claim_keeps_that_order_too(ledger: Ledger) -> None:
    want(ledger, create("a"), create("b"))
    deliver(ledger)
    want(ledger, update("a"), create("c"), create("d"), withdraw("b"))
    assert [e.subject for e in claim(ledger, 3)] == ["b", "c", "d"]


def test_the_longest_due_goes_first(ledger: Ledger) -> None:
    want(ledger, create("b"), now=NOW)
    want(ledger, create("a"), now=NOW + MINUTE)
    assert [e.subject for e in claim(ledger, now=NOW + HOUR)] == ["b", "a"]


def test_what_is_not_due_yet_is_not_claimed(ledger: Ledger) -> None:
    want(ledger, create("a"), now=NOW)
    ledger.settle(claim_one(ledger), Postpone("down", NOW + HOUR), NOW)
    assert claim(ledger, now=NOW + HOUR - MINUTE) == []
    assert ledger.next_due(BOARD) == NOW + HOUR
    assert claim_one(ledger, NOW + HOUR).attempts == 2


def test_all_tries_of_an_operation_share_their_key_and_not_their_name(ledger: Ledger) -> None:
    want(ledger, create("a"))
    first = claim_one(ledger)
    ledger.settle(first, Postpone("down", NOW), NOW)
    second = claim_one(ledger)
    assert second.key == first.key
    assert second.op_id != first.op_id
    assert second.first_try == NOW


def test_no_two_claims_share_an_entry(ledger: Ledger) -> None:
    want(ledger, *(create(f"{n}") for n in range(9)))
    taken = [e.subject for _ in range(5) for e in claim(ledger, 2)]
    assert sorted(taken) == [f"{n}" for n in range(9)]


def test_a_paused_board_gets_nothing(ledger: Ledger) -> None:
    want(ledger, create("a"))
    ledger.pause(BOARD, NOW + HOUR, "too many failures", NOW)
    assert claim(ledger) == []
    assert claim(ledger, now=NOW + HOUR) != []


def test_a_late_answer_changes_nothing_and_is_recorded(ledger: Ledger) -> None:
    want(ledger, create("a"))
    first = claim_one(ledger)
    ledger.settle(first, Postpone("down", NOW), NOW)
    second = claim_one(ledger)
    before = entry(ledger, "a")
    assert not ledger.settle(first, done("a"), NOW)
    assert entry(ledger, "a") == before
    assert ledger.events(BOARD, "a")[-1].kind is EventKind.LATE
    assert ledger.events(BOARD, "a")[-1].op_id == first.op_id
    assert ledger.settle(second, done("a"), NOW)
    assert not ledger.settle(second, Refused("no"), NOW)
    assert entry(ledger, "a").state is State.LIVE


def test_the_answers_of_one_call_are_one_transaction(ledger: Ledger) -> None:
    want(ledger, *(create(f"{n:02}") for n in range(30)))
    claimed = claim(ledger, 30)
    answers = [
        (e, done(e.subject) if n % 2 else Refused("too long")) for n, e in enumerate(claimed)
    ]
    assert ledger.settle_many(answers, NOW) == 30
    assert ledger.count(BOARD)[State.LIVE] == 15
    assert ledger.count(BOARD)[State.REJECTED] == 15
    assert ledger.settle_many(answers, NOW) == 0


def test_answers_of_several_boards_settle_together(ledger: Ledger) -> None:
    for board in ("one", "two"):
        ledger.intend(board, [create("a")], NOW)
    both = [ledger.claim(board, NOW, "me", MINUTE)[0] for board in ("two", "one")]
    assert ledger.settle_many([(e, done("a")) for e in both], NOW) == 2
    assert ledger.on_board("one") == ledger.on_board("two") == 1


def test_a_refused_payload_rests_until_there_is_another(ledger: Ledger) -> None:
    want(ledger, create("a"))
    ledger.settle(claim_one(ledger), Refused("too long"), NOW)
    assert entry(ledger, "a").state is State.REJECTED
    assert entry(ledger, "a").error == "too long"
    assert want(ledger, create("a")) == 0
    assert claim(ledger) == []
    want(ledger, create("a", "shorter"))
    assert deliver(ledger) == ["create a"]


def test_a_refused_update_leaves_what_is_held(ledger: Ledger) -> None:
    want(ledger, create("a"))
    deliver(ledger)
    want(ledger, update("a"))
    ledger.settle(claim_one(ledger), Refused("too long"), NOW)
    rejected = entry(ledger, "a")
    assert rejected.held
    assert rejected.digest == digest("a")
    want(ledger, create("a"))
    assert entry(ledger, "a").state is State.LIVE


def test_a_refusal_of_an_older_payload_lets_the_newest_go(ledger: Ledger) -> None:
    want(ledger, create("a"))
    first = claim_one(ledger)
    want(ledger, create("a", "second"))
    ledger.settle(first, Refused("too long"), NOW)
    assert claim_one(ledger).payload == payload("a", "second")


def test_rejected_payloads_may_be_reconsidered(ledger: Ledger) -> None:
    want(ledger, create("a"), create("b"))
    first, other = claim(ledger)
    ledger.settle_many([(first, Refused("no")), (other, done("b"))], NOW)
    assert ledger.reconsider(BOARD, NOW) == 1
    again = claim_one(ledger)
    assert again.subject == "a"
    assert again.key != first.key


def test_a_killed_process_claims_are_found_when_their_lease_ran_out(ledger: Ledger) -> None:
    want(ledger, create("a"), create("b"))
    claim(ledger)
    assert ledger.interrupted(BOARD, NOW + MINUTE - MINUTE / 60) == []
    assert ledger.next_due(BOARD) == NOW + MINUTE
    found = ledger.interrupted(BOARD, NOW + MINUTE)
    assert [(e.subject, e.state, e.payload) for e in found] == [
        ("a", State.UNKNOWN, payload("a")),
        ("b", State.UNKNOWN, payload("b")),
    ]
    assert ledger.interrupted(BOARD, NOW + MINUTE) == found
    kinds = [e.kind for e in ledger.events(BOARD)]
    assert kinds.count(EventKind.INTERRUPTED) == 2


def test_a_lease_can_be_extended(ledger: Ledger) -> None:
    want(ledger, create("a"), create("b"))
    mine = claim(ledger)
    ledger.settle(mine[0], done("a"), NOW)
    assert ledger.extend(BOARD, mine, NOW + HOUR) == (mine[1],)
    assert ledger.interrupted(BOARD, NOW + MINUTE) == []


def test_a_slow_answer_still_counts_while_nobody_sent_it_again(ledger: Ledger) -> None:
    want(ledger, create("a"))
    slow = claim_one(ledger)
    ledger.interrupted(BOARD, NOW + HOUR)
    assert ledger.settle(slow, done("a"), NOW + HOUR)
    assert entry(ledger, "a").state is State.LIVE


def test_recovery_sends_again_with_the_same_key(ledger: Ledger) -> None:
    want(ledger, create("a"))
    first = claim_one(ledger)
    want(ledger, create("a", "second"))
    [cut] = ledger.interrupted(BOARD, NOW + HOUR)
    ledger.settle(cut, Postpone("cut off", NOW + HOUR), NOW + HOUR)
    again = claim_one(ledger, NOW + HOUR)
    assert again.call == first.call
    assert ledger.settle(again, done("a"), NOW + HOUR)
    assert claim_one(ledger, NOW + HOUR).payload == payload("a", "second")


def test_only_one_of_two_recoveries_counts(ledger: Ledger) -> None:
    want(ledger, create("a"))
    claim_one(ledger)
    [mine] = ledger.interrupted(BOARD, NOW + HOUR)
    [theirs] = ledger.interrupted(BOARD, NOW + HOUR)
    assert ledger.settle(mine, Postpone("again", NOW + HOUR), NOW + HOUR)
    claim_one(ledger, NOW + HOUR)
    assert not ledger.settle(theirs, Postpone("again", NOW + HOUR), NOW + HOUR)
    assert claim(ledger, now=NOW + HOUR) == []


def test_in_doubt_nothing_newer_is_sent(ledger: Ledger) -> None:
    want(ledger, create("a"))
    ledger.settle(claim_one(ledger), Doubtful("cut off", NOW + HOUR), NOW)
    want(ledger, withdraw("a"))
    want(ledger, create("a", "second"))
    assert claim(ledger) == []
    assert ledger.interrupted(BOARD, NOW) == []
    assert ledger.next_due(BOARD) == NOW + HOUR
    [cut] = ledger.interrupted(BOARD, NOW + HOUR)
    assert cut.doubtful


def test_doubt_outlives_a_try_that_did_nothing(ledger: Ledger) -> None:
    want(ledger, create("a"))
    ledger.settle(claim_one(ledger), Doubtful("cut off"), NOW)
    [cut] = ledger.interrupted(BOARD, NOW)
    ledger.settle(cut, Postpone("again", NOW), NOW)
    ledger.settle(claim_one(ledger), Postpone("down", NOW), NOW)
    want(ledger, withdraw("a"))
    again = claim_one(ledger)
    assert again.payload == payload("a")
    ledger.settle(again, done("a"), NOW)
    assert deliver(ledger) == ["withdraw a"]


def test_a_refusal_in_doubt_needs_a_person(ledger: Ledger) -> None:
    want(ledger, create("a"))
    ledger.settle(claim_one(ledger), Doubtful("cut off"), NOW)
    [cut] = ledger.interrupted(BOARD, NOW)
    ledger.settle(cut, Postpone("again", NOW), NOW)
    ledger.settle(claim_one(ledger), Refused("exists already"), NOW)
    want(ledger, create("a", "second"))
    assert entry(ledger, "a").state is State.HELD
    assert claim(ledger) == []


def test_absent_ends_doubt_and_the_newest_is_sent(ledger: Ledger) -> None:
    want(ledger, create("a"))
    ledger.settle(claim_one(ledger), Doubtful("cut off"), NOW)
    want(ledger, create("a", "second"))
    [cut] = ledger.interrupted(BOARD, NOW)
    ledger.settle(cut, Absent(NOW), NOW)
    assert claim_one(ledger).payload == payload("a", "second")


def test_absent_ends_a_withdrawal(ledger: Ledger) -> None:
    want(ledger, create("a"))
    deliver(ledger)
    want(ledger, withdraw("a"))
    ledger.settle(claim_one(ledger), Doubtful("cut off"), NOW)
    [cut] = ledger.interrupted(BOARD, NOW)
    ledger.settle(cut, Absent(NOW), NOW)
    assert entry(ledger, "a").state is State.GONE


def test_what_was_found_with_older_content_is_updated(ledger: Ledger) -> None:
    want(ledger, create("a"))
    ledger.settle(claim_one(ledger), Doubtful("cut off"), NOW)
    [cut] = ledger.interrupted(BOARD, NOW)
    ledger.settle(cut, Delivered(done("a").receipt, digest="another"), NOW)
    following = claim_one(ledger)
    assert f"{following.operation} {following.digest}" == "update another"


def test_what_needs_a_person_is_left_alone(ledger: Ledger) -> None:
    want(ledger, create("a"))
    ledger.settle(claim_one(ledger), NeedsPerson("cannot be asked"), NOW)
    want(ledger, create("a", "second"))
    assert claim(ledger, now=NOW + 1000 * HOUR) == []
    assert ledger.interrupted(BOARD, NOW + 1000 * HOUR) == []
    assert entry(ledger, "a").state is State.HELD
