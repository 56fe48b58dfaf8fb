"""When the clock alone changes what is made of an offer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from syndicate.memory.schema import NEVER
from syndicate.offer import Status, instant
from syndicate.renderings.moments import FAREWELL

if TYPE_CHECKING:
    from syndicate.offer import Offer
    from syndicate.site import Site

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
#: Before everything that a calendar has.
ALWAYS = -NEVER


class Turn(NamedTuple):
    """Between *since* and *until* the clock changes nothing; *change* opens or closes the offer.

    In microseconds since 1970, so that they can be compared exactly.
    """

    since: int
    until: int
    change: int | None


def micros(moment: datetime) -> int:
    """*moment* in microseconds since 1970."""
    return (moment - _BEGINNING) // _MICROSECOND


def moment_of(number: int) -> datetime:
    """The moment that is *number* microseconds after 1970, in UTC."""
    return _BEGINNING + number * _MICROSECOND


def turn(offer: Offer, site: Site, now: int) -> Turn:
    """The time around *now* in which *offer* stays as it is."""
    since, until = ALWAYS, NEVER
    for point in _points(offer, site):
        if point > now:
            until = min(until, point)
        elif point > since:
            since = point
    return Turn(since, until, _change(offer, now))


def _points(offer: Offer, site: Site) -> list[int]:
    points = []
    if offer.opens_at:
        points.append(micros(offer.opens_at))
    if offer.closes_at:
        closing = micros(offer.closes_at)
        points += (closing, closing + FAREWELL // _MICROSECOND)
    for when in (offer.date_posted, offer.date_modified):
        if when and when is not offer.opens_at:  # as the day posted most often is
            points.append(micros(instant(when, site.timezone)))
    return points


def _change(offer: Offer, now: int) -> int | None:
    # By identity: to hash a status, which a set does, takes a call.
    is_scheduled = offer.status is Status.SCHEDULED
    opens_at = offer.opens_at if is_scheduled else None
    closes_at = offer.closes_at if is_scheduled or offer.status is Status.OPEN else None
    if not opens_at and not closes_at:
        return None
    points = [micros(when) for when in (opens_at, closes_at) if when]
    return min([point for point in points if point > now], default=None)
