"""Atom 1.0: an entry as text, and the frame it is put in.

Written by hand: an offer is one element of at most a dozen children, and a library that builds
a tree for it takes ten times as long. Tests prove that the bytes are those of feedgen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.renderings.escaping import attribute, text
from syndicate.renderings.syntax import Syntax
from syndicate.renderings.words import words

if TYPE_CHECKING:
    from syndicate.renderings.entries import Author, Entry, Feed


def atom_entry(entry: Entry, feed: Feed) -> bytes:
    """*entry* as an element of *feed*, of which language, author, tags and ``undated`` count."""
    foreign = entry.language != feed.language
    lang = f' xml:lang="{attribute(entry.language)}"' if foreign else ""
    # Atom wants a date of every entry. The present would make it new at every build; the first
    # day of the site claims nothing, and leaves it below the dated ones.
    updated = entry.updated or feed.undated
    return (
        f"  <entry{lang}>\n"
        f"    <id>{text(entry.id)}</id>\n"
        f"    <title>{text(entry.title)}</title>\n"
        f"    <updated>{updated.isoformat()}</updated>\n"
        f"{_author(entry.author) if entry.author and entry.author != feed.author else ''}"
        f"{_content(entry.content)}"
        f"{_summary(entry.summary)}"
        f"{_categories(entry.tags, feed.tag_scheme)}"
        f"{_published(entry)}"
        f"{_links(entry, feed)}"
        "  </entry>\n"
    ).encode()


def atom_frame(feed: Feed, file: str = "atom.xml") -> tuple[bytes, bytes]:
    """All that stands before and after the entries of *feed*, which are not looked at.

    With tombstones (RFC 6721) of closed offers. *file* is the document's name in the folder of
    the feed.
    """
    from syndicate.renderings import feed_frames

    return feed_frames.atom_frame(feed, file)


def _author(author: Author) -> str:
    name = f"      <name>{text(author.name)}</name>\n"
    uri = f"      <uri>{text(author.url)}</uri>\n" if author.url else ""
    return f"    <author>\n{name}{uri}    </author>\n"


def _content(html: str) -> str:
    if not html:
        return '    <content type="html"/>\n'
    return f'    <content type="html">{text(html)}</content>\n'


def _summary(summary: str) -> str:
    return f"    <summary>{text(summary)}</summary>\n" if summary else ""


def _categories(tags: tuple[str, ...], scheme: str) -> str:
    where = f'scheme="{attribute(scheme)}"'
    return "".join(f'    <category term="{attribute(tag)}" {where}/>\n' for tag in tags)


def _published(entry: Entry) -> str:
    if entry.published is None:
        return ""
    return f"    <published>{entry.published.isoformat()}</published>\n"


def _links(entry: Entry, feed: Feed) -> str:
    """The page and, where the offer gives an address, the way to apply."""
    page = (
        f'    <link href="{attribute(entry.url)}" rel="alternate" type="text/html"'
        f' hreflang="{attribute(entry.language)}"/>\n'
    )
    if not entry.apply_url:
        return page
    title = words(entry.language, feed.language).page["apply_online"]
    href = attribute(entry.apply_url)
    return f'{page}    <link href="{href}" rel="related" title="{attribute(title)}"/>\n'


#: Atom 1.0.
ATOM = Syntax("atom.xml", atom_entry, atom_frame)
