"""Builds of a site with ``infer = true``, and of all the others."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from syndicate import project
from syndicate.site import ContentRules
from tests.project.building import NOW, clean, codes, put, tree

if TYPE_CHECKING:
    from syndicate.site import Site

BODY = "We offer a permanent, full-time job.\n\nLocation: 12 rue Mercière, 69002 Lyon, France"
STREET = '"streetAddress":"12 rue Mercière"'
INFER = ContentRules(infer=True)


def page(site: Site) -> str:
    """The data for search engines on the page of the offer."""
    text = (site.feeds_dir / "jobs/developer/index.html").read_text("utf-8")
    return text.partition("application/ld+json")[2].partition("</script>")[0]


@pytest.fixture
def asks(site: Site) -> Site:
    put(site, "developer.md", body=BODY)
    return replace(site, content=INFER)


def test_a_page_says_to_search_engines_what_the_text_states(asks: Site) -> None:
    built = project.build(asks, NOW)
    assert STREET in page(asks)
    assert "FULL_TIME" in page(asks)
    assert codes(built).count("inferred") == 3


def test_a_site_that_does_not_ask_for_it_says_nothing_more(site: Site, asks: Site) -> None:
    built = project.build(site, NOW)
    assert STREET not in page(site)
    assert "FULL_TIME" not in page(site)
    assert "inferred" not in codes(built)


@pytest.mark.parametrize("first", [True, False])
def test_turned_on_or_off_a_build_equals_a_clean_one(site: Site, asks: Site, first: bool) -> None:
    one, other = (asks, site) if first else (site, asks)
    project.build(one, NOW)
    project.build(other, NOW)
    assert tree(site.feeds_dir) == clean(other)


def test_asked_to_be_surer_a_build_equals_a_clean_one(site: Site, asks: Site) -> None:
    project.build(asks, NOW)
    surer = replace(site, content=replace(INFER, infer_above=1))
    project.build(surer, NOW)
    assert STREET not in page(surer)
    assert tree(site.feeds_dir) == clean(surer)


def test_an_edit_of_the_text_is_followed(asks: Site) -> None:
    project.build(asks, NOW)
    put(asks, "developer.md", body=BODY.replace("12 rue Mercière", "7 rue Longue"))
    project.build(asks, NOW)
    assert '"streetAddress":"7 rue Longue"' in page(asks)
    assert tree(asks.feeds_dir) == clean(asks)


def test_a_second_build_has_nothing_to_do(asks: Site) -> None:
    project.build(asks, NOW)
    assert project.build(asks, NOW).written.written == ()


_BUILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from syndicate import project
from syndicate.site import ContentRules, Site
site = Site(
    root=Path(sys.argv[1]), url="https://jobs.example.org/", title="Jobs",
    content=ContentRules(infer=sys.argv[2] == "infer"),
)
project.build(site, datetime(2026, 3, 2, 9, 0, tzinfo=UTC), jobs=1)
print(*(name for name in sys.modules if name.startswith("syndicate.content.prose")))
"""


@pytest.mark.parametrize("rule", ["infer", "no"])
def test_what_finds_facts_is_loaded_by_those_who_ask_for_them(asks: Site, rule: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", _BUILD, str(asks.root), rule],
        capture_output=True,
        text=True,
        check=True,
    )
    assert bool(told.stdout.split()) == (rule == "infer")
