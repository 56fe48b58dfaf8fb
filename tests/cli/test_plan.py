"""``syndicate plan``: readable for a stranger, exact for a program, and it sends nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from syndicate.cli.app import app
from tests.sites import Small

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture(autouse=True)
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    monkeypatch.chdir(tmp_path)
    made = Small(tmp_path)
    made.write("gardener")
    made.write("cook", closes="2026-03-10")
    return made


def run(*arguments: str, now: str = "2026-03-02") -> Result:
    return CliRunner().invoke(app, [*arguments, "--now", now])


def test_a_plan_says_what_where_and_why_and_what_to_type(small: Small) -> None:
    result = run("plan")
    assert result.exit_code == 3
    lines = result.stdout.splitlines()
    assert lines[0] == "local (folder): 2 to create; it holds 0 postings"
    assert "  + create    Gardener (gardener): it is new there" in lines
    assert lines[-1] == "Nothing was sent. Do it with: syndicate apply"
    assert not (small.root / "board").exists()


def test_the_command_to_type_names_the_saved_plan_or_the_board() -> None:
    def last(*arguments: str) -> str:
        return run("plan", *arguments).output.splitlines()[-1]

    assert last("--out", "my plan") == "Nothing was sent. Do it with: syndicate apply 'my plan'"
    assert last("--out", "p", "--json") == "Saved as p."
    assert last("--board", "local").endswith(": syndicate apply --board local")
    run("apply")
    assert last("--out", "nothing") == "Saved as nothing."


def test_nothing_to_do_is_exit_code_0(small: Small) -> None:
    run("apply")
    result = run("plan")
    assert (result.exit_code, result.stdout) == (
        0,
        "local (folder): nothing to do; it holds 2 postings\n",
    )


def test_a_plan_of_a_later_day_withdraws_what_will_be_closed(small: Small) -> None:
    run("apply")
    small.write("gardener", "Head gardener")
    result = run("plan", now="2026-03-11")
    assert "- withdraw  Cook (cook): it is closed now" in result.stdout
    assert "~ update    Head gardener (gardener): it has changed" in result.stdout


def test_what_has_no_file_any_more_keeps_its_title(small: Small) -> None:
    run("apply")
    small.remove("cook")
    assert "- withdraw  Cook (cook): its file is gone" in run("plan").stdout


def test_json_has_the_keys_of_the_contract_and_stands_alone(small: Small) -> None:
    result = run("plan", "--json")
    assert result.exit_code == 3
    assert json.loads(result.stdout) == {
        "boards": {
            "local": {"create": ["cook", "gardener"], "update": [], "withdraw": [], "hold": []}
        },
        "drastic": [],
    }


def test_what_looks_like_an_accident_is_marked(small: Small) -> None:
    run("apply")
    small.remove("cook")
    small.remove("gardener")
    result = run("plan")
    assert result.exit_code == 3
    assert "waits for a person's word" in result.stdout
    assert result.stdout.splitlines()[-1].endswith("syndicate apply --yes")
    (drastic,) = json.loads(run("plan", "--json").stdout)["drastic"]
    assert drastic["board"] == "local"


def test_a_board_that_does_not_exist_is_answered_with_the_nearest(small: Small) -> None:
    result = run("plan", "--board", "locla")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean local?" in result.stderr


def test_a_site_without_boards_is_told_how_to_begin(small: Small) -> None:
    small.configure("")
    result = run("plan")
    assert result.exit_code == 0
    assert 'adapter = "folder"' in result.stderr
    assert json.loads(run("plan", "--json").stdout) == {"boards": {}, "drastic": []}


def test_a_long_plan_is_cut_for_people_and_whole_for_programs(small: Small) -> None:
    for number in range(30):
        small.write(f"offer-{number:02}")
    assert "and 12 more to create" in run("plan").stdout
    assert len(json.loads(run("plan", "--json").stdout)["boards"]["local"]["create"]) == 32
