"""Five boards of one site: an offer opens, changes and closes, and is told of once everywhere."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from syndicate.cli.app import app
from tests.adapters.test_google_indexing import Google
from tests.adapters.test_indexnow import KEY, Engine
from tests.adapters.test_mastodon import TOKEN
from tests.adapters.test_mastodon import Server as Mastodon
from tests.adapters.test_webhook import SECRET, Receiver
from tests.adapters.test_websub import Hub

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from syndicate.testing import BoardServer

CONFIGURATION = """
[site]
url = "{bing}"
title = "Jobs"
[organization]
name = "Example Cooperative"
address = {{ city = "Lyon", country = "FR" }}
[feeds]
hub = "{hub}"
[boards.hook]
adapter = "webhook"
url = "{hook}"
secret = "${{env:HOOK_SECRET}}"
allow_private_addresses = true
[boards.bing]
adapter = "indexnow"
key = "${{env:INDEXNOW_KEY}}"
endpoint = "{bing}indexnow"
allow_private_addresses = true
[boards.hub]
adapter = "websub"
wait_until_published = false
where = {{ path = "rss.xml" }}
allow_private_addresses = true
[boards.google]
adapter = "google_indexing"
credentials = "${{file:google.json}}"
endpoint = "{google}"
allow_private_addresses = true
[boards.toots]
adapter = "mastodon"
url = "{toots}"
token = "${{env:MASTODON_TOKEN}}"
allow_private_addresses = true
"""


class Organisation:
    """A site and its five boards."""

    def __init__(self, root: Path, boards: dict[str, BoardServer]) -> None:
        self.root = root
        self.boards = boards
        (root / "content").mkdir()
        (root / "google.json").write_text(boards["google"].credentials(), "utf-8")  # type: ignore[attr-defined]
        urls = {name: board.url for name, board in boards.items()}
        (root / "syndicate.toml").write_text(CONFIGURATION.format(**urls), "utf-8")

    def offer(self, name: str, *lines: str) -> None:
        """Write an offer."""
        head = "\n".join([f"title: {name.title()}", "date: 2026-03-01", *lines])
        text = f"---\n{head}\n---\nWe look for a {name} who likes early mornings.\n"
        (self.root / "content" / f"{name}.md").write_text(text, "utf-8")

    def day(self, day: str) -> dict[str, int]:
        """Build and apply at noon of *day*: how many calls each board had that told something."""
        for board in self.boards.values():
            board.calls.clear()
        self._run("build", day)
        self._run("apply", day, "--yes")
        calls = {name: [c.method for c in board.calls] for name, board in self.boards.items()}
        return {name: len([m for m in made if m != "GET"]) for name, made in calls.items()}

    def _run(self, command: str, day: str, *options: str) -> None:
        now = f"2026-03-{day}T12:00:00+01:00"
        arguments = [command, *options, "--now", now, "--project", str(self.root)]
        secrets = {"HOOK_SECRET": SECRET, "INDEXNOW_KEY": KEY, "MASTODON_TOKEN": TOKEN}
        result = CliRunner().invoke(app, arguments, env=secrets)
        assert result.exit_code == 0, result.output


@pytest.fixture
def organisation(tmp_path: Path) -> Iterator[Organisation]:
    boards = {
        "hook": Receiver(keys=True),
        "bing": Engine(),
        "hub": Hub(),
        "google": Google(),
        "toots": Mastodon(keys=True, token=TOKEN),
    }
    with ExitStack() as stack:
        for board in boards.values():
            stack.enter_context(board)
        yield Organisation(tmp_path, boards)


def test_an_offer_opens_changes_and_closes_on_every_board(organisation: Organisation) -> None:
    hook, toots = organisation.boards["hook"], organisation.boards["toots"]
    organisation.offer("baker", "closes: 2026-03-04")
    organisation.offer("miller")
    # IndexNow takes both offers in one call; the hub hears of the one feed.
    assert organisation.day("02") == {"hook": 2, "bing": 1, "hub": 1, "google": 2, "toots": 2}
    assert organisation.day("02") == dict.fromkeys(organisation.boards, 0)

    organisation.offer("miller", "closes: 2026-05-01")
    assert organisation.day("03") == {"hook": 1, "bing": 1, "hub": 1, "google": 1, "toots": 1}
    assert len(hook.postings) == len(toots.postings) == 2

    assert organisation.day("05") == {"hook": 1, "bing": 1, "hub": 1, "google": 1, "toots": 1}
    assert [held.reference for held in hook.postings] == ["miller"]
    assert ["Miller" in str(held.body["status"]) for held in toots.postings] == [True]
    gone = organisation.boards["google"].calls[-1].fields()
    assert gone["type"] == "URL_DELETED"
    assert gone["url"].endswith("/jobs/baker/")
    assert organisation.day("06") == dict.fromkeys(organisation.boards, 0)
