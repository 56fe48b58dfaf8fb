"""The JSON of a document stands inside a script element whatever the offer holds."""

from __future__ import annotations

import json
import math
from typing import Any

import extruct
import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from syndicate.jobposting import is_valid, job_posting, script_bytes, script_text
from tests.jobpostings import SITE, SITUATIONS, an_offer

HOSTILE = [
    "</script><script>alert(1)</script>",
    "</SCRIPT >",
    "<!--<script>",
    "<!-- --> <![CDATA[ ]]>",
    "&lt;/script&gt; &amp; &quot; &#x3c;",
    "\u2028\u2029\u0085\x00\x08\x1f\x7f\ufeff\uffff",
    "quotes \" ' ` ${x} {{ y }} {% z %} \\ \\u003c \\",
    "𝒞 👩🏽‍💻 é",
]


def page(text: str) -> str:
    return (
        "<!doctype html><html><head><title>t</title>"
        f'<script type="application/ld+json">{text}</script></head>'
        "<body><p id=after>after</p></body></html>"
    )


def blocks_by_html5lib(source: str) -> list[str]:
    tree = html5lib.parse(source, namespaceHTMLElements=False)
    assert tree.find(".//p[@id='after']") is not None
    return ["".join(script.itertext()) for script in tree.iter("script")]


def blocks_by_lxml(source: str) -> list[str]:
    return [script.text or "" for script in lxml_html.document_fromstring(source).iter("script")]


def round_trip(document: dict[str, Any]) -> None:
    """Two parsers find one script element, and in it the document."""
    text = script_text(document)
    assert not set(text) & set("<>&\u2028\u2029\n\r")
    assert json.loads(text) == document
    for blocks in (blocks_by_html5lib(page(text)), blocks_by_lxml(page(text))):
        (block,) = blocks
        assert json.loads(block, parse_constant=pytest.fail) == document


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_out_as_it_went_in(text: str) -> None:
    round_trip({"title": text, text: [text, {"a": text}]})


@settings(max_examples=100)
@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=10), max_size=4).map("".join))
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    round_trip({"description": text})


VALUES = st.recursive(
    st.sampled_from(
        (*HOSTILE, "", "a\nb", "a\tb", "\x0c", "\ud83d\ude00", "\ud800", None, True, 0, 2.5)
    ),
    lambda values: (
        st.dictionaries(st.sampled_from(("description", "b")), values, max_size=2)
        | st.lists(values, max_size=2)
    ),
    max_leaves=6,
)


def written_plainly(document: dict[str, Any]) -> str:
    """The text as the encoder alone makes it."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@settings(max_examples=400)
@given(
    before=st.dictionaries(st.sampled_from(("a", '"description":""')), VALUES, max_size=2),
    description=VALUES | st.text(),
    after=st.dictionaries(st.sampled_from(("c", "<d>")), VALUES, max_size=2),
)
def test_the_description_is_written_as_the_encoder_writes_it(
    before: dict[str, Any], description: Any, after: dict[str, Any]
) -> None:
    for document in (before, {**before, "description": description, **after}):
        assert script_text(document) == written_plainly(document)


@pytest.mark.parametrize("letter", ["\t", "\n", '"', "\\", "\x7f", "\u2028", *map(chr, range(32))])
def test_a_valid_document_is_written_as_any_other(letter: str) -> None:
    text = f"<p>Tout{letter}un métier</p>"
    document = {**job_posting(an_offer(), SITE), "description": text}
    assert is_valid(document) == (letter.isprintable() or letter in "\t\n\u2028")
    assert not is_valid(document) or script_bytes(document, valid=True) == script_bytes(document)


@pytest.mark.parametrize("name", SITUATIONS)
def test_extruct_finds_the_whole_document(name: str) -> None:
    document = job_posting(SITUATIONS[name], SITE)
    found = extruct.extract(page(script_text(document)), syntaxes=["json-ld"])
    assert found == {"json-ld": [document]}


def test_no_offer_gives_control_characters_or_halves_of_characters() -> None:
    hostile = "a\x00\x1b\ud800b\ud83d\ude00\x7f"
    text = script_text(job_posting(an_offer(title=hostile, body=f"<p>{hostile}</p>"), SITE))
    document = json.loads(text.encode())
    assert document["title"] == "a\ufffdb😀"
    assert document["description"] == "<p>a\ufffdb😀</p>"


def test_halves_of_characters_never_reach_the_page() -> None:
    assert script_text({"a": "\ud800", "b": "\ud83d\ude00"}) == '{"a":"\ufffd","b":"😀"}'


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_numbers_that_json_lacks_are_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        script_text({"value": number})


def test_equal_offers_give_equal_text() -> None:
    first, second = (script_text(job_posting(an_offer(), SITE)) for _ in range(2))
    assert first == second
    assert first.startswith('{"@context":"https://schema.org/","@type":"JobPosting","title":"Charg')
