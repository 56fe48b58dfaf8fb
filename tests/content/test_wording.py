"""Words fit for every output: what is looked for quickly is what is left out."""

from __future__ import annotations

import sys
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.content.wording import is_clean, stem_of
from syndicate.text import CONTROL


def test_every_character_that_is_left_out_is_seen_and_no_other() -> None:
    for code in range(sys.maxunicode + 1):
        letter = chr(code)
        assert is_clean(letter) is not bool(CONTROL.search(letter))


@pytest.mark.parametrize("length", [10, 65_536, 65_537, 200_000])
@pytest.mark.parametrize("letter", ["\x01", "\x85", "\ud800", "\uffff"])
def test_it_is_seen_wherever_it_stands_in_texts_of_any_length(length: int, letter: str) -> None:
    text = "aœ" * (length // 2)
    assert is_clean(text)
    for at in (0, length // 2, length):
        assert not is_clean(text[:at] + letter + text[at:])


@given(st.text("ab. -é", min_size=1, max_size=12))
def test_a_stem_is_cut_as_the_system_of_paths_cuts_it(file: str) -> None:
    if file != ".":
        assert stem_of(file) == PurePosixPath(file).stem
