"""Ads of offers: one for each town, names for life, limits that hold, words that boards know."""

from __future__ import annotations

import gc
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from syndicate.offer import Location, Offer, Organization, Pay
from syndicate.project.dialects import load
from syndicate.renderings.ad import LONGEST_REFERENCE, ads
from syndicate.renderings.artefact import Catalogue
from syndicate.renderings.board_feed import Head, Known, Told, count_items, frame, items
from syndicate.renderings.dialect import read as read_dialect
from tests.renderings.dialect_samples import NAMES, data
from tests.renderings.dialect_schemas import schema
from tests.renderings.feed_samples import NOW, SITE, make_offer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from syndicate.renderings.dialect import Dialect

CLOCK = Catalogue(SITE, NOW, (), ())
ALL = tuple(load(name) for name in NAMES)
EVERYBODY = Known(lambda _: NOW, lambda _name, _reference: None)
PARIS = Location("1 rue du Port", "75002", "Paris", "Île-de-France", "FR")
LYON = Location(None, "69001", "Lyon", "Auvergne-Rhône-Alpes", "FR")
BODY = "<h2>Missions</h2>\n<p>" + "Suivre les projets &amp; en parler à tous. " * 10 + "</p>\n"

every_dialect = pytest.mark.parametrize("dialect", ALL, ids=NAMES)


def full(**facts: Any) -> Offer:
    """An offer with which no board finds fault."""
    mine = {
        "locations": (PARIS,),
        "body": BODY,
        "employment": ("internship",),
        "schedule": ("full_time",),
        "workplace": "onsite",
        "tags": ("civic tech",),
        "pay": Pay(Decimal(1800), Decimal(2000), "EUR", "month", "1 800 à 2 000 €"),
        "education": "bachelor_degree",
        "experience": 0,
        "languages": ("fr", "en"),
        "skills": ("Python",),
        "closes": date(2026, 6, 30),
        "apply_url": "https://emploi.example.org/apply?job=1&from=feed",
        "apply_email": "jobs@example.org",
    }
    return make_offer("charge-projets", **(mine | facts))


def feed(dialect: Dialect, *offers: Offer) -> bytes:
    made = [items(offer, [dialect], CLOCK, EVERYBODY)[0] for offer in offers]
    written = [one[dialect.name] for one in made if one]
    before, after = frame(dialect, Head(SITE, sum(one.number for one in written), NOW))
    return b"".join((before, *(one.data for one in written), after))


def read(dialect: Dialect, *offers: Offer) -> Sequence[Any]:
    return etree.fromstring(feed(dialect, *offers)).findall(f".//{dialect.item}")


def told(dialect: Dialect, offer: Offer, known: Known = EVERYBODY) -> list[Told]:
    return items(offer, [dialect], CLOCK, known)[1]


def codes(dialect: Dialect, offer: Offer, known: Known = EVERYBODY) -> list[str]:
    return [one.reason.code for one in told(dialect, offer, known)]


def named(name: str) -> Dialect:
    return ALL[NAMES.index(name)]


def references(offer: Offer) -> dict[str, str]:
    """Town → the reference of the ad there."""
    return {ad["city"]: ad["reference"] for ad in ads(offer, CLOCK)}


# -- everywhere -----------------------------------------------------------------------------------


@every_dialect
def test_an_offer_that_states_all_is_in_every_feed_and_nothing_is_missed(dialect: Dialect) -> None:
    assert told(dialect, full()) == []
    assert len(read(dialect, full())) == 1


@every_dialect
def test_a_full_offer_passes_the_schema_in_every_shape(dialect: Dialect) -> None:
    rules = schema(dialect.name)
    for offer in (
        full(),
        full(workplace="remote"),
        full(pay=Pay(Decimal("13.5"), None, "CHF", "hour")),
        full(pay=Pay(None, Decimal(45000), "EUR", "year")),
        full(pay=Pay(text="selon profil")),
        full(pay=None, tags=(), employment=(), schedule=(), education=None, closes=None),
        full(locations=(PARIS, LYON)),
        full(date_modified=datetime(2026, 3, 10, 9, tzinfo=UTC), experience=36),
    ):
        tree = etree.fromstring(feed(dialect, offer))
        assert rules.validate(tree), rules.error_log.last_error


@every_dialect
def test_a_feed_without_ads_can_be_read(dialect: Dialect) -> None:
    assert read(dialect) == []
    assert schema(dialect.name).validate(etree.fromstring(feed(dialect)))


@every_dialect
def test_ads_can_be_counted_in_the_file(dialect: Dialect) -> None:
    whole = feed(dialect, full(locations=(PARIS, LYON)), full(id="b", locations=(LYON,)))
    assert count_items(dialect, whole.splitlines(keepends=True)) == 3


def test_ads_leave_no_garbage_behind() -> None:
    # Builds look for it seldom, and texts of hundreds of offers would pile up until then.
    offers = [full(locations=(PARIS, LYON)) for _ in range(60)]
    items(offers[0], ALL, CLOCK, EVERYBODY)
    gc.collect()
    gc.disable()
    try:
        for offer in offers:
            items(offer, ALL, CLOCK, EVERYBODY)
        # Threads of the test runner may leave a little; circles would be several for each offer.
        assert gc.collect() < len(offers)
    finally:
        gc.enable()


# -- places and names -----------------------------------------------------------------------------


@every_dialect
def test_an_offer_in_two_towns_has_two_ads(dialect: Dialect) -> None:
    assert len(read(dialect, full(locations=(PARIS, LYON)))) == 2


def test_two_offices_in_one_town_are_one_ad() -> None:
    other = replace(PARIS, street="2 rue du Port", postal_code="75003")
    assert len(ads(full(locations=(PARIS, other)), CLOCK)) == 1
    assert len(ads(full(locations=(PARIS, replace(PARIS, city="paris"))), CLOCK)) == 1


def test_a_text_of_html_is_that_of_its_place() -> None:
    own = {"html": ["p"], "elements": {"at": {"html": "city"}, "text": {"html": "body"}}}
    dialect = read_dialect("own", data("indeed") | own | {"remote": {"body": "<p>Anywhere</p>"}})
    offer = full(workplace="remote", locations=(PARIS, LYON))
    beside = read_dialect("beside", data("indeed") | own | {"remote": {}})
    made = items(offer, [beside, dialect], CLOCK, EVERYBODY)[0]
    assert b"Paris" in made["beside"].data
    assert b"Lyon" in made["beside"].data
    assert made["own"].data.count(b"<p>Anywhere</p>") == 2


def test_the_names_of_ads_stay_when_towns_come_go_and_change_places() -> None:
    both = references(full(locations=(PARIS, LYON)))
    assert references(full(locations=(LYON, PARIS))) == both
    assert references(full(locations=(LYON,))) == {"Lyon": both["Lyon"]}
    assert references(full(locations=(PARIS,))) == {"Paris": both["Paris"]}
    assert len(set(both.values())) == 2


def test_an_edit_does_not_change_the_name_of_an_ad() -> None:
    before = references(full())
    exact = replace(PARIS, street="3 rue du Port", postal_code="75001", region=None)
    other = full(title="Other", slug="other", url="https://a.example/", locations=(exact,))
    assert references(other) == before


def test_each_language_has_ads_of_its_own() -> None:
    french, english = full(), full(id="project-officer", language="en")
    assert not set(references(french).values()) & set(references(english).values())


_places = st.builds(
    Location,
    city=st.one_of(st.none(), st.text(min_size=1, max_size=20)),
    country=st.sampled_from(("FR", "BE", None)),
)


@given(st.text(min_size=1, max_size=120), st.lists(_places, max_size=6, unique_by=lambda p: p.city))
def test_names_are_short_plain_and_different(name: str, places: list[Location]) -> None:
    found = [ad["reference"] for ad in ads(full(id=name, locations=tuple(places)), CLOCK)]
    assert found
    assert len(set(found)) == len(found)
    assert all(re.fullmatch(rf"[a-z0-9-]{{1,{LONGEST_REFERENCE}}}", one) for one in found)


def test_names_of_thousands_of_like_offers_are_different() -> None:
    name = "2026-03-01-a-name-that-is-longer-than-forty-characters-"
    found = {references(full(id=f"{name}{at}"))["Paris"] for at in range(5000)}
    assert len(found) == 5000


# -- limits ---------------------------------------------------------------------------------------

LIMITS = [
    (dialect, limit.field, limit.least, limit.most)
    for dialect in ALL
    for limit in dialect.rules.limits
    if limit.field in {"title", "plain_body"}
]


@pytest.mark.parametrize(("dialect", "field", "least", "most"), LIMITS)
@settings(max_examples=25)
@given(at=st.data())
def test_a_text_is_in_a_feed_exactly_when_it_has_the_length_the_board_wants(
    dialect: Dialect, field: str, least: int | None, most: int | None, at: st.DataObject
) -> None:
    bounds = [bound for bound in (least, most) if bound is not None]
    bound = at.draw(st.sampled_from(bounds))
    length = at.draw(st.integers(max(bound - 3, 1), bound + 3))
    text = (at.draw(st.text("aé日", min_size=1, max_size=9)) * length)[:length]
    facts = {"title": text} if field == "title" else {"body": f"<p>{text}</p>"}
    offer = full(**facts)
    fits = (least is None or length >= least) and (most is None or length <= most)
    assert len(read(dialect, offer)) == fits
    assert ("board-feed-short" in codes(dialect, offer)) == (least is not None and length < least)
    assert ("board-feed-long" in codes(dialect, offer)) == (most is not None and length > most)


@every_dialect
def test_what_a_board_requires_keeps_an_offer_out_by_name(dialect: Dialect) -> None:
    bare = {
        "title": {"title": " "},
        "body": {"body": ""},
        "city": {"locations": (replace(PARIS, city=None),)},
        "country": {"locations": (replace(PARIS, country=None),)},
        "posted": {"date_posted": None},
    }
    for group in dialect.rules.requires:
        if len(group) > 1 or group[0] not in bare:
            continue
        offer = full(**bare[group[0]])
        assert read(dialect, offer) == []
        reasons = [one.reason for one in told(dialect, offer)]
        assert any(one.code == "board-feed-missing" and one.hint for one in reasons)
        assert all(dialect.about.title in one.message for one in reasons)


def test_one_place_without_a_town_does_not_take_the_others_along() -> None:
    offer = full(locations=(PARIS, Location(region="Bretagne", country="FR")))
    assert len(read(named("indeed"), offer)) == 1
    assert codes(named("indeed"), offer) == ["board-feed-missing"]


def test_a_country_in_which_a_board_has_no_offers_is_named() -> None:
    offer = full(locations=(Location(city="Bruxelles", country="BE", postal_code="1000"),))
    (one,) = told(named("adzuna"), offer)
    assert (one.reason.code, one.reason.field) == ("board-feed-country", "locations")
    assert "which has no offers in BE" in one.reason.message
    assert read(named("adzuna"), offer) == []


def test_an_offer_that_jooble_first_sees_too_late_is_told_of_and_stays() -> None:
    posted = NOW - timedelta(days=60)
    offer = full(date_posted=posted)
    assert codes(named("jooble"), offer) == ["board-feed-old"]
    assert len(read(named("jooble"), offer)) == 1
    in_time = Known(lambda _: posted + timedelta(days=45), EVERYBODY.first_title)
    assert codes(named("jooble"), offer, in_time) == []


def test_a_title_that_linkedin_does_not_take_any_more_is_told_of() -> None:
    known = Known(EVERYBODY.first_seen, lambda _name, _reference: "Chargé de projets")
    (one,) = told(named("linkedin"), full(), known)
    assert one.reason.code == "board-feed-title"
    assert one.reason.hint == "board_title: Chargé de projets"
    same = Known(EVERYBODY.first_seen, lambda _name, _reference: "Charge-projets")
    assert told(named("linkedin"), full(), same) == []
    assert told(named("jooble"), full(), known) == []


# -- what single boards want ----------------------------------------------------------------------


def text(dialect: str, way: str, offer: Offer) -> str | None:
    (item,) = read(named(dialect), offer)
    return item.findtext(way)  # type: ignore[no-any-return]


def test_indeed_wants_work_from_anywhere_in_a_town_called_remote() -> None:
    offer = full(workplace="remote", locations=(), remote_countries=("FR", "BE"))
    found = read(named("indeed"), offer)
    assert [item.findtext("country") for item in found] == ["FR", "BE"]
    for item in found:
        assert item.findtext("city") == "Remote"
        assert item.findtext("state") == item.findtext("postalcode") == ""
        assert item.findtext("remotetype") == "Fully remote"
    assert "board-feed-wish" in codes(named("indeed"), offer)
    # The ads of others keep what is the offer's own.
    assert text("talent", "city", full(workplace="remote")) == "Paris"


def test_towns_that_are_one_place_for_indeed_are_one_ad_whatever_their_order() -> None:
    brussels = Location(None, "1000", "Bruxelles", None, "BE")
    offer = full(workplace="remote", locations=(PARIS, LYON, brussels))
    found = read(named("indeed"), offer)
    assert [item.findtext("country") for item in found] == ["FR", "BE"]
    turned = read(named("indeed"), replace(offer, locations=(brussels, LYON, PARIS)))
    names = {item.findtext("referencenumber") for item in found}
    assert {item.findtext("referencenumber") for item in turned} == names
    assert len(read(named("linkedin"), offer)) == 3


def test_linkedin_wants_a_town_even_of_work_from_anywhere() -> None:
    nowhere = full(workplace="remote", locations=(), remote_countries=("FR",))
    assert read(named("linkedin"), nowhere) == []
    assert text("linkedin", "workplaceTypes", full(workplace="remote")) == "Remote"
    assert text("linkedin", "city", full(workplace="remote")) == "Paris"


def test_pay_is_told_as_each_board_wants_it() -> None:
    assert text("indeed", "salary", full()) == "€1800 - €2000 per month"
    assert text("linkedin", "salaries/salary/lowEnd/amount", full()) == "1800"
    assert text("linkedin", "salaries/salary/highEnd/amount", full()) == "2000"
    assert text("linkedin", "salaries/salary/period", full()) == "MONTHLY"
    assert text("adzuna", "salary_frequency", full()) == "month"
    assert text("adzuna", "salary_min", full()) == "1800"
    weekly = full(pay=Pay(Decimal(400), None, "EUR", "week"))  # which is no frequency there
    assert text("adzuna", "salary_min", weekly) is None
    assert text("adzuna", "salary", weekly) == "from €400 per week"
    assert text("xing", "salary/range_start", full()) == "21600"
    assert text("xing", "salary/range_end", full()) == "24000"
    assert text("trovit", "salary", full()) == "1 800 à 2 000 €"
    assert text("trovit", "salary_numeric", full()) == "1900"
    (item,) = read(named("jobijoba"), full())
    assert item.find("salary").attrib == {"periodicity": "month", "currency": "€"}


def test_of_pay_in_words_no_figure_is_made() -> None:
    offer = full(pay=Pay(text="selon profil"))
    assert text("indeed", "salary", offer) == ""
    assert text("adzuna", "salary_min", offer) is None
    assert text("linkedin", "salaries", offer) is None
    assert text("whatjobs", "salary", offer) == "selon profil"


def test_a_single_bound_of_pay_stays_one() -> None:
    least = full(pay=Pay(Decimal(30000), None, "EUR", "year"))
    assert text("indeed", "salary", least) == "from €30000 per year"
    assert text("linkedin", "salaries/salary/lowEnd/amount", least) == "30000"
    assert text("linkedin", "salaries/salary/highEnd", least) is None
    hourly = full(pay=Pay(Decimal("13.5"), Decimal("13.5"), "CHF", "hour"))
    assert text("indeed", "salary", hourly) == "CHF 13.50 per hour"
    assert text("xing", "salary", hourly) is None  # a year of hours would be a guess


def test_words_that_a_board_does_not_know_are_not_sent() -> None:
    assert text("linkedin", "jobtype", full()) == "INTERNSHIP"
    assert text("linkedin", "jobtype", full(employment=("permanent",))) == "FULL_TIME"
    assert text("indeed", "jobtype", full()) == "internship, fulltime"
    assert text("adzuna", "contract_type", full(employment=("volunteer",))) is None


def test_dates_are_told_as_each_board_wants_them() -> None:
    evening = full(date_posted=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    assert text("indeed", "date", evening) == "2026-03-01T23:30:00Z"
    assert text("jooble", "pubdate", evening) == "02.03.2026"  # on the site's clocks
    assert text("trovit", "time", evening) == "00:30"
    assert text("linkedin", "listDate", evening) == "03/02/2026"
    # The last day is a whole one.
    assert text("talent", "expirationdate", full()) == "2026-06-30T21:59:59Z"
    assert text("jobrapido", "expirydate", full()) == "30/06/2026"


def test_a_long_title_is_cut_at_a_word_where_the_board_has_a_short_one_beside() -> None:
    offer = full(title="Chargé de projets numériques et participatifs !")
    assert text("studentjob", "function_title", offer) == "Chargé de projets numériques et"
    assert text("studentjob", "title", offer) == "Chargé de projets numériques et participatifs !"


def test_xing_has_as_many_tags_as_it_has_room_for() -> None:
    tags = tuple(f"{number:03}".ljust(100, "x") for number in range(9))
    (item,) = read(named("xing"), full(tags=tags))
    assert [tag.text for tag in item.findall("tags/tag")] == list(tags[:5])


def test_the_name_of_a_country_is_in_the_language_that_is_wanted() -> None:
    german = full(language="de", locations=(replace(PARIS, country="DE"),))
    assert (
        text("absolventa", "job_offer_locations/job_offer_location/country", german)
        == "Deutschland"
    )
    assert text("careerjet", "location/country", german) == "Deutschland"
    assert text("linkedin", "location", german) == "Paris, Germany"


# -- whatever is written --------------------------------------------------------------------------

_HOSTILE = st.text(
    st.characters(codec="utf-8", exclude_characters="") | st.sampled_from("]]>&<;\"'\x00\r\n#a"),
    max_size=40,
)


@settings(max_examples=60)
@given(title=_HOSTILE, name=_HOSTILE, tag=_HOSTILE, city=_HOSTILE, text_=_HOSTILE)
def test_whatever_an_offer_says_every_feed_can_be_read(
    title: str, name: str, tag: str, city: str, text_: str
) -> None:
    from html import escape

    body = f"<p>{'x' * 400}</p>\n<p>{escape(text_, quote=False)}</p>"
    offer = full(
        title=f"Job {title}",
        organization=Organization(f"E {name}"),
        tags=(tag,),
        locations=(replace(PARIS, city=f"P {city}"),),
        body=body,
        url="https://emploi.example.org/?a=1&amp;b=2&copy;=3",
    )
    for dialect in ALL:
        whole = feed(dialect, offer)
        (item,) = etree.fromstring(whole).findall(f".//{dialect.item}")
        keys = [key for key, value in data(dialect.name)["elements"].items() if value == "title"]
        shown = item.findtext(keys[0])
        assert shown is not None
        assert shown.replace("\uff06", "&") == " ".join(offer_title(offer).split())
        if data(dialect.name)["escape"] == "bare":
            assert not re.search(rb"&#?\w+;", whole)


def offer_title(offer: Offer) -> str:
    from syndicate.text import clean

    return clean(offer.title)
