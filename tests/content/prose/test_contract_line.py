"""Contracts in lines of facts, below labels that tell of them, and in what one is told to do."""

from __future__ import annotations

import pytest

from syndicate.content.prose import HIGH
from tests.content.prose.telling import told

#: Text → the contract that it states.
STATED = {
    "fr": {
        "# Maîtres-nageurs saisonniers (H/F)": "seasonal",
        "Durée : contrat de 9 mois": "fixed_term",
        "Type de contrat : CDD (remplacement d'un CDI)": "fixed_term",
        "Durée : Contrat de 8 mois (renouvelable)": "fixed_term",
        "Type de contrat : CDD de 6 mois (CDI possible)": "fixed_term",
        "Type de contrat : freelance, CDI envisageable": "freelance",
        "Chargée de mission à la Réserve des Salines, H/F CDI": "permanent",
        "- Types de contrat CDD": "fixed_term",
        "temps plein, CDI": "permanent",
        "Contrat : CDI à pourvoir le plus tôt possible": "permanent",
        "Ce poste est à pourvoir en CDI dès que possible.": "permanent",
        "Nous créons un poste salarié en CDD d'un an, avec possibilité de CDI.": "fixed_term",
        "Ce CDD de sept mois débutera en mai.": "fixed_term",
        "Poste en remplacement d'un congé maternité": "fixed_term",
        "C'est une mission de travail temporaire : vous posez des vitres.": "temp_agency",
        "Nous cherchons pour notre client un grutier en intérim.": "temp_agency",
        "Recherche stagiaire en archéologie": "internship",
        "Temps partiel / CDD": "fixed_term",
        "CDD évolutif vers un CDI": "fixed_term",
        "CDD pouvant évoluer en CDI": "fixed_term",
        "CDD d'usage": "fixed_term",
        "CDI après une période d'essai de 3 mois": "permanent",
        "CDI intermittent": "permanent",
        "C'est un CDI.": "permanent",
        "Vous signerez un CDI.": "permanent",
        "Le poste est à durée déterminée de 10 mois.": "fixed_term",
        "Contrat doctoral de 3 ans": "fixed_term",
        "Durée du stage : 6 mois": "internship",
        "Lieu du stage : Rennes": "internship",
        "Rythme de l'alternance : une semaine sur deux": "apprenticeship",
        "Le stagiaire aura pour mission de trier nos archives.": "internship",
        "Le ou la stagiaire rejoindra l'équipe.": "internship",
        "Vous effectuerez votre stage au sein de l'équipe.": "internship",
    },
    "en": {
        "# Apply now for a summer internship": "internship",
        "Contract type: temporary to permanent": "fixed_term",
        "Full-time, permanent": "permanent",
        "Temporary, part-time": "fixed_term",
        "We offer a permanent contract as soon as possible.": "permanent",
        "You're a permanent employee from the day you begin.": "permanent",
        "It is a limited-duration appointment until the spring.": "fixed_term",
        "Please note that this is an unpaid role.": "volunteer",
        "Full-time | Permanent | Leeds": "permanent",
        "Hours: full-time, permanent": "permanent",
        "Contract type: FTC": "fixed_term",
        "Contract: FTC 12 months": "fixed_term",
        "Maternity cover, 9 months": "fixed_term",
        "This is a two-year term position.": "fixed_term",
        "Internship duration: three months": "internship",
        "The intern will sort our archives.": "internship",
        "You work as a self-employed consultant.": "freelance",
        "We offer a consultancy contract.": "freelance",
    },
}
TRAPS = (
    ("fr", "CDI possible"),
    ("fr", "CDI du collège Exemple"),
    ("fr", "CDI et CDD : ce qui change"),
    ("fr", "CDD ensuite"),
    ("fr", "Temps plein, sans CDI"),
    ("fr", "Contrat : voir annexe CDI"),
    ("fr", "Contrat : consulter la fiche, CDD ou CDI"),
    ("fr", "Notre atelier compte neuf personnes en CDI."),
    ("fr", "Un CDI est possible dès que le projet est financé."),
    ("fr", "Nous avons un salarié en CDD, qui s'en va."),
    ("fr", "Vous encadrerez le stagiaire."),
    ("fr", "Responsable : le maître d'apprentissage"),
    ("fr", "Nos contrats — CDI — CDD — alternance"),
    ("fr", "Nos contrats : CDI, CDD, alternance"),
    ("fr", "CDI - CDD - Rennes"),
    ("fr", "Poste : CDI - CDD - alternance"),
    ("fr", "Poste en CDI, après un an."),
    ("fr", "Contrat : 35 ans"),
    ("fr", "Durée : contrat de 30 ans"),
    ("fr", "## Profil\n\n- CDD : 6 mois"),
    ("en", "Full-time, permanent residents only"),
    ("en", "This is a long-term position."),
    ("en", "Contract: see the pack, permanent or fixed-term"),
    ("en", "Temporary exhibitions, part of our programme"),
    ("en", "You will supervise the intern."),
    ("en", "Duration: three months"),
)


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [(key, text, wanted) for key, table in STATED.items() for text, wanted in table.items()],
)
def test_a_line_states_the_contract(language: str, text: str, wanted: str) -> None:
    fact = told("employment", text, language)
    assert fact is not None
    assert fact.value == (wanted,)


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_a_line_with_a_contract_may_state_none(language: str, text: str) -> None:
    assert told("employment", text, language) is None


def test_a_label_of_an_internship_says_that_it_is_one() -> None:
    fact = told("employment", "Durée du stage : 6 mois", "fr")
    assert fact is not None
    assert fact.confidence >= HIGH


def test_more_contracts_than_one_offer_has_are_doubted() -> None:
    fact = told("employment", "Nous recrutons : CDI, alternance, stage", "fr")
    assert fact is None or fact.confidence < HIGH
