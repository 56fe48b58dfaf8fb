"""``syndicate offers``: a table for people, a line of JSON per offer for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from syndicate.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

SITE = '[site]\nurl = "https://example.org/"\ntitle = "Jobs"\ntimezone = "Europe/Paris"\n'
OFFERS = {
    "a": "title: Développeuse\ncity: Lyon\ncountry: FR\ncloses: 2026-05-01",
    "b": "title: 日本語の先生\nlocation: Tokyo, JP",
    "c": "title: Old\ncloses: 2026-01-31",
    "d": "title: Soon\nopens: 2026-06-01",
    "e": "title: Draft\ndraft: true",
    "f": "title: [unclosed",
}


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "syndicate.toml").write_text(SITE)
    (tmp_path / "content").mkdir()
    for name, text in OFFERS.items():
        (tmp_path / f"content/{name}.md").write_text(f"---\n{text}\n---\nText.\n")
    return tmp_path


def offers(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["offers", "--now", "2026-03-01", *arguments])


def test_people_see_groups_by_status_with_place_and_date() -> None:
    result = offers()
    assert (result.exit_code, result.stderr) == (0, "")
    assert [line for line in result.stdout.splitlines() if line and line[0] != " "] == [
        "open (2)",
        "scheduled (1)",
        "closed (1)",
        "draft (1)",
        "unreadable (1)",
    ]
    assert "  Développeuse  Lyon, FR   until 2026-05-01  a" in result.stdout
    assert "  日本語の先生  Tokyo, JP                    b" in result.stdout
    assert "from 2026-06-01" in result.stdout
    assert "content/f.md" in result.stdout


def test_programs_see_one_object_per_line_and_nothing_else() -> None:
    result = offers("--json")
    assert (result.exit_code, result.stderr) == (0, "")
    read = {offer["id"]: offer["status"] for offer in map(json.loads, result.stdout.splitlines())}
    assert read == {
        "a": "open",
        "b": "open",
        "c": "closed",
        "d": "scheduled",
        "e": "draft",
        "f": "unreadable",
    }


def test_the_clock_can_be_set() -> None:
    result = CliRunner().invoke(app, ["offers", "--json", "--now", "2026-05-02"])
    read = {offer["id"]: offer["status"] for offer in map(json.loads, result.stdout.splitlines())}
    assert read["a"] == "closed"


def test_a_status_can_be_asked_for() -> None:
    chosen = offers("--json", "--status", "open", "--status", "draft").stdout.splitlines()
    assert [json.loads(line)["id"] for line in chosen] == ["a", "b", "e"]
    assert "no such offer" in offers("--status", "template").stderr.lower()


def test_an_empty_folder_says_how_to_begin(root: Path) -> None:
    for path in (root / "content").iterdir():
        path.unlink()
    result = offers()
    assert (result.exit_code, result.stdout) == (0, "")
    assert "syndicate new" in result.stderr
