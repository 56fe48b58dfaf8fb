"""Feeds put together from pieces are, byte for byte, what libraries write in one go."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndicate.config import load
from syndicate.content.reading import read
from syndicate.offer import Status
from syndicate.renderings.atom import ATOM
from syndicate.renderings.entries import Author, Entry, Feed, Texts, Tombstone, feeds, head
from syndicate.renderings.feeds import SYNTAXES
from syndicate.renderings.jsonfeed import JSON_FEED
from syndicate.renderings.memo import Memo
from syndicate.renderings.rss import RSS
from syndicate.renderings.selections import selections
from syndicate.renderings.syntax import Fragment, Syntax, fragments, spliced, written
from syndicate.text import clean
from tests.corpora import FOLDERS, instant, lay_out, needs_corpus
from tests.renderings.feed_samples import PARIS, SITE, by_path, catalogue, example, make_offer
from tests.renderings.feedgen_reference import atom_document, rss_document

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = (
    *("]]>", "<![CDATA[x]]>", "</content>", "</feed>\n", "  </channel>\n</rss>\n", "<!--", "-->"),
    *("&amp;", "&#0;", "&nbsp;", "<?xml?>", '"', "'", "\t", "\r", "\n", "\r\n", " ", "\u00a0"),
    *("\u2028", "🧭", "\U0010fffd", "\ufffd", "\ufeff", "e\u0301", "]", "\\", "\\n", "{}", "%s"),
)
PIECES = st.text(st.characters(codec="utf-8"), max_size=8) | st.sampled_from(HOSTILE)
ANY_TEXT = st.lists(PIECES, max_size=4).map("".join).map(clean)
SOME_TEXT = ANY_TEXT.filter(bool)
LANGUAGES = st.sampled_from(("fr", "en", "pt-BR", 'x"<&>'))
MINUTES = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(timezones=MINUTES).map(lambda moment: moment.replace(microsecond=0))
AUTHORS = st.builds(Author, SOME_TEXT, st.none() | ANY_TEXT)

ENTRIES = st.builds(
    Entry,
    id=SOME_TEXT,
    url=ANY_TEXT,
    title=SOME_TEXT,
    language=LANGUAGES,
    summary=ANY_TEXT,
    content=ANY_TEXT,
    tags=st.lists(SOME_TEXT, max_size=3).map(tuple),
    author=st.none() | AUTHORS,
    published=st.none() | MOMENTS,
    updated=st.none() | MOMENTS,
    apply_url=st.none() | ANY_TEXT,
    offer=st.just(make_offer("a")),
)
FEEDS = st.builds(
    Feed,
    path=st.just("tags/x/"),
    id=SOME_TEXT,
    url=SOME_TEXT,
    title=SOME_TEXT,
    description=SOME_TEXT,
    language=LANGUAGES,
    home=SOME_TEXT,
    hub=st.none() | SOME_TEXT,
    tag_scheme=SOME_TEXT,
    author=AUTHORS,
    updated=MOMENTS,
    undated=MOMENTS,
    complete=st.booleans(),
    entries=st.lists(ENTRIES, max_size=3).map(tuple),
    tombstones=st.lists(st.builds(Tombstone, SOME_TEXT, MOMENTS), max_size=2).map(tuple),
)
MANY = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    max_examples=100,
)


@MANY
@given(FEEDS)
def test_any_feed_in_atom_is_what_feedgen_writes(feed: Feed) -> None:
    assert _document(ATOM, feed) == atom_document(feed, feed.undated)


@MANY
@given(FEEDS)
def test_any_feed_in_rss_is_what_feedgen_writes(feed: Feed) -> None:
    assert _document(RSS, feed) == rss_document(feed)


@MANY
@given(FEEDS)
def test_any_feed_in_json_is_what_the_standard_encoder_writes(feed: Feed) -> None:
    document = _document(JSON_FEED, feed)
    assert document == _indented(document)
    items = json.loads(document)["items"]
    assert [_texts(item) for item in items] == [
        (entry.id, entry.url, entry.title, entry.summary, entry.content, list(entry.tags))
        for entry in feed.entries
    ]


def _texts(item: dict[str, Any]) -> tuple[object, ...]:
    unstated = {"url": "", "summary": "", "content_html": "", "tags": []}
    names = ("id", "url", "title", "summary", "content_html", "tags")
    return tuple(item.get(name, unstated.get(name)) for name in names)


@given(ENTRIES, st.lists(AUTHORS, min_size=1, max_size=2))
def test_an_employer_who_publishes_the_feed_is_not_named_again(
    entry: Entry, authors: list[Author]
) -> None:
    # Two authors are seldom the same by chance.
    own = replace(entry, author=authors[-1])
    (feed,) = (found for found in feeds(example()) if found.path == "")
    theirs = replace(feed, author=authors[0], entries=(own,))
    assert _document(ATOM, theirs) == atom_document(theirs, feed.undated)


@pytest.mark.parametrize("character", [*map(chr, range(0x20, 0x7F)), "\t", "\n", "\r"])
def test_every_character_is_escaped_as_feedgen_does_wherever_it_stands(character: str) -> None:
    text = f"a{character}b{character}"
    entry = replace(
        _first(),
        id=text,
        url=text,
        title=text,
        language=text,
        summary=text,
        content=text,
        tags=(text,),
        author=Author(text, text),
        apply_url=text,
    )
    feed = replace(next(feeds(example())), entries=(entry,))
    assert _document(ATOM, feed) == atom_document(feed, feed.undated)
    assert _document(RSS, feed) == rss_document(feed)
    assert _document(JSON_FEED, feed) == _indented(_document(JSON_FEED, feed))


def test_the_example_is_what_feedgen_writes() -> None:
    for feed in feeds(example()):
        _assert_same(feed)


@needs_corpus
@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_real_offers_are_what_feedgen_writes(name: str, tmp_path: Path) -> None:
    site = load(lay_out(name, tmp_path) / "syndicate.toml")
    now = datetime.fromisoformat(instant(name))
    offers = [offer for offer in read(site, now).offers if offer.status is Status.OPEN]
    found = list(feeds(catalogue(*offers, site=site, now=now)))
    for feed in found:
        _assert_same(feed)
    assert any(feed.entries for feed in found)


@given(MOMENTS)
def test_the_date_of_an_item_is_what_the_standard_library_writes(moment: datetime) -> None:
    entry = replace(_first(), published=moment)
    line = f"<pubDate>{format_datetime(moment)}</pubDate>".encode()
    assert line in RSS.entry(entry, next(feeds(example())))


@pytest.mark.parametrize("syntax", SYNTAXES, ids=lambda syntax: syntax.file)
def test_a_frame_does_not_depend_on_the_entries(syntax: Syntax) -> None:
    feed = next(feeds(example()))
    assert feed.entries
    assert syntax.frame(feed, "x") == syntax.frame(replace(feed, entries=()), "x")


@pytest.mark.parametrize("syntax", SYNTAXES, ids=lambda syntax: syntax.file)
def test_an_entry_is_the_same_in_every_feed_of_one_language(syntax: Syntax) -> None:
    board, *others = feeds(example())
    alike = [feed for feed in others if feed.language == board.language]
    assert len(alike) > 3
    for entry in board.entries:
        assert {syntax.entry(entry, feed) for feed in alike} == {syntax.entry(entry, board)}


def test_an_offer_in_several_feeds_is_written_once_for_each_language_of_a_feed() -> None:
    asked: list[tuple[str, str]] = []

    def fragment(entry: Entry, texts: Texts, feed: Feed) -> Fragment:
        asked.append((entry.offer.id, feed.language))
        return ATOM.fragment(entry, texts, feed)

    files = by_path(written(example(), replace(ATOM, fragment=fragment)))
    assert files == by_path(written(example(), ATOM))
    assert sorted(asked) == sorted(
        {(entry.offer.id, feed.language) for feed in feeds(example()) for entry in feed.entries}
    )
    assert ("dev-2026", "fr") in asked
    assert ("dev-2026", "en") in asked


def test_a_feed_is_made_from_few_facts() -> None:
    board = example()
    for feed, selection in zip(feeds(board), selections(board), strict=True):
        moments = [entry.updated for entry in feed.entries]
        closings = [offer.closes_at for offer in selection.closed]
        assert replace(feed, entries=()) == head(
            board.site,
            path=selection.path,
            title=selection.title,
            language=selection.language,
            changes=(*moments, *closings),
            complete=True,
            tombstones=feed.tombstones,
        )


def test_nothing_changed_before_the_site_began() -> None:
    facts = {"path": "", "title": "x", "language": "fr", "complete": True}
    feed = head(SITE, **facts, changes=(None, None))  # type: ignore[arg-type] # as named
    assert feed.updated == feed.undated == datetime(2015, 6, 1, tzinfo=PARIS)


def test_of_changes_at_one_instant_the_first_is_written() -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    in_paris = noon.astimezone(PARIS)
    for changes in ((noon, in_paris), (in_paris, noon)):
        feed = head(SITE, path="", title="x", language="fr", complete=True, changes=changes)
        assert feed.updated.utcoffset() == changes[0].utcoffset()


def test_what_was_not_asked_for_the_longest_is_forgotten() -> None:
    memo: Memo[str] = Memo(most=2)
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name.upper()

    for name in "abacab":
        assert memo.get(name, partial(make, name)) == name.upper()
    assert made == ["a", "b", "c", "b"]


def test_libraries_are_not_loaded_before_a_frame_is_written() -> None:
    program = """
import importlib.util, sys
spec = importlib.util.find_spec("syndicate.renderings")
sys.modules[spec.name] = importlib.util.module_from_spec(spec)  # its other renderings are not ours
import syndicate.renderings.feeds, syndicate.renderings.complete
print(sorted({"feedgen", "lxml", "dateutil", "email.utils"} & set(sys.modules)))
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"


def _first() -> Entry:
    return next(feeds(example())).entries[0]


def _assert_same(feed: Feed) -> None:
    assert _document(ATOM, feed) == atom_document(feed, feed.undated)
    assert _document(RSS, feed) == rss_document(feed)
    assert _document(JSON_FEED, feed) == _indented(_document(JSON_FEED, feed))


def _document(syntax: Syntax, feed: Feed) -> bytes:
    made = (fragments(entry, feed, [syntax])[0] for entry in feed.entries)
    return b"".join(spliced(syntax, feed, made))


def _indented(document: bytes) -> bytes:
    text = json.dumps(json.loads(document), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()
