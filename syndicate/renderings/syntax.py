"""How a feed is written in one format: entries one by one, spliced into a frame."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from syndicate.renderings.artefact import Artefact
from syndicate.renderings.entries import entry, feed_head, shown, texts
from syndicate.renderings.memo import Memo
from syndicate.renderings.selections import selections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from syndicate.offer import Offer
    from syndicate.renderings.artefact import Catalogue
    from syndicate.renderings.entries import Entry, Feed, Texts

T = TypeVar("T")

#: One entry in one format, in three parts: its full text as the format escapes it, and what stands
#: before and after. Formats that escape alike have the text in common, and it is copied once, into
#: the document.
Fragment = tuple[bytes, bytes, bytes]

# Entries that are handed on at once: to ask the system for each costs as much as to write it.
_BLOCK = 16
# Offers whose entries are kept while the feeds of a catalogue are written: some 60 MB of them.
_KEPT = 4000


@dataclass(frozen=True, slots=True)
class Syntax:
    """One format of feeds, as functions.

    ``file`` is the name of its documents. ``fragment(entry, texts, feed)`` is one entry, with its
    indentation, *texts* being what ``entries.texts`` makes of it; of the feed it looks at
    ``language`` and at what all feeds of a site share, so that the same bytes fit every feed of
    that language. ``frame(feed, file)`` is what stands
    before the entries and after them; it does not look at ``feed.entries``. ``first``,
    ``between`` and ``last`` stand before the first entry, between two and after the last one.
    """

    file: str
    fragment: Callable[[Entry, Texts, Feed], Fragment]
    frame: Callable[[Feed, str], tuple[bytes, bytes]]
    first: bytes = b""
    between: bytes = b""
    last: bytes = b""

    def entry(self, entry: Entry, feed: Feed) -> bytes:
        """*entry* as *feed* has it, where no other format is wanted."""
        return b"".join(self.fragment(entry, texts(entry), feed))


def fragments(entry: Entry, feed: Feed, syntaxes: Iterable[Syntax]) -> list[Fragment]:
    """*entry* as *feed* has it in each of *syntaxes*: what they share is made once."""
    shared = texts(entry)
    return [syntax.fragment(entry, shared, feed) for syntax in syntaxes]


class Splice:
    """A document that is written some entries at a time: nothing of it is kept.

    ``head`` comes first, then what ``block`` makes, then ``tail``.
    """

    def __init__(self, syntax: Syntax, feed: Feed, file: str | None = None) -> None:
        """*file* is the name the document is found by, where it is not the format's usual one."""
        self.head, self._end = syntax.frame(feed, file or syntax.file)
        self._syntax = syntax
        self._before, self._after = syntax.first, b""

    def block(self, fragments: Iterable[Fragment]) -> bytes:
        """The next entries of the document, of which there is one at least."""
        parts: list[bytes] = []
        before, between = self._before, self._syntax.between
        for fragment in fragments:
            parts.append(before)
            parts += fragment
            before = between
        self._before, self._after = between, self._syntax.last
        return b"".join(parts)

    @property
    def tail(self) -> bytes:
        """What stands after the entries that were written."""
        return self._after + self._end


def spliced(
    syntax: Syntax, feed: Feed, fragments: Iterable[Fragment], file: str | None = None
) -> Iterator[bytes]:
    """The document of *feed* in pieces: *fragments* are its entries as *syntax* writes them.

    The pieces of any number of entries take the memory of a few; see ``Splice``.
    """
    splice = Splice(syntax, feed, file)
    yield splice.head
    for block in blocks(fragments):
        yield splice.block(block)
    yield splice.tail


def blocks(items: Iterable[T]) -> Iterator[tuple[T, ...]]:
    """*items*, some at a time."""
    rest = iter(items)
    while block := tuple(islice(rest, _BLOCK)):
        yield block


def written(catalogue: Catalogue, *syntaxes: Syntax) -> Iterator[Artefact]:
    """Every feed of *catalogue* in each of *syntaxes*, feed by feed.

    An offer that is in several feeds is written once for each format and language of a feed.
    """
    made: Memo[list[Fragment]] = Memo(_KEPT)
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
) -> list[Fragment]:
    """*offer* as an entry of *feed* in each of *syntaxes*."""
    return fragments(entry(offer, catalogue), feed, syntaxes)
