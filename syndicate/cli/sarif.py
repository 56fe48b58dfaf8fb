"""Problems as SARIF 2.1.0, the form that code-scanning services take in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from syndicate import __version__
from syndicate.cli.reasons import reason
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(problems: Sequence[Problem], prefix: str = "") -> dict[str, object]:
    """A SARIF log of one run; *prefix* leads from the repository's root to the project folder."""
    rules = sorted({problem.code for problem in problems})
    driver = {
        "name": "Syndicate",
        "version": __version__,
        "rules": [_rule(code) for code in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, rules.index(problem.code), prefix) for problem in problems],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> dict[str, object]:
    words = code.replace("-", " ")
    rule: dict[str, object] = {"id": code, "shortDescription": {"text": words}}
    if why := reason(code):
        rule["fullDescription"] = {"text": why}
        rule["help"] = {"text": why}
    return rule


def _result(problem: Problem, rule: int, prefix: str) -> dict[str, object]:
    # Code-scanning services refuse a result without a line: a whole file is its first one.
    region = {"startLine": problem.line or 1}
    if problem.line and problem.column:
        region["startColumn"] = problem.column
    # A file name of stray bytes has surrogates; its URI has the bytes.
    uri = quote((prefix + problem.path).encode("utf-8", errors="surrogateescape"), safe="/")
    text = problem.message + (f"\nhelp: {problem.hint}" if problem.hint else "")
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
    }
