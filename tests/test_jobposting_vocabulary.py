"""Everything that our schema lets pass is in schema.org's vocabulary, on its type."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from syndicate.jobposting import is_valid, job_posting
from syndicate.jobposting.rules import schema
from tests.jobpostings import SITE, SITUATIONS

TABLE = json.loads(
    (Path(__file__).parent / "data" / "schema-org-30.0.json").read_text(encoding="utf-8")
)


def ranges(type_: str, name: str) -> list[str]:
    """The types that values of *name* may have on *type_*, its parents' properties included."""
    here: str | None = type_
    while here:
        if name in TABLE["properties"].get(here, {}):
            return list(TABLE["properties"][here][name])
        here = TABLE["parents"].get(here)
    return []


def is_a(type_: str, wanted: str) -> bool:
    here: str | None = type_
    while here and here != wanted:
        here = TABLE["parents"].get(here)
    return here == wanted


def nodes_of(part: Any) -> list[dict[str, Any]]:
    """Every subschema of *part* for a node: an object with a constant ``@type``."""
    if isinstance(part, list):
        return [found for inner in part for found in nodes_of(inner)]
    if not isinstance(part, dict):
        return []
    properties = part.get("properties")
    here = [part] if isinstance(properties, dict) and "const" in properties.get("@type", {}) else []
    return here + [found for inner in part.values() for found in nodes_of(inner)]


def emittable() -> list[tuple[str, str]]:
    """Every type and property that the schema lets pass."""
    return sorted(
        {
            (node["properties"]["@type"]["const"], name)
            for node in nodes_of(schema())
            for name in node["properties"]
            if not name.startswith("@")
        }
    )


@pytest.mark.parametrize(("type_", "name"), emittable())
def test_every_property_belongs_to_its_type(type_: str, name: str) -> None:
    assert ranges(type_, name)
    assert name not in TABLE["superseded"]


def test_the_schema_knows_all_the_types_that_we_emit() -> None:
    assert {type_ for type_, _ in emittable()} == {
        "CategoryCode",
        "CategoryCodeSet",
        "Country",
        "EducationalOccupationalCredential",
        "JobPosting",
        "MonetaryAmount",
        "OccupationalExperienceRequirements",
        "Organization",
        "Place",
        "PostalAddress",
        "PropertyValue",
        "QuantitativeValue",
    }


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_value_is_in_the_range_of_its_property(name: str) -> None:
    check(job_posting(SITUATIONS[name], SITE))


def check(node: dict[str, Any]) -> None:
    for name, value in node.items():
        if name.startswith("@"):
            continue
        allowed = ranges(node["@type"], name)
        for single in value if isinstance(value, list) else [value]:
            assert any(fits(single, type_) for type_ in allowed), (node["@type"], name, single)
            if isinstance(single, dict):
                check(single)


def fits(value: Any, type_: str) -> bool:
    if isinstance(value, dict):
        return is_a(value["@type"], type_)
    if isinstance(value, bool):
        return type_ == "Boolean"
    if isinstance(value, int | float):
        return type_ == "Number" or (type_ == "Integer" and isinstance(value, int))
    return type_ in ("Text", "URL", "Date", "DateTime", "Duration")


@pytest.mark.parametrize(
    "foreign",
    ["inLanguage", "keywords", "datePublished", "dateModified", "author", "benefits", "incentives"],
)
def test_what_is_foreign_or_superseded_is_refused(foreign: str) -> None:
    document = job_posting(SITUATIONS["on-site"], SITE)
    assert is_valid(document)
    assert not is_valid(document | {foreign: "x"})


def test_countries_are_those_that_cldr_names() -> None:
    from babel import Locale

    named = Locale.parse("en").territories
    codes = schema()["$defs"]["countryCode"]["enum"]
    assert len(codes) == 249 + 1
    assert all(code in named for code in codes)


def test_currencies_are_those_of_today() -> None:
    from babel.core import get_global

    used = {
        currency
        for history in get_global("territory_currencies").values()
        for currency, _, until, tender in history
        if tender and until is None
    }
    assert {"EUR", "CHF", "GBP", "USD", "XOF", "CAD", "MAD"} <= used
    assert set(schema()["properties"]["baseSalary"]["properties"]["currency"]["enum"]) == used
