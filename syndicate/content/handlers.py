"""Front matter in general: whatever is YAML ``---``, TOML ``+++`` or JSON ``{``."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date, datetime, time
from typing import Any, NoReturn

import frontmatter
from frontmatter.default_handlers import BaseHandler

from syndicate.content.nodes import Node, Scalar, Sequence, Table
from syndicate.content.yaml_events import MAX_DEPTH, MAX_NODES, parse_yaml
from syndicate.errors import ContentError

MAX_CHARACTERS = 262_144
#: Python refuses to write integers of more than 4,300 digits; TOML can state them in base 16.
_MOST_BITS = 3_322

#: A key that begins a line, and one in quotation marks wherever it stands.
_KEY = re.compile(
    r"""^[ \t{,]*(?P<quote>["']?)(?P<key>[^"'\n]*?)(?P=quote)[ \t]*[:=]""", re.MULTILINE
)
_QUOTED = re.compile(r'(?P<quote>")(?P<key>[^"\n]*)"')

#: What TOML can hold besides keys and bare values: texts and comments.
_TOML_TEXT = re.compile(
    r"""\"{3}(?:\\.|[^\\])*?\"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|\#[^\n]*""", re.DOTALL
)
_LONG_KEY = re.compile(rf"(?:\.[ \t]*+[\w-]++[ \t]*+){{{MAX_DEPTH}}}")


def read_any(text: str) -> tuple[Table, str, int] | None:
    """The front matter of *text*, what stands below it, and the line on which that starts.

    None when there is no front matter. Raises ``ContentError`` when it cannot be read.
    """
    handler = next((h for h in (_Yaml(), _Toml(), _Json()) if h.detect(text.lstrip())), None)
    if handler is None:
        return None
    handler.first_line = 1 + len(text[: len(text) - len(text.lstrip())].splitlines())
    _, body = frontmatter.parse(text, handler=handler)
    return handler.front, body, handler.body_line


class _Handler(BaseHandler):
    """A python-frontmatter handler that remembers lines and keeps every value a text."""

    FM_BOUNDARY = re.compile("")
    first_line = 1
    body_line = 1
    front = Table({}, {}, 1, 1)

    def split(self, text: str) -> tuple[str, str]:
        opening = self.FM_BOUNDARY.match(text)
        closing = opening and self.FM_BOUNDARY.search(text, opening.end())
        if not opening or not closing:
            raise ContentError(
                f"the front matter that begins on line {self.first_line} has no end",
                code="unclosed-front-matter",
                line=self.first_line,
                column=1,
                hint=f"add a line '{self.START_DELIMITER}' below the last key",
            )
        self.note_body(text, closing.end())
        return text[opening.end() : closing.start()], text[closing.end() :]

    def note_body(self, text: str, end: int) -> None:
        blank = len(text[end:]) - len(text[end:].lstrip())
        self.body_line = self.first_line + text[: end + blank].count("\n")

    def load(self, fm: str) -> dict[str, Any]:
        if len(fm) > MAX_CHARACTERS:
            raise ContentError(
                f"the front matter has {len(fm):,} characters; at most {MAX_CHARACTERS:,} are read",
                code="front-matter-size",
                line=self.first_line,
                column=1,
                hint="move long content below the front matter",
            )
        front = self.read(fm) or Table({}, {}, self.first_line, 1)
        if isinstance(front, Table):
            self.front = front
            return dict(front.values)
        raise ContentError(
            f"the front matter is a {'list' if isinstance(front, Sequence) else 'text'}, "
            "not 'key: value' lines",
            code="front-matter-shape",
            line=front.line,
            column=front.column,
            hint="write one 'key: value' per line, such as 'title: Developer'",
        )

    def read(self, fm: str) -> Node | None:
        raise NotImplementedError


class _Yaml(_Handler):
    FM_BOUNDARY = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "---"

    def read(self, fm: str) -> Node | None:
        return parse_yaml(fm, self.first_line)


class _Toml(_Handler):
    FM_BOUNDARY = re.compile(r"^\+{3,}[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "+++"

    def read(self, fm: str) -> Node | None:
        self.refuse_long_keys(fm)
        try:
            # Numbers stay texts where the reader allows it; 5,000 digits raise ValueError.
            values = tomllib.loads(fm, parse_float=str)
        except tomllib.TOMLDecodeError as error:
            self.refuse(str(error), "toml-syntax")
        except (ValueError, RecursionError) as error:
            self.refuse(f"a value is out of bounds ({error})", "toml-syntax")
        return _node(values, fm, self.first_line)

    def refuse_long_keys(self, fm: str) -> None:
        # tomllib keeps every beginning of a dotted key: 90,000 parts take 30 GB of memory.
        bare = _TOML_TEXT.sub(lambda text: "s" + "\n" * text[0].count("\n"), fm)
        if found := _LONG_KEY.search(bare):
            raise ContentError(
                f"a key has more than {MAX_DEPTH} parts",
                code="yaml-limits",
                line=self.first_line + bare.count("\n", 0, found.start()),
                column=1,
                hint="shorten the key",
            )

    def refuse(self, words: str, code: str) -> NoReturn:
        place = re.search(r"\(at line (\d+), column (\d+)\)", words)
        raise ContentError(
            f"the front matter is not valid TOML: {words.partition(' (at ')[0]}",
            code=code,
            line=self.first_line + int(place[1]) - 1 if place else self.first_line,
            column=int(place[2]) if place else 1,
            hint="write 'key = \"value\"', each key once",
        )


class _Json(_Handler):
    # A brace alone also opens Liquid ({% and {{): only an object's first key or end counts.
    FM_BOUNDARY = re.compile(r'\{(?=\s*["}])')
    START_DELIMITER, END_DELIMITER = "{", "}"

    def split(self, text: str) -> tuple[str, str]:
        decoder = json.JSONDecoder(
            object_pairs_hook=_unique, parse_int=str, parse_float=str, parse_constant=str
        )
        try:
            self.values, end = decoder.raw_decode(text)
        except json.JSONDecodeError as error:
            raise ContentError(
                f"the front matter is not valid JSON: {error.msg}",
                code="json-syntax",
                line=self.first_line + error.lineno - 1,
                column=error.colno,
                hint="check the quotation marks, commas and braces there",
            ) from error
        except (RecursionError, _DuplicateKeyError) as error:
            raise self.excess(text, error) from error
        self.note_body(text, end)
        return text[:end], text[end:]

    def excess(self, text: str, error: Exception) -> ContentError:
        if not isinstance(error, _DuplicateKeyError):
            return ContentError(
                "the front matter is nested too deeply",
                code="yaml-limits",
                line=self.first_line,
                column=1,
                hint="move long content below the front matter",
            )
        places = _key_places(text, self.first_line, last=True)
        line, column = places.get(error.key, (self.first_line, 1))
        return ContentError(
            f"the key '{error.key}' stands here again",
            code="duplicate-key",
            line=line,
            column=column,
            hint=f'keep one of the two "{error.key}" keys',
        )

    def read(self, fm: str) -> Node | None:
        return _node(self.values, fm, self.first_line)


class _DuplicateKeyError(Exception):
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    seen: dict[str, object] = {}
    for key, value in pairs:
        if key in seen:
            raise _DuplicateKeyError(key)
        seen[key] = value
    return seen


def _node(value: object, text: str, first_line: int) -> Node:
    """*value*, read by a parser without marks, as nodes; places are looked up in *text*."""
    return _Marker(text, first_line).node(value, (first_line, 1), 1)


class _Marker:
    """Turns plain values into nodes, within the limits that YAML has as well."""

    def __init__(self, text: str, first_line: int) -> None:
        self.first_line = first_line
        self.places = _key_places(text, first_line)
        self.nodes = 0

    def node(self, value: object, place: tuple[int, int], depth: int) -> Node:
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            self.refuse(
                f"the front matter is deeper than {MAX_DEPTH} levels or longer than "
                f"{MAX_NODES} values",
                place,
                code="yaml-limits",
                hint="move long content below the front matter",
            )
        if isinstance(value, dict):
            return self.table(value, place, depth)
        if isinstance(value, list):
            return Sequence(tuple(self.node(v, place, depth + 1) for v in value), *place)
        if isinstance(value, int) and value.bit_length() > _MOST_BITS:
            self.refuse(
                "the number has more than a thousand digits",
                place,
                code="number-size",
                hint="put quotes around it, if it is no number to count with",
            )
        return Scalar(_as_text(value), *place, plain=not isinstance(value, str))

    def table(self, value: dict[str, object], place: tuple[int, int], depth: int) -> Table:
        values: dict[str, Node] = {}
        keys: dict[str, Scalar] = {}
        for key, child in value.items():
            where = self.places.get(key, (self.first_line, 1))
            keys[key] = Scalar(key, *where)
            values[key] = self.node(child, where, depth + 1)
        return Table(values, keys, *place)

    def refuse(self, message: str, place: tuple[int, int], *, code: str, hint: str) -> NoReturn:
        raise ContentError(message, code=code, line=place[0], column=place[1], hint=hint)


def _key_places(text: str, first_line: int, *, last: bool = False) -> dict[str, tuple[int, int]]:
    """Line and column of each key of *text*: where it first begins a line, or else is quoted.

    With *last*, where it does so for the last time.
    """
    found: dict[str, int] = {}
    for pattern in (_KEY, _QUOTED):
        matches = list(pattern.finditer(text))
        here = {match["key"]: match.start("quote") for match in matches[:: 1 if last else -1]}
        found = here | found
    starts = sorted((at, key) for key, at in found.items())
    places: dict[str, tuple[int, int]] = {}
    line, seen = first_line, 0
    for at, key in starts:
        line += text.count("\n", seen, at)
        seen = at
        places[key] = line, at - text.rfind("\n", 0, at)
    return places


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return str(value)
