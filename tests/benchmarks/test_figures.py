"""Figures are shown, and put into the document, as they were measured."""

from __future__ import annotations

import re

import pytest

from benchmarks.__main__ import DOCUMENT
from benchmarks.figures import Column, Table, spread
from benchmarks.page import UnmarkedError, replaced


def test_the_median_is_shown_between_the_smallest_and_the_largest() -> None:
    assert spread([3.0, 1.0, 2.0, 1200.0], 1) == "2.5 (1.0–1,200.0)"


def test_a_single_run_is_shown_without_a_range() -> None:
    assert spread([0.25], 2) == "0.25"


def test_the_rows_of_a_table_are_aligned() -> None:
    table = Table("x", "X", (Column("mb", "MB"),), {"small": [{"mb": 1}], "large": [{"mb": 2e6}]})
    assert table.lines() == [
        "|       |        MB |",
        "| ----- | --------- |",
        "| small |         1 |",
        "| large | 2,000,000 |",
    ]


def test_a_table_tells_how_often_it_was_measured_and_how_busy_the_machine_was() -> None:
    rows = {"a": [{"mb": 1, "load": 0.5}, {"mb": 2, "load": 3}], "b": [{"mb": 1}, {"mb": 1}]}
    note = Table("x", "X", (Column("mb", "MB"),), rows).note()
    assert note == "median (smallest–largest) of 2 runs; load 0.5 to 3.0"


def test_a_table_tells_what_was_left_out() -> None:
    table = Table("x", "X", (Column("mb", "MB"),), {"a": [{"mb": 1}]}, ["Hugo, which is away"])
    assert table.note() == "the only one of 1 run; load unknown; left out: Hugo, which is away"


def test_a_table_of_nothing_tells_what_was_left_out() -> None:
    table = Table("x", "X", (Column("mb", "MB"),), left_out=["a million: no room"])
    assert table.note() == "nothing was measured; left out: a million: no room"
    assert table.lines() == ["|  | MB |", "|  | -- |"]


def test_figures_replace_older_ones_and_leave_the_words_around_them() -> None:
    text = "Before.\n<!-- a -->\nold\n<!-- /a -->\nAfter.\n"
    once = replaced(text, {"a": ["new"]})
    assert once == "Before.\n<!-- a -->\n\nnew\n\n<!-- /a -->\nAfter.\n"
    assert replaced(once, {"a": ["new"]}) == once


def test_figures_without_a_place_are_told_of() -> None:
    with pytest.raises(UnmarkedError, match="a -->"):
        replaced("nothing", {"a": ["new"]})


def test_the_document_has_a_place_for_every_table() -> None:
    names = {"machine", "plan", "plan-command", "delivery", "ledger", "round", "build", "start"}
    names |= {"peers", "peers-middle", "peers-large", "complete", "eight", "million", "targets"}
    names |= {"dialects"}
    text = DOCUMENT.read_text("utf-8")
    assert set(re.findall(r"<!-- ([a-z-]+) -->", text)) == names
    assert replaced(text, dict.fromkeys(names, ())) != ""
