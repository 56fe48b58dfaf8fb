"""Days and moments as an offer's pages, JobPosting and sitemap write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from syndicate.offer import iso

PARIS = ZoneInfo("Europe/Paris")
ZONES = (UTC, PARIS, timezone(timedelta(hours=2)), timezone(timedelta(minutes=9, seconds=21)))


@given(st.integers(-2_000_000_000, 4_000_000_000))
def test_one_moment_is_written_at_the_offset_it_is_stated_with(seconds: int) -> None:
    for zone in ZONES:
        stated = datetime.fromtimestamp(seconds, UTC).astimezone(zone)
        assert iso(stated) == stated.isoformat()


def test_an_hour_that_the_clock_shows_twice_is_two_hours() -> None:
    twice = [datetime(2026, 10, 25, 2, 30, fold=fold, tzinfo=PARIS) for fold in (0, 1)]
    assert [iso(moment)[-6:] for moment in twice] == ["+02:00", "+01:00"]


def test_a_day_stays_a_day() -> None:
    assert iso(date(2026, 3, 1)) == "2026-03-01"
