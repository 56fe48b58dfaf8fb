"""``syndicate check``: which files, which formats, which exit code."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from syndicate.cli.app import app
from syndicate.cli.reasons import reason
from tests.corpora import CORPUS, needs_corpus

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

SITE = """\
[site]
url = "https://example.org/"
title = "Jobs"
[organization]
name = "Les Amis"
address = { city = "Lyon", country = "FR" }
"""
GOOD = "---\ntitle: Developer\ndate: 2026-03-01\n---\nYou write. Apply: jobs@example.org\n"
BAD = "---\ntitle: Gardener\ndate: 2026-03-01\ncloses: 2026-02-31\n---\nRoses: 06 123 45\n"
DRAFT = "---\ntitle: Cook\ndraft: true\n---\nYou cook. Apply: jobs@example.org\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "syndicate.toml").write_text(SITE)
    for name, text in {"good": GOOD, "deep/bad": BAD, "draft": DRAFT}.items():
        path = tmp_path / "content" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def check(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["check", "--now", "2026-03-02", *arguments])


def test_an_error_is_told_like_a_compiler_and_the_exit_code_is_1(root: Path) -> None:
    result = check()
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0].startswith("content/deep/bad.md:4:9: error[bad-date]: ")
    assert lines[1:3] == ["  4 | closes: 2026-02-31", "    |         ^"]
    assert any(line.startswith("  help: closes: ") for line in lines)
    assert lines[-1].startswith("1 error in 3 files: 1 file needs a person.")


def test_notes_are_for_those_who_ask(root: Path) -> None:
    assert "note[draft]" not in check().stdout
    assert "note[draft]" in check("--verbose").stdout


@pytest.mark.parametrize("path", ["content/good.md", "content/good.md content/draft.md"])
def test_paths_restrict_what_is_told_and_what_counts(root: Path, path: str) -> None:
    result = check(*path.split())
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{len(path.split())} file")


def test_a_folder_stands_for_all_below_it(root: Path) -> None:
    assert check("content/deep").exit_code == 1
    assert check(str(root / "content")).exit_code == 1


def test_paths_count_from_where_one_is(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "content/deep")
    result = check("bad.md")
    assert result.exit_code == 1
    assert result.stdout.startswith("bad.md:4:9: ")
    assert check("../good.md").exit_code == 0


@pytest.mark.parametrize(("path", "words"), [("content/none.md", "no such"), ("/etc", "outside")])
def test_a_path_that_cannot_be_meant_is_refused(root: Path, path: str, words: str) -> None:
    result = check(path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_a_file_that_is_no_offer_is_no_error(root: Path) -> None:
    result = check("syndicate.toml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No offer in syndicate.toml" in result.stderr


def test_an_empty_content_folder_says_how_to_begin(root: Path) -> None:
    for path in (root / "content").rglob("*.md"):
        path.unlink()
    result = check()
    assert result.exit_code == 0
    assert "syndicate new" in result.stderr


def test_json_has_everything_notes_included(root: Path) -> None:
    result = check("--format", "json")
    problems = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (1, "")
    assert {(p["path"], p["severity"], p["code"]) for p in problems} == {
        ("content/deep/bad.md", "error", "bad-date"),
        ("content/draft.md", "info", "draft"),
    }
    assert json.loads(check("--format", "json", "content/good.md").stdout) == []


def test_github_and_sarif_name_files_from_the_root_of_the_repository(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / ".git").mkdir()
    site = root / "jobs"
    site.mkdir()
    for part in ("syndicate.toml", "content"):
        (root / part).rename(site / part)
    monkeypatch.chdir(site)
    (annotation,) = check("--format", "github").stdout.splitlines()
    assert annotation.startswith("::error file=jobs/content/deep/bad.md,line=4,col=9,")
    log = json.loads(check("--format", "sarif").stdout)
    (error,) = (r for r in log["runs"][0]["results"] if r["level"] == "error")
    place = error["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "jobs/content/deep/bad.md"
    assert place["region"] == {"startLine": 4, "startColumn": 9}


def test_the_order_is_that_of_the_files(root: Path) -> None:
    problems = json.loads(check("--format", "json").stdout)
    places = [(p["path"], p["line"], p["column"]) for p in problems]
    assert places == sorted(places)


@needs_corpus
def test_each_kind_of_fault_in_real_offers_has_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "syndicate.toml").write_text(SITE.replace("address", "# "))
    shutil.copytree(CORPUS, tmp_path / "content")
    problems = json.loads(check("--format", "json").stdout)
    codes = {problem["code"] for problem in problems if problem["severity"] != "info"}
    assert codes
    assert {code for code in codes if not reason(code)} == set()
