"""What is remembered is what would have been said; long texts and refusals are not kept."""

from __future__ import annotations

import pytest

from syndicate.content.memo import remembered, remembered_with


def test_a_short_text_is_read_once_and_a_long_one_each_time() -> None:
    asked: list[str] = []

    @remembered
    def shouted(text: str) -> str:
        asked.append(text)
        return text.upper()

    long = "x" * 1000
    assert [shouted("a"), shouted("a"), shouted("b")] == ["A", "A", "B"]
    assert shouted(long) == shouted(long) == long.upper()
    assert asked == ["a", "b", long, long]


def test_what_is_told_beside_a_text_counts_as_well() -> None:
    asked: list[str] = []

    @remembered_with
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
    for remember in (remembered, remembered_with):
        number = remember(int)
        for _ in range(2):
            with pytest.raises(ValueError, match="invalid literal"):
                number("x")


def test_more_texts_than_can_be_remembered_are_all_answered() -> None:
    @remembered
    def length(text: str) -> int:
        return len(text)

    texts = ["x" * (number % 80) + str(number) for number in range(5000)]
    assert list(map(length, texts)) == list(map(len, texts))
    assert list(map(length, reversed(texts))) == list(map(len, reversed(texts)))
