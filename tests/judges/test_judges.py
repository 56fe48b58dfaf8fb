"""The judges themselves: silent on a good site, and each of them speaks when something is wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.judges import node, pages, readers, sitemaps
from tests.judges.__main__ import lines
from tests.judges.sites import busiest
from tests.judges.verdict import Built, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

URL = "https://jobs.example.org/"

needs_node = pytest.mark.skipif(node.missing() is not None, reason=str(node.missing()))


@pytest.fixture
def site(tmp_path: Path) -> Built:
    """A site with two open offers, written by hand as a good one would be."""
    offers = tuple(offer(name) for name in ("gardener", "baker"))
    closed = {**offer("miller"), "status": "closed"}
    write(tmp_path / "rss.xml", rss(*offers))
    write(tmp_path / "atom.xml", atom(*offers))
    write(tmp_path / "feed.json", json_feed(*offers))
    write(tmp_path / "sitemap.xml", sitemap(*offers))
    for each in (*offers, closed):
        write(tmp_path / f"jobs/{each['id']}/index.html", page(each))
    return Built("by hand", URL, tmp_path, (*offers, closed), frozenset())


PYTHON_JUDGES = (readers.feedparser, readers.reader, pages.extruct)


@pytest.mark.parametrize("judge", PYTHON_JUDGES)
def test_a_good_site_has_no_complaints(judge: Callable[[Built], Verdict], site: Built) -> None:
    verdict = judge(site)
    assert verdict.complaints == ()
    assert verdict.looked_at > 1


@needs_node
def test_a_good_site_has_no_complaints_from_node_either(site: Built) -> None:
    verdicts = [*node.node(site), sitemaps.sitemap(site)]
    assert [verdict.complaints for verdict in verdicts] == [()] * 4
    assert all(verdict.looked_at for verdict in verdicts)


@pytest.mark.parametrize("judge", [readers.feedparser, readers.reader])
@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_readers_notice_an_offer_that_is_missing(
    judge: Callable[[Built], Verdict], name: str, site: Built
) -> None:
    writer = {"rss.xml": rss, "atom.xml": atom}[name]
    write(site.feeds / name, writer(site.open[0]))
    assert any(f"{name}: {URL}jobs/baker/ is missing" in c for c in judge(site).complaints)


def test_reader_notices_another_title_in_json_feed(site: Built) -> None:
    write(site.feeds / "feed.json", json_feed({**site.open[0], "title": "Farmer"}, site.open[1]))
    assert any("'Farmer', expected 'Gardener'" in c for c in readers.reader(site).complaints)


def test_readers_notice_formats_that_disagree_on_an_id(site: Built) -> None:
    write(site.feeds / "atom.xml", atom({**site.open[0], "id": "planter"}, site.open[1]))
    assert any("several ids" in c for c in readers.feedparser(site).complaints)


def test_feedparser_notices_a_feed_that_is_not_well_formed(site: Built) -> None:
    write(site.feeds / "rss.xml", rss(*site.open).replace("</item>", "", 1))
    assert any(c.startswith("rss.xml: ") for c in readers.feedparser(site).complaints)


def test_extruct_notices_a_posting_on_a_closed_page(site: Built) -> None:
    write(site.feeds / "jobs/miller/index.html", page({**offer("miller"), "status": "open"}))
    assert any("no open offer's" in c for c in pages.extruct(site).complaints)


def test_extruct_wants_check_to_say_why_a_posting_is_missing(site: Built) -> None:
    write(site.feeds / "jobs/baker/index.html", page({**offer("baker"), "status": "closed"}))
    assert any("check does not say why" in c for c in pages.extruct(site).complaints)
    explained = Built(site.name, URL, site.feeds, site.offers, frozenset({"content/baker.md"}))
    assert pages.extruct(explained).complaints == ()


def test_a_script_that_only_forgiving_parsers_read_is_a_complaint(site: Built) -> None:
    text = page(site.open[0]).replace('"Gardener"', '"Garden\ner"')
    write(site.feeds / "jobs/gardener/index.html", text)
    assert any("is not JSON" in c for c in pages.extruct(site).complaints)


@needs_node
def test_the_schema_notices_an_unknown_element_in_the_sitemap(site: Built) -> None:
    write(site.feeds / "sitemap.xml", sitemap(*site.open).replace("lastmod>", "changed>"))
    assert any("changed" in c for c in sitemaps.sitemap(site).complaints)


@needs_node
def test_a_closed_offer_in_the_sitemap_is_a_complaint(site: Built) -> None:
    write(site.feeds / "sitemap.xml", sitemap(*site.offers))
    assert f"sitemap.xml: {URL}jobs/miller/ is not open" in sitemaps.sitemap(site).complaints


@needs_node
def test_html_validate_notices_a_heading_level_that_is_skipped(site: Built) -> None:
    text = page(site.open[0]).replace("</h1>", "</h1><h3>Pay</h3>")
    write(site.feeds / "jobs/gardener/index.html", text)
    assert any("(heading-level)" in c for c in said(site, "html-validate"))


@needs_node
def test_the_validator_notices_what_schema_org_does_not_know(site: Built) -> None:
    text = page(site.open[0]).replace('"datePosted"', '"wages": "good", "datePosted"')
    write(site.feeds / "jobs/gardener/index.html", text)
    assert any('"wages"' in c for c in said(site, "structured-data"))


@needs_node
def test_the_validator_notices_a_second_place_without_a_country(site: Built) -> None:
    place = '{"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": "Ghent"}}'
    text = page(site.open[0]).replace('"jobLocation": [', f'"jobLocation": [{place}, ')
    write(site.feeds / "jobs/gardener/index.html", text)
    assert any("addressCountry" in c for c in said(site, "structured-data"))


@needs_node
def test_rss_parser_notices_an_offer_that_is_missing(site: Built) -> None:
    write(site.feeds / "atom.xml", atom(site.open[1]))
    assert any("gardener/ is missing" in c for c in said(site, "rss-parser"))


def test_the_busiest_day_is_the_one_with_most_open_offers() -> None:
    lives = [("2023-01-01", "2023-02-01"), ("2023-01-20", "2023-03-01"), ("2024-01-01", None)]
    known = [{"status": "closed", "date_posted": a, "closes": b} for a, b in lives]
    assert busiest(known) == "2023-01-20T23:00"


def test_the_table_shows_complaints_of_things_looked_at() -> None:
    table = {"seed": {"reader": Verdict("reader", 3, ("rss.xml: a is missing",))}}
    *rows, complaint = lines(table)
    assert rows[-1].split() == ["seed", "1", "of", "3"]
    assert complaint == "seed: reader: rss.xml: a is missing"


def said(site: Built, judge: str) -> tuple[str, ...]:
    """What one of the judges on Node complains of."""
    (verdict,) = (verdict for verdict in node.node(site) if verdict.judge == judge)
    return verdict.complaints


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def offer(name: str) -> dict[str, str]:
    return {
        "id": name,
        "path": f"content/{name}.md",
        "status": "open",
        "title": name.title(),
        "board_title": "",
        "language": "en",
        "url": f"{URL}jobs/{name}/",
    }


def rss(*offers: Mapping[str, object]) -> str:
    items = "".join(
        f"<item><title>{o['title']}</title><link>{o['url']}</link><description>Work.</description>"
        f'<guid isPermaLink="false">tag:example.org,2026:{o["id"]}</guid>'
        "<pubDate>Mon, 02 Mar 2026 00:00:00 +0000</pubDate></item>"
        for o in offers
    )
    head = f"<title>Jobs</title><link>{URL}</link><description>Jobs</description>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'


def atom(*offers: Mapping[str, object]) -> str:
    when = "2026-03-02T00:00:00Z"
    entries = "".join(
        f"<entry><id>tag:example.org,2026:{o['id']}</id><title>{o['title']}</title>"
        f'<link href="{o["url"]}"/><updated>{when}</updated><published>{when}</published>'
        "<summary>Work.</summary></entry>"
        for o in offers
    )
    head = f'<id>{URL}</id><title>Jobs</title><link href="{URL}"/><updated>{when}</updated>'
    author = "<author><name>Example</name></author>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{author}{entries}</feed>'


def json_feed(*offers: Mapping[str, object]) -> str:
    items = [
        {
            "id": f"tag:example.org,2026:{o['id']}",
            "url": o["url"],
            "title": o["title"],
            "content_text": "Work.",
        }
        for o in offers
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Jobs", "items": items}
    return json.dumps(feed)


def sitemap(*offers: Mapping[str, object]) -> str:
    urls = "".join(f"<url><loc>{o['url']}</loc><lastmod>2026-03-02</lastmod></url>" for o in offers)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def page(o: Mapping[str, object]) -> str:
    title = o["title"]
    place = {
        "@type": "Place",
        "address": {"@type": "PostalAddress", "addressLocality": "Paris", "addressCountry": "FR"},
    }
    posting = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": title,
        "url": o["url"],
        "description": "<p>Work.</p>",
        "datePosted": "2026-03-02",
        "hiringOrganization": {"@type": "Organization", "name": "Example"},
        "jobLocation": [place],
    }
    block = json.dumps(posting) if o["status"] == "open" else ""
    script = f'<script type="application/ld+json">{block}</script>' if block else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"{script}</head><body><h1>{title}</h1></body></html>\n"
    )
