"""The list of feeds."""

from __future__ import annotations

from lxml import etree

from syndicate.renderings.feeds import all_formats
from syndicate.renderings.opml import opml
from tests.renderings.feed_samples import SITE, by_path, catalogue, example


def test_every_selection_is_listed_once_and_its_feed_exists() -> None:
    board = example()
    root = etree.fromstring(by_path(opml(board))["feeds.opml"])
    addresses = [outline.get("xmlUrl") for outline in root.iter("outline")]
    feeds = [path for path in by_path(all_formats(board)) if path.endswith("atom.xml")]
    assert addresses == [f"{SITE.url}{path}" for path in feeds]
    assert {outline.get("type") for outline in root.iter("outline")} == {"rss"}


def test_an_empty_board_still_lists_its_feed() -> None:
    root = etree.fromstring(by_path(opml(catalogue()))["feeds.opml"])
    assert [outline.get("text") for outline in root.iter("outline")] == ["Emplois R&D"]
    assert root.findtext("head/title") == "Emplois R&D"
