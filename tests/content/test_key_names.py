"""Under which key a fact is proposed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from syndicate.content import key_names
from syndicate.content.fields import field_keys, shipped_vocabulary
from syndicate.content.folding import fold
from syndicate.content.key_names import key_for, key_language, proposable

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "front-matter.md").read_text("utf-8")
LANGUAGES = {
    "en": ["title", "date", "layout"],
    "fr": ["titre", "date limite"],
    "de": ["titel", "arbeitsort"],
    "es": ["título", "contrato"],
    "nl": ["functie", "standplaats"],
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("field", proposable())
def test_every_proposed_key_is_understood_as_its_field_and_no_other(
    field: str, language: str
) -> None:
    key = key_for(field, {}, (), language)
    assert shipped_vocabulary().ranks[fold(key)][0][0] == field


@pytest.mark.parametrize("field", proposable())
def test_english_keys_are_those_that_the_documentation_shows(field: str) -> None:
    row = re.search(rf"^\| `{field}` \|.*\| `([^`:]+): [^`]*` \|$", PAGE, re.MULTILINE)
    assert row
    # "remote: 3 days a week" would be no key for an offer that is not.
    shown = "workplace" if field == "workplace" else row[1]
    assert key_for(field, {}, (), "en") == shown


@pytest.mark.parametrize(("language", "keys"), LANGUAGES.items())
def test_the_keys_of_a_file_tell_its_language(language: str, keys: list[str]) -> None:
    assert key_language(keys) == language


def test_keys_that_say_nothing_or_two_things_are_taken_for_english() -> None:
    assert key_language(["title", "layout", "weight"]) == "en"
    assert key_language(["lieu", "gehalt"]) == "en"
    assert key_language(["Lieu", "CONTRAT", "gehalt"]) == "fr"


def test_no_key_is_a_mark_of_two_languages() -> None:
    text = Path(key_names.__file__).with_suffix(".toml").read_text("utf-8")
    marks = [fold(key) for keys in tomllib.loads(text)["marks"].values() for key in keys]
    assert sorted(marks) == sorted(set(marks))


def test_the_keys_of_the_site_come_first() -> None:
    own = {"locations": ("wo", "wohin")}
    assert key_for("locations", own, (), "fr") == "wo"
    assert key_for("locations", own, ("WO",), "fr") == "wohin"
    assert key_for("locations", own, ("wo", "wohin"), "fr") == "lieu"


def test_a_key_that_stands_in_the_file_is_not_proposed_again() -> None:
    assert key_for("locations", {}, ("Lieu",), "fr") == "location"
    assert key_for("locations", {}, ("Lieu", "location", "locations"), "fr") == "job location"
    assert key_for("board_title", {}, field_keys("board_title"), "en") == ""


def test_a_key_that_the_site_has_for_another_field_is_not_proposed() -> None:
    assert key_for("locations", {"title": ("location",)}, (), "en") == "locations"
