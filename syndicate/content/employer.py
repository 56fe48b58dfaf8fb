"""Who hires, and where: the organisation and the places of an offer."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.fields import Given, shipped_vocabulary
from syndicate.content.memo import remembered
from syndicate.content.nodes import Scalar, Table
from syndicate.content.places import country_code, parse_places
from syndicate.content.urls import web_url
from syndicate.offer import Location, Organization

if TYPE_CHECKING:
    from syndicate.content.fields import Fields
    from syndicate.content.nodes import Node
    from syndicate.content.report import Report
    from syndicate.content.wording import Writer
    from syndicate.offer import Source
    from syndicate.site import Site

PARTS = ("street", "postal_code", "city", "region", "country")
#: What stands for a part that only the author knows, in the lines that we give to write.
BLANKS = {
    "street": "STREET",
    "postal_code": "POSTCODE",
    "city": "TOWN",
    "region": "REGION",
    "country": "COUNTRY",
}
#: One of these as a part of its own, or before or behind the other half of ``75002 Paris``; but a
#: street may be called ``10 DOWNING STREET``. A postal code without its town is of no use.
_BLANK = re.compile(
    r"(?:^|(?<=[,;]))\s*(?:POSTCODE\s(?!TOWN\s*(?:[,;]|$))"
    r"|(?:STREET|(?:(?:POSTCODE|[\dA-Z-]*\d[\dA-Z-]*)\s)?TOWN|REGION|COUNTRY|POSTCODE)\s*(?=[,;]|$))"
)
_MEANT = {
    "STREET": "the street",
    "POSTCODE": "the postal code",
    "TOWN": "the town",
    "REGION": "the region",
    "COUNTRY": "the country",
}
_ANY_PART = frozenset(PARTS)


class Employer(NamedTuple):
    """The employer and the places of work, with what said so.

    ``countries`` are stated without a place: ``Remote (France)``.
    """

    organization: Organization | None
    locations: tuple[Location, ...]
    countries: tuple[str, ...]
    sources: dict[str, Source]


def employer(
    fields: Fields, writer: Writer, site: Site, report: Report, *, default_place: bool
) -> Employer:
    """Read who hires and where; the site's own organisation and address fill the gaps.

    With *default_place* false (remote offers) the site's address is not taken for a place of
    work.
    """
    reader = _Reader(fields, writer, site, report)
    organization, said_by = reader.organization()
    sources: dict[str, Source] = {"organization": said_by} if organization else {}
    stated = reader.locations()
    countries = tuple(place.country for place in stated if _is_country(place) and place.country)
    locations = stated if default_place else tuple(p for p in stated if not _is_country(p))
    if locations:
        sources["locations"] = reader.place_source
    elif site.address and default_place:
        locations, sources["locations"] = (site.address,), "site"
    return Employer(organization, locations, countries, sources)


def _is_country(place: Location) -> bool:
    return place.city is place.street is place.postal_code is place.region is None


class _Reader:
    def __init__(self, fields: Fields, writer: Writer, site: Site, report: Report) -> None:
        self.fields = fields
        self.writer = writer
        self.site = site
        self.report = report
        self.place_source: Source = "front matter"

    def organization(self) -> tuple[Organization | None, Source]:
        given = self.fields.first("organization")
        own = self.named_organization(given)
        if own is None:
            return self.site.organization, "site"
        url, logo = own.url, own.logo
        if url is None and (stated := self.fields.first("organization_url")):
            url = web_url(stated, self.report, self.site)
        if logo is None and (stated := self.fields.first("organization_logo")):
            logo = web_url(stated, self.report, self.site)
        default = self.site.organization
        if default and default.name.casefold() == own.name.casefold():
            url, logo = url or default.url, logo or default.logo
        return _organization(own.name, url, logo), given.source if given else "front matter"

    def named_organization(self, given: Given | None) -> Organization | None:
        if given is None:
            return None
        if not isinstance(given.node, Table):
            name = self.writer.line(given)
            return _organization(name) if name else None
        parts = _parts(given)
        name = self.writer.line(parts.get("title"))  # "name" stands for a title elsewhere
        if not name:
            return None
        url, logo = (
            parts.get("url") or parts.get("organization_url"),
            parts.get("organization_logo"),
        )
        return Organization(
            name,
            web_url(url, self.report, self.site) if url else None,
            web_url(logo, self.report, self.site) if logo else None,
        )

    def locations(self) -> tuple[Location, ...]:
        given = self.fields.first("locations")
        found = self.places(given.node, given) if given else ()
        if given and found:
            self.place_source = given.source
        if _ANY_PART.isdisjoint(self.fields.given):
            return tuple([self.with_country(place) for place in dict.fromkeys(found)])
        apart = {part: g for part in PARTS if (g := self.fields.first(part))}
        if len(found) <= 1 and apart:
            found = (self.assembled(apart, found[0] if found else Location()),)
        elif country := apart.get("country"):
            # The parts of an address belong to one place, a country to all of them.
            code = self.country(self.writer.line(country), country) or None
            found = tuple(replace(place, country=place.country or code) for place in found)
        return tuple(self.with_country(place) for place in dict.fromkeys(found))

    def places(self, node: Node, given: Given) -> tuple[Location, ...]:
        if isinstance(node, Scalar):
            return self.spelled(node, given)
        if isinstance(node, Table):
            return (self.mapped(node),)
        return tuple(place for item in node.items for place in self.places(item, given))

    def spelled(self, node: Scalar, given: Given) -> tuple[Location, ...]:
        """The places that the text *node*, in the value *given*, names."""
        if node.is_empty:
            return ()
        at = given
        if node is not given.node:
            at = Given(given.key, node, node.line, node.column, source=given.source)
        return parse_places(self.filled(self.writer.line(at), at))

    def mapped(self, table: Table) -> Location:
        parts = _parts(Given("", table, table.line, table.column))
        words = self.writer.line(parts.get("title") or parts.get("locations"))
        places = parse_places(words) if words else ()
        return self.assembled(parts, places[0] if places else Location())

    def assembled(self, parts: dict[str, Given], place: Location) -> Location:
        texts = {
            part: self.filled(self.writer.line(parts[part]), parts[part])
            for part in PARTS
            if part in parts
        }
        country = texts.pop("country", "")
        if country:
            texts["country"] = self.country(country, parts["country"])
        return replace(place, **{part: text for part, text in texts.items() if text})

    def filled(self, text: str, given: Given) -> str:
        """*text* without the words that stand for what the author was to write in their place."""
        rest = _without_blanks(text)
        if rest == text or given.source == "site":
            return text
        blanks = [word for word in BLANKS.values() if re.search(rf"\b{word}\b", text)]
        self.report.warning(
            "placeholder",
            f"{given.key}: {' and '.join(blanks)} {'stand' if len(blanks) > 1 else 'stands'} "
            f"for what only you know, and {'are' if len(blanks) > 1 else 'is'} left out",
            at=given,
            field="locations",
            hint=f"write {' and '.join(map(_MEANT.__getitem__, blanks))} there, or take "
            f"{'these words' if len(blanks) > 1 else 'the word'} away",
        )
        return rest.strip(" ,;")

    def country(self, text: str, given: Given) -> str:
        code = country_code(text)
        if code is None:
            self.report.error(
                "unknown-country",
                f"{given.key}: '{text}' is not a country",
                at=given,
                field="locations",
                hint=f"{given.key}: FR",
            )
        return code or ""

    def with_country(self, place: Location) -> Location:
        """A place without a country is in the site's own country, when the site states one."""
        address = self.site.address
        if place.country is not None or address is None or address.country is None:
            return place
        given = self.fields.first("locations")
        self.report.info(
            "country-from-site",
            f"{place.city or place.street} is taken to be in {address.country}, "
            "the country of the site's own address",
            at=given,
            field="locations",
            hint=f"{given.key if given else 'location'}: {place.city}, {address.country}",
        )
        return replace(place, country=address.country)


@remembered
def _without_blanks(text: str) -> str:
    return _BLANK.sub(" ", text)


@lru_cache(maxsize=1024)
def _organization(name: str, url: str | None = None, logo: str | None = None) -> Organization:
    # The same few employers return in offer after offer.
    return Organization(name, url, logo)


def _parts(given: Given) -> dict[str, Given]:
    """The parts of a mapping by our names: its keys are read like those of the file."""
    if not isinstance(given.node, Table):
        return {}
    sorted_ = shipped_vocabulary().sort(given.node, {})
    return {
        name: value
        for name, values in sorted_.given.items()
        if isinstance((value := values[0]).node, Scalar)
    }
