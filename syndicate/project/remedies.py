"""What to write into one file so that more destinations take its offer, or take it better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from syndicate.content.employer import PARTS
from syndicate.content.hints import is_open, remark
from syndicate.jobposting.wording import WORDING
from syndicate.project.destinations import Fit
from syndicate.renderings.ad_rules import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from syndicate.offer import Offer
    from syndicate.project.destinations import Destination, Lack
    from syndicate.project.front_lines import Entry, FrontLines, Said
    from syndicate.project.matrix import Row

#: Fields of ads that are parts of a place, by the part.
_PARTS = {**{part: part for part in PARTS}, "country_name": "country"}
#: What is asked for by those who do not say which part of a place they miss.
_PLACE = ("city", "country")
#: What no line of front matter mends.
NO_LINE = frozenset({"body", "url"})
#: Fields of ads that are the text below the front matter.
_TEXT = frozenset({"body", "plain_body"})
_COUNTRY = frozenset({"country", "country_name"})
#: Fields as people know them.
_WHAT = {says.field: says.what for says in WORDING.values()} | {
    # ``directApply`` is what search engines call it.
    "apply_email": named("apply_email").words,
}


@dataclass(frozen=True, slots=True)
class Ask:
    """What one destination misses, as part of a remedy."""

    destination: Destination
    lack: Lack


@dataclass(frozen=True, slots=True)
class Remedy:
    """What mends one thing that destinations miss in an offer.

    ``why`` is a clause that says what is missing. ``entries`` are lines of its front matter;
    without any ``advice`` says what to do. ``said`` is what the text states of it already.
    ``unlocks`` are the names of the destinations that refuse the offer for this alone.
    """

    name: str
    asks: tuple[Ask, ...]
    why: str
    entries: tuple[Entry, ...] = ()
    advice: str = ""
    said: Said | None = None
    unlocks: tuple[str, ...] = ()

    @property
    def refusing(self) -> tuple[str, ...]:
        """The names of the destinations that refuse the offer without it."""
        return tuple(dict.fromkeys(a.destination.name for a in self.asks if a.lack.refuses))

    @property
    def wishing(self) -> tuple[str, ...]:
        """The names of those that take the offer, and make less of it."""
        names = dict.fromkeys(a.destination.name for a in self.asks)
        return tuple(name for name in names if name not in self.refusing)

    @property
    def is_stated(self) -> bool:
        """Whether the text states all that the lines say."""
        sure = self.said is not None and self.said.sure
        return sure and not any(is_open(entry.value) for entry in self.entries)

    @property
    def sample(self) -> str:
        """What a value may look like, with a word on it; empty when the lines leave none open."""
        example = next((entry.example for entry in self.entries if entry.example), "")
        if not example:
            return ""
        return f"such as: {example}" if self.said is None else f"perhaps: {example}"


def remedies(row: Row, destinations: Sequence[Destination], front: FrontLines) -> list[Remedy]:
    """All that would help the offer of *row*, whose file is *front*, the most useful first."""
    asks: dict[str, list[Ask]] = {}
    for destination, cell in zip(destinations, row.cells, strict=True):
        for lack in cell.lacks:
            name = name_of(lack, row.offer, front.said)
            asks.setdefault(name, []).append(Ask(destination, lack))
    unlocks = unlocking(row, destinations, front.said)
    found = [
        _remedy(name, group, row, front, tuple(unlocks.get(name, ())))
        for name, group in asks.items()
    ]
    return sorted(found, key=_usefulness)


def name_of(lack: Lack, offer: Offer, said: Mapping[str, Said] | None = None) -> str:
    """What *lack* of *offer* is about: all that one line mends has one name, a field or a code.

    Where one of several fields would do, it is the one that the text states, as *said* has it.
    """
    if lack.hint.startswith("board_title:"):
        return "board_title"
    if _TEXT.issuperset(lack.asked) and lack.asked:
        return "body"
    field = "locations" if lack.field in PARTS else lack.field
    if (
        field == "locations"
        and _is_from_nowhere(offer)
        and _COUNTRY.intersection(lack.asked or _COUNTRY)
    ):
        return "remote_countries"
    if said and len(lack.asked) > 1 and field in lack.asked:
        stated = [other for other in lack.asked if other in said]
        return min(stated, key=lambda other: not said[other].sure, default=field)
    return field or lack.code


def _is_from_nowhere(offer: Offer) -> bool:
    """Whether *offer* is of remote work, and does not say where those who do it may live."""
    return offer.workplace == "remote" and not offer.locations and not offer.remote_countries


def hint_of(lack: Lack, name: str) -> str:
    """What to write for *lack* where its remedy is called *name*."""
    # A feed that asks for a country knows no other way to state one than a place.
    if name == "remote_countries":
        return WORDING["applicantLocationRequirements"].hint
    return named(name).hint if name != lack.field and name in lack.asked else lack.hint


def unlocking(
    row: Row, destinations: Iterable[Destination], said: Mapping[str, Said] | None = None
) -> dict[str, list[str]]:
    """Name of a remedy → the destinations that refuse the offer of *row* for it alone."""
    found: dict[str, list[str]] = {}
    for destination, cell in zip(destinations, row.cells, strict=True):
        reasons = {name_of(lack, row.offer, said) for lack in cell.lacks if lack.refuses}
        if cell.fit is Fit.REFUSED and len(reasons) == 1:
            found.setdefault(reasons.pop(), []).append(destination.name)
    return found


def _usefulness(remedy: Remedy) -> tuple[int, int, int]:
    return -len(remedy.unlocks), -len(remedy.refusing), -len(remedy.wishing)


def _remedy(
    name: str, group: Sequence[Ask], row: Row, front: FrontLines, unlocks: tuple[str, ...]
) -> Remedy:
    asks = tuple(sorted(group, key=lambda ask: not ask.lack.refuses))
    hints = [hint for ask in asks if (hint := hint_of(ask.lack, name))]
    entries: tuple[Entry, ...] = ()
    if name not in NO_LINE:
        entries = front.entries(name, hints, _parts(asks), row.offer.locations)
    advice = next(filter(None, map(remark, hints)), "")
    said = front.said.get(name) if entries else None
    return Remedy(name, asks, _why(name, asks, entries, row.offer), entries, advice, said, unlocks)


def _why(name: str, asks: Sequence[Ask], entries: Sequence[Entry], offer: Offer) -> str:
    what = _WHAT.get(name)
    # Remote work has a place only for some boards, and they say so.
    is_odd = name == "locations" and offer.workplace == "remote"
    if what and entries and not is_odd and not any(entry.at for entry in entries):
        return f"the offer does not state {what}"
    return asks[0].lack.message


def _parts(asks: Iterable[Ask]) -> tuple[str, ...]:
    """The parts of a place that are asked for: those without which offers are refused, if any."""
    asks = tuple(asks)
    strict = [ask for ask in asks if ask.lack.refuses] or asks
    found: set[str] = set()
    for ask in strict:
        asked = [_PARTS[name] for name in ask.lack.asked if name in _PARTS]
        if len(asked) == 1 or not asked:
            found.update(asked or _PLACE)
        else:
            found.add("city")  # a town, or a region, or a country
    return tuple(part for part in PARTS if part in found)
