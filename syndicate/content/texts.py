"""What an offer itself wants said of it: ``boards: {telegram: {text: …}}`` in its front matter."""

from __future__ import annotations

from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.folding import fold
from syndicate.content.nodes import Scalar, Table
from syndicate.content.terms import is_missing
from syndicate.offer import Status
from syndicate.problem import Problem, Severity
from syndicate.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from syndicate.content.fields import Given
    from syndicate.content.nodes import Node
    from syndicate.content.report import Report
    from syndicate.content.understand import Understood
    from syndicate.content.wording import Writer
    from syndicate.site import Site

_EXAMPLE = '{ text: "We are hiring: {title}" }'
_PUBLISHED = frozenset({Status.OPEN, Status.SCHEDULED})


class Texts(NamedTuple):
    """The texts by the board's name, and where each board is named."""

    texts: Mapping[str, str]
    places: Mapping[str, tuple[int, int]]


#: What nearly every offer says for boards.
NOTHING = Texts(MappingProxyType({}), {})


def texts(given: Given, writer: Writer, report: Report) -> Texts:
    """What *given*, the value of ``boards``, says for each board; the rest of it is reported."""
    reader = _Reader(given, writer, report)
    if not isinstance(given.node, Table):
        hint = f"{given.key}: {{ mastodon: {_EXAMPLE} }}"
        reader.refuse(f"{given.key}: expected a table of boards", given.node, hint)
        return NOTHING
    found = {name: reader.text(name, node) for name, node in given.node.values.items()}
    said = {name: text for name, text in found.items() if text}
    keys = given.node.keys
    places = {place_of(name): (keys[name].line, keys[name].column) for name in said}
    return Texts(MappingProxyType(said), places)


def place_of(board: str) -> str:
    """Under which name ``Understood.places`` has the place of the text for *board*."""
    return f"boards.{board}"


def unknown_boards(item: Understood, site: Site) -> Iterator[Problem]:
    """Texts of a published offer for boards that the site does not have.

    No part of what is understood of a file: another board in the configuration makes no file to
    be read again.
    """
    offer = item.offer
    if not offer.texts or offer.status not in _PUBLISHED:
        return
    key = item.keys.get("boards", "boards")
    for board in offer.texts:
        if board not in site.boards:
            near = get_close_matches(board.casefold(), site.boards, n=1, cutoff=0.6)
            known = f"; known are: {', '.join(site.boards)}" if site.boards else ""
            yield Problem(
                offer.path,
                *item.places.get(place_of(board), (1, 1)),
                Severity.WARNING,
                "unknown-board",
                "boards",
                f"{key}.{board}: syndicate.toml has no [boards.{board}]{known}",
                f"{near[0]}: {_EXAMPLE}" if near else f"[boards.{board}]    (in syndicate.toml)",
            )


class _Reader:
    def __init__(self, given: Given, writer: Writer, report: Report) -> None:
        self.key = given.key
        self.writer = writer
        self.report = report

    def refuse(self, message: str, at: Node, hint: str) -> None:
        self.report.error("board-text", message, at=at, field="boards", hint=hint)

    def text(self, board: str, node: Node) -> str:
        """The text for *board*; empty when there is none that can be said."""
        where = f"{self.key}.{board}"
        if node.is_empty:
            return ""
        if not isinstance(node, Table):
            self.refuse(f"{where}: expected a table with a text", node, f"{board}: {_EXAMPLE}")
            return ""
        found = ""
        for key, value in node.values.items():
            if fold(key) == "text":
                found = self.said(f"{where}.{key}", key, value)
            else:
                self.report.warning(
                    "unknown-key",
                    f"'{where}.{key}' is not a known key: an offer has a text for a board, "
                    "and nothing else",
                    at=node.keys[key],
                    field="boards",
                    hint="text: …",
                )
        return found

    def said(self, where: str, key: str, node: Node) -> str:
        from syndicate.announcement.message import misuse

        if not isinstance(node, Scalar):
            hint = f"{key}: |    (and the text below it, indented)"
            self.refuse(f"{where}: expected a text", node, hint)
            return ""
        text = clean(self.writer.expanded(node.text, node.line, node.column)).strip()
        if is_missing(text):
            if not node.is_empty:
                told = f"{where}: '{node.text.strip()}' says nothing yet"
                hint = f"write the text, or remove {key}"
                self.report.info("placeholder", told, at=node, field="boards", hint=hint)
            return ""
        text = "\n".join(line.rstrip() for line in text.splitlines())
        if wrong := misuse(text):
            self.refuse(f"{where} {wrong}", node, f'{key}: "We are hiring: {{title}}\\n{{link}}"')
        # Also then: a board that is told nothing would say what its template says.
        return text
