"""How long a text is, in each unit that a target counts by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.announcement.lengths import (
    addresses_count,
    characters,
    graphemes,
    split_graphemes,
    utf8_bytes,
    utf16_units,
)

UNITS = (graphemes, characters, utf16_units, utf8_bytes)


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("", (0, 0, 0, 0)),
        ("plain", (5, 5, 5, 5)),
        ("two\r\nlines", (9, 10, 10, 10)),
        ("é", (1, 1, 1, 2)),
        ("e\u0301", (1, 2, 2, 3)),
        ("€", (1, 1, 1, 3)),
        ("🥐", (1, 1, 2, 4)),
        ("🇫🇷🇩🇪", (2, 4, 8, 16)),
        ("👩🏽‍🍳", (1, 4, 7, 15)),
        ("한국어", (3, 3, 3, 9)),
        ("half \ud83e", (6, 6, 6, 8)),
    ],
)
def test_each_unit_counts_as_its_target_does(text: str, lengths: tuple[int, ...]) -> None:
    assert tuple(length(text) for length in UNITS) == lengths


@given(st.text(st.characters(codec=None)))
def test_what_readers_see_is_never_more_than_what_machines_count(text: str) -> None:
    counts = [length(text) for length in UNITS]
    assert counts == sorted(counts)


@given(st.text(st.characters(codec=None)))
def test_graphemes_are_the_text_in_pieces(text: str) -> None:
    pieces = split_graphemes(text)
    assert "".join(pieces) == text
    assert len(pieces) == graphemes(text)


def test_an_address_can_count_less_than_it_is_long() -> None:
    length = addresses_count(23)
    assert length("See https://example.org/" + "x" * 400) == len("See ") + 23
    assert length("https://a.example http://b.example") == 23 + 1 + 23
    assert length("httpx://a.example") == len("httpx://a.example")
