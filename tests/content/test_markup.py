"""Markdown becomes HTML that is safe anywhere and valid inside an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import lxml.html
import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.content.fragment import ELEMENTS
from syndicate.content.kramdown import may_be_kramdown
from syndicate.content.liquid import expand
from syndicate.content.markup import beginning, leading_heading, plain_text, summarise, to_html
from tests.corpora import CORPUS, needs_corpus

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BASE = "https://example.org/jobs/x/"

PHRASING = frozenset(
    ["a", "abbr", "b", "br", "code", "del", "em", "i", "img", "strong", "sub", "sup"]
)
# What each element may hold: "phrasing", "flow", or exactly these elements.
CONTENT: dict[str, str | frozenset[str]] = {
    **dict.fromkeys(("p", "pre", "caption", "dt", "th", *PHRASING), "phrasing"),
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "phrasing"),
    **dict.fromkeys(("li", "dd", "td", "blockquote", "figcaption", "article"), "flow"),
    "ul": frozenset(["li"]),
    "ol": frozenset(["li"]),
    "dl": frozenset(["dt", "dd"]),
    "table": frozenset(["caption", "thead", "tbody", "tfoot"]),
    "thead": frozenset(["tr"]),
    "tbody": frozenset(["tr"]),
    "tfoot": frozenset(["tr"]),
    "tr": frozenset(["td", "th"]),
}
FLOW = PHRASING | {"p", "ul", "ol", "dl", "h2", "h3", "h4", "h5", "h6", "hr", "blockquote", "pre"}
FLOW |= {"table", "figure"}

VECTORS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='&#1;javascript:alert(1)'>x</a>",
    "<a href='java\x01script:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>@import 'x';</style><p style='background:url(javascript:1)' class=a id=b>t</p>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<textarea></textarea><img src=x onerror=alert(1)></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?php <img src=x onerror=alert(1)> ?>",
    "<a href='https://x.example' onclick=alert(1) target=_blank rel=x>x</a>",
    '<abbr title="&quot;><script>alert(1)</script>">x</abbr>',
    '<img src="https://x.example/a" alt="&quot;><script>alert(1)</script>">',
    "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>x</button></form>",
    "<object data='x'><embed src='x'></object>",
    "<base href='https://evil.example/'><meta http-equiv=refresh content=0>",
    "<table><td background=javascript:alert(1)>x",
    "`<script>alert(1)</script>`",
    "```html\n</code></pre><script>alert(1)</script>\n```",
    "<p><math><annotation-xml encoding='text/html'><style><img src=x onerror=alert(1)>",
    "<select><option><script>alert(1)</script>",
    "<a href=//evil.example/%0d%0a>x</a>",
    "<x onfocus=alert(1) tabindex=1 autofocus>x</x>",
    "\ud800<b>\udfff</b>\x00",
    "{<b></b>{ x }} {<span>%</span> if",
]
PIECES = [
    *VECTORS,
    *(f"<{tag}>" for tag in (*ELEMENTS, "div", "span", "center", "h1", "s", "section", "td")),
    *(f"</{tag}>" for tag in (*ELEMENTS, "div", "span", "center", "h1", "s", "section", "td")),
    *("\n\n", "\n", " ", "text", "- ", "1. ", "# ", "### ", "> ", "    ", "| a | b |\n|---|---|\n"),
    *("**", "*", "`", "```\n", "[a](b)", "[a](#b)", "[]()", "![a](b)", "a@b.example", "&nbsp;"),
    *("[^1]", "[^1]: note", "term\n: definition", "<a href='https://x.example/'>", "<br>"),
]


def tree(html: str) -> HtmlElement:
    return lxml.html.fragment_fromstring(html, create_parent="article")


def assert_safe(html: str) -> None:
    for element in tree(html).iterdescendants():
        assert element.tag in ELEMENTS, html
        assert set(element.attrib) <= ELEMENTS[element.tag], html
        for name in ("href", "src"):
            if name in element.attrib:
                allowed = {"http", "https"} if name == "src" else {"http", "https", "mailto", "tel"}
                assert urlsplit(element.attrib[name]).scheme.lower() in allowed
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", html)
    assert not re.search(r"\{\{|\}\}|\{%|%\}", html)


def assert_valid(html: str) -> None:
    """The rules of HTML that matter inside an article, on the tree and on the text."""
    article = tree(html)
    for parent in article.iter():
        rule = CONTENT.get(parent.tag, frozenset[str]())
        if parent.tag == "figure":
            rule = FLOW | {"figcaption"}
        allowed = {"phrasing": PHRASING, "flow": FLOW}[rule] if isinstance(rule, str) else rule
        assert {child.tag for child in parent} <= allowed, (parent.tag, html)
        if rule != "phrasing" and rule != "flow" and parent.tag != "figure":
            assert not "".join(parent.xpath("text()")).strip(), (parent.tag, html)
    assert not article.xpath("//a//a | //p[not(node())] | //ul[not(li)] | //ol[not(li)]"), html
    assert not article.xpath("//table[not(.//tr)] | //img[not(@alt)] | //th[not(@scope)]"), html
    assert not article.xpath("//a[not(@href)]"), html
    assert_headings(article)


def assert_headings(article: HtmlElement) -> None:
    before = 1
    for heading in article.xpath("//h2 | //h3 | //h4 | //h5 | //h6"):
        level = int(heading.tag[1])
        assert level <= before + 1
        assert heading.text_content().strip() or heading.xpath(".//img[@alt != '']")
        before = level


def cleaned_again(html: str) -> str:
    return nh3.clean(
        html,
        tags=set(ELEMENTS),
        attributes={tag: set(names) for tag, names in ELEMENTS.items() if names},
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
        url_relative="deny",
    )


@pytest.mark.parametrize("vector", VECTORS)
def test_no_vector_gets_through(vector: str) -> None:
    for markdown in (vector, f"before {vector} after", f"- {vector}\n\n> {vector}"):
        html = to_html(markdown, BASE)
        assert_safe(html)
        assert cleaned_again(html) == html


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_mixture_is_safe_valid_and_stable(markdown: str) -> None:
    html = to_html(markdown, BASE)
    assert_safe(html)
    assert_valid(html)
    assert cleaned_again(html) == html


@given(st.text(max_size=200))
def test_any_text_is_safe(markdown: str) -> None:
    assert_safe(to_html(markdown, BASE))


@needs_corpus
def test_every_offer_of_the_corpus_is_safe_valid_and_stable() -> None:
    for path in sorted(CORPUS.rglob("*.m*d*")):
        text = path.read_text(encoding="utf-8", errors="replace")
        html = to_html(expand(text, {}).text, BASE)
        assert_safe(html)
        assert_valid(html)
        assert cleaned_again(html) == html, path


@needs_corpus
def test_the_seed_reads_as_its_author_meant_it() -> None:
    text = next((CORPUS / "seed").glob("*.md")).read_text(encoding="utf-8")
    html = to_html(text.split("\n---\n", 1)[1], BASE)
    assert "<p><em>Vous recherchez une expérience" in html
    assert "span" not in html
    assert "*" not in plain_text(html)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("see www.example.org", '<p>see <a href="http://www.example.org">www.example.org</a></p>'),
        ("a.b@example.org", '<p><a href="mailto:a.b@example.org">a.b@example.org</a></p>'),
        ("~~old~~ H<sub>2</sub>O", "<p><del>old</del> H<sub>2</sub>O</p>"),
        ("<s>old</s>", "<p><del>old</del></p>"),
        ("[a](../b)", '<p><a href="https://example.org/jobs/b">a</a></p>'),
        ("[a](jobs@example.org)", '<p><a href="mailto:jobs@example.org">a</a></p>'),
        ("[a](www.example.org)", '<p><a href="https://www.example.org">a</a></p>'),
        ("[a](#b) [c]() [d](javascript:x)", "<p>a c d</p>"),
        ("[a](http://) <a name=x>b</a>", "<p>a b</p>"),
        ("![a](b.png)", '<p><img src="https://example.org/jobs/x/b.png" alt="a"></p>'),
        ("![logo](data:image/png;base64,AA)", "<p>logo</p>"),
        (
            '<img src="/a.png" width="10" height="5%">',
            '<p><img src="https://example.org/a.png" alt="" width="10"></p>',
        ),
        ('<span style="font-size: 1rem;">x</span>', "<p>x</p>"),
        ("<font>x</font><div>y</div><div>z</div>", "<p>x</p>\n<p>y</p>\n<p>z</p>"),
        ("# A\n\n#### B\n\n### C\n\n# D", "<h2>A</h2>\n<h3>B</h3>\n<h3>C</h3>\n<h2>D</h2>"),
        ("#\n\n<p>&nbsp;<br></p>\n\nx", "<p>x</p>"),
        ("<li>a</li> <li>b</li>", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("<b><p>a</p></b>", "<p><b>a</b></p>"),
        ("*a*{: .x}\n\n{: .y}", "<p><em>a</em></p>"),
        ("a[^1]\n\n[^1]: note", "<p>a<sup>1</sup></p>\n<ol>\n<li>\n<p>note</p>\n</li>\n</ol>"),
        ("&#123;&#123; x }}", "<p>{ { x } }</p>"),
        ("", ""),
    ],
)
def test_what_becomes_of(markdown: str, html: str) -> None:
    assert to_html(markdown, BASE) == html


def test_a_linked_image_without_a_name_is_named_after_where_it_leads() -> None:
    html = to_html('<a href="https://apply.example/x"><img src="/b.png"></a>', BASE)
    assert 'alt="apply.example"' in html


def test_header_cells_say_what_they_head() -> None:
    assert to_html("| a |\n|---|\n| 1 |", BASE).count('<th scope="col">') == 1
    assert '<th scope="row">' in to_html("<table><tr><th>a</th><td>1</td></tr></table>", BASE)


def test_a_number_to_call_stays_on_one_line() -> None:
    html = to_html("[01 23-45](tel:+33123)", BASE)
    assert html == '<p><a href="tel:+33123">01&nbsp;23\u201145</a></p>'


def test_code_keeps_its_blanks_and_shows_markup_as_text() -> None:
    html = to_html("```html\n  <script>\n    x\n```", BASE)
    assert html == "<pre><code>  &lt;script&gt;\n    x\n</code></pre>"


@pytest.mark.parametrize(
    "opening", ["<sub>", "<div>", "<b>", "<blockquote>", "<ul><li>", "> ", "- "]
)
def test_deep_nesting_neither_crashes_nor_grows(opening: str) -> None:
    html = to_html(opening * 3000 + "x" + "<p>y</p>" * 50, BASE)
    assert_safe(html)
    assert plain_text(html).count("y") >= 50
    assert len(html) < 100_000


def test_a_file_full_of_levels_is_survived() -> None:
    for opening in ("> ", "<div>", "<ul><li>"):
        assert_safe(to_html(opening * 200_000 + "x", BASE))


@pytest.mark.parametrize(
    ("piece", "count"),
    [("a\n: b\n\n", 20_000), ("# " + " " * 50_000 + "{#x", 1), ("`{: ", 20_000), ("![](", 20_000)],
)
def test_endless_repetition_is_survived(piece: str, count: int) -> None:
    assert_safe(to_html(piece * count, BASE))


def test_plain_text_has_a_line_for_each_block() -> None:
    html = to_html("## A & B\n\none *two*<br>three\n\n- four\n- five\n\n| a | b |\n|--|--|\n", BASE)
    assert plain_text(html) == "A & B\none two\nthree\nfour\nfive\na b"


def test_plain_text_holds_no_template() -> None:
    assert plain_text("<p><b>{</b>{ x }</p>") == "{ { x }"


@pytest.mark.parametrize(
    ("text", "limit", "summary"),
    [
        ("short\n text", 300, "short text"),
        ("one two three", 9, "one two…"),
        ("one two, three", 10, "one two…"),
        ("abcdefghij", 5, "abcd…"),
        ("exactly ten", 11, "exactly ten"),
        ("", 10, ""),
    ],
)
def test_a_summary_is_of_whole_words(text: str, limit: int, summary: str) -> None:
    assert summarise(text, limit) == summary


@given(st.text(max_size=80), st.integers(min_value=2, max_value=40))
def test_a_summary_never_exceeds_its_limit(text: str, limit: int) -> None:
    assert len(summarise(text, limit)) <= limit


@given(
    st.lists(st.sampled_from([*PIECES, "R&D ", "a{", "{b", "}", "long " * 9, "\n\n"]), max_size=40),
    st.integers(min_value=2, max_value=60),
)
def test_the_beginning_of_a_text_is_the_summary_of_all_of_it(pieces: list[str], limit: int) -> None:
    html = to_html("".join(pieces), BASE)
    assert beginning(html, limit) == summarise(plain_text(html), limit)


@pytest.mark.parametrize(
    ("markdown", "title", "rest"),
    [
        ("# Dev *senior* {#x}\n\nbody", "Dev senior", "\nbody"),
        ("\n\n<!-- note\n -->\n# Dev #\nbody", "Dev", "body"),
        ("Dev & co\n===\nbody", "Dev & co", "body"),
        ("#Dev\nbody", None, "#Dev\nbody"),
        ("## Dev\nbody", None, "## Dev\nbody"),
        ("text\n\n# Dev\n", None, "text\n\n# Dev\n"),
        ("    # code\n", None, "    # code\n"),
        ("- item\n===\n", None, "- item\n===\n"),
        ("#\nbody", None, "#\nbody"),
        ("", None, ""),
    ],
)
def test_the_heading_an_offer_begins_with(markdown: str, title: str | None, rest: str) -> None:
    assert leading_heading(markdown) == (title, rest)


def test_a_number_is_kept_in_one_piece_and_its_tags_as_they_are() -> None:
    link = '<a href="tel:+3312" title="a b-c">call <em title="x y">33-12 now</em></a>'
    html = to_html(link, BASE)
    assert 'title="a b-c"' in html
    assert "call&nbsp;<em>33\u201112&nbsp;now</em></a>" in html


def test_breaks_and_blanks_at_the_ends_of_a_text_go() -> None:
    breaks = "<br> &nbsp;<br>\u00a0" * 3
    assert to_html(f"<p>{breaks}a<br>b{breaks}</p>", BASE) == "<p>a<br>b</p>"
    assert to_html("<br>" * 100_000, BASE) == ""


@pytest.mark.parametrize("text", ["a\r</div>\r- b", "a\n<\x00/div>\n- b", "#\x00#c"])
def test_what_only_unreadable_characters_hid_is_kramdown_after_all(text: str) -> None:
    assert not may_be_kramdown(text)
    assert to_html(text, BASE, is_plain=True) == to_html(text, BASE)
