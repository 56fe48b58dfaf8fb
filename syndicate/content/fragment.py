"""HTML that a sanitiser let through, rebuilt so that it is valid inside an article.

The input is the regular output of nh3: balanced tags, quoted attributes, escaped text. The
output holds only elements and attributes named here, so that it is safe by itself, and is
stable: cleaning it again changes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence


def _words(text: str) -> list[str]:
    return text.split(" ")


#: Every element that :func:`rebuilt` writes, with its attributes.
ELEMENTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        _words(
            "p br ul li strong em b i h2 h3 h4 h5 h6 blockquote pre code hr del sub sup "
            "dl dt dd table caption thead tbody tfoot tr figure figcaption"
        ),
        frozenset[str](),
    ),
    "a": frozenset({"href", "title"}),
    "abbr": frozenset({"title"}),
    "img": frozenset({"src", "alt", "title", "width", "height"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
}

#: Elements that mean nothing to us beyond "a new block begins here"; rebuilding drops them.
WRAPPERS = frozenset(
    _words(
        "address article aside button center details div fieldset footer form header label legend "
        "main nav section summary"
    )
)

#: What is written under another name.
RENAMED = {"s": "del", "strike": "del"}

_PHRASING = frozenset(_words("a abbr b br code del em i img s strike strong sub sup"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_VOID = frozenset(("br", "hr", "img"))

_HOMES = {"li": ("ul", "ol"), "dt": ("dl",), "dd": ("dl",)}
# Marks a list that was made for stray items; no real attribute is written so.
_STRAY = "stray"
_BLOCK_STARTS = tuple(
    f"<{tag}" for tag in _words("p> ul ol dl h2 h3 h4 h5 h6 hr blockquote pre table figure")
)

# Deeper than this nobody can follow, and neither can readers of feeds.
_DEEPEST = 40

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [a-z][a-z0-9-]*=\"[^\"]*\")*)>")
_ATTRIBUTE = re.compile(r" ([a-z][a-z0-9-]*)=\"([^\"]*)\"")
_BLANK = re.compile(r"(?:\s|&nbsp;|<br>|[\u00ad\u200b-\u200f\u2060\ufeff])*")
_EDGES = ("<br>", "&nbsp;")
_LINK = re.compile(r"https?://[^\s/?#<>\\]|mailto:[^\s<>?]|tel:\+?[0-9(]", re.IGNORECASE)
_IMAGE = re.compile(r"https?://[^\s/?#<>\\]", re.IGNORECASE)
_UNSAFE_IN_URL = re.compile(r"[\s{}|\\^`<>]")
#: Blanks at the end of a line: invisible, and noise in every diff.
TRAILING_BLANKS = re.compile(r"[ \t]+\n")
_OUTSIDE_TAGS = re.compile(r"[ -](?![^<]*>)")
_UNBROKEN = {" ": "&nbsp;", "-": "\u2011"}
_NUMBERS = {
    "colspan": re.compile(r"[1-9][0-9]{0,2}"),
    "rowspan": re.compile(r"[1-9][0-9]{0,3}"),
    "start": re.compile(r"-?[0-9]{1,6}"),
    "width": re.compile(r"[1-9][0-9]{0,4}"),
    "height": re.compile(r"[1-9][0-9]{0,4}"),
    "scope": re.compile(r"col|row|colgroup|rowgroup"),
}


class _Element:
    """One element of the tree that is rebuilt; *attributes* as they were written."""

    __slots__ = ("attributes", "children", "tag")

    def __init__(self, tag: str, attributes: str = "", children: list[_Node] | None = None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[_Node] = [] if children is None else children


_Node = _Element | str


def rebuilt(html: str) -> str:
    """*html* (of nh3) as a sequence of valid blocks.

    Text outside blocks becomes paragraphs; headings start at h2 and never skip a level; empty
    paragraphs, headings, items and links go; stray items get a list; links that lead nowhere
    are unwrapped; phrasing around blocks moves into them.
    """
    return _Writer().flow(_parsed(html), wrap=True)


def _parsed(html: str) -> list[_Node]:
    pieces = _TAG.split(html)
    stack = [_Element("div", "", [pieces[0]] if pieces[0] else [])]
    kept: list[bool] = []
    for at in range(1, len(pieces), 4):
        closing, tag, attributes, text = pieces[at : at + 4]
        if tag in _VOID:
            stack[-1].children.append(_Element(tag, attributes))
        elif not closing:
            kept.append(len(stack) <= _DEEPEST)
            if kept[-1]:
                stack.append(_Element(tag, attributes))
        elif kept.pop():
            _close(stack)
        if text:
            stack[-1].children.append(text)
    return stack[0].children


def _close(stack: list[_Element]) -> None:
    """Take the innermost element off *stack* and give it its place in the one around it."""
    element = stack.pop()
    siblings = stack[-1].children
    if element.tag in _HOMES and stack[-1].tag not in _HOMES[element.tag]:
        _stray_list(siblings, _HOMES[element.tag][0]).children.append(element)
    elif element.tag in _PHRASING and not all(map(_is_inline, element.children)):
        siblings.extend(_moved_inside(element, element.children))
    else:
        siblings.append(element)


def _stray_list(siblings: list[_Node], tag: str) -> _Element:
    """The list for an item that has none: the one before it, if it was made for such items."""
    while siblings and isinstance(siblings[-1], str) and not siblings[-1].strip():
        siblings.pop()
    last = siblings[-1] if siblings else ""
    if isinstance(last, _Element) and (last.tag, last.attributes) == (tag, _STRAY):
        return last
    made = _Element(tag, _STRAY)
    siblings.append(made)
    return made


def _is_inline(node: _Node) -> bool:
    return isinstance(node, str) or node.tag in _PHRASING


def _moved_inside(phrasing: _Element, nodes: Iterable[_Node]) -> Iterator[_Node]:
    """*nodes* with *phrasing* around each run of text instead of around the blocks."""
    run: list[_Node] = []
    for node in nodes:
        if isinstance(node, str) or node.tag in _PHRASING:
            run.append(node)
            continue
        if run:
            yield _Element(phrasing.tag, phrasing.attributes, run)
            run = []
        node.children = list(_moved_inside(phrasing, node.children))
        yield node
    if run:
        yield _Element(phrasing.tag, phrasing.attributes, run)


class _Writer:
    """Writes a tree in the order of the document, which headings need."""

    def __init__(self) -> None:
        self._levels: list[int] = []

    def flow(self, nodes: Iterable[_Node], *, wrap: bool) -> str:
        """*nodes* as blocks, a line each; runs of text are paragraphs when *wrap* says so."""
        blocks: list[str] = []
        run: list[_Node] = []
        for node in nodes:
            if isinstance(node, str) or node.tag in _PHRASING:
                run.append(node)
                continue
            blocks.append(self._run(run, wrap=wrap))
            run = []
            blocks.append(self._block(node))
        blocks.append(self._run(run, wrap=wrap))
        return "\n".join(filter(None, blocks))

    def _run(self, nodes: Sequence[_Node], *, wrap: bool) -> str:
        if not nodes or (len(nodes) == 1 and isinstance(nodes[0], str) and nodes[0].isspace()):
            return ""
        content = _trimmed(self._inline(nodes))
        return f"<p>{content}</p>" if content and wrap else content

    def _block(self, element: _Element) -> str:
        tag = element.tag
        if tag in _HEADINGS:
            return self._heading(element)
        if tag in {"ul", "ol"}:
            return self._list(element)
        if tag == "hr":
            return "<hr>"
        if tag == "pre":
            # A line feed right after the tag would not be part of the text.
            content = TRAILING_BLANKS.sub("\n", self._inline(element.children)).strip("\n")
            return "" if _BLANK.fullmatch(content) else f"<pre>{content}</pre>"
        if tag in self._WRITERS:
            return self._WRITERS[tag](self, element)
        return self.flow(element.children, wrap=True)

    def _heading(self, element: _Element) -> str:
        content = _trimmed(self._inline(element.children))
        if not content:
            return ""
        if _is_nameless(content):
            return f"<p>{content}</p>"
        level = int(element.tag[1])
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        shown = min(2 + len(self._levels), 6)
        self._levels.append(level)
        return f"<h{shown}>{content}</h{shown}>"

    def _list(self, element: _Element) -> str:
        items = [
            f"<li>{content}</li>"
            for item in _grouped(element.children, ("li",), "li")
            if (content := self._enclosed(item))
        ]
        if not items:
            return ""
        start = _written(element, ("start",)) if element.tag == "ol" else ""
        return "\n".join((f"<{element.tag}{start}>", *items, f"</{element.tag}>"))

    def _enclosed(self, element: _Element, *, wrap: bool = False) -> str:
        """The content of an item, cell or quotation, on lines of its own when it is of blocks."""
        content = self.flow(element.children, wrap=wrap)
        return f"\n{content}\n" if content.startswith(_BLOCK_STARTS) else content

    def _blockquote(self, element: _Element) -> str:
        content = self._enclosed(element, wrap=True)
        return f"<blockquote>{content}</blockquote>" if content else ""

    def _definitions(self, element: _Element) -> str:
        """A dl begins with a term and ends with a description; what does not fit is a paragraph."""
        groups = list(_grouped(element.children, ("dt", "dd"), "dd"))
        first = next((at for at, each in enumerate(groups) if each.tag == "dt"), len(groups))
        last = max((at for at, each in enumerate(groups) if each.tag == "dd"), default=-1) + 1
        before = [self.flow(each.children, wrap=True) for each in groups[: min(first, last)]]
        inner = [self._definition(each) for each in groups[first:last]]
        after = [self.flow(each.children, wrap=True) for each in groups[max(first, last) :]]
        body = ["<dl>", *inner, "</dl>"] if inner else []
        return "\n".join(filter(None, (*before, *body, *after)))

    def _definition(self, element: _Element) -> str:
        if element.tag == "dd":
            return f"<dd>{self._enclosed(element)}</dd>"
        return f"<dt>{_trimmed(self._inline(element.children))}</dt>"

    def _figure(self, element: _Element) -> str:
        captions = [
            each
            for each in element.children
            if isinstance(each, _Element) and each.tag == "figcaption"
        ]
        others = [each for each in element.children if each not in captions[:1]]
        content = self.flow(others, wrap=False)
        caption = self.flow(captions[0].children, wrap=False) if captions else ""
        if not content:
            return f"<p>{caption}</p>" if caption and not _has_block(caption) else caption
        shown = f"\n<figcaption>{caption}</figcaption>" if caption else ""
        return f"<figure>\n{content}{shown}\n</figure>"

    def _table(self, element: _Element) -> str:
        parts: dict[str, list[_Element]] = {"caption": [], "thead": [], "tbody": [], "tfoot": []}
        outside: list[_Node] = []
        for node in element.children:
            if isinstance(node, str) or node.tag not in (*parts, "tr"):
                outside.append(node)
            elif node.tag == "tr":
                parts["tbody"].append(_Element("tbody", "", [node]))
            elif parts[node.tag] and node.tag != "caption":
                parts["tbody"].append(node)
            else:
                parts[node.tag].append(node)
        before = self.flow(outside, wrap=True)
        sections = [
            f"<{tag}>\n{rows}\n</{tag}>"
            for tag in ("thead", "tbody", "tfoot")
            for section in parts[tag]
            if (rows := self._rows(section))
        ]
        caption = _trimmed(self._inline(parts["caption"]))
        if not sections:
            return "\n".join(filter(None, (before, f"<p>{caption}</p>" if caption else "")))
        head = f"<caption>{caption}</caption>" if caption else ""
        return "\n".join(filter(None, (before, "<table>", head, *sections, "</table>")))

    def _rows(self, section: _Element) -> str:
        rows = (
            "".join(self._cells(section, list(_grouped(row.children, ("td", "th"), "td"))))
            for row in _grouped(section.children, ("tr",), "tr")
        )
        return "\n".join(f"<tr>{cells}</tr>" for cells in rows if cells)

    def _cells(self, section: _Element, cells: Sequence[_Element]) -> Iterator[str]:
        """The cells of a row; those that head it, or a column, say so to who cannot see it."""
        mixed = section.tag != "thead" and any(cell.tag == "td" for cell in cells)
        for cell in cells:
            span = _written(cell, ("colspan", "rowspan"))
            if cell.tag == "td":
                yield f"<td{span}>{self._enclosed(cell)}</td>"
            else:
                scope = _written(cell, ("scope",)) or f' scope="{"row" if mixed else "col"}"'
                yield f"<th{span}{scope}>{_trimmed(self._inline(cell.children))}</th>"

    def _inline(self, nodes: Iterable[_Node], inside: frozenset[str] = frozenset()) -> str:
        """*nodes* as phrasing: blocks among them are reduced to their text."""
        return "".join(
            node if isinstance(node, str) else self._phrase(node, inside) for node in nodes
        )

    def _phrase(self, element: _Element, inside: frozenset[str]) -> str:
        tag = RENAMED.get(element.tag, element.tag)
        if tag == "br":
            return "<br>"
        if tag == "img":
            return _image(element)
        if tag not in _PHRASING:
            return f" {self._inline(element.children, inside)} "
        content = self._inline(element.children, inside | {tag})
        if tag in inside or _BLANK.fullmatch(content):
            return content
        if tag == "a":
            return _link(element, content)
        shown = _written(element, ("title",)) if tag == "abbr" else ""
        return f"<{tag}{shown}>{content}</{tag}>"

    _WRITERS: ClassVar[Mapping[str, Callable[[_Writer, _Element], str]]] = {
        "blockquote": _blockquote,
        "dl": _definitions,
        "figure": _figure,
        "table": _table,
    }


def _grouped(nodes: Iterable[_Node], allowed: tuple[str, ...], made: str) -> Iterator[_Element]:
    """The *allowed* elements among *nodes*; whatever else is there gets one of its own."""
    others: list[_Node] = []
    for node in nodes:
        if isinstance(node, str) or node.tag not in allowed:
            others.append(node)
            continue
        if _says_something(others):
            yield _Element(made, "", others)
        others = []
        yield node
    if _says_something(others):
        yield _Element(made, "", others)


def _says_something(nodes: Iterable[_Node]) -> bool:
    return any(node.strip() if isinstance(node, str) else True for node in nodes)


def _trimmed(content: str) -> str:
    """*content* without blanks and line breaks at its ends; empty when nothing can be seen."""
    content = content.strip()
    while content.startswith(_EDGES):
        content = content.removeprefix("<br>").removeprefix("&nbsp;").lstrip()
    while content.endswith(_EDGES):
        content = content.removesuffix("<br>").removesuffix("&nbsp;").rstrip()
    return "" if _BLANK.fullmatch(content) else content


def _has_block(html: str) -> bool:
    return any(tag not in _PHRASING for _, tag, _ in _TAG.findall(html))


def _is_nameless(content: str) -> bool:
    """Whether *content* is pictures only, and none of them says what it shows."""
    return ' alt="' not in content.replace(' alt=""', "") and bool(
        _BLANK.fullmatch(_TAG.sub("", content))
    )


def _link(element: _Element, content: str) -> str:
    href = _address(element, "href", _LINK)
    if not href:
        return content
    if href.lower().startswith("tel:"):
        # A number that breaks over two lines is read wrongly, aloud and by eye.
        content = _OUTSIDE_TAGS.sub(lambda match: _UNBROKEN[match.group()], content)
    if _is_nameless(content):
        content = content.replace(' alt=""', f' alt="{_destination(href)}"', 1)
    return f'<a href="{href}"{_written(element, ("title",))}>{content}</a>'


def _image(element: _Element) -> str:
    attributes = dict(_ATTRIBUTE.findall(element.attributes))
    alt = " ".join(attributes.get("alt", "").split())
    src = _address(element, "src", _IMAGE)
    if not src:
        return alt
    others = _written(element, ("title", "width", "height"))
    return f'<img src="{src}" alt="{alt}"{others}>'


def _address(element: _Element, name: str, shape: re.Pattern[str]) -> str:
    """The address in the attribute *name* if it leads somewhere, else an empty text."""
    url = dict(_ATTRIBUTE.findall(element.attributes)).get(name, "").strip()
    url = _UNSAFE_IN_URL.sub(lambda match: quote(match.group()), url)
    return url if shape.match(url) else ""


def _written(element: _Element, names: Iterable[str]) -> str:
    """The attributes *names* of *element*, as they are written, where their values are sound."""
    if not element.attributes:
        return ""
    found = dict(_ATTRIBUTE.findall(element.attributes))
    return "".join(
        f' {name}="{value}"'
        for name in names
        if (value := " ".join(found.get(name, "").split()))
        and (name not in _NUMBERS or _NUMBERS[name].fullmatch(value))
    )


def _destination(href: str) -> str:
    """What a link that shows only a nameless image leads to: its host or its address."""
    return re.sub(r"^(?:https?://|mailto:|tel:)", "", href, flags=re.IGNORECASE).split("/")[0]
