"""``syndicate init`` makes a working site and overwrites nothing."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from syndicate import config
from syndicate.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


def init(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(app, ["init", *arguments], env=environment)


def test_the_site_is_understood(tmp_path: Path) -> None:
    result = init(str(tmp_path / "jobs"), TZ="Europe/Paris", LC_ALL="fr_FR.UTF-8")
    assert result.exit_code == 0, result.output
    site = config.load(tmp_path / "jobs" / "syndicate.toml")
    assert (site.title, site.language, site.timezone.key) == ("Jobs at jobs", "fr", "Europe/Paris")
    assert site.organization is not None
    assert site.organization.name == "jobs"


def test_what_was_written_is_printed_and_the_next_steps_are_words(tmp_path: Path) -> None:
    result = init(str(tmp_path / "jobs"), "--now", "2026-03-01")
    written = {line.strip() for line in result.stdout.splitlines()}
    assert written == {
        str(tmp_path / "jobs" / name)
        for name in (
            ".gitignore",
            "README.md",
            "content/2026-03-01-example-offer.md",
            "syndicate.toml",
        )
    }
    assert "syndicate check" in result.stderr


def test_the_example_passes_the_check_without_a_word(tmp_path: Path) -> None:
    init(str(tmp_path), "--now", "2026-03-01")
    result = CliRunner().invoke(
        app, ["check", "--verbose", "--project", str(tmp_path), "--now", "2026-03-02"]
    )
    assert (result.exit_code, result.stdout) == (0, "1 file, nothing to mend.\n")


def test_an_existing_site_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "syndicate.toml").write_text("mine")
    result = init(str(tmp_path))
    assert result.exit_code == 2
    assert "syndicate.toml" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["syndicate.toml"]
    assert (tmp_path / "syndicate.toml").read_text() == "mine"


def test_what_exists_is_kept_and_gitignore_is_only_added_to(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / ".gitignore").write_text("*.pyc")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("# A\n")
    assert init(str(tmp_path)).exit_code == 0
    assert (tmp_path / "README.md").read_text() == "mine"
    assert (tmp_path / ".gitignore").read_text() == "*.pyc\n.syndicate/\n"
    assert [path.name for path in (tmp_path / "content").iterdir()] == ["a.md"]


def test_gitignore_is_not_touched_when_it_says_so_already(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("/.syndicate\n")
    assert ".gitignore" not in init(str(tmp_path)).stdout
    assert (tmp_path / ".gitignore").read_text() == "/.syndicate\n"


@pytest.mark.parametrize(
    "name", ['a "quoted" name', "back\\slash", "éà 日本", "{braces}", "tab\there"]
)
def test_any_folder_name_makes_a_valid_configuration(tmp_path: Path, name: str) -> None:
    assert init(str(tmp_path / name)).exit_code == 0
    document = tomllib.loads((tmp_path / name / "syndicate.toml").read_text("utf-8"))
    assert document["organization"]["name"] == name


@pytest.mark.parametrize(
    ("zone", "language"),
    [("Mars/Olympus", "xx_XX"), ("", "C.UTF-8"), (":Europe/Berlin", "de_AT.UTF-8"), ("../x", "")],
)
def test_an_odd_machine_still_gets_a_site(tmp_path: Path, zone: str, language: str) -> None:
    assert init(str(tmp_path), TZ=zone, LC_ALL=language).exit_code == 0
    config.load(tmp_path / "syndicate.toml")


def test_two_different_folders_are_refused(tmp_path: Path) -> None:
    result = init(str(tmp_path / "a"), "--project", str(tmp_path / "b"))
    assert result.exit_code == 2
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = init(str(tmp_path / "file" / "jobs"))
    assert result.exit_code == 2
    assert "file" in result.stderr
    assert "Traceback" not in result.output
