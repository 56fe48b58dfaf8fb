"""Text that XML can hold, addresses in ASCII."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from syndicate.renderings.characters import clean, one_line, uri

ANY_TEXT = st.text(st.characters(codec=None))


@given(ANY_TEXT)
def test_whatever_is_left_can_stand_in_xml_and_utf_8(text: str) -> None:
    element = etree.Element("a", b=clean(text))
    element.text = clean(text)
    assert etree.fromstring(etree.tostring(element)).text in (clean(text), None)
    assert clean(text).encode().decode() == clean(text)


def test_what_can_be_read_is_kept() -> None:
    text = "Chargé·e de R&D\t<b>C++</b> ]]> 🧭 \u2028 日本"
    assert clean(text) == text


def test_control_characters_and_lone_surrogates_go() -> None:
    assert clean("a\x00\x0b\x1b\x7f\x9f\ud800\ufffe\uffffb") == "ab"


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
