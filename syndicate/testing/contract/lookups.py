"""Look-ups decide whether something is sent again: they find what is there, and never guess."""

from __future__ import annotations

from syndicate.adapter import Call, Operation
from syndicate.errors import AdapterError
from syndicate.testing import faults
from syndicate.testing.contract.bench import Bench, create, delivered, fresh_key
from syndicate.testing.hostile import IDS
from syndicate.testing.offers import make_offer

#: Failures after which nobody knows what the board holds.
_NO_ANSWER = {
    "500": faults.refuse(500),
    "503": faults.refuse(503),
    "401": faults.refuse(401),
    "429": faults.too_many("5"),
    "nothing": faults.drop_unanswered(),
    "half an answer": faults.truncate(),
    "no JSON": faults.nonsense(),
    "other JSON": faults.nonsense(b'[1, "two", null]'),
}


class LookupContract(Bench):
    """``find`` and ``listing``, where features announce them."""

    def test_find_returns_what_create_made(self) -> None:
        with self.bench() as (adapter, _):
            if adapter.features.lookup:
                made = create(adapter, self.payload(adapter))
                found = adapter.find(made.subject)
                assert found is not None, "what was just posted is not found"
                assert found.subject == made.subject
                assert found.remote_id == made.remote_id

    def test_find_knows_nothing_of_others(self) -> None:
        with self.bench() as (adapter, _):
            if adapter.features.lookup:
                assert adapter.find("baker") is None, "an empty board knows an offer"
                create(adapter, self.payload(adapter, "baker"))
                for other in ("bake", "bakers", "Baker", "baker/", "*", "%", "miller"):
                    assert adapter.find(other) is None, f"{other!r} was taken for 'baker'"

    def test_find_forgets_what_was_withdrawn(self) -> None:
        with self.bench() as (adapter, _):
            if adapter.features.lookup and adapter.features.withdraws:
                made = create(adapter, self.payload(adapter))
                delivered(adapter, Call(Operation.WITHDRAW, fresh_key(), None, made))
                assert adapter.find(made.subject) is None

    def test_find_sees_what_was_updated(self) -> None:
        with self.bench() as (adapter, _):
            if adapter.features.lookup and adapter.features.updates:
                made = create(adapter, self.payload(adapter))
                changed = self.payload(adapter, title="Pastry chef")
                delivered(adapter, Call(Operation.UPDATE, fresh_key(), changed, made))
                found = adapter.find(made.subject)
                assert found is not None
                assert found.digest in {None, changed.digest}, "find tells an old digest"

    def test_what_is_found_can_be_withdrawn(self) -> None:
        with self.bench() as (adapter, _):
            if adapter.features.lookup and adapter.features.withdraws:
                made = create(adapter, self.payload(adapter))
                found = adapter.find(made.subject)
                assert found is not None
                delivered(adapter, Call(Operation.WITHDRAW, fresh_key(), None, found))
                assert adapter.find(made.subject) is None

    def test_difficult_ids_come_back_as_they_went(self) -> None:
        with self.bench("hostile") as (adapter, _):
            if adapter.features.subject == "offers" and adapter.features.lookup:
                for offer_id in IDS:
                    create(adapter, adapter.payload(make_offer(offer_id)))
                for offer_id in IDS:
                    found = adapter.find(offer_id)
                    assert found is not None, f"{offer_id!r} was posted and is not found"
                    assert found.subject == offer_id

    def test_listing_shows_everything_once(self) -> None:
        with self.bench() as (adapter, _):
            if adapter.features.lists:
                assert list(adapter.listing()) == [], "an empty board lists something"
                made = [create(adapter, self.payload(adapter, f"baker-{n}")) for n in range(7)]
                shown = list(adapter.listing())
                assert sorted(p.subject for p in shown) == sorted(p.subject for p in made)
                assert {p.remote_id for p in shown} == {p.remote_id for p in made}

    def test_a_failing_look_up_is_no_answer(self) -> None:
        with self.bench("server") as (adapter, board):
            if adapter.features.lookup:
                create(adapter, self.payload(adapter))
                for name, fault in _NO_ANSWER.items():
                    board.next(fault)
                    try:
                        found = adapter.find("baker")
                    except AdapterError:
                        continue
                    raise AssertionError(f"{name}: nobody knows, and find answers {found!r}")

    def test_a_failing_listing_is_no_answer(self) -> None:
        with self.bench("server") as (adapter, board):
            if adapter.features.lists:
                create(adapter, self.payload(adapter))
                for name, fault in _NO_ANSWER.items():
                    board.next(fault)
                    try:
                        shown = list(adapter.listing())
                    except AdapterError:
                        continue
                    raise AssertionError(f"{name}: nobody knows, and listing answers {shown!r}")
