"""What holds for feeds in every format."""

from __future__ import annotations

import json
import locale
import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import feedparser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from syndicate.offer import Location, Organization, Pay
from syndicate.renderings.entries import feeds
from syndicate.renderings.feeds import all_formats, atom, rss
from syndicate.renderings.jsonfeed import json_feed
from syndicate.renderings.opml import opml
from syndicate.renderings.signature import signed
from syndicate.renderings.sitemap import sitemap
from tests.renderings.feed_samples import (
    GOLDEN,
    NOW,
    PARIS,
    by_path,
    catalogue,
    example,
    golden_files,
    make_closed,
    make_offer,
    with_feeds,
)

ANY_TEXT = st.text(st.characters(codec=None), max_size=30) | st.sampled_from(
    ["]]>", "</content>", "<![CDATA[", "&nbsp;", "\x00", "\ud83d", "🧭", "<!--", "&#0;", "a\u2028b"]
)


def test_the_example_renders_as_its_golden_files() -> None:
    assert golden_files() == {path.name: path.read_bytes() for path in GOLDEN.iterdir()}


def test_the_formats_together_are_the_formats_apart() -> None:
    board = example()
    apart = by_path((*atom(board), *rss(board), *json_feed(board)))
    assert by_path(all_formats(board)) == apart


def test_the_same_offers_in_another_order_give_the_same_bytes() -> None:
    board = example()
    shuffled = list(board.open)
    random.Random(7).shuffle(shuffled)  # noqa: S311 -- any order will do
    again = replace(board, open=tuple(shuffled), closed=board.closed[::-1])
    for rendering in (all_formats, opml, sitemap):
        assert by_path(rendering(again)) == by_path(rendering(board))


def test_the_clock_alone_changes_nothing() -> None:
    board = example()
    later = replace(board, now=board.now + timedelta(days=3))
    for rendering in (all_formats, opml, sitemap):
        assert by_path(rendering(later)) == by_path(rendering(board))


def test_the_locale_of_the_process_is_left_alone() -> None:
    before = locale.setlocale(locale.LC_ALL)
    list(all_formats(example()))
    assert locale.setlocale(locale.LC_ALL) == before


def test_every_file_is_signed() -> None:
    board = example()
    files = by_path((*all_formats(board), *opml(board), *sitemap(board, most_urls=1)))
    assert [path for path, data in files.items() if not signed(path, data)] == []


def test_an_empty_board_has_feeds_that_parse() -> None:
    files = by_path(all_formats(catalogue()))
    assert sorted(files) == ["atom.xml", "feed.json", "rss.xml"]
    for path in ("atom.xml", "rss.xml"):
        parsed = feedparser.parse(files[path])
        assert (parsed.bozo, parsed.entries, parsed.feed.title) == (False, [], "Emplois R&D")
        assert parsed.feed.updated_parsed[:3] == (2015, 5, 31)  # midnight in Paris, said in UTC
    assert json.loads(files["feed.json"])["items"] == []


def test_every_format_shows_the_same_items() -> None:
    files = by_path(all_formats(example()))
    for path, data in files.items():
        if not path.endswith("atom.xml"):
            continue
        first, second = feedparser.parse(data), feedparser.parse(files[_beside(path, "rss.xml")])
        third = json.loads(files[_beside(path, "feed.json")])["items"]
        assert [first.bozo, second.bozo] == [False, False]
        seen = [(e.id, e.link, e.title, _tags(e), _content(e)) for e in first.entries]
        assert seen == [(e.id, e.link, e.title, _tags(e), _content(e)) for e in second.entries]
        assert [row[:3] for row in seen] == [(i["id"], i["url"], i["title"]) for i in third]
        assert [row[3] for row in seen] == [item.get("tags", []) for item in third]
        assert [e.get("published_parsed") for e in first.entries] == [
            e.get("published_parsed") for e in second.entries
        ]


def test_the_newest_offers_are_shown_and_a_cut_feed_is_not_called_complete() -> None:
    offers = [make_offer(f"o{n}", date_posted=date(2026, 1, n + 1)) for n in range(5)]
    whole, cut = (catalogue(*offers, site=with_feeds(limit=limit)) for limit in (5, 3))
    assert [next(feeds(board)).complete for board in (whole, cut)] == [True, False]
    assert [entry.offer.id for entry in next(feeds(cut)).entries] == ["o4", "o3", "o2"]
    for path, data in by_path(all_formats(whole)).items():
        assert b"complete" in data
        assert (b"complete/>" in by_path(all_formats(cut))[path]) is False


def test_a_feed_changed_when_an_offer_last_came_changed_or_went() -> None:
    gone = make_closed("gone", datetime(2026, 3, 14, tzinfo=PARIS))
    offer = make_offer("a", date_posted=date(2026, 3, 1), date_modified=date(2026, 3, 9))
    assert next(feeds(catalogue(offer))).updated.day == 9
    assert next(feeds(catalogue(offer, closed=[gone]))).updated.day == 14
    later = catalogue(offer, closed=[gone], now=NOW + timedelta(days=365))
    assert next(feeds(later)).updated.day == 14


def test_the_facts_stand_above_the_text_in_the_language_of_the_offer() -> None:
    offer = make_offer("a", employment=("permanent",), pay=Pay(min=Decimal(3), text="<3 & more>"))
    content = next(feeds(catalogue(offer))).entries[0].content
    assert content.startswith("<ul>\n<li><strong>Contrat</strong>\u00a0: CDI</li>\n")
    assert "&lt;3 &amp; more&gt;</li>" in content
    assert content.endswith("</ul>\n<p>Le texte de a.</p>\n")


def test_words_are_the_sites_where_the_language_of_the_offer_has_none() -> None:
    offer = make_offer("a", language="it", start="asap", apply_url="https://x.example/")
    content = next(feeds(catalogue(offer))).entries[0].content
    assert content.startswith("<ul>\n<li><strong>Début</strong>\u00a0: Dès que possible</li>\n")
    assert b'title="Postuler en ligne"' in by_path(atom(catalogue(offer)))["atom.xml"]


def test_tags_are_trimmed_and_each_is_there_once() -> None:
    offer = make_offer(
        "a", tags=("Rédaction article", " Affaires publiques ", "", "CIVIC", "Civic")
    )
    assert next(feeds(catalogue(offer))).entries[0].tags == (
        "Rédaction article",
        "Affaires publiques",
        "CIVIC",
    )


def test_an_offer_without_a_title_is_shown_by_its_id() -> None:
    offer = make_offer("2026-dev", title="\x00 \ud800")
    for path in ("atom.xml", "rss.xml"):
        parsed = feedparser.parse(by_path(all_formats(catalogue(offer)))[path])
        assert parsed.entries[0].title == "2026-dev"


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(st.data())
def test_no_text_breaks_a_feed_or_loses_another_entry(data: st.DataObject) -> None:
    text = data.draw(st.fixed_dictionaries(dict.fromkeys(_TEXTS, ANY_TEXT)))
    bad = make_offer(
        "bad",
        id=text["id"],
        title=text["title"],
        url=f"https://emploi.example.org/{text['url']}",
        language=text["language"],
        summary=text["summary"],
        body=f"<p>{text['body']}</p>",
        tags=(text["tag"], text["tag"] * 2),
        organization=Organization(text["employer"], f"https://x.example/{text['url']}"),
        locations=(Location(city=text["city"], country=text["country"]),),
        pay=Pay(text=text["pay"], currency=text["currency"]),
        start=text["start"],
        skills=(text["skill"],),
        apply_url=f"https://x.example/{text['url']}",
    )
    board = catalogue(make_offer("before"), bad, make_offer("zafter"))
    files = by_path((*all_formats(board), *opml(board), *sitemap(board)))
    for path, document in files.items():
        if path.endswith(".json"):
            json.loads(document)
        else:
            etree.fromstring(document)
    ids = _ids(files["atom.xml"])
    assert len(ids) == 3
    assert ids == _ids(files["rss.xml"])
    assert ids == [item["id"] for item in json.loads(files["feed.json"])["items"]]


def test_dates_at_the_edges_of_the_calendar_break_nothing() -> None:
    days = [date.min, date(1582, 10, 4), date(1899, 12, 31), date.max]
    offers = [make_offer(f"o{n}", date_posted=day) for n, day in enumerate(days)]
    offers.append(make_offer("now", date_posted=NOW.astimezone(UTC)))
    board = catalogue(*offers)
    files = by_path((*all_formats(board), *sitemap(board)))
    assert files["sitemap.xml"].count(b"<loc>") == 5
    assert len(_ids(files["atom.xml"])) == len(_ids(files["rss.xml"])) == 5
    assert b"Mon, 01 Jan 0001 00:00:00 +0009" in files["rss.xml"]


_TEXTS = (
    *("id", "title", "url", "language", "summary", "body", "tag", "employer", "city"),
    *("country", "pay", "currency", "start", "skill"),
)


def _ids(document: bytes) -> list[str]:
    root = etree.fromstring(document)
    found = root.xpath("//item/guid | //*[local-name()='entry']/*[local-name()='id']")
    return [str(element.text) for element in found]


def _beside(path: str, name: str) -> str:
    return path[: -len("atom.xml")] + name


def _tags(entry: feedparser.FeedParserDict) -> list[str]:
    return [tag.term for tag in entry.get("tags", [])]


def _content(entry: feedparser.FeedParserDict) -> str:
    return str(entry.content[0].value)
