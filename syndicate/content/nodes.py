"""Front matter as written: texts, lists and mappings that know their line and column."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

#: What an author writes for "nothing" when the format has no word for it.
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


# Tuples, because thousands of files have ten of them each: no other value is made as quickly.


class Scalar(NamedTuple):
    """A text. ``plain`` is false when the author put it in quotes."""

    text: str
    line: int
    column: int
    plain: bool = True

    @property
    def is_empty(self) -> bool:
        """True for a blank text, and for an unquoted null."""
        return not self.text.strip() or (self.plain and self.text in NULLS)


#: Makes a :class:`Scalar` of its parts, all of them: its own call takes twice as long.
scalar: Callable[[tuple[str, int, int, bool]], Scalar] = partial(tuple.__new__, Scalar)


class Sequence(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int

    @property
    def is_empty(self) -> bool:
        """True when nothing is in it, or nothing but empty values."""
        return all(item.is_empty for item in self.items)


class Table(NamedTuple):
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


def texts_of(node: Node) -> tuple[str, ...]:
    """The texts in *node*: one of a plain value, one for each item of a list."""
    if isinstance(node, Scalar):
        return () if node.is_empty else (node.text.strip(),)
    return tuple([scalar.text.strip() for scalar in scalars(node)])


def text_of(node: Node) -> str:
    """*node* as one text; the parts of a list or a mapping are joined by commas."""
    if isinstance(node, Scalar):
        return node.text.strip()
    return ", ".join(scalar.text.strip() for scalar in scalars(node))
