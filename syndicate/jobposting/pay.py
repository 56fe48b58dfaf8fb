"""What an offer pays, as schema.org's MonetaryAmount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.jobposting.text import line

if TYPE_CHECKING:
    from decimal import Decimal

    from syndicate.offer import Pay


def base_salary(pay: Pay | None) -> dict[str, object] | None:
    """*pay* in figures, or None where Google's two forms, one figure or both ends, cannot say it.

    "From 35,000" and figures without a currency or a period stay words: of the description.
    """
    if not pay or not pay.currency or not pay.period:
        return None
    low, high = _number(pay.min), _number(pay.max)
    if low is None or high is None:
        return None
    figures = {"value": low} if low == high else {"minValue": low, "maxValue": high}
    value = {"@type": "QuantitativeValue", **figures, "unitText": pay.period.upper()}
    return {"@type": "MonetaryAmount", "currency": line(pay.currency), "value": value}


def _number(amount: Decimal | None) -> int | float | None:
    """*amount* to the cent, as JSON knows numbers: whole ones without a fraction.

    None for what nobody is paid and JSON's readers could not hold.
    """
    if amount is None or not amount.is_finite() or amount.adjusted() > 14:
        return None
    return int(amount) if amount == amount.to_integral_value() else round(float(amount), 2)
