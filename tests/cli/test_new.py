"""``syndicate new`` writes a draft with this site's own keys."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from syndicate.cli.app import app
from syndicate.content.front_matter import parse

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

SITE = '[site]\nurl = "https://example.org/"\ntitle = "Jobs"\ntimezone = "Pacific/Auckland"\n'


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "syndicate.toml").write_text(SITE + '[organization]\nname = "Les Amis"\n')
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def new(*words: str, now: str = "2026-03-01") -> Result:
    return run("new", *words, "--now", now)


def front(path: Path) -> dict[str, str]:
    values = parse(path.read_text("utf-8")).front.values
    return {key: getattr(node, "text", "") for key, node in values.items()}


def test_the_path_alone_is_printed(root: Path) -> None:
    result = new("Développeur·euse web")
    assert result.exit_code == 0, result.output
    assert result.stdout == "content/2026-03-01-developpeureuse-web.md\n"
    assert (root / result.stdout.strip()).is_file()


def test_words_need_no_quotes(root: Path) -> None:
    path = root / new("Web", "developer").stdout.strip()
    assert front(path)["title"] == "Web developer"


@pytest.mark.parametrize("title", ['A: "b" #c', "{{ x }}", "Chargé·e d’études", "日本語"])
def test_any_title_is_read_back_as_it_was(root: Path, title: str) -> None:
    assert front(root / new(title).stdout.strip())["title"] == title


def test_the_day_is_that_of_the_site(root: Path) -> None:
    path = root / new("Web developer", now="2026-03-01T23:00:00+00:00").stdout.strip()
    assert path.name.startswith("2026-03-02-")
    assert front(path)["date_posted"] == "2026-03-02"


def test_an_existing_offer_is_never_overwritten(root: Path) -> None:
    path = root / new("Web developer").stdout.strip()
    path.write_text("mine")
    result = new("Web developer")
    assert result.exit_code == 2
    assert "exists already" in result.stderr
    assert path.read_text() == "mine"


@pytest.mark.parametrize("title", ["", "  ", "a\x1bb"])
def test_a_title_that_nobody_can_read_is_refused(root: Path, title: str) -> None:
    assert new(title).exit_code == 2
    assert not (root / "content").exists()


def test_the_site_s_own_keys_and_marks_are_used(root: Path) -> None:
    (root / "syndicate.toml").write_text(
        SITE + '[content]\nwhere = { layout = "job" }\n[content.fields]\ntitle = "roles"\n'
        'closes = "depublication_date"\n'
    )
    path = root / new("Web developer").stdout.strip()
    assert front(path)["layout"] == "job"
    assert front(path)["roles"] == "Web developer"
    assert "# depublication_date: " in path.read_text()


def test_a_site_that_marks_what_is_published_gets_no_contradicting_draft(root: Path) -> None:
    (root / "syndicate.toml").write_text(SITE + '[content]\nwhere = { published = "true" }\n')
    assert "draft" not in front(root / new("Web developer").stdout.strip())


def test_the_draft_waits_without_an_error(root: Path) -> None:
    new("Web developer")
    result = run("check", "--now", "2026-03-01")
    assert (result.exit_code, result.stderr) == (0, "")
    offer = json.loads(run("offers", "--json", "--now", "2026-03-01").stdout)
    assert (offer["status"], offer["title"]) == ("draft", "Web developer")


def test_published_as_it_is_only_what_a_person_must_fill_in_is_asked_for(root: Path) -> None:
    path = root / new("Web developer").stdout.strip()
    text = path.read_text()
    path.write_text(text.replace("draft: true", "draft: false"))
    problems = json.loads(run("check", "--format", "json", "--now", "2026-03-01").stdout)
    errors = {problem["field"] for problem in problems if problem["severity"] == "error"}
    assert errors == {"locations", "body"}
    path.write_text(
        text.replace("draft: true", "draft: false").replace("location:", "location: Lyon, FR")
        + "You make web sites for the neighbourhood. Apply: jobs@example.org\n"
    )
    result = run("check", "--now", "2026-03-01")
    assert (result.exit_code, result.stdout) == (0, "1 file, nothing to mend.\n")
