"""Whatever an offer says: no rule fails, each finding has its place, and none takes for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicate.content.rules import MOST, advice, rules
from syndicate.offer import Location
from tests.content.rules.cases import NOW, SITE, case, found
from tests.content.rules.sentences import TABLES
from tests.content.rules.test_links import DEAD
from tests.content.rules.test_personal_data import MOBILE, PRIVATE

#: What rules look for, and marks that break what they look through.
PIECES = st.sampled_from(
    [
        *DEAD,
        *MOBILE,
        *PRIVATE,
        *(text for asking, _ in TABLES.values() for texts in asking.values() for text in texts),
        *("```", "~~~", "<!--", "-->", "{{", "{%", "|", "\n", "- ", "> ", "## ", "**", "](", "İ"),
    ]
)
BODIES = st.lists(PIECES | st.text(max_size=20), max_size=12).map(" ".join)
#: Of letters that front matter can hold.
LETTERS = st.characters(max_codepoint=0xFFFF, exclude_categories=["C", "Z"])
TITLES = st.text(LETTERS, min_size=1, max_size=40)


@settings(max_examples=150)
@given(BODIES, TITLES, st.sampled_from(["fr", "de", "en", "es", "nl", "tlh"]))
def test_a_finding_is_somewhere_in_its_file(body, title, language):
    body = body.replace("\r", " ").encode("utf-8", "replace").decode()
    facts = {"locations": (Location(city="Lille", country="FR"),), "title": title}
    offers = [case(body, language=language, path=f"content/{n}.md", **facts) for n in range(2)]
    lines = body.count("\n") + 5
    for problem in advice(offers, SITE):
        assert problem.code in rules()
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        assert problem.message
        assert problem.hint


@pytest.mark.parametrize(
    "unit",
    [
        *("[x](", "[x]( ", "![", "[", "](", "<a href='", "`", "```\n", "1 ", "0", "06 ", "06 12 "),
        *("a@", "a.", "jeanne.dupont@gmail.com ", "native ", "a native English speaker. "),
        *("http://localhost/ ", "[x]()\n", "[x](#y)\n", "## y\n", "âgé de ", "jeune ", "  \n"),
        *("<!-- ", "{{ ", "nur ", "id=", "Appelez le 06 12 34 56 78. ", "[x](y.pdf)\n"),
    ],
)
def test_two_hundred_thousand_times_the_same_ends(unit):
    body = unit * (200_000 // len(unit))
    for language in ("en", "fr", "de"):
        problems = list(advice([case(body, language=language)], SITE))
        assert all(
            sum(problem.code == code for problem in problems) <= MOST
            for code in {problem.code for problem in problems}
        )


def test_thousands_of_offers_of_one_name_are_compared_with_some_of_them():
    offers = [
        case("A job. " * 30, path=f"content/{n:04}.md", date_posted=(NOW - timedelta(9)).date())
        for n in range(2000)
    ]
    assert len(found("duplicate-offer", *offers)) == 1999
