"""Complete feeds: any number of entries, streamed."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from syndicate.renderings.complete import compressed, write_complete
from syndicate.renderings.entries import feeds
from syndicate.renderings.feeds import SYNTAXES, all_formats
from syndicate.renderings.syntax import fragments
from tests.renderings.feed_samples import by_path, example

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from _typeshed import ReadableBuffer

    from syndicate.renderings.entries import Entry, Feed
    from syndicate.renderings.syntax import Syntax

every_syntax = pytest.mark.parametrize("syntax", SYNTAXES, ids=lambda syntax: syntax.file)


class Nowhere(io.BytesIO):
    """Forgets what is written to it."""

    def write(self, data: ReadableBuffer, /) -> int:
        return memoryview(data).nbytes


@every_syntax
def test_a_stream_of_the_entries_of_a_feed_is_its_file(syntax: Syntax) -> None:
    files = by_path(all_formats(example()))
    for feed in feeds(example()):
        out = io.BytesIO()
        _write(replace(feed, entries=()), iter(feed.entries), {syntax: out})
        assert out.getvalue() == files[f"{feed.path}{syntax.file}"]


def test_formats_that_are_written_together_are_those_written_one_by_one() -> None:
    files = by_path(all_formats(example()))
    # More than are handed on at once.
    feed = next(feeds(example()))
    several = [*_many(feed.entries[0], 40), *feed.entries]
    together = {syntax: io.BytesIO() for syntax in SYNTAXES}
    _write(feed, several, together)
    for syntax, out in together.items():
        alone = io.BytesIO()
        _write(feed, several, {syntax: alone})
        assert out.getvalue() == alone.getvalue()
        assert len(out.getvalue()) > len(files[f"{feed.path}{syntax.file}"]) + 40 * _LENGTH


@every_syntax
def test_a_feed_says_that_it_is_complete_only_when_it_is(syntax: Syntax) -> None:
    feed = next(feeds(example()))
    for complete in (True, False):
        out = io.BytesIO()
        _write(replace(feed, complete=complete), feed.entries, {syntax: out})
        said = b"<fh:complete/>" in out.getvalue() or b'"complete": true' in out.getvalue()
        assert said is complete


@every_syntax
def test_a_feed_names_the_file_it_is_found_by(syntax: Syntax) -> None:
    feed = next(feeds(example()))
    usual, named = io.BytesIO(), io.BytesIO()
    _write(feed, feed.entries, {syntax: usual})
    _write(feed, feed.entries, {syntax: named}, file="all.xml.gz")
    assert feed.url.encode() + b"all.xml.gz" in named.getvalue()
    address = (feed.url + syntax.file).encode()
    assert named.getvalue() == usual.getvalue().replace(address, f"{feed.url}all.xml.gz".encode())


@every_syntax
def test_a_feed_without_entries_can_be_read(syntax: Syntax) -> None:
    out = io.BytesIO()
    _write(next(feeds(example())), (), {syntax: out})
    if syntax.file.endswith(".json"):
        assert json.loads(out.getvalue())["items"] == []
    else:
        etree.fromstring(out.getvalue())


@every_syntax
def test_many_entries_take_the_memory_of_a_few(syntax: Syntax) -> None:
    feed = next(feeds(example()))
    out = Nowhere()
    _write(feed, _many(feed.entries[0], 10), {syntax: out})  # imports, caches
    tracemalloc.start()
    try:
        with compressed(out) as packed:
            _write(feed, _many(feed.entries[0], 1000), {syntax: packed})
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000 < 1000 * _LENGTH


def test_packed_bytes_hold_no_name_and_no_moment(tmp_path: Path) -> None:
    packed = []
    for name in ("a.gz", "b.gz"):
        with (tmp_path / name).open("wb") as out, compressed(out) as file:
            file.write(b"a feed")
        packed.append((tmp_path / name).read_bytes())
    assert packed[0] == packed[1]
    flags, moment = packed[0][3], packed[0][4:8]
    assert (flags, moment) == (0, bytes(4))
    assert gzip.decompress(packed[0]) == b"a feed"


def test_what_is_packed_leaves_its_file_open() -> None:
    out = io.BytesIO()
    with compressed(out) as file:
        file.write(b"x")
    assert gzip.decompress(out.getvalue()) == b"x"


# Longer than all that writing may take for a thousand.
_LENGTH = 5000


def _write(
    feed: Feed,
    entries: Iterable[Entry],
    outs: Mapping[Syntax, BinaryIO],
    file: str | None = None,
) -> None:
    write_complete(feed, (fragments(entry, feed, outs) for entry in entries), outs, file)


def _many(entry: Entry, count: int) -> Iterator[Entry]:
    for number in range(count):
        yield replace(entry, id=f"tag:x.example,2026:{number}", content="y" * _LENGTH)
