"""Feeds of any number of entries, written as they come: in the memory of a few."""

from __future__ import annotations

import gzip
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

from syndicate.renderings.atom import ATOM
from syndicate.renderings.characters import language_tag
from syndicate.renderings.entries import head
from syndicate.renderings.jsonfeed import JSON_FEED
from syndicate.renderings.rss import RSS
from syndicate.renderings.selections import site_title
from syndicate.renderings.syntax import Splice, blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from syndicate.renderings.entries import Feed, Tombstone
    from syndicate.renderings.syntax import Fragment, Syntax
    from syndicate.site import Site

#: Formats by the names that configuration has for them.
SYNTAXES: dict[str, Syntax] = {"atom": ATOM, "rss": RSS, "json": JSON_FEED}

#: The folder of these feeds below the site.
FOLDER = "complete/"


def head_of_all(
    site: Site, changes: Iterable[datetime | None], tombstones: Iterable[Tombstone]
) -> Feed:
    """The feed of all open offers of *site* without its entries; see ``entries.head``."""
    return head(
        site,
        path=FOLDER,
        title=site_title(site),
        language=language_tag(site.language),
        changes=changes,
        complete=True,
        tombstones=tombstones,
    )


# Twice as fast as the 6 that tools default to, for files a fifteenth larger.
_COMPRESSION = 4


def write_complete(
    head: Feed,
    rows: Iterable[Sequence[Fragment]],
    outs: Mapping[Syntax, BinaryIO],
    file: str | None = None,
) -> None:
    """Write the feed of *head* in every format of *outs*, *rows* being its entries in their order.

    Each row is one entry in these formats, as ``fragments`` makes it; few are kept at a time.
    *head* says whether all open offers are among them (``complete``); its own entries are not
    looked at. *file* is the name the document is found by, where it is not the format's usual one.
    """
    splices = [(Splice(syntax, head, file), out) for syntax, out in outs.items()]
    for splice, out in splices:
        out.write(splice.head)
    for block in blocks(rows):
        for (splice, out), column in zip(splices, zip(*block, strict=True), strict=True):
            out.write(splice.block(column))
    for splice, out in splices:
        out.write(splice.tail)


@contextmanager
def compressed(out: BinaryIO) -> Iterator[BinaryIO]:
    """A file whose content goes to *out* in gzip; the same content makes the same bytes.

    It is whole when the block ends well; *out* stays open. The bytes may differ between versions
    of zlib, never between builds, folders or days.
    """
    # Neither the moment nor a name: both would make another file of the same content.
    with gzip.GzipFile("", "wb", _COMPRESSION, out, mtime=0) as file:
        yield cast("BinaryIO", file)
