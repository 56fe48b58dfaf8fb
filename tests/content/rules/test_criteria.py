"""Criteria that offers must not have are found in sentences that ask for them, and in no others."""

from __future__ import annotations

import pytest

from syndicate.offer import Location
from tests.content.rules.cases import PLACES, case, found
from tests.content.rules.sentences import TABLES


def flat(which):
    return [
        pytest.param(code, language, sentence, id=f"{code}-{language}-{at}")
        for code, tables in TABLES.items()
        for language, sentences in tables[which].items()
        for at, sentence in enumerate(sentences)
    ]


@pytest.mark.parametrize("code", TABLES)
def test_every_rule_is_tried_on_forty_sentences(code):
    asking, harmless = (sum(map(len, table.values())) for table in TABLES[code])
    assert asking + harmless >= 40
    assert harmless >= 0.5 * asking


@pytest.mark.parametrize(("code", "language", "sentence"), flat(0))
def test_what_is_asked_is_found(code, language, sentence):
    body = f"A fine job.\n\n{sentence}\n"
    [problem] = found(code, case(body, language=language))
    assert (problem.code, problem.line) == (code, 6)
    assert problem.hint


@pytest.mark.parametrize(("code", "language", "sentence"), flat(1))
def test_what_only_sounds_like_it_is_not(code, language, sentence):
    assert found(code, case(f"A fine job.\n\n{sentence}\n", language=language)) == []


@pytest.mark.parametrize("code", TABLES)
def test_no_sentence_of_another_rule_is_taken_for_it(code):
    for other, (asking, _) in TABLES.items():
        for language, sentences in asking.items():
            if other != code:
                assert found(code, case("\n\n".join(sentences), language=language)) == []


def test_a_title_is_looked_at_too():
    [problem] = found("native-speaker", case(title="English teacher (native speaker)"))
    assert (problem.line, problem.column, problem.field) == (2, 8, "title")


def test_the_words_are_shown_as_they_are_written_and_the_law_of_the_place_is_named():
    [problem] = found("native-speaker", case("Vous êtes natif anglophone.", language="fr"))
    assert "'natif anglophone'" in problem.message
    assert "Code du travail" in problem.message
    [problem] = found(
        "native-speaker",
        case("Vous êtes natif anglophone.", language="fr", locations=(PLACES["nl"],)),
    )
    assert "2000/43/EC" in problem.message


def test_nothing_is_said_where_the_place_is_unknown():
    assert found("native-speaker", case("Native English speaker.", locations=())) == []


def test_an_item_of_a_list_is_found_in_its_line():
    body = "## You\n\n- kind\n- a native English speaker\n- awake\n"
    [problem] = found("native-speaker", case(body))
    assert (problem.line, problem.column) == (7, 3)


@pytest.mark.parametrize(
    ("region", "sentence", "count"),
    [
        ("Ontario", "Two years of Canadian experience.", 1),
        ("ON", "Canadian work experience is an asset.", 1),
        ("ON", "Canadian experience is not required.", 0),
        ("Quebec", "Two years of Canadian experience.", 0),
        (None, "Two years of Canadian experience.", 0),
        ("ON", "Experience with Canadian law.", 0),
    ],
)
def test_canadian_experience_is_no_criterion_in_ontario(region, sentence, count):
    place = Location(city="Toronto", region=region, country="CA")
    assert len(found("canadian-experience", case(sentence, locations=(place,)))) == count
