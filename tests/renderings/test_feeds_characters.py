"""Text that XML can hold, addresses in ASCII."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.renderings.characters import one_line, uri
from syndicate.text import clean

ANY_TEXT = st.text(st.characters(codec=None))


def test_a_line_is_one_line() -> None:
    assert one_line(" a\n\tb\u2028c\x00 \x0c") == "a b c"


@pytest.mark.parametrize(
    ("given_url", "ascii_url"),
    [
        ("https://x.example/a?b=c&d=%20#e", "https://x.example/a?b=c&d=%20#e"),
        ("https://métiers.example/é è", "https://xn--mtiers-bva.example/%C3%A9%20%C3%A8"),
        ("https://x.example:8000/\ud800", "https://x.example:8000/%ED%A0%80"),
        ('https://x.example/"<>\\^`{|}', "https://x.example/%22%3C%3E%5C%5E%60%7B%7C%7D"),
        ("mailto:a@x.example", "mailto:a@x.example"),
        (f"https://{'é' * 64}.example/", f"https://{'%C3%A9' * 64}.example/"),
    ],
)
def test_an_address_becomes_ascii_once(given_url: str, ascii_url: str) -> None:
    assert uri(given_url) == ascii_url
    assert uri(ascii_url) == ascii_url


@given(ANY_TEXT)
def test_any_address_becomes_ascii(text: str) -> None:
    for url in (text, f"https://{text}/"):
        assert uri(url).isascii()
        assert uri(url) == clean(uri(url))
        assert uri(uri(url)) == uri(url)
