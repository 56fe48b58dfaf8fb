"""A place in the title and the first lines of an offer, and behind a key without a colon."""

from __future__ import annotations

import pytest

from syndicate.content.prose import HIGH
from syndicate.offer import Location
from tests.content.prose.telling import told, towns

#: Text → the towns of work that it states, with ``;`` between them.
STATED = {
    "fr": {
        "Lieu\n\nAnnecy\n\nContrat\n\nCDI": "Annecy",
        "Lieu de travail :\n\nAnnecy (74)\n\nDébut : mai": "Annecy",
        "- Ville Angoulême\n- Contrat CDD": "Angoulême",
        "- Localisation Rennes, France": "Rennes",
        "Lieu de travail Nevers (58)": "Nevers",
        "Offre Emploi\nVille Nevers\nEmployeur Exemple": "Nevers",
        "Employeur\nLieu de travail\n1 place du Marché, Nevers (Nièvre)\nContrat\nCDD": "Nevers",
        "Localité\n\nRue du Port 10\n1005 Lausanne\nVD": "Lausanne",
        "Localisation Finistère": "Finistère",
        "animateur\n\nLES AMIS DU FLEUVE (NEVERS)\n\nNous plantons.": "Nevers",
        "🌎 Remote, Lyon, France": "Lyon",
        "Lieu du stage 8 rue Pasteur, 58000 Nevers": "Nevers",
        "44600 Saint-Nazaire\n\nVous rejoignez une équipe de dix personnes.": "Saint-Nazaire",
        "Offre n° 12\n\n12 rue Pasteur, 29200 Brest\n\nLe poste": "Brest",
        "Toulouse\n\nCDI\n\nDescription": "Toulouse",
        "Toulouse, France\n\nNous recherchons une comptable.": "Toulouse",
        "Dijon (21)\n\nLe poste": "Dijon",
        "- Marseille 5e - 13\n- CDI\n- Temps plein": "Marseille",
        "- Amiens - 80\n- CDD": "Amiens",
        "- CDI\n- Amiens (80)\n- 32 k€": "Amiens",
        "- Temps plein\n- Poitiers": "Poitiers",
        "75 - Paris - CDI": "Paris",
        "51 - Reims": "Reims",
        "Rennes / Service achats\n\nLe poste": "Rennes",
        "**Nantes** | CDI | 40-45k€": "Nantes",
        "CDI, Nantes, temps plein": "Nantes",
        "CDI - Rennes / télétravail partiel": "Rennes",
        "Lyon ou Nantes - CDI": "Lyon; Nantes",
        "Contrat : CDI 35h, Nantes": "Nantes",
        "Modalités : CDI, temps plein, Nantes (44), télétravail 2 jours": "Nantes",
        "🏢 Nantes (44)": "Nantes",
        "🗺️ Nantes": "Nantes",
        "🏠 Nantes ou télétravail": "Nantes",
        "## Conditions\n\n- CDI\n- Reims\n- 30 k€": "Reims",
        "Le projet avance bien.\n\n## Infos\n\n- Stage de 6 mois\n- Le Mans\n- Mars": "Le Mans",
    },
    "en": {
        "Location\n\nLeeds\n\nSalary\n\n£30,000": "Leeds",
        "Duty station\n\nNairobi, Kenya": "Nairobi",
        "Location Harrogate": "Harrogate",
        "Location Harrogate, North Yorkshire": "Harrogate",
        "Leeds\n\nFull time\n\nAbout the role": "Leeds",
        "Berlin, Germany\n\nAbout us": "Berlin",
        "Hamburg / Reading\n\nWe are a team of ten.": "Hamburg; Reading",
        "Porto, Portugal (hybrid) — Mondays at the office\n\nAbout us": "Porto",
        "Leeds | Hybrid | £40k": "Leeds",
        "- Leeds\n- Full-time\n- £40k": "Leeds",
        ":round-pushpin: Leeds, UK / full-time": "Leeds",
        "Austin, TX | Full-time": "Austin",
        "Austin, TX (hybrid)\n\nAbout us": "Austin",
        "Austin, TX, USA\n\nFull-time": "Austin",
        "Full-time - Leeds": "Leeds",
        "Permanent, full time, Leeds (hybrid)": "Leeds",
        "*Leeds, UK. Full-time, permanent.*": "Leeds",
        "🏢 Leeds": "Leeds",
        "Exemple - Web Engineer - Austin, TX (Hybrid) - $130,000 - Equity - https://x.example/1": (
            "Austin"
        ),
        "Post | Ranger |\nBased at | Brook Hall, Mill Lane, Leeds |\nSalary | x |": "Leeds",
        "🌍 Leeds or remote": "Leeds",
    },
}
#: Titles in the same way.
TITLES = {
    "fr": {
        "Développeur web (Nantes ou télétravail)": "Nantes",
        "Développeur web - 44 - Nantes": "Nantes",
        "Comptable H/F 51 - Reims": "Reims",
        "Comptable (H/F) - PARIS - Essonne (91)": "Paris",
        "Développeur web – Hauts-de-Seine (92)": "Hauts-de-Seine",
        "Développeur web – Île-de-France": "Île-de-France",
        "Animatrice réseau, Bretagne": "Bretagne",
        "Chargé de mission Bretagne": "",
    },
    "en": {
        "Project Manager – Leeds/Hybrid": "Leeds",
        "Project Manager | London or Remote": "London",
        "Project Manager, Austin, TX": "Austin",
        "Leeds: Project Manager": "Leeds",
        "Leeds-based Project Manager": "Leeds",
        "Project Manager (Madison)": "",
        "Austin: a project manager": "",
        "IT Manager - PERM": "",
        "Officer – Harbour Convention": "",
    },
}
TRAPS = (
    ("fr", "Paris, le 12 mars 2024\n\nNous recherchons une comptable."),
    ("fr", "Nantes, le 3 mai\n\nMadame, Monsieur,"),
    ("fr", "Contact\n\nParis"),
    ("fr", "## Paris\n\nNotre équipe compte dix personnes."),
    ("fr", "- Lyon\n- Nantes\n- Paris"),
    ("fr", "Nos agences :\n\n- Lyon\n- Nantes\n- Paris"),
    ("fr", "Ville de Nantes\n\nNous recherchons une comptable."),
    ("fr", "Association Exemple\n12 rue de la Paix\n75002 Paris\nTél. 01 23 45 67 89"),
    ("fr", "Lieu de l'entretien\n\nParis"),
    ("fr", "Lieu de l'entretien\nParis\nContrat\nCDD"),
    ("fr", "Nos partenaires, dont la\nville de Lyon, et les autres communes du fleuve."),
    ("fr", "Exemple (édition 2024)"),
    ("fr", "Entretiens\n\nParis"),
    ("fr", "Location Paris propose des vélos aux entreprises."),
    ("fr", "- Formation : Paris\n- CDI"),
    ("fr", "Nos clients sont des communes.\n\n- Reims\n- Metz"),
    ("en", "Leeds, 12 March 2024\n\nDear all,"),
    ("en", "Contact\n\nLeeds"),
    ("en", "## Leeds\n\nOur team has ten people."),
    ("en", "- Leeds\n- York\n- Bath"),
    ("en", "Interview location\n\nLeeds"),
    ("en", "Location London Ltd rents out studios."),
    ("en", "🌍 100 % remote"),
    ("en", "🏢 Leeds Building Society pays for lunch"),
)


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [(key, text, wanted) for key, table in STATED.items() for text, wanted in table.items()],
)
def test_a_place_at_the_head_is_found(language: str, text: str, wanted: str) -> None:
    assert towns(told("locations", text, language)) == wanted


@pytest.mark.parametrize(
    ("language", "title", "wanted"),
    [(key, text, wanted) for key, table in TITLES.items() for text, wanted in table.items()],
)
def test_a_title_names_its_place_in_many_ways(language: str, title: str, wanted: str) -> None:
    assert towns(told("locations", f"# {title}", language)) == wanted


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_a_town_at_the_head_may_be_another_s(language: str, text: str) -> None:
    assert towns(told("locations", text, language)) == ""


def test_a_line_that_is_only_a_town_fills_no_gap_by_itself() -> None:
    fact = told("locations", "Toulouse\n\nNous recherchons une comptable.", "fr")
    assert fact is not None
    assert fact.confidence < HIGH


def test_a_region_in_the_title_contradicts_no_town_in_it() -> None:
    fact = told("locations", "Lieu : Brest", "fr", title="Animatrice réseau, Bretagne")
    assert fact is not None
    assert fact.value == (Location(None, None, "Brest", None, "FR"),)
    assert fact.confidence >= HIGH


def test_the_number_of_a_departement_is_no_postal_code() -> None:
    fact = told("locations", "Lieu : 69 - Lyon", "fr")
    assert fact is not None
    assert fact.value == (Location(None, None, "Lyon", None, "FR"),)
