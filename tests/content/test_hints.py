"""Lines that we give to write: samples are left open, and told beside."""

from __future__ import annotations

import pytest

from syndicate.content.hints import Hint, parsed, remark, sampled


@pytest.mark.parametrize(
    ("hint", "line"),
    [
        ("contract: permanent", Hint("contract", "…", "permanent")),
        ("closes: YYYY-MM-DD", Hint("closes", "YYYY-MM-DD")),
        ("location: Paris    (or an address)", Hint("location", "…", "Paris", "or an address")),
        (
            "board_title: …    (plain), and pay: …",
            Hint("board_title", "…", "", "plain), and pay: …"),
        ),
        ("(say more below)", None),
        ("Describe the job below the front matter: missions.", None),
    ],
)
def test_a_hint_is_a_line_with_an_example_or_advice(hint: str, line: Hint | None) -> None:
    assert parsed(hint) == line


@pytest.mark.parametrize(
    ("hint", "beside"),
    [
        ("location: Paris    (or an address)", "or an address"),
        ("(say more below)", "say more below"),
        (
            "Describe the job below the front matter: pay.",
            "Describe the job below the front matter: pay.",
        ),
        ("contract: permanent", ""),
    ],
)
def test_what_is_said_beside_the_line(hint: str, beside: str) -> None:
    assert remark(hint) == beside


@pytest.mark.parametrize(
    ("hint", "told"),
    [
        ("location: Paris, France", "location: …    (such as: Paris, France)"),
        ("closes: YYYY-MM-DD", "closes: YYYY-MM-DD"),
        ("tags: …", "tags: …"),
        ("Describe the job below.", "Describe the job below."),
    ],
)
def test_a_sample_is_told_as_one_and_understood_again(hint: str, told: str) -> None:
    assert sampled(hint) == told
    assert parsed(told) == parsed(hint)
    assert sampled(told) == told


def test_what_else_helps_is_told_with_it() -> None:
    told = sampled("location: Paris", "or an address for all offers")
    assert told == "location: …    (such as: Paris; or an address for all offers)"
    assert parsed(told) == Hint("location", "…", "Paris", "or an address for all offers")
