"""Limits, pauses, schedules and runs: rows that every process shares."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from syndicate.adapter import RateLimit
from syndicate.delivery.ledger import EventKind, Ledger, Postpone
from syndicate.delivery.ledger.limits import spend
from tests.delivery.ledger.kit import BOARD, HOUR, MINUTE, NOW, claim, claim_one, create, want

SECOND = timedelta(seconds=1)


def _empty() -> dict[str, object]:
    return {"board": BOARD, "name": "x", "full_at": None, "day": None, "used": 0}


@given(
    capacity=st.integers(1, 300),
    seconds=st.integers(1, 3600),
    waits=st.lists(st.tuples(st.floats(0, 100), st.integers(1, 12)), min_size=1, max_size=200),
)
def test_no_window_sees_more_than_the_capacity(
    capacity: int, seconds: int, waits: list[tuple[float, int]]
) -> None:
    limit = RateLimit("x", capacity, timedelta(seconds=seconds))
    row, now, spent = _empty(), NOW, []
    for wait, units in waits:
        units = min(units, capacity)
        now += timedelta(seconds=wait)
        at, after = spend(row, limit, units, now)
        if at > now:
            now = at
            at, after = spend(row, limit, units, now)
        assert at == now
        row = after
        spent.append((now, units))
    for start, _ in spent:
        inside = sum(n for at, n in spent if start <= at < start + limit.window)
        assert inside <= capacity + max(n for _, n in spent) - 1


def test_units_are_spent_at_once_or_later_but_never_twice(ledger: Ledger) -> None:
    limit = RateLimit("x", 10, 10 * SECOND)
    assert ledger.take(BOARD, [(limit, 1)], NOW) == NOW
    later = ledger.take(BOARD, [(limit, 1)], NOW)
    assert later == NOW + SECOND
    assert ledger.take(BOARD, [(limit, 1)], later) == later


def test_all_limits_have_room_or_none_is_spent(ledger: Ledger) -> None:
    short, long = RateLimit("short", 10, 10 * SECOND), RateLimit("long", 1, HOUR)
    assert ledger.take(BOARD, [(short, 1), (long, 1)], NOW) == NOW
    assert ledger.take(BOARD, [(short, 1), (long, 1)], NOW + MINUTE) == NOW + HOUR
    assert ledger.take(BOARD, [(short, 1)], NOW + MINUTE) == NOW + MINUTE


def test_a_budget_is_for_each_local_day_from_its_hour_on(ledger: Ledger) -> None:
    budget = RateLimit("day", 2, timedelta(days=1), resets=time(0), zone="America/Los_Angeles")
    # The clocks there go forward on the 8th of March 2026: that day has 23 hours.
    now = datetime(2026, 3, 8, 9, tzinfo=UTC)
    assert [ledger.take(BOARD, [(budget, 1)], now) for _ in range(2)] == [now, now]
    tomorrow = datetime(2026, 3, 9, 7, tzinfo=UTC)
    assert ledger.take(BOARD, [(budget, 1)], now) == tomorrow
    assert ledger.take(BOARD, [(budget, 1)], tomorrow - SECOND) == tomorrow
    assert ledger.take(BOARD, [(budget, 1)], tomorrow) == tomorrow


def test_a_clock_that_went_back_neither_blocks_nor_gives_a_second_budget(ledger: Ledger) -> None:
    flow = RateLimit("flow", 10, MINUTE)
    budget = RateLimit("day", 1, timedelta(days=1), resets=time(0))
    future = NOW + timedelta(days=365)
    assert ledger.take(BOARD, [(flow, 1), (budget, 1)], future) == future
    assert ledger.take(BOARD, [(flow, 1)], NOW) <= NOW + 2 * MINUTE
    assert ledger.take(BOARD, [(budget, 1)], NOW) > NOW


def test_hold_off_only_ever_moves_later(ledger: Ledger) -> None:
    want(ledger, create("a"))
    ledger.hold_off(BOARD, NOW + HOUR, NOW)
    ledger.hold_off(BOARD, NOW + MINUTE, NOW)
    assert ledger.board(BOARD, NOW).paused_until == NOW + HOUR
    assert ledger.take(BOARD, [(RateLimit("x", 1, MINUTE), 1)], NOW) == NOW + HOUR
    assert claim(ledger, now=NOW + HOUR - SECOND) == []
    assert claim(ledger, now=NOW + HOUR) != []


def test_failures_are_counted_until_the_board_works(ledger: Ledger) -> None:
    assert ledger.fail(BOARD, "down", NOW) == 1
    assert ledger.fail(BOARD, "still down", NOW, pause_until=NOW + HOUR) == 2
    board = ledger.board(BOARD, NOW)
    assert (board.failures, board.last_error, board.paused_until) == (2, "still down", NOW + HOUR)
    ledger.succeed(BOARD, NOW + MINUTE)
    board = ledger.board(BOARD, NOW + MINUTE)
    assert (board.failures, board.last_success, board.paused_until) == (0, NOW + MINUTE, None)
    assert [b.name for b in ledger.boards(NOW)] == [BOARD]


def test_the_adapter_of_a_board_is_remembered(ledger: Ledger) -> None:
    assert ledger.introduce(BOARD, "folder", "d1", NOW).adapter is None
    assert ledger.introduce(BOARD, "folder", "d2", NOW).features_digest == "d1"
    assert ledger.board(BOARD, NOW).features_digest == "d2"


def test_one_process_acts_for_a_due_instant(ledger: Ledger) -> None:
    assert ledger.schedule_started(BOARD, NOW, NOW, "one", HOUR)
    assert not ledger.schedule_started(BOARD, NOW, NOW, "two", HOUR)
    ledger.schedule_finished(BOARD, "one", NOW)
    assert not ledger.schedule_started(BOARD, NOW, NOW + 2 * HOUR, "two", HOUR)
    assert ledger.schedule_started(BOARD, NOW + HOUR, NOW + HOUR, "two", HOUR)
    assert ledger.schedule(BOARD).last_due == NOW + HOUR


def test_another_takes_over_from_one_that_died(ledger: Ledger) -> None:
    assert ledger.schedule_started(BOARD, NOW, NOW, "one", HOUR)
    assert ledger.schedule_started(BOARD, NOW, NOW + HOUR, "two", HOUR)
    ledger.schedule_finished(BOARD, "one", NOW + HOUR)
    assert ledger.schedule(BOARD).last_finished is None


def test_a_schedule_survives_a_clock_that_went_back(ledger: Ledger) -> None:
    future = NOW + timedelta(days=365)
    assert ledger.schedule_started(BOARD, future, future, "one", HOUR)
    assert ledger.schedule_started(BOARD, NOW, NOW, "one", HOUR)


def test_waits_do_not_outlast_a_clock_that_went_back(ledger: Ledger) -> None:
    future = NOW + timedelta(days=365)
    ledger.run_started("apply", future)
    want(ledger, create("a"), create("b"), now=future)
    first = claim_one(ledger, future)
    claim_one(ledger, future)
    ledger.settle(first, Postpone("down", future + HOUR), future)
    ledger.fail(BOARD, "down", future, pause_until=future + HOUR)
    ledger.run_started("apply", NOW)
    assert ledger.board(BOARD, NOW).paused_until == NOW + HOUR
    later = NOW + HOUR
    assert [e.subject for e in ledger.interrupted(BOARD, later)] == ["b"]
    assert claim_one(ledger, later).subject == "a"
    assert EventKind.CLOCK in {e.kind for e in ledger.events(BOARD)}


def test_runs_are_remembered(ledger: Ledger) -> None:
    first, second = (ledger.run_started(name, NOW) for name in ("plan", "apply"))
    ledger.run_ended(first, "well", NOW + MINUTE)
    latest, earlier = ledger.runs()
    assert (latest.id, latest.command, latest.ended) == (second, "apply", None)
    assert (earlier.id, earlier.ended, earlier.outcome) == (first, NOW + MINUTE, "well")
