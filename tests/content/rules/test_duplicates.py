"""Offers that are there twice, and those that only look like each other."""

from __future__ import annotations

import pytest

from syndicate.offer import Location, Status
from tests.content.rules.cases import case, found

BODY = " ".join(f"word{n}" for n in range(200))
NEARLY = BODY.replace("word7 ", "wort7 ")


def twice(body=NEARLY, **facts):
    return [case(BODY, path="content/a.md"), case(body, **{"path": "content/b.md"} | facts)]


def test_nearly_the_same_text_under_one_title_in_one_place_is_told_of_the_second():
    [problem] = found("duplicate-offer", *twice())
    assert problem.path == "content/b.md"
    assert "content/a.md" in problem.message


@pytest.mark.parametrize("title", ["DEVELOPER", "Develop-er"])
def test_titles_are_compared_as_people_read_them(title):
    assert found("duplicate-offer", *twice(title=title))


@pytest.mark.parametrize(
    "facts",
    [
        {"title": "Senior developer"},
        {"locations": (Location(city="York", country="GB"),)},
        {"language": "fr", "locations": (Location(city="Leeds", country="GB"),)},
        {"status": Status.SCHEDULED},
        {"employment": ("internship",)},
        {"requisition_id": "R-2"},
        {"start": "2027-01"},
        {"body": " ".join(f"other{n}" for n in range(200))},
        {"body": BODY[: len(BODY) // 2]},
    ],
)
def test_another_post_is_not(facts):
    assert found("duplicate-offer", *twice(**facts)) == []


def test_three_are_told_twice():
    third = case(BODY, path="content/c.md")
    problems = found("duplicate-offer", *twice(), third)
    assert [problem.path for problem in problems] == ["content/b.md", "content/c.md"]


def test_offers_without_a_text_are_not_compared():
    assert found("duplicate-offer", case(path="content/a.md"), case(path="content/b.md")) == []
