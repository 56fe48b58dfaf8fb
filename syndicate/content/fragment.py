"""HTML that a sanitiser let through, rebuilt so that it is valid inside an article.

The input is the regular output of nh3: balanced tags, quoted attributes, escaped text. The
output holds only elements and attributes named here, so that it is safe by itself, and is
stable: cleaning it again changes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

from syndicate.content.tree import PHRASING, TAG, Element, parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from syndicate.content.tree import Node


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

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_BLOCK_STARTS = tuple(
    f"<{tag}" for tag in _words("p> ul ol dl h2 h3 h4 h5 h6 hr blockquote pre table figure")
)


_ATTRIBUTE = re.compile(r" ([a-z][a-z0-9-]*)=\"([^\"]*)\"")
_BLANK = re.compile(r"(?:\s|&nbsp;|<br>|[\u00ad\u200b-\u200f\u2060\ufeff])*")
_EDGES = ("<br>", "&nbsp;")
_ENDS_OF_EDGES = ">;"
_EDGE = re.compile(r"(?:\s|<br>|&nbsp;)*")
_LINK = re.compile(r"https?://[^\s/?#<>\\]|mailto:[^\s<>?]|tel:\+?[0-9(]", re.IGNORECASE)
_IMAGE = re.compile(r"https?://[^\s/?#<>\\]", re.IGNORECASE)
_UNSAFE_IN_URL = re.compile(r"[\s{}|\\^`<>]")
#: Blanks at the end of a line: invisible, and noise in every diff.
TRAILING_BLANKS = re.compile(r"[ \t]+\n")
_TAG_OR_BREAK = re.compile(r"<[^>]*>|[ -]")
_UNBROKEN = {" ": "&nbsp;", "-": "\u2011"}
_NUMBERS = {
    "colspan": re.compile(r"[1-9][0-9]{0,2}"),
    "rowspan": re.compile(r"[1-9][0-9]{0,3}"),
    "start": re.compile(r"-?[0-9]{1,6}"),
    "width": re.compile(r"[1-9][0-9]{0,4}"),
    "height": re.compile(r"[1-9][0-9]{0,4}"),
    "scope": re.compile(r"col|row|colgroup|rowgroup"),
}


def rebuilt(html: str) -> str:
    """*html* (of nh3) as a sequence of valid blocks.

    Text outside blocks becomes paragraphs; headings start at h2 and never skip a level; empty
    paragraphs, headings, items and links go; stray items get a list; links that lead nowhere
    are unwrapped; phrasing around blocks moves into them.
    """
    return _Writer().flow(parsed(html), wrap=True)


class Levels:
    """The levels of headings, in the order of the document: from 2 on, and none is skipped."""

    def __init__(self) -> None:
        self._open: list[int] = []

    def shown(self, stated: int) -> int:
        """The level at which the next heading is shown, which its author gave *stated*."""
        while self._open and self._open[-1] >= stated:
            self._open.pop()
        self._open.append(stated)
        return min(1 + len(self._open), 6)


class _Writer:
    """Writes a tree in the order of the document, which headings need."""

    def __init__(self) -> None:
        self._levels = Levels()

    def flow(self, nodes: Iterable[Node], *, wrap: bool) -> str:
        """*nodes* as blocks, a line each; runs of text are paragraphs when *wrap* says so."""
        blocks: list[str] = []
        run: list[Node] = []
        for node in nodes:
            if isinstance(node, str) or node.tag in PHRASING:
                run.append(node)
                continue
            if run:
                blocks.append(self._run(run, wrap=wrap))
                run = []
            blocks.append(self._block(node))
        if run:
            blocks.append(self._run(run, wrap=wrap))
        return "\n".join(filter(None, blocks))

    def _run(self, nodes: Sequence[Node], *, wrap: bool) -> str:
        if len(nodes) == 1 and isinstance(nodes[0], str) and nodes[0].isspace():
            return ""
        content = _trimmed(self._inline(nodes))
        return f"<p>{content}</p>" if content and wrap else content

    def _block(self, element: Element) -> str:
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

    def _heading(self, element: Element) -> str:
        content = _trimmed(self._inline(element.children))
        if not content:
            return ""
        if _is_nameless(content):
            return f"<p>{content}</p>"
        shown = self._levels.shown(int(element.tag[1]))
        return f"<h{shown}>{content}</h{shown}>"

    def _list(self, element: Element) -> str:
        items = [
            f"<li>{content}</li>"
            for item in _grouped(element.children, ("li",), "li")
            if (content := self._enclosed(item))
        ]
        if not items:
            return ""
        start = _written(element, ("start",)) if element.tag == "ol" else ""
        return "\n".join((f"<{element.tag}{start}>", *items, f"</{element.tag}>"))

    def _enclosed(self, element: Element, *, wrap: bool = False) -> str:
        """The content of an item, cell or quotation, on lines of its own when it is of blocks."""
        content = self.flow(element.children, wrap=wrap)
        return f"\n{content}\n" if content.startswith(_BLOCK_STARTS) else content

    def _blockquote(self, element: Element) -> str:
        content = self._enclosed(element, wrap=True)
        return f"<blockquote>{content}</blockquote>" if content else ""

    def _definitions(self, element: Element) -> str:
        """A dl begins with a term and ends with a description; what does not fit is a paragraph."""
        groups = list(_grouped(element.children, ("dt", "dd"), "dd"))
        first = next((at for at, each in enumerate(groups) if each.tag == "dt"), len(groups))
        last = max((at for at, each in enumerate(groups) if each.tag == "dd"), default=-1) + 1
        before = [self.flow(each.children, wrap=True) for each in groups[: min(first, last)]]
        inner = [self._definition(each) for each in groups[first:last]]
        after = [self.flow(each.children, wrap=True) for each in groups[max(first, last) :]]
        body = ["<dl>", *inner, "</dl>"] if inner else []
        return "\n".join(filter(None, (*before, *body, *after)))

    def _definition(self, element: Element) -> str:
        if element.tag == "dd":
            return f"<dd>{self._enclosed(element)}</dd>"
        return f"<dt>{_trimmed(self._inline(element.children))}</dt>"

    def _figure(self, element: Element) -> str:
        captions = [
            each
            for each in element.children
            if isinstance(each, Element) and each.tag == "figcaption"
        ]
        others = [each for each in element.children if each not in captions[:1]]
        content = self.flow(others, wrap=False)
        caption = self.flow(captions[0].children, wrap=False) if captions else ""
        if not content:
            return f"<p>{caption}</p>" if caption and not _has_block(caption) else caption
        shown = f"\n<figcaption>{caption}</figcaption>" if caption else ""
        return f"<figure>\n{content}{shown}\n</figure>"

    def _table(self, element: Element) -> str:
        parts: dict[str, list[Element]] = {"caption": [], "thead": [], "tbody": [], "tfoot": []}
        outside: list[Node] = []
        for node in element.children:
            if isinstance(node, str) or node.tag not in (*parts, "tr"):
                outside.append(node)
            elif node.tag == "tr":
                parts["tbody"].append(Element("tbody", "", [node]))
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

    def _rows(self, section: Element) -> str:
        rows = (
            "".join(self._cells(section, list(_grouped(row.children, ("td", "th"), "td"))))
            for row in _grouped(section.children, ("tr",), "tr")
        )
        return "\n".join(f"<tr>{cells}</tr>" for cells in rows if cells)

    def _cells(self, section: Element, cells: Sequence[Element]) -> Iterator[str]:
        """The cells of a row; those that head it, or a column, say so to who cannot see it."""
        mixed = section.tag != "thead" and any(cell.tag == "td" for cell in cells)
        for cell in cells:
            span = _written(cell, ("colspan", "rowspan"))
            if cell.tag == "td":
                yield f"<td{span}>{self._enclosed(cell)}</td>"
            else:
                scope = _written(cell, ("scope",)) or f' scope="{"row" if mixed else "col"}"'
                yield f"<th{span}{scope}>{_trimmed(self._inline(cell.children))}</th>"

    def _inline(self, nodes: Iterable[Node], inside: frozenset[str] = frozenset()) -> str:
        """*nodes* as phrasing: blocks among them are reduced to their text."""
        return "".join(
            node if isinstance(node, str) else self._phrase(node, inside) for node in nodes
        )

    def _phrase(self, element: Element, inside: frozenset[str]) -> str:
        tag = RENAMED.get(element.tag, element.tag)
        if tag == "br":
            return "<br>"
        if tag == "img":
            return _image(element)
        if tag not in PHRASING:
            return f" {self._inline(element.children, inside)} "
        content = self._inline(element.children, inside | {tag})
        if tag in inside or _is_blank(content):
            return content
        if tag == "a":
            return _link(element, content)
        shown = _written(element, ("title",)) if tag == "abbr" else ""
        return f"<{tag}{shown}>{content}</{tag}>"

    _WRITERS: ClassVar[Mapping[str, Callable[[_Writer, Element], str]]] = {
        "blockquote": _blockquote,
        "dl": _definitions,
        "figure": _figure,
        "table": _table,
    }


def _grouped(nodes: Iterable[Node], allowed: tuple[str, ...], made: str) -> Iterator[Element]:
    """The *allowed* elements among *nodes*; whatever else is there gets one of its own."""
    others: list[Node] = []
    for node in nodes:
        if isinstance(node, str) or node.tag not in allowed:
            others.append(node)
            continue
        if _says_something(others):
            yield Element(made, "", others)
        others = []
        yield node
    if _says_something(others):
        yield Element(made, "", others)


def _says_something(nodes: Iterable[Node]) -> bool:
    return any(node.strip() if isinstance(node, str) else True for node in nodes)


def _trimmed(content: str) -> str:
    """*content* without blanks and line breaks at its ends; empty when nothing can be seen."""
    # Most content is of letters at both ends, or ends in a full stop.
    if content[:1].isalnum() and not (content[-1].isspace() or content[-1] in _ENDS_OF_EDGES):
        return content
    begin = _EDGE.match(content)
    start, end = begin.end() if begin else 0, len(content)
    # Step by step and without copies: a text can be nothing but line breaks.
    while end > start and (length := _edge_length(content, end)):
        end -= length
    kept = content[start:end]
    return "" if _BLANK.fullmatch(kept) else kept


def _is_blank(content: str) -> bool:
    """Whether there is nothing to see in *content*."""
    return not content[:1].isalnum() and bool(_BLANK.fullmatch(content))


def _edge_length(content: str, end: int) -> int:
    """How long the blank or break before *end* is; 0 when none is there."""
    if content[end - 1].isspace():
        return 1
    return next((len(edge) for edge in _EDGES if content.endswith(edge, 0, end)), 0)


def _has_block(html: str) -> bool:
    return any(tag not in PHRASING for _, tag, _ in TAG.findall(html))


def _is_nameless(content: str) -> bool:
    """Whether *content* is pictures only, and none of them says what it shows."""
    return ' alt="' not in content.replace(' alt=""', "") and bool(
        _BLANK.fullmatch(TAG.sub("", content))
    )


def _link(element: Element, content: str) -> str:
    href = _address(element, "href", _LINK)
    if not href:
        return content
    if href.lower().startswith("tel:"):
        # A number that breaks over two lines is read wrongly, aloud and by eye.
        content = _TAG_OR_BREAK.sub(_unbroken, content)
    if _is_nameless(content):
        content = content.replace(' alt=""', f' alt="{_destination(href)}"', 1)
    return f'<a href="{href}"{_written(element, ("title",))}>{content}</a>'


def _unbroken(match: re.Match[str]) -> str:
    return _UNBROKEN.get(match.group(), match.group())


def _image(element: Element) -> str:
    attributes = dict(_ATTRIBUTE.findall(element.attributes))
    alt = " ".join(attributes.get("alt", "").split())
    src = _address(element, "src", _IMAGE)
    if not src:
        return alt
    others = _written(element, ("title", "width", "height"))
    return f'<img src="{src}" alt="{alt}"{others}>'


def _address(element: Element, name: str, shape: re.Pattern[str]) -> str:
    """The address in the attribute *name* if it leads somewhere, else an empty text."""
    url = dict(_ATTRIBUTE.findall(element.attributes)).get(name, "").strip()
    url = _UNSAFE_IN_URL.sub(lambda match: quote(match.group()), url)
    return url if shape.match(url) else ""


def _written(element: Element, names: Iterable[str]) -> str:
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
