"""The places that the value of a key names, and which keys ask for one."""

from __future__ import annotations

import pytest

from syndicate.content.prose import HIGH
from syndicate.offer import Location
from tests.content.prose.telling import told, towns

#: Text → the towns, regions or countries that it states, with ``;`` between them.
STATED = {
    "fr": {
        "Lieu : 69 - Lyon": "Lyon",
        "Lieu : Siège social ou Lyon": "Lyon",
        "Lieu : Pépinière de l'école des arts de Rennes": "Rennes",
        "Lieu de travail : au conservatoire de musique de Dijon": "Dijon",
        "Localisation à la maison des sciences de Rennes": "Rennes",
        "Lieu du stage : 7 quai du Vieux Moulin Rennes": "Rennes",
        "**Lieu de travail** 7 bis rue de la Belle Étoile Rennes": "Rennes",
        "Lieu : Kervoadic (29999)": "Kervoadic",
        "Lieu de travail : Commune d' Orvillette (14999)": "Orvillette",
        "## Lieu de travail\n\nStade d'aviron Jeanne-Exemple (Nantes)": "Nantes",
        "Lieu : Halle aux grains, Dijon": "Dijon",
        "Lieu : Stade, Allemagne": "Stade",
        "Lieu : télétravail ou Lyon": "Lyon",
        "Lieu : Adakorédji/Togo": "Adakorédji",
        "Lieu du stage : Basé à Nkolmébou (Cameroun)": "Nkolmébou",
        "Lieu de travail | Lyon |": "Lyon",
        "Lieu : 4 place du Marché, Brassac, 81260 BRASSAC TROIS PONTS": "Brassac Trois Ponts",
        "Lieu de travail : 33 - BORDEAUX": "Bordeaux",
        "Lieu : (92) Nanterre": "Nanterre",
        "Lieu : 92 Nanterre": "Nanterre",
        "Lieu : Nanterre - 92": "Nanterre",
        "Lieu : Nanterre 92": "Nanterre",
        "Lieu : Nanterre, Hauts-de-Seine": "Nanterre",
        "Lieu : Nanterre (Hauts-de-Seine)": "Nanterre",
        "Lieu : Seine-Saint-Denis (93)": "Seine-Saint-Denis",
        "Lieu : département du Finistère": "Finistère",
        "Lieu : Finistère": "Finistère",
        "Lieu : région Île-de-France": "Île-de-France",
        "Localisation : Alsace": "Alsace",
        "Région : Bretagne": "Bretagne",
        "Département : Finistère": "Finistère",
        "Lieu : Bretagne, Rennes": "Rennes",
        "Lieu : Hauts-de-France - Lille": "Lille",
        "Lieu : Rhône-Alpes (Lyon)": "Lyon",
        "Lieu : France entière / Paris": "Paris",
        "Lieu : au choix entre Paris et Lyon": "Paris; Lyon",
        "Lieux : Paris (siège) et Lyon (agence)": "Paris; Lyon",
        "Lieu : siège de l’association, Brest": "Brest",
        "Lieu : Direction régionale, 12 rue Pasteur à Brest": "Brest",
        "Lieu : Ministère de l'Exemple, Paris": "Paris",
        "Lieu : Paris Ouest": "Paris",
        "Lieu : Paris Bastille": "Paris",
        "Lieu : Grand Lyon": "Lyon",
        "Lieu : Agglomération de Rouen": "Rouen",
        "Lieu : Métropole de Rouen": "Rouen",
        "Lieu : le poste est basé à Lyon (69)": "Lyon",
        "Lieu : dans nos locaux à Lyon": "Lyon",
        "Lieu : CHU de Nantes": "Nantes",
        "Lieu : Université de Strasbourg": "Strasbourg",
        "Lieu de travail : Exemple Labs Rennes": "Rennes",
        "Lieu de travail : Centre Exemple de Lille": "Lille",
        "Lieu du stage : laboratoire EXEMPLE (Lyon)": "Lyon",
        "Lieu : Fort-de-France": "Fort-de-France",
        "Lieu de rattachement : Nantes": "Nantes",
        "Lieu d’activité : Nantes": "Nantes",
        "Lieu d'embauche : Nantes": "Nantes",
        "Lieu de prise de poste : Nantes": "Nantes",
        "Zone géographique : Nantes": "Nantes",
        "Secteur géographique : Nantes": "Nantes",
        "Localisation de l’emploi : Nantes": "Nantes",
        "Situation géographique : au siège, à Brest, avec 2 jours de télétravail": "Brest",
    },
    "en": {
        "Location: Bristol office (with flexible home working)": "Bristol",
        "Location: Hybrid, 2 days a week in our Bristol office": "Bristol",
        "Location: Hybrid working, with at least two days in Bristol": "Bristol",
        "Location: Example Trust, Bristol": "Bristol",
        "Location: Bristol Example office": "Bristol",
        "Location: University of Bristol": "Bristol",
        "Location: The Old Mill, Canal Road, Bristol": "Bristol",
        "Location: London Bridge": "London",
        "Location: Greater Manchester": "Manchester",
        "Location: East Sussex": "East Sussex",
        "Location: Lewes, East Sussex": "Lewes",
        "Location: Austin, TX / Denver, CO": "Austin; Denver",
        "Working location: hybrid, half of it in Leeds": "Leeds",
        "Town: Leeds": "Leeds",
        "Site: Leeds": "Leeds",
        "Campus: Leeds": "Leeds",
        "Located in: Leeds": "Leeds",
        "Office base: Leeds": "Leeds",
        "Normal place of work: Leeds": "Leeds",
        "Duty location: Nairobi": "Nairobi",
        "Geographic location: Leeds": "Leeds",
        "Location of the post: Leeds": "Leeds",
        "Good location: Leeds city centre": "Leeds",
        "Where will I work?\n\nLeeds": "",
        "## Where will I work?\n\nLeeds": "Leeds",
        "## Location and hours\n\nLeeds": "Leeds",
    },
}
TRAPS = (
    ("fr", "Lieu : Kervoadic et Brest"),
    ("fr", "Lieu : Brest ou Kervoadic"),
    ("fr", "Lieu : Guipavelle/Plateau"),
    ("fr", "Lieu : Stade d'aviron Jeanne-Exemple"),
    ("fr", "Lieu : Halle aux grains"),
    ("fr", "Lieu de travail 12 rue de Nantes"),
    ("fr", "Lieu de travail 3 rue Georges Washington"),
    ("fr", "Lieu de travail 5 rue du Faubourg Saint Denis"),
    ("fr", "Lieu de travail 8 place du Général Exemple"),
    ("fr", "Lieu : Maison de quartier de la rue de Paris"),
    ("fr", "Lieu : Musée de l'histoire de la ville de Paris, réserves"),
    ("fr", "Lieu : Résidence (75011)"),
    ("fr", "Lieu : Bâtiment Exemple (35000)"),
    ("fr", "Localisation à définir avec l'école de Lyon"),
    ("en", "Location: College Court"),
    (
        "fr",
        "📍 Implantée au centre de Metz et Nancy, notre agence de vingt personnes recrute.",
    ),
    ("en", "Location: Remote/Office"),
    ("fr", "Lieu : Gare de Lyon"),
    ("en", "Location: Not London"),
    ("en", "Location: Outside London"),
    ("en", "Location: we meet in Vienna every month"),
    ("en", "Location: Europe, team in Berlin"),
    ("fr", "Lieu : partout en France, siège à Lille"),
    ("en", "Location: Leeds and Kirkbramble"),
    ("fr", "Lieu des entretiens : Paris"),
    ("fr", "Lieu de rendez-vous : Paris"),
    ("fr", "Lieu de la formation : Paris"),
    ("fr", "Lieu de naissance : Paris"),
    ("fr", "Lieu : télétravail complet (siège à Nantes)"),
    ("fr", "Lieu : Mairie de Lyon"),
    ("fr", "Lieu : proximité d'Angers"),
    ("fr", "Lieu : région parisienne"),
    ("fr", "Nos références : Bordeaux / Fonction publique"),
    ("en", "Location of interviews: Leeds"),
    ("en", "Location of our projects: Kenya, Uganda"),
    ("en", "Location: fully remote (offices in Leeds)"),
    ("en", "Relocation: London"),
    ("en", "The location of the office is open: Berlin is a candidate"),
    ("en", "## Location and hours\n\nThe whole team keeps the hours of the Pacific"),
)


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [(key, text, wanted) for key, table in STATED.items() for text, wanted in table.items()],
)
def test_a_key_names_its_places(language: str, text: str, wanted: str) -> None:
    assert towns(told("locations", text, language)) == wanted


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_a_key_may_ask_for_another_place(language: str, text: str) -> None:
    assert towns(told("locations", text, language)) == ""


def test_a_town_beside_a_name_is_less_sure() -> None:
    fact = told("locations", "Lieu de travail : Exemple Labs Rennes", "fr")
    assert fact is not None
    assert fact.confidence < HIGH


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "📍 Nous sommes présents à Lyon, Nantes et Paris"),
        ("en", "📍 We have offices in Berlin and Lisbon"),
        ("fr", "Lieu : Lyon de préférence"),
        ("en", "Location: London preferred"),
        ("fr", "Lieu : Adakorédji/Togo"),
    ],
)
def test_where_the_employer_is_and_what_nobody_knows_is_less_sure(language: str, text: str) -> None:
    fact = told("locations", text, language)
    assert fact is not None
    assert fact.confidence < HIGH


@pytest.mark.parametrize(
    "text",
    [
        "Lieu : Pépinière de l'école des arts de Rennes",
        "Lieu : 7 quai du Vieux Moulin Rennes",
        "Lieu : Kervoadic (29999)",
    ],
)
def test_what_only_stands_at_the_end_of_a_value_is_less_sure(text: str) -> None:
    fact = told("locations", text, "fr")
    assert fact is not None
    assert fact.confidence < HIGH


def test_a_town_behind_its_street_keeps_the_street() -> None:
    fact = told("locations", "Lieu : 7 quai du Vieux Moulin Rennes", "fr")
    assert fact is not None
    assert fact.value == (Location(street="7 quai du Vieux Moulin", city="Rennes", country="FR"),)


def test_a_region_alone_reads_back_as_a_region() -> None:
    fact = told("locations", "Lieu : Seine-Saint-Denis (93)", "fr")
    assert fact is not None
    assert fact.value == (Location(region="Seine-Saint-Denis", country="FR"),)
    assert fact.written == "Seine-Saint-Denis"
