"""Elements of an ad in a board's XML: compiled from a dialect's data, written as text."""

from __future__ import annotations

import re
from html import escape as _escaped
from typing import TYPE_CHECKING, Any

from syndicate.renderings.ad_values import MistakeError, Path, inside
from syndicate.renderings.reduced import unlike_entities
from syndicate.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from syndicate.renderings.ad_values import Compiler, Make

    Escape = Callable[[str], str]

#: What can be the name of an element, in any board's program.
XML_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
ATTRIBUTE_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._:-]*")
#: What may stand beside any value of an element.
_BESIDE = frozenset(("keep", "when", "attributes"))
_ANY_ROOM = 1_000_000


def _entities(text: str) -> str:
    return _escaped(text, quote=False)


def _cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def _bare(text: str) -> str:
    # Some readers look for entities even where there can be none.
    return _cdata(unlike_entities(text))


#: How the text of an element is written: ``cdata`` where a board asks for it, ``bare`` where it
#: refuses entities wherever they stand.
ESCAPES: Mapping[str, Escape] = {"entities": _entities, "cdata": _cdata, "bare": _bare}


def attributes(values: Mapping[str, str]) -> str:
    """*values* as the attributes of a start tag."""
    return "".join(f' {name}="{_escaped(clean(text))}"' for name, text in values.items())


def parts(
    written: Mapping[str, object],
    compiler: Compiler,
    escape: Escape,
    mistakes: list[tuple[Path, str]],
) -> tuple[Make, tuple[Make, ...]]:
    """What makes the attributes (keys that begin with ``@``) and the elements of *written*.

    What cannot be used is added to *mistakes*: the way to it, and what is wrong.
    """
    made: list[Make] = []
    values: dict[str, Make] = {}
    for name, value in written.items():
        try:
            if name.startswith("@"):
                values[_attribute(name[1:])] = compiler.value(value)
            else:
                made.append(_part(name, value, compiler, escape))
        except MistakeError as mistake:
            mistakes.append(((name, *mistake.inner), mistake.message))
    return _attributes(values), tuple(made)


def _part(name: str, written: object, compiler: Compiler, escape: Escape) -> Make:
    if not XML_NAME.fullmatch(name):
        raise MistakeError("cannot be the name of an element")
    if not isinstance(written, dict):
        return _element(name, compiler.value(written), escape)
    table = {key: value for key, value in written.items() if key not in _BESIDE}
    keep = written.get("keep", False)
    if not isinstance(keep, bool):
        raise MistakeError("expected true or false", "keep")
    if {"in", "each"} & set(table) and (found := {"keep", "attributes"} & set(written)):
        raise MistakeError("is for elements that hold a text", min(found))
    if "in" in table:
        make = _group(name, table, compiler, escape)
    elif "each" in table:
        make = _repeated(name, table, compiler, escape)
    else:
        of = compiler.value(table["value"] if set(table) == {"value"} else table)
        held = written.get("attributes", {})
        if not isinstance(held, dict):
            raise MistakeError("expected a table: attributes, and their values", "attributes")
        values = {}
        for key, one in held.items():
            with inside("attributes", key):
                values[_attribute(key)] = compiler.value(one)
        attributed = _attributes(values) if values else None
        make = _element(name, of, escape, attributed, keep=keep)
    return _only_when(written, make, compiler)


def _attribute(name: str) -> str:
    if not ATTRIBUTE_NAME.fullmatch(name):
        raise MistakeError(f"{name!r} cannot be the name of an attribute")
    return name


def _only_when(written: Mapping[str, object], make: Make, compiler: Compiler) -> Make:
    if "when" not in written:
        return make
    with inside("when"):
        condition = compiler.value(written["when"])
    return lambda ad: make(ad) if condition(ad) else ""


def _element(
    name: str, make: Make, escape: Escape, held: Make | None = None, *, keep: bool = False
) -> Make:
    opened, closed = f"<{name}>", f"</{name}>\n"

    def plain(ad: Any) -> str:
        text = make(ad)
        return f"{opened}{escape(text)}{closed}" if text else ""

    def full(ad: Any) -> str:
        text = make(ad)
        if not text and not keep:
            return ""
        start = f"<{name}{held(ad)}>" if held else opened
        return f"{start}{escape(text) if text else ''}{closed}"

    return full if held or keep else plain


def _group(name: str, table: Mapping[str, object], compiler: Compiler, escape: Escape) -> Make:
    children = table["in"]
    if set(table) != {"in"} or not isinstance(children, dict):
        raise MistakeError("expected the elements that it holds, and nothing beside", "in")
    makes = []
    for key, one in children.items():
        with inside("in", key):
            makes.append(_part(key, one, compiler, escape))

    def make(ad: Any) -> str:
        held = "".join([one(ad) for one in makes])
        return f"<{name}>\n{held}</{name}>\n" if held else ""

    return make


def _repeated(name: str, table: Mapping[str, object], compiler: Compiler, escape: Escape) -> Make:
    child, room = table.get("as"), table.get("within", _ANY_ROOM)
    if not set(table) <= {"each", "as", "within"} or not isinstance(child, str):
        raise MistakeError('expected { each = "tags", as = "tag" }')
    if not XML_NAME.fullmatch(child):
        raise MistakeError(f"{child!r} cannot be the name of an element", "as")
    if not isinstance(room, int):
        raise MistakeError("expected a number of characters", "within")
    with inside("each"):
        texts = compiler.several(table["each"])

    def make(ad: Any) -> str:
        held = "".join(
            [f"<{child}>{escape(text)}</{child}>\n" for text in _fitting(texts(ad), room)]
        )
        return f"<{name}>\n{held}</{name}>\n" if held else ""

    return make


def _fitting(texts: tuple[str, ...], room: int) -> Iterator[str]:
    """The first of *texts*, as many as have at most *room* characters in all."""
    for text in texts:
        room -= len(text)
        if room < 0:
            return
        yield text


def _attributes(values: Mapping[str, Make]) -> Make:
    if not values:
        return lambda _: ""
    pairs = tuple(values.items())
    return lambda ad: attributes({name: text for name, make in pairs if (text := make(ad))})
