"""What LinkedIn is told of an offer: its foundation schema, and what it would refuse.

https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/job-posting-api-schema
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from syndicate.jobposting.countries import country_name
from syndicate.jobposting.description import description, without_links
from syndicate.jobposting.places import remote_areas
from syndicate.jobposting.text import line
from syndicate.offer import instant
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from decimal import Decimal

    from syndicate.offer import Employment, Location, Offer, Pay, Period, Schedule, Workplace
    from syndicate.site import Site

TITLE = 200
SHORTEST, LONGEST = 100, 25_000

_STATUS: Mapping[Employment | Schedule, str] = {
    "internship": "INTERNSHIP",
    "apprenticeship": "INTERNSHIP",
    "volunteer": "VOLUNTEER",
    "freelance": "CONTRACT",
    "fixed_term": "CONTRACT",
    "temp_agency": "TEMPORARY",
    "seasonal": "TEMPORARY",
    "full_time": "FULL_TIME",
    "part_time": "PART_TIME",
}
_WORKPLACES: Mapping[Workplace, str] = {
    "onsite": "On-site",
    "hybrid": "Hybrid",
    "remote": "Remote",
}
_PERIODS: Mapping[Period, str] = {
    "hour": "HOURLY",
    "day": "DAILY",
    "week": "WEEKLY",
    "month": "MONTHLY",
    "year": "YEARLY",
}
#: Ids that go as they are. Some versions of the schema allow 200 characters, the newest 75.
_PLAIN = re.compile(r"[A-Za-z0-9._-]{1,75}")


def external_id(subject: str) -> str:
    """The offer's id at LinkedIn: ours where it is plain, else its fingerprint.

    No plain id has a colon, so that no two offers have one.
    """
    if _PLAIN.fullmatch(subject):
        return subject
    return f"sha256:{hashlib.sha256(subject.encode('utf-8', 'surrogatepass')).hexdigest()}"


def job(offer: Offer, site: Site, organization: str) -> dict[str, object]:
    """The whole element but for the operation: LinkedIn wants every field each time."""
    said: dict[str, object | None] = {
        "integrationContext": organization,
        "externalJobPostingId": external_id(offer.id),
        "listingType": "BASIC",  # the one that costs nothing
        "title": _cut(_title(offer)),
        "description": _text(offer, site),
        "companyApplyUrl": line(offer.apply_url) or line(offer.url),
        "listedAt": _listed(offer, site),
        "expireAt": _milliseconds(offer.closes_at) if offer.closes_at else None,
        "location": _location(offer),
        "workplaceTypes": [_WORKPLACES[offer.workplace]] if offer.workplace else None,
        "employmentStatus": _status(offer),
        "experienceLevel": _level(offer),
        "compensation": _compensation(offer.pay),
        "companyJobCode": line(offer.requisition_id),
    }
    return {name: value for name, value in said.items() if value not in (None, "")}


def problems(offer: Offer, said: Mapping[str, object]) -> Iterator[Problem]:
    """What LinkedIn would refuse of *offer*, of which *said* is the element."""
    for name, (field, what, hint) in _NEEDED.items():
        if name not in said:
            words = f"LinkedIn needs {what}"
            yield _problem(offer, f"no-{name}", field, words, hint)
    length = len(str(said.get("description", "")))
    if length and not SHORTEST <= length <= LONGEST:
        words = f"LinkedIn takes texts of {SHORTEST} to {LONGEST:,} characters; this has {length:,}"
        yield _problem(offer, "description-length", "body", words, _NEEDED["description"][2])
    if len(_title(offer)) > TITLE:
        words = f"LinkedIn takes titles of {TITLE} characters; this one is cut"
        hint = "board_title: A shorter name of the job"
        yield _problem(offer, "long-title", "title", words, hint, Severity.WARNING)


_NEEDED = {
    "title": ("title", "the title of the job", "title: …    (the name of the job)"),
    "description": (
        "body",
        "a description of the job",
        "Describe the job below the front matter: missions, profile, hours, how to apply.",
    ),
    "listedAt": ("date_posted", "the day on which the offer was posted", "date: YYYY-MM-DD"),
    "location": (
        "locations",
        "a town and its country, or a country for remote work",
        "location: Paris, France",
    ),
}


def _problem(
    offer: Offer,
    code: str,
    field: str,
    message: str,
    hint: str,
    severity: Severity = Severity.ERROR,
) -> Problem:
    return Problem(offer.path, 0, 0, severity, f"linkedin-{code.lower()}", field, message, hint)


def _title(offer: Offer) -> str:
    return line(offer.board_title) or line(offer.title) or ""


def _cut(title: str) -> str:
    return title if len(title) <= TITLE else f"{title[: TITLE - 1].rstrip()}…"


def _text(offer: Offer, site: Site) -> str:
    """The description in the elements that LinkedIn keeps: no links, and ``i`` for ``em``."""
    html = without_links(description(offer, site) or "")
    return html.replace("<em>", "<i>").replace("</em>", "</i>")


def _listed(offer: Offer, site: Site) -> int | None:
    return _milliseconds(instant(offer.date_posted, site.timezone)) if offer.date_posted else None


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1_000)


def _location(offer: Offer) -> str:
    """The first place with a town and a country; of remote work, a country is enough."""
    for place in offer.locations:
        if place.city and place.country:
            return _named(place)
    areas = remote_areas(offer)
    return country_name(areas[0]) if areas else ""


def _named(place: Location) -> str:
    parts = (line(place.city), line(place.region), country_name(place.country or ""))
    return ", ".join(part for part in parts if part)


def _status(offer: Offer) -> str | None:
    """The contract where LinkedIn has a word for it, else the hours."""
    said = (_STATUS.get(kind) for kind in (*offer.employment, *offer.schedule))
    return next((status for status in said if status), None)


def _level(offer: Offer) -> str | None:
    """Only what the offer states: years of experience are no level."""
    if "internship" in offer.employment:
        return "INTERNSHIP"
    return "ENTRY_LEVEL" if offer.experience == 0 else None


def _compensation(pay: Pay | None) -> dict[str, object] | None:
    """Pay in figures; None where there are none: the text says it in words then."""
    if not pay or not pay.currency or not pay.period:
        return None
    low, high = _amount(pay.min, pay.currency), _amount(pay.max, pay.currency)
    if low and high and low != high:
        value: dict[str, object] = {"range": {"start": low, "end": high}}
    elif low and (low == high or pay.max is None):
        value = {"exactAmount": low} if high else {"range": {"start": low}}
    else:
        return None
    paid = {"period": _PERIODS[pay.period], "type": "BASE_SALARY", "value": value}
    return {"compensations": [paid]}


def _amount(amount: Decimal | None, currency: str) -> dict[str, str] | None:
    """*amount* as LinkedIn writes money; None for what nobody is paid."""
    if amount is None or not amount.is_finite() or amount <= 0 or amount.adjusted() > 14:
        return None
    return {"amount": f"{amount.normalize():f}", "currencyCode": currency}
