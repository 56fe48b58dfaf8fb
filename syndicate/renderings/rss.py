"""RSS 2.0: an item as bytes, and the frame it is put in.

Written by hand, as Atom is and for the same reason; tests prove that the bytes are feedgen's.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
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
    return b"".join(
        (
            b"    <item>\n",
            b"      <title>%b</title>\n" % text(entry.title),
            b"      <link>%b</link>\n" % text(entry.url) if entry.url else b"",
            *_texts(entry),
            b'      <guid isPermaLink="false">%b</guid>\n' % text(entry.id),
            *[_category(tag, feed.tag_scheme) for tag in entry.tags],
            _date(entry.published),
            _creator(entry),
            _language(entry.language, feed.language),
            b"    </item>\n",
        )
    )


def rss_frame(feed: Feed, file: str = "rss.xml") -> tuple[bytes, bytes]:
    """All that stands before and after the items of *feed*, which are not looked at.

    *file* is the document's name in the folder of the feed.
    """
    from syndicate.renderings import feed_frames

    return feed_frames.rss_frame(feed, file)


def _texts(entry: Entry) -> tuple[bytes, ...]:
    """Summary and full text; the full text takes the place of a summary that is not there.

    In pieces: the full text is most of an item, and copied once less.
    """
    if not entry.summary:
        return (b"      <description>", entry.escaped, b"</description>\n")
    # A description is HTML to readers: "<" of a plain summary must survive that.
    summary = text(escape(entry.summary, quote=False))
    return (
        b"      <description>%b</description>\n      <content:encoded>" % summary,
        entry.escaped,
        b"</content:encoded>\n",
    )


@lru_cache(maxsize=1024)
def _category(tag: str, scheme: str) -> bytes:
    return b'      <category domain="%b">%b</category>\n' % (attribute(scheme), text(tag))


def _date(published: datetime | None) -> bytes:
    if published is None:
        return b""
    return b"      <pubDate>%b</pubDate>\n" % _rfc822(published).encode()


def _creator(entry: Entry) -> bytes:
    # RSS's own author needs a mail address.
    if entry.author is None:
        return b""
    return b"      <dc:creator>%b</dc:creator>\n" % text(entry.author.name)


@lru_cache(maxsize=256)
def _language(language: str, of_the_feed: str) -> bytes:
    if language == of_the_feed:
        return b""
    return b"      <dc:language>%b</dc:language>\n" % text(language)


def _rfc822(moment: datetime) -> str:
    """*moment*, in whole seconds and its offset in whole minutes, as mails write it."""
    iso = moment.isoformat()  # 2026-03-01T08:30:00+01:00
    day, month = _DAYS[moment.weekday()], _MONTHS[moment.month - 1]
    return f"{day}, {iso[8:10]} {month} {iso[:4]} {iso[11:19]} {iso[19:22]}{iso[23:]}"


#: RSS 2.0.
RSS = Syntax("rss.xml", rss_entry, rss_frame)
