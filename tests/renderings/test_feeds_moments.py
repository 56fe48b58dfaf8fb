"""Dates in feeds come from the offers, and are never ahead of the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.renderings.moments import last_change, plain, published, updated, withdrawn
from tests.renderings.feed_samples import NOW, PARIS, catalogue, make_closed, make_offer


def test_a_bare_day_is_midnight_in_the_zone_of_the_site() -> None:
    offer = make_offer("dev", date_posted=date(2026, 3, 1))
    assert published(offer, catalogue(offer)) == datetime(2026, 3, 1, tzinfo=PARIS)


def test_an_offer_that_opens_after_its_date_appears_when_it_opens() -> None:
    opening = datetime(2026, 3, 5, 8, tzinfo=PARIS)
    offer = make_offer("dev", date_posted=date(2026, 3, 1), opens_at=opening)
    assert published(offer, catalogue(offer)) == opening
    assert updated(offer, catalogue(offer)) == opening


def test_a_date_ahead_of_the_clock_is_as_good_as_none() -> None:
    offer = make_offer("dev", date_posted=date(2026, 3, 21), date_modified=date(2027, 1, 1))
    assert published(offer, catalogue(offer)) is None
    assert updated(offer, catalogue(offer)) is None
    assert last_change(offer, catalogue(offer)) is None


def test_a_change_before_the_publication_does_not_count() -> None:
    offer = make_offer(
        "dev",
        date_posted=datetime(2026, 3, 1, 14, tzinfo=PARIS),
        date_modified=date(2026, 3, 1),
    )
    assert updated(offer, catalogue(offer)) == published(offer, catalogue(offer))


def test_a_change_is_told_even_without_a_day_posted() -> None:
    offer = make_offer("dev", date_posted=None, date_modified=date(2026, 3, 2))
    assert published(offer, catalogue(offer)) is None
    assert updated(offer, catalogue(offer)) == datetime(2026, 3, 2, tzinfo=PARIS)


def test_a_closing_to_come_is_not_a_withdrawal() -> None:
    offer = make_closed("dev", NOW + timedelta(seconds=1))
    assert withdrawn(offer, catalogue(offer)) is None


def test_the_sitemap_dates_the_text_and_keeps_a_day_a_day() -> None:
    offer = make_offer("dev", date_posted=date(2026, 3, 1), date_modified=date(2026, 3, 2))
    assert last_change(offer, catalogue(offer)) == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("day", "offset"),
    [("2026-03-28", "+01:00"), ("2026-03-29", "+01:00"), ("2026-03-30", "+02:00")],
)
def test_midnight_has_the_offset_of_its_own_day(day: str, offset: str) -> None:
    offer = make_offer("dev", date_posted=date.fromisoformat(day))
    moment = published(offer, catalogue(offer, now=datetime(2026, 4, 1, tzinfo=UTC)))
    assert moment is not None
    assert moment.isoformat() == f"{day}T00:00:00{offset}"


def test_an_offset_with_seconds_is_rounded_to_minutes() -> None:
    assert plain(datetime(1900, 1, 1, tzinfo=PARIS)).isoformat() == "1900-01-01T00:00:00+00:09"


@given(st.dates(), st.booleans())
def test_any_day_can_be_written_in_both_styles(day: date, as_modified: bool) -> None:
    facts = {"date_modified": day, "date_posted": None} if as_modified else {"date_posted": day}
    offer = make_offer("dev", **facts)
    moment = updated(offer, catalogue(offer))
    assert (moment is None) is (datetime(day.year, day.month, day.day, tzinfo=PARIS) > NOW)
    if moment:
        assert len(moment.isoformat()) == len("2026-03-01T00:00:00+01:00")
        assert format_datetime(moment)[-5:].strip("+-").isdigit()


OFFSETS = st.timedeltas(timedelta(hours=-14), timedelta(hours=14))
ZONES = st.one_of(
    st.sampled_from((UTC, PARIS, timezone(timedelta()), timezone(timedelta(hours=2), "CEST"))),
    OFFSETS.map(timezone),
)


@given(
    moment=st.datetimes(datetime(1890, 1, 1), datetime(2100, 1, 1), timezones=ZONES),  # noqa: DTZ001 - their zones are given apart
    whole=st.booleans(),
)
def test_a_plain_moment_has_whole_seconds_and_an_offset_in_whole_minutes(
    moment: datetime, whole: bool
) -> None:
    moment = moment.replace(microsecond=0) if whole else moment
    offset = moment.utcoffset()
    assert offset is not None
    minutes = timedelta(minutes=round(offset / timedelta(minutes=1)))
    expected = moment.replace(microsecond=0, tzinfo=timezone(minutes))
    for made in (plain(moment), plain(plain(moment))):
        assert (made.isoformat(), made.tzname()) == (expected.isoformat(), expected.tzname())
