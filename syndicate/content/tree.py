"""The tree of elements in HTML that a sanitiser let through, each where it may stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Elements of running text.
PHRASING = frozenset(
    ["a", "abbr", "b", "br", "code", "del", "em", "i", "img", "s", "strike", "strong", "sub", "sup"]
)
_VOID = frozenset(("br", "hr", "img"))

_HOMES = {"li": ("ul", "ol"), "dt": ("dl",), "dd": ("dl",)}
# Marks a list that was made for stray items; no real attribute is written so.
_STRAY = "stray"

# Deeper than this nobody can follow, and neither can readers of feeds.
_DEEPEST = 40

#: One tag of nh3: its slash, name and attributes.
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [a-z][a-z0-9-]*=\"[^\"]*\")*)>")


class Element:
    """One element of the tree that is rebuilt; *attributes* as they were written."""

    __slots__ = ("attributes", "children", "tag")

    def __init__(self, tag: str, attributes: str = "", children: list[Node] | None = None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Node] = [] if children is None else children


Node = Element | str


def parsed(html: str) -> list[Node]:
    """The top of the tree of *html* (regular output of nh3).

    Stray items have got a list, phrasing around blocks has moved into them, and what is nested
    deeper than anybody can follow lies flat in its ancestor.
    """
    pieces = TAG.split(html)
    stack = [Element("div", "", [pieces[0]] if pieces[0] else [])]
    kept: list[bool] = []
    parts = (pieces[first::4] for first in range(1, 5))
    for closing, tag, attributes, text in zip(*parts, strict=True):
        if tag in _VOID:
            stack[-1].children.append(Element(tag, attributes))
        elif not closing:
            kept.append(len(stack) <= _DEEPEST)
            if kept[-1]:
                stack.append(Element(tag, attributes))
        elif kept.pop():
            _close(stack)
        if text:
            stack[-1].children.append(text)
    return stack[0].children


def _close(stack: list[Element]) -> None:
    """Take the innermost element off *stack* and give it its place in the one around it."""
    element = stack.pop()
    siblings = stack[-1].children
    if element.tag in _HOMES and stack[-1].tag not in _HOMES[element.tag]:
        _stray_list(siblings, _HOMES[element.tag][0]).children.append(element)
    elif element.tag in PHRASING and not all(map(_is_inline, element.children)):
        siblings.extend(_moved_inside(element, element.children))
    else:
        siblings.append(element)


def _stray_list(siblings: list[Node], tag: str) -> Element:
    """The list for an item that has none: the one before it, if it was made for such items."""
    while siblings and isinstance(siblings[-1], str) and not siblings[-1].strip():
        siblings.pop()
    last = siblings[-1] if siblings else ""
    if isinstance(last, Element) and (last.tag, last.attributes) == (tag, _STRAY):
        return last
    made = Element(tag, _STRAY)
    siblings.append(made)
    return made


def _is_inline(node: Node) -> bool:
    return isinstance(node, str) or node.tag in PHRASING


def _moved_inside(phrasing: Element, nodes: Iterable[Node]) -> Iterator[Node]:
    """*nodes* with *phrasing* around each run of text instead of around the blocks."""
    run: list[Node] = []
    for node in nodes:
        if isinstance(node, str) or node.tag in PHRASING:
            run.append(node)
            continue
        if run:
            yield Element(phrasing.tag, phrasing.attributes, run)
            run = []
        node.children = list(_moved_inside(phrasing, node.children))
        yield node
    if run:
        yield Element(phrasing.tag, phrasing.attributes, run)
