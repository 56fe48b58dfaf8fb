"""Problems for people: the caret stands under the fault whatever the line holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click
import pytest
from rich.cells import cell_len

from syndicate.cli.excerpt import excerpt
from syndicate.cli.problem_text import ProblemText, steps, summary
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from pathlib import Path

DATE = Problem(
    "content/a.md",
    3,
    7,
    Severity.ERROR,
    "bad-date",
    "date_posted",
    "no such day",
    "date: 2026-02-28",
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("---\ntitle: A\ndate: 2026-02-31\n---\n")
    return tmp_path


def told(problem: Problem, root: Path) -> list[str]:
    return [click.unstyle(line) for line in ProblemText(root).lines(problem)]


def test_a_problem_has_its_place_its_line_a_caret_and_the_line_to_write(site: Path) -> None:
    lines = told(DATE, site)
    assert lines[0] == "content/a.md:3:7: error[bad-date]: no such day"
    assert lines[1] == "  3 | date: 2026-02-31"
    assert lines[2] == "    |       ^"
    assert "  help: date: 2026-02-28" in lines


def test_the_place_can_be_opened_from_where_the_command_runs(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site / "content")
    assert told(DATE, site)[0].startswith("a.md:3:7: ")


def test_the_reason_is_told_once(site: Path) -> None:
    teller = ProblemText(site)
    first, second = ("\n".join(teller.lines(DATE)) for _ in range(2))
    assert "why:" in click.unstyle(first)
    assert "why:" not in click.unstyle(second)


def test_a_reason_that_two_kinds_share_is_told_once(site: Path) -> None:
    teller = ProblemText(site)
    place, day = (replace(DATE, code=f"jobposting-missing-{x}") for x in ("locations", "date"))
    assert "why:" in click.unstyle("\n".join(teller.lines(place)))
    assert "why:" not in click.unstyle("\n".join(teller.lines(day)))


def test_of_a_field_that_stands_nowhere_the_first_line_is_not_shown(site: Path) -> None:
    (site / "content/b.md").write_text("# Gardener\n\nRoses.\n")
    missing = replace(DATE, path="content/b.md", line=1, column=1, field="locations")
    assert not any("Gardener" in line for line in told(missing, site))
    title = replace(missing, field="title", code="title-advice")
    assert "  1 | # Gardener" in told(title, site)


def test_where_lines_go_is_told_when_there_is_one_to_add() -> None:
    missing = replace(DATE, line=1, column=1, field="locations", hint="location: …")
    assert any("between its two lines ---" in line for line in steps([missing]))
    assert not list(steps([DATE]))
    assert not list(steps([replace(missing, hint="say it in the text")]))


@pytest.mark.parametrize(
    "line",
    [
        "\tdate: X",
        "日本語: X",
        "é: X",
        "e\u0301: X",
        "🧑‍🌾: X",
        "a\x1b[31m: X",
        "x" * 300 + " X " + "y" * 300,
    ],
    ids=["tab", "wide", "accent", "combining", "emoji", "escape", "long"],
)
def test_the_caret_stands_under_the_fault(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(line, encoding="utf-8")
    found = excerpt(path, 1, line.index("X") + 1)
    assert found is not None
    source, caret = found
    assert cell_len(source[: source.index("X")]) == cell_len(caret) - 1
    assert cell_len(source) <= 100
    assert "\x1b" not in source


def test_an_offer_cannot_drive_the_terminal(site: Path) -> None:
    rude = Problem(
        "content/\x1b[2J.md", 1, 1, Severity.ERROR, "x", "", "\x1b]0;owned\x07", "\x9b2J"
    )
    assert not any(letter in "".join(told(rude, site)) for letter in "\x1b\x07\x9b")


def test_a_link_is_not_followed_to_show_a_line(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("password\n")
    (tmp_path / "a.md").symlink_to(tmp_path / "secret")
    assert excerpt(tmp_path / "a.md", 1, 1) is None


def test_there_is_no_excerpt_of_a_line_that_is_not_there(site: Path) -> None:
    assert excerpt(site / "content/a.md", 99, 1) is None
    assert excerpt(site / "content/none.md", 1, 1) is None


def test_a_problem_of_the_whole_file_shows_no_fence(site: Path) -> None:
    assert excerpt(site / "content/a.md", 1, 1) is None


def of(severity: Severity, path: str = "a.md") -> Problem:
    return Problem(path, 1, 1, severity, "x", "", "m")


def test_the_summary_counts_in_words() -> None:
    error, warning, note = (of(severity) for severity in Severity)
    assert summary([], 1, notes_shown=False) == "1 file, nothing to mend."
    assert summary([warning], 2, notes_shown=False) == (
        "1 warning in 2 files: advice only, no file needs you."
    )
    assert summary([error, of(Severity.ERROR, "b.md"), warning], 81, notes_shown=False) == (
        "2 errors, 1 warning in 81 files: 2 files need a person."
    )
    assert summary([note], 3, notes_shown=False).endswith("1 note more with --verbose.")
    assert "--verbose" not in summary([note], 3, notes_shown=True)
