"""JSON Feed 1.1 and its extension."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from syndicate.offer import Location, Pay
from syndicate.renderings.jsonfeed import json_feed
from tests.renderings.feed_samples import (
    PARIS,
    by_path,
    catalogue,
    example,
    make_offer,
    with_feeds,
)

DOCS = Path(__file__).parents[2] / "docs" / "feeds.md"
EVERYTHING: dict[str, Any] = {
    "employment": ("permanent",),
    "schedule": ("full_time",),
    "workplace": "remote",
    "remote_countries": ("FR",),
    "locations": (Location("1 rue X", "75019", "Paris", "Île-de-France", "FR"),),
    "days_per_week": Decimal(4),
    "duration_months": Decimal(6),
    "start": "asap",
    "pay": Pay(Decimal(1), Decimal(2), "EUR", "hour", "et plus"),
    "education": "none",
    "experience": 12,
    "languages": ("fr",),
    "skills": ("XML",),
    "openings": 2,
    "requisition_id": "R1",
    "closes": date(2026, 4, 30),
    "apply_url": "https://ats.example.com/",
    "apply_email": "emploi@exemple.example.org",
}


def _document(*offers: Any, **board: Any) -> Any:
    return json.loads(by_path(json_feed(catalogue(*offers, **board)))["feed.json"])


def _item(**facts: Any) -> Any:
    return _document(make_offer("a", **facts))["items"][0]


def test_the_feed_names_itself_its_board_and_its_hub() -> None:
    document = _document()
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert document["feed_url"] == "https://emploi.example.org/feed.json"
    assert document["home_page_url"] == "https://emploi.example.org/"
    assert document["hubs"] == [{"type": "WebSub", "url": "https://hub.example.net/"}]
    assert "hubs" not in _document(site=with_feeds(hub=None))


def test_a_feed_in_a_folder_names_its_own_address() -> None:
    for path, data in by_path(json_feed(example())).items():
        assert json.loads(data)["feed_url"] == f"https://emploi.example.org/{path}"


def test_an_item_has_text_in_both_lengths_and_dates_with_a_zone() -> None:
    item = _item(summary="a < b", date_modified=date(2026, 3, 4))
    assert item["summary"] == "a < b"
    assert item["content_html"] == "<p>Le texte de a.</p>\n"
    assert item["date_published"] == "2026-03-01T00:00:00+01:00"
    assert item["date_modified"] == "2026-03-04T00:00:00+01:00"


def test_an_offer_without_a_date_has_none() -> None:
    assert not {"date_published", "date_modified"} & _item(date_posted=None).keys()


def test_what_is_not_stated_has_no_key() -> None:
    assert _item(date_posted=None)["_syndicate"] == {"status": "open", "id": "a"}


def test_what_is_stated_is_there_as_data() -> None:
    facts = _item(
        locations=(Location(city="Paris", postal_code="75019", country="FR"), Location()),
        pay=Pay(min=Decimal("2000.50"), max=Decimal(2500), currency="EUR", period="month"),
        duration_months=Decimal(6),
        remote_countries=("FR",),
        closes=date(2026, 4, 30),
        closes_at=datetime(2026, 5, 1, tzinfo=PARIS),
    )["_syndicate"]
    assert facts["locations"] == [{"postalCode": "75019", "city": "Paris", "country": "FR"}]
    assert facts["pay"] == {"min": 2000.5, "max": 2500, "currency": "EUR", "period": "month"}
    assert facts["durationMonths"] == 6
    assert facts["remoteCountries"] == ["FR"]
    assert (facts["datePosted"], facts["validThrough"]) == ("2026-03-01", "2026-04-30")


def test_a_closing_by_the_rules_of_the_site_is_told_too() -> None:
    facts = _item(closes_at=datetime(2026, 5, 1, tzinfo=PARIS))["_syndicate"]
    assert facts["validThrough"] == "2026-05-01T00:00:00+02:00"


@pytest.mark.parametrize("figure", [2**53 + 1, 10**20])
def test_a_figure_that_readers_would_garble_is_left_out(figure: int) -> None:
    facts = _item(openings=figure, duration_months=Decimal(figure))["_syndicate"]
    assert not {"openings", "durationMonths"} & facts.keys()
    assert _item(openings=2**53)["_syndicate"]["openings"] == 2**53


def test_an_item_in_another_language_says_so() -> None:
    assert "language" not in _item()
    assert _item(language="en")["language"] == "en"


def test_keys_of_the_extension_are_letters_alone() -> None:
    for item in json.loads(by_path(json_feed(example()))["feed.json"])["items"]:
        for key in _keys(item["_syndicate"]):
            assert re.fullmatch(r"[A-Za-z0-9]+", key)


def test_every_key_of_the_extension_is_in_the_documentation_and_the_other_way_round() -> None:
    paragraph = DOCS.read_text(encoding="utf-8").split("adds a member `_syndicate`")[1]
    documented = set(re.findall(r"`(\w+)`", paragraph.split("Values are those")[0]))
    assert set(_keys(_item(**EVERYTHING)["_syndicate"])) == documented


def test_text_is_written_as_it_is() -> None:
    data = by_path(json_feed(catalogue(make_offer("a", title="Chargé·e 🧭"))))["feed.json"]
    assert '"title": "Chargé·e 🧭"' in data.decode()


def _keys(value: object) -> list[str]:
    if isinstance(value, dict):
        return [*value, *(key for inner in value.values() for key in _keys(inner))]
    return [key for inner in value for key in _keys(inner)] if isinstance(value, list) else []
