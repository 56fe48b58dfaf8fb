"""What stands around the entries of RSS and Atom, by feedgen: it decides the rules of a feed.

The only module that knows feedgen; imported when the first frame is written, as that takes a
while.
"""

from __future__ import annotations

from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from feedgen.feed import FeedGenerator
from lxml import etree

if TYPE_CHECKING:
    from syndicate.renderings.entries import Author, Feed

_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_HISTORY = "http://purl.org/syndication/history/1.0"
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
# Readers wait at least this long between visits: a larger value would delay offers.
_MINUTES_BETWEEN_VISITS = 60


def atom_frame(feed: Feed, file: str) -> tuple[bytes, bytes]:
    """The Atom document of *feed*, found as *file*: all before its entries, and all after."""
    generator = _generator(feed, file, "application/atom+xml")
    generator.register_extension("syndicate", lambda: _AtomHead(feed))
    generator.author(_person(feed.author))
    return _parted(generator.atom_str(pretty=True), b"</feed>")


def rss_frame(feed: Feed, file: str) -> tuple[bytes, bytes]:
    """The RSS document of *feed*, found as *file*: all before its items, and all after."""
    generator = _generator(feed, file, "application/rss+xml")
    generator.register_extension("syndicate", lambda: _RssChannel(feed))
    return _parted(generator.rss_str(pretty=True), b"  </channel>")


def _parted(document: bytes, end: bytes) -> tuple[bytes, bytes]:
    # A tag in a text is escaped: the last one is the one that ends the list of entries.
    at = document.rindex(end)
    return document[:at], document[at:]


def _generator(feed: Feed, file: str, media_type: str) -> Any:
    generator = FeedGenerator()
    generator.id(feed.id)
    generator.title(feed.title)
    generator.description(feed.description)
    generator.language(feed.language)
    generator.updated(feed.updated)
    generator.ttl(_MINUTES_BETWEEN_VISITS)
    generator.generator("Syndicate")
    generator.link(href=feed.url + file, rel="self", type=media_type)
    if feed.hub:
        generator.link(href=feed.hub, rel="hub")
    # The last link becomes the channel's link in RSS, whatever it is.
    generator.link(href=feed.home, rel="alternate", type="text/html", hreflang=feed.language)
    return generator


def _person(author: Author) -> dict[str, str]:
    return {"name": author.name, "uri": author.url} if author.url else {"name": author.name}


class _AtomHead:
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


class _RssChannel:
    """The hub and ``fh:complete``, which feedgen leaves to Atom, and a date without locale.

    ``dc`` is declared for the items.
    """

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
