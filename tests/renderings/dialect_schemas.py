"""A RELAX NG schema for the feed in each dialect, made from its data file by other means.

It says which elements there are, in which order, which must be there, and what may stand in
each: words of the board's lists, dates in its form, numbers, addresses.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from tests.renderings.dialect_samples import data

_NS = "http://relaxng.org/ns/structure/1.0"
_TYPES = "http://www.w3.org/2001/XMLSchema-datatypes"
_E = ElementMaker(namespace=_NS, nsmap={None: _NS})

_SHAPES = {
    "reference": "[a-z0-9-]{1,40}",
    "url": r"https?://[!-~]+",
    "organization_url": r"https?://[!-~]+",
    "organization_logo": r"https?://[!-~]+",
    "apply_url": r"[a-z]+:[!-~]+",
    "apply_email": r"\S+@\S+",
    "country": "[A-Z]{2}",
    "language": "[a-z]{2,3}",
    "pay_min": r"\d+(\.\d\d)?",
    "pay_max": r"\d+(\.\d\d)?",
    "pay_mean": r"\d+(\.\d\d)?",
    "pay_year_min": r"\d+(\.\d\d)?",
    "pay_year_max": r"\d+(\.\d\d)?",
    "pay_currency": "[A-Z]{3}",
    "pay_amount": r"\d+(\.\d\d)?(-\d+(\.\d\d)?)?",
    "pay_range": r"(from |up to )?\S.*\d.*",
    "count": r"\d+",
}
_DIRECTIVES = {"Y": r"\d{4}", "m": r"\d\d", "d": r"\d\d", "H": r"\d\d", "M": r"\d\d", "S": r"\d\d"}
_RFC822 = r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}"
# Of one line; texts in HTML have several.
_LINE, _ANY = r"\S(.*\S)?", r"\S[\s\S]*"


def schema(name: str) -> etree.RelaxNG:
    """What the feed in the dialect *name* must look like."""
    return etree.RelaxNG(etree.ElementTree(_grammar(data(name))))


def _grammar(dialect: dict[str, Any]) -> Any:
    needed = {one for one in dialect.get("requires", []) if isinstance(one, str)}
    items = _E.zeroOrMore(
        _element(dialect["item"], _children(dialect["elements"], dialect, needed))
    )
    *outer, inner = dialect["root"].split("/")
    header = _children(dialect.get("header", {}), dialect, set())
    if not outer:
        whole = _element(inner, [*_held(dialect), *header, items])
    else:
        whole = _element(outer[0], [*_held(dialect), *header, _element(inner, [items])])
    grammar = _E.grammar(_E.start(whole))
    grammar.set("datatypeLibrary", _TYPES)
    return grammar


def _held(dialect: dict[str, Any]) -> list[Any]:
    held = dialect.get("root_attributes", {})
    return [_named("attribute", key, [_E.value(value)]) for key, value in held.items()]


def _children(table: dict[str, Any], dialect: dict[str, Any], needed: set[str]) -> list[Any]:
    return [_child(name, value, dialect, needed) for name, value in table.items()]


def _child(name: str, value: Any, dialect: dict[str, Any], needed: set[str]) -> Any:
    if name.startswith("@"):
        return _named("attribute", name[1:], [_data(_shape(value, dialect))])
    table = value if isinstance(value, dict) else {"value": value}
    if "in" in table:
        made = _element(name, _children(table["in"], dialect, needed))
        must = any(one in needed for one in table["in"].values() if isinstance(one, str))
    elif "each" in table:
        inner = _data(_shape(table["each"], dialect))
        made = _element(name, [_E.oneOrMore(_element(table["as"], [inner]))])
        must = False
    else:
        shape = _shape(table.get("value", table), dialect)
        held = table.get("attributes", {})
        attributes = [
            _E.optional(_named("attribute", key, [_data(_shape(one, dialect))]))
            for key, one in held.items()
        ]
        made = _element(name, [*attributes, _data(f"({shape})?" if table.get("keep") else shape)])
        must = bool(table.get("keep")) or "text" in table or _source(table) in needed
    return made if must and "when" not in table else _E.optional(made)


def _source(table: dict[str, Any]) -> object:
    return table.get("value", table.get("html", table.get("of")))


def _shape(value: Any, dialect: dict[str, Any]) -> str:
    if isinstance(value, str):
        return _SHAPES.get(value, _LINE)
    if "text" in value:
        return re.escape(value["text"])
    if "date" in value:
        form = value["date"]
        return _RFC822 if form == "rfc822" else re.sub("%(.)", lambda m: _DIRECTIVES[m[1]], form)
    if "words" in value:
        words = dialect["words"][value["map"]].values()
        one = f"({'|'.join(sorted({re.escape(word) for word in words}))})"
        between = re.escape(value.get("with", ", "))
        return one if value.get("most") == 1 else f"{one}({between}{one})*"
    if "cut" in value:
        return rf"\S.{{0,{value['cut'] - 1}}}"
    return _ANY if "html" in value else _LINE


def _data(pattern: str) -> Any:
    # Patterns of XML Schema have no escape for what needs none.
    pattern = re.sub(r"\\([ ,/'])", r"\1", pattern)
    return _E.data(_E.param(pattern, name="pattern"), type="string")


def _element(name: str, inside: list[Any]) -> Any:
    return _named("element", name, inside)


def _named(kind: str, name: str, inside: list[Any]) -> Any:
    node = getattr(_E, kind)(name=name)
    node.extend(inside or [_E.empty()])
    return node
