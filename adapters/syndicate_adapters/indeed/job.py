"""What Indeed is told of an offer: ``CreateSourcedJobPostingInput``, and what it would refuse.

https://docs.indeed.com/api/job/mutations/jobsIngest/createSourcedJobPostings
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from syndicate.jobposting.description import description, without_links
from syndicate.jobposting.text import line, whole
from syndicate.offer import Location, instant
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from syndicate.offer import Employment, Offer, Pay, Schedule
    from syndicate.site import Site

#: How long a description may be, in bytes of UTF-8.
LARGEST = 65_000

#: Indeed's words. It documents these "such as"; kinds that are not among them are left unsaid.
_JOB_TYPES: Mapping[Employment | Schedule, str] = {
    "full_time": "Full-time",
    "part_time": "Part-time",
    "internship": "Internship",
    "apprenticeship": "Apprenticeship",
    "volunteer": "Volunteer",
    "freelance": "Contract",
    "fixed_term": "Contract",
}
#: How many digits stand after the point, where a currency has not two (ISO 4217).
_DIGITS: Mapping[str, int] = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF"), 0),
    **dict.fromkeys(("UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}


@dataclass(frozen=True, slots=True)
class Source:
    """Whose offers they are: the part of Indeed's key that must never change."""

    name: str
    type: str
    contact: str | None = None


def job(offer: Offer, site: Site, source: Source) -> dict[str, object]:
    """The whole posting: Indeed wants every field each time."""
    return {
        "body": _known(
            title=line(offer.board_title) or line(offer.title) or "",
            description=_text(offer, site),
            descriptionFormatting="RICH_FORMATTING",
            salary=_salary(offer.pay),
            location=_location(offer),
            benefits=[],  # required, and the offer's are in its text
        ),
        "metadata": _known(
            jobSource=_job_source(offer, source),
            jobPostingId=whole(offer.id),
            jobRequisitionId=line(offer.requisition_id),
            taxonomyClassification=_known(
                jobTypes=_job_types(offer),
                # "Fully Remote" is named by an error message of Indeed; the word for hybrid
                # work is not documented, so it is not said.
                remoteType="Fully Remote" if offer.workplace == "remote" else None,
            ),
            contacts=_contacts(source),
            datePublished=_published(offer, site),
            url=line(offer.url) or "",
        ),
    }


def problems(offer: Offer, site: Site) -> Iterator[Problem]:
    """What Indeed would refuse of *offer*."""
    text = _text(offer, site)
    place = _location(offer)
    for code, missing, (field, what, hint) in (
        ("title", not (line(offer.board_title) or line(offer.title)), _TITLE),
        ("description", not text, _DESCRIPTION),
        ("employer", not _employer(offer), _EMPLOYER),
        ("date", offer.date_posted is None, _DATE),
        ("country", "country" not in place, _PLACE),
        ("town", offer.workplace != "remote" and "cityRegionPostal" not in place, _TOWN),
    ):
        if missing:
            yield _problem(offer, f"no-{code}", field, f"Indeed needs {what}", hint)
    size = len(text.encode())
    if size > LARGEST:
        words = f"Indeed takes descriptions of {LARGEST:,} bytes; this one has {size:,}"
        yield _problem(offer, "long-description", "body", words, "Say less below the front matter.")


_TITLE = ("title", "the title of the job", "title: …    (the name of the job)")
_DESCRIPTION = ("body", "a description of the job", "Describe the job below the front matter.")
_EMPLOYER = ("organization", "the name of the employer", "company: …    (the name of the employer)")
_DATE = ("date_posted", "the day on which the offer was posted", "date: YYYY-MM-DD")
_PLACE = ("locations", "the country of the place of work", "location: Paris, France")
_TOWN = ("locations", "a town, or work that is wholly remote", "location: Paris, France")


def _problem(offer: Offer, code: str, field: str, message: str, hint: str) -> Problem:
    return Problem(offer.path, 0, 0, Severity.ERROR, f"indeed-{code}", field, message, hint)


def _known(**values: object) -> dict[str, object]:
    """*values* without what the offer does not say; an empty list is something said."""
    return {name: value for name, value in values.items() if value is not None and value != {}}


def _text(offer: Offer, site: Site) -> str:
    """The description in the elements that Indeed renders: it knows no links."""
    return without_links(description(offer, site) or "")


def _employer(offer: Offer) -> str | None:
    return line(offer.organization.name) if offer.organization else None


def _job_source(offer: Offer, source: Source) -> dict[str, object]:
    website = line(offer.organization.url) if offer.organization else None
    return _known(
        companyName=_employer(offer) or "",
        companyWebsite=website,
        sourceName=source.name,
        sourceType=source.type,
    )


def _job_types(offer: Offer) -> list[str] | None:
    said = (_JOB_TYPES.get(kind) for kind in (*offer.schedule, *offer.employment))
    return list(dict.fromkeys(kind for kind in said if kind)) or None


def _contacts(source: Source) -> list[dict[str, object]] | None:
    if source.contact is None:
        return None
    return [{"contactType": ["contact"], "contactInfo": {"contactEmail": source.contact}}]


def _location(offer: Offer) -> dict[str, object]:
    """The first place of which a country is known: a posting has one."""
    place = next((place for place in offer.locations if place.country), Location())
    # As in Indeed's own example, "Syracuse, New York 13209".
    town = ", ".join(part for part in (line(place.city), line(place.region)) if part)
    there = " ".join(part for part in (town, line(place.postal_code)) if part)
    if not place.country and offer.remote_countries:
        place = Location(country=offer.remote_countries[0])
    return _known(
        country=place.country,
        cityRegionPostal=there or None,
        streetAddress=line(place.street),
    )


def _published(offer: Offer, site: Site) -> str | None:
    if offer.date_posted is None:
        return None
    moment = instant(offer.date_posted, site.timezone).astimezone(UTC)
    return f"{moment.replace(tzinfo=None).isoformat(timespec='minutes')}Z"


def _salary(pay: Pay | None) -> dict[str, object] | None:
    """Pay in figures; None where Indeed's form cannot say it: the text says it in words then."""
    if not pay or not pay.currency or not pay.period:
        return None
    low, high = (_minor(amount, pay.currency) for amount in (pay.min, pay.max))
    if low is None:
        return None
    return _known(
        currency=pay.currency,
        minimumMinor=low,
        maximumMinor=high if high is not None and high >= low else None,
        period=pay.period.upper(),
    )


def _minor(amount: Decimal | None, currency: str) -> int | None:
    """*amount* in the currency's smallest unit; None for nothing, and for what no Int64 holds."""
    if amount is None or not amount.is_finite() or amount.adjusted() > 14:
        return None
    return int(amount.scaleb(_DIGITS.get(currency, 2))) or None
