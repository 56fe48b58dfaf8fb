"""The rules of ``rules.toml``: what each asks, where the law asks it, and how much it matters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from syndicate.content.folding import fold
from syndicate.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from syndicate.offer import Offer

Confidence = Literal["verified", "unverified"]


@dataclass(frozen=True, slots=True)
class Law:
    """What asks something of offers in one jurisdiction, and since when.

    ``jurisdiction`` is ``EU``, a country (``FR``) or a part of one (``US-CO``), by ISO 3166; its
    ``countries`` and the names of its part in ``regions``, folded, are how it is known by the
    places of an offer. With ``remote`` it asks the same of work that may be done from anywhere in
    the country. It was ``verified`` when what it asks was read in a text about it on the day of
    its rule's ``checked``. A range of yearly pay that ends at ``up_to`` at most may be ``widest``
    wide; where that is None, as wide as it likes.
    """

    jurisdiction: str
    name: str
    asks: str
    since: date | None
    confidence: Confidence
    countries: frozenset[str]
    regions: frozenset[str]
    remote: bool
    widest: int | None = None
    up_to: int | None = None

    def concerns(self, offer: Offer) -> bool:
        """Whether *offer* states a place of work in this jurisdiction."""
        for place in offer.locations:
            if place.country in self.countries and (
                not self.regions or fold(place.region or "") in self.regions
            ):
                return True
        everywhere = not self.regions or self.remote
        return everywhere and not self.countries.isdisjoint(offer.remote_countries)


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: ``severity`` is what it has unless the site says otherwise, None for off.

    It is about offers in these ``languages``, all when there are none. A rule with ``laws`` is
    about offers in their jurisdictions alone, the nearest jurisdiction first. Builds ask what is
    ``built``, beside all else that they find: ``syndicate.content.checks``.
    """

    code: str
    title: str
    asks: str
    severity: Severity | None
    languages: tuple[str, ...]
    laws: tuple[Law, ...]
    checked: date
    built: bool

    def law_for(self, offer: Offer, day: date) -> Law | None:
        """The first of its laws that concerns *offer* and holds on *day*, if not since always."""
        holding = (law for law in self.laws if law.since is None or law.since <= day)
        return next((law for law in holding if law.concerns(offer)), None)


@cache
def rules() -> Mapping[str, Rule]:
    """Code → rule, in the order of the file."""
    import tomllib

    data = tomllib.loads(Path(__file__).with_name("rules.toml").read_text("utf-8"))
    areas = data["areas"]
    return {
        code: Rule(
            code,
            one["title"],
            one["asks"],
            None if one["severity"] == "off" else Severity(one["severity"]),
            tuple(one.get("languages", ())),
            tuple(_law(law, areas) for law in one.get("laws", ())),
            data["checked"],
            one.get("built", False),
        )
        for code, one in data["rules"].items()
    }


def _law(law: Mapping[str, Any], areas: Mapping[str, list[str]]) -> Law:
    where = law["jurisdiction"]
    country, _, part = where.partition("-")
    names = [part, *areas.get(where, ())] if part else []
    return Law(
        jurisdiction=where,
        name=law["law"],
        asks=law.get("asks", ""),
        since=law.get("since"),
        confidence=law["confidence"],
        countries=frozenset(areas.get(where, (where,)) if not part else (country,)),
        regions=frozenset(map(fold, names)),
        remote=law.get("remote", False),
        widest=law.get("widest"),
        up_to=law.get("up_to"),
    )
