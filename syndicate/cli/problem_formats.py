"""Problems as programs read them: JSON, and GitHub's workflow commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_json(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """The list that ``check --format json`` prints: keys and order are a contract."""
    return [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "severity": problem.severity.value,
            "code": problem.code,
            "field": problem.field,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]


def workflow_command(problem: Problem, prefix: str = "") -> str:
    """*problem* as one line that GitHub Actions shows beside the changed line.

    *prefix* leads from the repository's root to the project folder and ends with ``/``.
    """
    properties = {
        "file": prefix + problem.path,
        "line": str(problem.line or 1),
        "col": str(problem.column or 1),
        "title": problem.code,
    }
    stated = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = problem.message + (f"\nhelp: {problem.hint}" if problem.hint else "")
    return f"::{_COMMANDS[problem.severity]} {stated}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
