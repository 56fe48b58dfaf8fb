"""What short passages say is remembered, and told of wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from syndicate.content.prose import facts
from syndicate.content.prose.fact import HIGH, Fact
from syndicate.content.prose.passage import Passage
from syndicate.content.prose.recalling import recalled

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORT, LONG = "CDI à Paris", "Un texte. " * 40


def passage(text: str, *, line: int = 7, heading: str = "", label: str = "") -> Passage:
    return Passage("item", text, line, 3, heading, label, (("ici", "https://a.org"),), 0.5)


def test_a_line_that_returns_is_told_of_where_it_stands() -> None:
    line = "Rémunération : 2 500 € brut par mois"
    (first,) = facts("", line, language="fr", first_line=5)
    (again,) = facts("", f"Bonjour.\n\n* {line}", language="fr", first_line=5)
    assert (first.field, first.line, first.column) == ("pay", 5, 1)
    assert (again.line, again.column) == (7, 3)
    assert (again.value, again.sentence) == (first.value, first.sentence)


def test_the_same_words_say_another_thing_in_another_language() -> None:
    (french,) = facts("", "Contrat : stage", language="fr")
    assert french.value == ("internship",)
    assert facts("", "Contrat : stage", language="en") == []


@pytest.mark.parametrize(("text", "times"), [(SHORT, 1), (LONG, 3)])
def test_what_is_short_is_read_once(text: str, times: int) -> None:
    read = []

    @recalled
    def kept(each: Passage, language: str) -> Iterator[str]:
        read.append(each.text)
        yield f"{each.text} {language}"

    assert [kept(passage(text, line=line), "fr") for line in (1, 2, 3)] == [(f"{text} fr",)] * 3
    assert read == [text] * times


@pytest.mark.parametrize(
    "other",
    [
        passage("CDD à Paris"),
        passage(SHORT, heading="Contrat"),
        passage(SHORT, label="Contrat"),
        passage(SHORT)._replace(kind="heading"),
    ],
)
def test_what_differs_in_a_word_is_read_by_itself(other: Passage) -> None:
    @recalled
    def kept(each: Passage) -> Iterator[tuple[str, ...]]:
        yield each.kind, each.text, each.heading, each.label

    assert kept(passage(SHORT)) != kept(other)


def test_where_a_passage_stands_is_hidden_from_what_reads_it() -> None:
    @recalled
    def kept(each: Passage) -> Iterator[Fact]:
        assert (each.line, each.column, each.links, each.place) == (0, 0, (), 0)
        yield Fact.of("pay", 1, "1", each, HIGH)

    found = [kept(passage(SHORT, line=line))[0] for line in (1, 2)]
    assert [(each.line, each.column) for each in found] == [(1, 3), (2, 3)]
