"""``syndicate explain``: one offer, its state, its values and where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from syndicate.cli.app import app

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
OFFERS = {
    "2026-gardener": "title: Gardener\ndate: 2026-03-01\ncloses: 2026-05-01\nsalaire: 14 EUR/hour",
    "2026-cook": "title: Cook\npublished: false",
    "2026-teacher": "title: Teacher\nlocation: Atlantis",
    "2026-pilot": "title: Pilot\ndate: 2026-04-01",
    "broken": "title: [",
}


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "syndicate.toml").write_text(SITE)
    (tmp_path / "content").mkdir()
    for name, text in OFFERS.items():
        (tmp_path / f"content/{name}.md").write_text(f"---\n{text}\n---\nAbout the work.\n")
    return tmp_path


def explain(offer: str) -> Result:
    return CliRunner().invoke(app, ["explain", offer, "--now", "2026-03-02"])


def row(result: Result, name: str) -> str:
    """The value of the row *name*."""
    (line,) = (x for x in result.stdout.splitlines() if x.startswith(f"  {name} "))
    return line.removeprefix(f"  {name}").strip()


@pytest.mark.parametrize(
    "words",
    [
        "2026-gardener",
        "content/2026-gardener.md",
        "./content/2026-gardener.md",
        "garden",
        "2026-gard…",
        "Gardener",
    ],
)
def test_an_offer_is_named_by_id_path_or_a_part_of_either(words: str) -> None:
    result = explain(words)
    assert result.exit_code == 0
    assert row(result, "id") == "2026-gardener"


def test_several_that_fit_are_listed() -> None:
    result = explain("2026")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "fits 4 offers" in result.stderr
    assert "content/2026-cook.md" in result.stderr


def test_a_near_miss_is_answered_with_what_may_be_meant() -> None:
    result = explain("gardner")
    assert result.exit_code == 2
    assert "Perhaps:\n  content/2026-gardener.md" in result.stderr
    assert "syndicate offers" in explain("qqqqqq").stderr


def test_status_says_why_by_key_and_line_and_what_the_clock_does() -> None:
    result = explain("gardener")
    assert row(result, "status").startswith("open since 2026-03-01 00:00 (Europe/Paris)")
    assert row(result, "by the clock") == "closes at 2026-05-02 00:00 (Europe/Paris)"
    hidden = row(explain("cook"), "status")
    assert hidden.startswith("draft: ")
    assert "'published: false' (line 3)" in hidden
    assert row(explain("pilot"), "by the clock") == "opens at 2026-04-01 00:00 (Europe/Paris)"


def test_each_value_has_its_source() -> None:
    result = explain("gardener")
    assert row(result, "title") == "Gardener  [line 2 (title)]"
    assert row(result, "pay") == "14 EUR per hour, from: 14 EUR/hour  [line 5 (salaire)]"
    assert row(result, "organization") == "Les Amis  [syndicate.toml]"
    assert "schedule" in " ".join(result.stdout.partition("not stated")[2].split())


def test_a_value_that_stands_under_another_key_has_that_one_as_its_source(root: Path) -> None:
    text = "title: Diver\ndate: 2026-03-01\nlieu: Remote (France)\ncontract: CDI, temps plein"
    text += "\ncontact: 02 40 00 00 00\ncandidature: CV à dive@example.org"
    (root / "content/diver.md").write_text(f"---\n{text}\n---\nAbout the work.\n")
    result = explain("diver")
    assert row(result, "workplace") == "remote  [line 4 (lieu)]"
    assert row(result, "remote_countries") == "FR  [line 4 (lieu)]"
    assert row(result, "schedule") == "full_time  [line 5 (contract)]"
    assert row(result, "apply_email") == "dive@example.org  [line 7 (candidature)]"


def test_a_value_that_was_found_in_the_text_has_its_line(root: Path) -> None:
    (root / "syndicate.toml").write_text(f"{SITE}[content]\ninfer = true\n")
    text = "---\ntitle: Baker\n---\nAbout the work.\n\nThis is a permanent, full-time job.\n"
    (root / "content/baker.md").write_text(text)
    assert row(explain("baker"), "employment") == "permanent  [the text, line 6]"


def test_the_page_is_named_and_whether_it_is_there() -> None:
    assert "not there yet" in row(explain("gardener"), "page")
    CliRunner().invoke(app, ["build", "--now", "2026-03-02"])
    assert row(explain("gardener"), "page") == "feeds/jobs/2026-gardener/index.html"


def test_the_job_posting_is_shown_or_what_keeps_it_away() -> None:
    assert '"@type": "JobPosting"' in explain("gardener").stdout
    lacking = explain("teacher").stdout
    assert '"@type"' not in lacking
    assert "    help: " in lacking
    assert "none: the offer is draft" in explain("cook").stdout


def test_a_broken_file_is_explained_by_its_fault() -> None:
    result = explain("broken")
    assert result.exit_code == 0
    assert row(result, "status").startswith("unreadable: ")
    assert "error[yaml-syntax]" in result.stdout
