"""How a feed is written in one format: entries one by one, spliced into a frame."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from syndicate.renderings.artefact import Artefact
from syndicate.renderings.entries import entry, feed_head, shown
from syndicate.renderings.memo import Memo
from syndicate.renderings.selections import selections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from syndicate.offer import Offer
    from syndicate.renderings.artefact import Catalogue
    from syndicate.renderings.entries import Entry, Feed

# Offers whose entries are kept while the feeds of a catalogue are written: some 60 MB of them.
_KEPT = 4000


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
    made: Memo[list[bytes]] = Memo(_KEPT)
    for selection in selections(catalogue):
        feed = feed_head(selection, catalogue)
        rows = [
            # The catalogue keeps its offers: no other can come to have the same identity.
            made.get((id(offer), feed.language), partial(_row, offer, catalogue, feed, syntaxes))
            for offer in shown(selection, catalogue)
        ]
        for column, syntax in enumerate(syntaxes):
            document = b"".join(spliced(syntax, feed, (row[column] for row in rows)))
            yield Artefact(f"{feed.path}{syntax.file}", document)


def _row(
    offer: Offer, catalogue: Catalogue, feed: Feed, syntaxes: tuple[Syntax, ...]
) -> list[bytes]:
    """*offer* as an entry of *feed* in each of *syntaxes*."""
    item = entry(offer, catalogue)
    return [syntax.entry(item, feed) for syntax in syntaxes]
