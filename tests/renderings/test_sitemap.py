"""The sitemap: open offers, true dates, parts of a bounded size."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from lxml import etree

from syndicate.renderings.sitemap import sitemap
from tests.renderings.feed_samples import NOW, SITE, by_path, catalogue, make_closed, make_offer

NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def _root(data: bytes) -> Any:
    return etree.fromstring(data)


def _locations(data: bytes) -> list[str]:
    return [element.text for element in _root(data).iterfind(".//s:loc", NAMESPACE)]


def _dates(*offers: Any) -> list[str | None]:
    root = _root(by_path(sitemap(catalogue(*offers)))["sitemap.xml"])
    return [url.findtext("s:lastmod", None, NAMESPACE) for url in root.iterfind("s:url", NAMESPACE)]


def test_only_open_offers_are_listed_oldest_first() -> None:
    board = catalogue(
        make_offer("undated", date_posted=None),
        make_offer("new", date_posted=date(2026, 2, 1)),
        make_offer("old", date_posted=date(2026, 1, 1)),
        closed=[make_closed("gone", NOW)],
    )
    assert _locations(by_path(sitemap(board))["sitemap.xml"]) == [
        f"{SITE.url}jobs/{name}/" for name in ("old", "new", "undated")
    ]


def test_a_date_is_that_of_the_text_or_absent() -> None:
    assert _dates(
        make_offer("a", date_posted=date(2026, 1, 1)),
        make_offer("b", date_posted=date(2026, 1, 2), date_modified=date(2026, 1, 5)),
        make_offer("c", date_posted=datetime(2026, 1, 3, 12, tzinfo=UTC)),
        make_offer("d", date_posted=None),
        make_offer("e", date_posted=date(2030, 1, 1)),
    ) == ["2026-01-01", "2026-01-05", "2026-01-03T12:00:00+00:00", None, None]


def test_an_empty_board_lists_its_own_page_because_the_schema_wants_one() -> None:
    files = by_path(sitemap(catalogue()))
    assert _locations(files["sitemap.xml"]) == [SITE.url]


def test_an_address_is_listed_once_and_escaped() -> None:
    url = "https://emploi.example.org/é?a=1&b=2"
    board = catalogue(make_offer("a", url=url), make_offer("b", url=url))
    expected = ["https://emploi.example.org/%C3%A9?a=1&b=2"]
    assert _locations(by_path(sitemap(board))["sitemap.xml"]) == expected


def test_an_address_too_long_for_the_schema_is_left_out() -> None:
    board = catalogue(make_offer("a"), make_offer("b", url=f"{SITE.url}{'b' * 2048}"))
    assert _locations(by_path(sitemap(board))["sitemap.xml"]) == [f"{SITE.url}jobs/a/"]


@pytest.mark.parametrize(("count", "parts"), [(3, 0), (4, 2), (6, 2), (7, 3)])
def test_too_many_addresses_make_an_index_of_parts(count: int, parts: int) -> None:
    offers = [make_offer(f"o{n}", date_posted=date(2026, 1, n + 1)) for n in range(count)]
    files = by_path(sitemap(catalogue(*offers), most_urls=3))
    names = [f"sitemap-{n + 1}.xml" for n in range(parts)]
    assert sorted(files) == sorted([*names, "sitemap.xml"])
    if parts:
        assert _locations(files["sitemap.xml"]) == [f"{SITE.url}{name}" for name in names]
        assert etree.QName(_root(files["sitemap.xml"])).localname == "sitemapindex"
    listed = [url for name in names or ["sitemap.xml"] for url in _locations(files[name])]
    assert listed == [offer.url for offer in offers]


def test_no_part_is_larger_than_allowed() -> None:
    offers = [make_offer(f"o{n}", url=f"{SITE.url}{n}?{'a&' * n}") for n in range(60)]
    files = by_path(sitemap(catalogue(*offers), most_bytes=1500))
    index = files.pop("sitemap.xml")
    assert max(map(len, files.values())) <= 1500
    assert len(_locations(index)) == len(files) > 2
    assert sum(len(_locations(part)) for part in files.values()) == 60


def test_a_new_offer_changes_the_last_part_alone() -> None:
    offers = [make_offer(f"o{n}", date_posted=date(2026, 1, n + 1)) for n in range(8)]
    before = by_path(sitemap(catalogue(*offers[:7]), most_urls=3))
    after = by_path(sitemap(catalogue(*offers), most_urls=3))
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {"sitemap-3.xml"}
