"""``python -m tests.renderings.precompiler``: the built-in templates as plain Python functions.

Jinja's own code looks every name up while it runs, passes each piece through three generators,
and is imported and made anew by every process. Our templates use little of Jinja, and the types
of their values are known. What is the same on all pages of one language is made once, by the
first of the two functions that each template becomes; the other one puts bytes together, and
looks at no more of them than the values which are a page's own.

What our templates do not use is not here, and ends in a TypeError that names it.
"""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import nodes

from syndicate.renderings import templating

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WRITTEN = Path(templating.__file__).with_name("precompiled.py")

#: What every template is given.
GIVEN = {
    "page": "Page",
    "words": "Words",
    "site": "Site",
    "site_title": "str",
    "feeds": "tuple[Feed, ...]",
    "stylesheet": "str",
}
_LIST = {
    "count": "str",
    "groups": "tuple[Group, ...]",
    "more": "tuple[More, ...]",
    "more_title": "str",
}
#: What each one is given besides.
OWN = {
    "offer.html": {
        "offer": "Offer",
        "employer": "Employer | None",
        "facts": "tuple[Fact, ...]",
        "body": "bytes",
        "apply": "Apply",
        "json_ld": "bytes | None",
    },
    "closed.html": {"offer": "Offer", "employer": "str | None", "closed_on": "Fact | None"},
    "index.html": _LIST,
    "month.html": _LIST,
}
#: What many pages share, and together make a frame.
FRAME = {
    "page.language": "str",
    "page.rtl": "bool",
    "page.root": "str",
    "page.home": "str",
    "page.words_lang": "Markup",
    "page.site_lang": "Markup",
    **{name: GIVEN[name] for name in ("words", "site_title", "feeds", "stylesheet")},
}
#: Markup, which is written as it is.
SAFE = {"page.words_lang", "page.site_lang"}
#: Most of a page: HTML that is UTF-8 and clean already, and is not looked at again.
READY = {"body", "json_ld"}

#: What many pages, or many lines of a list, have in common: escaped once.
KNOWN = {
    *(f"line.{name}" for name in ("lang", "employer", "about")),
    *(f"line.closes.{name}" for name in ("label", "moment", "value")),
    *(f"employer.{name}" for name in ("name", "url", "logo")),
    *(f"translation.{name}" for name in ("language", "name")),
}
#: Text wherever it is written, which its type does not tell.
TEXT = {"apply.email"}
#: What many offers have in common: its part of a page is made once.
SHARED = {"fact": "Fact", "tag": "str"}

_HEAD = '''\
"""The built-in templates as functions, for sites that change none of them.

Written by ``python -m tests.renderings.precompiler``: change the templates, and write it anew.
"""

# fmt: off
# ruff: noqa: E501 - each line of a template is a line here, and may be as long as it is there

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from syndicate.renderings.characters import html_bytes

if TYPE_CHECKING:
    from markupsafe import Markup

    from syndicate.offer import Offer
    from syndicate.renderings.facts import Fact
    from syndicate.renderings.listing import Group, More
    from syndicate.renderings.page import Apply, Employer, Page
    from syndicate.renderings.renderer import Feed
    from syndicate.renderings.words import Words
    from syndicate.site import Site


def escaped(text: str) -> str:
    """*text* with references in place of what means something to HTML, as templates write it."""
    return (
        text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
        .replace("'", "&#39;").replace('"', "&#34;")
    )


def html(text: str) -> bytes:
    """What ``escaped`` makes of *text*, in UTF-8."""
    return (
        html_bytes(text).replace(b"&", b"&amp;").replace(b">", b"&gt;").replace(b"<", b"&lt;")
        .replace(b"'", b"&#39;").replace(b'"', b"&#34;")
    )


known = lru_cache(maxsize=1024)(html)
'''


_ALONE = re.compile(r"{(?!{)[^{}]+}")


def precompiled() -> str:
    """The whole module."""
    functions = "".join(f"\n\n{_Template(name).code()}\n" for name in OWN)
    return _HEAD + functions


@dataclass
class _Code:
    """Statements that add text to a list."""

    depth: int
    lines: list[str] = field(default_factory=list)
    _line: str = ""
    _strings: list[str] = field(default_factory=list)

    def literal(self, text: str) -> None:
        """Add *text* as it is; each of its lines becomes a string of its own."""
        for line in text.splitlines(keepends=True):
            # With a double quote in it, what repr writes stands in single ones.
            self._line += repr(f'"{line}')[2:-1].replace("{", "{{").replace("}", "}}")
            if line.endswith("\n"):
                self._end_line()

    def expression(self, text: str) -> None:
        """Add the value of the expression *text*."""
        self._line += f"{{{text}}}"

    def statement(self, text: str) -> None:
        self.flush()
        self.lines.append(f"{'    ' * self.depth}{text}")

    @contextmanager
    def inside(self, text: str) -> Iterator[None]:
        """What comes meanwhile stands in the statement *text*."""
        self.statement(text)
        self.depth += 1
        yield
        self.flush()
        self.depth -= 1

    def flush(self) -> None:
        """Write the statement that adds what has come together."""
        self._end_line()
        strings, self._strings = self._strings, []
        if len(strings) == 1:
            self.statement(f"add({strings[0]})")
        elif strings:
            self.statement("add(")
            self.lines += [f"{'    ' * (self.depth + 1)}{string}" for string in strings]
            self.statement(")")

    def returned(self) -> list[str]:
        """The statements, and one that returns all of their text."""
        self.flush()
        match self.lines:
            case [only]:
                return [only.replace("add(", "return html_bytes(", 1)]
            case lines:
                made = ["    out: list[str] = []", "    add = out.append"]
                return [*made, *lines, '    return html_bytes("".join(out))']

    def _end_line(self) -> None:
        line, self._line = self._line, ""
        if _ALONE.fullmatch(line):
            self._strings.append(line[1:-1])
        elif "{" in line.replace("{{", ""):
            self._strings.append(f"f'{line}'")
        elif line:
            self._strings.append("'{}'".format(line.replace("{{", "{").replace("}}", "}")))


class _Bytes(_Code):
    """Statements that add bytes to a list."""

    def __init__(self, depth: int) -> None:
        super().__init__(depth)
        self._lines: list[list[str]] = [[]]

    def literal(self, text: str) -> None:
        for line in text.splitlines(keepends=True):
            self._lines[-1].append(repr(line.encode()))
            if line.endswith("\n"):
                self._lines.append([])

    def expression(self, text: str) -> None:
        self._lines[-1].append(text)

    def flush(self) -> None:
        lines, self._lines = [line for line in self._lines if line], [[]]
        match lines:
            case []:
                pass
            case [[only]]:
                self.statement(f"add({only})")
            case [line]:
                self.statement(f"out += ({', '.join(line)})")
            case _ if all(piece.startswith(("b'", 'b"')) for line in lines for piece in line):
                self._block("add(", map("".join, lines), ")")  # literals in a row are one
            case _:
                self._block("out += (", (f"{', '.join(line)}," for line in lines), ")")

    def _block(self, begin: str, lines: Iterable[str], end: str) -> None:
        self.statement(begin)
        self.lines += [f"{'    ' * (self.depth + 1)}{line}" for line in lines]
        self.statement(end)


class _Template:
    """One template, with those that it extends."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._environment = templating.environment(templating.BUILTIN)
        self._blocks: dict[str, nodes.Block] = {}
        self._body = self._inherited(name)
        self._frame = _Code(1)
        self._page = _Bytes(1)
        self._in_frame = False
        self._parts = 0
        self._used: set[str] = set()
        self._escaped: dict[str, None] = {}
        self._shared: list[str] = []

    def _inherited(self, name: str) -> list[nodes.Node]:
        loader = self._environment.loader
        assert loader is not None
        tree = self._environment.parse(loader.get_source(self._environment, name)[0])
        for block in tree.find_all(nodes.Block):
            self._blocks.setdefault(block.name, block)
        if parent := tree.find(nodes.Extends):
            return self._inherited(parent.template.as_const())
        return tree.body

    def code(self) -> str:
        """The functions of the template: of what is shared, of the frame, of a page."""
        self._write(self._body)
        self._page.flush()
        name = self._name.replace(".", "_")
        framed = {path: kind for path, kind in FRAME.items() if path in self._used}
        return "\n".join(
            [
                *self._shared,
                "@lru_cache(maxsize=64)",
                f"def _{name}_frame(",
                *(f"    {_parameter(path)}: {kind}," for path, kind in framed.items()),
                ") -> list[bytes]:",
                "    parts: list[bytes] = []",
                "    out: list[str] = []",
                "    add = out.append",
                *self._frame.lines,
                "    return parts",
                "",
                "",
                f"def {name}(",
                "    *,",
                *(f"    {path}: {kind}," for path, kind in {**GIVEN, **OWN[self._name]}.items()),
                ") -> bytes:",
                f'    """What ``{self._name}`` makes of these."""',
                f"    part = _{name}_frame(",
                *(f"        {path}," for path in framed),
                "    )",
                *(f"    {_parameter(path)} = html({path})" for path in self._escaped),
                "    out: list[bytes] = []",
                "    add = out.append",
                *self._page.lines,
                '    return b"".join(out)',
            ]
        )

    # -- statements -------------------------------------------------------------------------

    def _write(self, body: Sequence[nodes.Node]) -> None:
        """The code of *body*; neighbours that the frame decides become one part of it."""
        for framed, group in groupby(self._flat(body), self._is_framed):
            items = list(group)
            if framed and not all(isinstance(item, nodes.TemplateData) for item in items):
                self._page.expression(self._part(items))
            else:
                self._add(items, self._page)

    def _part(self, items: Sequence[nodes.Node]) -> str:
        self._in_frame = True
        self._add(items, self._frame)
        self._in_frame = False
        self._frame.statement('parts.append(html_bytes("".join(out)))')
        self._frame.statement("out.clear()")
        self._parts += 1
        return f"part[{self._parts - 1}]"

    def _add(self, items: Iterable[nodes.Node], code: _Code) -> None:
        for item in items:
            match item:
                case nodes.TemplateData():
                    code.literal(item.data)
                case nodes.If():
                    self._if(item, code)
                case nodes.For():
                    self._for(item, code)
                case nodes.Name() if item.name in READY:
                    code.expression(item.name)
                case _ if code is self._page:
                    code.expression(self._encoded(item))
                case _:
                    code.expression(self._written(item))

    def _body_of(self, body: Sequence[nodes.Node], code: _Code) -> None:
        if code is self._page:
            self._write(body)
        else:
            self._add(self._flat(body), code)

    def _if(self, node: nodes.If, code: _Code) -> None:
        assert not node.elif_
        with code.inside(f"if {self._bare(node.test)}:"):
            self._body_of(node.body, code)
        if node.else_:
            with code.inside("else:"):
                self._body_of(node.else_, code)

    def _for(self, node: nodes.For, code: _Code) -> None:
        values = self._bare(node.iter)
        with code.inside(f"for {self._python(node.target)} in {values}:"):
            if node.test:
                with code.inside(f"if {self._bare(node.test)}:"):
                    self._item(node, code)
            else:
                self._item(node, code)
        if node.else_:
            with code.inside(f"if not {values}:"):
                self._body_of(node.else_, code)

    def _item(self, node: nodes.For, code: _Code) -> None:
        """What *node* makes of one item."""
        item = node.target.name
        if code is self._page and item in SHARED:
            code.expression(self._function(item, node.body))
        else:
            self._body_of(node.body, code)

    def _function(self, item: str, body: Sequence[nodes.Node]) -> str:
        """A call of the function that makes *body*, which looks at nothing but *item*."""
        looked_at = {name.name for node in body for name in node.find_all(nodes.Name)}
        assert looked_at <= {item, *_targets(body)}, (self._name, looked_at)
        name = f"_{self._name.replace('.', '_')}_{item}"
        code = _Code(1)
        self._add(self._flat(body), code)
        self._shared += [
            "@lru_cache(maxsize=1024)",
            f"def {name}({item}: {SHARED[item]}) -> bytes:",
            *code.returned(),
            "",
            "",
        ]
        return f"{name}({item})"

    def _flat(self, body: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
        """The nodes of *body* that write, each block as the last template has it."""
        for node in body:
            if isinstance(node, nodes.Output):
                yield from node.nodes
            elif isinstance(node, nodes.Block):
                yield from self._flat(self._blocks[node.name].body)
            else:
                yield node

    # -- expressions ------------------------------------------------------------------------

    def _is_framed(self, node: nodes.Node, bound: frozenset[str] = frozenset()) -> bool:
        """Whether *node* says the same on all pages of one frame."""
        if _path(node) in FRAME:
            return True
        if isinstance(node, nodes.Name):
            return node.name in bound
        if isinstance(node, nodes.For):
            bound |= {node.target.name}
        return all(self._is_framed(child, bound) for child in node.iter_child_nodes())

    def _encoded(self, node: nodes.Node) -> str:
        """The bytes of the value of *node*, as HTML of a page."""
        path = _path(node)
        if path.startswith("page."):
            # Most of these are written twice.
            self._escaped[path] = None
            return _parameter(path)
        text = f"str({path})" if path in TEXT else self._bare(node)
        return f"{'known' if path in KNOWN else 'html'}({text})"

    def _written(self, node: nodes.Node) -> str:
        """The text of the value of *node*, as HTML."""
        return self._python(node) if _path(node) in SAFE else f"escaped({self._bare(node)})"

    def _bare(self, node: nodes.Node) -> str:
        """*node* where nothing can be taken for a part of it."""
        python = self._python(node)
        return python[1:-1] if isinstance(node, nodes.And | nodes.Or | nodes.CondExpr) else python

    def _python(self, node: nodes.Node) -> str:
        path = _path(node)
        if path in FRAME and self._in_frame:
            self._used.add(path)
            return _parameter(path)
        match node:
            case nodes.Name():
                return node.name
            case nodes.Getattr() if path.startswith("words.") and path.count(".") == 2:
                return f'{self._python(node.node)}["{node.attr}"]'
            case nodes.Getattr():
                return f"{self._python(node.node)}.{node.attr}"
            case nodes.Getitem():
                return f"{self._python(node.node)}[{self._python(node.arg)}]"
            case nodes.Const():
                return json.dumps(node.value)
            case nodes.Neg():
                return f"-{self._python(node.node)}"
            case nodes.Not():
                return f"not {self._python(node.node)}"
            case nodes.And() | nodes.Or():
                return f"({self._python(node.left)} {node.operator} {self._python(node.right)})"
            case nodes.Compare():
                (operand,) = node.ops
                sign = {"eq": "==", "ne": "!=", "notin": "not in"}[operand.op]
                return f"{self._python(node.expr)} {sign} {self._python(operand.expr)}"
            case nodes.CondExpr():
                one, other = self._python(node.expr1), self._python(node.expr2)
                return f"({one} if {self._python(node.test)} else {other})"
            case nodes.Tuple():
                return f"({''.join(f'{self._python(item)},' for item in node.items)})"
            case nodes.Call():
                values = ", ".join(self._python(value) for value in node.args)
                return f"{self._python(node.node)}({values})"
        raise TypeError(f"{self._name}:{node.lineno}: {node}")


def _path(node: nodes.Node) -> str:
    """``page.root`` for the node of that expression; empty for what is no chain of names."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr) and (before := _path(node.node)):
        return f"{before}.{node.attr}"
    return ""


def _targets(body: Iterable[nodes.Node]) -> set[str]:
    """The names that loops in *body* give to their items."""
    return {loop.target.name for node in body for loop in node.find_all(nodes.For)}


def _parameter(path: str) -> str:
    return path.replace(".", "_")


if __name__ == "__main__":
    WRITTEN.write_text(precompiled(), encoding="utf-8")
