"""Problems for programs: JSON, GitHub's workflow commands, SARIF."""

from __future__ import annotations

import json
import re

import jsonschema

from syndicate.cli.problem_formats import as_json, workflow_command
from syndicate.cli.sarif import sarif
from syndicate.problem import Problem, Severity

PLAIN = Problem(
    "content/a.md", 3, 7, Severity.ERROR, "bad-date", "closes", "no such day", "closes: 1"
)
WHOLE = Problem("content/é b:c%.md", 0, 0, Severity.INFO, "draft", "", "100 %,\nreally: yes")


def test_json_has_the_keys_of_the_contract_in_their_order() -> None:
    assert json.dumps(as_json([PLAIN])) == (
        '[{"path": "content/a.md", "line": 3, "column": 7, "severity": "error", '
        '"code": "bad-date", "field": "closes", "message": "no such day", "hint": "closes: 1"}]'
    )


def test_a_workflow_command_is_one_line_with_place_title_and_remedy() -> None:
    assert workflow_command(PLAIN) == (
        "::error file=content/a.md,line=3,col=7,title=bad-date::no such day%0Ahelp: closes: 1"
    )


def test_a_workflow_command_escapes_what_would_end_it() -> None:
    assert workflow_command(WHOLE, "site/") == (
        "::notice file=site/content/é b%3Ac%25.md,line=1,col=1,title=draft::100 %25,%0Areally: yes"
    )


#: What SARIF 2.1.0 and GitHub's code scanning ask of the parts that we write.
TEXT = {
    "type": "object",
    "required": ["text"],
    "additionalProperties": False,
    "properties": {"text": {"type": "string", "minLength": 1}},
}
PLACE = {
    "type": "object",
    "required": ["artifactLocation", "region"],
    "properties": {
        "artifactLocation": {
            "required": ["uri"],
            "properties": {"uri": {"pattern": "^([A-Za-z0-9._~/-]|%[0-9A-F]{2})+$"}},
        },
        "region": {
            "required": ["startLine"],
            "additionalProperties": False,
            "properties": {
                "startLine": {"type": "integer", "minimum": 1},
                "startColumn": {"type": "integer", "minimum": 1},
            },
        },
    },
}
RESULT = {
    "type": "object",
    "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
    "properties": {
        "level": {"enum": ["error", "warning", "note"]},
        "message": TEXT,
        "locations": {
            "minItems": 1,
            "items": {"required": ["physicalLocation"], "properties": {"physicalLocation": PLACE}},
        },
    },
}
RULE = {
    "type": "object",
    "required": ["id", "shortDescription"],
    "properties": {"shortDescription": TEXT, "fullDescription": TEXT, "help": TEXT},
}
LOG = {
    "type": "object",
    "required": ["$schema", "version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "minItems": 1,
            "items": {
                "required": ["tool", "results", "columnKind"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "properties": {
                            "driver": {
                                "required": ["name", "version", "rules"],
                                "properties": {"rules": {"uniqueItems": True, "items": RULE}},
                            }
                        }
                    },
                    "results": {"items": RESULT},
                },
            },
        },
    },
}


def test_sarif_has_the_shape_of_the_standard() -> None:
    for problems in ([], [PLAIN], [WHOLE, PLAIN, PLAIN]):
        jsonschema.validate(sarif(problems, "sub folder/"), LOG)


def test_each_sarif_result_points_to_its_rule() -> None:
    run = json.loads(json.dumps(sarif([WHOLE, PLAIN])))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[r["ruleIndex"]]["id"] for r in run["results"]] == ["draft", "bad-date"]


def test_sarif_names_files_by_relative_uris() -> None:
    run = json.loads(json.dumps(sarif([WHOLE], "a b/")))["runs"][0]
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%20b/content/%C3%A9%20b%3Ac%25.md"
    assert not re.match(r"[a-z]+:|/", uri)
