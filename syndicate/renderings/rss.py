"""RSS 2.0: an item as text, and the frame it is put in.

Written by hand, as Atom is and for the same reason; tests prove that the bytes are feedgen's.
"""

from __future__ import annotations

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
    return (
        "    <item>\n"
        f"      <title>{text(entry.title)}</title>\n"
        f"      <link>{text(entry.url)}</link>\n"
        f"{_texts(entry)}"
        f'      <guid isPermaLink="false">{text(entry.id)}</guid>\n'
        f"{_categories(entry.tags, feed.tag_scheme)}"
        f"{_date(entry.published)}"
        f"{_creator(entry)}"
        f"{_language(entry.language, feed.language)}"
        "    </item>\n"
    ).encode()


def rss_frame(feed: Feed, file: str = "rss.xml") -> tuple[bytes, bytes]:
    """All that stands before and after the items of *feed*, which are not looked at.

    *file* is the document's name in the folder of the feed.
    """
    from syndicate.renderings import feed_frames

    return feed_frames.rss_frame(feed, file)


def _texts(entry: Entry) -> str:
    """Summary and full text; the full text takes the place of a summary that is not there."""
    content = text(entry.content)
    if not entry.summary:
        return f"      <description>{content}</description>\n"
    # A description is HTML to readers: "<" of a plain summary must survive that.
    summary = text(escape(entry.summary, quote=False))
    return (
        f"      <description>{summary}</description>\n"
        f"      <content:encoded>{content}</content:encoded>\n"
    )


def _categories(tags: tuple[str, ...], scheme: str) -> str:
    opened = f'      <category domain="{attribute(scheme)}">'
    return "".join(f"{opened}{text(tag)}</category>\n" for tag in tags)


def _date(published: datetime | None) -> str:
    return f"      <pubDate>{_rfc822(published)}</pubDate>\n" if published else ""


def _creator(entry: Entry) -> str:
    # RSS's own author needs a mail address.
    if entry.author is None:
        return ""
    return f"      <dc:creator>{text(entry.author.name)}</dc:creator>\n"


def _language(language: str, of_the_feed: str) -> str:
    if language == of_the_feed:
        return ""
    return f"      <dc:language>{text(language)}</dc:language>\n"


def _rfc822(moment: datetime) -> str:
    day, month = _DAYS[moment.weekday()], _MONTHS[moment.month - 1]
    return f"{day}, {moment.day:02} {month} {moment.year:04} {moment:%H:%M:%S %z}"


#: RSS 2.0.
RSS = Syntax("rss.xml", rss_entry, rss_frame)
