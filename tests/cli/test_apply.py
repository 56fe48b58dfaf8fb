"""``syndicate apply``: does what the plan shows, refuses accidents, says what it did."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from syndicate.cli.app import app
from tests.sites import LOCAL, Small

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


def test_it_does_what_the_plan_shows_and_nothing_twice(small: Small) -> None:
    result = run("apply")
    assert (result.exit_code, result.stdout) == (0, "local: 2 created\n")
    assert small.held() == {"gardener": "Gardener", "cook": "Cook"}
    assert run("apply").stdout == "local: nothing to do\n"
    assert run("apply", now="2026-03-11").stdout == "local: 1 withdrawn\n"
    assert small.held() == {"gardener": "Gardener"}


def test_json_counts_what_was_done_and_stands_alone(small: Small) -> None:
    result = run("apply", "--json")
    local = json.loads(result.stdout)["boards"]["local"]
    assert (local["created"], local["updated"], local["withdrawn"]) == (2, 0, 0)
    assert "2 created" in result.stderr


def test_an_emptied_folder_empties_no_board(small: Small) -> None:
    run("apply")
    small.remove("cook")
    small.remove("gardener")
    result = run("apply")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no offer was found" in result.stderr
    assert "syndicate apply --yes" in result.stderr
    assert len(small.held()) == 2
    assert run("apply", "--yes").exit_code == 0
    assert small.held() == {}


def test_the_last_offer_to_close_leaves_its_board_without_a_word(small: Small) -> None:
    small.remove("gardener")
    run("apply")
    assert run("apply", now="2026-03-11").stdout == "local: 1 withdrawn\n"
    assert small.held() == {}


def test_a_saved_plan_is_followed_exactly_or_not_at_all(small: Small) -> None:
    assert run("plan", "--out", "plan.json").exit_code == 3
    small.write("smith")
    result = run("apply", "plan.json")
    assert result.exit_code == 2
    assert "smith" in result.stderr
    assert small.held() == {}
    small.remove("smith")
    assert run("apply", "plan.json").exit_code == 0
    assert set(small.held()) == {"gardener", "cook"}
    assert run("apply", "plan.json").exit_code == 2


def test_one_board_can_be_chosen(small: Small) -> None:
    small.configure(LOCAL + '[boards.second]\nadapter = "folder"\npath = "second"\n')
    assert run("apply", "--board", "second").stdout == "second: 2 created\n"
    assert (small.held(), len(small.held("second"))) == ({}, 2)


def test_one_boards_trouble_is_its_own_and_exit_code_1(small: Small) -> None:
    small.configure(LOCAL + '[boards.second]\nadapter = "folder"\npath = "second"\n')
    (small.root / "second").write_text("a file in the way")
    result = run("apply")
    assert result.exit_code == 1
    assert "local: 2 created" in result.stdout
    assert "second: 2 to be tried again" in result.stdout or "second" in result.stdout
    assert len(small.held()) == 2


def test_a_file_that_cannot_be_read_is_exit_code_1_and_stays(small: Small) -> None:
    run("apply")
    small.spoil("cook")
    result = run("apply")
    assert result.exit_code == 1
    assert "syndicate check" in result.stderr
    assert len(small.held()) == 2


def test_a_mistake_in_the_configuration_sends_nothing(small: Small) -> None:
    small.configure(LOCAL + "colour = 1\n")
    result = run("apply")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "colour" in result.stderr
    assert not (small.root / ".syndicate" / "ledger.db").exists()
