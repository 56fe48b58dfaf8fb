"""Feeds of all open offers are made of what the memory keeps of each."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from syndicate import project
from syndicate.memory.schema import PIECES
from syndicate.site import FeedRules
from tests.project.building import NOW, asked, clean, put, tree

if TYPE_CHECKING:
    from syndicate.site import Site

#: Behind what its summary has room for.
PHRASE = "Nobody else writes this sentence"
ENTRIES = {
    "atom.xml": rb"  <entry.*</entry>\n",
    "rss.xml": rb"    <item>.*</item>\n",
    "feed.json": rb'"items": .*',
}


@pytest.fixture
def built(site: Site) -> Site:
    """Offers with and without a text, a summary and a date, in every format."""
    site = replace(site, feeds=FeedRules(complete=("json", "rss", "atom")))
    text = f'{"You write code. " * 40}{PHRASE}: 1 < 2 & "x\\y".'
    put(site, "developer.md", lang="fr", body=text)
    put(site, "writer.md", "Writer", date="2026-02-03", summary="In <short>")
    put(site, "analyst.md", "Analyst", date="''", body="")
    project.build(site, NOW, jobs=1)
    return site


@pytest.mark.parametrize("file", ENTRIES)
def test_an_entry_that_was_kept_is_the_one_that_other_feeds_have(built: Site, file: str) -> None:
    found = [
        re.search(ENTRIES[file], (built.feeds_dir / folder / file).read_bytes(), re.DOTALL)
        for folder in ("", "complete")
    ]
    assert found[0]
    assert found[1]
    assert found[0].group() == found[1].group()
    assert PHRASE.encode() in found[0].group()


def test_formats_that_escape_alike_have_the_text_of_an_offer_in_common(built: Site) -> None:
    rows = asked(built, "SELECT * FROM pieces")
    parts = [part for row in rows for part in row if isinstance(part, bytes)]
    assert sum(PHRASE.encode() in part for part in parts) == 2  # for XML, and for JSON


def test_only_what_is_asked_for_is_kept(built: Site) -> None:
    project.build(replace(built, feeds=FeedRules(complete=("rss",))), NOW, jobs=1)
    kept = asked(built, "SELECT DISTINCT atom_before, json_text, rss_before IS NULL FROM pieces")
    assert kept == [(None, None, 0)]


def test_what_an_earlier_program_kept_in_another_shape_is_made_again(built: Site) -> None:
    with closing(sqlite3.connect(built.state_dir / "build.db")) as db:
        db.executescript(
            "DROP TABLE pieces; CREATE TABLE pieces (seat INTEGER, format TEXT, piece BLOB);"
        )
        db.executescript(PIECES)
    put(built, "developer.md", "Developer in chief")
    project.build(built, NOW, jobs=1)
    assert tree(built.feeds_dir) == clean(built)
