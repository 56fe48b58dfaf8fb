"""Honest dates, deadlines that are near, and offers that stay open for long."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from syndicate.content.rules import Before
from syndicate.offer import Status, end_instant
from syndicate.site import Lifecycle
from tests.content.rules.cases import NOW, SITE, case, found

TODAY = NOW.date()


def closing(day, **facts):
    return case(closes=day, closes_at=end_instant(day, SITE.timezone), **facts)


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, ""), (0, "today"), (1, "tomorrow"), (6, "in 6 days"), (7, ""), (60, "")],
)
def test_a_deadline_is_told_of_in_the_week_before(days, words):
    problems = found("deadline-near", closing(TODAY + timedelta(days=days)))
    assert [words in problem.message for problem in problems] == ([True] if words else [])
    assert all((TODAY + timedelta(days=days)).isoformat() in p.message for p in problems)


def test_the_site_says_how_long_before():
    site = replace(SITE, lifecycle=Lifecycle(remind=timedelta(days=30)))
    assert found("deadline-near", closing(TODAY + timedelta(days=20), site=site), site=site)


def test_what_does_not_close_or_is_not_open_yet_is_not_near():
    assert found("deadline-near", case()) == []
    assert found("deadline-near", closing(TODAY, status=Status.SCHEDULED)) == []


@pytest.mark.parametrize(("days", "count"), [(10, 0), (89, 0), (90, 1), (800, 1)])
def test_an_offer_without_a_deadline_is_asked_about_when_it_is_old(days, count):
    posted = TODAY - timedelta(days=days)
    assert len(found("still-open", case(date_posted=posted))) == count
    assert found("still-open", closing(TODAY + timedelta(days=9), date_posted=posted)) == []


def test_who_changed_it_has_looked_at_it():
    old, new = TODAY - timedelta(days=800), TODAY - timedelta(days=8)
    assert found("still-open", case(date_posted=old, date_modified=new)) == []


def test_an_offer_without_a_date_is_not_asked_about():
    assert found("still-open", case()) == []


def again(posted_before, posted_now, *, body="A job.", was="A job.", status=Status.OPEN, **facts):
    now = case(body, date_posted=posted_now, **facts)
    now.before = Before(replace(now.offer, date_posted=posted_before, status=status), was)
    return found("re-dated", now)


def test_a_newer_date_on_the_same_text_is_told_with_the_old_one():
    [problem] = again(date(2026, 3, 1), date(2026, 11, 20))
    assert problem.hint == "date: 2026-03-01"


def test_an_honest_date_is_not():
    assert again(date(2026, 3, 1), date(2026, 3, 1)) == []
    assert again(date(2026, 3, 1), date(2026, 2, 1)) == []
    assert again(date(2026, 3, 1), date(2026, 11, 20), body="Another job.") == []
    assert again(None, date(2026, 11, 20)) == []
    assert again(date(2026, 12, 1), date(2026, 12, 9), status=Status.SCHEDULED) == []
    assert found("re-dated", case(date_posted=date(2026, 11, 20))) == []
