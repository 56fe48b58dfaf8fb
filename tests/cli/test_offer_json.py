"""The keys of ``syndicate offers --json`` are a contract: names, order, kinds of values."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

from syndicate.cli.offer_json import offer_json
from syndicate.offer import Location, Offer, Organization, Pay, Status

KEYS = [
    "path",
    "id",
    "status",
    "title",
    "board_title",
    "language",
    "organization",
    "locations",
    "workplace",
    "remote_countries",
    "employment",
    "schedule",
    "days_per_week",
    "duration_months",
    "start",
    "pay",
    "education",
    "experience",
    "languages",
    "skills",
    "tags",
    "date_posted",
    "date_modified",
    "closes",
    "apply_url",
    "apply_email",
    "url",
    "requisition_id",
    "openings",
    "isco",
    "rome",
    "sources",
]

BARE = Offer(
    path="content/a.md",
    id="a",
    status=Status.OPEN,
    title="A",
    slug="a",
    url="https://example.org/jobs/a/",
    language="fr",
)

FULL = Offer(
    path="content/b.md",
    id="b",
    status=Status.CLOSED,
    title="B",
    slug="b",
    url="https://example.org/jobs/b/",
    language="fr",
    organization=Organization("Les Amis", url="https://example.org/"),
    locations=(Location(city="Lyon", country="FR"),),
    workplace="hybrid",
    employment=("fixed_term",),
    schedule=("part_time",),
    days_per_week=Decimal("2.5"),
    duration_months=Decimal("6.0"),
    pay=Pay(min=Decimal(1400), max=Decimal("1600.50"), currency="EUR", period="month"),
    experience=24,
    date_posted=datetime(2017, 5, 23, 16, 2, 11, tzinfo=UTC),
    closes=date(2017, 7, 1),
    sources={"title": "front matter", "pay": "prose"},
)


def test_the_keys_are_those_of_the_contract_in_their_order() -> None:
    assert list(offer_json(BARE)) == KEYS
    assert list(offer_json(FULL)) == KEYS


def test_what_is_not_stated_is_null_or_an_empty_list() -> None:
    stated = {"path", "id", "status", "title", "language", "url"}
    silent = {key: value for key, value in offer_json(BARE).items() if key not in stated}
    lists = {
        "locations",
        "remote_countries",
        "employment",
        "schedule",
        "languages",
        "skills",
        "tags",
        "isco",
        "rome",
    }
    assert {key for key, value in silent.items() if value == []} == lists
    assert silent.pop("sources") == {}
    assert all(value is None for key, value in silent.items() if key not in lists)


def test_nested_values_have_the_keys_of_the_contract() -> None:
    document = offer_json(FULL)
    assert document["organization"] == {
        "name": "Les Amis",
        "url": "https://example.org/",
        "logo": None,
    }
    assert document["locations"] == [
        {"street": None, "postal_code": None, "city": "Lyon", "region": None, "country": "FR"}
    ]
    assert document["sources"] == {"title": "front matter", "pay": "prose"}


def test_numbers_are_json_numbers_and_whole_ones_have_no_fraction() -> None:
    text = json.dumps(offer_json(FULL))
    assert '"days_per_week": 2.5' in text
    assert '"duration_months": 6,' in text
    assert '"pay": {"min": 1400, "max": 1600.5, "currency": "EUR", "period": "month"' in text
    assert '"experience": 24' in text


def test_a_day_stays_a_day_and_an_instant_keeps_its_offset() -> None:
    document = offer_json(FULL)
    assert document["closes"] == "2017-07-01"
    assert document["date_posted"] == "2017-05-23T16:02:11+00:00"
