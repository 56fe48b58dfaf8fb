"""Targets are shown beside what was measured, and never better than that."""

from __future__ import annotations

from benchmarks.targets import Target, Targets, megabytes, times

_RATIO = Target("other / ours", 2, 4, " ×")
_MEMORY = Target("memory", 400, 150, " MB", lower=True)


def test_a_figure_reaches_its_floor_its_goal_or_nothing() -> None:
    assert [_RATIO.reached(value) for value in (1.99, 2, 4)] == ["**missed**", "floor", "goal"]
    assert [_MEMORY.reached(value) for value in (401, 400, 150)] == ["**missed**", "floor", "goal"]


def test_a_ratio_is_of_runs_of_the_same_turn() -> None:
    table = Targets("x", "X", sized=True)
    table.add(_RATIO, times, [{"seconds": 6}, {"seconds": 20}], [{"seconds": 2}, {"seconds": 4}])
    cells = [cell.strip() for cell in table.lines()[-1].strip("|").split("|")]
    assert cells == ["other / ours", "4.00 (3.00–5.00) ×", "≥ 2 ×", "≥ 4 ×", "goal"]


def test_what_was_not_measured_is_said_not_to_be() -> None:
    table = Targets("x", "X", sized=True, left_out=["memory (no room)"])
    table.add(_MEMORY, megabytes, [])
    assert "not measured" in table.lines()[-1]
    assert table.note().endswith("not measured: memory (no room)")


def test_small_inputs_reach_nothing() -> None:
    table = Targets("x", "X", sized=False)
    table.add(_MEMORY, megabytes, [{"mb": 1, "load": 0.5}])
    assert "goal" not in table.lines()[-1]
    assert table.note() == "median (smallest–largest) of 1 turns; load 0.5 to 0.5"
