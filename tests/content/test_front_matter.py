"""Fences, marks, limits: what is read, and what is refused with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.content.front_matter import parse
from syndicate.content.nodes import Scalar, Sequence, Table
from syndicate.errors import ContentError


def refusal(text: str) -> ContentError:
    with pytest.raises(ContentError) as caught:
        parse(text)
    assert caught.value.hint
    return caught.value


def test_values_stay_texts_with_their_line_and_column():
    front = parse("---\ntitle: NO\nzip: 01234\n  \nhour: 12:30\n---\nbody").front
    assert {key: value.text for key, value in front.values.items()} == {
        "title": "NO",
        "zip": "01234",
        "hour": "12:30",
    }
    assert (front.values["hour"].line, front.values["hour"].column) == (5, 7)
    assert (front.keys["zip"].line, front.keys["zip"].column) == (3, 1)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: A\n---\nbody", 4),
        ("---\ntitle: A\n---\n\n\nbody", 6),
        ("\n\n---\ntitle: A\n---\nbody", 6),
        ('+++\ntitle = "A"\n+++\nbody', 4),
        ('{"title": "A"}\n\nbody', 3),
        ('{\n"title": "A"\n}\nbody', 4),
    ],
)
def test_the_body_knows_its_first_line(text, line):
    document = parse(text)
    assert document.body == "body"
    assert document.body_line == line
    assert document.front.values["title"].text == "A"


def test_a_file_without_front_matter_is_all_body():
    document = parse("# Title\n\ntext")
    assert not document.has_front_matter
    assert document.body == "# Title\n\ntext"
    assert not parse("{% include header.html %}\ntext").has_front_matter


def test_an_empty_front_matter_is_read():
    assert parse("---\n---\nbody").front.values == {}


def test_a_quoted_null_is_a_text_and_a_plain_one_is_empty():
    front = parse("---\na: null\nb: 'null'\nc: ~\nd:\ne: ''\n---").front
    assert [node.is_empty for node in front.values.values()] == [True, False, True, True, True]


def test_toml_and_json_give_the_same_nodes_as_yaml():
    yaml = parse("---\na: '1'\nb: [x, y]\nc: {d: 'true'}\n---")
    toml = parse('+++\na = 1\nb = ["x", "y"]\nc = {d = true}\n+++')
    json = parse('{"a": 1, "b": ["x", "y"], "c": {"d": true}}')
    assert texts(yaml.front) == texts(toml.front) == texts(json.front)


def texts(node):
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [texts(item) for item in node.items]
    return {key: texts(value) for key, value in node.values.items()}


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("---\ntitle: a: b\n---\n", "yaml-syntax", 2, 9),
        ("---\na: 1\nb: 'x\n---\n", "yaml-syntax", 4, 1),
        ("---\n\ta: 1\n---\n", "yaml-syntax", 2, 1),
        ("---\na: 1\na: 2\n---\n", "duplicate-key", 3, 1),
        ("---\na: {b: 1, b: 2}\n---\n", "duplicate-key", 2, 11),
        ("---\na: &x 1\nb: *x\n---\n", "yaml-alias", 3, 4),
        ("---\n? [a]\n: 1\n---\n", "yaml-key", 2, 3),
        ("---\na: 1\n...\n--- {b: 1}\n---\n", "yaml-documents", 4, 1),
        ("---\n- a\n- b\n---\n", "front-matter-shape", 2, 1),
        ("---\njust words\n---\n", "front-matter-shape", 2, 1),
        ("---\ntitle: A\n", "unclosed-front-matter", 1, 1),
        ("---\nok: 1\na: b\x00c\n---\n", "control-character", 3, 5),
        ("---\nok: 1\na: b\x80c\n---\n", "control-character", 3, 5),
        ("---\nok: 1\na: \ufeffb\uffffc\n---\n", "control-character", 3, 6),
        ("---\na: " + "[" * 30 + "]" * 30 + "\n---\n", "yaml-limits", 2, 23),
        ("---\na: [" + "x," * 30000 + "]\n---\n", "yaml-limits", 2, None),
        ("---\na: " + "x" * 300_000 + "\n---\n", "front-matter-size", 1, 1),
        ("+++\na = 1\na = 2\n+++\n", "toml-syntax", 3, None),
        ("+++\na = " + "9" * 5000 + "\n+++\n", "toml-syntax", 1, 1),
        ("+++\na = 2026-02-30\n+++\n", "toml-syntax", 2, None),
        ('{"a": 1,\n "a": 2}', "duplicate-key", 2, 2),
        ('{"a": 1,\n "b" 2}', "json-syntax", 2, 6),
        ('{"a": ' + "[" * 100_000, "yaml-limits", 1, 1),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text, code, line, column):
    error = refusal(text)
    assert error.code == code
    assert error.line == line
    assert column is None or error.column == column


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("---\n\ttitle: a\n---\n", "replace the tab by blanks"),
        ('---\ntitle "a"\ndate: 2026-06-01\n---\n', 'line above: title "a"'),
        ("---\ntitle: a: b\n---\n", "put quotes around"),
        ("---\ntitle: @home\n---\n", "put quotes around"),
    ],
)
def test_a_slip_in_yaml_gets_the_remedy_that_mends_it(text, remedy):
    with pytest.raises(ContentError) as refused:
        parse(text)
    assert remedy in refused.value.hint


def test_an_alias_bomb_costs_nothing():
    bomb = "---\na: &a [x,x,x,x,x,x,x,x]\n"
    for previous, name in zip("abcdefgh", "bcdefghi", strict=True):
        bomb += f"{name}: &{name} [{','.join([f'*{previous}'] * 8)}]\n"
    assert refusal(bomb + "---\n").code == "yaml-alias"


def test_a_long_integer_stays_a_text():
    digits = "9" * 5000
    assert parse(f"---\nid: {digits}\n---\n").front.values["id"].text == digits
    assert parse(f'{{"id": {digits}}}').front.values["id"].text == digits


def test_a_long_integer_in_base_16_is_refused_because_it_cannot_be_written_out():
    error = refusal(f"+++\ntitle = 'x'\nid = 0x{'f' * 6000}\n+++\n")
    assert (error.code, error.line) == ("number-size", 3)


def test_a_toml_key_of_many_parts_is_refused_before_it_fills_the_memory():
    error = refusal(f"+++\ntitle = 'x'\n{'a.' * 50_000}a = 1\n+++\n")
    assert (error.code, error.line) == ("yaml-limits", 3)


def test_dots_in_toml_texts_and_comments_are_no_parts_of_a_key():
    dots = ".a" * 40
    front = f't = \'{dots}\'\nu = """\n"{dots}"""\n# {dots}\nv = 1.5'
    assert texts(parse(f"+++\n{front}\n+++\n").front)["v"] == "1.5"


@pytest.mark.parametrize("shape", ["+++\n{}\n+++\n", "{}"])
def test_more_values_than_the_limit_are_refused_in_every_format(shape):
    rows = ",".join(["[1,1,1,1,1,1,1,1,1]"] * 2500)
    assert refusal(shape.format(f"a=[{rows}]" if "+" in shape else f'{{"a":[{rows}]}}')).code == (
        "yaml-limits"
    )


SHAPES = ("---\n{}\n---\nx", "+++\n{}\n+++\nx", "{{{}}}", "{}")


@given(st.text(max_size=200), st.sampled_from(SHAPES))
def test_any_text_is_read_or_refused(text, shape):
    try:
        front = parse(shape.format(text)).front
    except ContentError as error:
        refused = error
        front = None
    assert isinstance(front, Table) or (refused.hint and refused.line >= 1)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text(max_size=40)))
def test_quoted_values_come_back_as_written(values):
    import json

    document = parse(json.dumps(values) + "\nbody")
    assert texts(document.front) == values
