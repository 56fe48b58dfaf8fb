"""What EasyJobs is told of an offer, and what of an offer it would refuse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from syndicate.jobposting.countries import country_name
from syndicate.jobposting.description import description
from syndicate.jobposting.text import line
from syndicate.offer import Location, instant
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from syndicate.offer import Employment, Offer
    from syndicate.site import Site

#: The longest that each field may be, in characters.
#: https://api.easyjobs.fr/ui/quota.html
LIMITS: Mapping[str, int] = {
    "title": 160,
    "description": 1_024,
    "position": 12_288,
    "profile": 12_288,
    "location": 64,
    "region": 32,
    "country": 64,
    "subsidiary": 64,
}

#: The five contracts that EasyJobs knows; offers of any other kind are not for it.
CONTRACTS: Mapping[Employment, str] = {
    "permanent": "CDI",
    "fixed_term": "CDD",
    "seasonal": "CDD",  # seasonal work is a kind of CDD
    "temp_agency": "Intérim",
    "internship": "Stage",
    "apprenticeship": "Alternance",
}

#: How headings begin that what is asked of a candidate stands below.
_PROFILE = ("profil", "votre profil", "ton profil", "compétences", "vos compétences", "your profil")
_SECTION = re.compile(r"(?=<p><strong>[^<]*</strong></p>)")
_HEADING = re.compile(r"<p><strong>([^<]*)</strong></p>")
_POSTCODE = re.compile(r"[0-9]{5}")


def fields(offer: Offer, site: Site, about: str, via: str = "Syndicate") -> dict[str, object]:
    """The fields of *offer* but for its id; *about* is what the employer says of itself.

    *via* is named as the source of the offer.
    """
    place = _place(offer)
    employer = (line(offer.organization.name) if offer.organization else None) or ""
    position, profile = sections(description(offer, site) or "")
    said: dict[str, object] = {
        "date": _moment(offer, site),
        "title": _cut("title", line(offer.board_title) or line(offer.title) or ""),
        "contract_type": _contract(offer),
        "description": about or employer,
        "position": position,
        "profile": profile,
        "location": line(place.city),
        "postcode": line(place.postal_code),
        "region": _fitting("region", line(place.region)),
        "country": _fitting("country", country_name(place.country, "fr") if place.country else ""),
        "subsidiary": _fitting("subsidiary", employer),
        "url": line(offer.url),
        "available": offer.openings or 1,
        "posted_via": via,
    }
    return {name: value for name, value in said.items() if value}


def sections(html: str) -> tuple[str, str]:
    """*html* without the sections about the candidate, and these; all stays when none are."""
    parts = _SECTION.split(html)
    profile = [part for part in parts if _is_profile(part)]
    position = [part for part in parts if not _is_profile(part)]
    if not "".join(position).strip():
        return html.strip(), ""
    return "".join(position).strip(), "".join(profile).strip()


def problems(offer: Offer, said: Mapping[str, object]) -> Iterator[Problem]:
    """What EasyJobs would refuse of *offer*, of which *said* are the fields."""
    for name, (field, what, hint) in _NEEDED.items():
        if not said.get(name):
            yield _problem(offer, f"no-{name}", field, f"EasyJobs needs {what}", hint)
    title = line(offer.board_title) or line(offer.title) or ""
    if len(title) > LIMITS["title"]:
        words = f"EasyJobs takes titles of {LIMITS['title']} characters; this one is cut"
        hint = "board_title: A shorter name of the job"
        yield _problem(offer, "long-title", "title", words, hint, Severity.WARNING)
    for name, (field, what, hint) in _MEASURED.items():
        length, limit = len(str(said.get(name, ""))), LIMITS[name]
        if length > limit:
            words = f"EasyJobs takes {what} of {limit:,} characters; this has {length:,}"
            yield _problem(offer, f"long-{name}", field, words, hint)
    if said.get("postcode") and not _POSTCODE.fullmatch(str(said["postcode"])):
        words = f"EasyJobs takes postal codes of five digits, not {said['postcode']}"
        yield _problem(offer, "bad-postcode", "locations", words, _PLACE)


_PLACE = "location: 75011 Paris, France"
#: Each field that EasyJobs needs: our own field, what it is, and the line that sets it.
_NEEDED = {
    "date": ("date_posted", "the day on which the offer was posted", "date: YYYY-MM-DD"),
    "title": ("title", "the title of the job", "title: …    (the name of the job)"),
    "contract_type": ("employment", f"one of {', '.join(dict.fromkeys(CONTRACTS.values()))}",
                      "contract: CDI"),
    "position": ("body", "a description of the job", "Describe the job below the front matter."),
    "location": ("locations", "the town of the place of work", _PLACE),
    "postcode": ("locations", "the postal code of the place of work", _PLACE),
}  # fmt: skip
_MEASURED = {
    "position": ("body", "a description", "Say less below the front matter, or in parts."),
    "profile": ("body", "a profile", "Say less of the candidate."),
    "location": ("locations", "a town", _PLACE),
}


def _problem(
    offer: Offer,
    code: str,
    field: str,
    message: str,
    hint: str,
    severity: Severity = Severity.ERROR,
) -> Problem:
    return Problem(offer.path, 0, 0, severity, f"easyjobs-{code}", field, message, hint)


def _place(offer: Offer) -> Location:
    """The first place whose town is known: a posting has one."""
    return next((place for place in offer.locations if place.city), Location())


def _moment(offer: Offer, site: Site) -> str:
    """When it was posted, on the site's clock: EasyJobs takes no offset from UTC."""
    if offer.date_posted is None:
        return ""
    moment = instant(offer.date_posted, site.timezone).astimezone(site.timezone)
    return moment.replace(tzinfo=None).isoformat(" ", "seconds")


def _contract(offer: Offer) -> str:
    return next((CONTRACTS[kind] for kind in offer.employment if kind in CONTRACTS), "")


def _cut(name: str, value: str) -> str:
    limit = LIMITS[name]
    return value if len(value) <= limit else f"{value[: limit - 1].rstrip()}…"


def _fitting(name: str, value: str | None) -> str:
    """*value* of an optional field, or nothing when it is too long for it."""
    return value if value and len(value) <= LIMITS[name] else ""


def _is_profile(part: str) -> bool:
    heading = _HEADING.match(part)
    return heading is not None and heading[1].strip().casefold().startswith(_PROFILE)
