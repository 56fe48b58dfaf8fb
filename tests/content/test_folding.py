"""Spellings that mean one word fold to one key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.content.folding import fold, fold_words, plain


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("available-when", "availablewhen"),
        ("Available When", "availablewhen"),
        ("available_when", "availablewhen"),
        ("availableWhen", "availablewhen"),
        ("Dès que possible", "desquepossible"),
        ("Straße", "strasse"),
        ("N/A", "na"),
        ("bac +5", "bac5"),
        ("main d’œuvre", "maindoeuvre"),
        ("SØREN", "soren"),
        ("e\u0301te\u0301", "ete"),
        ("2\u202f800", "2800"),
        ("日本語", "日本語"),
        ("…", ""),
        ("", ""),
    ],
)
def test_case_accents_blanks_and_punctuation_do_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_are_folded_one_by_one() -> None:
    assert fold_words("Dès que possible !") == ("des", "que", "possible")
    assert fold_words("zzp'er, full-time_work") == ("zzp", "er", "full", "time", "work")
    assert fold_words(" \t") == ()


def test_plain_text_keeps_blanks_and_punctuation() -> None:
    assert plain("Évry-Courcouronnes, FRANCE") == "evry-courcouronnes, france"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_key_holds_letters_and_digits_only(text: str) -> None:
    assert fold(text) == "" or fold(text).isalnum()


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_capitals_never_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text.upper().lower())


@given(st.text())
def test_words_together_are_the_key(text: str) -> None:
    assert fold("".join(fold_words(text))) == fold(text)


@given(st.text())
def test_a_folded_text_is_its_folded_words(text: str) -> None:
    assert fold(text) == "".join(fold_words(text))


@given(st.text(st.characters(max_codepoint=0x36F)))
def test_a_ligature_changes_nothing_in_the_letters_before_it(text: str) -> None:
    assert plain(f"{text}œ") == f"{plain(text)}oe"
