"""A saved plan is followed exactly, or refused with what has moved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from syndicate.adapter import Operation
from syndicate.delivery import plan_file
from syndicate.delivery.brake import Drastic
from syndicate.delivery.ledger import State
from syndicate.delivery.planning import BoardPlan, Change, Hold
from syndicate.errors import ConfigurationError, OutputError
from tests.delivery.offers import NOW

if TYPE_CHECKING:
    from pathlib import Path

PLAN = BoardPlan(
    board="bing",
    create=(Change(Operation.CREATE, "chef-é", "1"),),
    update=(Change(Operation.UPDATE, "nurse", "2", State.LIVE, "1", replace=True),),
    withdraw=(Change(Operation.WITHDRAW, "cook", None, State.PENDING, "1", agreed=True),),
    hold=(Hold("pilot", "too long"),),
    live=7,
)


def test_a_plan_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    plan_file.save(path, [PLAN], [Drastic("bing", "it withdraws all")], NOW)
    saved = plan_file.load(path)
    assert saved.boards == {"bing": PLAN}
    assert saved.drastic == (Drastic("bing", "it withdraws all"),)
    assert saved.made == NOW
    plan_file.refuse_if_moved(saved, [PLAN])


@pytest.mark.parametrize(
    ("current", "words"),
    [
        (None, "bing: this board is not configured any more"),
        (replace(PLAN, create=()), "bing: chef-é: nothing is to be done any more"),
        (
            replace(PLAN, create=(Change(Operation.CREATE, "chef-é", "9"),)),
            "bing: chef-é: the offer has changed since",
        ),
        (
            replace(PLAN, create=(Change(Operation.CREATE, "chef-é", "1", State.GONE),)),
            "bing: chef-é: the board's entry in the ledger has changed since",
        ),
        (
            replace(PLAN, withdraw=(Change(Operation.UPDATE, "cook", "1"),)),
            "bing: cook: now update, planned was withdraw",
        ),
        (
            replace(PLAN, create=(*PLAN.create, Change(Operation.CREATE, "baker", "1"))),
            "bing: baker: is new: create",
        ),
        (replace(PLAN, adapter_changed=True), "bing: its adapter is another one"),
    ],
)
def test_a_plan_is_refused_when_anything_has_moved(
    tmp_path: Path, current: BoardPlan | None, words: str
) -> None:
    path = tmp_path / "plan.json"
    plan_file.save(path, [PLAN], [], NOW)
    with pytest.raises(ConfigurationError) as caught:
        plan_file.refuse_if_moved(plan_file.load(path), [current] if current else [])
    assert words in str(caught.value)
    assert str(caught.value).count("\n") == 1


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": "syndicate plan 0"}', "[" * 9999])
def test_what_is_no_plan_is_refused_with_the_way_out(tmp_path: Path, text: str) -> None:
    path = tmp_path / "plan.json"
    path.write_text(text)
    with pytest.raises(ConfigurationError, match="syndicate plan --out"):
        plan_file.load(path)


def test_a_file_that_cannot_be_read_or_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"none\.json"):
        plan_file.load(tmp_path / "none.json")
    with pytest.raises(OutputError, match="no/where"):
        plan_file.save(tmp_path / "no/where", [], [], NOW)


def test_the_report_has_the_shape_that_scripts_rely_on() -> None:
    assert plan_file.report([PLAN], [Drastic("bing", "why")]) == {
        "boards": {
            "bing": {
                "create": ["chef-é"],
                "update": ["nurse"],
                "withdraw": ["cook"],
                "hold": ["pilot"],
            }
        },
        "drastic": [{"board": "bing", "reason": "why"}],
    }
