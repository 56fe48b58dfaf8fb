"""Which parts of a place are read, where the fact stands, and how sure it is."""

from __future__ import annotations

from time import perf_counter

import pytest

from syndicate.content.prose import HIGH
from syndicate.offer import Location
from tests.content.prose.telling import told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Locaux : Le Volume (78 rue Compans, Paris 19ème - Métro Place des Fêtes)",
            Location("78 rue Compans", "75019", "Paris", None, "FR"),
        ),
        (
            "Locaux : Living Lab - 9 rue d'Alexandrie - Paris 2ème - Métro Strasbourg Saint-Denis",
            Location("9 rue d'Alexandrie", "75002", "Paris", None, "FR"),
        ),
        (
            "Lieu : Living-Lab (9 rue d’Alexandrie 75002 Paris)",
            Location("9 rue d’Alexandrie", "75002", "Paris", None, "FR"),
        ),
        ("Lieu : Lyon 3e", Location(None, "69003", "Lyon", None, "FR")),
        ("Lieu : Marseille 1er", Location(None, "13001", "Marseille", None, "FR")),
        ("Lieu : Paris XI", Location(None, None, "Paris", None, "FR")),
        ("Lieu : Paris XIe", Location(None, "75011", "Paris", None, "FR")),
        ("Lieu : Paris (75011)", Location(None, "75011", "Paris", None, "FR")),
        ("Lieu : 35000 Rennes", Location(None, "35000", "Rennes", None, "FR")),
        ("Lieu : Paris 16e", Location(None, None, "Paris", None, "FR")),
        ("Lieu : Bretagne", Location(None, None, None, "Bretagne", "FR")),
        ("Location: Germany", Location(None, None, None, None, "DE")),
        ("Location: Boston, MA, USA", Location(None, None, "Boston", "MA", "US")),
        ("Location: Cambridge", Location(None, None, "Cambridge", None, None)),
        ("Location: Cambridge, UK", Location(None, None, "Cambridge", None, "GB")),
        (
            "Location: Keizersgracht 12, 1015 CJ Amsterdam",
            Location("Keizersgracht 12", "1015 CJ", "Amsterdam", None, "NL"),
        ),
        (
            "Standort: Hauptstraße 12, 10115 Berlin",
            Location("Hauptstraße 12", "10115", "Berlin", None, "DE"),
        ),
    ],
)
def test_a_place_is_read_from_its_street_to_its_country(text: str, wanted: Location) -> None:
    language = "en" if text.startswith("Location") else "fr"
    fact = told("locations", text, language)
    assert fact is not None
    assert fact.value == (wanted,)


def test_the_fact_says_where_it_stands() -> None:
    fact = told("locations", "Bonjour.\n\n- **Lieu :** Lyon\n- CDI", "fr")
    assert fact is not None
    assert (fact.line, fact.sentence, fact.written) == (3, "Lieu: Lyon", "Lyon, France")
    assert fact.confidence >= HIGH


def test_a_key_tells_more_than_the_title() -> None:
    fact = told(
        "locations", "**Lieu :** 12 rue Voltaire, 69003 Lyon", "fr", title="Développeuse (Lyon)"
    )
    assert fact is not None
    assert fact.value == (Location("12 rue Voltaire", "69003", "Lyon", None, "FR"),)


def test_two_statements_that_differ_are_doubted() -> None:
    fact = told("locations", "**Lieu :** Nantes", "fr", title="Développeuse (Lyon)")
    assert fact is not None
    assert fact.confidence < HIGH


@pytest.mark.parametrize(
    "text",
    [
        "Nos bureaux sont à Lyon.",
        "Our offices are in Paris.",
        "Idéalement, vous serez basé à Lyon.",
        "Join us in Barcelona!",
    ],
)
def test_what_is_loosely_said_fills_no_gap_by_itself(text: str) -> None:
    fact = told("locations", text, "fr" if "Lyon" in text else "en")
    assert fact is not None
    assert fact.confidence < HIGH


@pytest.mark.parametrize(
    "text",
    [
        "basé à Paris, " * 2000,
        "Lieu : " + "Paris, " * 3000,
        "Lieu : " + "(" * 4000,
        "Le poste est basé à " + "Saint-" * 3000,
        "hiring " + "x " * 5000 + "in Paris",
        "📍" * 5000,
        "poste 75011 " * 2000 + "Paris",
    ],
)
def test_what_is_no_offer_takes_no_time(text: str) -> None:
    begun = perf_counter()
    told("locations", text, "fr")
    assert perf_counter() - begun < 2


@pytest.mark.parametrize("body", ["🏠", "🏠 \ufe0f", "Une équipe 📍", "* 🌍\n* CDI"])
def test_a_picture_alone_names_no_place(body: str) -> None:
    assert told("locations", body, "fr", title="CDI") is None
