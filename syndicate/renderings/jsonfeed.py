"""JSON Feed 1.1, with what an offer states in an extension named ``_syndicate``."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from syndicate.renderings.artefact import Artefact
from syndicate.renderings.entries import feeds
from syndicate.renderings.moments import as_written
from syndicate.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from syndicate.offer import Location, Offer, Pay, When
    from syndicate.renderings.artefact import Catalogue
    from syndicate.renderings.entries import Author, Entry, Feed

# Readers keep JSON numbers in 53 bits; what is larger is no pay and no head count.
_LARGEST = Decimal(2**53)


def json_feed(catalogue: Catalogue) -> Iterator[Artefact]:
    """Every feed of *catalogue* in JSON Feed 1.1."""
    for feed in feeds(catalogue):
        yield json_artefact(feed)


def json_artefact(feed: Feed) -> Artefact:
    """*feed* in JSON Feed 1.1."""
    text = json.dumps(_document(feed), ensure_ascii=False, indent=1)
    return Artefact(f"{feed.path}feed.json", f"{text}\n".encode())


def _document(feed: Feed) -> dict[str, object]:
    extension = {"generator": "Syndicate", "complete": feed.complete}
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": f"{feed.url}feed.json",
        "description": feed.description,
        "authors": [_author(feed.author)],
        "language": feed.language,
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
        "_syndicate": extension,
    }
    return _stated(document) | {"items": [_item(entry, feed) for entry in feed.entries]}


def _item(entry: Entry, feed: Feed) -> dict[str, object]:
    return _stated(
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "content_html": entry.content,
            "summary": entry.summary,
            "date_published": _when(entry.published),
            "date_modified": _when(entry.updated),
            "authors": [_author(entry.author)] if entry.author else [],
            "tags": list(entry.tags),
            "language": entry.language if entry.language != feed.language else None,
            "_syndicate": _extension(entry),
        }
    )


def _extension(entry: Entry) -> dict[str, object]:
    """What the offer states, in keys of letters alone as JSON Feed asks."""
    offer = entry.offer
    return _stated(
        {
            "status": offer.status.value,
            "id": clean(offer.id),
            "employment": list(offer.employment),
            "schedule": list(offer.schedule),
            "workplace": offer.workplace,
            "remoteCountries": _texts(offer.remote_countries),
            "locations": [place for spot in offer.locations if (place := _place(spot))],
            "daysPerWeek": _number(offer.days_per_week),
            "durationMonths": _number(offer.duration_months),
            "start": _text(offer.start),
            "pay": _pay(offer.pay) if offer.pay else None,
            "education": offer.education,
            "experienceMonths": _number(offer.experience),
            "languages": _texts(offer.languages),
            "skills": _texts(offer.skills),
            "openings": _number(offer.openings),
            "requisition": _text(offer.requisition_id),
            "datePosted": _when(offer.date_posted),
            "validThrough": _valid_through(offer),
            "applyUrl": entry.apply_url,
            "applyEmail": _text(offer.apply_email),
        }
    )


def _valid_through(offer: Offer) -> str | None:
    """The closing as written; else the moment the site's own rules give."""
    return _when(offer.closes or offer.closes_at)


def _place(location: Location) -> dict[str, object]:
    return _stated(
        {
            "street": _text(location.street),
            "postalCode": _text(location.postal_code),
            "city": _text(location.city),
            "region": _text(location.region),
            "country": _text(location.country),
        }
    )


def _pay(pay: Pay) -> dict[str, object]:
    return _stated(
        {
            "min": _number(pay.min),
            "max": _number(pay.max),
            "currency": _text(pay.currency),
            "period": pay.period,
            "text": _text(pay.text),
        }
    )


def _author(author: Author) -> dict[str, object]:
    return _stated({"name": author.name, "url": author.url})


def _stated(members: Mapping[str, object]) -> dict[str, object]:
    """The members that say something: what an offer does not state has no key."""
    return {key: value for key, value in members.items() if value not in (None, "", [], {})}


def _texts(texts: tuple[str, ...]) -> list[str]:
    return [text for raw in texts if (text := clean(raw))]


def _text(text: str | None) -> str | None:
    return clean(text) if text else None


def _when(when: When | None) -> str | None:
    return as_written(when) if when else None


def _number(value: Decimal | int | None) -> int | float | None:
    if value is None:
        return None
    exact = Decimal(value)
    if not exact.is_finite() or abs(exact) > _LARGEST:
        return None
    return int(exact) if exact == exact.to_integral_value() else float(exact)
