"""Amounts of money in running text: where they stand, and whether a person can earn them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from syndicate.content.pay import parse_pay

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.offer import Pay

_NUMBER = (
    r"(?:[0-9]{1,3}(?:[ .,'’][0-9]{3})+(?:[.,][0-9]{1,2})?|[0-9]+(?:[.,][0-9]{1,2})?)(?![0-9])"
)
_BEFORE = r"(?:(?:US|CA|AU|NZ|C|A)?\$|[€£]|EUR|USD|GBP|CHF|CAD|AUD)\s?"
_AFTER = (
    r"\s?(?:[kK]?(?:[€£]|\$(?:US|CA)?(?: (?:USD|CAD|AUD|NZD)\b)?)"
    r"|(?:[kK] ?)?(?:EUR|USD|GBP|CHF|CAD|AUD|eur)\b|[kK] ?[eE]uros?\b"
    r"|[eE]uros?\b|(?:US )?[dD]ollars?\b|[pP]ounds?\b|[fF]rancs?\b|[kK]\b)"
)
_ONE = rf"(?:{_BEFORE})?{_NUMBER}(?:{_AFTER})?"
_TO = r"\s?(?:-|–|—|~|/|à|to|et|and|bis|und|tot|en|a|y|hasta|ou)\s?"
_MONEY = re.compile(
    rf"(?<![\w.,-]){_ONE}"
    rf"(?:(?: (?:bruts?|gross|bruto?|brutto))?(?: ?(?:/|par|per) ?(?:an|mois))?{_TO}{_ONE})?"
)
#: A sign, code or name of a currency, or thousands of one left unsaid.
CURRENCY = re.compile(r"[€$£]|EUR|USD|GBP|CHF|CAD|AUD|[eE]uro|eur|ollar|ound|ranc|[kK]\b")
_MILLIONS = re.compile(r"\s?(?:[mM]illi|mio\b|Mio\b|M€|M\b|m€|bn\b|[bB]illi|B\b|[mM]rd|Md)")
#: The least and the most that is paid in each period; other figures are something else.
_SANE = {
    "year": (5_000, 900_000),
    "month": (150, 60_000),
    "week": (80, 15_000),
    "day": (30, 4_000),
    "hour": (4, 500),
    None: (300, 900_000),
}


def amounts(text: str) -> Iterator[re.Match[str]]:
    """The amounts and ranges in *text*: each has a currency, or thousands, and no millions."""
    for match in _MONEY.finditer(text):
        if CURRENCY.search(match[0]) and not _MILLIONS.match(text, match.end()):
            yield match


def sane(wording: str) -> Pay | None:
    """The pay that *wording* states, when it can be that of a person."""
    try:
        pay = parse_pay(wording)
    except ValueError:
        return None
    figures = [figure for figure in (pay.min, pay.max) if figure is not None]
    if not figures:
        return None
    least, most = _SANE[pay.period]
    return pay if all(least <= figure <= most for figure in figures) else None
