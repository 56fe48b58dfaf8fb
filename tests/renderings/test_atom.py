"""Atom 1.0 as readers understand it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import feedparser
from lxml import etree

from syndicate.offer import Organization, Status
from syndicate.renderings.feeds import atom
from tests.renderings.feed_samples import (
    NOW,
    SITE,
    by_path,
    catalogue,
    example,
    make_closed,
    make_offer,
    with_feeds,
)

ATOM = "{http://www.w3.org/2005/Atom}"
TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
COMPLETE = "{http://purl.org/syndication/history/1.0}complete"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _root(*offers: Any, **board: Any) -> Any:
    return etree.fromstring(by_path(atom(catalogue(*offers, **board)))["atom.xml"])


def _entry(**facts: Any) -> Any:
    return _root(make_offer("a", **facts)).find(f"{ATOM}entry")


def _links(element: Any) -> dict[str, str]:
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


def test_a_feed_links_to_itself_its_board_and_its_hub() -> None:
    assert _links(_root()) == {
        "self": "https://emploi.example.org/atom.xml",
        "hub": "https://hub.example.net/",
        "alternate": "https://emploi.example.org/",
    }


def test_each_feed_has_its_own_id_and_address() -> None:
    files = by_path(atom(example()))
    roots = {path: etree.fromstring(data) for path, data in files.items()}
    assert len({root.findtext(f"{ATOM}id") for root in roots.values()}) == len(roots)
    for path, root in roots.items():
        assert _links(root)["self"] == f"{SITE.url}{path}"


def test_the_page_and_the_application_are_told_apart() -> None:
    entry = _entry(apply_url="https://ats.example.com/é?a=1&b=2")
    assert _links(entry) == {
        "alternate": "https://emploi.example.org/jobs/a/",
        "related": "https://ats.example.com/%C3%A9?a=1&b=2",
    }
    assert entry.findall(f"{ATOM}link")[1].get("title") == "Postuler en ligne"


def test_an_entry_in_another_language_says_so() -> None:
    assert _root().get(LANG) == "fr"
    assert [_entry(language=tag).get(LANG) for tag in ("fr", "en", "pt_BR")] == [
        None,
        "en",
        "pt-BR",
    ]


def test_published_and_updated_are_the_offers_own() -> None:
    entry = _entry(date_posted=date(2026, 3, 1), date_modified=date(2026, 3, 4))
    assert entry.findtext(f"{ATOM}published") == "2026-03-01T00:00:00+01:00"
    assert entry.findtext(f"{ATOM}updated") == "2026-03-04T00:00:00+01:00"


def test_an_offer_without_a_date_claims_only_that_the_site_existed() -> None:
    entry = _entry(date_posted=None)
    assert entry.find(f"{ATOM}published") is None
    assert entry.findtext(f"{ATOM}updated") == "2015-06-01T00:00:00+02:00"


def test_another_employer_is_the_author_of_an_entry() -> None:
    other = Organization("Autre & Cie", "https://autre.example/")
    assert _entry(organization=other).findtext(f"{ATOM}author/{ATOM}name") == "Autre & Cie"
    assert _entry(organization=SITE.organization).find(f"{ATOM}author") is None
    assert _root().findtext(f"{ATOM}author/{ATOM}name") == "Coopérative Exemple"


def test_categories_name_an_absolute_scheme() -> None:
    category = _entry(tags=("Civic Tech",)).find(f"{ATOM}category")
    assert dict(category.attrib) == {
        "term": "Civic Tech",
        "scheme": "https://emploi.example.org/tags/",
    }


def test_a_closed_offer_leaves_a_tombstone_for_ninety_days() -> None:
    closing = datetime(2026, 3, 14, 23, tzinfo=UTC)
    gone = make_closed("gone", closing)
    stones = _root(closed=[gone]).findall(TOMBSTONE)
    assert [dict(stone.attrib) for stone in stones] == [
        {"ref": "tag:emploi.example.org,2026-03-01:gone", "when": "2026-03-14T23:00:00+00:00"}
    ]
    for days, left in ((89, 1), (90, 0)):
        later = _root(closed=[gone], now=closing + timedelta(days=days))
        assert len(later.findall(TOMBSTONE)) == left


def test_an_offer_that_closed_nobody_knows_when_leaves_no_tombstone() -> None:
    gone = make_offer("gone", status=Status.CLOSED)
    assert _root(closed=[gone]).find(TOMBSTONE) is None


def test_a_reopened_offer_is_an_entry_and_no_tombstone() -> None:
    gone = make_closed("a", NOW - timedelta(days=1))
    root = _root(make_offer("a"), closed=[gone])
    assert (len(root.findall(f"{ATOM}entry")), root.find(TOMBSTONE)) == (1, None)


def test_metadata_stands_before_the_entries() -> None:
    gone = make_closed("gone", NOW - timedelta(days=1))
    names = [etree.QName(child).localname for child in _root(make_offer("a"), closed=[gone])]
    assert names.index("entry") == len(names) - 1
    assert {"complete", "deleted-entry"} < set(names)


def test_a_complete_feed_says_so_and_a_cut_one_does_not() -> None:
    offers = make_offer("a"), make_offer("b")
    assert _root(*offers).find(COMPLETE) is not None
    assert _root(*offers, site=with_feeds(limit=1)).find(COMPLETE) is None


def test_content_is_html_and_the_summary_is_text() -> None:
    parsed = feedparser.parse(
        by_path(atom(catalogue(make_offer("a", summary="a < b & c"))))["atom.xml"]
    )
    assert not parsed.bozo
    entry = parsed.entries[0]
    assert (entry.summary_detail.type, entry.summary) == ("text/plain", "a < b & c")
    assert entry.content[0].type == "text/html"
    assert entry.content[0].value == "<p>Le texte de a.</p>"
