"""Facts about the work: what is stated, never what merely has digits in it."""

import pytest


@pytest.mark.parametrize(
    ("lines", "least", "most"),
    [
        ("salary min: 30000", 30000, None),
        ("salary max: 35 000", None, 35000),
        ("salary min: 30k\nsalary max: €35k", 30000, 35000),
        ("salary min: 2.500,-", 2500, None),
    ],
)
def test_each_end_of_the_pay_may_have_a_key_of_its_own(folder, lines, least, most):
    pay = folder.offer(f"title: A\ncurrency: EUR\nsalary period: month\n{lines}").pay
    assert (pay.min, pay.max, pay.currency, pay.period) == (least, most, "EUR", "month")


@pytest.mark.parametrize("text", ["1e300", "-1", "2026-02-30", ".inf", "up to me", "9" * 500])
def test_what_is_no_amount_is_no_end_of_the_pay(folder, text):
    front = f"title: A\ncurrency: EUR\nsalary min: {text}"
    pay = folder.offer(front).pay
    assert pay is None or (pay.min, pay.max) == (None, None)
    if not text.isdigit():
        assert [p.line for p in folder.problems(front) if p.code == "unknown-value"] == [4]


def test_an_end_of_the_pay_without_a_currency_is_left_to_the_wording(folder):
    pay = folder.offer("title: A\nsalary min: 30000").pay
    assert (pay.min, pay.currency, pay.text) == (None, None, "30000")
