"""Dates that are to be honest, and offers that the calendar asks about."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from syndicate.content.rules.case import Finding
from syndicate.offer import Status, instant, iso

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from syndicate.content.rules.case import Case
    from syndicate.content.rules.rule import Rule
    from syndicate.offer import Offer
    from syndicate.site import Site


def re_dated(case: Case, rule: Rule) -> Iterator[Finding]:
    """That an offer which was open already is otherwise as it was, under a newer date."""
    del rule  # it is asked everywhere
    if case.before is None:
        return
    old, new = case.before.offer, case.offer
    if old.date_posted is None or new.date_posted is None or old.status is not Status.OPEN:
        return
    zone = case.site.timezone
    if instant(new.date_posted, zone) <= instant(old.date_posted, zone):
        return
    if (old.title, case.before.markdown.strip()) != (new.title, case.markdown.strip()):
        return
    message = (
        f"the date went from {iso(old.date_posted)} to {iso(new.date_posted)}, and the text is "
        "the same: readers and boards take an old offer for a new one"
    )
    hint = f"date: {iso(old.date_posted)}"
    yield Finding(*case.at("date_posted"), "date_posted", message, hint)


def deadline_near(case: Case, rule: Rule) -> Iterator[Finding]:
    """That the deadline is near."""
    del rule  # it is asked everywhere
    offer, site, now = case.offer, case.site, case.now
    closes = offer.closes_at
    if closes and offer.status is Status.OPEN and is_near(closes, site, now):
        message = f"this offer closes {until(closes, site, now)}: {spelled(offer, site)}"
        hint = "nothing, if that is right; a later deadline keeps it open"
        yield Finding(*case.at("closes"), "closes", message, hint)


def still_open(case: Case, rule: Rule) -> Iterator[Finding]:
    """That an offer without a deadline has been open for long."""
    del rule  # it is asked everywhere
    since = looked_at(case.offer, case.site)
    if since and is_overdue(case.offer, case.site, case.now):
        day = since.astimezone(case.site.timezone).date()
        message = f"open since {day} without a deadline: is it still open?"
        hint = "closes: …    (the last day to apply; or published: false)"
        yield Finding(*case.at("date_posted"), "closes", message, hint)


def looked_at(offer: Offer, site: Site) -> datetime | None:
    """When somebody last stood up for *offer*: it was posted then, or changed."""
    stated = (offer.date_posted, offer.date_modified)
    return max((instant(when, site.timezone) for when in stated if when), default=None)


def is_near(closes_at: datetime | None, site: Site, now: datetime) -> bool:
    """Whether *closes_at* is ahead of *now*, and by no more than the site wants to know of."""
    return closes_at is not None and now < closes_at <= now + site.lifecycle.remind


def is_overdue(offer: Offer, site: Site, now: datetime) -> bool:
    """Whether *offer* is open without an end, and nobody has looked at it for long."""
    since = looked_at(offer, site)
    if offer.status is not Status.OPEN or offer.closes_at is not None or since is None:
        return False
    return now - since >= site.lifecycle.still_open_after


def until(closes_at: datetime, site: Site, now: datetime) -> str:
    """How far the day is on which one may apply for the last time: ``tomorrow``, ``in 3 days``."""
    last = (closes_at - timedelta.resolution).astimezone(site.timezone).date()
    days = (last - now.astimezone(site.timezone).date()).days
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def spelled(offer: Offer, site: Site) -> str:
    """The deadline of *offer* as it is stated; else when it closes, on the *site*'s clock."""
    if offer.closes:
        return iso(offer.closes)
    return f"{offer.closes_at.astimezone(site.timezone):%Y-%m-%d}" if offer.closes_at else ""
