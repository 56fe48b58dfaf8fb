"""Lines for front matter: the file reads what they say, and all else that it said before."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.content.front_matter import parse
from syndicate.content.hints import BLANK
from syndicate.content.nodes import text_of
from syndicate.offer import Location
from syndicate.project.front_lines import FrontLines, Said
from syndicate.site import ContentRules, Site

SITE = Site(root=Path(), url="https://example.org/", title="Jobs")
#: Front matter with a line for the pay, its number, and what it says beside.
STYLES = {
    "plain": ("---\ntitle: Cook\npay: 12 EUR\n---\nYou cook.\n", 3),
    "commented": ("---\ntitle: Cook\npay: 12 EUR   # since May\n---\nYou cook.\n", 3),
    "double": ('---\ntitle: Cook\npay: "12 EUR" # ours\n---\nYou cook.\n', 3),
    "single": ("---\ntitle: Cook\n'pay': '12 EUR'\n---\nYou cook.\n", 3),
    "indented": ("---\n  title: Cook\n  pay: 12 EUR\n---\nYou cook.\n", 3),
    "TOML": ('+++\ntitle = "Cook"\npay = "12 EUR" # ours\n+++\nYou cook.\n', 3),
}
#: What a remedy may say: words, figures, and all that YAML and TOML take for something else.
VALUES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1
).filter(lambda text: text == text.strip() and text.isprintable())


def read(text: str) -> dict[str, str]:
    return {key: text_of(node) for key, node in parse(text).front.values.items()}


@pytest.mark.parametrize("style", STYLES)
@given(value=VALUES)
def test_a_line_in_place_of_another_says_what_it_should(style: str, value: str) -> None:
    text, at = STYLES[style]
    said = {"pay": Said(value, value, "", 9, sure=True)}
    front = FrontLines(text, {"pay": (at, 1)}, SITE, said)
    [entry] = front.entries("pay", ["salary: 14 EUR per hour"], (), ())
    lines = text.split("\n")
    assert (lines[at - 1], entry.at, entry.example) == (entry.before, at, "")
    lines[at - 1] = entry.line
    assert read("\n".join(lines)) == {**read(text), "pay": value}


@pytest.mark.parametrize("style", STYLES)
@given(value=VALUES)
def test_a_line_that_is_added_is_written_as_the_file_is(style: str, value: str) -> None:
    text, _ = STYLES[style]
    said = {"skills": Said(value, value, "", 9, sure=True)}
    front = FrontLines(text, {}, SITE, said)
    [entry] = front.entries("skills", ["skills: knives"], (), ())
    added = front.added([entry])
    line = added.get(entry.key, entry.line)
    lines = text.split("\n")
    lines.insert(1, line)
    assert read("\n".join(lines)) == {**read(text), entry.key: value}


def test_what_only_the_author_knows_is_left_open() -> None:
    front = FrontLines("---\ntitle: Cook\n---\n", {}, SITE)
    [pay] = front.entries("pay", ["salary: 14 EUR per hour"], (), ())
    assert (pay.line, pay.example) == (f"salary: {BLANK}", "14 EUR per hour")
    [closes] = front.entries("closes", ["closes: 2026-06-30", "closes: YYYY-MM-DD"], (), ())
    assert (closes.line, closes.example) == ("deadline: YYYY-MM-DD", "")
    assert front.entries("body", ["say more below the front matter"], (), ()) == ()


def test_a_likely_fact_is_an_example_and_a_sure_one_the_value() -> None:
    for sure, told in ((False, (BLANK, "hybrid")), (True, ("hybrid", ""))):
        said = {"workplace": Said("hybrid", "hybrid", "We may work at home.", 4, sure)}
        front = FrontLines("---\ntitle: Cook\n---\n", {}, SITE, said)
        [entry] = front.entries("workplace", ["workplace: onsite"], (), ())
        assert (entry.value, entry.example) == told


@pytest.mark.parametrize(
    ("stated", "parts", "value"),
    [
        (Location(city="Lyon"), ("country",), "Lyon, COUNTRY"),
        (Location(city="Lyon", country="FR"), ("postal_code", "city"), "POSTCODE Lyon, FR"),
        (Location(country="FR"), ("city",), "TOWN, FR"),
        (Location("1 rue A", "69002", "Lyon", None, "FR"), ("region",), None),
    ],
)
def test_a_place_keeps_its_parts_and_gets_those_that_are_missing(
    stated: Location, parts: tuple[str, ...], value: str | None
) -> None:
    front = FrontLines("---\ntitle: Cook\nplace: Lyon\n---\n", {"locations": (3, 8)}, SITE)
    [entry] = front.entries("locations", ["location: Paris, France"], parts, [stated])
    assert entry.line == f"place: {value or '1 rue A, 69002 Lyon, REGION, FR'}"
    assert entry.before == "place: Lyon"


def test_a_place_that_is_stated_part_by_part_gets_the_part() -> None:
    text = "---\ntitle: Cook\nville: Lyon\n---\n"
    front = FrontLines(text, {"city": (3, 8)}, SITE)
    entries = front.entries(
        "locations", ["location: Paris, France"], ("city", "country"), [Location(city="Lyon")]
    )
    assert [entry.line for entry in entries] == ["country: COUNTRY"]


def test_a_value_of_several_lines_is_named_by_its_first() -> None:
    text = "---\ntitle: Cook\nplaces:\n  - Lyon\n  - Nantes\n---\n"
    front = FrontLines(text, {"locations": (4, 5)}, SITE)
    [entry] = front.entries("locations", ["location: A"], ("country",), [Location(city="Lyon")])
    assert (entry.line, entry.at, entry.before) == ("places: Lyon, COUNTRY", 3, "")
    assert entry.is_for_several
    assert front.added([entry]) == {}


@pytest.mark.parametrize("at", [1, 5])
def test_what_the_site_or_the_text_states_has_no_line_to_take_the_place_of(at: int) -> None:
    text = "---\ntitle: Cook\nlang: en\n---\nPay: 12 EUR\n"
    front = FrontLines(text, {"pay": (at, 1)}, SITE)
    [entry] = front.entries("pay", ["pay: 12 EUR per hour"], (), ())
    assert (entry.line, entry.at, entry.before) == ("salary: …", 0, "")


def test_the_key_is_the_sites_own() -> None:
    site = Site(
        root=Path(),
        url="https://example.org/",
        title="Jobs",
        content=ContentRules(fields={"date_posted": ("since",), "closes": ("until",)}),
    )
    front = FrontLines("---\ntitle: Cook\n---\n", {}, site)
    for field, hint, key in (
        ("closes", "closes: YYYY-MM-DD", "until"),
        ("date_posted", "date: YYYY-MM-DD", "since"),
    ):
        assert front.entries(field, [hint], (), ())[0].key == key
    plain = FrontLines("---\ntitle: Cook\n---\n", {}, SITE)
    assert plain.entries("date_posted", ["date: YYYY-MM-DD"], (), ())[0].key == "date"
