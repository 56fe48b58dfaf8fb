"""Texts in the few elements that a board keeps: whole, and never more than those."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicate.content.markup import to_html
from syndicate.renderings.reduced import _Reduction, plain, reducer, without_entities
from tests.renderings.dialect_samples import NAMES, data

SAFE = frozenset(("p", "br", "ul", "li", "strong"))
LISTS = sorted({frozenset(data(name)["html"]) for name in NAMES}, key=sorted)


def test_headings_become_bold_paragraphs() -> None:
    assert reducer(SAFE)("<h2>You</h2>\n<p>read</p>") == "<p><strong>You</strong></p>\n<p>read</p>"


def test_a_numbered_list_becomes_a_plain_one() -> None:
    assert reducer(SAFE)("<ol>\n<li>one</li>\n</ol>") == "<ul>\n<li>one</li>\n</ul>"


def test_emphasis_is_kept_under_the_name_that_the_board_has_for_it() -> None:
    linkedin = reducer(frozenset(("b", "i", "p")))
    assert linkedin("<p><em>a</em> <strong>b</strong></p>") == "<p><i>a</i> <b>b</b></p>"
    assert reducer(SAFE)("<p><em>a</em></p>") == "<p>a</p>"


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ('<a href="https://a.example/b" title="&gt;">here</a>', "here (https://a.example/b)"),
        ('<a href="https://a.example/">a.example</a>', "a.example"),
        ('<a href="mailto:jobs@a.example">write</a>', "write (jobs@a.example)"),
        ('<a href="mailto:jobs@a.example">jobs@a.example</a>', "jobs@a.example"),
        ('<a href="https://a.example/?b=1&amp;c=2">x</a>', "x (https://a.example/?b=1&amp;c=2)"),
    ],
)
def test_a_link_is_followed_by_its_address_where_links_are_dropped(link: str, text: str) -> None:
    assert reducer(SAFE)(f"<p>{link}</p>") == f"<p>{text}</p>"


def test_a_link_that_is_kept_has_nothing_but_its_address() -> None:
    kept = reducer(frozenset(("p", "a")))
    link = '<p><a href="https://a.example/" title="A &gt; B">x</a></p>'
    assert kept(link) == '<p><a href="https://a.example/">x</a></p>'


def test_a_numbered_list_that_is_kept_begins_at_one() -> None:
    kept = reducer(frozenset(("ol", "li", "p")))
    assert kept('<ol start="3">\n<li>a</li>\n</ol>') == "<ol>\n<li>a</li>\n</ol>"


def test_a_table_becomes_lines_and_a_picture_its_words() -> None:
    table = "<table>\n<tr>\n<td>Pay</td>\n<td>2000</td>\n</tr>\n</table>"
    assert re.sub(r"\s+", " ", plain(reducer(SAFE)(table))) == "Pay 2000"
    assert reducer(SAFE)('<p><img src="https://a.example/" alt="A > B">x</p>') == "<p>A > Bx</p>"


def test_what_an_attribute_says_is_not_taken_for_a_tag() -> None:
    text = '<p><abbr title="a > b">AB</abbr> <code>c</code></p>'
    assert reducer(SAFE)(text) == "<p>AB c</p>"


def test_nothing_empty_is_left() -> None:
    assert reducer(SAFE)('<p>a</p>\n<p><img src="https://a.example/" alt=""></p>\n') == "<p>a</p>\n"


# -- whatever an offer holds ----------------------------------------------------------------------

_INLINE = (
    'abbr title="a > b"',
    "em",
    "strong",
    "b",
    "i",
    "code",
    "del",
    "sub",
    'a href="https://a.example/x?y=1&z=2"',
)
_BLOCK = ("p", "h2", "h3", "ul", "ol", "blockquote", "pre", "table", "dl", "div", "figure")
_INSIDE = {
    "ul": "<li>{}</li>", "ol": "<li>{}</li>", "dl": "<dt>term</dt><dd>{}</dd>",
    "table": "<tr><th>head</th><td>{}</td></tr>", "figure": "{}<figcaption>caption</figcaption>",
}  # fmt: skip
_words = st.text("ab &<>\"'é]\u00a0\n;", max_size=12)


def _tagged(inner: str, tag: str) -> str:
    name = tag.split(" ")[0]
    return f"<{tag}>{_INSIDE.get(name, '{}').replace('{}', inner)}</{name}>"


_html = st.recursive(
    _words.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
    lambda inner: st.one_of(
        st.builds(_tagged, inner, st.sampled_from((*_INLINE, *_BLOCK))),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=12,
)
#: As ``Offer.body`` is: what a reducer is given is always that.
bodies = _html.map(lambda html: to_html(html, "https://jobs.example.org/"))


class Seen(HTMLParser):
    """The elements of an HTML text, its attributes, and the paragraphs in paragraphs."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.nested = False
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {key for key, _ in attrs}
        self.nested |= tag == "p" and "p" in self.open
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, text: str) -> None:
        self.text += text


def letters(html: str) -> str:
    return "".join(Seen(html).text.split())


@settings(max_examples=300)
@given(bodies, st.sampled_from(LISTS))
def test_only_what_a_board_keeps_is_left_and_no_word_is_lost(
    body: str, kept: frozenset[str]
) -> None:
    reduced = reducer(kept)(body)
    seen = Seen(reduced)
    assert seen.elements <= kept
    assert seen.attributes <= {"href"}
    assert not seen.open
    assert not seen.nested
    without_addresses = re.sub(r"\(https://a\.example/x\?y=1&z=2\)", "", letters(reduced))
    assert without_addresses == letters(body)


@settings(max_examples=200)
@given(bodies, st.sampled_from(LISTS))
def test_to_reduce_again_changes_nothing(body: str, kept: frozenset[str]) -> None:
    reduced = reducer(kept)(body)
    assert reducer(kept)(reduced) == reduced


@settings(max_examples=200)
@given(bodies, st.sampled_from(LISTS))
def test_the_quick_way_through_a_common_text_is_the_long_one(
    body: str, kept: frozenset[str]
) -> None:
    one = reducer(kept)
    slow = _Reduction(kept, one._names, one._bold).of(body)
    assert Seen(one(body)).elements == Seen(slow).elements
    assert letters(one(body)) == letters(slow)


@settings(max_examples=300)
@given(bodies)
def test_no_entity_is_left_for_boards_that_refuse_them(body: str) -> None:
    bare = without_entities(reducer(SAFE)(body))
    assert not re.search(r"&#?\w+;", bare)
    assert Seen(bare).elements <= SAFE


def test_what_would_become_a_tag_is_written_with_its_double() -> None:
    assert (
        without_entities("<p>a &lt;script&gt; &amp;lt; R&amp;D</p>")
        == "<p>a ‹script> ＆lt; R&D</p>"
    )
    assert without_entities("<p>1 &lt; 2</p>") == "<p>1 < 2</p>"


def test_the_words_of_a_text_are_counted_without_its_tags() -> None:
    assert plain("<h2>A &amp; B</h2>\n<p>c<br>d</p>") == "A & B c d"
