"""Problems as a good compiler tells them: place, fault, reason, remedy."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from syndicate.cli.excerpt import excerpt
from syndicate.cli.output import counted, harmless, is_terminal
from syndicate.cli.reasons import reason
from syndicate.content.hints import parsed
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

#: Where a line that is to be added goes.
PLACE_FOR_LINES = (
    "Lines to add go to the top of the file, between its two lines ---; write both where there "
    "are none."
)
_NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


@dataclass(slots=True)
class ProblemText:
    """Writes problems for people. The reason why a fault matters is told once."""

    root: Path
    told: set[str] = field(default_factory=set)

    def lines(self, problem: Problem) -> Iterable[str]:
        """*problem* as coloured lines, ended by a blank one."""
        yield self._headline(problem)
        yield from self._source(problem)
        why = reason(problem.code)
        if why and why not in self.told:
            yield _note("why", _wrapped(why))
            self.told.add(why)
        if problem.hint:
            yield _note("help", problem.hint)
        yield ""

    def _headline(self, problem: Problem) -> str:
        path = os.path.relpath(self.root / problem.path)
        place = f"{path}:{problem.line or 1}:{problem.column or 1}: "
        name = f"{_NAMES[problem.severity]}[{problem.code}]"
        return (
            click.style(harmless(place), bold=True)
            + click.style(name, fg=_COLOURS[problem.severity], bold=True)
            + ": "
            + harmless(problem.message)
        )

    def _source(self, problem: Problem) -> Iterable[str]:
        if _is_of_what_is_missing(problem):
            return
        gutter = f"  {problem.line} | "
        width = max(20, shutil.get_terminal_size((100, 24)).columns - len(gutter))
        found = excerpt(self.root / problem.path, problem.line, problem.column, width)
        if found is None:
            return
        source, caret = found
        yield click.style(gutter, fg="blue") + source
        if caret:
            rule = " " * (len(gutter) - 2) + "| "
            yield click.style(rule, fg="blue") + click.style(
                caret, fg=_COLOURS[problem.severity], bold=True
            )


def _is_of_what_is_missing(problem: Problem) -> bool:
    """Whether *problem* is about a field that stands nowhere: line 1 shows nothing of it."""
    nowhere = (problem.line, problem.column) == (1, 1)
    return nowhere and problem.field not in {"", "title", "board_title"}


def _wrapped(text: str) -> str:
    """*text* in lines that a terminal need not break within words; one line in a pipe."""
    if not is_terminal(sys.stdout):
        return text
    return textwrap.fill(text, max(40, shutil.get_terminal_size().columns - len("  why: ")))


def _note(label: str, text: str) -> str:
    first, *rest = harmless(text).split("\n")
    indent = " " * (len(label) + 4)
    opening = f"  {click.style(f'{label}:', bold=True)} {first}"
    return "\n".join([opening, *(indent + line for line in rest)])


def summary(problems: Sequence[Problem], files: int, *, notes_shown: bool) -> str:
    """What *problems* come to, in one or two sentences."""
    of = Counter(problem.severity for problem in problems)
    notes = of[Severity.INFO]
    hidden = "" if notes_shown or not notes else f" {counted(notes, 'note')} more with --verbose."
    if not of[Severity.ERROR] and not of[Severity.WARNING]:
        return f"{counted(files, 'file')}, nothing to mend.{hidden}"
    parts = [
        counted(of[severity], _NAMES[severity])
        for severity in (Severity.ERROR, Severity.WARNING)
        if of[severity]
    ]
    return f"{', '.join(parts)} in {counted(files, 'file')}: {_verdict(problems)}{hidden}"


def steps(problems: Sequence[Problem]) -> Iterable[str]:
    """Where the lines go that *problems* ask for, and who looks whether the text has them."""
    if any(_is_of_what_is_missing(problem) and parsed(problem.hint) for problem in problems):
        yield PLACE_FOR_LINES
        yield "What the text of an offer states already, `syndicate suggest` proposes as lines."


def _verdict(problems: Sequence[Problem]) -> str:
    needing = {problem.path for problem in problems if problem.severity is Severity.ERROR}
    if not needing:
        return "advice only, no file needs you."
    return f"{counted(len(needing), 'file needs', 'files need')} a person."
