"""Pay as employers write it: figures, currency and period, exact, with the wording kept."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from syndicate.content.folding import fold
from syndicate.content.memo import remembered
from syndicate.content.vocabulary import LONGEST, meanings, words
from syndicate.offer import Pay

if TYPE_CHECKING:
    from syndicate.offer import Period

#: A figure with more digits is an account number, or mischief.
_MOST_DIGITS = 9
#: The most words between the two ends of a range: "€ brut par mois à".
_WIDEST_GAP = 6
_SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "₪": "ILS", "₺": "TRY"}

_DOLLARS = {
    "US": "USD",
    "C": "CAD",
    "CA": "CAD",
    "CAN": "CAD",
    "A": "AUD",
    "AU": "AUD",
    "NZ": "NZD",
    "S": "SGD",
    "HK": "HKD",
    "R": "BRL",
    "MX": "MXN",
}
#: Codes that people also write in small letters; the others would be words (mad, try, pen).
_SMALL = frozenset(("eur", "usd", "gbp", "chf", "cad"))

_GROUPED = r"[0-9]{1,3}([ '.,])[0-9]{3}(?:\2[0-9]{3})*(?:(?!\2)[.,][0-9]{1,2})?"
_PLAIN = r"[0-9]+(?:[.,][0-9]{1,2})?"
_TOKEN = re.compile(
    rf"((?:{_GROUPED}|{_PLAIN})(?![0-9]|[.,][0-9]))"
    r"|[A-Za-z]{1,3}\$|\$ ?(?:US|CA)\b|[€$£¥₹₪₺]|[^\W\d_]+|[-–—~/%+(:;,]"
)
_ABBREVIATED = re.compile(r"\bp ?[./] ?([ahjmu])\b\.?", re.IGNORECASE)
#: An amount alone: figures in one run, a currency before or behind them.
_ALONE = re.compile(r"[^\W\d_]{0,3}[€$£¥₹₪₺]? ?[0-9][0-9 '.,]* ?[^\d\W]{0,8}[€$£¥₹₪₺]?")
#: 1e300: a number for machines; its digits are no amounts.
_SCIENTIFIC = re.compile(r"[0-9][0-9.,]*[eE][+-]?[0-9]+")
_NO_CENTS = re.compile(r"(?<=[0-9])[.,][-–—]+")  # 2.500,- and 95'000.–
_ABBREVIATIONS = {"a": "annum", "h": "hour", "j": "jour", "m": "month", "u": "uur"}
_DASHES = frozenset("-–—~")


@dataclass(frozen=True, slots=True)
class _Amount:
    """One figure, and what is attached to it: tokens *begin* to *end*."""

    value: Decimal
    thousands: bool
    currency: str | None
    begin: int
    end: int

    @property
    def exact(self) -> Decimal:
        value = self.value * 1000 if self.thousands else self.value
        whole = value.to_integral_value()
        return Decimal(int(whole)) if value == whole else value


@remembered
def parse_pay(text: str) -> Pay:
    """The pay that *text* states; ``text`` is always kept.

    Figures are only taken with a currency: an ISO 4217 code, a symbol (``$`` is the US dollar)
    or a name. One figure is both ends, unless it is said to be the least (``à partir de``) or
    the most (``up to``). Further sums are left to the wording; so is prose.

    Raises ``ValueError`` when the first end of a range is more than the second.
    """
    wording = text.strip()
    if not wording or len(wording) > LONGEST:
        return Pay(text=wording or None)
    tokens = _tokens(wording)
    found = _main(_ranges(_amounts(tokens), tokens), tokens)
    if not found:
        return Pay(text=wording)
    least, most = _ends(found, tokens)
    if least is not None and most is not None and least > most:
        raise ValueError(
            f"{wording!r} goes from {least} down to {most}; write the smaller figure first"
        )
    period = _period(tokens, found[0].begin, found[-1].end)
    return Pay(min=least, max=most, currency=found[0].currency, period=period, text=wording)


def is_amount(text: str) -> bool:
    """Whether *text* is one amount and nothing else: ``30 000``, ``30k``, ``EUR 30.000,50``."""
    return len(text) <= LONGEST and bool(_ALONE.fullmatch(_NO_CENTS.sub("", _on_one_line(text))))


def _on_one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").split())


def _tokens(text: str) -> list[str]:
    stated = _SCIENTIFIC.sub(" ", _on_one_line(text))
    stated = _NO_CENTS.sub("", stated)
    stated = _ABBREVIATED.sub(lambda m: f" per {_ABBREVIATIONS[m[1].lower()]} ", stated)
    return [match[0] for match in _TOKEN.finditer(stated)]


def _amounts(tokens: list[str]) -> list[_Amount]:
    """The figures that may be money: neither shares (``50 %``) nor times (``13 mois``)."""
    found: list[_Amount] = []
    for at, token in enumerate(tokens):
        if not _is_figure(token) or sum(map(str.isdigit, token)) > _MOST_DIGITS:
            continue
        amount = _amount(tokens, at, taken=found[-1].end if found else 0)
        ahead = tokens[amount.end] if amount.end < len(tokens) else ""
        counts = ahead == "%" or fold(ahead) in meanings("periods")
        if not counts or amount.currency or amount.thousands:
            found.append(amount)
    return found


def _is_figure(token: str) -> bool:
    return "0" <= token[0] <= "9"


def _amount(tokens: list[str], at: int, taken: int) -> _Amount:
    begin, end = at, at + 1
    currency = _currency(tokens[at - 1]) if at > taken else None
    thousands = False
    if currency:
        begin = at - 1
        if tokens[begin] == "$" and begin > taken and _is_code(tokens[begin - 1]):
            begin, currency = begin - 1, _currency(tokens[begin - 1])  # "CAD $50,000"
    if end < len(tokens) and fold(tokens[end]) in words("pay", "thousand"):
        thousands, end = True, end + 1
    if not currency and end < len(tokens):
        word = tokens[end]
        currency = _currency(word)
        if not currency and word[:1] in "kKT" and _currency(word[1:]):  # kEUR, T€
            currency, thousands = _currency(word[1:]), True
        if not currency and word == "T" and end + 1 < len(tokens) and _currency(tokens[end + 1]):
            currency, thousands, end = _currency(tokens[end + 1]), True, end + 1
        end += 1 if currency else 0
    elif currency and end < len(tokens) and _is_code(tokens[end]):
        currency, end = _currency(tokens[end]), end + 1  # "$50,000 CAD"
    return _Amount(_decimal(tokens[at]), thousands, currency, begin, end)


def _is_code(word: str) -> bool:
    return word.isupper() and _currency(word) is not None


def _decimal(figure: str) -> Decimal:
    """A figure with its separators read: a mark with three digits behind it parts thousands."""
    whole, mark, cents = figure, "", ""
    if match := re.fullmatch(r"(.+)([.,])([0-9]{1,2})", figure):
        whole, mark, cents = match.groups()
    digits = "".join(digit for digit in whole if digit.isdigit())
    return Decimal(f"{digits}.{cents}" if mark else digits)


def _currency(word: str) -> str | None:
    if word in _SYMBOLS:
        return _SYMBOLS[word]
    if "$" in word:
        return _DOLLARS.get(word.strip("$ ").upper())
    code = meanings("currencies").get(fold(word)) if word else None
    as_code = code is not None and word.upper() == code
    return None if as_code and not word.isupper() and word.lower() not in _SMALL else code


def _ranges(amounts: list[_Amount], tokens: list[str]) -> list[tuple[_Amount, ...]]:
    """*amounts* with the two ends of a range together."""
    found: list[tuple[_Amount, ...]] = []
    for amount in amounts:
        if found and len(found[-1]) == 1 and _joins(found[-1][0], amount, tokens):
            found[-1] = _alike(found[-1][0], amount)
        else:
            found.append((amount,))
    return found


def _joins(first: _Amount, second: _Amount, tokens: list[str]) -> bool:
    between = [fold(token) or token for token in tokens[first.end : second.begin]]
    if not between or len(between) > _WIDEST_GAP:
        return False
    to = words("pay", "to") | _DASHES
    if not words("pay", "between").isdisjoint(map(fold, tokens[: first.begin])):
        to |= words("pay", "and")
    if to.isdisjoint(between):
        return False
    beside = to | words("pay", "filler") | meanings("periods").keys() | {"/"}
    return all(word in beside for word in between)


def _alike(first: _Amount, second: _Amount) -> tuple[_Amount, _Amount]:
    """Both ends with the currency and the thousands that one of them states: ``35-40 k€``."""
    currency = first.currency or second.currency
    if first.currency == "USD" and second.currency in _DOLLARS.values():
        first = replace(first, currency=second.currency)  # "$50,000 - $60,000 CAD"
    if second.thousands and first.value < 1000:
        first = replace(first, thousands=True)
    if first.thousands and second.value < 1000:
        second = replace(second, thousands=True)
    return (
        replace(first, currency=first.currency or currency),
        replace(second, currency=second.currency or currency),
    )


def _main(ranges: list[tuple[_Amount, ...]], tokens: list[str]) -> tuple[_Amount, ...] | None:
    """The sum that is the pay: the only one, or the first when the others come on top of it."""
    paid = [amounts for amounts in ranges if amounts[0].currency]
    if not paid:
        return _with_distant_currency(ranges, tokens)
    first, *others = paid
    if len({amount.currency for amount in first}) > 1:
        return None
    if others:
        between = tokens[first[-1].end : others[0][0].begin]
        on_top = {"+", "("} & {*between} or words("pay", "extra") & {*map(fold, between)}
        return first if on_top else None
    return first


def _with_distant_currency(
    ranges: list[tuple[_Amount, ...]], tokens: list[str]
) -> tuple[_Amount, ...] | None:
    """``Salary (EUR): 35000-40000``: one sum, and one currency somewhere else."""
    currencies = {code for token in tokens if (code := _currency(token))}
    if len(ranges) != 1 or len(currencies) != 1:
        return None
    currency = currencies.pop()
    return tuple(replace(amount, currency=currency) for amount in ranges[0])


def _ends(found: tuple[_Amount, ...], tokens: list[str]) -> tuple[Decimal | None, Decimal | None]:
    if len(found) == 2:
        return found[0].exact, found[1].exact
    amount = found[0]
    before = {fold(token) for token in tokens[max(0, amount.begin - 3) : amount.begin]}
    after = {fold(token) for token in tokens[amount.end : amount.end + 1]} & {
        "min",
        "max",
        "minimum",
        "maximum",
    }
    if tokens[amount.end : amount.end + 1] == ["+"] and amount.end + 1 == len(tokens):
        return amount.exact, None
    if words("pay", "from") & (before | after):
        return amount.exact, None
    if words("pay", "upto") & (before | after):
        return None, amount.exact
    return amount.exact, amount.exact


def _period(tokens: list[str], begin: int, end: int) -> Period | None:
    """The period named after the sum, else the one before it; hours a week are not one."""
    known = meanings("periods")
    folded = [fold(token) for token in tokens]
    named = [at for at, word in enumerate(folded) if word in known and not _is_count(tokens, at)]
    # In "$20 an hour" the word is an article, and no French year.
    named = [at for at in named if folded[at] != "an" or at + 1 not in named]
    for at in (*(at for at in named if at >= end), *(at for at in named if at < begin)):
        return cast("Period", known[folded[at]])
    inside = next((at for at in named if begin <= at < end), None)
    return None if inside is None else cast("Period", known[folded[inside]])


def _is_count(tokens: list[str], at: int) -> bool:
    """Whether the unit at *at* belongs to a count: ``13 mois``, ``35 h par semaine``."""
    known = meanings("periods")
    if at and _is_figure(tokens[at - 1]):
        return at < 2 or _currency(tokens[at - 2]) is None  # "£30,000 annually" counts money
    return (
        at > 2
        and (tokens[at - 1] == "/" or fold(tokens[at - 1]) in words("pay", "filler"))
        and fold(tokens[at - 2]) in known
        and _is_figure(tokens[at - 3])
    )
