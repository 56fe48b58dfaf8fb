"""The JobPosting document that an offer makes."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from syndicate.jobposting.contract import duration, employment_types, start
from syndicate.jobposting.description import description
from syndicate.jobposting.pay import base_salary
from syndicate.jobposting.places import countries, places, remote_areas
from syndicate.jobposting.text import line
from syndicate.offer import end_instant, iso

if TYPE_CHECKING:
    from collections.abc import Mapping

    from syndicate.offer import Education, Offer, Organization, When
    from syndicate.site import Site

#: What Google wants in the place of a name that the employer keeps to itself.
CONFIDENTIAL = "confidential"

# How authors write that the employer is not to be named: "confidentiel", "Société confidentielle".
_ANONYMOUS = re.compile(
    r"(?:(?:entreprise|soci[ée]t[ée]|employeur|client|company|employer|organi[sz]ation|empresa"
    r"|unternehmen|arbeitgeber|firma|bedrijf|werkgever)\s+)?"
    r"(?:confidential|confidentiel(?:le)?|confidencial|vertraulich|vertrouwelijk"
    r"|anonyme?|anonymous|anónim[oa]|anoniem)"
    r"(?:\s+(?:company|client|employer|organi[sz]ation))?",
    re.IGNORECASE,
)
_NO_REQUIREMENTS = "no requirements"


def job_posting(offer: Offer, site: Site) -> dict[str, object]:
    """The schema.org JobPosting of *offer*, its keys in a fixed order.

    Says what the offer says and no more: what is absent has no key, so that the document may
    lack what Google requires; ``faults`` tells. Instants carry the offset of the site's zone.
    The clock has no part in it: only open offers should be shown with their document.
    """
    employer = _organization(offer.organization)
    document = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": line(offer.board_title) or line(offer.title),
        "description": description(offer, site),
        "identifier": _identifier(offer, employer),
        "url": line(offer.url),
        "datePosted": _moment(offer.date_posted),
        "validThrough": _valid_through(offer, site),
        "hiringOrganization": employer,
        "jobLocation": _one_or_all(places(offer)),
        **_remote(offer),
        "employmentType": employment_types(offer.employment, offer.schedule),
        "baseSalary": base_salary(offer.pay),
        **start(offer),
        "jobDuration": duration(offer.duration_months),
        "educationRequirements": _education(offer.education),
        "experienceRequirements": _experience(offer.experience),
        "skills": _one_or_all([skill for text in offer.skills if (skill := line(text))]),
        "occupationalCategory": _one_or_all(_occupations(offer)),
    }
    said = {key: value for key, value in document.items() if value}
    # These two state something even where they are zero or false.
    if offer.openings is not None:
        said["totalJobOpenings"] = offer.openings
    if (direct := _direct_apply(offer)) is not None:
        said["directApply"] = direct
    return said


def _remote(offer: Offer) -> dict[str, object]:
    # Hybrid work has no word: TELECOMMUTE is for work that may be wholly remote.
    if offer.workplace != "remote":
        return {}
    return {
        "jobLocationType": "TELECOMMUTE",
        "applicantLocationRequirements": _one_or_all(countries(remote_areas(offer))),
    }


def _identifier(offer: Offer, employer: dict[str, object] | None) -> dict[str, object] | None:
    if not employer:
        return None
    value = line(offer.requisition_id) or line(offer.id)
    return {"@type": "PropertyValue", "name": employer["name"], "value": value}


def _organization(organization: Organization | None) -> dict[str, object] | None:
    if organization is None:
        return None
    # Its parts make a better key than itself: they know their hashes.
    known = _known(organization.name, organization.url, organization.logo)
    return {"@type": "Organization", **known} if known else None


@lru_cache(maxsize=1024)
def _known(stated: str, url: str | None, logo: str | None) -> Mapping[str, str]:
    """What may be said of an employer, nothing when it has no name: not to be changed."""
    name = line(stated)
    if not name:
        return {}
    if _ANONYMOUS.fullmatch(name):
        # An address or a logo would name it all the same.
        return {"name": CONFIDENTIAL}
    links = (("sameAs", line(url)), ("logo", line(logo)))
    return {"name": name, **{key: link for key, link in links if link}}


def _moment(when: When | None) -> str | None:
    if isinstance(when, datetime) and when.microsecond:
        when = when.replace(microsecond=0)
    return iso(when) if when else None


def _valid_through(offer: Offer, site: Site) -> str | None:
    """The last second in which one may apply, with an explicit offset."""
    end = offer.closes_at or (end_instant(offer.closes, site.timezone) if offer.closes else None)
    if end is None:
        return None
    if _is_day(offer.closes):
        # In UTC, because a day may end where the clocks change.
        end = end.astimezone(UTC) - timedelta(seconds=1)
    return _moment(end.astimezone(site.timezone))


def _is_day(when: When | None) -> bool:
    return isinstance(when, date) and not isinstance(when, datetime)


def _education(education: Education | None) -> object:
    if education is None:
        return None
    if education == "none":
        return _NO_REQUIREMENTS
    category = education.replace("_", " ")
    return {"@type": "EducationalOccupationalCredential", "credentialCategory": category}


def _experience(months: int | None) -> object:
    if months is None:
        return None
    if months == 0:
        return _NO_REQUIREMENTS
    return {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": months}


def _occupations(offer: Offer) -> list[dict[str, object]]:
    if not (offer.isco or offer.rome):
        return []
    return [
        {
            "@type": "CategoryCode",
            "codeValue": code,
            "inCodeSet": {"@type": "CategoryCodeSet", "name": name},
        }
        for name, codes in (("ISCO-08", offer.isco), ("ROME", offer.rome))
        for code in codes
    ]


def _direct_apply(offer: Offer) -> bool | None:
    """Whether our own page is enough to apply: it shows the address to write to.

    A link to follow is one step more; unknown when the offer says neither.
    """
    if offer.apply_email:
        return True
    return False if offer.apply_url else None


def _one_or_all(values: list[dict[str, object]] | list[str]) -> object:
    """A single value stands alone, as in Google's examples; several make an array."""
    if len(values) < 2:
        return values[0] if values else values
    different = [value for place, value in enumerate(values) if value not in values[:place]]
    return different[0] if len(different) == 1 else different
