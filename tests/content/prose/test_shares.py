"""Shares of a full week: of the job, of a team, and of what a salary would be."""

from __future__ import annotations

import pytest

from syndicate.content.prose import HIGH
from tests.content.prose.telling import told

STATED = [
    ("fr", "0,8 ETP", "part_time"),
    ("fr", "1 ETP", "full_time"),
    ("fr", "- 0,5 ETP (17,5 h par semaine)", "part_time"),
    ("fr", "Temps de travail : 0,6 ETP", "part_time"),
    ("fr", "Nous ouvrons un poste à 0,7 ETP.", "part_time"),
    ("fr", "CDD de huit mois (0,8 ETP)", "part_time"),
    ("fr", "Poste à 60 %", "part_time"),
    ("fr", "Temps partiel 80 %", "part_time"),
    ("fr", "Temps plein annualisé", "full_time"),
    ("en", "0.6 FTE", "part_time"),
    ("en", "1.0 FTE", "full_time"),
    ("en", "0.5 FTE (17.5 hours per week)", "part_time"),
    ("en", "Hours: 0.4 FTE", "part_time"),
    ("en", "It is an appointment (0.75 FTE) until the spring.", "part_time"),
    ("en", "This is a 0.8 FTE post.", "part_time"),
]
TRAPS = [
    ("fr", "Équipe : 1 ETP"),
    ("fr", "Nous sommes 4,5 ETP."),
    ("fr", "Avec un salarié à 0,5 ETP, l'association a besoin d'aide."),
    ("fr", "0,1 ETP"),
    ("en", "Our team of 6.5 FTE"),
    ("en", "£30,000 FTE"),
    ("en", "The salary is £24,000 for 1 FTE."),
    ("en", "Team: 1 FTE"),
]


@pytest.mark.parametrize(("language", "text", "wanted"), STATED)
def test_a_share_of_the_week_is_full_or_part_time(language: str, text: str, wanted: str) -> None:
    fact = told("schedule", text, language)
    assert fact is not None
    assert fact.value == (wanted,)
    assert fact.confidence >= HIGH


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_a_share_of_others_is_passed_over(language: str, text: str) -> None:
    assert told("schedule", text, language) is None


@pytest.mark.parametrize("text", ["Temps plein ou temps partiel", "Temps complet ou non complet"])
def test_a_choice_of_hours_is_both(text: str) -> None:
    fact = told("schedule", text, "fr")
    assert fact is not None
    assert fact.value == ("full_time", "part_time")
