"""What is remembered is what would have been said; long texts and refusals are not kept."""

from __future__ import annotations

import pytest

from syndicate.content.memo import remembered


def test_a_short_text_is_read_once_and_a_long_one_each_time() -> None:
    asked: list[str] = []

    @remembered
    def doubled(text: str, times: int = 2) -> str:
        asked.append(text)
        return text * times

    long = "x" * 1000
    assert [doubled("a"), doubled("a"), doubled("a", 3), doubled("a", times=3)] == [
        *("aa", "aa", "aaa", "aaa")
    ]
    assert doubled(long) == doubled(long) == long * 2
    assert asked.count("a") == 3
    assert asked.count(long) == 2


def test_what_cannot_be_read_is_refused_each_time() -> None:
    @remembered
    def number(text: str) -> int:
        return int(text)

    for _ in range(2):
        with pytest.raises(ValueError, match="invalid literal"):
            number("x")
