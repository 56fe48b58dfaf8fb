"""The plan and its brake: pure differences, proved over every combination."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.adapter import Features, Kind, Operation
from syndicate.delivery.brake import drastic
from syndicate.delivery.ledger import Holding, State
from syndicate.delivery.planning import BoardPlan, Change, plan
from syndicate.delivery.wanted import LeftOut, Wanted

PLAIN = Features(kind=Kind.POSTING)


def live(subject: str, digest: str | None = "1") -> Holding:
    return Holding(subject, State.LIVE, None, True, digest, True, digest)


def changes(found: BoardPlan) -> set[tuple[str, str]]:
    return {(change.operation.value, change.subject) for change in found.changes()}


def test_the_difference_of_what_is_wanted_and_what_is_held() -> None:
    held = [live("same"), live("old", "0"), live("gone")]
    wanted = [Wanted("same", "1"), Wanted("old", "1"), Wanted("new", "1")]
    found = plan("b", wanted, held, PLAIN)
    assert changes(found) == {("create", "new"), ("update", "old"), ("withdraw", "gone")}
    assert found.live == 3
    assert found.report() == {
        "create": ["new"],
        "update": ["old"],
        "withdraw": ["gone"],
        "hold": [],
    }


def test_what_cannot_be_read_stays_as_it_is() -> None:
    found = plan("b", [], [live("a"), live("b")], PLAIN, unreadable={"a"})
    assert changes(found) == {("withdraw", "b")}


def test_what_is_left_out_stays_or_goes() -> None:
    wanted = [LeftOut("a", "too long", stays=True), LeftOut("b", "not for it", stays=False)]
    found = plan("b", wanted, [live("a"), live("b")], PLAIN)
    assert changes(found) == {("withdraw", "b")}
    assert [(hold.subject, hold.reason) for hold in found.hold] == [("a", "too long")]


def test_what_a_person_must_say_is_held_whatever_is_wanted() -> None:
    held = Holding("a", State.HELD, Operation.CREATE, False, None, True, "1")
    for wanted in ([Wanted("a", "1")], [Wanted("a", "2")], []):
        found = plan("b", wanted, [held], PLAIN)
        assert not found
        assert [hold.subject for hold in found.hold] == ["a"]


def test_what_was_refused_is_planned_again_when_it_or_the_adapter_is_another() -> None:
    held = Holding("a", State.REJECTED, Operation.CREATE, False, None, True, "1")
    assert [h.subject for h in plan("b", [Wanted("a", "1")], [held], PLAIN).hold] == ["a"]
    assert changes(plan("b", [Wanted("a", "2")], [held], PLAIN)) == {("create", "a")}
    again = plan("b", [Wanted("a", "1")], [held], PLAIN, adapter_changed=True)
    assert changes(again) == {("create", "a")}
    assert not plan("b", [], [held._replace(wanted=False, wanted_digest=None)], PLAIN)


@pytest.mark.parametrize("state", [State.PENDING, State.SENDING, State.UNKNOWN])
def test_what_is_agreed_and_not_done_is_shown_as_such(state: State) -> None:
    held = Holding("a", state, Operation.UPDATE, True, "1", True, "2")
    found = plan("b", [Wanted("a", "2")], [held], PLAIN)
    assert found.update == (Change(Operation.UPDATE, "a", "2", state, "1", agreed=True),)


def test_an_intention_that_was_never_sent_is_taken_back() -> None:
    held = Holding("a", State.PENDING, Operation.CREATE, False, None, True, "1")
    found = plan("b", [], [held], PLAIN)
    assert changes(found) == {("withdraw", "a")}
    assert drastic([found], offers=0, errors=1) == ()


@pytest.mark.parametrize(("updates", "withdraws"), list(product([True, False], repeat=2)))
def test_a_change_by_what_the_board_can_do(updates: bool, withdraws: bool) -> None:
    features = Features(kind=Kind.POSTING, updates=updates, withdraws=withdraws)
    found = plan("b", [Wanted("a", "2")], [live("a"), live("b")], features)
    assert [change.subject for change in found.withdraw] == (["b"] if withdraws else [])
    assert [change.replace for change in found.update] == (
        [not updates] if updates or withdraws else []
    )


def test_a_frozen_field_asks_for_a_new_posting() -> None:
    found = plan("b", [Wanted("a", "2"), Wanted("b", "2")], [live("a"), live("b")], PLAIN,
                 frozen=lambda subject: subject == "a")  # fmt: skip
    assert {change.subject: change.replace for change in found.update} == {"a": True, "b": False}


def test_what_the_board_dropped_is_posted_again_or_forgotten() -> None:
    found = plan("b", [Wanted("a", "1")], [live("a"), live("b")], PLAIN, dropped={"a", "b"})
    assert changes(found) == {("create", "a")}


subjects = st.sampled_from("abcdefgh")
holdings = st.builds(
    Holding,
    subjects,
    st.sampled_from(State),
    st.sampled_from([None, *Operation]),
    st.booleans(),
    st.sampled_from([None, "1", "2"]),
    st.booleans(),
    st.sampled_from(["1", "2"]),
).map(lambda h: h if h.wanted else h._replace(wanted_digest=None))


@given(
    wanted=st.dictionaries(subjects, st.sampled_from("12")),
    held=st.lists(holdings, unique_by=lambda holding: holding.subject),
    unreadable=st.sets(subjects),
    flags=st.tuples(st.booleans(), st.booleans(), st.booleans()),
)
def test_a_plan_touches_each_subject_once_and_only_for_a_reason(
    wanted: dict[str, str],
    held: list[Holding],
    unreadable: set[str],
    flags: tuple[bool, bool, bool],
) -> None:
    features = Features(kind=Kind.POSTING, updates=flags[0], withdraws=flags[1])
    readable = {name: digest for name, digest in wanted.items() if name not in unreadable}
    found = plan(
        "b",
        [Wanted(*item) for item in readable.items()],
        held,
        features,
        unreadable=unreadable,
        adapter_changed=flags[2],
    )
    touched = [change.subject for change in found.changes()]
    assert len(touched) == len(set(touched))
    assert not unreadable & set(touched)
    known = {holding.subject: holding for holding in held}
    for change in found.changes():
        before = known.get(change.subject)
        assert before is None or before.state is not State.HELD
        if change.operation is Operation.WITHDRAW:
            assert before is not None
        elif not change.agreed:
            assert change.digest == readable[change.subject]
    assert {name for name in readable if name not in known} <= {c.subject for c in found.create}


def of(number: int, operation: Operation) -> tuple[Change, ...]:
    held = None if operation is Operation.CREATE else "0"
    return tuple(Change(operation, f"o{i}", "1", State.LIVE, held) for i in range(number))


@pytest.mark.parametrize(
    ("number", "total", "more", "is_drastic"),
    [
        (5, 10, {}, False),
        (6, 10, {}, True),
        (20, 100, {}, False),
        (21, 100, {}, True),
        (1, 100, {"offers": 0}, True),
        (1, 100, {"errors": 1}, True),
        (0, 100, {"errors": 1, "offers": 0}, False),
    ],
)
def test_the_brake_holds_withdrawals_that_look_like_an_accident(
    number: int, total: int, more: dict[str, Any], is_drastic: bool
) -> None:
    planned = BoardPlan(board="b", withdraw=of(number, Operation.WITHDRAW), live=total)
    assert bool(drastic([planned], **{"offers": 10, "errors": 0} | more)) is is_drastic


@pytest.mark.parametrize(
    ("number", "changed", "is_drastic"), [(6, True, True), (5, True, False), (9, False, False)]
)
def test_the_brake_holds_updates_that_another_adapter_causes(
    number: int, changed: bool, is_drastic: bool
) -> None:
    planned = BoardPlan(
        board="b", update=of(number, Operation.UPDATE), live=10, adapter_changed=changed
    )
    found = drastic([planned], offers=10)
    assert bool(found) is is_drastic
    assert all(str(one).startswith("b: another version of its adapter") for one in found)


def test_what_was_agreed_to_is_not_asked_about_again() -> None:
    agreed = tuple(
        Change(Operation.WITHDRAW, f"o{i}", None, State.PENDING, "1", agreed=True) for i in range(9)
    )
    assert drastic([BoardPlan(board="b", withdraw=agreed, live=10)], offers=0) == ()
