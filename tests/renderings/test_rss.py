"""RSS 2.0 as readers understand it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import feedparser
from lxml import etree

from syndicate.renderings.feeds import rss
from tests.renderings.feed_samples import (
    SITE,
    by_path,
    catalogue,
    example,
    make_offer,
    with_feeds,
)

ATOM = "{http://www.w3.org/2005/Atom}"


def _channel(*offers: Any, **board: Any) -> Any:
    return etree.fromstring(by_path(rss(catalogue(*offers, **board)))["rss.xml"])[0]


def _entry(**facts: Any) -> Any:
    parsed = feedparser.parse(by_path(rss(catalogue(make_offer("a", **facts))))["rss.xml"])
    assert not parsed.bozo
    return parsed.entries[0]


def test_the_link_of_the_channel_is_the_board_and_not_the_hub_or_the_feed() -> None:
    channel = _channel()
    assert channel.findtext("link") == SITE.url
    links = {link.get("rel"): link.get("href") for link in channel.findall(f"{ATOM}link")}
    assert links == {
        "self": "https://emploi.example.org/rss.xml",
        "hub": "https://hub.example.net/",
    }


def test_without_a_hub_there_is_no_link_to_one() -> None:
    assert len(_channel(site=with_feeds(hub=None)).findall(f"{ATOM}link")) == 1


def test_each_feed_links_to_itself() -> None:
    for path, data in by_path(rss(example())).items():
        links = etree.fromstring(data)[0].findall(f"{ATOM}link")
        assert [x.get("href") for x in links if x.get("rel") == "self"] == [f"{SITE.url}{path}"]


def test_the_channel_changed_when_its_offers_did() -> None:
    offer = make_offer("a", date_modified=date(2026, 3, 2))
    assert _channel(offer).findtext("lastBuildDate") == "Mon, 02 Mar 2026 00:00:00 +0100"


def test_a_channel_without_a_description_takes_its_title() -> None:
    assert _channel(site=replace(SITE, description=" ")).findtext("description") == "Emplois R&D"


def test_an_item_is_known_by_its_id_and_not_by_its_address() -> None:
    guid = _channel(make_offer("a")).find("item/guid")
    assert guid.get("isPermaLink") == "false"
    assert guid.text == "tag:emploi.example.org,2026-03-01:a"


def test_the_date_is_the_offers_own() -> None:
    posted = datetime(2017, 5, 23, 16, 2, 11, tzinfo=UTC)
    assert _entry(date_posted=posted).published == "Tue, 23 May 2017 16:02:11 +0000"


def test_an_offer_without_a_date_has_none() -> None:
    assert "published" not in _entry(date_posted=None)


def test_a_plain_summary_survives_being_read_as_html() -> None:
    entry = _entry(summary="Listes de List<T> & a < b")
    assert entry.summary == "Listes de List&lt;T&gt; &amp; a &lt; b"


def test_the_description_stands_before_the_full_text() -> None:
    names = [etree.QName(child).localname for child in _channel(make_offer("a")).find("item")]
    assert names.index("description") < names.index("encoded")


def test_the_employer_is_the_creator() -> None:
    assert _entry(organization=None).author == "Coopérative Exemple"


def test_an_item_in_another_language_says_so() -> None:
    languages = [
        _channel(make_offer("a", language=tag)).findtext(
            "item/{http://purl.org/dc/elements/1.1/}language"
        )
        for tag in ("en", "fr", "pt_BR")
    ]
    assert languages == ["en", None, "pt-BR"]


def test_titles_are_escaped_once() -> None:
    title = "R&D, C++ <b> \"core\" 'x' &amp; 🧭"
    assert _channel(make_offer("a", title=title)).findtext("item/title") == title


def test_a_long_gap_between_visits_is_not_asked_for() -> None:
    assert _channel().findtext("ttl") == "60"
