"""The documentation of pages names what templates have, no more and no less."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import syndicate.renderings
from syndicate.renderings.facts import Fact
from syndicate.renderings.listing import Group, Line
from syndicate.renderings.page import Apply, Employer, Page, Translation
from syndicate.renderings.renderer import Feed

DOCS = (Path(__file__).parents[2] / "docs" / "pages.md").read_text(encoding="utf-8")
TEMPLATES = Path(syndicate.renderings.__file__).parent / "templates"


def row(name: str) -> str:
    """The line of a table that begins with *name*."""
    found = re.search(rf"^\| `{name}` \|.*$", DOCS, re.MULTILINE)
    assert found is not None, name
    return found[0]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("feeds", Feed),
        ("translations", Translation),
        ("employer", Employer),
        ("facts", Fact),
        ("apply", Apply),
    ],
)
def test_every_part_of_a_value_is_documented(name: str, kind: Any) -> None:
    for field in kind.__annotations__:
        assert f"`{field}`" in row(name)


@pytest.mark.parametrize("kind", [Page, Line, Group])
def test_every_part_of_the_page_and_the_list_is_documented(kind: Any) -> None:
    for field in kind.__annotations__:
        assert f"`{field}`" in DOCS


@pytest.mark.parametrize("template", ["base.html", "offer.html"])
def test_the_blocks_documented_are_those_there_are(template: str) -> None:
    source = (TEMPLATES / template).read_text(encoding="utf-8")
    inherited = {"head", "main"} if template == "offer.html" else set()
    named = re.findall(rf"^\| `{template}` \| .*?((?:`\w+` ?)+)\|$", DOCS, re.MULTILINE)
    documented = set(re.findall(r"\w+", named[-1]))
    assert documented == set(re.findall(r"{% block (\w+) %}", source)) - inherited


def test_every_template_is_documented() -> None:
    for path in TEMPLATES.iterdir():
        assert f"`{path.name}`" in DOCS
