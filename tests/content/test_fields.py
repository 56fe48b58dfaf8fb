"""Keys are sorted under the names of our fields, whatever was sorted before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.content.fields import Given, shipped_vocabulary, vocabulary
from syndicate.content.folding import fold
from syndicate.content.nodes import Scalar, Table

KEYS = ["title", "Titre", "type", "date", "Date", "location", "foo", "layout", "status", "name"]
OWN = {"title": ("foo",), "status": ("stage",)}
#: Remembers the keys of all examples; what it says must not depend on them.
SEASONED = vocabulary(OWN)


def table(stated: dict[str, str]) -> Table:
    return Table(
        {key: Scalar(text, line, 9) for line, (key, text) in enumerate(stated.items(), 2)},
        {key: Scalar(key, line, 1) for line, key in enumerate(stated, 2)},
        2,
        1,
    )


def expected(front: Table, defaults: dict[str, str]) -> dict[str, list[tuple[int, Given]]]:
    """By field, the values with their ranks, the plain way."""
    words = vocabulary(OWN)
    written = {fold(key) for key, node in front.values.items() if not node.is_empty}
    values = [
        Given(key, node, node.line, node.column, fold(key) in words.weak)
        for key, node in front.values.items()
        if not node.is_empty
    ]
    values += [
        Given(key, Scalar(text, 1, 1), 1, 1, fold(key) in words.weak, "site")
        for key, text in defaults.items()
        if fold(key) not in written
    ]
    found: dict[str, list[tuple[int, Given]]] = {}
    for value in values:
        for name, rank in words.ranks.get(fold(value.key), ()):
            found.setdefault(name, []).append((rank, value))
        if not words.ranks.get(fold(value.key)) and fold(value.key) not in words.ignored:
            found.setdefault("", []).append((0, value))
    return found


@given(
    st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["a", "b", "", "~", " "]), max_size=6),
    st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["x", "y"]), max_size=3),
)
def test_a_file_is_sorted_as_if_it_were_the_first(
    stated: dict[str, str], defaults: dict[str, str]
) -> None:
    fields = SEASONED.sort(table(stated), defaults)
    wanted = expected(table(stated), defaults)
    assert fields.unknown == tuple(value for _, value in wanted.pop("", []))
    assert list(fields.given) == list(wanted)
    for name, ranked in wanted.items():
        assert fields.all(name) == tuple(v for _, v in sorted(ranked, key=lambda pair: pair[0]))


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("lieu_travail", "locations"),
        ("date_cloture", "closes"),
        ("date_limite_candidature", "closes"),
        ("lugar_trabajo", "locations"),
        ("date_ouverture", "opens"),
    ],
)
def test_a_key_is_known_without_its_little_words(key: str, field: str) -> None:
    found = shipped_vocabulary().sort(table({key: "x"}), {})
    assert [given.key for given in found.all(field)] == [key]
    assert found.unknown == ()


def test_a_key_that_reads_like_another_without_little_words_says_its_own() -> None:
    found = shipped_vocabulary().sort(table({"date_de_publication": "x"}), {})
    assert set(found.given) == {"date_posted"}


def test_a_slip_in_a_key_without_its_little_words_is_told_by_the_whole_one() -> None:
    assert shipped_vocabulary().near("lieu_travial") == "lieu de travail"
