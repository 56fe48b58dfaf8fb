"""Every dialect: its golden sample, its schema, and what a reader of another author finds in it."""

from __future__ import annotations

import re
from datetime import datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

import pytest
from lxml import etree

from syndicate import project
from syndicate.config import load
from syndicate.offer import Status
from syndicate.project.dialects import load as load_dialect
from syndicate.renderings.dialect import CONFIDENCE
from tests.corpora import FOLDERS, instant, lay_out, needs_corpus
from tests.renderings.dialect_samples import GOLDEN, NAMES, NOW, data, sample_site, samples
from tests.renderings.dialect_schemas import schema
from tests.renderings.dialects_page import shown, table

if TYPE_CHECKING:
    from pathlib import Path

every_dialect = pytest.mark.parametrize("name", NAMES)


def test_there_are_fourteen() -> None:
    assert len(NAMES) >= 14
    assert set(NAMES) >= {
        *("indeed", "linkedin", "jooble", "talent", "adzuna", "careerjet", "jobijoba"),
        *("jobrapido", "trovit", "studentjob", "whatjobs", "ziprecruiter", "xing", "absolventa"),
    }


@every_dialect
def test_the_feed_of_the_first_offer_is_the_golden_one(name: str) -> None:
    golden = (GOLDEN / f"{name}.xml").read_bytes()
    assert samples()[name].decode() == golden.decode(), (
        "look at the difference, then: python -m tests.renderings.dialect_samples"
    )


def test_every_golden_feed_has_its_dialect() -> None:
    assert {path.stem for path in GOLDEN.glob("*.xml")} == set(NAMES)


@every_dialect
def test_a_dialect_says_where_it_is_from_and_how_sure_that_is(name: str) -> None:
    about = load_dialect(name).about
    assert about.sources
    assert all(source.startswith("https://") for source in about.sources)
    assert about.confidence in CONFIDENCE
    assert about.asks
    assert about.register


# -- what the boards read -------------------------------------------------------------------------


class Reader:
    """Reads a feed as a board's program may: with expat, as a stream, item by item."""

    def __init__(self, item: str) -> None:
        self.items: list[dict[str, str]] = []
        self.head: dict[str, str] = {}
        self._item, self._path, self._text = item, [""], ""
        self._now: dict[str, str] | None = None
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data

    def read(self, feed: bytes) -> list[dict[str, str]]:
        self._parser.Parse(feed, True)
        return self.items

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._item:
            self._now = {f"@{key}": value for key, value in attributes.items()}
            self._path = []
        elif self._now is not None:
            self._path.append(name)
        self._text = ""

    def _data(self, text: str) -> None:
        self._text += text

    def _end(self, name: str) -> None:
        if self._now is None:
            self.head.setdefault(name, self._text)
        elif name == self._item:
            self.items.append(self._now)
            self._now = None
        else:
            self._now.setdefault("/".join(self._path), self._text.strip())
            self._path.pop()


def read(name: str, feed: bytes) -> list[dict[str, str]]:
    return Reader(data(name)["item"]).read(feed)


def keys_of(name: str, field: str) -> list[str]:
    """The elements in which the dialect *name* has *field*."""
    found = []

    def look(table: dict[str, Any], way: str) -> None:
        for key, value in table.items():
            if value in (field, {"html": field}) or (
                isinstance(value, dict) and value.get("value") == field
            ):
                found.append(way + key)
            elif isinstance(value, dict) and isinstance(value.get("in"), dict):
                look(value["in"], f"{way}{key}/")

    look(data(name)["elements"], "")
    return found


@every_dialect
def test_the_sample_passes_the_schema(name: str) -> None:
    rules = schema(name)
    assert rules.validate(etree.fromstring(samples()[name])), rules.error_log.last_error


@every_dialect
def test_a_schema_refuses_what_is_out_of_place(name: str) -> None:
    """Or it would prove nothing."""
    tree = etree.fromstring(samples()[name])
    item = tree.find(f".//{data(name)['item']}")
    assert item is not None
    etree.SubElement(item, "unheard-of").text = "x"
    assert not schema(name).validate(tree)
    item.remove(item[-1])
    assert schema(name).validate(tree)
    body = keys_of(name, "body")[0]
    found = item.find(body)
    assert found is not None
    parent = found.getparent()
    assert parent is not None
    parent.remove(found)
    assert not schema(name).validate(tree)


@every_dialect
def test_a_reader_of_another_author_finds_the_offer(name: str) -> None:
    (item,) = read(name, samples()[name])
    for field, value in {
        "title": "Chargé-e de projets junior",
        "organization": "Open Source Politics",
        "city": "Paris",
        "postal_code": "75019",
        "apply_email": "contact@opensourcepolitics.eu",
        "country": "FR",
    }.items():
        for key in keys_of(name, field):
            assert item[key] == value
    for key in keys_of(name, "url"):
        assert item[key].startswith(
            "https://emploi.example.org/jobs/offre-de-stage-charge-e-de-projets-junior/?"
        )
        assert all(
            f"{parameter}={value}" in item[key] for parameter, value in data(name)["link"].items()
        )


class Elements(HTMLParser):
    """The elements and the words of an HTML text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        assert {key for key, _ in attrs} <= {"href"}

    def handle_data(self, text: str) -> None:
        self.words += text


@every_dialect
def test_the_text_is_whole_and_in_elements_that_the_board_keeps(name: str) -> None:
    (item,) = read(name, samples()[name])
    text = Elements(item[keys_of(name, "body")[0]])
    assert text.found <= set(data(name)["html"])
    words = " ".join(text.words.split())
    assert "Vous recherchez une expérience professionnelle porteuse de sens" in words
    assert "Découvrez notre histoire" in words
    assert words.rstrip().endswith("contact@opensourcepolitics.eu")


@pytest.mark.parametrize("name", [name for name in NAMES if data(name)["escape"] != "entities"])
def test_entities_are_not_in_the_feeds_of_boards_that_refuse_them(name: str) -> None:
    outside = re.sub(rb"<!\[CDATA\[.*?\]\]>", b"", samples()[name], flags=re.DOTALL)
    assert b"&" not in outside
    if data(name)["escape"] == "bare":
        assert not re.search(rb"&#?\w+;", samples()[name])


def test_linkedin_is_told_how_many_offers_there_are() -> None:
    reader = Reader("job")
    items = reader.read(samples()["linkedin"])
    assert reader.head["expectedJobCount"] == str(len(items)) == "1"


# -- offers as they are ---------------------------------------------------------------------------


def test_the_first_offer_as_it_stands_is_in_all_feeds_but_one_which_is_named(
    tmp_path: Path,
) -> None:
    site = sample_site(tmp_path / "site", stated=False)
    built = project.build(site, NOW, jobs=1)
    left_out = [p for p in built.problems if p.code == "board-feed-missing"]
    (problem,) = left_out
    assert problem.message.startswith("it is not in the feed for Absolventa, Azubi.de, which asks")
    assert problem.message.endswith("for a link to apply at or a mail address to apply to")
    counts = {name: len(read(name, feed)) for name, feed in samples(stated=False).items()}
    assert {name for name, count in counts.items() if count == 0} == {"absolventa"}
    assert set(counts.values()) == {0, 1}


@needs_corpus
@pytest.mark.parametrize("corpus", sorted(FOLDERS))
def test_no_real_offer_is_lost_without_a_word(corpus: str, tmp_path: Path) -> None:
    """Each is in each feed, in every of its towns, or it is said why not; all feeds are valid."""
    lay_out(corpus, tmp_path)
    text = (tmp_path / "syndicate.toml").read_text("utf-8")
    line = f"dialects = [{', '.join(repr(name) for name in NAMES)}]\n"
    text = (
        text.replace("[feeds]\n", f"[feeds]\n{line}")
        if "[feeds]\n" in text
        else f"{text}\n[feeds]\n{line}"
    )
    (tmp_path / "syndicate.toml").write_text(text, "utf-8")
    site, now = load(tmp_path / "syndicate.toml"), datetime.fromisoformat(instant(corpus))
    built = project.build(site, now, jobs=1)
    offers = [o for o in project.read(site, now).offers if o.status is Status.OPEN]
    assert offers
    refused = {(p.path, p.message) for p in built.problems if p.code.startswith("board-feed-")}
    for name in NAMES:
        feed = (site.feeds_dir / f"boards/{name}.xml").read_bytes()
        rules = schema(name)
        assert rules.validate(etree.fromstring(feed)), (name, rules.error_log.last_error)
        items = read(name, feed)
        board = load_dialect(name).about.title
        pages = [item[key].split("?")[0] for item in items for key in keys_of(name, "url")]
        for offer in offers:
            said = [m for path, m in refused if path == offer.path and f"for {board}" in m]
            towns = {((p.city or "").casefold(), p.country) for p in offer.locations}
            if offer.workplace == "remote" and data(name).get("remote"):
                towns = {("remote", country) for _, country in towns}
            there = pages.count(offer.url.split("?")[0])
            assert said or there >= max(len(towns), 1), (name, offer.path)
        names = [item[key] for item in items for key in keys_of(name, "reference")[:1]]
        assert len(set(names)) == len(names)


# -- the page -------------------------------------------------------------------------------------


def test_the_page_is_what_the_data_says() -> None:
    assert shown() == table(), "write it anew: python -m tests.renderings.dialect_samples"
