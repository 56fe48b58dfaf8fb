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


# -- offers that are there already ------------------------------------------------------------


def put(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        text = "# Ours\n" if name == "README.md" else "---\ntitle: Gardener\n---\nRoses.\n"
        (root / name).write_text(text)


@pytest.mark.parametrize(
    ("names", "path", "offers"),
    [
        (("_posts/a.md", "_posts/2026/b.md", "README.md", "docs/c.md"), "_posts", 2),
        (("offres d'emploi/a.markdown",), "offres d'emploi", 1),
        (("content/a.md", "blog/b.md"), "content", 1),
        (("gardener.md", "README.md"), ".", 1),
        (("_site/a.md", ".cache/b.md"), "content", 0),
    ],
)
def test_the_folder_of_the_offers_is_found(
    names: tuple[str, ...], path: str, offers: int, tmp_path: Path
) -> None:
    put(tmp_path, *names)
    told = init(str(tmp_path))
    site = config.load(tmp_path / "syndicate.toml")
    assert site.content.path == path
    has_example = any(tmp_path.glob("content/*-example-offer.md"))
    assert has_example == (offers == 0)
    assert ("syndicate suggest" in told.stderr) == (offers > 0)
    listed = CliRunner().invoke(app, ["offers", "--json", "--project", str(tmp_path)]).stdout
    assert listed.count('"title": "Gardener"') == offers


def test_of_several_folders_none_is_taken_and_all_are_named(tmp_path: Path) -> None:
    put(tmp_path, "_posts/a.md", "_jobs/b.md", "_jobs/c.md")
    told = init(str(tmp_path)).stderr
    assert "Markdown files lie in _jobs/ (2), _posts/ (1)." in told
    assert "as path below [content]" in told
    assert config.load(tmp_path / "syndicate.toml").content.path == "content"
