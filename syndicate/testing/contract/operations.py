"""Create, update, withdraw: each does what it says, once."""

from __future__ import annotations

from typing import Any

from syndicate.adapter import Adapter, Call, Operation, Receipt
from syndicate.errors import AdapterError, Rejected, Unavailable
from syndicate.testing.contract.bench import (
    Bench,
    count,
    create,
    delivered,
    fresh_key,
    is_countable,
    outcome,
    posting,
)
from syndicate.testing.faults import refuse
from syndicate.testing.hostile import hostile_offers


class OperationContract(Bench):
    """The operations on a board that works."""

    def test_create_makes_one_posting(self) -> None:
        with self.bench("held") as (adapter, board):
            if is_countable(adapter):
                create(adapter, self.payload(adapter))
                assert count(adapter, board) == 1

    def test_create_then_update_keeps_one_posting(self) -> None:
        with self.bench("held") as (adapter, board):
            if adapter.features.updates and is_countable(adapter):
                made = create(adapter, self.payload(adapter))
                changed = self.payload(adapter, title="Pastry chef")
                delivered(adapter, Call(Operation.UPDATE, fresh_key(), changed, made))
                assert count(adapter, board) == 1

    def test_create_update_withdraw_leaves_nothing(self) -> None:
        with self.bench() as (adapter, board):
            payload = self.payload(adapter)
            made = create(adapter, payload)
            if adapter.features.updates:
                payload = self.payload(adapter, title="Pastry chef")
                receipt = delivered(adapter, Call(Operation.UPDATE, fresh_key(), payload, made))
                made = posting(payload, receipt)
            if adapter.features.withdraws:
                delivered(adapter, Call(Operation.WITHDRAW, fresh_key(), None, made))
                if is_countable(adapter) and "held" not in self.exempt:
                    assert count(adapter, board) == 0

    def test_withdrawing_what_is_gone_is_a_success(self) -> None:
        with self.bench() as (adapter, _):
            if adapter.features.withdraws:
                made = create(adapter, self.payload(adapter))
                for _again in range(2):
                    delivered(adapter, Call(Operation.WITHDRAW, fresh_key(), None, made))

    def test_withdrawing_one_leaves_the_other(self) -> None:
        with self.bench("held") as (adapter, board):
            if adapter.features.withdraws and is_countable(adapter):
                made = create(adapter, self.payload(adapter, "baker"))
                create(adapter, self.payload(adapter, "miller", "Miller"))
                delivered(adapter, Call(Operation.WITHDRAW, fresh_key(), None, made))
                assert count(adapter, board) == 1

    def test_what_was_withdrawn_can_be_posted_again(self) -> None:
        with self.bench("held") as (adapter, board):
            if adapter.features.withdraws and is_countable(adapter):
                made = create(adapter, self.payload(adapter))
                delivered(adapter, Call(Operation.WITHDRAW, fresh_key(), None, made))
                create(adapter, self.payload(adapter))
                assert count(adapter, board) == 1

    def test_updating_what_is_gone_is_answered_in_our_words(self) -> None:
        with self.bench() as (adapter, _):
            if adapter.features.updates and adapter.features.withdraws:
                payload = self.payload(adapter)
                made = create(adapter, payload)
                delivered(adapter, Call(Operation.WITHDRAW, fresh_key(), None, made))
                answer = outcome(adapter, Call(Operation.UPDATE, fresh_key(), payload, made))
                assert isinstance(answer, Receipt | Rejected | Unavailable), (
                    f"nothing is there to update, and the answer is {answer!r}"
                )

    def test_the_same_key_twice_makes_one_posting(self) -> None:
        with self.bench("held") as (adapter, board):
            features = adapter.features
            if features.idempotency or Operation.CREATE in features.repeats:
                payload, key = self.payload(adapter), fresh_key()
                first, second = create(adapter, payload, key), create(adapter, payload, key)
                assert count(adapter, board) <= 1, "the same key made two postings"
                assert first.remote_id == second.remote_id

    def test_two_offers_make_two_postings(self) -> None:
        with self.bench("held") as (adapter, board):
            if is_countable(adapter):
                create(adapter, self.payload(adapter, "baker"))
                create(adapter, self.payload(adapter, "miller", "Miller"))
                assert count(adapter, board) == 2

    def test_hostile_offers_are_posted_or_refused_in_our_words(self) -> None:
        with self.bench("hostile") as (adapter, _):
            if adapter.features.subject != "offers":
                return
            for offer in hostile_offers():
                payload = adapter.payload(offer)
                answer = outcome(adapter, Call(Operation.CREATE, fresh_key(), payload))
                if isinstance(answer, Receipt) and adapter.features.withdraws:
                    made = posting(payload, answer)
                    delivered(adapter, Call(Operation.WITHDRAW, fresh_key(), None, made))

    def test_send_gives_one_answer_per_call_in_order(self) -> None:
        with self.bench() as (adapter, _):
            size = min(adapter.features.max_batch, 3)
            payloads = [self.payload(adapter, f"baker-{n}") for n in range(size)]
            answers = adapter.send([Call(Operation.CREATE, fresh_key(), p) for p in payloads])
            assert len(answers) == size, f"{len(answers)} answers to {size} calls"
            for payload, answer in zip(payloads, answers, strict=True):
                assert isinstance(answer, Receipt), f"{payload.subject}: {answer!r}"
                _assert_found(adapter, payload.subject, answer)

    def test_send_answers_every_call_of_a_batch_that_fails(self) -> None:
        with self.bench("server") as (adapter, board):
            size = min(adapter.features.max_batch, 3)
            payloads = [self.payload(adapter, f"baker-{n}") for n in range(size)]
            board.always(refuse(503))
            answers = adapter.send([Call(Operation.CREATE, fresh_key(), p) for p in payloads])
            assert len(answers) == size, f"{len(answers)} answers to {size} calls"
            for answer in answers:
                assert isinstance(answer, AdapterError), f"a board that failed: {answer!r}"

    def test_one_failure_leaves_the_other_calls_alone(self) -> None:
        with self.bench("server") as (adapter, board):
            if type(adapter).send is not Adapter.send:
                return  # a batch is one request, which fails as a whole
            payloads = [self.payload(adapter, f"baker-{n}") for n in range(3)]
            board.next(None, refuse(422), None)
            answers = adapter.send([Call(Operation.CREATE, fresh_key(), p) for p in payloads])
            assert [isinstance(a, Receipt) for a in answers] == [True, False, True], answers

    def test_a_receipt_can_be_kept(self) -> None:
        with self.bench() as (adapter, _):
            receipt = delivered(adapter, Call(Operation.CREATE, fresh_key(), self.payload(adapter)))
            for value in (receipt.remote_id, receipt.url, receipt.ticket):
                assert value is None or (isinstance(value, str) and value), f"{receipt!r}"
            if not receipt.confirmed:
                assert adapter.features.confirms, "unconfirmed, and confirms is not announced"
                assert receipt.ticket, "unconfirmed, and without a ticket to ask with"

    def test_an_unconfirmed_receipt_is_confirmed_or_asked_again(self) -> None:
        with self.bench() as (adapter, _):
            made = create(adapter, self.payload(adapter))
            if made.ticket is not None:
                later = adapter.confirm(made)
                assert later.confirmed or later.ticket, f"nothing to ask with again: {later!r}"

    def test_check_says_what_it_saw_and_changes_nothing(self) -> None:
        with self.bench() as (adapter, board):
            history = list(board.history)
            assert adapter.check().strip(), "check says nothing"
            assert board.history == history, "check changed what the board holds"

    def test_check_is_written_where_there_are_credentials_to_try(self) -> None:
        with self.bench("secret") as (adapter, _):
            assert type(adapter).check is not Adapter.check, (
                "check says that no credentials are needed, and some are given: write check"
            )

    def test_check_fails_where_the_board_refuses_it(self) -> None:
        with self.bench("server") as (adapter, board):
            before = len(board.calls)
            adapter.check()
            if len(board.calls) == before:
                return  # nothing can be tried on this board without leaving a trace
            board.always(refuse(401))
            try:
                words = adapter.check()
            except AdapterError:
                return
            raise AssertionError(f"the board refuses the credentials, and check says: {words}")


def _assert_found(adapter: Adapter[Any], subject: str, receipt: Receipt) -> None:
    """The answer belongs to its own call: asked by our id, the board names the same posting."""
    if adapter.features.lookup:
        found = adapter.find(subject)
        assert found is not None
        assert found.remote_id == receipt.remote_id, f"{subject} got another's answer"
