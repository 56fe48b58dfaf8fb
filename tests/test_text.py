"""Text that every format can hold."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from syndicate.text import CONTROL, clean

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
    assert clean("a\x00\x0b\x1b\x7f\x85\x9f\ud800\ufffe\uffffb") == "ab"


def test_every_character_goes_or_stays_in_whatever_text_it_stands() -> None:
    for character in map(chr, range(sys.maxunicode + 1)):
        left = CONTROL.sub("", character)
        assert clean(character) == left
        assert clean(f"<p>\n{character}</p>") == f"<p>\n{left}</p>"
