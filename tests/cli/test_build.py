"""``syndicate build``: what it says, in words and in JSON, once and again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from syndicate.cli.app import app
from tests.cli.processes import line_with, running

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

SITE = """\
[site]
url = "https://example.org/"
title = "Jobs"
timezone = "Europe/Paris"
[organization]
name = "Les Amis"
address = { city = "Lyon", country = "FR" }
"""
GOOD = "---\ntitle: Gardener\ndate: 2026-03-01\ncloses: 2026-05-01\n---\nYou grow roses.\n"


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "syndicate.toml").write_text(SITE)
    (tmp_path / "content").mkdir()
    (tmp_path / "content/gardener.md").write_text(GOOD)
    return tmp_path


def build(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["build", "--now", "2026-03-02", *arguments])


def test_a_build_says_what_it_wrote_what_it_found_and_what_the_clock_does() -> None:
    result = build()
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0].startswith("feeds/: ")
    assert " files written (" in lines[0]
    assert lines[1:] == [
        "Offers: 1 open.",
        "No problem.",
        "The clock opens or closes an offer at 2026-05-02 00:00 (Europe/Paris): build again then.",
    ]
    assert "feeds/: nothing to write" in build().stdout


def test_json_has_the_keys_of_the_contract_and_stands_alone() -> None:
    result = build("--json")
    document = json.loads(result.stdout)
    assert list(document) == ["offers", "files", "problems", "seconds", "next_change"]
    assert list(document["offers"]) == [
        "open",
        "scheduled",
        "closed",
        "draft",
        "template",
        "unreadable",
    ]
    assert list(document["files"]) == ["written", "unchanged", "removed"]
    assert document["offers"]["open"] == 1
    assert document["next_change"].startswith("2026-05-0")
    assert "Offers: 1 open." in result.stderr


def test_an_offer_that_needs_a_person_makes_1_and_the_rest_is_built(root: Path) -> None:
    (root / "content/broken.md").write_text("---\ntitle: [\n---\n")
    result = build()
    assert result.exit_code == 1
    assert "Problems: 1 error; see them with: syndicate check" in result.stdout
    assert (root / "feeds/jobs/gardener/index.html").is_file()


def test_what_only_a_build_finds_is_told_by_the_build(root: Path) -> None:
    (root / "templates").mkdir()
    (root / "templates/ofer.html").write_text("<p>")
    result = build()
    assert result.exit_code == 0
    assert "templates/ofer.html:1:1: warning[template-unused]" in result.stderr
    assert "Problems: 1 warning; see above\n" in result.stdout
    (root / "content/broken.md").write_text("---\ntitle: [\n---\n")
    found = "Problems: 1 error, 1 warning; see above, and the others with: syndicate check"
    assert found in build().stdout


def test_watching_tells_what_only_a_build_finds(root: Path) -> None:
    (root / "templates").mkdir()
    (root / "templates/ofer.html").write_text("<p>")
    with running("build", "--watch", "--now", "2026-03-02") as (_, output, _errors):
        line = line_with("1 open", output)
    assert "1 warning: templates/ofer.html: nothing uses this template" in line
    assert "syndicate check" not in line


def test_an_output_folder_that_cannot_be_written_makes_2(root: Path) -> None:
    (root / "feeds").write_text("a file")
    result = build()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "feeds" in result.stderr


def test_a_folder_without_offers_says_how_to_begin(root: Path) -> None:
    (root / "content/gardener.md").unlink()
    result = build()
    assert result.exit_code == 0
    assert "syndicate new" in result.stdout


def test_watching_builds_at_each_edit_and_survives_a_mistake(root: Path) -> None:
    with running("build", "--watch", "--now", "2026-03-02") as (_, output, _errors):
        line_with("1 open", output)
        (root / "content/cook.md").write_text(GOOD.replace("Gardener", "Cook"))
        line_with("2 open", output)
        (root / "syndicate.toml").write_text("[")
        line_with("not built: ", output)
        (root / "syndicate.toml").write_text(SITE + '[content]\npath = "others"\n')
        line_with("not built: ", output)
        (root / "others").mkdir()
        line_with("0 open", output)
        (root / "others/gardener.md").write_text(GOOD)
        line_with("1 open", output)


def test_watching_gives_programs_a_line_of_json_for_each_build(root: Path) -> None:
    with running("build", "--watch", "--json", "--now", "2026-03-02") as (_, output, _errors):
        assert json.loads(output.readline())["offers"]["open"] == 1
        (root / "content/gardener.md").unlink()
        assert json.loads(output.readline())["offers"]["open"] == 0


def test_a_feed_that_lost_most_of_its_offers_waits_for_yes(root: Path) -> None:
    (root / "syndicate.toml").write_text(SITE + '[feeds]\ndialects = ["trovit"]\n')
    for number in range(12):
        (root / f"content/{number}.md").write_text(GOOD.replace("roses", "roses, day after day"))
    assert build().exit_code == 0
    for number in range(9):
        (root / f"content/{number}.md").unlink()
    refused = build()
    assert refused.exit_code == 1
    assert "error[board-feed-held]: the feed in the dialect trovit stays as it" in refused.stderr
    assert "help: if that is right, write it with: syndicate build --yes" in refused.stderr
    assert build("--yes").exit_code == 0
    assert (root / "feeds/boards/trovit.xml").read_text("utf-8").count("<ad>") == 3
