"""Front matter as written: texts, lists and mappings that know their line and column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: What an author writes for "nothing" when the format has no word for it.
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. ``plain`` is false when the author put it in quotes."""

    text: str
    line: int
    column: int
    plain: bool = True

    @property
    def is_empty(self) -> bool:
        """True for a blank text, and for an unquoted null."""
        return not self.text.strip() or (self.plain and self.text in NULLS)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int

    @property
    def is_empty(self) -> bool:
        """True when nothing is in it, or nothing but empty values."""
        return all(item.is_empty for item in self.items)


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping; ``keys`` has the key of each value as written, with its place."""

    values: Mapping[str, Node]
    keys: Mapping[str, Scalar]
    line: int
    column: int

    @property
    def is_empty(self) -> bool:
        """True when nothing is in it, or nothing but empty values."""
        return all(value.is_empty for value in self.values.values())


Node = Scalar | Sequence | Table


def scalars(node: Node) -> Iterator[Scalar]:
    """The texts in *node* that are not empty, in the order written."""
    if isinstance(node, Scalar):
        if not node.is_empty:
            yield node
        return
    for child in node.items if isinstance(node, Sequence) else node.values.values():
        yield from scalars(child)
