"""``docs/commands.md`` has each command and option, and none that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from syndicate.cli.app import COMMANDS, app

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "commands.md").read_text("utf-8")
CHAPTERS = dict(re.findall(r"^## (.+)\n((?:(?!## ).*\n?)*)", PAGE, re.MULTILINE))
COMMON = {"--project", "--now", "--help"}


def command(name: str) -> click.Command:
    found = app.get_command(click.Context(app), name)
    assert found is not None
    return found


def defined(text: str) -> set[str]:
    """The options that *text* has an entry for."""
    entries = re.findall(r"^(`-.*`)\n:", text, re.MULTILINE)
    return {option for entry in entries for option in re.findall(r"--[a-z-]+", entry)}


def test_each_command_has_a_chapter_and_each_chapter_a_command() -> None:
    chapters = [
        name.removeprefix("syndicate ") for name in CHAPTERS if name.startswith("syndicate ")
    ]
    assert chapters == list(COMMANDS)
    assert re.findall(r"^\| \[`(\w+)`\]", PAGE, re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_chapter_has_exactly_the_options_of_its_command(name: str) -> None:
    options = {
        spelling
        for parameter in command(name).params
        if isinstance(parameter, click.Option)
        for spelling in parameter.opts
        if spelling.startswith("--")
    }
    assert defined(CHAPTERS[f"syndicate {name}"]) == options - COMMON
    assert COMMON - {"--help"} <= options


@pytest.mark.parametrize("name", COMMANDS)
def test_a_chapter_names_the_arguments_of_its_command(name: str) -> None:
    usage = " ".join(command(name).collect_usage_pieces(click.Context(command(name))))
    arguments = usage.replace("[OPTIONS]", "").strip()
    assert f"\n    {f'syndicate {name} {arguments}'.strip()}\n" in CHAPTERS[f"syndicate {name}"]


def test_no_chapter_speaks_of_an_option_that_does_not_exist() -> None:
    spoken = set(re.findall(r"`(--[a-z-]+)", PAGE))
    known = {"--version", *COMMON}
    for name in COMMANDS:
        known |= {opt for parameter in command(name).params for opt in parameter.opts}
    assert spoken <= known


def test_the_options_of_every_command_have_a_chapter() -> None:
    assert defined(CHAPTERS["For every command"]) == COMMON - {"--help"}


def test_the_example_of_a_check_is_what_check_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "syndicate.toml").write_text(
        '[site]\nurl = "https://example.org/"\ntitle = "Jobs"\n[organization]\nname = "Les Amis"\n'
        'address = { city = "Lyon", country = "FR" }\n'
    )
    (tmp_path / "content").mkdir()
    for name, more in {"a": "", "b": "", "bees": "pay: 14 EUR/hour\ncloses: 2026-02-31\n"}.items():
        front = f"title: Keeper of {name}\ndate: 2026-02-01\nplace: Lyon, FR\n{more}"
        text = f"---\n{front}---\nYou keep bees. Apply: jobs@example.org\n"
        (tmp_path / f"content/{name}.md").write_text(text)
    example = re.search(r"```\n(.+?)```", CHAPTERS["syndicate check"], re.DOTALL)
    assert example
    told = CliRunner().invoke(app, ["check", "--now", "2026-02-02"]).stdout
    assert told == example[1]


def test_every_option_has_a_word_of_help() -> None:
    for name in COMMANDS:
        for parameter in command(name).params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.opts}"
