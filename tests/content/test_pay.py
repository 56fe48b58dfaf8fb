"""Pay: figures are exact, or left to the wording."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.content.pay import parse_pay
from syndicate.offer import Pay


@pytest.mark.parametrize(
    ("text", "least", "most", "currency", "period"),
    [
        ("2 800–3 200 € brut/mois", "2800", "3200", "EUR", "month"),
        ("2\u202f800 – 3\u202f200\u00a0€ brut par mois", "2800", "3200", "EUR", "month"),
        ("35-40 k€ brut annuel", "35000", "40000", "EUR", "year"),
        ("30K€ - 35K€", "30000", "35000", "EUR", None),
        ("de 30 000 à 35 000 euros par an", "30000", "35000", "EUR", "year"),
        ("entre 30 000 et 35 000 € annuels", "30000", "35000", "EUR", "year"),
        ("$172,075 - $183,500 per year", "172075", "183500", "USD", "year"),
        ("$ 143,736-$ 191,900", "143736", "191900", "USD", None),
        ("1.200,50 €", "1200.50", "1200.50", "EUR", None),
        ("2224,82 €", "2224.82", "2224.82", "EUR", None),
        ("€ 3.500 tot € 4.500 bruto per maand", "3500", "4500", "EUR", "month"),
        ("tussen € 2.500 en € 3.500", "2500", "3500", "EUR", None),
        ("between €2.500 and €3.500", "2500", "3500", "EUR", None),
        ("zwischen 3.000 € und 4.000 € monatlich", "3000", "4000", "EUR", "month"),
        ("entre 24.000 € y 28.000 € anuales", "24000", "28000", "EUR", "year"),
        ("12 €/h", "12", "12", "EUR", "hour"),
        ("12,50 € pro Stunde, 40 h pro Woche", "12.50", "12.50", "EUR", "hour"),
        ("450 €/jour", "450", "450", "EUR", "day"),
        ("TJM 450 €", "450", "450", "EUR", "day"),
        ("600 € semanales, 600 € semanal", None, None, None, None),
        ("600 € por semana", "600", "600", "EUR", "week"),
        ("35000-40000 EUR per year", "35000", "40000", "EUR", "year"),
        ("143736.00 USD", "143736", "143736", "USD", None),
        ("USD 100,000–120,000 / year", "100000", "120000", "USD", "year"),
        ("$15/hr-$20/hr", "15", "20", "USD", "hour"),
        ("£30,000 - £40,000 per annum", "30000", "40000", "GBP", "year"),
        ("£30,000 annually", "30000", "30000", "GBP", "year"),
        ("$4,000 monthly", "4000", "4000", "USD", "month"),
        ("CHF 95'000.– p.a.", "95000", "95000", "CHF", "year"),
        ("95’000 Franken", "95000", "95000", "CHF", None),
        ("80 000 $ CA", "80000", "80000", "CAD", None),
        ("CA$80,000", "80000", "80000", "CAD", None),
        ("$80,000 CAD", "80000", "80000", "CAD", None),
        ("CAD $80,000", "80000", "80000", "CAD", None),
        ("$70k - $80k AUD a year", "70000", "80000", "AUD", "year"),
        ("$70,000 USD-$80,000 USD", "70000", "80000", "USD", None),
        ("$21 an hour", "21", "21", "USD", "hour"),
        ("21 € par an", "21", "21", "EUR", "year"),
        ("45 T€", "45000", "45000", "EUR", None),
        ("40 kEUR", "40000", "40000", "EUR", None),
        ("2.500,- €", "2500", "2500", "EUR", None),
        ("3.000-4.000 € p.m.", "3000", "4000", "EUR", "month"),
        ("Salaire mensuel : 2 500 €", "2500", "2500", "EUR", "month"),
        ("Salary (EUR): 35000-40000", "35000", "40000", "EUR", None),
        ("GS 15: $143,736", "143736", "143736", "USD", None),
        ("50 000 € par an sur 13 mois", "50000", "50000", "EUR", "year"),
        ("35h/semaine, 2000 €/mois", "2000", "2000", "EUR", "month"),
        ("1 000 000 €", "1000000", "1000000", "EUR", None),
    ],
)
def test_figures_currency_and_period_are_read(
    text: str, least: str | None, most: str | None, currency: str | None, period: str | None
) -> None:
    pay = parse_pay(text)
    figures = tuple(None if figure is None else Decimal(figure) for figure in (least, most))
    assert (pay.min, pay.max) == figures
    assert (pay.currency, pay.period) == (currency, period)
    assert pay.text == text


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("from 45k GBP", 45000, None),
        ("à partir de 2 000 € par mois", 2000, None),
        ("ab 3.500 € brutto im Monat", 3500, None),
        ("desde 30.000 €", 30000, None),
        ("vanaf € 3.000", 3000, None),
        ("2000 € minimum", 2000, None),
        ("€50k+", 50000, None),
        ("up to $100k", None, 100000),
        ("jusqu'à 45 000 € par an", None, 45000),
        ("bis zu 60.000 €", None, 60000),
        ("hasta 30.000 €", None, 30000),
        ("tot € 4.500", None, 4500),
        ("max. 3000 €", None, 3000),
    ],
)
def test_a_bound_leaves_the_other_end_open(text: str, least: int | None, most: int | None) -> None:
    pay = parse_pay(text)
    assert (pay.min, pay.max) == (least, most)


@pytest.mark.parametrize(
    "text",
    [
        "Gratification légale",
        "Rémunération légale + 50 % du titre de transport",
        "Salaris volgens CAO Ziekenhuizen",
        "45000",
        "35-40k",
        "1,5 SMIC",
        "€",
        "3000 € et 200 €",
        "20 € 30 €",
        "30 000 € - 40 000 $",
        "10 000 000 000 €",
        "we try 30 times",
        "9" * 5000 + " €",
        "Selon profil. " * 40 + "30 000 €",
    ],
)
def test_what_is_not_certain_keeps_its_wording_only(text: str) -> None:
    assert parse_pay(text) == Pay(text=text)


def test_what_comes_on_top_is_left_to_the_wording() -> None:
    pay = parse_pay("3 000 € brut par mois + prime 200 €")
    assert (pay.min, pay.max, pay.period) == (3000, 3000, "month")


def test_blank_says_nothing() -> None:
    assert parse_pay("  ") == Pay()


def test_a_range_that_goes_down_is_refused() -> None:
    with pytest.raises(ValueError, match="write the smaller figure first"):
        parse_pay("5000-3000 EUR")


@given(
    st.integers(0, 999_999),
    st.integers(0, 999_999),
    st.sampled_from([",", ".", " ", "\u202f", "'"]),
    st.sampled_from(["EUR", "GBP", "CHF"]),
)
def test_every_range_is_read_exactly(a: int, b: int, mark: str, currency: str) -> None:
    least, most = sorted((a, b))
    pay = parse_pay(f"{least:,} - {most:,} {currency} per month".replace(",", mark))
    assert (pay.min, pay.max, pay.currency, pay.period) == (least, most, currency, "month")


@given(st.decimals(0, 99_999, places=2))
def test_cents_are_exact(amount: Decimal) -> None:
    assert parse_pay(f"{amount} €").min == amount
    assert parse_pay(f"€ {amount}".replace(".", ",")).max == amount


@pytest.mark.parametrize("text", ["1e300 EUR", "EUR 2.5E+4", "1e-300 €"])
def test_a_number_for_machines_is_no_amount(text: str) -> None:
    assert parse_pay(text) == Pay(text=text)


_SHRAPNEL = "1 35 000 2.500 ,50 € $ k - – / à from per mois h 13 % + CHF"


@given(st.text() | st.lists(st.sampled_from(_SHRAPNEL.split())).map(" ".join))
def test_anything_gives_consistent_pay_or_a_sentence(text: str) -> None:
    try:
        pay = parse_pay(text)
    except ValueError as error:
        refusal = str(error)
        pay = Pay(text=text.strip())
    else:
        refusal = "write"
    assert "write" in refusal
    assert pay.text == (text.strip() or None)
    assert (pay.currency is None) == (pay.min is None and pay.max is None)
    assert pay.min is None or pay.max is None or pay.min <= pay.max
