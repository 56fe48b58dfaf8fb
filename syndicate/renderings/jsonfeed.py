"""JSON Feed 1.1, with what an offer states in an extension named ``_syndicate``."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import lru_cache
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

from syndicate.renderings.moments import as_written
from syndicate.renderings.syntax import Syntax, written
from syndicate.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from syndicate.offer import Location, Pay, When
    from syndicate.renderings.artefact import Artefact, Catalogue
    from syndicate.renderings.entries import Author, Entry, Feed, Texts
    from syndicate.renderings.syntax import Fragment

# Readers keep JSON numbers in 53 bits; what is larger is no pay and no head count.
_LARGEST = Decimal(2**53)
# Where the members of an item begin, which is itself within a list within the document, and those
# of what it holds.
_INSIDE, _WITHIN = "\n   ", "\n    "


def json_feed(catalogue: Catalogue) -> Iterator[Artefact]:
    """Every feed of *catalogue* in JSON Feed 1.1."""
    return written(catalogue, JSON_FEED)


def json_fragment(entry: Entry, texts: Texts, feed: Feed) -> Fragment:
    """*entry* as an item of *feed*, of which the language counts."""
    published = f'"{texts.published.decode()}"' if texts.published else ""
    same = entry.updated is entry.published
    above = {"id": _string(entry.id), "url": _string(entry.url), "title": _string(entry.title)}
    below = {
        "summary": _string(entry.summary),
        "date_published": published,
        "date_modified": published if same else _when(entry.updated),
        "authors": _authors(entry.author) if entry.author else "",
        "tags": _list(map(_string, entry.tags), _INSIDE),
        "language": _string(entry.language) if entry.language != feed.language else "",
        "_syndicate": _object(_extension(entry), _INSIDE),
    }
    # The text is most of an item: it is neither joined to the rest as text nor encoded again.
    opened, closed = (f',{_INSIDE}"content_html": "', '"') if texts.utf8 else ("", "")
    before = f"  {{{_INSIDE}{_members(above, _INSIDE)}{opened}"
    after = f"{closed},{_INSIDE}{_members(below, _INSIDE)}\n  }}"
    return before.encode(), _escaped(texts.utf8), after.encode()


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


def _author(author: Author) -> dict[str, object]:
    return _stated({"name": author.name, "url": author.url})


def _stated(members: Mapping[str, object]) -> dict[str, object]:
    """The members that say something: what is not stated has no key."""
    return {key: value for key, value in members.items() if value not in (None, "", [], {})}


# -- items: JSON as text from the start, indented as ``json.dumps`` does it ----------------------
#
# The standard encoder leaves its fast half as soon as it indents. A value is empty where the offer
# states none. Keys are ours: letters alone. A margin is a line end and the blanks that follow.


def _extension(entry: Entry) -> dict[str, str]:
    """What the offer states, in keys of letters alone as JSON Feed asks."""
    offer = entry.offer
    return {
        "status": f'"{offer.status.value}"',
        "id": _text(offer.id),
        "employment": _words(offer.employment),
        "schedule": _words(offer.schedule),
        "workplace": _text(offer.workplace),
        "remoteCountries": _words(offer.remote_countries),
        "locations": _list([_place(spot) for spot in offer.locations], _WITHIN),
        "daysPerWeek": _number(offer.days_per_week),
        "durationMonths": _number(offer.duration_months),
        "start": _text(offer.start),
        "pay": _pay(offer.pay) if offer.pay else "",
        "education": _text(offer.education),
        "experienceMonths": _number(offer.experience),
        "languages": _words(offer.languages),
        "skills": _list(map(_text, offer.skills), _WITHIN),
        "openings": _number(offer.openings),
        "requisition": _text(offer.requisition_id),
        "datePosted": _when(offer.date_posted),
        # The closing as written; else the moment the site's own rules give.
        "validThrough": _when(offer.closes or offer.closes_at),
        "applyUrl": _string(entry.apply_url or ""),
        "applyEmail": _text(offer.apply_email),
    }


@lru_cache(maxsize=1024)
def _place(location: Location) -> str:
    parts = {
        "street": _text(location.street),
        "postalCode": _text(location.postal_code),
        "city": _text(location.city),
        "region": _text(location.region),
        "country": _text(location.country),
    }
    return _object(parts, _WITHIN + " ")


def _pay(pay: Pay) -> str:
    parts = {
        "min": _number(pay.min),
        "max": _number(pay.max),
        "currency": _text(pay.currency),
        "period": _text(pay.period),
        "text": _text(pay.text),
    }
    return _object(parts, _WITHIN)


@lru_cache(maxsize=1024)
def _authors(author: Author) -> str:
    parts = {"name": _string(author.name), "url": _string(author.url or "")}
    return _list([_object(parts, _INSIDE + " ")], _INSIDE)


@lru_cache(maxsize=1024)
def _words(texts: tuple[str, ...]) -> str:
    return _list(map(_text, texts), _WITHIN)


def _text(text: str | None) -> str:
    return _string(clean(text)) if text else ""


def _string(text: str) -> str:
    return encode_basestring(text) if text else ""


def _when(when: When | None) -> str:
    return f'"{as_written(when)}"' if when else ""


def _number(value: Decimal | int | None) -> str:
    if value is None:
        return ""
    exact = Decimal(value)
    if not exact.is_finite() or abs(exact) > _LARGEST:
        return ""
    return str(int(exact)) if exact == exact.to_integral_value() else repr(float(exact))


def _object(members: Mapping[str, str], margin: str) -> str:
    """*members* that are stated; *margin* is that of the lines of what holds the object."""
    held = _members(members, f"{margin} ")
    return f"{{{margin} {held}{margin}}}" if held else ""


def _members(members: Mapping[str, str], margin: str) -> str:
    return f",{margin}".join([f'"{key}": {value}' for key, value in members.items() if value])


def _list(values: Iterable[str], margin: str) -> str:
    held = f",{margin} ".join(filter(None, values))
    return f"[{margin} {held}{margin}]" if held else ""


def _escaped(html: bytes) -> bytes:
    """*html* within a string: what the standard encoder does, in half the time for a long text.

    XML can hold it, so that these are all the characters that JSON wants escaped.
    """
    escaped = html.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    return escaped.replace(b"\n", b"\\n").replace(b"\r", b"\\r").replace(b"\t", b"\\t")


#: JSON Feed 1.1: a list that holds something closes on a line of its own.
JSON_FEED = Syntax("feed.json", json_fragment, json_frame, first=b"\n", between=b",\n", last=b"\n ")
