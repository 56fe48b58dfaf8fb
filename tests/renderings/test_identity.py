"""Ids are for life: what readers know an offer and a feed by."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.renderings.identity import entry_id, feed_id
from tests.renderings.feed_samples import PARIS, SITE, make_offer


def test_an_id_is_made_of_host_day_posted_and_id() -> None:
    offer = make_offer("2026-03-01-dev", date_posted=date(2026, 3, 1))
    assert entry_id(offer, SITE) == "tag:emploi.example.org,2026-03-01:2026-03-01-dev"


@pytest.mark.parametrize(
    "url",
    [
        "http://emploi.example.org/",
        "https://EMPLOI.example.org:8443/",
        "https://user@emploi.example.org/elsewhere/",
    ],
)
def test_scheme_port_and_folder_of_the_site_do_not_change_an_id(url: str) -> None:
    offer = make_offer("dev")
    assert entry_id(offer, replace(SITE, url=url)) == entry_id(offer, SITE)


def test_title_slug_and_address_do_not_change_an_id() -> None:
    offer = make_offer("dev")
    moved = replace(offer, title="Other", slug="other", url="https://x.example/other", body="")
    assert entry_id(moved, SITE) == entry_id(offer, SITE)


def test_an_offer_without_a_date_takes_the_first_day_of_the_site() -> None:
    offer = make_offer("dev", date_posted=None)
    assert entry_id(offer, SITE) == "tag:emploi.example.org,2015-06-01:dev"


@pytest.mark.parametrize("zone", [UTC, PARIS, timezone(timedelta(hours=-11))])
def test_the_day_is_the_one_written_in_the_file(zone: timezone) -> None:
    offer = make_offer("dev", date_posted=datetime(2026, 3, 1, 23, 59, tzinfo=zone))
    assert ",2026-03-01:" in entry_id(offer, SITE)


def test_both_spellings_of_an_accent_are_one_id() -> None:
    composed, taken_apart = (
        make_offer("dev", id=unicodedata.normalize(form, "chargé")) for form in ("NFC", "NFD")
    )
    assert entry_id(composed, SITE) == entry_id(taken_apart, SITE)
    assert entry_id(composed, SITE).endswith(":charg%C3%A9")


def test_a_host_with_accents_is_written_in_ascii() -> None:
    site = replace(SITE, url="https://métiers.example/")
    assert entry_id(make_offer("dev"), site).startswith("tag:xn--mtiers-bva.example,")


def test_feeds_have_ids_of_their_own() -> None:
    assert feed_id(SITE, "tags/c/") == "tag:emploi.example.org,2015-06-01:feed:/tags/c/"
    assert feed_id(SITE, "") != feed_id(SITE, "fr/")


@given(st.text(st.characters(codec=None)), st.text(st.characters(codec=None)))
def test_different_ids_stay_different_and_are_plain_ascii(one: str, other: str) -> None:
    first, second = (entry_id(make_offer("x", id=name), SITE) for name in (one, other))
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (first == second) is same
    assert first.isascii()
    assert first.isprintable()
    assert " " not in first


@given(st.text("aZ09_.~/:-%é \u0301\ud800", max_size=4) | st.text())
def test_the_end_of_an_id_is_the_offers_own_quoted(name: str) -> None:
    quoted = quote(unicodedata.normalize("NFC", name), safe="/:", errors="surrogatepass")
    assert entry_id(make_offer("x", id=name), SITE).endswith(f":{quoted}")
