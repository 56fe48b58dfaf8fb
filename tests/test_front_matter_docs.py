"""docs/front-matter.md and docs/problems.md say what the program does, no less and no more."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from tests.content.sites import Folder

ROOT = Path(__file__).resolve().parents[1]
KEYS = tomllib.loads((ROOT / "syndicate/content/keys.toml").read_text("utf-8"))
FRONT_MATTER = (ROOT / "docs/front-matter.md").read_text("utf-8")
PROBLEMS = (ROOT / "docs/problems.md").read_text("utf-8")


def rows(text):
    return dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", text, re.MULTILINE))


def test_every_field_has_its_row_and_every_row_its_field():
    fields = FRONT_MATTER.split("## Fields")[1].split("## Names")[0]
    assert set(rows(fields)) == set(KEYS["fields"])


EXAMPLES = re.findall(
    r"^\| `\w+` \|.*\| `([^`]+)` \|$", FRONT_MATTER.split("## Names")[0], re.MULTILINE
)


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_is_understood(tmp_path, line):
    front = {"title": "Developer", "date": "2026-03-01"}
    front |= dict([line.split(": ", 1)])
    folder = Folder(tmp_path)
    folder.site = replace(folder.site, boards={"mastodon": {}})
    problems = folder.problems("\n".join(f"{key}: {text}" for key, text in front.items()))
    assert {p.code for p in problems} <= {"draft", "closed", "not-an-offer", "country-from-site"}


def test_every_key_is_documented_and_every_documented_key_is_understood():
    strong, rest = FRONT_MATTER.split("## Names")[1].split("Some keys mean")
    weak = rest.split("These belong")[0]
    assert {field: keys.split(", ") for field, keys in rows(strong).items()} == KEYS["fields"]
    assert {field: keys.split(", ") for field, keys in rows(weak).items()} == KEYS["weak"]


_WORD = r'"([a-z]+(?:-[a-z]+)*)"'


def codes_in_the_program():
    """Codes as they stand in calls: ``code="…"``, ``.error("…"``, ``Problem(…, "…")``."""
    found = set()
    paths = ROOT.glob("syndicate/content/*.py")
    for path in (
        *paths,
        *ROOT.glob("syndicate/project/*.py"),
        ROOT / "syndicate/renderings/misnamed.py",
        ROOT / "syndicate/renderings/ad_rules.py",
        ROOT / "syndicate/jobposting/faults.py",
    ):
        text = path.read_text("utf-8")
        found |= set(re.findall(rf"\bcode={_WORD}", text))
        found |= set(re.findall(rf"report\.(?:error|warning|info)\(\s*{_WORD}", text))
        found |= set(re.findall(rf"Severity(?:\.\w+|\(\w+\)),\s*{_WORD}", text))
        found |= set(re.findall(r'"(board-feed-[a-z]+)"', text))
        found |= set(re.findall(r'"((?:yaml|toml|json)-[a-z]+)"', text))
    # Said through a variable: which key keeps an offer back.
    return found | {"draft", "scheduled", "closed"}


def test_every_code_is_documented_and_every_documented_code_exists():
    documented = set(re.findall(r"^\| `([a-z-]+)` \|", PROBLEMS, re.MULTILINE))
    from_jobposting = {code for code in documented if code.startswith("jobposting-")}
    assert codes_in_the_program() == documented - from_jobposting
