"""Schedules: each local day once and never twice, in every time zone, whatever the clock does."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.schedule import (
    NEVER,
    Cron,
    Every,
    Schedule,
    due,
    exact,
    last_turn,
    next_turn,
    turns,
)

PARIS = ZoneInfo("Europe/Paris")
FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
DAILY = ("30 2 * * *", "0 0 * * *", "30 23 * * *", "0 3 * * *")
DAY = timedelta(days=1)
YEAR = timedelta(days=365)
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

#: Every zone, every day of ten years: some minutes. Without it, the days around each change of
#: the clocks, in one zone of each behaviour.
ALL = bool(os.environ.get("SYNDICATE_ALL_ZONES"))


@cache
def changes(zone: str) -> tuple[tuple[datetime, timedelta | None], ...]:
    """When the clocks of *zone* change, to within a day, and to which offset."""
    clock = ZoneInfo(zone)
    days = [FIRST + DAY * n for n in range((LAST - FIRST).days + 1)]
    offsets = [day.astimezone(clock).utcoffset() for day in days]
    return tuple(
        (day, new)
        for day, (old, new) in zip(days[1:], pairwise(offsets), strict=False)
        if old != new
    )


def behaviours() -> dict[str, tuple[datetime, ...]]:
    """One zone of each behaviour, and the days on which its clocks change."""
    found: dict[object, str] = {}
    for zone in sorted(available_timezones()):
        start = FIRST.astimezone(ZoneInfo(zone)).utcoffset()
        if changes(zone):
            found.setdefault((start, changes(zone)), zone)
    return {zone: tuple(day for day, _ in changes(zone)) for zone in found.values()}


def local_days(schedule: Cron, start: datetime, end: datetime) -> list[date]:
    """The day, by the clocks of its zone, of each turn from *start* to *end*."""
    days, moment = [], start
    while (moment := schedule.after(moment)) < end:
        days.append(moment.astimezone(schedule.zone).date())
    return days


def each_once(days: list[date]) -> bool:
    return all(later - day == DAY for day, later in pairwise(days))


def test_a_daily_schedule_has_each_local_day_once_where_the_clocks_change() -> None:
    zones = behaviours()
    assert len(zones) >= 40
    for zone, days in zones.items():
        for expression in DAILY:
            schedule = Cron(expression, ZoneInfo(zone))
            for change in days:
                found = local_days(schedule, change - 4 * DAY, change + 4 * DAY)
                assert len(found) >= 7, (zone, expression, change)
                assert each_once(found), (zone, expression, change, found)


@pytest.mark.skipif(not ALL, reason="some minutes; SYNDICATE_ALL_ZONES=1 tries every zone and day")
@pytest.mark.parametrize("expression", DAILY)
def test_a_daily_schedule_has_each_local_day_once_in_every_zone(expression: str) -> None:
    for zone in sorted(available_timezones()):
        found = local_days(Cron(expression, ZoneInfo(zone)), FIRST, LAST)
        assert len(found) >= 3652, zone
        assert each_once(found), zone


def test_a_day_that_does_not_exist_has_no_turn() -> None:
    # Samoa went from 29 to 31 December 2011 when it changed sides of the date line.
    apia = Cron("30 2 * * *", ZoneInfo("Pacific/Apia"))
    found = local_days(apia, datetime(2011, 12, 27, tzinfo=UTC), datetime(2012, 1, 3, tzinfo=UTC))
    assert [day.day for day in found] == [27, 28, 29, 31, 1, 2, 3]


@pytest.mark.parametrize(
    ("wall", "instant"),
    [
        ("2026-03-29T02:30", "2026-03-29T01:00"),  # skipped: when the clocks go on, at 3:00
        ("2026-10-25T02:30", "2026-10-25T00:30"),  # twice: the first time
        ("2026-07-01T02:30", "2026-07-01T00:30"),
    ],
)
def test_a_time_that_is_skipped_or_shown_twice_is_one_instant(wall: str, instant: str) -> None:
    found = exact(datetime.fromisoformat(wall), PARIS)
    assert found == datetime.fromisoformat(instant).replace(tzinfo=UTC)


def test_a_gap_that_ends_tomorrow_has_its_turn_before_it() -> None:
    # Greenland's clocks go on from 23:00 to 0:00.
    nuuk = ZoneInfo("America/Nuuk")
    found = exact(datetime(2026, 3, 28, 23, 30), nuuk)  # noqa: DTZ001
    assert found is not None
    assert f"{found.astimezone(nuuk):%d %H:%M}" == "28 22:59"


def test_a_turn_in_the_hour_that_comes_twice_is_not_repeated() -> None:
    schedule = Cron("30 2 * * *", PARIS)
    second_time = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # 2:10 for the second time
    assert schedule.after(second_time).astimezone(PARIS).date() == date(2026, 10, 26)


def test_quarters_of_an_hour_follow_each_other_while_the_clocks_change() -> None:
    found = turns(Cron("*/15 * * * *", PARIS), datetime(2026, 10, 24, 23, tzinfo=UTC), 20)
    assert {later - turn for turn, later in pairwise(found)} == {timedelta(minutes=15)}


def test_working_days_are_those_of_the_zone() -> None:
    auckland = ZoneInfo("Pacific/Auckland")
    found = turns(Cron("0 7 * * 1-5", auckland), NOW, 10)
    shown = [turn.astimezone(auckland) for turn in found]
    assert {(turn.hour, turn.minute) for turn in shown} == {(7, 0)}
    assert {turn.isoweekday() for turn in shown} == {1, 2, 3, 4, 5}


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("0 7 * *", "five fields"),
        ("@daily", "five fields"),
        ("0 0 7 * * 1", "five fields"),
        ("61 * * * *", "minute"),
        ("0 0 * * 8", "day of week"),
        ("0 0 30 2 *", "day of month"),
    ],
)
def test_what_is_no_cron_expression_is_refused_in_words(expression: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Cron(expression, PARIS)


SCHEDULES: st.SearchStrategy[Schedule] = st.one_of(
    st.builds(Every, st.timedeltas(timedelta(minutes=1), timedelta(days=40))),
    st.sampled_from([Cron(text, PARIS) for text in (*DAILY, "*/15 * * * *", "0 7 * * 1-5")]),
)
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(SCHEDULES, INSTANTS)
def test_a_board_that_never_had_a_turn_is_due_at_once(schedule: Schedule, now: datetime) -> None:
    assert due(schedule, None, now) == NEVER
    assert next_turn(schedule, None, now) == now
    assert next_turn(schedule, last_turn(schedule, NEVER, now), now) > now


@given(SCHEDULES, INSTANTS, st.timedeltas(timedelta(0), 2 * YEAR))
def test_missed_turns_are_one(schedule: Schedule, last: datetime, silence: timedelta) -> None:
    now = last + silence
    turn = due(schedule, last, now)
    if schedule.after(last) > now:
        assert turn is None
    else:
        assert turn is not None
        assert last < turn <= now
        done = last_turn(schedule, turn, now)
        assert due(schedule, done, now) is None
        assert next_turn(schedule, done, now) > now


@given(SCHEDULES, INSTANTS, st.sampled_from([-YEAR, YEAR, -DAY, DAY]))
def test_a_clock_that_jumps_neither_storms_nor_starves(
    schedule: Schedule, start: datetime, jump: timedelta
) -> None:
    last: datetime | None = schedule.after(start)
    now = schedule.after(start) + jump
    acted = 0
    for second in range(5):
        now += timedelta(seconds=second)
        if turn := due(schedule, last, now):
            last, acted = last_turn(schedule, turn, now), acted + 1
    # Within ten seconds a regular turn may have come as well.
    assert acted <= 2
    assert next_turn(schedule, last, now) <= schedule.after(schedule.after(now))


@given(SCHEDULES, INSTANTS)
def test_a_clock_set_back_by_a_moment_repeats_nothing(schedule: Schedule, start: datetime) -> None:
    turn = schedule.after(start)
    assert due(schedule, turn, turn - timedelta(seconds=30)) is None


@given(SCHEDULES, INSTANTS)
def test_turns_only_go_on(schedule: Schedule, start: datetime) -> None:
    found = [start, *turns(schedule, start, 20)]
    assert all(turn < later for turn, later in pairwise(found))
