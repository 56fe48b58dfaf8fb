"""The list of open offers: a few words on each, by month where they are many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from syndicate.offer import iso
from syndicate.renderings.addresses import page_link
from syndicate.renderings.facts import Fact
from syndicate.renderings.spelling import capitalised, spell_day, spell_month, spell_region
from syndicate.renderings.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from syndicate.offer import Employment, Location, Offer, Schedule, Workplace
    from syndicate.renderings.words import Words
    from syndicate.site import Site

#: A list longer than this is grouped by the month in which offers were posted.
LONGEST_LIST = 30

#: The first page has the newest of the list, at most so many; each further one so many as well.
MOST_LISTED = 1000

#: The month of offers that tell no date.
UNDATED = "undated"

_PLACES_SHOWN = 3


class Line(NamedTuple):
    """One offer of the list; ``lang`` is empty when it is the list's own language.

    ``href`` is relative to the site. ``employer`` is empty when it is the site's own.
    """

    href: str
    title: str
    lang: str
    employer: str
    about: str
    closes: Fact | None


@dataclass(frozen=True, slots=True)
class Group:
    """Offers of the list that stand under one title, which may be empty."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class More:
    """A page with more of the list: ``href`` is relative to the page it is named on.

    ``count`` says how many offers are there, as the language writes numbers.
    """

    title: str
    href: str
    count: str


def listing(offers: Iterable[Offer], site: Site) -> tuple[Group, ...]:
    """*offers* in their order and the site's language: one group, or one for each month."""
    return grouped([(month_of(offer, site), line(offer, site)) for offer in offers], site)


def grouped(lines: Sequence[tuple[str, Line]], site: Site) -> tuple[Group, ...]:
    """*lines*, each with its month, in their order: one group, or one for each month."""
    if not lines:
        return ()
    if len(lines) <= LONGEST_LIST:
        return (Group("", tuple(line for _, line in lines)),)
    return tuple(
        Group(month_title(month, site), tuple(line for _, line in group))
        for month, group in groupby(lines, lambda pair: pair[0])
    )


def month_of(offer: Offer, site: Site) -> str:
    """The month in which *offer* was posted, as in ``2026-02``; ``undated`` for none."""
    if offer.date_posted is None:
        return UNDATED
    day = offer.date_posted
    if isinstance(day, datetime):
        day = day.astimezone(site.timezone).date()
    return day.isoformat()[:7]


def month_title(month: str, site: Site) -> str:
    """*month*, as ``month_of`` names it, in the site's language: ``Février 2026``."""
    spoken = words(site.language)
    if month == UNDATED:
        return spoken.page["undated"]
    return capitalised(spell_month(date.fromisoformat(f"{month}-01"), spoken))


def line(offer: Offer, site: Site) -> Line:
    """A few words on *offer* in the site's language."""
    spoken = words(site.language)
    employer = offer.organization
    return Line(
        href=page_link(offer, site, ""),
        title=offer.title,
        lang="" if offer.language == site.language else offer.language,
        employer="" if employer is None or employer == site.organization else employer.name,
        about=_about(offer, spoken),
        closes=_closes(offer, site, spoken),
    )


def _closes(offer: Offer, site: Site, spoken: Words) -> Fact | None:
    if offer.closes is None:
        return None
    day = spell_day(offer.closes, site, spoken)
    return Fact("closes", spoken.label["closes"], day, moment=iso(offer.closes))


def _about(offer: Offer, spoken: Words) -> str:
    """Where, and on which terms, in a few words."""
    where = _where(offer.locations, spoken)
    terms = _terms(offer.workplace, offer.employment, offer.schedule, spoken)
    return f"{where} · {terms}" if where and terms else where or terms


def _where(places: tuple[Location, ...], spoken: Words) -> str:
    regions = [spell_region(place, spoken) for place in places]
    if len(regions) > 1:
        regions = list(dict.fromkeys(filter(None, regions)))
    where = ", ".join(regions[:_PLACES_SHOWN])
    if len(regions) > _PLACES_SHOWN:
        where += f" +{len(regions) - _PLACES_SHOWN}"
    return where


@lru_cache(maxsize=1024)
def _terms(
    workplace: Workplace | None,
    employment: tuple[Employment, ...],
    schedule: tuple[Schedule, ...],
    spoken: Words,
) -> str:
    # That one works at the place of work goes without saying.
    parts = (
        spoken.workplace[workplace] if workplace and workplace != "onsite" else "",
        *(spoken.employment[kind] for kind in employment),
        *(spoken.schedule[kind] for kind in schedule),
    )
    return " · ".join(filter(None, parts))
