"""Pay that the law wants applicants to know: where, and when it is said."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from syndicate.offer import Location, Pay
from tests.content.rules.cases import case, found


@pytest.mark.parametrize(
    ("country", "region", "law"),
    [
        ("AT", None, "Gleichbehandlungsgesetz"),
        ("CA", "Ontario", "O. Reg. 476/24"),
        ("CA", "ON", "O. Reg. 476/24"),
        ("CA", "Colombie-Britannique", "Pay Transparency Act"),
        ("US", "CO", "Equal Pay for Equal Work Act"),
        ("US", "colorado", "Equal Pay for Equal Work Act"),
        ("US", "California", "SB 1162"),
        ("US", "CA", "SB 1162"),
        ("US", "New York", "194-b"),
        ("US", "WA", "Equal Pay and Opportunities Act"),
        ("US", "Maine", "Disclose Pay Ranges"),
        ("US", "DE", ""),  # from 2027-09-26 on
        ("DE", "ME", ""),
        ("US", "Texas", ""),
        ("US", None, ""),
        ("CA", "Quebec", ""),
        ("FR", "CO", ""),
        (None, "Colorado", ""),
    ],
)
def test_the_place_decides_which_law_asks(country, region, law):
    problems = found(
        "pay-transparency", case(locations=(Location(None, None, "X", region, country),))
    )
    assert [law in problem.message for problem in problems] == ([True] if law else [])


def test_remote_work_from_a_country_is_for_the_laws_that_say_so():
    [problem] = found("pay-transparency", case(locations=(), remote_countries=("US",)))
    assert "US-CA" in problem.message
    assert found("pay-transparency", case(locations=(), remote_countries=("CA",))) == []


def test_the_directive_holds_in_all_member_states_and_nowhere_else():
    for country, count in (("FR", 1), ("FI", 1), ("GB", 0), ("CH", 0), ("US", 0)):
        offer = case(locations=(Location(country=country),))
        assert len(found("pay-before-interview", offer)) == count
    assert len(found("pay-before-interview", case(locations=(), remote_countries=("DE",)))) == 1


def test_a_law_is_silent_before_its_day():
    for day, count in (("2026-06-06", 0), ("2026-06-07", 1)):
        now = datetime.fromisoformat(f"{day}T12:00:00+00:00")
        offer = case(locations=(Location(country="FR"),), now=now)
        assert len(found("pay-before-interview", offer)) == count


AUSTRIA = (Location(city="Graz", country="AT"),)


@pytest.mark.parametrize(
    "body",
    [
        "Salaire : 32 000 € brut par an.",
        "€ 2.250,00 brutto im Monat",
        "EUR 45000",
        "45k€ selon profil",
        "From $90,000 a year",
        "£30,000 – £35,000",
        "Entre 30 et 35k",
        "2 500 euros",
        "CHF 100'000",
    ],
)
def test_an_amount_in_the_text_is_enough(body):
    assert found("pay-transparency", case(body, locations=AUSTRIA)) == []


@pytest.mark.parametrize(
    "body",
    ["Salaire selon profil.", "Competitive pay!", "25 years, 30 people, 100 % remote.", "€uro"],
)
def test_words_about_pay_are_not(body):
    [problem] = found("pay-transparency", case(body, locations=AUSTRIA))
    assert problem.hint == "salary: …    (such as: 40000-48000 EUR per year)"


@pytest.mark.parametrize(
    "body", ["Entgelt nach TVöD E 11.", "Entgeltgruppe 9b", "Grille indiciaire 2", "Schaal 10"]
)
def test_a_scale_is_enough_to_be_known_in_time_and_not_enough_where_a_sum_is_asked(body):
    assert found("pay-before-interview", case(body, locations=AUSTRIA)) == []
    assert len(found("pay-transparency", case(body, locations=AUSTRIA))) == 1


def test_pay_in_the_front_matter_is_enough_when_it_has_a_figure():
    for pay, count in (
        (Pay(min=Decimal(40000), currency="EUR"), 0),
        (Pay(text="36k€"), 0),
        (Pay(text="nach Vereinbarung"), 1),
    ):
        assert len(found("pay-transparency", case(pay=pay, locations=AUSTRIA))) == count


def test_volunteers_are_not_paid():
    assert found("pay-transparency", case(employment=("volunteer",), locations=AUSTRIA)) == []
    paid = case(employment=("volunteer", "permanent"), locations=AUSTRIA)
    assert len(found("pay-transparency", paid)) == 1


@pytest.mark.parametrize(
    ("least", "most", "period", "region", "count"),
    [
        (50_000, 100_000, "year", "Ontario", 0),
        (50_000, 100_001, "year", "Ontario", 1),
        (150_000, 210_000, "year", "Ontario", 0),  # the law ends at 200,000
        (50_000, 160_000, "year", "British Columbia", 0),
        (20, 90, "hour", "Ontario", 0),
    ],
)
def test_a_range_that_is_wider_than_the_law_takes_is_told(least, most, period, region, count):
    pay = Pay(Decimal(least), Decimal(most), "CAD", period)
    place = (Location(city="Toronto", region=region, country="CA"),)
    told = found("pay-transparency", case(pay=pay, locations=place))
    assert ["wider than 50,000 a year" in problem.message for problem in told] == [True] * count
