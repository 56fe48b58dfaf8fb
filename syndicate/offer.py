"""The offer: what an organisation publishes, after reading and before rendering."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from zoneinfo import ZoneInfo

#: A day as written, or an instant. A ``datetime`` here is always aware.
When = date | datetime

Workplace = Literal["onsite", "hybrid", "remote"]
Employment = Literal[
    "permanent",
    "fixed_term",
    "temp_agency",
    "internship",
    "apprenticeship",
    "freelance",
    "volunteer",
    "seasonal",
    "civil_servant",
    "other",
]
Schedule = Literal["full_time", "part_time"]
Education = Literal[
    "none",
    "high_school",
    "associate_degree",
    "bachelor_degree",
    "professional_certificate",
    "postgraduate_degree",
]
Period = Literal["hour", "day", "week", "month", "year"]
Source = Literal["front matter", "prose", "site", "file name"]


class Status(StrEnum):
    """Where an offer stands at a given instant."""

    OPEN = "open"
    SCHEDULED = "scheduled"
    CLOSED = "closed"
    DRAFT = "draft"
    TEMPLATE = "template"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Organization:
    """An employer. ``url`` and ``logo`` are absolute."""

    name: str
    url: str | None = None
    logo: str | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """A place of work. ``country`` is an ISO 3166-1 alpha-2 code in capitals."""

    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    region: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Pay:
    """What the employer says it pays; ``text`` is the employer's own wording.

    ``currency`` is an ISO 4217 code. Without figures only ``text`` is set.
    """

    min: Decimal | None = None
    max: Decimal | None = None
    currency: str | None = None
    period: Period | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One job offer as its files state it at one instant; nothing is guessed.

    ``path`` is relative to the project folder. ``id`` is for life. ``url`` is absolute.
    ``body`` is sanitised HTML with absolute links, ``summary`` plain text of at most about
    300 characters. ``opens_at`` and ``closes_at`` are instants computed from ``date_posted``,
    ``opens`` and ``closes`` in the site's time zone: status changes there and nowhere else.
    ``experience`` is in months. ``isco`` and ``rome`` are codes of the occupation: in ISCO-08, four
    digits; in France's ROME, a letter and four digits. Offers that share a ``translation_key``
    are one offer in several languages. ``texts`` is what the offer itself wants said of it, by
    the board's name.
    """

    path: str
    id: str
    status: Status
    title: str
    slug: str
    url: str
    language: str
    board_title: str | None = None
    organization: Organization | None = None
    locations: tuple[Location, ...] = ()
    workplace: Workplace | None = None
    remote_countries: tuple[str, ...] = ()
    employment: tuple[Employment, ...] = ()
    schedule: tuple[Schedule, ...] = ()
    days_per_week: Decimal | None = None
    duration_months: Decimal | None = None
    start: str | None = None
    pay: Pay | None = None
    education: Education | None = None
    experience: int | None = None
    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    date_posted: When | None = None
    date_modified: When | None = None
    opens: When | None = None
    closes: When | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    apply_url: str | None = None
    apply_email: str | None = None
    requisition_id: str | None = None
    openings: int | None = None
    isco: tuple[str, ...] = ()
    rome: tuple[str, ...] = ()
    translation_key: str | None = None
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    summary: str = ""
    body: str = ""
    sources: Mapping[str, Source] = field(default_factory=lambda: MappingProxyType({}))


def instant(when: When, zone: ZoneInfo) -> datetime:
    """The moment *when* begins: a bare day starts at midnight in *zone*."""
    if isinstance(when, datetime):
        return when
    return datetime.combine(when, time.min, zone)


def end_instant(when: When, zone: ZoneInfo) -> datetime:
    """The first moment after *when*: a bare day lasts until midnight in *zone*."""
    if isinstance(when, datetime):
        return when
    return datetime.combine(when + timedelta(days=1), time.min, zone)


def iso(when: When) -> str:
    """*when* in ISO 8601: a day stays a day, an instant keeps its offset."""
    return _iso(when, when.utcoffset()) if isinstance(when, datetime) else when.isoformat()


@lru_cache(maxsize=64)
def _iso(moment: datetime, _offset: timedelta | None) -> str:
    """*moment* in ISO 8601: its JobPosting, page and sitemap ask for it in turn.

    Moments that are one can be at several offsets, and be written in as many ways.
    """
    return moment.isoformat()
