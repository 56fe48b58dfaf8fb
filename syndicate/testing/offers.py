"""Offers, files and sites to try things with: complete, ordinary, and changed as a test needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from syndicate.adapter import PublishedFile
from syndicate.offer import Location, Offer, Organization, Pay, Status
from syndicate.site import Site

_SITE_URL = "https://jobs.example.org/"


def make_site(root: Path | str, **changes: Any) -> Site:
    """A site at *root* with an employer and an address; *changes* replace its values."""
    site = Site(
        root=Path(root),
        url=_SITE_URL,
        title="Jobs at Example",
        language="en",
        timezone=ZoneInfo("Europe/Paris"),
        since=date(2020, 1, 1),
        organization=Organization("Example Cooperative", "https://example.org/"),
        address=Location("1 rue de la Paix", "75002", "Paris", "Île-de-France", "FR"),
    )
    return replace(site, **changes)


def make_offer(id: str = "baker", **changes: Any) -> Offer:  # noqa: A002 # the offer's own word
    """An open offer that makes a valid JobPosting; path, slug, address and title follow *id*."""
    title = str(changes.get("title", id.replace("-", " ").capitalize()))
    slug = str(changes.get("slug", id))
    plain = Offer(
        path=f"content/{id}.md",
        id=id,
        status=Status.OPEN,
        title=title,
        slug=slug,
        url=f"{_SITE_URL}jobs/{slug}/",
        language="en",
        organization=Organization("Example Cooperative", "https://example.org/"),
        locations=(Location("1 rue de la Paix", "75002", "Paris", "Île-de-France", "FR"),),
        workplace="hybrid",
        employment=("permanent",),
        schedule=("full_time",),
        pay=Pay(Decimal(30000), Decimal(36000), "EUR", "year", "30 to 36 k€ a year"),
        tags=("bread", "night"),
        date_posted=date(2026, 3, 1),
        closes=date(2026, 12, 31),
        opens_at=datetime(2026, 2, 28, 23, tzinfo=UTC),
        closes_at=datetime(2026, 12, 31, 23, tzinfo=UTC),
        apply_url=f"https://example.org/apply/{slug}",
        summary=f"{title}: we look for a person who likes early mornings.",
        body=f"<p>{title}: we look for a person who likes early mornings.</p>\n<p>Come!</p>\n",
    )
    return replace(plain, **changes)


def make_file(root: Path, path: str = "rss.xml", content: bytes = b"<rss/>\n") -> PublishedFile:
    """A file of an output folder, written at *path* below *root*."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return PublishedFile(path, f"{_SITE_URL}{path}", sha256(content).hexdigest(), str(file))
