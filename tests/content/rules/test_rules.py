"""The rules as data, their switches, and how they stand beside builds."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from syndicate import project
from syndicate.cli.app import app
from syndicate.config.keys import KEYS
from syndicate.content.rules import _OF_ONE, advice, rules, severity
from syndicate.problem import Severity
from tests.content.rules.cases import SITE, case
from tests.content.rules.page import PAGE, page
from tests.sites import Small

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
#: What `check` asks and builds do not.
ADVICE = {rule.code for rule in rules().values() if not rule.built}
TEACHERS = """\
[site]
url = "https://jobs.example.org/"
title = "Jobs"
[organization]
name = "Les Glycines"
address = { city = "Leeds", country = "GB" }
"""
TEACHER = """\
---
title: Language teacher
date: 2026-03-01
---

You teach in the evenings, and grown-ups come to you.

## You

- a native English speaker
- patient

Send a few lines to anne.bois@gmail.com.
"""
#: What an author may write who has not heard of any rule.
BODY = "You are a native English speaker. [Apply](http://localhost/), or jeanne.dupont@gmail.com."


def test_the_page_has_the_rules_as_they_are():
    text = PAGE.read_text("utf-8")
    assert page(text) == text


def test_the_example_of_the_page_is_what_check_says(tmp_path, monkeypatch):
    (tmp_path / "content").mkdir()
    (tmp_path / "syndicate.toml").write_text(TEACHERS)
    (tmp_path / "content" / "teacher.md").write_text(TEACHER)
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(app, ["check", "--now", "2026-03-02"]).stdout
    assert told == re.search(r"```\n(content.+?)```", PAGE.read_text("utf-8"), re.DOTALL)[1]


def test_every_rule_has_its_key_and_every_key_its_rule():
    assert tuple(KEYS["check"]) == tuple(rules())


def test_every_rule_is_asked():
    built = {rule.code for rule in rules().values() if rule.built}
    assert built == {"title-advice"}
    assert {*_OF_ONE, "gender-style", "duplicate-offer"} == set(rules()) - built


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.code)
def test_a_law_is_named_with_its_place_and_how_sure_that_is(rule):
    places = [law.jurisdiction for law in rule.laws]
    assert len(set(places)) == len(places)
    for law in rule.laws:
        assert law.name
        assert law.asks
        assert law.confidence in {"verified", "unverified"}
        assert law.countries
        # The nearest comes first: the union after its members.
        assert "EU" not in places[: places.index(law.jurisdiction)] or law.countries.isdisjoint(
            rule.laws[places.index("EU")].countries
        )
    assert len(rule.asks) < 160


def test_no_rule_is_an_error_by_itself():
    assert {rule.severity for rule in rules().values()} == {Severity.WARNING, Severity.INFO}


@pytest.mark.parametrize(
    ("word", "level"),
    [("error", Severity.ERROR), ("info", Severity.INFO), ("off", None), (None, Severity.WARNING)],
)
def test_a_site_says_what_a_rule_is_to_it(word, level):
    site = replace(SITE, check={"dead-link": word} if word else {})
    assert severity(rules()["dead-link"], site) is level
    told = [p.severity for p in advice([case(BODY)], site) if p.code == "dead-link"]
    assert told == ([level] if level else [])


@pytest.fixture
def small(tmp_path: Path) -> Small:
    made = Small(tmp_path, boards="")
    made.write("gardener", body=BODY)
    return made


def test_check_tells_what_a_build_tells_and_the_rules_beside(small):
    built = project.build(small.site, NOW)
    checked = project.check(small.site, NOW).problems
    advised = [problem for problem in checked if problem.code in ADVICE]
    assert {p.code for p in advised} == {"native-speaker", "dead-link", "private-mail"}
    assert list(built.problems) == [p for p in checked if p.code not in ADVICE]


def test_a_build_does_not_move_with_a_rule(small):
    project.build(small.site, NOW)
    small.settings = '[check]\nnative-speaker = "error"\n'
    small.configure()
    again = project.build(small.site, NOW)
    assert again.files["written"] == 0
    assert all(problem.code not in ADVICE for problem in again.problems)


def test_titles_are_asked_about_by_builds_as_the_site_wants(small):
    small.write("cook", title="COOK WANTED!")
    for level in ("warning", "error", "info", "off"):
        small.settings = f'[check]\ntitle-advice = "{level}"\n'
        small.configure()
        built = project.build(small.site, NOW).problems
        told = [problem.severity for problem in built if problem.code == "title-advice"]
        assert told == ([] if level == "off" else [level])
        checked = project.check(small.site, NOW).problems
        assert list(built) == [p for p in checked if p.code not in ADVICE]


def test_an_old_offer_under_a_new_date_is_known_until_the_next_build(small):
    project.build(small.site, NOW)
    path = small.root / "content" / "gardener.md"
    path.write_text(path.read_text().replace("date: 2026-02-01", "date: 2026-03-01"))
    dated = [p for p in project.check(small.site, NOW).problems if p.code == "re-dated"]
    assert [(p.line, p.hint) for p in dated] == [(3, "date: 2026-02-01")]
    project.build(small.site, NOW)
    assert "re-dated" not in {p.code for p in project.check(small.site, NOW).problems}


def test_another_text_may_have_another_date(small):
    project.build(small.site, NOW)
    small.write("gardener", body="All is new.")
    path = small.root / "content" / "gardener.md"
    path.write_text(path.read_text().replace("date: 2026-02-01", "date: 2026-03-01"))
    assert "re-dated" not in {p.code for p in project.check(small.site, NOW).problems}


def test_what_is_an_error_in_its_line_is_told_once(small):
    small.write("gardener", body="You garden.", apply="hhttps://example.org/apply")
    told = [p.code for p in project.check(small.site, NOW).problems if p.line == 4]
    assert told == ["bad-url"]


def test_what_is_not_published_is_not_asked(small):
    small.write("gardener", body=BODY, draft="true")
    assert all(p.code not in ADVICE for p in project.check(small.site, NOW).problems)
