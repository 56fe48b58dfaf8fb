"""Our own words: complete in every language, and each of them in use."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

import syndicate.renderings
from syndicate.offer import Education, Employment, Offer, Period, Schedule, Workplace
from syndicate.renderings.words import LANGUAGES, TABLES, words

RENDERINGS = Path(syndicate.renderings.__file__).parent
LOCALES = RENDERINGS / "locales"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_words(language: str) -> None:
    spoken, english = words(language), words("en")
    assert spoken.language == language
    for table in TABLES:
        assert getattr(spoken, table).keys() == getattr(english, table).keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_empty_or_has_blanks_around_it(language: str) -> None:
    for table in TABLES:
        for text in getattr(words(language), table).values():
            assert text
            assert text == text.strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_have_the_same_places_in_every_language(language: str) -> None:
    for table in TABLES:
        english = getattr(words("en"), table)
        for key, text in getattr(words(language), table).items():
            assert text.count("{}") == english[key].count("{}")
            assert "{" not in text.replace("{}", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_offer_may_say_has_a_word(language: str) -> None:
    spoken = words(language)
    for table, values in (
        (spoken.employment, Employment),
        (spoken.schedule, Schedule),
        (spoken.workplace, Workplace),
        (spoken.education, Education),
        (spoken.period, Period),
    ):
        assert set(table) == set(get_args(values))


def test_every_label_is_a_field_of_an_offer() -> None:
    assert set(words("en").label) <= {field.name for field in fields(Offer)}


def test_every_phrase_is_used_somewhere() -> None:
    sources = [*RENDERINGS.glob("*.py"), *(RENDERINGS / "templates").glob("*.html")]
    text = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    for table in ("say", "page"):
        for key in getattr(words("en"), table):
            name = re.sub(r"_(one|other)$", "", key)
            assert re.search(rf'"{name}"|\b{table}\.{name}\b', text), key


def test_the_files_of_the_folder_are_the_languages() -> None:
    assert sorted(path.stem for path in LOCALES.glob("*.toml")) == sorted(LANGUAGES)
    for path in LOCALES.glob("*.toml"):
        assert set(tomllib.loads(path.read_text(encoding="utf-8"))) == set(TABLES)


def test_a_region_keeps_its_formats_and_has_its_languages_words() -> None:
    assert (words("nl-BE").language, words("nl-BE").locale) == ("nl", "nl-BE")
    assert (words("DE_at").language, words("DE_at").locale) == ("de", "DE-at")


def test_an_unknown_language_has_the_words_of_the_site_and_else_of_english() -> None:
    assert words("it", "fr").language == "fr"
    assert words("it", "pt").language == "en"
    assert words("", "").language == "en"


def test_the_same_words_are_handed_out_again() -> None:
    assert words("fr", "en") is words("fr", "en")
