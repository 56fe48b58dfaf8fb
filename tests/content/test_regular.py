"""What is recognised as regular is exactly what cleaning and rebuilding would have made of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.content.fragment import TRAILING_BLANKS
from syndicate.content.front_matter import parse
from syndicate.content.kramdown import as_commonmark
from syndicate.content.markup import mended, plain_text, rendered
from syndicate.content.regular import regular
from syndicate.errors import ContentError
from syndicate.text import clean
from tests.content.test_markup import VECTORS
from tests.corpora import CORPUS, needs_corpus

BASE = "https://example.org/jobs/x/"


def agree(html: str) -> bool:
    """Whether *html* was recognised; fails when the long way comes to another result."""
    short = regular(html)
    if short is not None:
        assert short == mended(html, "", BASE)
    return short is not None


# -- what is made of these parts is regular -------------------------------------------------------

LETTERS = st.text("aZé9 ’«—.\u00a0\n\"'=/:{%}-中😀\ufeff\u00ad", max_size=9)
TEXTS = st.one_of(
    LETTERS.map(lambda text: f"a{TRAILING_BLANKS.sub(chr(10), text)}z"),
    st.sampled_from(
        ["R&amp;D", "&lt;b&gt;", "say &quot;yes&quot;", "x &amp;lt; y", "tail ", "{{ x }}"]
    ),
)
LINKS = st.sampled_from(
    [
        "https://example.org",
        "http://EXAMPLE.org/a/b?c=d&amp;e=%20#f",
        "https://jobs.example-1.co.uk/~x/(1);v=1,2/@me!$'*+",
        "mailto:jobs+a.b@example.org",
    ]
)
MARKS = st.sampled_from(["strong", "em", "code", "del"])


def element(tag: str, content: str) -> str:
    return f"<{tag}>{content}</{tag.split()[0]}>"


def link(address: str, content: str) -> str:
    return element(f'a href="{address}"', content)


BREAKS = st.sampled_from(
    [
        "<br />\n",
        "<br>",
        '<span style="font-size: 1rem;">',
        "</span>",
        "<span>",
        '<span class="a b" lang="fr">é</span>',
    ]
)
FLAT = st.one_of(
    st.builds(element, MARKS, TEXTS),
    st.builds(link, LINKS, TEXTS),
)


@st.composite
def phrases(draw: st.DrawFn) -> str:
    tag = draw(MARKS | st.just("a"))
    inner = st.one_of(TEXTS, FLAT.filter(lambda html: not html.startswith(f"<{tag}")))
    content = "".join(draw(st.lists(inner, min_size=1, max_size=3)))
    return link(draw(LINKS), content) if tag == "a" else element(tag, content)


@st.composite
def contents(draw: st.DrawFn) -> str:
    inner = st.lists(st.one_of(TEXTS, FLAT, phrases(), BREAKS), max_size=4)
    return f"A{''.join(draw(inner))}z"


PARAGRAPHS = contents().map(lambda html: f"<p>{html}</p>\n")
ITEMS = st.one_of(
    contents().map(lambda html: f"<li>{html}</li>\n"),
    st.lists(PARAGRAPHS, min_size=1, max_size=2).map(lambda ps: f"<li>\n{''.join(ps)}</li>\n"),
)
LISTS = st.builds(
    lambda tag, items: f"<{tag}>\n{''.join(items)}</{tag[:2]}>\n",
    st.sampled_from(["ul", "ol", 'ol start="7"', 'ol start="0"']),
    st.lists(ITEMS, min_size=1, max_size=3),
)
HEADINGS = st.builds(
    lambda level, html: f"<h{level}>{html}</h{level}>\n", st.integers(1, 6), contents()
)
DOCUMENTS = st.lists(
    st.one_of(PARAGRAPHS, HEADINGS, LISTS, st.just("<hr />\n")), min_size=1, max_size=6
).map("".join)


@given(DOCUMENTS)
def test_regular_html_is_recognised_and_stays_what_it_was(html: str) -> None:
    assert agree(html)


# -- and what is not quite regular is either mended the long way, or the same ---------------------

ODD = st.sampled_from(
    [
        *("<p>", "</p>", "<p>\n", "</p>\n", "<li>", "<li>\n", "</li>\n", "<ul>\n", "</ul>\n"),
        *("<ol>\n", "</ol>\n", '<ol start="1234567">\n', "<h1>", "</h1>\n", "<h6>", "</h6>\n"),
        *("<strong>", "</strong>", "<em>", "</em>", "<code>", "</code>", "</a>", "<a>"),
        *('<a href="https://example.org/">', '<a href="/x">', '<a href="https://a.b.1/">'),
        *('<a href="javascript:alert(1)">', '<a href="https://example.org/" onclick="x">'),
        *('<a href="https://xn--a.example/">', '<a href="https://example.org:99999/">'),
        *('<a href="https://example.org/|">', '<a href="tel:+33 1">', '<a href="//example.org">'),
        *('<a href="https://example.org/&quot;">', '<a href="https://example.org/&amp">'),
        *("<br>", "<br />", "<br/>", "<hr />\n", "<hr>\n", "<img src=x>", "<script>", "</script>"),
        *("<!--", "-->", "<b>", "</b>", "<blockquote>\n", "</blockquote>\n", "<P>", "<p class=x>"),
        *("<pre><code>", "</code></pre>\n", "<table>", "<td>", "<svg>", "<textarea>", "<"),
        *("&", "&amp;", "&quot;", "&#1;", "&#x80;", "&nbsp;", "&lt", ">", "\x00", "\x01", "\x85"),
        *("\r", "\n", " \n", "\t", " ", "\u00a0", "\u200b", "\u00ad", "\ufeff", "\ufffe", "\u2028"),
        *("{{", "%}", "x", "é"),
    ]
)


@given(DOCUMENTS, st.lists(st.tuples(st.floats(0, 1), st.integers(0, 4), ODD), max_size=3))
def test_what_was_broken_is_never_taken_for_regular(
    html: str, wounds: list[tuple[float, int, str]]
) -> None:
    for place, cut, odd in wounds:
        at = int(place * len(html))
        html = html[:at] + odd + html[at + cut :]
    agree(html)


@given(st.lists(ODD | TEXTS, max_size=12).map("".join))
def test_any_heap_of_tags_is_mended_or_regular(html: str) -> None:
    agree(html)


@given(
    st.lists(
        st.sampled_from(
            [
                *("# A", "## B", "#### D", "\n", "\n\n", "* one", "1. two", "> said", "    code"),
                *("**bold**", "_it_", "`x`", "~~no~~", "[a](https://example.org)", "![i](/i.png)"),
                *(
                    "https://example.org/x",
                    "me@example.org",
                    " ",
                    "  \n",
                    "\\\n",
                    "---\n",
                    "<b>raw</b>",
                ),
                *(
                    "&nbsp;",
                    "&#128;",
                    "&copy;",
                    "a",
                    "é\u00a0",
                    '"',
                    "'",
                    "<!-- c -->",
                    "| a | b |",
                ),
            ]
        ),
        max_size=16,
    ).map("".join)
)
def test_markdown_comes_out_the_same_the_long_way(markdown: str) -> None:
    agree(rendered(markdown))


@pytest.mark.parametrize("vector", VECTORS)
def test_no_attack_is_taken_for_regular_html(vector: str) -> None:
    for html in (vector, f"<p>{vector}</p>\n", f"<ul>\n<li>a{vector}</li>\n</ul>\n"):
        agree(html)
        agree(rendered(clean(html)))


@pytest.mark.parametrize(
    "odd",
    [
        "<script>x</script>",
        "<b onclick=x>x</b>",
        '<a href="javascript:x">x</a>',
        '<a href="https://example.org/" title="x">x</a>',
        "<em><em>x</em></em>",
        "<!-- x -->",
        '<span title="1>0">x</span>',
        "<span title='a'>x</span>",
        "&#1;",
        "\x1b",
        "<",
    ],
)
def test_what_needs_cleaning_is_not_regular(odd: str) -> None:
    assert regular("<p>a b</p>\n") == "<p>a b</p>"
    assert regular(f"<p>a{odd}b</p>\n") is None


def test_a_long_text_that_is_not_regular_is_refused_at_once() -> None:
    # Quadratic, each would take a minute.
    assert regular("<p>" + "a &amp; <em>b</em> " * 3000 + "\x01</p>\n") is None
    assert regular("<ul>\n" + "<li>a</li>\n" * 5000 + "</ol>\n") is None
    assert regular('<p><a href="https://' + "a-a." * 15_000 + '">') is None


def test_what_would_take_much_memory_is_left_to_the_long_way() -> None:
    assert regular("<p>aœ</p>\n" * 5000) is not None
    assert regular("<p>aœ</p>\n" * 10_000) is None


@needs_corpus
def test_real_offers_come_out_the_same_and_some_are_regular() -> None:
    recognised = 0
    for file in sorted(CORPUS.rglob("*.md")):
        try:
            document = parse(file.read_text("utf-8").replace("\r\n", "\n"))
        except ContentError:
            continue
        html = rendered(as_commonmark(document.body))
        recognised += agree(html) and len(plain_text(html)) > 500
    assert recognised > 5
