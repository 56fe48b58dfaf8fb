"""Kramdown's own syntax does not leak; code that shows it stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.content import kramdown
from syndicate.content.kramdown import as_commonmark, may_be_kramdown
from tests.corpora import CORPUS, needs_corpus


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("para\n{: .lead}\n\nnext", "para\n\nnext"),
        ("{:.x #y}\n# T", "# T"),
        ("[l](u){:target=\"_blank\" rel='x'} b", "[l](u) b"),
        ('![i](s){: width="50%" title="a } b"}', "![i](s)"),
        ("- a\n{: .x}\n- b", "- a\n- b"),
        ("> q\n> {: .x}\n", "> q\n"),
        ("{:ref: .x}\ntext", "text"),
        ('{::options parse_block_html="true" /}\ntext', "text"),
        ("* TOC\n{:toc}\n\ntext", "\ntext"),
        ("{::nomarkdown}\n<b>x</b>\n{:/nomarkdown}\ny", "<b>x</b>\ny"),
        ("a {::comment}hidden{:/comment} b", "a  b"),
        ("## Title {#id .c}\n", "## Title\n"),
        ("##Title\n", "## Title\n"),
        ("##\u00a0Title\n", "## Title\n"),
        ("*so\u00a0*\n", "*so*\n"),
        ("<hr>\n## Apply\n", "<hr>\n\n## Apply\n"),
        ("</div>\n- item\n", "</div>\n\n- item\n"),
    ],
)
def test_what_only_kramdown_knows_goes(written: str, left: str) -> None:
    assert as_commonmark(written) == left


@pytest.mark.parametrize(
    "text",
    [
        "`{: .x}`",
        "``a ` {: .x}``",
        "```\n{: .x}\n##x\n```\n",
        "~~~\n{:toc}\n",
        "text\n\n    {: .x}\n",
        r"\{: .x}",
        "smile {:) and {a: 1}",
        "#hashtag",
        "<div>\n  <p>x</p>\n</div>\n",
        "a\u00a0: b",
    ],
)
def test_code_and_plain_text_stay(text: str) -> None:
    assert as_commonmark(text) == text


def test_an_attribute_list_in_a_nested_list_goes() -> None:
    assert as_commonmark("- a\n\n    b\n    {: .x}\n") == "- a\n\n    b\n"


@given(st.text("{}:.#`~ x\n>-*<hr/\u00a0", max_size=80))
def test_letters_outside_braces_survive(text: str) -> None:
    assert as_commonmark(text.replace("{", "")).count("x") == text.count("x")


@needs_corpus
def test_no_offer_of_the_corpus_keeps_an_attribute_list() -> None:
    for path in sorted(CORPUS.rglob("*.m*d*")):
        text = as_commonmark(path.read_text(encoding="utf-8", errors="replace"))
        assert "{: " not in text
        assert "{:." not in text


PIECES = st.sampled_from(
    [
        *("\n", "\n\n", " ", "  ", "    ", "\t", "a", "b c", "\u00a0", "*", "> ", "- ", "1. "),
        *("<", "</", "</div>", "</b>", "<hr>", "<br>", "<h2>", "<b>", "< ", "/", ">", "{", "}"),
        *("{:", "{: .x}", "{::", "{#id}", "#", "##", "## T", "`", "```\n", "\\"),
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_what_is_not_worth_reading_would_stay_as_it_is(text: str) -> None:
    if not may_be_kramdown(text):
        assert kramdown._PIECE.sub(kramdown._replacement, text) == text
        for cut in range(len(text)):
            assert text[cut] != "\n" or not may_be_kramdown(text[cut + 1 :])


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("</div>", True),
        ("   </div>", True),
        ("a\n   </div>", True),
        ("a <b>b</b>\n\n  </i>", True),
        ("a <br> b", True),
        ("a <hr/>", True),
        ("    </div>", False),
        ("a\n    </div>", False),
        ("a </div>", False),
        ("a   </div>", False),
        ("a\n\t</div>", False),
        ("<b>a", False),
        ("</", True),
        ("<", False),
    ],
)
def test_a_closing_tag_matters_at_the_beginning_of_a_line(text: str, may_be: bool) -> None:
    assert may_be_kramdown(text) is may_be
