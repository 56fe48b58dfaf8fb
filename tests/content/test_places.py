"""Places as people write them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.content.places import country_code, parse_places
from syndicate.offer import Location
from tests.corpora import CORPUS, needs_corpus

HOPKINS = (
    "Johns Hopkins University: Zanvyl Krieger School of Arts and Sciences: Department of Biology"
)


def place(text: str) -> Location:
    """The one place of *text*."""
    (found,) = parse_places(text)
    return found


@pytest.mark.parametrize(
    ("text", "code", "city"),
    [
        ("17000 La Rochelle", "17000", "La Rochelle"),
        ("72000 Le Mans", "72000", "Le Mans"),
        ("92055 La Défense, France", "92055", "La Défense"),
        ("1012 AB Amsterdam", "1012 AB", "Amsterdam"),
        ("1012AB Amsterdam", "1012AB", "Amsterdam"),
        ("1348 Louvain-la-Neuve", "1348", "Louvain-la-Neuve"),
    ],
)
def test_an_article_is_no_part_of_the_postal_code(text: str, code: str, city: str) -> None:
    assert (place(text).postal_code, place(text).city) == (code, city)


@pytest.mark.parametrize(
    ("text", "street", "city", "region", "country"),
    [
        ("San Martino Hospital, Genoa, Italy", "San Martino Hospital", "Genoa", None, "IT"),
        ("CNRS, Évry-Courcouronnes, France", "CNRS", "Évry-Courcouronnes", None, "FR"),
        (
            "Helmholtz Zentrum München, Neuherberg, Germany",
            "Helmholtz Zentrum München",
            "Neuherberg",
            None,
            "DE",
        ),
        (
            "University of Freiburg, Freiburg, Germany",
            "University of Freiburg",
            "Freiburg",
            None,
            "DE",
        ),
        ("GenOuest core facility, Rennes, France", "GenOuest core facility", "Rennes", None, "FR"),
        ("Montpellier, France", None, "Montpellier", None, "FR"),
        (
            f"{HOPKINS}; Baltimore, MD, USA",
            HOPKINS,
            "Baltimore",
            "MD",
            "US",
        ),
        ("Sherbrooke, Québec, Canada", None, "Sherbrooke", "Québec", "CA"),
        ("Norwich, United Kingdom", None, "Norwich", None, "GB"),
        ("Anywhere in the U.S. (remote)", None, None, None, "US"),
    ],
)
def test_the_places_of_the_real_offers_are_read(
    text: str, street: str | None, city: str | None, region: str | None, country: str
) -> None:
    assert place(text) == Location(street=street, city=city, region=region, country=country)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("78 rue Compans, 75019 Paris", Location("78 rue Compans", "75019", "Paris")),
        ("78 rue Compans 75019 Paris", Location("78 rue Compans", "75019", "Paris")),
        (
            "78 rue Compans, 75019 Paris, France",
            Location("78 rue Compans", "75019", "Paris", country="FR"),
        ),
        (
            "78 rue Compans, Paris 19ème - Métro Place des Fêtes",
            Location("78 rue Compans", "75019", "Paris", country="FR"),
        ),
        ("Paris 19ème", Location(None, "75019", "Paris", country="FR")),
        ("Paris 1er arrondissement", Location(None, "75001", "Paris", country="FR")),
        ("Lyon 3e", Location(None, "69003", "Lyon", country="FR")),
        ("Marseille 8e arr.", Location(None, "13008", "Marseille", country="FR")),
        ("Paris 16e", Location(None, None, "Paris", country="FR")),
        ("Paris 75019", Location(None, "75019", "Paris")),
        ("Paris, 75019", Location(None, "75019", "Paris")),
        ("75019, Paris", Location(None, "75019", "Paris")),
        ("75019 Paris France", Location(None, "75019", "Paris", country="FR")),
        ("75013 Paris Cedex 13", Location(None, "75013", "Paris")),
        ("F-75019 Paris", Location(None, "75019", "Paris", country="FR")),
        ("D-10115 Berlin", Location(None, "10115", "Berlin", country="DE")),
        ("Hauptstraße 5, 10115 Berlin", Location("Hauptstraße 5", "10115", "Berlin")),
        ("CH-1003 Lausanne", Location(None, "1003", "Lausanne", country="CH")),
        ("28013 Madrid, España", Location(None, "28013", "Madrid", country="ES")),
        (
            "Keizersgracht 617, 1017 DS Amsterdam, The Netherlands",
            Location("Keizersgracht 617", "1017 DS", "Amsterdam", country="NL"),
        ),
        ("London SW1A 1AA, UK", Location(None, "SW1A 1AA", "London", country="GB")),
        (
            "Sherbrooke (Québec) J1K 2R1",
            Location(None, "J1K 2R1", "Sherbrooke", "Québec", "CA"),
        ),
        (
            "Sherbrooke, Québec, J1K 2R1, Canada",
            Location(None, "J1K 2R1", "Sherbrooke", "Québec", "CA"),
        ),
        ("Boston, MA 02110", Location(None, "02110", "Boston", "MA", "US")),
        (
            "1600 Amphitheatre Parkway, Mountain View, CA 94043, USA",
            Location("1600 Amphitheatre Parkway", "94043", "Mountain View", "CA", "US"),
        ),
        ("Mairie de Paris, Paris", Location("Mairie de Paris", None, "Paris")),
        ("University of Freiburg", Location("University of Freiburg")),
        ("75019", Location(None, "75019")),
    ],
)
def test_addresses_are_read(text: str, expected: Location) -> None:
    assert place(text) == expected


@pytest.mark.parametrize(
    ("text", "city", "region", "country"),
    [
        ("San Francisco, CA", "San Francisco", "CA", "US"),
        ("Boston, MA", "Boston", "MA", "US"),
        ("Portland, ME, USA", "Portland", "ME", "US"),
        ("Austin, Texas", "Austin", "Texas", "US"),
        ("New York, NY", "New York", "NY", "US"),
        ("Washington, D.C.", "Washington", "D.C.", "US"),
        ("Vancouver, BC", "Vancouver", "BC", "CA"),
        ("Montréal (QC)", "Montréal", "QC", "CA"),
        ("Halifax, Nouvelle-Écosse", "Halifax", "Nouvelle-Écosse", "CA"),
        ("Atlanta, Georgia", "Atlanta", "Georgia", "US"),
        ("Tbilisi, Georgia", "Tbilisi", None, "GE"),
        ("Toronto, CA", "Toronto", None, "CA"),
        ("Berlin, DE", "Berlin", None, "DE"),
        ("Wilmington, DE", "Wilmington", "DE", "US"),
        ("Amsterdam, NL", "Amsterdam", None, "NL"),
        ("Bogotá, CO", "Bogotá", None, "CO"),
        ("Tel Aviv, IL", "Tel Aviv", None, "IL"),
        ("Chicago, IL", "Chicago", "IL", "US"),
        ("München, Bayern, Deutschland", "München", "Bayern", "DE"),
        ("Frankfurt am Main, Hessen", "Frankfurt am Main", "Hessen", "DE"),
        ("Amsterdam, Noord-Holland", "Amsterdam", "Noord-Holland", "NL"),
        ("Paris, Île-de-France, France", "Paris", "Île-de-France", "FR"),
        ("Barcelona, Cataluña", "Barcelona", "Cataluña", "ES"),
        ("New York, USA", "New York", None, "US"),
        ("Luxembourg, Luxembourg", "Luxembourg", None, "LU"),
        ("Québec, Québec, Canada", "Québec", "Québec", "CA"),
        ("College Park, MD", "College Park", "MD", "US"),
        ("La Tour-du-Pin, France", "La Tour-du-Pin", None, "FR"),
        ("Luxembourg", None, None, "LU"),
        ("Québec", None, "Québec", "CA"),
        ("Finistère", None, "Finistère", "FR"),
        ("Troyes, Aube, France", "Troyes", "Aube", "FR"),
        ("Vienne, Isère", "Vienne", "Isère", "FR"),
        ("Vienne, Autriche", "Vienne", None, "AT"),
        ("Châteaubriant (Loire-Atlantique)", "Châteaubriant", "Loire-Atlantique", "FR"),
        ("Colmar, Alsace", "Colmar", "Alsace", "FR"),
        ("Lewes, East Sussex", "Lewes", "East Sussex", "GB"),
        ("Lincoln, Lincolnshire, UK", "Lincoln", "Lincolnshire", "GB"),
        ("Hampshire, Illinois", "Hampshire", "Illinois", "US"),
        ("Georgia", None, None, "GE"),
        ("Berlin - Germany", "Berlin", None, "DE"),
        ("Norwich UK", "Norwich", None, "GB"),
        ("Cambridge (UK)", "Cambridge", None, "GB"),
        ("Genève, Suisse", "Genève", None, "CH"),
        ("Wien, Österreich", "Wien", None, "AT"),
    ],
)
def test_regions_and_countries_are_told_apart(
    text: str, city: str | None, region: str | None, country: str
) -> None:
    assert place(text) == Location(city=city, region=region, country=country)


@pytest.mark.parametrize(
    "text",
    [
        "Paris; Lyon",
        "Paris, Lyon",
        "Paris,Lyon,",
        "Paris / Lyon",
        "Paris/Lyon",
        "Paris | Lyon",
        "Paris\nLyon",
        "Paris ou Lyon",
        "Paris or Lyon",
        "Paris oder Lyon",
        "Paris o Lyon",
        "Paris et Lyon",
        "Paris and Lyon",
        "Paris; Lyon; Paris",
    ],
)
def test_a_list_is_split_and_each_place_is_there_once(text: str) -> None:
    assert parse_places(text) == (Location(city="Paris"), Location(city="Lyon"))


def test_a_country_after_two_towns_is_said_of_the_second_alone() -> None:
    bonn = Location(city="Bonn", country="DE")
    assert parse_places("Köln und Bonn, Deutschland") == (Location(city="Köln"), bonn)
    assert parse_places("Köln, DE und Bonn, DE") == (Location(city="Köln", country="DE"), bonn)
    cambridge = Location(city="Cambridge", region="MA", country="US")
    assert parse_places("Boston and Cambridge, MA") == (Location(city="Boston"), cambridge)


@pytest.mark.parametrize(
    "text", ["Faculty of Arts and Sciences, Germany", "Port of Spain, Trinidad and Tobago"]
)
def test_and_within_a_name_parts_nothing(text: str) -> None:
    assert len(parse_places(text)) == 1


def test_every_country_of_a_list_ends_its_place() -> None:
    expected = (Location(city="Paris", country="FR"), Location(city="Berlin", country="DE"))
    assert parse_places("Paris, France, Berlin, Germany") == expected
    assert parse_places("Paris, France / Berlin, Germany") == expected


@pytest.mark.parametrize(
    "text", ["Frankfurt/Main", "Paris - La Défense", "Évry", "Bourg-en-Bresse"]
)
def test_an_unknown_name_is_a_city_without_a_country(text: str) -> None:
    assert place(text) == Location(city=text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " , ; / ",
        "Remote",
        "100 % remote",
        "Télétravail",
        "Télétravail partiel",
        "2 jours de télétravail par semaine",
        "Homeoffice",
        "en remoto",
        "thuiswerken",
        "Europe",
        "Full remote (Europe)",
        "Worldwide",
        "x" * 1001,
    ],
)
def test_remote_work_and_continents_are_no_places(text: str) -> None:
    assert parse_places(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Remote (France)", Location(country="FR")),
        ("Remote, France", Location(country="FR")),
        ("Remote - France", Location(country="FR")),
        ("Remote within Germany", Location(country="DE")),
        ("Paris (hybride)", Location(city="Paris")),
        ("Paris or remote", Location(city="Paris")),
        ("Télétravail 2 jours par semaine, Paris", Location(city="Paris")),
        ("Paris (75)", Location(city="Paris")),
        ("Ajaccio (2A)", Location(city="Ajaccio")),
    ],
)
def test_words_beside_a_place_are_left_out(text: str, expected: Location) -> None:
    assert place(text) == expected


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("FR", "FR fr France Frankreich Francia Frankrijk"),
        ("DE", "DE Germany Allemagne Deutschland Alemania Duitsland"),
        ("GB", "GB UK U.K. Royaume-Uni England Écosse Großbritannien"),
        ("US", "US USA U.S. U.S.A. États-Unis EEUU"),
        ("ES", "Spain Espagne Spanien España Spanje ESPAGNE"),
        ("NL", "Netherlands Pays-Bas Niederlande Nederland Holland"),
        ("CZ", "Czechia Tchéquie Tschechien"),
        ("TR", "Türkiye Turkey Turquie"),
        ("CI", "Côte-d'Ivoire"),
    ],
)
def test_a_country_is_known_by_its_names(code: str, names: str) -> None:
    assert {country_code(name) for name in names.split()} == {code}


@pytest.mark.parametrize("text", ["", "Atlantis", "XX", "EU", "Paris", "a" * 5000])
def test_what_is_no_country_has_no_code(text: str) -> None:
    assert country_code(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bosnia and Herzegovina", "BA"),
        ("Trinidad & Tobago", "TT"),
        ("Antigua und Barbuda", "AG"),
        ("Royaume Uni", "GB"),
    ],
)
def test_the_name_of_a_country_is_not_split(text: str, code: str) -> None:
    assert place(text) == Location(country=code)


_WORDS = "Paris , ; / France (75) 75019 - MA CA rue Compans 12 Remote et ou ( ) Georgia Québec 19e"


@given(st.text() | st.lists(st.sampled_from(_WORDS.split())).map(" ".join))
def test_anything_gives_places_that_hold_something(text: str) -> None:
    for found in parse_places(text):
        assert found != Location()
        for part in (found.street, found.postal_code, found.city, found.region):
            assert part is None or part.strip() == part != ""
        assert found.country is None or re.fullmatch("[A-Z]{2}", found.country)


@needs_corpus
def test_every_place_of_the_galaxy_offers_has_a_city_and_a_country() -> None:
    line = re.compile(r'^(?:location|  name): "?([^"\n]+)"?$', re.MULTILINE)
    stated = [
        value
        for path in sorted((CORPUS / "galaxyproject-galaxy-hub").rglob("index.md"))
        for value in line.findall(path.read_text(encoding="utf-8"))
    ]
    assert len(stated) == 9
    assert all(place(value).city and place(value).country for value in stated)


def test_an_enumeration_of_towns_is_no_address():
    found = parse_places("Köln, Düsseldorf und Bonn, Deutschland")
    assert [place.city for place in found] == ["Köln", "Düsseldorf", "Bonn"]
    assert all(place.street is None for place in found)
