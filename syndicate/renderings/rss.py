"""RSS 2.0: an item as bytes, and the frame it is put in.

Written by hand, as Atom is and for the same reason; tests prove that the bytes are feedgen's.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from syndicate.renderings.escaping import attribute, text
from syndicate.renderings.syntax import Syntax

if TYPE_CHECKING:
    from syndicate.renderings.entries import Entry, Feed, Texts
    from syndicate.renderings.syntax import Fragment

# Not those of ``strftime``, which speaks the language of the process.
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def rss_fragment(entry: Entry, texts: Texts, feed: Feed) -> Fragment:
    """*entry* as an item of *feed*, of which the language and the tags' scheme count."""
    name, url, title, summary, content, _, published = texts
    author, scheme = entry.author, feed.tag_scheme
    # All pieces in one go: to format them apart takes half as long again.
    before = b"".join(
        (
            b"    <item>\n      <title>",
            title,
            b"</title>\n      <link>%b</link>\n" % url if url else b"</title>\n",
            b"      <description>",
            # The full text takes the place of a summary that is not there.
            *((_html(summary), b"</description>\n      <content:encoded>") if summary else ()),
        )
    )
    after = b"".join(
        (
            b"</content:encoded>\n" if summary else b"</description>\n",
            b'      <guid isPermaLink="false">',
            name,
            b"</guid>\n",
            *[_category(tag, scheme) for tag in entry.tags],
            _date(published) if published else b"",
            _creator(author.name) if author else b"",
            b"" if entry.language == feed.language else _language(entry.language),
            b"    </item>\n",
        )
    )
    return before, content, after


def rss_frame(feed: Feed, file: str = "rss.xml") -> tuple[bytes, bytes]:
    """All that stands before and after the items of *feed*, which are not looked at.

    *file* is the document's name in the folder of the feed.
    """
    from syndicate.renderings import feed_frames

    return feed_frames.rss_frame(feed, file)


def _html(summary: bytes) -> bytes:
    """*summary* in a description, which is HTML to readers: its "<" must survive that."""
    if b"&" not in summary:
        return summary
    # That one is for XML's own sake.
    return summary.replace(b"&", b"&amp;").replace(b"&amp;#13;", b"&#13;")


# Each tag comes again and again; most offers have some that no other has together.
@lru_cache(maxsize=1024)
def _category(tag: str, scheme: str) -> bytes:
    return b'      <category domain="%b">%b</category>\n' % (attribute(scheme), text(tag))


@lru_cache(maxsize=1024)
def _creator(name: str) -> bytes:
    # RSS's own author needs a mail address.
    return b"      <dc:creator>%b</dc:creator>\n" % text(name)


@lru_cache(maxsize=256)
def _language(language: str) -> bytes:
    return b"      <dc:language>%b</dc:language>\n" % text(language)


def _date(iso: bytes) -> bytes:
    """*iso*, as in 2026-03-01T08:30:00+01:00, as mails write it."""
    written = (_day(iso[:10]), iso[11:19], iso[19:22], iso[23:])
    return b"      <pubDate>%b %b %b%b</pubDate>\n" % written


@lru_cache(maxsize=1024)
def _day(iso: bytes) -> bytes:
    day = date.fromisoformat(iso.decode())
    name, month = _DAYS[day.weekday()], _MONTHS[day.month - 1]
    return f"{name}, {day.day:02} {month} {day.year:04}".encode()


#: RSS 2.0.
RSS = Syntax("rss.xml", rss_fragment, rss_frame)
