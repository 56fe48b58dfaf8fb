"""Whoever comes from an announcement is counted: every link to the site says from where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from syndicate.adapter import Kind
from syndicate.config import load
from syndicate.delivery.registry import open_boards
from syndicate.testing import make_offer
from syndicate.testing.hostile import hostile_offers
from tests.adapters.boards_table import features
from tests.adapters.links import untagged
from tests.adapters.test_boards_docs import example

if TYPE_CHECKING:
    from pathlib import Path

    from syndicate.delivery.board import Board

HOME = "https://jobs.example.org/"
TOLD = tuple(
    name for name, can in features().items() if can.kind in {Kind.ANNOUNCEMENT, Kind.DIGEST}
)


def board(name: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> Board:
    """The board that the page of the adapter *name* has for an example."""
    text = example(name)
    for key, variable in re.findall(r'(\w+) = "\$\{env:(\w+)\}', text):
        value = "https://discord.com/api/webhooks/123/c4n4ry" if key == "url" else "123:c4n4ry"
        monkeypatch.setenv(variable, value)
    head = f'[site]\nurl = "{HOME}"\ntitle = "Jobs"\n'
    (root / "syndicate.toml").write_text(head + text, "utf-8")
    return open_boards(load(root / "syndicate.toml"))[0]


@pytest.mark.parametrize("name", TOLD)
def test_no_announcement_has_a_link_that_is_not_tagged(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter = board(name, tmp_path, monkeypatch).adapter
    said = adapter.payload(make_offer()).body
    assert "utm_source=" in str(said)
    for offer in (make_offer(), *hostile_offers()):
        assert untagged(adapter.payload(offer).body, HOME) == [], offer.id


def test_a_link_that_is_not_tagged_is_found_wherever_it_stands() -> None:
    bare = f"{HOME}jobs/baker/"
    tagged = f"{bare}?utm_source=x&utm_content=baker"
    link = f'<a href="{tagged.replace("&", "&amp;")}">{bare}</a>'
    told = {"text": f"See {bare} or {tagged}", "deep": [{"html": f'<a href="{bare}">x</a>'}]}
    assert untagged(told, HOME) == [bare, bare]
    assert untagged({"html": f"{link} {link}", "site": HOME}, HOME) == []
    assert untagged({"half": f"{bare}?utm_source=x", "else": "https://x.example/"}, HOME) == [
        f"{bare}?utm_source=x"
    ]
