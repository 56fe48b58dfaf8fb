"""Atom 1.0: an entry as bytes, and the frame it is put in.

Written by hand: an offer is one element of at most a dozen children, and a library that builds
a tree for it takes several times as long. Tests prove that the bytes are those of feedgen.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from syndicate.renderings.escaping import attribute, quoted, text
from syndicate.renderings.syntax import Syntax
from syndicate.renderings.words import words

if TYPE_CHECKING:
    from syndicate.renderings.entries import Author, Entry, Feed, Texts
    from syndicate.renderings.syntax import Fragment


def atom_fragment(entry: Entry, texts: Texts, feed: Feed) -> Fragment:
    """*entry* as an element of *feed*, of which language, author, tags and ``undated`` count."""
    name, url, title, summary, content, _, published = texts
    author, scheme, updated = entry.author, feed.tag_scheme, entry.updated
    # Atom wants a date of every entry. The present would make it new at every build; the first
    # day of the site claims nothing, and leaves it below the dated ones.
    if updated is None or updated is not entry.published:
        moment = (updated or feed.undated).isoformat().encode()
    else:
        moment = published
    # All pieces in one go: to format them apart takes half as long again.
    before = b"".join(
        (
            b"  <entry>\n" if entry.language == feed.language else _opened(entry.language),
            b"    <id>",
            name,
            b"</id>\n    <title>",
            title,
            b"</title>\n    <updated>",
            moment,
            b"</updated>\n",
            _author(author) if author and author != feed.author else b"",
            b'    <content type="html">' if content else b'    <content type="html"/>\n',
        )
    )
    after = b"".join(
        (
            b"</content>\n" if content else b"",
            b"    <summary>%b</summary>\n" % summary if summary else b"",
            *[_category(tag, scheme) for tag in entry.tags],
            b"    <published>%b</published>\n" % published if published else b"",
            b'    <link href="',
            quoted(url),
            b'" rel="alternate" type="text/html" hreflang="',
            _word(entry.language),
            b'"/>\n',
            _application(entry.apply_url, entry.language, feed.language)
            if entry.apply_url
            else b"",
            b"  </entry>\n",
        )
    )
    return before, content, after


def atom_frame(feed: Feed, file: str = "atom.xml") -> tuple[bytes, bytes]:
    """All that stands before and after the entries of *feed*, which are not looked at.

    With tombstones (RFC 6721) of closed offers. *file* is the document's name in the folder of
    the feed.
    """
    from syndicate.renderings import feed_frames

    return feed_frames.atom_frame(feed, file)


@lru_cache(maxsize=256)
def _opened(language: str) -> bytes:
    return b'  <entry xml:lang="%b">\n' % attribute(language)


@lru_cache(maxsize=1024)
def _author(author: Author) -> bytes:
    named = b"      <name>%b</name>\n" % text(author.name)
    uri = b"      <uri>%b</uri>\n" % text(author.url) if author.url else b""
    return b"    <author>\n%b%b    </author>\n" % (named, uri)


# Each tag comes again and again; most offers have some that no other has together.
@lru_cache(maxsize=1024)
def _category(tag: str, scheme: str) -> bytes:
    return b'    <category term="%b" scheme="%b"/>\n' % (attribute(tag), attribute(scheme))


def _application(url: str, language: str, of_the_feed: str) -> bytes:
    line = b'    <link href="%b" rel="related" title="%b"/>\n'
    title = words(language, of_the_feed).page["apply_online"]
    return line % (attribute(url), _word(title))


#: For the few values that come again with every offer.
_word = lru_cache(maxsize=256)(attribute)


#: Atom 1.0.
ATOM = Syntax("atom.xml", atom_fragment, atom_frame)
