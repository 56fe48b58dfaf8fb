"""Places of work in titles, and words of titles that are no town."""

from __future__ import annotations

import pytest

from tests.content.prose.telling import told, towns

TITLES = {
    ("fr", "Développeuse web (Lyon)"): "Lyon",
    ("fr", "Chargé de projet H/F - Paris"): "Paris",
    ("fr", "Stage développement à Nantes"): "Nantes",
    ("fr", "Administrateur système – CDI – Toulouse"): "Toulouse",
    ("fr", "[Rennes] Ingénieure logiciel"): "Rennes",
    ("fr", "Chef de projet (H/F), Lille"): "Lille",
    ("fr", "Développeur PHP - Paris ou Lyon"): "Paris; Lyon",
    ("fr", "Assistant de direction au Mans"): "Le Mans",
    ("fr", "Chargée de mission - Paris 13e"): "Paris",
    ("fr", "Un chargé de projet « Dialogue », H/F, Paris, France"): "Paris",
    ("fr", "Conseiller numérique - Saint-Brieuc (22)"): "Saint-Brieuc",
    ("fr", "Développeur Front (Paris 2e)"): "Paris",
    ("en", "Account Executive - Paris / London"): "Paris; London",
    ("en", "Head of Product, Berlin"): "Berlin",
    ("fr", "UN.E CHARGÉ.E DE COORDINATION – MONTPELLIER"): "Montpellier",
    ("en", "Backend engineer (Berlin)"): "Berlin",
    ("en", "Product designer - London"): "London",
    ("en", "Software engineer in Amsterdam"): "Amsterdam",
    ("en", "Data scientist, Paris"): "Paris",
    ("en", "Senior developer | Barcelona, Spain"): "Barcelona",
    ("en", "Research associate (Cambridge, UK)"): "Cambridge",
    ("en", "Policy officer – Brussels"): "Brussels",
    ("nl", "Vacature front-end developer bij Bakkerij (Eindhoven)"): "Eindhoven",
    ("de", "Entwicklerin (m/w/d) in Köln"): "Köln",
    ("es", "Desarrollador web (Madrid)"): "Madrid",
}
TITLE_TRAPS = (
    ("fr", "Développeur mobile"),
    ("fr", "Chargé(e) d'affaires - Secteur Nantes"),
    ("fr", "Ingénieur logiciel - Santé"),
    ("fr", "Technicien support N1 - Sens"),
    ("fr", "Médiateur numérique à la mairie de Brest"),
    ("fr", "Développeur Symfony - Pau"),
    ("fr", "Responsable de la boutique de Cannes"),
    ("en", "Full Stack Engineer, Victoria"),
    ("en", "Engineering Manager (EMEA)"),
    ("fr", "Admin serveur Linux avec Sophia"),
    ("fr", "Chef de projet - Mobile"),
    ("fr", "Ingénieur réseau, Orange"),
    ("fr", "Chargée de communication pour la Ville de Paris"),
    ("fr", "Responsable tours et circuits - Tours"),
    ("fr", "Administratrice système - CDI"),
    ("fr", "Animateur du réseau Lyon Métropole numérique"),
    ("fr", "Développeur Python - Télétravail"),
    ("fr", "Consultant senior (Data)"),
    ("fr", "Coordinatrice du festival d'Avignon"),
    ("en", "iOS engineer - Mobile"),
    ("en", "Software engineer (Remote)"),
    ("en", "Specialist in Reading"),
    ("en", "Engineer, Platform"),
    ("en", "IT Specialist (APPSW/INFOSEC) - PERM"),
    ("en", "London Stock Exchange analyst"),
    ("en", "Editor in Chief"),
    ("en", "Developer in Residence"),
    ("en", "Lead - Data & Analytics"),
    ("en", "Head of Marketing, Europe"),
    ("en", "Charlotte - our new colleague?"),
    ("en", "DevOps Engineer (BioFAIR Methods Commons)"),
)


@pytest.mark.parametrize(("language", "title", "wanted"), [(*k, v) for k, v in TITLES.items()])
def test_a_title_may_name_the_place(language: str, title: str, wanted: str) -> None:
    fact = told("locations", "Nous recrutons. We are hiring.", language, title=title)
    assert towns(fact) == wanted


@pytest.mark.parametrize(("language", "title"), TITLE_TRAPS)
def test_a_word_of_a_title_is_no_town(language: str, title: str) -> None:
    assert towns(told("locations", "", language, title=title)) == ""
