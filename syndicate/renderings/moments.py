"""When an offer appeared, changed and went, as its files say and never as the clock does."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING

from syndicate.offer import instant

if TYPE_CHECKING:
    from datetime import date

    from syndicate.offer import Offer, When
    from syndicate.renderings.artefact import Catalogue
    from syndicate.site import Site

#: How long feeds say that an offer is gone: long enough for a reader back from holidays.
FAREWELL = timedelta(days=90)


def published(offer: Offer, catalogue: Catalogue) -> datetime | None:
    """The moment *offer* could first be read: the day posted, or its opening if later.

    ``None`` when no date is known, and when the date lies ahead of the clock: to put the present
    in its place would change the feeds at every build.
    """
    opened = offer.opens_at
    if not offer.date_posted:
        return _past(opened, catalogue) if opened else None
    posted = instant(offer.date_posted, catalogue.site.timezone)
    return _past(max(opened, posted) if opened else posted, catalogue)


def updated(offer: Offer, catalogue: Catalogue) -> datetime | None:
    """The moment *offer* last changed: its modification, or its publication if later."""
    appeared = published(offer, catalogue)
    if not offer.date_modified:
        return appeared
    changed = _past(instant(offer.date_modified, catalogue.site.timezone), catalogue)
    return max(filter(None, (appeared, changed)), default=None)


def withdrawn(offer: Offer, catalogue: Catalogue) -> datetime | None:
    """The moment *offer* closed, where its files tell and it has come."""
    return _past(offer.closes_at, catalogue) if offer.closes_at else None


def recently_withdrawn(offer: Offer, catalogue: Catalogue) -> bool:
    """Whether *offer* closed less than ``FAREWELL`` ago."""
    gone = withdrawn(offer, catalogue)
    return gone is not None and catalogue.now - gone < FAREWELL


def last_change(offer: Offer, catalogue: Catalogue) -> date | None:
    """The day or instant of the last change of *offer*'s text that is not ahead of the clock.

    An instant is plain: in whole seconds, its offset in whole minutes.
    """
    for when in (offer.date_modified, offer.date_posted):
        if when and instant(when, catalogue.site.timezone) <= catalogue.now:
            return plain(when) if isinstance(when, datetime) else when
    return None


def beginning(site: Site) -> datetime:
    """The first moment of the site: stands where a format insists on a date and none is known."""
    return plain(instant(site.since, site.timezone))


def plain(moment: datetime) -> datetime:
    """*moment* in whole seconds, its offset in whole minutes as feeds can write it."""
    zone = _zone(moment.utcoffset() or timedelta())
    if zone is moment.tzinfo and not moment.microsecond:
        return moment
    return moment.replace(microsecond=0, tzinfo=zone)


@lru_cache(maxsize=256)
def _zone(offset: timedelta) -> timezone:
    # Local mean times of before 1912 have seconds: Paris was at +00:09:21.
    return timezone(timedelta(minutes=round(offset / timedelta(minutes=1))))


def _past(moment: datetime, catalogue: Catalogue) -> datetime | None:
    return plain(moment) if moment <= catalogue.now else None


def as_written(when: When) -> str:
    """*when* in ISO 8601, a day as a day, an instant with its offset in minutes."""
    return plain(when).isoformat() if isinstance(when, datetime) else when.isoformat()
