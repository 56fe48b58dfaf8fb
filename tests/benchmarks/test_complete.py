"""What is timed beside feedgen writes what feedgen is given, whichever way it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from benchmarks import complete

if TYPE_CHECKING:
    from pathlib import Path

# More than the memory of builds is given at once, and than are written at once.
_NUMBER = 300


@pytest.mark.parametrize(
    ("file", "entry", "told"),
    [
        ("rss.xml", "item", ("title", "link", "pubDate", "{*}encoded")),
        ("atom.xml", "{*}entry", ("{*}title", "{*}id", "{*}updated", "{*}content")),
    ],
)
def test_every_way_writes_the_same_entries(
    tmp_path: Path, file: str, entry: str, told: tuple[str, ...]
) -> None:
    found = []
    for way in (complete.straight, complete.build, complete.feedgen):
        folder = tmp_path / way.__name__
        folder.mkdir()
        way(str(folder), _NUMBER)
        (path,) = folder.rglob(file)
        entries = etree.parse(path).iter(entry)
        found.append({tuple(one.findtext(name) for name in told) for one in entries})
    straight, build, feedgen = found
    assert len(straight) == _NUMBER
    assert straight == build == feedgen
