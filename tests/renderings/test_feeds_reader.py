"""The feeds in a whole feed reader: reader keeps what a person would see."""

from __future__ import annotations

import sys
import warnings
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from syndicate.renderings.feeds import all_formats
from tests.renderings.feed_samples import by_path, catalogue, example, make_offer

if TYPE_CHECKING:
    from pathlib import Path

    from syndicate.renderings.artefact import Catalogue

FORMATS = ("atom.xml", "rss.xml", "feed.json")


def _write(board: Catalogue, folder: Path) -> None:
    for path, data in by_path(all_formats(board)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _library(folder: Path) -> Any:
    import feedparser_sgmllib
    from reader import make_reader

    # reader's own copy of feedparser still asks for the module by its old name.
    sys.modules.setdefault("sgmllib", feedparser_sgmllib)
    library = make_reader(":memory:", feed_root=str(folder))
    for name in FORMATS:
        library.add_feed(name)
    return library


def _update(library: Any) -> list[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library and its parsers
        return list(library.update_feeds_iter(scheduled=False))


@pytest.mark.parametrize("name", FORMATS)
def test_a_reader_keeps_every_entry_with_its_link_title_and_date(name: str, tmp_path: Path) -> None:
    _write(example(), tmp_path)
    with _library(tmp_path) as library:
        assert not [r for r in _update(library) if isinstance(r.value, Exception)]
        entries = {entry.id: entry for entry in library.get_entries(feed=name)}
    assert len(entries) == 4
    developer = entries["tag:emploi.example.org,2026-03-10:dev-2026"]
    assert developer.link == "https://emploi.example.org/jobs/dev-2026/"
    assert developer.title == 'C++ developer, R&D "core" <embedded>'
    assert developer.published == datetime(2026, 3, 10, 17, 5, 9, tzinfo=UTC)
    assert developer.authors_str == "Example & Sons"
    assert "<h2>Mission</h2>" in developer.get_content().value


def test_a_reader_sees_a_change_as_the_same_entry(tmp_path: Path) -> None:
    _write(catalogue(make_offer("a")), tmp_path)
    with _library(tmp_path) as library:
        _update(library)
        _write(catalogue(make_offer("a", title="Autre", date_modified=date(2026, 3, 9))), tmp_path)
        _update(library)
        titles = [entry.title for entry in library.get_entries()]
    assert titles == ["Autre"] * len(FORMATS)


def test_a_second_build_shows_a_reader_nothing_new(tmp_path: Path) -> None:
    _write(example(), tmp_path)
    with _library(tmp_path) as library:
        _update(library)
        _write(example(), tmp_path)
        seen = [(r.value.new, r.value.modified, r.value.unmodified) for r in _update(library)]
    assert seen == [(0, 0, 4)] * len(FORMATS)
