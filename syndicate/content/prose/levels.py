"""Several amounts that are paid for one job: to juniors, to seniors, by years of experience."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.content.pay import parse_pay
from syndicate.content.prose.wage import around, word_at

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from syndicate.content.prose.speech import Spoken
    from syndicate.offer import Pay

#: The highest level earns less than so many times the lowest; more is paid for something else.
_WIDEST = 3
_PERIODS = {
    "fr": {
        "year": "par an",
        "month": "par mois",
        "week": "par semaine",
        "day": "par jour",
        "hour": "par heure",
    },
}


def is_another_level(one: Pay, other: Pay) -> bool:
    """Whether both may be paid for the same work, and are not the same for another period."""
    if one.currency != other.currency or {one.period, other.period} - {None, one.period}:
        return False
    least, more = one.min or one.max, other.min or other.max
    return least is not None and more is not None and least < more < _WIDEST * least


def is_equivalent(spoken: Spoken, match: re.Match[str]) -> bool:
    """Whether an amount is what somebody would get who works all week: ``(FTE £30,000)``."""
    first = word_at(spoken, match.start())
    return not around("equivalent").isdisjoint(spoken.words[max(0, first - 3) : first])


def range_of(pays: Sequence[Pay], language: str) -> Pay | None:
    """From the least to the most of *pays*, when they are levels of one job."""
    first = pays[0]
    if len({pay.currency for pay in pays}) > 1 or len({pay.period for pay in pays}) > 1:
        return None
    ends = [end for pay in pays for end in (pay.min, pay.max) if end is not None]
    least, most = min(ends), max(ends)
    if least == most or most >= _WIDEST * least:
        return None
    period = first.period and _PERIODS.get(language, {}).get(first.period, f"per {first.period}")
    return parse_pay(f"{least:f} - {most:f} {first.currency} {period or ''}".strip())
