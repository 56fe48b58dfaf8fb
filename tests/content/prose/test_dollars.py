"""Dollars: those of the country where the work is, doubted where nobody says whose they are."""

from __future__ import annotations

import pytest

from syndicate.content.pay import parse_pay
from syndicate.content.prose import HIGH
from syndicate.offer import Pay
from tests.content.prose.telling import told

#: Language, text → the currency, and whether it is sure.
CASES = [
    ("fr", "Lieu : Montréal\n\nSalaire : 24,10 $ de l'heure", "CAD", True),
    ("fr", "Lieu : Québec, Canada\n\nSalaire : 50 000 $ à 58 000 $ par an", "CAD", True),
    ("fr", "Lieu : Boston, MA, USA\n\nSalaire : 50 000 $ par an", "USD", True),
    ("fr", "Salaire : 24,10 $ de l'heure, dans un organisme du Québec", "CAD", False),
    ("fr", "Salaire : 24,10 $ de l'heure", "USD", False),
    ("fr", "Lieu : Montréal\n\nSalaire : 60 000 $US par an", "USD", True),
    ("en", "Location: Toronto, Canada\n\nSalary: $52,000 to $60,000 per year", "CAD", True),
    ("en", "Location: Saskatoon, Canada\n\nPay: $21 an hour", "CAD", True),
    ("en", "Location: Hobart, Australia\n\nSalary: $80,000 per annum", "AUD", True),
    ("en", "Location: Dunedin, New Zealand\n\nSalary: $80k-$90k per year", "NZD", True),
    ("en", "Location: Austin, TX\n\nSalary: $80,000 a year", "USD", True),
    ("en", "Salary: $80,000 a year", "USD", True),
    ("en", "We have friends in Canada.\n\nSalary: $80,000 a year", "USD", False),
    ("en", "Location: Toronto, Canada\n\nSalary: CAD $52,000 a year", "CAD", True),
    ("en", "Location: Fiji\n\nSalary: $30,000 a year", "USD", False),
]


@pytest.mark.parametrize(("language", "text", "currency", "sure"), CASES)
def test_dollars_are_those_of_the_place_of_work(
    language: str, text: str, currency: str, *, sure: bool
) -> None:
    fact = told("pay", text, language)
    assert fact is not None
    assert isinstance(fact.value, Pay)
    assert fact.value.currency == currency
    assert (fact.confidence >= HIGH) is sure


@pytest.mark.parametrize(("language", "text", "currency", "sure"), CASES)
def test_what_is_written_reads_as_the_same_dollars(
    language: str, text: str, currency: str, *, sure: bool
) -> None:
    fact = told("pay", text, language)
    assert fact is not None
    assert isinstance(fact.value, Pay)
    assert parse_pay(fact.written.strip('"')) == fact.value
