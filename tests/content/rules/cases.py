"""Offers for the tests of rules."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from syndicate.content.rules import Case, advice, rules
from syndicate.offer import Location, Offer, Organization, Status
from syndicate.site import Site

if TYPE_CHECKING:
    from syndicate.problem import Problem

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
SITE = Site(
    root=Path("/nowhere"),
    url="https://jobs.aubepine.coop/",
    title="Jobs",
    timezone=ZoneInfo("Europe/Paris"),
)
#: A place in which the laws of a language's readers hold.
PLACES = {
    "fr": Location(city="Lille", country="FR"),
    "de": Location(city="Kiel", country="DE"),
    "es": Location(city="Vigo", country="ES"),
    "nl": Location(city="Gouda", country="NL"),
    "en": Location(city="Leeds", country="GB"),
}


def case(body: str = "", *, site: Site = SITE, now: datetime = NOW, **facts: Any) -> Case:
    """An open offer with *body*; its title, unless given, is on line 2."""
    language = facts.get("language", "en")
    stated: dict[str, Any] = {
        "path": "content/offer.md",
        "id": "offer",
        "status": Status.OPEN,
        "title": "Developer",
        "slug": "offer",
        "url": "https://jobs.aubepine.coop/jobs/offer/",
        "language": language,
        "organization": Organization("Aubépine Coop", "https://aubepine.coop/"),
        "locations": (PLACES.get(language[:2], PLACES["en"]),),
    }
    offer = Offer(**stated | facts)
    text = f"---\ntitle: {json.dumps(offer.title)}\n---\n{body}\n"
    return Case(offer, text, site, now, {"title": (2, 8)})


def only(code: str, site: Site = SITE) -> Site:
    """*site* with the rule *code* as an error, and all others off."""
    return replace(site, check={**dict.fromkeys(rules(), "off"), code: "error"})


def found(code: str, *cases: Case, site: Site = SITE) -> list[Problem]:
    """What the rule *code* finds in *cases*."""
    return list(advice(cases, only(code, site)))
