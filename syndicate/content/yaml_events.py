"""YAML read as libyaml's events: every value a text with its place, nothing typed for us.

PyYAML's own loader reads ``NO`` as false, ``01234`` as 668 and ``12:30`` as 750, follows
aliases (351 bytes of them make a million nodes) and lets a later key replace an earlier one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from syndicate.content.nodes import Node, Scalar, Sequence, Table
from syndicate.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 20
MAX_NODES = 20_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(text: str, first_line: int) -> Node | None:
    """The one YAML document in *text*, or None when it is blank.

    *first_line* is the file's line on which *text* starts. Raises ``ContentError`` for
    whatever is not plain YAML: aliases, duplicate keys, a second document, too much depth.
    """
    try:
        return _Composer(iter(yaml.parse(text, Loader=_LOADER)), first_line).document()
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error, text, first_line) from error
    except yaml.YAMLError as error:
        raise _character_error(error, text, first_line) from error


class _Composer:
    """Turns events into nodes, within the limits."""

    def __init__(self, events: Iterator[Any], first_line: int) -> None:
        self.events = events
        self.first_line = first_line
        self.nodes = 0

    def document(self) -> Node | None:
        next(self.events)  # the stream's start
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        root = self.node(next(self.events), depth=1)
        next(self.events)  # the document's end
        extra = next(self.events)
        if not isinstance(extra, yaml.StreamEndEvent):
            raise self.refusal(
                extra,
                "a second YAML document begins here",
                code="yaml-documents",
                hint="remove the extra '---' or '...' line inside the front matter",
            )
        return root

    def node(self, event: Any, depth: int) -> Node:
        self.refuse_excess(event, depth)
        if isinstance(event, yaml.AliasEvent):
            raise self.refusal(
                event,
                f"the alias *{event.anchor} is not read",
                code="yaml-alias",
                hint="write the value out where it is needed",
            )
        line, column = self.place(event)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, line, column, plain=not event.style)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self.items(depth)), line, column)
        return self.table(line, column, depth)

    def items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self.node(event, depth + 1)

    def table(self, line: int, column: int, depth: int) -> Table:
        values: dict[str, Node] = {}
        keys: dict[str, Scalar] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event, depth)
            if key.text in keys:
                raise self.refusal(
                    event,
                    f"the key '{key.text}' stands here again (first on line {keys[key.text].line})",
                    code="duplicate-key",
                    hint=f"keep one of the two '{key.text}:' lines",
                )
            keys[key.text] = key
            values[key.text] = self.node(next(self.events), depth + 1)
        return Table(values, keys, line, column)

    def key(self, event: Any, depth: int) -> Scalar:
        key = self.node(event, depth + 1)
        if isinstance(key, Scalar):
            return key
        raise self.refusal(
            event,
            "a list or mapping is used as a key",
            code="yaml-key",
            hint='put quotes around the text: title: "[Remote] Developer"',
        )

    def place(self, event: Any) -> tuple[int, int]:
        return self.first_line + event.start_mark.line, event.start_mark.column + 1

    def refuse_excess(self, event: Any, depth: int) -> None:
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise self.refusal(
                event,
                f"the front matter is deeper than {MAX_DEPTH} levels or longer than "
                f"{MAX_NODES} values",
                code="yaml-limits",
                hint="move long content below the front matter",
            )

    def refusal(self, event: Any, message: str, *, code: str, hint: str) -> ContentError:
        line, column = self.place(event)
        return ContentError(message, code=code, line=line, column=column, hint=hint)


def _syntax_error(error: yaml.MarkedYAMLError, text: str, first_line: int) -> ContentError:
    mark = error.problem_mark or error.context_mark
    line = first_line + mark.line if mark else 0
    column = mark.column + 1 if mark else 0
    problem = error.problem or "not YAML"
    return ContentError(
        f"the front matter is not valid YAML: {problem}",
        code="yaml-syntax",
        line=line,
        column=column,
        hint=_seen(mark, text) or _remedy(problem, error.context or ""),
    )


def _seen(mark: yaml.Mark | None, text: str) -> str:
    """What the place of a fault tells better than libyaml's wording; mostly nothing."""
    lines = text.split("\n")
    if mark is None or mark.line >= len(lines):
        return ""
    before, here = lines[mark.line][: mark.column], lines[mark.line][mark.column :]
    if here.startswith("\t"):
        return "replace the tab by blanks"
    if here.startswith(":") and ":" not in before and mark.line:
        return f"write a ':' after the key of the line above: {lines[mark.line - 1].strip()[:40]}"
    return ""


#: libyaml's wording → what an author can do about it. Checked against libyaml 0.2.5.
_REMEDIES = (
    ("mapping values are not allowed", 'put quotes around a value that holds ": ": title: "A: B"'),
    ("found character '\\t'", "replace the tab by blanks"),
    ("that cannot start any token", "put quotes around a value that begins with @, `, % or a tab"),
    ("could not find expected ':'", "write 'key: value', or indent the line to continue a text"),
    (
        "did not find expected key",
        "align the key with those above it; quote a text that holds quotes",
    ),
    (
        "did not find expected '-' indicator",
        "align the list's '-' signs, and indent what belongs to them",
    ),
    ("found undefined tag handle", "put quotes around a value that begins with '!'"),
    ("found unexpected end of stream", "close the quotation mark"),
    ("found unknown escape character", "use single quotes around a text that holds a backslash"),
    ("did not find expected", "put quotes around the value"),
)


def _remedy(problem: str, context: str) -> str:
    for words, remedy in _REMEDIES:
        if words in problem:
            return remedy
    return f"correct the front matter ({context})" if context else "correct the front matter"


#: What YAML's own list of characters leaves out.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _character_error(error: yaml.YAMLError, text: str, first_line: int) -> ContentError:
    found = _UNPRINTABLE.search(text)
    if not found:
        return ContentError(
            f"the front matter is not valid YAML: {error}",
            code="yaml-syntax",
            line=first_line,
            column=1,
            hint="correct the front matter",
        )
    before = text[: found.start()]
    return ContentError(
        f"the front matter holds the control character U+{ord(found[0]):04X}",
        code="control-character",
        line=first_line + before.count("\n"),
        column=len(before) - before.rfind("\n"),
        hint="delete the invisible character",
    )
