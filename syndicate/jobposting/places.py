"""Where an offer's work is done, as schema.org says it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from syndicate.jobposting.countries import country_name
from syndicate.jobposting.text import line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from syndicate.offer import Location, Offer

Node: TypeAlias = dict[str, object]

_PARTS = ("streetAddress", "addressLocality", "postalCode", "addressRegion", "addressCountry")


def places(offer: Offer) -> list[Node]:
    """One Place for each place of *offer* of which anything is known, in the offer's order."""
    known = dict.fromkeys(offer.locations) if len(offer.locations) > 1 else offer.locations
    return [_place(place) for place in known if place.country or _address(place)]


def remote_areas(offer: Offer) -> tuple[str, ...]:
    """Country codes where those who work remotely may live; empty unless wholly remote.

    Without a word from the offer, the countries of its own places, as Google reads it too.
    """
    if offer.workplace != "remote":
        return ()
    codes = offer.remote_countries or [place.country for place in offer.locations]
    return tuple(dict.fromkeys(code for code in codes if code))


def countries(codes: tuple[str, ...]) -> list[Node]:
    """One Country for each of *codes*, by its English name."""
    return [{"@type": "Country", "name": line(country_name(code))} for code in codes]


def _place(place: Location) -> Node:
    return {"@type": "Place", "address": {"@type": "PostalAddress", **_address(place)}}


def _address(place: Location) -> Mapping[str, str]:
    """What is known of *place*."""
    # Its parts make a better key than itself: they know their hashes.
    return _known(place.street, place.city, place.postal_code, place.region, place.country)


@lru_cache(maxsize=4096)
def _known(*parts: str | None) -> Mapping[str, str]:
    """What is known of a place, most offers of a site share a few: not to be changed."""
    return {name: text for name, part in zip(_PARTS, parts, strict=True) if (text := line(part))}
