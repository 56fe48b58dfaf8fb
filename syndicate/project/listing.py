"""Where one offer is listed: in which selections, months and addresses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from syndicate.offer import Status
from syndicate.project.lists import LEAVING, LEFT, OPEN, Line, Listed, Listing, Url
from syndicate.renderings.identity import entry_id
from syndicate.renderings.listing import line, month_of
from syndicate.renderings.moments import published, recently_withdrawn, withdrawn
from syndicate.renderings.selections import parts
from syndicate.renderings.sitemap import fragment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from syndicate.offer import Offer
    from syndicate.project.desk import Desk

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def listing_of(offer: Offer, desk: Desk, moment: float) -> Listing:
    """Where *offer* is listed, which is open or closed; *moment* is its place among all."""
    name = entry_id(offer, desk.site)
    selections = (("", ""), *parts(offer, desk.site))
    if offer.status is not Status.OPEN:
        return Listing(frozenset(_farewells(offer, desk, name, selections)))
    appeared = published(offer, desk.clock)
    place = -appeared.timestamp() if appeared else float("inf")
    return Listing(
        frozenset(Listed(path, OPEN, place, name, word) for path, word in selections),
        _line(offer, desk, moment),
        _url(offer, desk, moment),
    )


def _farewells(
    offer: Offer, desk: Desk, name: str, selections: Iterable[tuple[str, str]]
) -> Iterator[Listed]:
    gone = withdrawn(offer, desk.clock)
    if gone is None:
        return
    state = LEAVING if recently_withdrawn(offer, desk.clock) else LEFT
    for path, word in selections:
        yield Listed(path, state, gone.timestamp(), name, word, gone.isoformat())


def _line(offer: Offer, desk: Desk, moment: float) -> Line | None:
    if not desk.site.feeds.pages:
        return None
    found = line(offer, desk.site)
    closes = found.closes and (
        *(found.closes.name, found.closes.label, found.closes.value),
        *(found.closes.items, found.closes.moment),
    )
    texts = (found.href, found.title, found.lang, found.employer, found.about)
    data = _ENCODER.encode((*texts, closes)).encode()
    return Line(month_of(offer, desk.site), moment, offer.id, data)


def _url(offer: Offer, desk: Desk, moment: float) -> Url | None:
    found = fragment(offer, desk.clock)
    if found is None:
        return None
    # Oldest first, and those without a date last.
    return Url(abs(moment) if moment == float("inf") else -moment, found.url, offer.id, found.text)
