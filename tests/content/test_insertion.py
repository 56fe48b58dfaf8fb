"""Lines put into front matter: whole lines, at its end, and not another byte."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.content.front_matter import Document, parse
from syndicate.content.insertion import Insertion, insertion
from syndicate.content.nodes import Node, Scalar, text_of
from syndicate.content.quoting import quoted
from syndicate.content.source import decoded

KEYS = st.sampled_from(["title", "Date limite", "tags", "layout", "published", "salaire_brut"])
WORDS = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=30)
ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])
ADDED = {"lieu": "12 rue Mercière, 69002 Lyon", "contract": "permanent"}


def put(text: str, entries: dict[str, str] | None = None) -> Insertion:
    found = insertion(text, entries or ADDED)
    assert found is not None
    return found


def read(text: str) -> Document:
    return parse(decoded(text.encode()))


def values(document: Document) -> dict[str, str]:
    return {key: text_of(node) for key, node in document.front.values.items()}


def without(change: Insertion) -> str:
    """The changed text with its added lines taken away."""
    mark = "\ufeff" if change.text.startswith("\ufeff") else ""
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", change.text.removeprefix(mark))
    at, end = change.line - 1, change.line - 1 + len(change.lines)
    assert tuple(lines[at:end]) == change.lines
    return mark + "".join(lines[:at] + lines[end:])


@st.composite
def yaml_files(draw: st.DrawFn) -> str:
    front = draw(st.dictionaries(KEYS, WORDS, max_size=5))
    lines = []
    for key, value in front.items():
        shape = draw(st.sampled_from(["quoted", "block", "list", "empty", "comment"]))
        text = json.dumps(value, ensure_ascii=False)
        lines += {
            "quoted": [f"{key}:   {text}  # as it is"],
            "block": [f"{key}: |", "  first", "", "  second"],
            "list": [f"{key}:", "  - one", f"  - {text}"],
            "empty": [f"{key}:"],
            "comment": ["", "# a word: of the author", f"{key}: 'it''s'"],
        }[shape]
    head = draw(st.sampled_from([[], [""]]))
    return "\n".join([*head, "---", *lines, "--- ", draw(BODIES)])


@st.composite
def toml_files(draw: st.DrawFn) -> str:
    front = draw(st.dictionaries(KEYS, WORDS, max_size=4))
    lines = [f"{key!r} = {quoted(value)} # so" for key, value in front.items()]
    tables = draw(
        st.sampled_from(
            [
                [],
                ["[extra]", 'more = "x"'],
                ["", "# of the theme", "[[extra.menu]]", "a = 1", "[x.y]", "b = [", '"[x]"', "]"],
            ]
        )
    )
    return "\n".join(["+++", *lines, *tables, "+++", draw(BODIES)])


@st.composite
def json_files(draw: st.DrawFn) -> str:
    front: dict[str, object] = dict(draw(st.dictionaries(KEYS, WORDS, max_size=4)))
    if draw(st.booleans()):
        front = {"extra": {"a": [1, {"b": "{"}]}} | front
    indent = draw(st.sampled_from([1, 2, 4, "\t"]))
    text = json.dumps(front, indent=indent, ensure_ascii=False) if front else "{\n}"
    return f"{text}\n{draw(BODIES)}"


BODIES = st.sampled_from(
    [
        "",
        "A fine job.",
        "\n\n# A job\n\nIn Lyon.\n",
        "One\n---\nTwo\n",
        "* a\n+++\n",
        "Trait\n\n \n",
    ]
)
BARE = st.sampled_from(["# Baker\n\nYou bake.", "Baker\n=====\n", "\n\n# Baker\n", "# B"])
FILES = st.one_of(yaml_files(), toml_files(), json_files(), BARE)


@given(text=FILES, end=LINE_ENDS, mark=st.sampled_from(["", "\ufeff"]))
def test_whole_lines_are_added_and_no_other_byte_is_touched(text: str, end: str, mark: str) -> None:
    text = mark + text.replace("\n", end)
    before = read(text)
    change = put(text)
    assert without(change) == text
    assert all(line.endswith(end if end in text else "\n") for line in change.lines)
    after = read(change.text)
    assert values(after) == values(before) | ADDED
    assert after.body.strip() == before.body.strip()


@given(
    entries=st.dictionaries(st.sampled_from(["lieu", "salaire brut", "no", "q:r"]), ANY, min_size=1)
)
@pytest.mark.parametrize(
    "text",
    ["---\ntitle: A\n---\nText\n", '+++\ntitle = "A"\n+++\nText\n', '{\n  "title": "A"\n}\nText\n'],
    ids=["yaml", "toml", "json"],
)
def test_every_value_is_read_back_as_it_was_meant(text: str, entries: dict[str, str]) -> None:
    front = read(put(text, entries).text).front.values
    assert {key: front[key] for key in entries} == {
        key: Scalar(value, front[key].line, front[key].column, plain=_is_plain(front[key]))
        for key, value in entries.items()
    }


def _is_plain(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("12 rue Mercière, 69002 Lyon", "12 rue Mercière, 69002 Lyon"),
        ("2,400 EUR per month", "2,400 EUR per month"),
        ("Rémunération légale + 50 % du titre", "Rémunération légale + 50 % du titre"),
        ("2026-09-01", "2026-09-01"),
        ("2026-09", "2026-09"),
        ("6", "6"),
        ("2.5", "2.5"),
        ("6 months", "6 months"),
        ("jobs@example.org", "jobs@example.org"),
        ("https://example.org/apply#now", "https://example.org/apply#now"),
        ("Δουλειά", "Δουλειά"),
        ("no", '"no"'),
        ("Yes", '"Yes"'),
        ("0123", '"0123"'),
        ("12:30", '"12:30"'),
        ("1e5", '"1e5"'),
        ("2026-09-01 12:30", "2026-09-01 12:30"),
        ("Lead: the team", '"Lead: the team"'),
        ("C #1", '"C #1"'),
        ("* remote", '"* remote"'),
        ("[Paris]", '"[Paris]"'),
        ("- 5 %", '"- 5 %"'),
        ("'quoted'", "\"'quoted'\""),
        ("@home", '"@home"'),
        ("~", '"~"'),
    ],
)
def test_quotation_marks_stand_only_where_yaml_needs_them(value: str, written: str) -> None:
    change = put("---\ntitle: A\n---\nText\n", {"key": value})
    assert change.lines == (f"key: {written}\n",)


def test_lines_go_to_the_end_of_the_front_matter() -> None:
    change = put("---\ntitle: A  # mine\n\n# last word\n---\nText\n")
    assert change.text == (
        "---\ntitle: A  # mine\n\n# last word\nlieu: 12 rue Mercière, 69002 Lyon\n"
        "contract: permanent\n---\nText\n"
    )
    assert change.line == 5


def test_in_toml_they_go_above_the_first_table_and_what_is_said_of_it() -> None:
    text = '+++\ntitle = "A"\n\n# of the theme\n[extra]\nwide = true\n+++\nText\n'
    change = put(text, {"lieu": "Lyon", "date limite": "2026-09-01"})
    assert change.text == (
        '+++\ntitle = "A"\n\nlieu = "Lyon"\n"date limite" = "2026-09-01"\n'
        "# of the theme\n[extra]\nwide = true\n+++\nText\n"
    )


def test_in_json_they_go_below_the_brace() -> None:
    change = put('{\n\t"title": "A"\n}\n\nText\n', {"lieu": 'the "Hut"'})
    assert change.text == '{\n\t"lieu": "the \\"Hut\\"",\n\t"title": "A"\n}\n\nText\n'


def test_a_text_without_front_matter_is_given_some() -> None:
    assert put("# Baker\n\nYou bake.\n", {"lieu": "Lyon"}).text == (
        "---\nlieu: Lyon\n---\n\n# Baker\n\nYou bake.\n"
    )


def test_keys_that_are_indented_get_neighbours_that_are() -> None:
    change = put("---\n  title: A\n  date: 2026-02-01\n---\nText\n", {"lieu": "Lyon"})
    assert change.lines == ("  lieu: Lyon\n",)


@pytest.mark.parametrize(
    "text",
    [
        "---\n{title: A}\n---\nText\n",
        '{"title": "A"}\nText\n',
        "---\ntitle: A\nlieu:\n---\nText\n",
    ],
    ids=["braces", "one line", "the key is there"],
)
def test_what_whole_lines_cannot_say_is_not_said(text: str) -> None:
    assert insertion(text, {"lieu": "Lyon"}) is None


def test_where_line_ends_differ_those_of_the_first_line_are_taken() -> None:
    change = put("---\r\ntitle: A\n---\nText\n", {"lieu": "Lyon"})
    assert change.text == "---\r\ntitle: A\nlieu: Lyon\r\n---\nText\n"
