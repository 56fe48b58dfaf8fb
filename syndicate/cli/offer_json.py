"""One offer as ``syndicate offers --json`` prints it: the keys and their order are a contract."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from syndicate.offer import iso

if TYPE_CHECKING:
    from decimal import Decimal

    from syndicate.offer import Offer, Pay, When

_Number = int | float | None


def offer_json(offer: Offer) -> dict[str, object]:
    """*offer* as JSON values: ``None`` or an empty list when not stated, never guessed.

    Days and instants are ISO 8601 text, ``experience`` is in months, ``sources`` says for each
    field that has a value where it was found.
    """
    return {
        "path": offer.path,
        "id": offer.id,
        "status": offer.status.value,
        "title": offer.title or None,
        "board_title": offer.board_title,
        "language": offer.language,
        "organization": asdict(offer.organization) if offer.organization else None,
        "locations": [asdict(location) for location in offer.locations],
        "workplace": offer.workplace,
        "remote_countries": list(offer.remote_countries),
        "employment": list(offer.employment),
        "schedule": list(offer.schedule),
        "days_per_week": _number(offer.days_per_week),
        "duration_months": _number(offer.duration_months),
        "start": offer.start,
        "pay": _pay(offer.pay),
        "education": offer.education,
        "experience": offer.experience,
        "languages": list(offer.languages),
        "skills": list(offer.skills),
        "tags": list(offer.tags),
        "date_posted": _when(offer.date_posted),
        "date_modified": _when(offer.date_modified),
        "closes": _when(offer.closes),
        "apply_url": offer.apply_url,
        "apply_email": offer.apply_email,
        "url": offer.url or None,
        "requisition_id": offer.requisition_id,
        "openings": offer.openings,
        "isco": list(offer.isco),
        "rome": list(offer.rome),
        "sources": dict(offer.sources),
    }


def _pay(pay: Pay | None) -> dict[str, object] | None:
    if pay is None:
        return None
    return {
        "min": _number(pay.min),
        "max": _number(pay.max),
        "currency": pay.currency,
        "period": pay.period,
        "text": pay.text,
    }


def _number(value: Decimal | None) -> _Number:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _when(when: When | None) -> str | None:
    return None if when is None else iso(when)
