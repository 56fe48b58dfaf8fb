"""Status: by the keys, by the clock, and never by chance."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from syndicate.offer import Status
from syndicate.problem import Severity
from syndicate.site import ContentRules, Lifecycle
from tests.content.sites import codes


@pytest.mark.parametrize(
    ("front", "status"),
    [
        ("", "open"),
        ("published: true", "open"),
        ("published: 'true'", "open"),
        ("published: false", "draft"),
        ("publié: non", "draft"),
        ("draft: true", "draft"),
        ("draft: false", "open"),
        ("open: true", "open"),
        ("open: false", "closed"),
        ("poste_pourvu: false", "open"),
        ("poste pourvu: oui", "closed"),
        ("state: open", "open"),
        ("status: filled", "closed"),
        ("state: draft", "draft"),
        ("template: true", "template"),
        ("published: true\nposte_pourvu: true", "closed"),
        ("published: false\nopen: true", "draft"),
        ("published:", "open"),
    ],
)
def test_keys_say_whether_an_offer_is_published(folder, front, status):
    offer = folder.offer(f"title: Developer\ndate: 2026-06-01\n{front}")
    assert offer.status == status


@pytest.mark.parametrize(
    "front",
    [
        "published: true\ndraft: true",
        "open: true\nclosed: true",
        "state: open\nposte_pourvu: true",
        "status: draft\npublished: true",
    ],
)
def test_keys_that_contradict_each_other_are_an_error(folder, front):
    problems = folder.problems(f"title: Developer\ndate: 2026-06-01\n{front}")
    [problem] = [p for p in problems if p.code == "contradicting-keys"]
    assert problem.severity is Severity.ERROR
    assert problem.line == 5
    assert "line 4" in problem.message
    assert folder.read().offers[0].status is Status.UNREADABLE


@pytest.mark.parametrize(
    "front", ["published: perhaps", "closes: 2026-02-30", "opens: soonish", "draft: ['a', 'b']"]
)
def test_a_decisive_key_that_cannot_be_understood_makes_the_offer_unreadable(folder, front):
    problems = folder.problems(f"title: Developer\n{front}")
    assert folder.read().offers[0].status is Status.UNREADABLE
    [error] = [p for p in problems if p.severity is Severity.ERROR]
    assert error.line == 3
    assert error.hint


def test_a_deadline_is_the_end_of_its_day_in_the_site_zone(folder):
    front = "title: Developer\ndate: 2026-06-01\ncloses: 2026-07-01"
    last = datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC)
    assert folder.offer(front, now=last).status is Status.OPEN
    assert folder.offer(front, now=last + timedelta(seconds=1)).status is Status.CLOSED


def test_an_offer_opens_at_midnight_of_its_day_in_the_site_zone(folder):
    front = "title: Developer\nopens: 2026-07-02"
    before = datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC)
    assert folder.offer(front, now=before).status is Status.SCHEDULED
    assert folder.offer(front, now=before + timedelta(seconds=1)).status is Status.OPEN


def test_a_date_ahead_holds_the_offer_unless_the_site_says_otherwise(folder):
    front = "title: Developer\ndate: 2026-08-01"
    assert folder.offer(front).status is Status.SCHEDULED
    folder.site = replace(folder.site, lifecycle=Lifecycle(future_dates="publish"))
    assert folder.offer(front).status is Status.OPEN


def test_silent_offers_expire_only_when_the_site_asks_for_it(folder):
    front = "title: Developer\ndate: 2026-05-01"
    assert folder.offer(front).status is Status.OPEN
    folder.site = replace(folder.site, lifecycle=Lifecycle(expires_after=timedelta(days=45)))
    assert folder.offer(front).status is Status.CLOSED
    assert folder.offer(f"{front}\ncloses: 2026-12-31").status is Status.OPEN


def test_the_next_change_is_the_earliest_opening_or_closing(folder):
    folder.write("a.md", "---\ntitle: A\ndate: 2026-06-01\ncloses: 2026-07-31\n---\nx")
    folder.write("b.md", "---\ntitle: B\nopens: 2026-07-10\n---\nx")
    folder.write("c.md", "---\ntitle: C\ndate: 2026-06-01\ndraft: true\ncloses: 2026-07-02\n---\nx")
    assert folder.read().next_change == datetime(2026, 7, 9, 22, tzinfo=UTC)
    assert folder.read(datetime(2026, 8, 1, tzinfo=UTC)).next_change is None


def test_closing_before_opening_is_an_error(folder):
    problems = folder.problems("title: Developer\nopens: 2026-06-10\ncloses: 2026-06-01")
    assert "closes-before-it-opens" in codes(problems, Severity.ERROR)


def test_two_deadlines_that_differ_are_an_error(folder):
    problems = folder.problems("title: A\ncloses: 2026-08-01\ndeadline: 2026-09-01")
    assert "contradicting-keys" in codes(problems, Severity.ERROR)
    same = folder.problems("title: A\ncloses: 2026-08-01\ndeadline: 1 August 2026")
    assert "contradicting-keys" not in codes(same)


@pytest.mark.parametrize(
    ("front", "code"),
    [
        ("draft: true", "draft"),
        ("closes: 2026-06-30", "closed"),
        ("opens: 2026-07-30", "scheduled"),
        ("closed: true", "closed"),
    ],
)
def test_an_offer_that_is_not_published_says_why(folder, front, code):
    problems = folder.problems(f"title: Developer\n{front}")
    [problem] = [p for p in problems if p.code == code]
    assert problem.line == 3
    assert problem.severity is Severity.INFO


def test_a_site_translates_its_own_states(folder):
    folder.site = replace(
        folder.site,
        content=ContentRules(
            fields={"status": ("kind",)}, values={"status": {"Closed-Position": "closed"}}
        ),
    )
    assert folder.offer("title: A\nkind: Closed-Position").status is Status.CLOSED


def test_published_with_a_date_is_the_date(folder):
    offer = folder.offer("title: A\npublished: 2026-06-01")
    assert offer.status is Status.OPEN
    assert str(offer.date_posted) == "2026-06-01"


def test_an_offer_that_was_filled_before_its_deadline_is_closed(folder):
    offer = folder.offer("title: A\ndate: 2026-06-01\nfilled: 2026-06-20\ncloses: 2026-12-31")
    assert offer.status is Status.CLOSED
    assert str(offer.closes) == "2026-06-20"
    assert "contradicting-keys" not in codes(folder.read().problems)
