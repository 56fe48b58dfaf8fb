"""Words are found in texts of any characters."""

from __future__ import annotations

import pytest

from syndicate.content.prose.prose import Prose
from syndicate.content.prose.triggers import Triggers, words

WORDS = ("rémunération", "€", "cœur", "cdi", "العربية", "@", "2026")


@pytest.mark.parametrize("around", ["", "é", "œ", "’", "Ž", "📍", "я", "\u2009"])
@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("RÉMUNÉRATION : 30 k€", {"rémunération", "€"}),
        ("Au CŒUR de Paris", {"cœur"}),
        ("l’CDI·2026", {"cdi", "2026"}),
        ("CDI\u202f:\u2009non\u2003@", {"cdi", "@"}),
        ("(العربية)", {"العربية"}),
        ("CDIs, cœurs", set()),
    ],
)
def test_words_are_found_whatever_else_the_text_holds(
    around: str, text: str, held: set[str]
) -> None:
    triggers = Triggers(dict.fromkeys(WORDS, ("kind",)))
    found = triggers.words.intersection(words(f"{around} {text} {around}").split())
    assert {triggers.spelled[word] for word in found} == held


@pytest.mark.parametrize("below", ["Fin.", "Fin 📍."])
def test_a_sentence_with_a_sign_of_money_is_near_it(below: str) -> None:
    body = f"Nous sommes dix. Vous gagnez 30 k€. Merci.\n\n{below}"
    prose = Prose("", body, language="fr", triggers={"€": ("pay",)})
    assert [each.text for each in prose.near("pay")] == ["Vous gagnez 30 k€."]


def test_lines_stay_apart() -> None:
    assert words("Un\nDeux 📍\n\nTrois").count(b"\n") == 3
