"""Places of work as people write them: addresses, "City, ST", "Hospital, City, Country", lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from syndicate.content.folding import fold, fold_words
from syndicate.content.gazetteer import country_code, envelope_country, region_country, words
from syndicate.content.memo import remembered
from syndicate.content.vocabulary import meanings
from syndicate.offer import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["country_code", "parse_places"]

#: What is longer is prose.
_LONGEST = 1000
#: The most words that one name for remote work has.
_PHRASE = 4

_LIST = re.compile(r"[;|\n]| (?:ou|or|oder|o) ")
_SLASH = re.compile(r"(?<![0-9]) ?/ ?(?![0-9])")
_AND = re.compile(r" (?:et|and|und|y|&) ")
_ROUND = re.compile(r" ?[(\[]([^()\[\]]*)[)\]]")
_DASH = re.compile(r" [-–—] ")
_DISTRICT = re.compile(
    r"(Paris|Lyon|Marseille) ?,? ?([0-9]{1,2}) ?(?:er|e|è|ème|eme|ième)?"
    r"(?: arr(?:ondissement|t?)?\.?)?",
    re.IGNORECASE,
)
_DISTRICTS = {"paris": (75000, 20), "lyon": (69000, 9), "marseille": (13000, 16)}
# 1012 AB is Dutch; what follows 17000 is La Rochelle.
_POSTAL = r"(?:[0-9]{5}|[0-9]{4}(?: ?(?-i:[A-Z]{2})(?![A-Za-z]))?)"
_ENVELOPE = re.compile(
    rf"(?:([A-Z]{{1,2}})[- ])?({_POSTAL}) ([^0-9]+(?: cedex ?[0-9]*)?)", re.IGNORECASE
)
_STREET_POSTAL = re.compile(r"([^,]*[^ ,]) ([0-9]{5}) ([^0-9]+)")
_CITY_POSTAL = re.compile(
    r"([^0-9]+) ([0-9]{5}|[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}|[A-Z][0-9][A-Z] [0-9][A-Z][0-9])"
)
_POSTAL_ALONE = re.compile(
    r"[0-9]{4,5}(?:-[0-9]{4})?|[0-9]{4} ?[A-Z]{2}|[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}"
    r"|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]"
)
_DEPARTMENT = re.compile(r"[0-9]{2,3}|2[AB]")
_CEDEX = re.compile(r" cedex(?: ?[0-9]+)?$", re.IGNORECASE)
_TAIL = re.compile(r"(.+) (UK|U\.K\.|USA|U\.S\.A\.|U\.S\.)")


@dataclass(slots=True)
class _Found:
    """The places read so far, and the lines that wait for their city."""

    places: list[Location]
    waiting: list[str]


@remembered
def parse_places(text: str) -> tuple[Location, ...]:
    """The places that *text* names, in its order, each once.

    ``;``, ``/``, ``|``, line ends and "or" words part a list; commas part the lines of an
    address, or a list of cities. What stands before the city (a street, a building, an
    institution) is the ``street``. A lone unknown name is a city without a country. Words for
    remote work and areas wider than a country are no places: ``Remote`` gives none, ``Remote
    (France)`` a place of which only the country is known. Regions stay as written.
    """
    if len(text) > _LONGEST:
        return ()
    found = _Found([], [])
    for chunk in _chunks(text):
        _read(_parts(chunk), found)
    if found.waiting:
        found.places.append(Location(street=", ".join(found.waiting)))
    return tuple(dict.fromkeys(found.places))


def _chunks(text: str) -> Iterator[str]:
    """The members of a list of places."""
    for line in text.splitlines():
        for member in _LIST.split(" ".join(line.split())):
            for slashed in _unslashed(member):
                yield from _unpaired(slashed)


def _unslashed(member: str) -> list[str]:
    """The members between slashes; ``Frankfurt/Main`` is one city."""
    pieces = _SLASH.split(member)
    whole = [pieces[0]]
    for piece in pieces[1:]:
        first = (fold_words(piece) or ("",))[0]
        if first in words("slashed"):
            whole[-1] = f"{whole[-1]}/{piece}"
        else:
            whole.append(piece)
    return whole


def _unpaired(member: str) -> list[str]:
    """``Paris et Lyon, France`` as two members, of which the second alone names a country.

    ``Bosnia and Herzegovina`` and institutions stay whole.
    """
    if country_code(member) or region_country(member, None, None):
        return [member]
    tail = member.rpartition(",")[2].strip()
    if _AND.search(tail) and country_code(tail):
        return [member]  # "Port of Spain, Trinidad and Tobago"
    *listed, last = _AND.split(member)
    # "Köln, Düsseldorf und Bonn" enumerates; "CNRS, Évry, France" is one place.
    towns = [town.strip() for side in listed for town in _enumerated(side)]
    return [*towns, last] if listed and all(map(_is_town, [*towns, last])) else [member]


def _enumerated(side: str) -> list[str]:
    """The towns of *side*; ``Bonn, Deutschland`` is one."""
    return [side] if _is_town(side) else side.split(",")


def _is_town(side: str) -> bool:
    """Whether *side* can stand alone: a town, or a town and its region or country."""
    town, comma, rest = side.partition(",")
    if len(town.split()) > 3 or _is_street(town):
        return False
    area = rest.strip()
    return not comma or bool(country_code(area) or region_country(area, town, None))


def _parts(chunk: str) -> list[str]:
    """The parts of one place between its commas, without the words for remote work."""
    flat = _ROUND.sub(_opened, chunk)
    pieces = (piece for part in flat.split(",") for piece in _undashed(part))
    stated = (_without_workplace(_trimmed(piece)) for piece in pieces)
    parts = [part for part in stated if part and fold(part) not in words("areas")]
    if len(parts) > 1 and _POSTAL_ALONE.fullmatch(parts[0]):
        parts[:2] = [f"{parts[0]} {parts[1]}"]  # "75019, Paris"
    return parts


def _opened(match: re.Match[str]) -> str:
    """What stands in brackets as a part of its own; the number of a French department is none."""
    return "" if _DEPARTMENT.fullmatch(match[1]) else f", {match[1]}, "


def _trimmed(piece: str) -> str:
    piece = " ".join(piece.split()).strip(" :-–")
    return piece if piece.count(".") > 1 else piece.rstrip(".")


def _undashed(part: str) -> list[str]:
    """``Berlin - Germany`` as two parts; the way from the station is left out."""
    head, *rest = _DASH.split(part, maxsplit=1)
    if not rest:
        return [part]
    first = (fold_words(rest[0]) or ("",))[0]
    if first in words("transit"):
        return [head]
    return [head, rest[0]] if country_code(rest[0]) else [part]


def _without_workplace(part: str) -> str:
    """*part* without words for remote or hybrid work, and without what ties them to a country."""
    tokens = part.split()
    kept: list[str] = []
    at = 0
    while at < len(tokens):
        length = _remote_length(tokens[at : at + _PHRASE])
        at += length or 1
        if not length:
            kept.append(tokens[at - 1])
    if len(kept) == len(tokens):
        return part
    between = words("between")
    while kept and (fold(kept[0]) in between or not fold(kept[0]).isalpha()):
        kept = kept[1:]
    while kept and (fold(kept[-1]) in between or not fold(kept[-1])):
        kept = kept[:-1]
    # "2 days" and "par semaine" are about the week, not about the place.
    units = meanings("units")
    return "" if any(fold(token) in units for token in kept) else " ".join(kept)


def _remote_length(ahead: list[str]) -> int:
    known = meanings("workplace")
    for length in range(len(ahead), 0, -1):
        if known.get(fold("".join(ahead[:length]))) in ("remote", "hybrid", "ignored"):
            return length
    return 0


def _read(parts: list[str], found: _Found) -> None:
    """Add the places that *parts* name: one, several with their countries, or a list of cities."""
    segment: list[str] = []
    for at, part in enumerate(parts):
        segment.append(part)
        if _ends(part, parts[at - 1] if len(segment) > 1 else None, parts[at + 1 :]):
            found.places.append(_place(found.waiting + segment))
            found.waiting, segment = [], []
    for part in segment:
        if _is_street(part):
            found.waiting.append(part)
        else:
            found.places.append(_place([*found.waiting, part]))
            found.waiting = []


def _ends(part: str, before: str | None, after: list[str]) -> bool:
    """Whether *part* is the last of its place: a country, or a region without one after it."""
    follows = after[0] if after else ""
    if _POSTAL_ALONE.fullmatch(follows) or (follows and fold(follows) == fold(part)):
        return False  # "Sherbrooke, Québec, J1K 2R1"; "Luxembourg, Luxembourg"
    country = country_code(follows)
    if _POSTAL_ALONE.fullmatch(part):
        return before is not None and country is None
    region = _split_postal(part)[0]
    if country and region_country(region, before, country):
        return False
    return bool(country_code(part) or region_country(region, before, None))


def _place(parts: list[str]) -> Location:
    """One place from its parts: country, region and postal code from the right, then the city."""
    rest = list(parts)
    place = _with_postal_code(Location(), rest)
    place = _with_country(place, rest)
    if rest:
        place = _with_postal_code(place, rest)
        place = _with_region(place, rest)
    if rest:
        place = _with_postal_code(place, rest)
    return _with_city(place, rest) if rest else place


def _with_postal_code(place: Location, rest: list[str]) -> Location:
    """*place* with the postal code that *rest* ends with, taken from it."""
    if len(rest) > 1 and _POSTAL_ALONE.fullmatch(rest[-1]):
        return replace(place, postal_code=rest.pop())
    return place


def _with_country(place: Location, rest: list[str]) -> Location:
    """*place* with the country that *rest* ends with, taken from it."""
    last = rest[-1]
    before = rest[-2] if len(rest) > 1 else None
    code = country_code(last)
    if code and not region_country(last, before, None):
        rest.pop()
        return replace(place, country=code)
    if match := _TAIL.fullmatch(last):
        rest[-1] = match[1]
        return replace(place, country=country_code(match[2]))
    return place


def _with_region(place: Location, rest: list[str]) -> Location:
    """*place* with the region that *rest* ends with, taken from it."""
    name, postal = _split_postal(rest[-1])
    country = region_country(name, rest[-2] if len(rest) > 1 else None, place.country)
    if country is None or (len(rest) == 1 and place.country):
        return place  # "New York, USA" and "Luxembourg, Luxembourg" are cities
    rest.pop()
    return replace(place, region=name, country=country, postal_code=postal or place.postal_code)


def _split_postal(part: str) -> tuple[str, str | None]:
    """A region and the postal code after it: ``MD 21218``, ``QC J1K 2R1``."""
    match = _CITY_POSTAL.fullmatch(part)
    return (match[1], match[2]) if match else (part, None)


def _with_city(place: Location, rest: list[str]) -> Location:
    """*place* with the city that *rest* ends with, and the lines before it as its street."""
    *lines, last = rest
    if match := _DISTRICT.fullmatch(last):
        place = _district(place, match[1], int(match[2]))
    elif match := _ENVELOPE.fullmatch(last):
        country = place.country or envelope_country((match[1] or "").upper())
        city = _CEDEX.sub("", match[3])
        tail = city.rpartition(" ")
        if not country and tail[0] and len(tail[2]) > 2 and country_code(tail[2]):
            city, country = tail[0], country_code(tail[2])
        place = replace(place, city=city, postal_code=match[2], country=country)
    elif match := _STREET_POSTAL.fullmatch(last):
        lines.append(match[1])
        place = replace(place, city=_CEDEX.sub("", match[3]), postal_code=match[2])
    elif match := _CITY_POSTAL.fullmatch(last):
        place = replace(place, city=match[1], postal_code=match[2])
    elif _POSTAL_ALONE.fullmatch(last):
        place = replace(place, postal_code=last)
    elif not lines and not place.region and _is_street(last):
        lines = [last]  # "University of Freiburg, Germany"; College Park, MD is a town
    else:
        place = replace(place, city=_CEDEX.sub("", last))
    return replace(place, street=", ".join(lines) or None)


def _district(place: Location, city: str, number: int) -> Location:
    """``Paris 19ème``: a district of a French city has a postal code of its own."""
    base, count = _DISTRICTS[city.lower()]
    name = city.capitalize()
    if not 1 <= number <= count or place.country not in (None, "FR"):
        return replace(place, city=f"{name} {number}")
    # The sixteenth of Paris has two codes: neither is guessed.
    code = None if (base, number) == (75000, 16) else f"{base + number:05}"
    return replace(place, city=name, postal_code=place.postal_code or code, country="FR")


def _is_street(part: str) -> bool:
    """Whether *part* is a line of an address above the city."""
    if _ENVELOPE.fullmatch(part) or _DISTRICT.fullmatch(part) or _POSTAL_ALONE.fullmatch(part):
        return False
    if _STREET_POSTAL.fullmatch(part) or _CITY_POSTAL.fullmatch(part):
        return False
    # Blanks part the words here, hyphens do not: La Tour-du-Pin is a town.
    spoken = [fold(word) for word in part.split()]
    if any(word[:1].isdigit() for word in spoken) or not words("street").isdisjoint(spoken):
        return True
    return any(word.endswith(tuple(words("street_endings"))) for word in spoken)
