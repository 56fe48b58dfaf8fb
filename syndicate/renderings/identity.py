"""The names that offers and feeds keep for life: ``tag:`` URIs (RFC 4151)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from syndicate.renderings.characters import uri

if TYPE_CHECKING:
    from syndicate.offer import Offer
    from syndicate.site import Site


# What is one spelling of itself, and the same when it is quoted.
_PLAIN = re.compile(r"[\w.~/:-]*", re.ASCII)


def entry_id(offer: Offer, site: Site) -> str:
    """The id of *offer* in every feed: the site's host, the day posted, the offer's id.

    Scheme, port, title, slug and page address play no part. The day is the one written in the
    file, whatever time zone the site is read in; an offer without one takes ``site.since``.
    """
    return _tag(site, _day(offer, site), offer.id)


def feed_id(site: Site, path: str) -> str:
    """The id of the feed at *path* below the output folder."""
    # Offers' ids come from file names, which hold no colon on every system.
    return _tag(site, site.since, f"feed:/{path}")


def _day(offer: Offer, site: Site) -> date:
    posted = offer.date_posted
    if isinstance(posted, datetime):
        return posted.date()
    return posted or site.since


def _tag(site: Site, day: date, name: str) -> str:
    return f"tag:{_host(site.url)},{day.isoformat()}:{_specific(name)}"


@lru_cache(maxsize=16)
def _host(url: str) -> str:
    return urlsplit(uri(url)).hostname or "localhost"


def _specific(name: str) -> str:
    if _PLAIN.fullmatch(name):
        return name
    # One file name has two spellings of its accents: some systems hand back the other one.
    composed = unicodedata.normalize("NFC", name)
    return quote(composed, safe="/:", errors="surrogatepass")
