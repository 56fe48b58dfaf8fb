"""Each rule of Google's page, broken alone, is refused by our schema."""

from __future__ import annotations

import copy
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from syndicate.jobposting import is_valid, job_posting
from syndicate.jobposting.keywords import KEYWORDS
from syndicate.jobposting.rules import schema
from syndicate.offer import Pay
from tests.jobpostings import LYON, PLACE, SITE, an_offer, closing
from tests.test_jobposting_rules import agreed, places_of

COUNTRY = {"@type": "Country", "name": "France"}
PAY = {
    "@type": "MonetaryAmount",
    "currency": "EUR",
    "value": {"@type": "QuantitativeValue", "value": 2100, "unitText": "MONTH"},
}
RANGE = {"@type": "QuantitativeValue", "minValue": 10, "maxValue": 10, "unitText": "HOUR"}
GONE = "(gone)"
REQUIRED = {
    *("@type", "name", "value", "address", "addressCountry", "currency", "minValue", "maxValue"),
    *("unitText", "credentialCategory", "monthsOfExperience"),
}


def whole() -> dict[str, Any]:
    return copy.deepcopy(job_posting(an_offer(), SITE) | {"baseSalary": PAY})


def changed(changes: dict[str, Any]) -> dict[str, Any]:
    """The whole document with *changes*; keys are paths with dots, ``GONE`` removes."""
    document = whole()
    for path, value in changes.items():
        *way, key = path.split(".")
        holder = document
        for step in way:
            holder = holder[step]
        if value == GONE:
            del holder[key]
        else:
            holder[key] = copy.deepcopy(value)
    return document


def test_the_whole_document_is_accepted() -> None:
    assert is_valid(whole())


@pytest.mark.parametrize(
    "changes",
    [
        {"datePosted": "2024-02-29"},
        {"datePosted": "2026-05-04T10:00:00+02:00"},
        {"validThrough": "2026-05-04T00:00:00-12:00"},
        {"datePosted": "2026-05-04T10:00:00+02:00", "validThrough": "2026-05-04T08:00:00+00:00"},
        {
            "jobLocation": GONE,
            "jobLocationType": "TELECOMMUTE",
            "applicantLocationRequirements": COUNTRY,
        },
        {"jobLocationType": "TELECOMMUTE"},
        {"baseSalary.value": RANGE},
        {"baseSalary": GONE, "employmentType": GONE, "directApply": GONE, "identifier": GONE},
        {"educationRequirements": "no requirements", "experienceRequirements": "no requirements"},
        {"jobStartDate": "au plus tôt"},
        {"jobStartDate": "2026-09"},
        {"hiringOrganization": {"@type": "Organization", "name": "confidential"}},
        {"description": "<p>Le poste<br>et ses <em>missions</em></p>"},
    ],
    ids=str,
)
def test_what_google_takes_is_accepted(changes: dict[str, Any]) -> None:
    assert agreed(changed(changes))


@pytest.mark.parametrize(
    "changes",
    [
        # Required, and not empty
        *({key: GONE} for key in ("@context", "@type", "title", "description", "datePosted")),
        *({key: GONE} for key in ("hiringOrganization", "jobLocation", "url")),
        *({key: ""} for key in ("title", "description", "datePosted", "url", "skills")),
        {"hiringOrganization": "confidential"},
        {"hiringOrganization.name": " "},
        {"hiringOrganization.@type": "Person"},
        # Dates
        {"datePosted": "2026-02-29"},
        {"datePosted": "2026-04-31"},
        {"datePosted": "04/05/2026"},
        {"datePosted": "2026-05-04T10:00:00"},
        {"datePosted": "2026-05-04 10:00:00+02:00"},
        {"validThrough": "2026-06-30"},
        {"validThrough": "2026-06-30T23:59:59"},
        {"validThrough": "2026-06-31T23:59:59+02:00"},
        {"validThrough": "2026-06-30T24:00:00+02:00"},
        {"validThrough": "2026-05-03T23:59:59+02:00"},
        {"datePosted": "2026-05-04T10:00:00+02:00", "validThrough": "2026-05-04T07:59:59+00:00"},
        {"jobStartDate": "2026-02-30"},
        {"jobStartDate": "2026-13"},
        {"jobStartDate": "2026-09", "jobImmediateStart": True},
        {"jobImmediateStart": False},
        # Places
        {"jobLocation": []},
        {"jobLocation": "Paris"},
        {"jobLocation.address": "Paris"},
        {"jobLocation.address.addressCountry": GONE},
        {"jobLocation.address.addressCountry": "France"},
        {"jobLocation.address.addressCountry": "fr"},
        {"jobLocation.address.addressCountry": "ZZ"},
        {"jobLocation.address.addressLocality": ""},
        # Remote work
        {"jobLocationType": "HYBRID"},
        {"jobLocationType": "Remote"},
        {"jobLocationType": "TELECOMMUTE", "jobLocation": GONE},
        {"applicantLocationRequirements": COUNTRY},
        {"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": []},
        {"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": "France"},
        {
            "jobLocationType": "TELECOMMUTE",
            "applicantLocationRequirements": {"@type": "Country", "name": "FR"},
        },
        # Contract and pay
        {"employmentType": []},
        {"employmentType": "full_time"},
        {"employmentType": ["Full-time"]},
        {"employmentType": ["CDI"]},
        {"employmentType": ["FULL_TIME", "FULL_TIME"]},
        {"baseSalary": 2100},
        {"baseSalary.currency": "€"},
        {"baseSalary.currency": "FRF"},
        {"baseSalary.currency": GONE},
        {"baseSalary.value": 2100},
        {"baseSalary.value.value": "2100"},
        {"baseSalary.value.value": 0},
        {"baseSalary.value.value": GONE},
        {"baseSalary.value.unitText": "month"},
        {"baseSalary.value.unitText": GONE},
        {"baseSalary.value.minValue": 2000},
        {"baseSalary.value": RANGE | {"minValue": 11}},
        {"baseSalary.value": {key: RANGE[key] for key in ("@type", "minValue", "unitText")}},
        {"baseSalary.minValue": 2000},
        {"jobDuration": "6 mois"},
        {"jobDuration": "P0M"},
        {"occupationalCategory": "2512"},
        {"occupationalCategory": {"@type": "CategoryCode", "codeValue": "2512"}},
        {"totalJobOpenings": 0},
        {"totalJobOpenings": 1.5},
        {"totalJobOpenings": "2"},
        {"directApply": "true"},
        {"experienceRequirements": "2 ans"},
        {"educationRequirements": "Bac +5"},
        {
            "educationRequirements": {
                "@type": "EducationalOccupationalCredential",
                "credentialCategory": "bachelor_degree",
            }
        },
        # Text and links
        {"title": "Deux\nlignes"},
        {"description": "Chargé·e de projets junior"},
        {"description": "<p>Chargé·e de projets <strong>junior</strong></p>"},
        {"description": "<p>&nbsp;</p>"},
        {"description": "Sans alinéa"},
        {"description": "<p>x</p><script>alert(1)</script>"},
        {"description": '<p onclick="x()">x</p>'},
        {"description": '<p><a href="javascript:x()">x</a></p>'},
        {"url": "/jobs/x/"},
        {"url": "ftp://example.org/"},
        {"hiringOrganization.sameAs": "example.org"},
        {"hiringOrganization.logo": "data:image/png;base64,x"},
        # Foreign
        {"inLanguage": "fr"},
        {"hiringOrganization.title": "x"},
        {"jobLocation.addressCountry": "FR"},
        {"identifier.url": "https://example.org/"},
    ],
    ids=str,
)
def test_what_google_refuses_is_refused(changes: dict[str, Any]) -> None:
    assert not agreed(changed(changes))


def test_the_documentation_names_every_property_and_keyword() -> None:
    text = (Path(__file__).parents[1] / "docs" / "jobposting.md").read_text(encoding="utf-8")
    names = set(schema()["properties"]) - {"@context", "@type"} | set(KEYWORDS)
    # A keyword is written with its form: `ascends: [a, b]`.
    assert not {name for name in names if f"`{name}`" not in text and f"`{name}: [" not in text}


# Every place of a document that has everything


FULL = job_posting(
    an_offer(
        workplace="remote",
        locations=(PLACE, LYON),
        remote_countries=("FR", "BE"),
        pay=Pay(Decimal(10), Decimal(20), "EUR", "hour"),
        start="2026-09-01",
        duration_months=Decimal(6),
        education="bachelor_degree",
        experience=12,
        skills=("Python", "Git"),
        openings=2,
        isco=("2512", "2513"),
        rome=("M1805",),
        **closing(date(2026, 6, 30)),
    ),
    SITE,
)
PLACES = places_of(FULL)


def at(path: tuple[Any, ...]) -> Any:
    value: Any = FULL
    for step in path:
        value = value[step]
    return value


def with_value(path: tuple[Any, ...], value: object) -> dict[str, Any]:
    document = copy.deepcopy(FULL)
    holder: Any = document
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    return document


def test_the_full_document_is_accepted_and_has_every_property_but_one() -> None:
    assert agreed(FULL)
    assert set(schema()["properties"]) - set(FULL) == {"jobImmediateStart"}


@pytest.mark.parametrize("path", [(), *(path for path in PLACES if isinstance(at(path), dict))])
def test_no_object_takes_a_foreign_property(path: tuple[Any, ...]) -> None:
    foreign = at(path) | {"alternateName": "x"}
    assert not agreed(with_value(path, foreign) if path else foreign)


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize(
    "value", [-1, 7.5, True, "", "x\n", None, [], {}, ["x"], {"@type": "Thing"}]
)
def test_no_place_takes_any_value(path: tuple[Any, ...], value: object) -> None:
    fits = {"directApply": True, "minValue": 7.5}.get(path[-1], "nothing")
    assert agreed(with_value(path, value)) == (value == fits)


@pytest.mark.parametrize("path", [path for path in PLACES if isinstance(at(path), str)])
def test_no_text_but_the_description_ends_with_a_line_feed(path: tuple[Any, ...]) -> None:
    assert agreed(with_value(path, at(path) + "\n")) == (path == ("description",))


@pytest.mark.parametrize("path", [path for path in PLACES if isinstance(at(path), list)])
def test_no_array_holds_a_value_twice_or_is_of_one(path: tuple[Any, ...]) -> None:
    assert not agreed(with_value(path, [*at(path), at(path)[0]]))
    assert agreed(with_value(path, at(path)[:1])) == (path == ("employmentType",))


@pytest.mark.parametrize("path", [path for path in PLACES if path[-1] in REQUIRED])
def test_what_makes_an_object_cannot_be_missing(path: tuple[Any, ...]) -> None:
    holder = {key: value for key, value in at(path[:-1]).items() if key != path[-1]}
    assert not agreed(with_value(path[:-1], holder) if path[:-1] else holder)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("baseSalary", "value", "maxValue"), 1e13),
        (("totalJobOpenings",), 10**7),
        (("experienceRequirements", "monthsOfExperience"), 0),
        (("experienceRequirements", "monthsOfExperience"), 12.5),
        (("experienceRequirements", "monthsOfExperience"), 1201),
    ],
)
def test_numbers_beyond_sense_are_refused(path: tuple[Any, ...], value: object) -> None:
    assert not agreed(with_value(path, value))
