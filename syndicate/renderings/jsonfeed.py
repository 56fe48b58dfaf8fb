"""JSON Feed 1.1, with what an offer states in an extension named ``_syndicate``."""

from __future__ import annotations

import json
from decimal import Decimal
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

from syndicate.renderings.moments import as_written
from syndicate.renderings.syntax import Syntax, written
from syndicate.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from syndicate.offer import Location, Offer, Pay, When
    from syndicate.renderings.artefact import Artefact, Catalogue
    from syndicate.renderings.entries import Author, Entry, Feed, Texts

# Readers keep JSON numbers in 53 bits; what is larger is no pay and no head count.
_LARGEST = Decimal(2**53)
# Where the lines of an item begin: it is a member of a list that is a member of the document.
_MARGIN = b"\n  "


def json_feed(catalogue: Catalogue) -> Iterator[Artefact]:
    """Every feed of *catalogue* in JSON Feed 1.1."""
    return written(catalogue, JSON_FEED)


def json_fragment(entry: Entry, texts: Texts, feed: Feed) -> bytes:
    """*entry* as an item of *feed*, of which the language counts."""
    return b"  " + _pretty(_item(entry, texts, feed.language), _MARGIN)


def json_frame(feed: Feed, file: str = "feed.json") -> tuple[bytes, bytes]:
    """All that stands before and after the items of *feed*, which are not looked at.

    *file* is the document's name in the folder of the feed.
    """
    document = json.dumps(_document(feed, file), ensure_ascii=False, indent=1)
    # The items are the last member: their list is the last to be closed.
    end = document.rindex("]")
    return document[:end].encode(), f"{document[end:]}\n".encode()


def _document(feed: Feed, file: str) -> dict[str, object]:
    extension = {"generator": "Syndicate", "complete": feed.complete}
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": f"{feed.url}{file}",
        "description": feed.description,
        "authors": [_author(feed.author)],
        "language": feed.language,
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
        "_syndicate": extension,
    }
    return _stated(document) | {"items": []}


def _item(entry: Entry, texts: Texts, language: str) -> dict[str, object]:
    return _stated(
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "content_html": _quoted(texts.utf8) if texts.utf8 else None,
            "summary": entry.summary,
            "date_published": entry.published.isoformat() if entry.published else None,
            "date_modified": entry.updated.isoformat() if entry.updated else None,
            "authors": [_author(entry.author)] if entry.author else [],
            "tags": list(entry.tags),
            "language": entry.language if entry.language != language else None,
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


def _pretty(value: object, margin: bytes) -> bytes:
    """*value* as ``json.dumps`` indents it, one blank for each level; *margin* is its own.

    The standard encoder leaves its fast half as soon as it indents. Keys are ours: letters alone.
    Bytes are JSON already.
    """
    if isinstance(value, str):
        return encode_basestring(value).encode()
    if isinstance(value, bytes):
        return value
    inner = margin + b" "
    if isinstance(value, dict):
        members = [
            b'"%b": %b' % (key.encode(), _pretty(item, inner)) for key, item in value.items()
        ]
        return _block(b"{", members, b"}", margin)
    if isinstance(value, list):
        return _block(b"[", [_pretty(item, inner) for item in value], b"]", margin)
    return json.dumps(value).encode()


def _block(opening: bytes, parts: list[bytes], closing: bytes, margin: bytes) -> bytes:
    """*parts*, of which there are some, on lines one blank further in than *margin*."""
    inside = (b"," + margin + b" ").join(parts)
    return b"".join((opening, margin, b" ", inside, margin, closing))


def _quoted(html: bytes) -> bytes:
    """*html* as JSON: what the standard encoder does, in half the time for a long text.

    XML can hold it, so that these are all the characters that JSON wants escaped.
    """
    escaped = html.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    escaped = escaped.replace(b"\n", b"\\n").replace(b"\r", b"\\r").replace(b"\t", b"\\t")
    return b'"%b"' % escaped


#: JSON Feed 1.1: a list that holds something closes on a line of its own.
JSON_FEED = Syntax("feed.json", json_fragment, json_frame, first=b"\n", between=b",\n", last=b"\n ")
