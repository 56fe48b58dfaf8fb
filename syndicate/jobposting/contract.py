"""The kind of contract, its hours, its beginning and its length, as schema.org says them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from syndicate.jobposting.text import line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from syndicate.offer import Employment, Offer, Schedule

# Google has one list for two questions, the contract and the hours. A permanent contract and
# a civil servant's have no word in it: the hours alone speak for them, if they are stated.
# An apprenticeship is a place for learners on the job, which is how Google explains INTERN.
_EMPLOYMENT: Mapping[Employment, str | None] = {
    "permanent": None,
    "civil_servant": None,
    "fixed_term": "TEMPORARY",
    "temp_agency": "TEMPORARY",
    "seasonal": "TEMPORARY",
    "internship": "INTERN",
    "apprenticeship": "INTERN",
    "freelance": "CONTRACTOR",
    "volunteer": "VOLUNTEER",
    "other": None,
}


def employment_types(
    employment: tuple[Employment, ...], schedule: tuple[Schedule, ...]
) -> list[str]:
    """Google's words for an offer's contracts, then its hours; empty when it has none to say.

    OTHER stands alone or not at all: beside another word it would deny it.
    """
    return list(_types(employment, schedule))


@lru_cache(maxsize=256)
def _types(employment: tuple[Employment, ...], schedule: tuple[Schedule, ...]) -> tuple[str, ...]:
    contracts = [word for kind in employment if (word := _EMPLOYMENT[kind])]
    words = [*contracts, *(hours.upper() for hours in schedule)]
    if not words and employment == ("other",):
        return ("OTHER",)
    return tuple(dict.fromkeys(words))


def start(offer: Offer) -> dict[str, object]:
    """``jobStartDate`` or ``jobImmediateStart``; empty when *offer* does not say."""
    if offer.start == "asap":
        return {"jobImmediateStart": True}
    return {"jobStartDate": line(offer.start)}


def duration(months: Decimal | None) -> str | None:
    """*months* as an ISO 8601 duration: ``P6M``, ``P4.5M``; None for what no contract lasts."""
    if months is None or not months.is_finite() or months.adjusted() > 3:
        return None
    return f"P{months:.2f}".rstrip("0").rstrip(".") + "M"
