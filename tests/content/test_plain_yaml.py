"""Plain front matter is read as libyaml reads it, to the column; all other is left to libyaml."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.content.handlers import read_any
from syndicate.content.nodes import Scalar, Sequence
from syndicate.content.plain_yaml import read_plain
from syndicate.errors import ContentError
from tests.corpora import CORPUS, needs_corpus


def agree(text: str) -> bool:
    """Whether *text* is plain; fails when it is, and libyaml reads it in another way."""
    short = read_plain(text)
    if short is None:
        return False
    assert short == read_any(text)
    assert list(short[0].values) == list(read_any(text)[0].values)  # type: ignore[index]
    return True


KEYS = st.sampled_from(
    ["title", "available-when", "Available when", "clé", "_x", "a1", "TAGS", "ÉTAT du jour", "null"]
)
VALUES = st.sampled_from(
    [
        *("", " ", "   ", " Développeuse", "  two  blanks  ", " 2026-02-02 16:02:11 +0000", " NO"),
        *(
            " 01234",
            " 12:30",
            " https://example.org/a?b=c#d",
            " R&D, {x} [y] | > * & ! % @ `",
        ),
        *(
            ' it\'s "so"',
            " a - b",
            " a#b:c",
            " \"quoted: #1 'x'\"  ",
            " 'single \"x\" : # '",
            ' ""',
        ),
        *(" [a]", " [a, b c,d/e]  ", " (x)", " +1", " /jobs/x/"),
        *(" 10\u202f000 €", " fin\u00a0", " l’été — « œuvre »", " a\\b", " ."),
    ]
)
PLAIN_LINES = st.lists(
    st.tuples(KEYS, VALUES), min_size=1, max_size=6, unique_by=lambda line: line[0]
)
BODIES = st.sampled_from(["", "\n", "\nbody", "  \n\n \n  body\n---\nmore\n", "\n\u2028 x \x85"])


@given(PLAIN_LINES, BODIES, st.sampled_from(["---", "-----"]))
def test_plain_lines_are_read_without_libyaml_and_alike(
    lines: list[tuple[str, str]], body: str, fence: str
) -> None:
    front = "".join(f"{key}:{value}\n" for key, value in lines)
    assert agree(f"---\n{front}{fence}{body}")


SIGNS = "ab1 :#-'\"[]{},&*!|>%@`~?=.\\/+()<\t\n\u00a0\u0085\u2028\ufeff\x01\x7fé€中😀\ud800_"
ODD_LINES = st.one_of(
    st.text(SIGNS, max_size=8).map(lambda text: f"k: {text}"),
    st.text(SIGNS, max_size=8).map(lambda text: f"{text}: v"),
    st.text(SIGNS, max_size=8).map(lambda text: f'q: "{text}"'),
    st.text(SIGNS, max_size=8).map(lambda text: f"s: '{text}'"),
    st.text(SIGNS, max_size=8).map(lambda text: f"l: [a, {text}]"),
    st.text(SIGNS, max_size=8),
    st.sampled_from(
        [
            *(
                "- a",
                "  - a",
                "  more",
                "# note",
                "",
                "...",
                "--- ",
                "----",
                "k: |",
                "k: >-",
                "k: &a b",
            ),
            *(
                "k: *a",
                "k: !!str b",
                "? k",
                "<<: {}",
                "k:v",
                "k :v",
                "k: a: b",
                "k: a #b",
                "k: 'it''s'",
            ),
            *(
                'k: "a\\n"',
                "k: [a, [b]]",
                "k: {a: b}",
                "k: - a",
                "k: ? a",
                "%YAML 1.1",
                "k: a:",
                "k:\tv",
            ),
        ]
    ),
)


@given(
    st.lists(
        st.one_of(ODD_LINES, st.tuples(KEYS, VALUES).map(lambda line: ":".join(line))), max_size=5
    ),
    BODIES,
)
def test_whatever_is_not_plain_is_left_to_libyaml_or_read_alike(
    lines: list[str], body: str
) -> None:
    agree("\n".join(["---", *lines, f"---{body}"]))


@pytest.mark.parametrize(
    "line",
    [
        "title: a: b",
        "title: a #b",
        "title: |",
        "title: &x a",
        "title: *x",
        "title: 'it''s'",
        'title: "a\\tb"',
        "title: a\n  more",
        "title: a:",
        "title: a:\nmore: b",
        "title:\n- a",
        "title: [a, 'b']",
        "title: a\x85b",
        "title: a\ntitle: b",
        "title: a\r",
        "# note",
        "title:a",
    ],
)
def test_what_a_reader_of_yaml_would_take_apart_is_not_plain(line: str) -> None:
    assert read_plain("---\ntitle: a\n---\n")
    assert read_plain(f"---\n{line}\n---\n") is None


def test_places_and_quotation_marks_are_kept() -> None:
    found = read_plain("---\ntag:  'x' \ntype: \nlist: [a, b]\n---\n\nbody\n")
    assert found is not None
    front, body, body_line = found
    assert front.values["tag"] == Scalar("x", 2, 7, plain=False)
    assert front.values["type"] == Scalar("", 3, 6)
    assert front.values["list"] == Sequence((Scalar("a", 4, 8), Scalar("b", 4, 11)), 4, 7)
    assert (body, body_line) == ("body", 7)


@pytest.mark.parametrize(
    "text", ["", "---", "---\n---\n", "---\na: b\n", "+++\n", "\n---\na: b\n---"]
)
def test_what_has_no_plain_front_matter_is_left_to_the_handlers(text: str) -> None:
    assert read_plain(text) is None


@needs_corpus
def test_the_front_matter_of_real_offers_is_read_alike() -> None:
    plain = 0
    for file in sorted(CORPUS.rglob("*.md")):
        text = file.read_text("utf-8").replace("\r\n", "\n")
        try:
            read_any(text)
        except ContentError:
            assert read_plain(text) is None
            continue
        plain += agree(text)
    assert plain > 5
