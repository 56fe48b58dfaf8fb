"""Lengths of time in words: how long a contract lasts, how much experience is wanted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from syndicate.content.folding import plain
from syndicate.content.memo import remembered_with
from syndicate.content.vocabulary import LONGEST, meanings, spot, words

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)?|[^\W\d_]+|[-–—/+,]")
_ISO = re.compile(r"p(?:([0-9]{1,3})y)?(?:([0-9]{1,4})m)?(?:([0-9]{1,4})w)?", re.IGNORECASE)
#: Twelve months are 52 weeks; thirteen weeks are three months.
_MONTHS = {"year": Decimal(12), "month": Decimal(1), "week": Decimal(12) / 52}
_SMALLER = {"year": ("month",), "month": ("week",)}
_LONGEST_CAREER = 1200
_BETWEEN_ENDS = frozenset("-–—/")
_ESTIMATE = frozenset("+")


@dataclass(frozen=True, slots=True)
class _Length:
    """*low* to *high* months, said in *unit* by the tokens from *begin* to *end*."""

    low: Decimal
    high: Decimal
    unit: str
    begin: int
    end: int


@remembered_with
def duration_months(text: str, *, unit: Literal["month", "year"] | None = None) -> Decimal | None:
    """How many months *text* says: ``6 mois``, ``two years``, ``1 an et demi``, ``P18M``.

    ``None`` when it does not say one length: ``3 à 6 mois``, ``minimum 6 mois``. What follows
    ``renouvelable`` and its like is not part of the contract. *unit* is what a bare number
    counts; without it a bare number is no length. Weeks become months of 52/12 weeks.
    """
    tokens = _tokens(text)
    if unit and len(tokens) == 1 and (bare := _number(tokens[0])) is not None:
        return _duration(bare * _MONTHS[unit])
    if (iso := _iso(text)) is not None:
        return _duration(iso)
    renewal = words("lengths", "renewal")
    end = next((at for at, token in enumerate(tokens) if token in renewal), len(tokens))
    tokens = tokens[:end]
    if not (words("lengths", "vague") | _ESTIMATE).isdisjoint(tokens):
        return None
    lengths = _lengths(tokens)
    if len(lengths) != 1 or lengths[0].low != lengths[0].high:
        return None
    if any(_is_figure(token) for token in tokens[: lengths[0].begin]):
        return None
    return _duration(lengths[0].low)


def experience_months(text: str, *, unit: Literal["month", "year"] | None = None) -> int | None:
    """The least experience that *text* asks for, in months.

    ``3 ans``, ``5+ years`` and ``2 à 3 ans`` (24) say it; ``débutant accepté`` asks for none (0);
    ``up to 2 years``, or two lengths for two things, say nothing certain: ``None``. *unit* is
    what a bare number counts; a bare ``0`` needs none.
    """
    tokens = _tokens(text)
    if len(tokens) == 1 and (bare := _number(tokens[0])) is not None and (unit or bare == 0):
        return _experience(bare * _MONTHS[unit or "month"])
    if (iso := _iso(text)) is not None:
        return _experience(iso)
    lengths = _lengths(tokens)
    if not lengths:
        return 0 if _accepts_beginners(text) else None
    if len(lengths) > 1 or _is_upper_bound(tokens):
        return None
    return _experience(lengths[0].low)


def days_per_week(text: str) -> Decimal | None:
    """``4`` for ``4``, ``4 jours``, ``four days a week``, ``4-day week``; at most 7."""
    tokens = _tokens(text)
    figures = [at for at, token in enumerate(tokens) if _is_figure(token)]
    if len(figures) > 1 or not words("units", "month").isdisjoint(tokens):
        return None
    at = next(iter(figures), 0)
    number = _number(tokens[at]) if tokens else None
    if number is None or not 0 < number <= 7:
        return None
    after = [token for token in tokens[at + 1 :] if token != "-"][:1]  # noqa: S105 - a mark
    if len(tokens) > 1 and (not after or after[0] not in words("units", "day")):
        return None
    return _tidy(number)


def counted(text: str, unit: str) -> tuple[Decimal, ...]:
    """The numbers that stand before a word of *unit* in *text*: ``2 jours`` → 2 of ``day``."""
    tokens = _tokens(text)
    named = words("units", unit)
    pairs = ((_number(a), b) for a, b in pairwise(tokens))
    return tuple(number for number, word in pairs if number is not None and word in named)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(plain(text)) if len(text) <= LONGEST else []


def _is_figure(token: str) -> bool:
    return "0" <= token[0] <= "9"


def _number(token: str) -> Decimal | None:
    if _is_figure(token):
        return Decimal(token.replace(",", ".")) if len(token) <= 6 else None
    spelled = meanings("numbers").get(token)
    return Decimal(spelled) if spelled else None


def _lengths(tokens: list[str]) -> list[_Length]:
    """Every length in *tokens*; the two parts of one, or the two ends of a range, are one."""
    found: list[_Length] = []
    at = 0
    while at < len(tokens):
        length = _length(tokens, at)
        if length is None:
            at += 1
            continue
        if found and (whole := _joined(found[-1], length, tokens)):
            found[-1] = whole
        else:
            found.append(length)
        at = length.end
    return found


def _length(tokens: list[str], at: int) -> _Length | None:
    """The length that begins at *at*: a number or two, then a unit."""
    low = _number(tokens[at])
    if low is None:
        return None
    high, after = low, at + 1
    if after + 1 < len(tokens) and _is_between(tokens[after]):
        end = _number(tokens[after + 1])
        high, after = (low, after) if end is None else (end, after + 2)
    if after + 1 < len(tokens) and tokens[after] in ("-", "+"):
        after += 1
    unit = meanings("units").get(tokens[after]) if after < len(tokens) else None
    if unit not in _MONTHS:
        return None
    half = _half(tokens, after + 1)
    low, high = (_MONTHS[unit] * (number + half) for number in (low, high))
    return _Length(min(low, high), max(low, high), unit, at, after + (3 if half else 1))


def _is_between(token: str) -> bool:
    return token in _BETWEEN_ENDS or token in words("lengths", "range")


def _half(tokens: list[str], at: int) -> Decimal:
    link, part = (*tokens[at : at + 2], "", "")[:2]
    if link in words("lengths", "and") and part in words("lengths", "half"):
        return Decimal("0.5")
    return Decimal(0)


def _joined(first: _Length, second: _Length, tokens: list[str]) -> _Length | None:
    """``1 an et 6 mois`` as one length, ``6 mois à 1 an`` as one range; else ``None``."""
    between = tokens[first.end : second.begin]
    if len(between) > 1:
        return None
    compound = not between or between[0] == "," or between[0] in words("lengths", "and")
    if compound and second.unit in _SMALLER.get(first.unit, ()):
        low, high = first.low + second.low, first.high + second.high
        return replace(second, low=low, high=high, begin=first.begin)
    if between and _is_between(between[0]):
        low, high = min(first.low, second.low), max(first.high, second.high)
        return replace(second, low=low, high=high, begin=first.begin)
    return None


def _iso(text: str) -> Decimal | None:
    """An ISO 8601 length of years, months and weeks."""
    match = _ISO.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if not match or not any(match.groups()):
        return None
    years, months, weeks = (int(part or 0) for part in match.groups())
    return years * 12 + months + weeks * _MONTHS["week"]


def _accepts_beginners(text: str) -> bool:
    return "beginner" in spot("experience", text)


def _is_upper_bound(tokens: list[str]) -> bool:
    said = "".join(tokens)
    for least in words("lengths", "least"):
        said = said.replace(least, "")
    bounded = not words("lengths", "most").isdisjoint(tokens)
    return bounded and any(word in said for word in words("lengths", "most"))


def _duration(months: Decimal) -> Decimal | None:
    return _tidy(months) if 0 < months <= _LONGEST_CAREER else None


def _experience(months: Decimal) -> int | None:
    return int(months) if months <= _LONGEST_CAREER else None


def _tidy(number: Decimal) -> Decimal:
    """*number* without needless digits, never with an exponent."""
    whole = number.to_integral_value()
    return Decimal(int(whole)) if number == whole else number.quantize(Decimal("0.01")).normalize()
