"""What boards need on the site is built with it, and passes over nobody else's business."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from syndicate import project
from syndicate.delivery.registry import open_board
from syndicate.delivery.wanted import LeftOut, Wanted, judged
from syndicate.site import FeedRules
from syndicate.testing import make_file, make_site

if TYPE_CHECKING:
    from pathlib import Path

    from syndicate.site import Site

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
KEY = "0123456789abcdef"
BING = {"adapter": "indexnow", "key": "${env:INDEXNOW_KEY}"}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "content").mkdir()
    return make_site(tmp_path, boards={"bing": BING})


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("INDEXNOW_KEY", KEY)
    return KEY


def test_a_build_writes_the_key_and_keeps_it(site: Site, key: str) -> None:
    assert f"{key}.txt" in project.build(site, NOW).written.written
    assert (site.feeds_dir / f"{key}.txt").read_text("utf-8") == key
    assert not project.build(site, NOW).written.written


def test_a_key_goes_with_its_board(site: Site, key: str) -> None:
    project.build(site, NOW)
    built = project.build(replace(site, boards={}), NOW)
    assert built.written.removed == (f"{key}.txt",)


def test_a_board_that_is_switched_off_needs_no_file(site: Site, key: str) -> None:
    built = project.build(replace(site, boards={"bing": BING | {"enabled": False}}), NOW)
    assert f"{key}.txt" not in built.written.written


def test_pages_are_built_where_the_key_is_not_at_hand(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("INDEXNOW_KEY", raising=False)
    built = project.build(site, NOW)
    assert "rss.xml" in built.written.written
    (problem,) = [p for p in built.problems if p.code == "board-file-missing"]
    assert "[boards.bing] key: the environment variable INDEXNOW_KEY is not set" in problem.message


def test_secrets_of_boards_that_need_no_file_are_not_read(site: Site, key: str) -> None:
    others: dict[str, Any] = {
        "bing": BING,
        "hook": {"adapter": "webhook", "url": "https://example.org/", "secret": "${env:NOT_SET}"},
        "toots": {"adapter": "mastodon", "url": "https://example.org", "token": "${env:NOT_SET}"},
    }
    built = project.build(replace(site, boards=others), NOW)
    assert not [p for p in built.problems if p.code == "board-file-missing"]


def test_files_that_are_no_feeds_are_passed_over_without_a_word(tmp_path: Path) -> None:
    feeds = FeedRules(hub="https://hub.example.org/")
    site = make_site(tmp_path, feeds=feeds, boards={"hub": {"adapter": "websub"}})
    board = open_board(site, "hub")
    passed = judged(board, make_file(tmp_path / "feeds", "sitemap.xml"))
    assert isinstance(passed, LeftOut)
    assert not passed.stays
    assert isinstance(judged(board, make_file(tmp_path / "feeds", "rss.xml")), Wanted)
