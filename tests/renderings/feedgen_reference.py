"""RSS and Atom as feedgen writes whole feeds, entries and all: what ours must equal."""

from __future__ import annotations

from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING, Any

from feedgen.feed import FeedGenerator
from lxml import etree

from syndicate.renderings.words import words

if TYPE_CHECKING:
    from datetime import datetime

    from syndicate.renderings.entries import Author, Entry, Feed

_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_HISTORY = "http://purl.org/syndication/history/1.0"
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def atom_document(feed: Feed, undated: datetime) -> bytes:
    """*feed* in Atom 1.0; *undated* stands for the date of an entry that has none."""
    generator = _generator(feed, "atom.xml", "application/atom+xml")
    generator.register_extension("syndicate", lambda: _AtomHead(feed), _AtomEntry)
    generator.author(_person(feed.author))
    for entry in feed.entries:
        item = _add(generator, entry, feed)
        item.summary(entry.summary or None)
        # Atom wants a date of every entry. The present would make it new at every build; the
        # first day of the site claims nothing, and leaves it below the dated ones.
        item.updated(entry.updated or undated)
        item.published(entry.published)
        item.syndicate.apply = words(entry.language, feed.language).page["apply_online"]
        if entry.author and entry.author != feed.author:
            item.author(_person(entry.author))
    return bytes(generator.atom_str(pretty=True))


def rss_document(feed: Feed) -> bytes:
    """*feed* in RSS 2.0."""
    generator = _generator(feed, "rss.xml", "application/rss+xml")
    generator.register_extension("syndicate", lambda: _RssChannel(feed), _RssItem)
    for entry in feed.entries:
        item = _add(generator, entry, feed)
        item.link(href=entry.url)
        # A description is HTML to readers: "<" of a plain summary must survive that.
        item.summary(escape(entry.summary, quote=False) or None)
    return bytes(generator.rss_str(pretty=True))


def _generator(feed: Feed, file: str, media_type: str) -> Any:
    generator = FeedGenerator()
    generator.id(feed.id)
    generator.title(feed.title)
    generator.description(feed.description)
    generator.language(feed.language)
    generator.updated(feed.updated)
    generator.ttl(60)
    generator.generator("Syndicate")
    generator.link(href=feed.url + file, rel="self", type=media_type)
    if feed.hub:
        generator.link(href=feed.hub, rel="hub")
    # The last link becomes the channel's link in RSS, whatever it is.
    generator.link(href=feed.home, rel="alternate", type="text/html", hreflang=feed.language)
    return generator


def _add(generator: Any, entry: Entry, feed: Feed) -> Any:
    item = generator.add_entry(order="append")
    item.id(entry.id)
    item.title(entry.title)
    item.content(entry.content, type="html")
    for tag in entry.tags:
        item.category(term=tag, scheme=feed.tag_scheme)
    item.syndicate.entry = entry
    item.syndicate.language = entry.language if entry.language != feed.language else None
    return item


def _person(author: Author) -> dict[str, str]:
    return {"name": author.name, "uri": author.url} if author.url else {"name": author.name}


class _Extension:
    """What feedgen asks of an extension; it takes any class that has these."""

    def extend_ns(self) -> dict[str, str]:
        return {}

    def extend_atom(self, element: Any) -> Any:
        return element

    def extend_rss(self, element: Any) -> Any:
        return element


class _AtomHead(_Extension):
    """``fh:complete`` and the tombstones, before the entries."""

    def __init__(self, feed: Feed) -> None:
        self.feed = feed

    def extend_ns(self) -> dict[str, str]:
        spaces = {"fh": _HISTORY} if self.feed.complete else {}
        return {**spaces, "at": _TOMBSTONES} if self.feed.tombstones else spaces

    def extend_atom(self, element: Any) -> Any:
        if self.feed.complete:
            etree.SubElement(element, f"{{{_HISTORY}}}complete")
        for stone in self.feed.tombstones:
            attributes = {"ref": stone.ref, "when": stone.when.isoformat()}
            etree.SubElement(element, f"{{{_TOMBSTONES}}}deleted-entry", attributes)
        return element


class _AtomEntry(_Extension):
    """The links of an entry, and its language where it is not the feed's.

    feedgen writes an entry's links without their relation, so that all would be alternates.
    """

    entry: Entry
    language: str | None = None
    apply: str = ""

    def extend_atom(self, element: Any) -> Any:
        entry = self.entry
        page = {"href": entry.url, "rel": "alternate", "type": "text/html"}
        etree.SubElement(element, "link", {**page, "hreflang": entry.language})
        if entry.apply_url:
            application = {"href": entry.apply_url, "rel": "related", "title": self.apply}
            etree.SubElement(element, "link", application)
        if self.language:
            element.set(_LANG, self.language)
        return element


class _RssChannel(_Extension):
    """The hub and ``fh:complete``, which feedgen leaves to Atom, and a date without locale."""

    def __init__(self, feed: Feed) -> None:
        self.feed = feed

    def extend_ns(self) -> dict[str, str]:
        spaces = {"dc": _DC}
        return {**spaces, "fh": _HISTORY} if self.feed.complete else spaces

    def extend_rss(self, element: Any) -> Any:
        channel = element[0]
        channel.find("lastBuildDate").text = format_datetime(self.feed.updated)
        if self.feed.hub:
            attributes = {"href": self.feed.hub, "rel": "hub"}
            etree.SubElement(channel, f"{{{_ATOM}}}link", attributes)
        if self.feed.complete:
            etree.SubElement(channel, f"{{{_HISTORY}}}complete")
        return element


class _RssItem(_Extension):
    """Date, employer and language of an item.

    feedgen's own dates switch the locale of the whole process, and its author needs a mail
    address.
    """

    entry: Entry
    language: str | None = None

    def extend_rss(self, element: Any) -> Any:
        if self.entry.published:
            etree.SubElement(element, "pubDate").text = format_datetime(self.entry.published)
        if self.entry.author:
            etree.SubElement(element, f"{{{_DC}}}creator").text = self.entry.author.name
        if self.language:
            etree.SubElement(element, f"{{{_DC}}}language").text = self.language
        return element
