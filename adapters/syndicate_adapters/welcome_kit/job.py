"""An offer as a job of Welcome Kit, in the board's own words."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from syndicate.jobposting.text import line
from syndicate.problem import Problem, Severity
from syndicate_adapters.welcome_kit.sections import parts, proposed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from syndicate.offer import Location, Offer, Pay
    from syndicate.site import Site

NAME_LIMIT = 200
DESCRIPTION_LIMIT = 10_000
LONGEST_CONTRACT = 36

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Jobs:
    """Makes jobs of offers.

    ``company`` and ``profile`` are texts by language for offers that have no such part.
    """

    def __init__(
        self,
        site: Site,
        office: int | None,
        company: Mapping[str, str],
        profile: Mapping[str, str],
    ) -> None:
        self.site = site
        self.office = office
        self.company = company
        self.profile = profile

    def job(self, offer: Offer) -> dict[str, object]:
        """The fields that the board is to hold of *offer*; what it does not state is missing."""
        found = parts(offer.body)
        stated = {
            "name": line(offer.board_title) or line(offer.title) or offer.id,
            "description": found.get("description"),
            "profile": found.get("profile") or _said(self.profile, offer),
            "company_description": found.get("company") or _said(self.company, offer),
            "recruitment_process": found.get("process"),
            "contract_type": _contract(offer),
            "language": offer.language.partition("-")[0].lower(),
            "remote": _values()["remote"].get(offer.workplace),
            "education_level": _values()["education_level"].get(offer.education),
            "experience_level": _experience(offer.experience),
            "start_date": offer.start if _DAY.fullmatch(offer.start or "") else None,
            "apply_url": offer.apply_url or offer.url,
            "external_reference": offer.id,
        }
        months = _months(offer.duration_months)
        duration = {"contract_duration_min": months, "contract_duration_max": months}
        everything = stated | duration | _salary(offer.pay) | self._office(offer)
        return {name: value for name, value in everything.items() if value is not None}

    def problems(self, offer: Offer) -> Iterator[Problem]:
        """What the board would refuse."""
        job = self.job(offer)
        name, description = str(job["name"]), str(job.get("description", ""))
        if len(name) > NAME_LIMIT:
            told = f"its title has {len(name)} characters; the board takes {NAME_LIMIT}"
            yield _problem(offer, "title-too-long", "board_title", told, "board_title: …")
        if not description:
            told = "it does not say what the work is: the board shows that under its own heading"
            yield _problem(offer, "no-description", "body", told, self._line(offer, "description"))
        if len(description) > DESCRIPTION_LIMIT:
            told = (
                f"what it says of the job is {len(description):,} characters long, as HTML; "
                f"the board takes {DESCRIPTION_LIMIT:,}"
            )
            hint = "give the profile and the employer headings of their own, or shorten it"
            yield _problem(offer, "description-too-long", "body", told, hint)
        if "profile" not in job:
            told = "it has no heading for the profile: the board wants that apart from the job"
            yield _problem(offer, "no-profile", "body", told, self._line(offer, "profile"))
        if "contract_type" not in job:
            told = "it states no kind of contract that the board knows"
            yield _problem(offer, "no-contract", "employment", told, "employment: permanent")
        if not any(key.startswith("office") for key in job):
            told = "it states no city with a country: the board wants to know the office"
            yield _problem(offer, "no-office", "locations", told, "location: Paris, FR")

    def _line(self, offer: Offer, part: Any) -> str:
        return proposed(part, offer.language)

    def _office(self, offer: Offer) -> dict[str, object]:
        """Where the job is; where it states no place, where the site's own employer is."""
        if self.office is not None:
            return {"office_id": self.office}
        places = offer.locations
        if not places and offer.organization == self.site.organization and self.site.address:
            places = (self.site.address,)
        cities = [place for place in places if line(place.city) and place.country]
        if len(cities) > 1:
            return {"offices": [_city(place) for place in cities]}
        return _only(cities[0]) if cities else {}


def _city(place: Location) -> dict[str, object]:
    return {"city": line(place.city), "country_code": (place.country or "").lower()}


def _only(place: Location) -> dict[str, object]:
    return {
        "office_address": line(place.street),
        "office_zip_code": line(place.postal_code),
        "office_city": line(place.city),
        "office_country_code": (place.country or "").lower(),
    }


def _contract(offer: Offer) -> str | None:
    """The first kind of contract that the board knows."""
    known: dict[str, str] = _values()["contract_type"]
    part_time = "_part_time" if offer.schedule == ("part_time",) else ""
    found = (known.get(f"{kind}{part_time}") or known.get(kind) for kind in offer.employment)
    return next(filter(None, found), None)


def _experience(months: int | None) -> str | None:
    if months is None:
        return None
    levels: list[dict[str, Any]] = _values()["experience_level"]
    fit = [str(one["level"]) for one in levels if months < one["below"]]
    return fit[0] if fit else str(levels[-1]["level"])


def _salary(pay: Pay | None) -> dict[str, object]:
    """Whole units for a period that the board knows; nothing where a figure would mislead."""
    known = _values()
    if pay is None or (pay.min is None and pay.max is None):
        return {}
    period = known["salary_period"].get(pay.period)
    currency = known["salary_currency"].get(pay.currency)
    if period is None or currency is None:
        return {}
    return {
        "salary_min": _whole(pay.min),
        "salary_max": _whole(pay.max),
        "salary_currency": currency,
        "salary_period": period,
    }


def _whole(amount: Decimal | None) -> int | None:
    return None if amount is None else round(amount)


def _months(duration: Decimal | None) -> int | None:
    """Whole months, from one to what the board takes."""
    months = None if duration is None else round(duration)
    return months if months and 1 <= months <= LONGEST_CONTRACT else None


def _said(texts: Mapping[str, str], offer: Offer) -> str | None:
    """The configured text in the offer's language, as HTML."""
    language = offer.language.lower()
    for name in (language, language.partition("-")[0], ""):
        if name in texts:
            return f"<p>{escape(texts[name].strip(), quote=False)}</p>"
    return None


def _problem(offer: Offer, code: str, field: str, told: str, hint: str) -> Problem:
    return Problem(offer.path, 0, 0, Severity.ERROR, code, field, told, hint)


@lru_cache(maxsize=1)
def _values() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("values.toml").read_text("utf-8"))


def contract_types() -> frozenset[str]:
    """The board's words for kinds of contract that jobs are made with."""
    return frozenset(_values()["contract_type"].values())
