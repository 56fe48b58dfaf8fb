"""From where each value of an offer came: its key and line, the site, the file's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.content.fields import vocabulary
from syndicate.content.front_matter import parse
from syndicate.content.source import read_text
from syndicate.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from syndicate.content.fields import Fields, Given
    from syndicate.offer import Offer
    from syndicate.site import Site

#: Fields of an offer that several keys of the front matter may fill.
_PARTS = {
    "organization": ("organization", "organization_url", "organization_logo"),
    "locations": ("locations", "street", "postal_code", "city", "region", "country"),
    "pay": ("pay", "pay_min", "pay_max", "pay_currency", "pay_period"),
}
#: Fields that a value may state beside its own: ``Remote (France)``, ``full time, permanent``.
_BESIDE = {"workplace": "locations", "remote_countries": "locations", "schedule": "employment"}


def origins(offer: Offer, site: Site) -> dict[str, str]:
    """For each field that has a value, where it was found: ``line 4 (date)``, ``site``."""
    fields = _fields(offer, site)
    found = {field: _origin(field, source, fields) for field, source in offer.sources.items()}
    if fields and offer.apply_email:
        # A mail address is understood under either key, and names or numbers may stand before it.
        given = (*fields.all("apply_url"), *fields.all("apply_email"))
        holds = [one for one in given if offer.apply_email in one.text]
        if holds:
            found["apply_email"] = f"line {holds[0].line} ({holds[0].key})"
    return found


def _fields(offer: Offer, site: Site) -> Fields | None:
    try:
        document = parse(read_text(site.root / offer.path))
    except ContentError:
        # The offer is then unreadable, and its problems say why.
        return None
    return vocabulary(site.content.fields).sort(document.front, {})


def _origin(field: str, source: str, fields: Fields | None) -> str:
    if source == "site":
        return "syndicate.toml"
    if source != "front matter" or fields is None:
        return source
    given = _given(field, fields) or _given(_BESIDE.get(field, field), fields)
    return "; ".join(f"line {line} ({key})" for key, line in given.items()) or "its text"


def _given(field: str, fields: Fields) -> Mapping[str, int]:
    first: list[Given | None] = [fields.first(part) for part in _PARTS.get(field, (field,))]
    return {given.key: given.line for given in first if given}
