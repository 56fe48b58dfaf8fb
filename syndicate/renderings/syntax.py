"""How a feed is written in one format: entries one by one, spliced into a frame."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from syndicate.renderings.artefact import Artefact
from syndicate.renderings.entries import feeds
from syndicate.renderings.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from syndicate.renderings.artefact import Catalogue
    from syndicate.renderings.entries import Entry, Feed


@dataclass(frozen=True, slots=True)
class Syntax:
    """One format of feeds, as functions.

    ``file`` is the name of its documents. ``entry(entry, feed)`` is one entry, with its
    indentation; of the feed it looks at ``language`` and at what all feeds of a site share, so
    that the same bytes fit every feed of that language. ``frame(feed, file)`` is what stands
    before the entries and after them; it does not look at ``feed.entries``. ``first``,
    ``between`` and ``last`` stand before the first entry, between two and after the last one.
    """

    file: str
    entry: Callable[[Entry, Feed], bytes]
    frame: Callable[[Feed, str], tuple[bytes, bytes]]
    first: bytes = b""
    between: bytes = b""
    last: bytes = b""


def spliced(
    syntax: Syntax, feed: Feed, fragments: Iterable[bytes], file: str | None = None
) -> Iterator[bytes]:
    """The document of *feed* in pieces: *fragments* are its entries as *syntax* writes them.

    Nothing is kept: the pieces of any number of entries take the memory of one. *file* is the
    name the document is found by, where it is not the format's usual one.
    """
    head, tail = syntax.frame(feed, file or syntax.file)
    yield head
    before, after = syntax.first, b""
    for fragment in fragments:
        yield before + fragment
        before, after = syntax.between, syntax.last
    yield after + tail


def written(catalogue: Catalogue, *syntaxes: Syntax) -> Iterator[Artefact]:
    """Every feed of *catalogue* in each of *syntaxes*, feed by feed.

    An offer that is in several feeds is written once for each format and language of a feed.
    """
    made: Memo[list[bytes]] = Memo()
    for feed in feeds(catalogue):
        rows = [
            made.get((entry.id, feed.language), partial(_fragments, entry, feed, syntaxes))
            for entry in feed.entries
        ]
        for column, syntax in enumerate(syntaxes):
            document = b"".join(spliced(syntax, feed, (row[column] for row in rows)))
            yield Artefact(f"{feed.path}{syntax.file}", document)


def _fragments(entry: Entry, feed: Feed, syntaxes: Iterable[Syntax]) -> list[bytes]:
    return [syntax.entry(entry, feed) for syntax in syntaxes]
