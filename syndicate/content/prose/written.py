"""Places as front matter would hold them: what is written reads as the same places again."""

from __future__ import annotations

from syndicate.content.gazetteer import country_code, country_name
from syndicate.content.places import parse_places
from syndicate.offer import Location


def told(named: tuple[Location, ...]) -> tuple[tuple[Location, ...], str]:
    """*named* as front matter would hold it: what cannot be written back is left out."""
    each = [_one_told(one) for one in named]
    value, written = tuple(one for one, _ in each), "; ".join(text for _, text in each)
    return (value, written) if parse_places(written) == value else (value, "")


def _one_told(one: Location) -> tuple[Location, str]:
    if one.region and not one.city:
        return one, one.region
    shorter = (
        one,
        Location(None, one.postal_code, one.city, one.region, one.country),
        Location(None, one.postal_code, one.city, None, one.country),
        Location(None, None, one.city, None, one.country),
        Location(None, None, one.city, None, None),
    )
    for each in shorter:
        town = " ".join(filter(None, (each.postal_code, each.city)))
        country = country_name(each.country) if each.country else None
        text = ", ".join(filter(None, (each.street, town, each.region, country)))
        if parse_places(text) == (each,):
            return each, text
        # "New York, NY 10001, United States"
        if each.postal_code:
            after = " ".join(filter(None, (each.region, each.postal_code)))
            text = ", ".join(filter(None, (each.street, each.city, after, country)))
            if parse_places(text) == (each,):
                return each, text
    # The town that is a country: Singapore.
    if one.country and country_code(one.city or "") == one.country:
        return Location(country=one.country), country_name(one.country) or ""
    return one, ""
