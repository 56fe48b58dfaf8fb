"""Pay that the law wants applicants to know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from syndicate.content.rules.case import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.content.rules.case import Case
    from syndicate.content.rules.rule import Law, Rule
    from syndicate.offer import Pay

#: An amount of money: whoever writes one has said something of pay.
_AMOUNT = re.compile(
    r"(?:[€$£]|\b(?:eur|euros?|usd|cad|chf|gbp)\b)\s?\d|\d[\d.,' \xa0\u202f]{0,15}\s?k?\s?"
    r"(?:[€$£]|k\b|\b(?:eur|euros?|usd|cad|chf|gbp|dollars)\b)",
    re.IGNORECASE,
)
#: A scale that says what is paid to whoever knows it: enough where the law wants it known in time.
_SCALE = re.compile(
    r"\bTV[öo]D\b|\bTV-?L\b|\bentgeltgruppe\b|\bbesoldungsgruppe\b|\bE ?G ?\d{1,2}\b"
    r"|\bkollektivvertrag|\bgrille (?:indiciaire|salariale|de rémunération)"
    r"|\bindice (?:majoré|brut)"
    r"|\b(?:salaris)?schaal \d",
    re.IGNORECASE,
)
_UNPAID = frozenset({"volunteer"})
_CURRENCIES = {"US": "USD", "CA": "CAD", "GB": "GBP", "CH": "CHF"}


def find(case: Case, rule: Rule) -> Iterator[Finding]:
    """That the offer states no pay in a place where *rule* wants it."""
    offer = case.offer
    law = rule.law_for(offer, case.now.date())
    if law is None or _UNPAID.issuperset(offer.employment or ("other",)):
        return
    pay = offer.pay
    if pay and _is_too_wide(pay, law):
        message = (
            f"the range is wider than {law.widest:,} a year, and the law asks for {law.asks} "
            f"({law.jurisdiction}: {law.name})"
        )
        hint = f"{case.key('pay')}: …    (a narrower range)"
        yield Finding(*case.at("pay"), "pay", message, hint)
        return
    if pay and (pay.min is not None or pay.max is not None or _AMOUNT.search(pay.text or "")):
        return
    if _AMOUNT.search(case.markdown):
        return
    if rule.code == "pay-before-interview" and _SCALE.search(f"{pay and pay.text} {case.markdown}"):
        return
    currency = _CURRENCIES.get(min(law.countries), "EUR") if len(law.countries) == 1 else "EUR"
    line, column = case.at("pay")
    message = f"no pay is stated, and the law asks for {law.asks} ({law.jurisdiction}: {law.name})"
    hint = f"salary: …    (such as: 40000-48000 {currency} per year)"
    yield Finding(line, column, "pay", message, hint)


def _is_too_wide(pay: Pay, law: Law) -> bool:
    """Whether *law* limits the range of *pay*, which is yearly, to less than it is."""
    if law.widest is None or pay.min is None or pay.max is None or pay.period != "year":
        return False
    return pay.max - pay.min > law.widest and (law.up_to is None or pay.max <= law.up_to)
