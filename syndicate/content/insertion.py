"""Lines put into the front matter of a text: where they go, and how they are written there.

Nothing else of the text is touched. An insertion is read again before it is believed: the values
that were there are the same, and the new ones are what they should be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.front_matter import parse
from syndicate.content.nodes import Node, Scalar, Sequence, Table
from syndicate.content.quoting import quoted
from syndicate.content.yaml_events import parse_yaml
from syndicate.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from syndicate.content.front_matter import Document

_BOM = "\ufeff"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_END = re.compile(r"[\r\n]+\Z")
_FENCES = {"-": re.compile(r"-{3,}[ \t]*"), "+": re.compile(r"\+{3,}[ \t]*")}
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
#: What some reader of YAML takes for a number, a time or a truth when it has no quotes…
_TYPED = re.compile(r"[-+.]?[0-9][0-9_.,:eExXoOa-fA-F+-]*|[-+]?\.(?:inf|nan)|~|", re.IGNORECASE)
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
#: … but for those that mean themselves.
_NATURAL = re.compile(r"0|[1-9][0-9]{0,8}(?:\.[0-9]{1,4})?|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
#: Front matter in JSON has so many lines after which a key is tried.
_TRIES = 60


class Insertion(NamedTuple):
    """*text* with *lines* (which have their ends) put into it, before what was line ``line``."""

    text: str
    lines: tuple[str, ...]
    line: int


def insertion(text: str, entries: Mapping[str, str]) -> Insertion | None:
    """*text*, as the file has it, with *entries* (key → value) at the end of its front matter.

    The line ends are those of the text, and so is a byte order mark. A text without front matter
    is given some. None when whole lines cannot state them: ``{title: A}`` on one line. Raises
    ``ContentError`` when *text* itself cannot be read.
    """
    mark = _BOM if text.startswith(_BOM) else ""
    lines = _LINE.findall(text.removeprefix(_BOM))
    document = parse(_joined(lines))
    for at, added in _ways(lines, document, entries):
        end = _line_end(lines, document)
        new = [f"{line}{end}" for line in added]
        changed = [*lines[:at], *new, *lines[at:]]
        if _states(_joined(changed), document, entries):
            return Insertion(mark + "".join(changed), tuple(new), at + 1)
    return None


def _joined(lines: list[str]) -> str:
    """*lines* as reading has them: with plain line ends."""
    return "".join(_END.sub("\n", line) for line in lines)


def _line_end(lines: list[str], document: Document) -> str:
    """The line end at the place where lines are added: files with several kinds exist."""
    first = _first(lines) if document.has_front_matter else 0
    found = _END.search(lines[first]) if lines else None
    return found[0] if found else "\n"


def _first(lines: list[str]) -> int:
    """The first line that is not blank."""
    return next(at for at, line in enumerate(lines) if line.strip())


def _states(text: str, before: Document, entries: Mapping[str, str]) -> bool:
    """Whether *text* says what *before* said, and *entries*."""
    try:
        after = parse(text)
    except ContentError:
        return False
    wanted = {key: _bare(node) for key, node in before.front.values.items()} | dict(entries)
    found = {key: _bare(node) for key, node in after.front.values.items()}
    return found == wanted and after.body.strip() == before.body.strip()


def _bare(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_bare(item) for item in node.items]
    return {key: _bare(value) for key, value in node.values.items()}


# -- the ways to do it, the best one first -----------------------------------------------------


def _ways(
    lines: list[str], document: Document, entries: Mapping[str, str]
) -> Iterator[tuple[int, list[str]]]:
    """Before which line, counted from 0, what could be put."""
    if not document.has_front_matter:
        stated = [_yaml_line(key, value) for key, value in entries.items()]
        blank = [""] if lines and lines[0].strip() else []
        yield 0, ["---", *stated, "---", *blank]
        return
    first = _first(lines)
    sign = lines[first].lstrip()[0]
    if sign == "{":
        yield from _json_ways(lines, first, entries)
        return
    fence = _FENCES[sign]
    last = next(
        at for at in range(first + 1, len(lines)) if fence.fullmatch(lines[at].rstrip("\r\n"))
    )
    if sign == "-":
        column = min((key.column for key in document.front.keys.values()), default=1)
        yield last, [f"{' ' * (column - 1)}{_yaml_line(*entry)}" for entry in entries.items()]
        return
    added = [_toml_line(key, value) for key, value in entries.items()]
    yield last, added
    yield from ((at, added) for at in _before_tables(lines, first, last))


def _before_tables(lines: list[str], first: int, last: int) -> Iterator[int]:
    """The places above the tables of TOML, whose keys would otherwise be theirs, last one first."""
    for at in range(last - 1, first, -1):
        if lines[at].lstrip().startswith("["):
            while at > first + 1 and lines[at - 1].lstrip().startswith("#"):
                at -= 1  # what is said of a table stays above it
            yield at


def _json_ways(
    lines: list[str], first: int, entries: Mapping[str, str]
) -> Iterator[tuple[int, list[str]]]:
    for at in range(first + 1, min(len(lines), first + _TRIES)):
        indent = re.match(r"[ \t]*", lines[at])
        margin = (indent[0] if indent else "") or "  "
        added = [f"{margin}{quoted(key)}: {quoted(value)}," for key, value in entries.items()]
        yield at, added
        yield at, [*added[:-1], added[-1].removesuffix(",")]  # into an object that is empty


# -- one line ----------------------------------------------------------------------------------


def _yaml_line(key: str, value: str) -> str:
    """``key: value``, with quotes only where YAML, or another reader of it, needs them."""
    name = key if _is_plain(key, f"{key}: x", key=True) else quoted(key)
    return f"{name}: {value if _is_plain(value, f'k: {value}') else quoted(value)}"


def _is_plain(text: str, line: str, *, key: bool = False) -> bool:
    if text.lower() in _WORDS or (_TYPED.fullmatch(text) and not _NATURAL.fullmatch(text)):
        return False
    try:
        table = parse_yaml(line, 1)
    except ContentError:
        return False
    if not isinstance(table, Table) or len(table.values) != 1:
        return False
    [(name, node)] = table.values.items()
    read = table.keys[name] if key else node
    return isinstance(read, Scalar) and read.plain and read.text == text


def _toml_line(key: str, value: str) -> str:
    return f"{key if _BARE_KEY.fullmatch(key) else quoted(key)} = {quoted(value)}"
