"""RSS 2.0: an item as bytes, and the frame it is put in.

Written by hand, as Atom is and for the same reason; tests prove that the bytes are feedgen's.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from syndicate.renderings.escaping import attribute, text
from syndicate.renderings.syntax import Syntax

if TYPE_CHECKING:
    from datetime import datetime

    from syndicate.renderings.entries import Entry, Feed

# Not those of ``strftime``, which speaks the language of the process.
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def rss_entry(entry: Entry, feed: Feed) -> bytes:
    """*entry* as an item of *feed*, of which the language and the tags' scheme count."""
    name, url, title, summary, content, published = entry.escaped
    author = entry.author
    # All pieces in one go: to format them apart takes half as long again.
    return b"".join(
        (
            b"    <item>\n      <title>",
            title,
            b"</title>\n      <link>" if url else b"</title>\n",
            url,
            b"</link>\n" if url else b"",
            *_texts(summary, content),
            b'      <guid isPermaLink="false">',
            name,
            b"</guid>\n",
            _categories(entry.tags, feed.tag_scheme) if entry.tags else b"",
            _date(entry.published, published) if entry.published else b"",
            _creator(author.name) if author else b"",
            b"" if entry.language == feed.language else _language(entry.language),
            b"    </item>\n",
        )
    )


def rss_frame(feed: Feed, file: str = "rss.xml") -> tuple[bytes, bytes]:
    """All that stands before and after the items of *feed*, which are not looked at.

    *file* is the document's name in the folder of the feed.
    """
    from syndicate.renderings import feed_frames

    return feed_frames.rss_frame(feed, file)


def _texts(summary: bytes, full: bytes) -> tuple[bytes, ...]:
    """Summary and full text; the full text takes the place of a summary that is not there.

    In pieces: the full text is most of an item, and copied once less.
    """
    if not summary:
        return (b"      <description>", full, b"</description>\n")
    # A description is HTML to readers: "<" of a plain summary must survive that.
    plain = summary
    if b"&" in summary:
        plain = summary.replace(b"&", b"&amp;")
        # That one is for XML's own sake.
        plain = plain.replace(b"&amp;#13;", b"&#13;") if b"&#13;" in summary else plain
    between = b"</description>\n      <content:encoded>"
    return (b"      <description>", plain, between, full, b"</content:encoded>\n")


@lru_cache(maxsize=1024)
def _categories(tags: tuple[str, ...], scheme: str) -> bytes:
    line = b'      <category domain="%b">%b</category>\n'
    return b"".join(line % (attribute(scheme), text(tag)) for tag in tags)


@lru_cache(maxsize=1024)
def _creator(name: str) -> bytes:
    # RSS's own author needs a mail address.
    return b"      <dc:creator>%b</dc:creator>\n" % text(name)


@lru_cache(maxsize=256)
def _language(language: str) -> bytes:
    return b"      <dc:language>%b</dc:language>\n" % text(language)


def _date(moment: datetime, iso: str) -> bytes:
    """*moment*, in whole seconds and its offset in whole minutes, as mails write it."""
    day, month = _DAYS[moment.weekday()], _MONTHS[moment.month - 1]
    # From 2026-03-01T08:30:00+01:00.
    date = f"{day}, {iso[8:10]} {month} {iso[:4]} {iso[11:19]} {iso[19:22]}{iso[23:]}"
    return b"      <pubDate>%b</pubDate>\n" % date.encode()


#: RSS 2.0.
RSS = Syntax("rss.xml", rss_entry, rss_frame)
