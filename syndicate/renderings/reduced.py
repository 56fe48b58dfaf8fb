"""The text of an offer in the few HTML elements that a board keeps."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

#: What stands in for an element that a board does not keep; the first of them that it keeps.
_INSTEAD: dict[str, tuple[str, ...]] = {
    "em": ("i",),
    "i": ("em",),
    "strong": ("b",),
    "b": ("strong",),
    "ol": ("ul",),
    "hr": ("br",),
}
#: Blocks of one line: they become paragraphs. What they hold is a run of text, or blocks.
_LINES = frozenset(["p", "pre", "tr", "caption", "figcaption", "dt", "dd", "blockquote"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_VOID = frozenset(("br", "hr"))
#: Cells of a row become words of one line.
_CELLS = frozenset(("td", "th"))
# Attributes stand in double quotes, and may hold any character but those.
_ATTRIBUTES = r"(?: [a-z-]+=\"[^\"]*\")*"
_TAG = re.compile(rf"<(/?)([a-z][a-z0-9]*)({_ATTRIBUTES})>")
_HREF = re.compile(r' href="([^"]*)"')
_ALT = re.compile(r' alt="([^"]*)"')
_LINK = re.compile(rf"<a({_ATTRIBUTES})>(.*?)</a>", re.DOTALL)
#: Elements that hold paragraphs, or turn into one within another: where none of them is, each
#: tag has one counterpart wherever it stands.
_NESTING = re.compile(r"<(?:t[dhr]|d[dt]|caption|figcaption|blockquote|pre|img|hr)\b")
_EMPTY = re.compile(r"<(p|strong|b|li)>\s*</\1>\n?|<br>\s*(?=</p>)")
_LIKE_ENTITY = re.compile(r"&(?=#?\w+;)")
_TAG_START = re.compile(r"<(?=[A-Za-z/!?])")
_BLANKS = re.compile(r"\s+")


@lru_cache(maxsize=64)
def reducer(kept: frozenset[str]) -> Reducer:
    """The one that keeps the elements *kept*, without attributes but for where links lead."""
    return Reducer(kept)


class Reducer:
    """Writes HTML, regular as ``Offer.body`` is, in *kept* elements; no word of it is lost.

    Headings become bold paragraphs, numbered lists plain ones, rows of tables and terms of
    lists paragraphs; a link is followed by its address. Reducing again changes nothing.
    """

    def __init__(self, kept: frozenset[str]) -> None:
        self._kept = kept
        self._bold = next((name for name in ("strong", "b") if name in kept), "")
        self._names = {name: self._name(name) for name in {*_INSTEAD, *kept}}
        # Most texts hold few tags that must change: all others are not even looked at.
        names = "|".join(sorted(kept - {"a"}))
        self._foreign = re.compile(rf"<(?!/?(?:{names})>)/?[a-z]")
        self._plain_tag = re.compile(
            rf"<(?!/?(?:{names})>|/?a\b)(/?)([a-z][a-z0-9]*){_ATTRIBUTES}>"
        )
        self._links = self._kept_link if "a" in kept else _spelled_link

    def _name(self, name: str) -> str:
        found = (other for other in (name, *_INSTEAD.get(name, ())) if other in self._kept)
        return next(found, "")

    def __call__(self, html: str) -> str:
        if not self._foreign.search(html):
            return html
        if _NESTING.search(html):
            return _Reduction(self._kept, self._names, self._bold).of(html)
        return self._plain_tag.sub(self._swapped, _LINK.sub(self._links, html))

    def _swapped(self, tag: re.Match[str]) -> str:
        slash, name = tag.groups()
        if name in _HEADINGS and name not in self._kept:
            bold = f"<{slash}{self._bold}>" if self._bold else ""
            line = f"<{slash}p>" if "p" in self._kept else "<br>" if slash else ""
            return f"{bold}{line}" if slash else f"{line}{bold}"
        found = self._names.get(name)
        return f"<{slash}{found}>" if found else ""

    def _kept_link(self, link: re.Match[str]) -> str:
        attributes, text = link.groups()
        address = _value(_HREF, attributes)
        return f'<a href="{address}">{text}</a>' if address else f"<a>{text}</a>"


class _Reduction:
    """One text on its way; ``_ends`` are the ends of the elements that are open."""

    def __init__(self, kept: frozenset[str], names: dict[str, str], bold: str) -> None:
        self._kept = kept
        self._names = names
        self._bold = bold
        self._ends: list[str] = []
        self._lines = 0

    def of(self, html: str) -> str:
        parts: list[str] = []
        at = 0
        for match in _TAG.finditer(html):
            parts.append(html[at : match.start()])
            at = match.end()
            closing, name, attributes = match.groups()
            parts.append(self._close(parts) if closing else self._open(name, attributes))
        parts.append(html[at:])
        text = "".join(parts)
        while (less := _EMPTY.sub("", text)) != text:  # a paragraph may hold nothing but one
            text = less
        return text

    def _open(self, name: str, attributes: str) -> str:
        if name == "img":
            return _value(_ALT, attributes)
        if name in _VOID:
            return f"<{found}>" if (found := self._names.get(name, "")) else " "
        before, after = self._element(name, attributes)
        self._ends.append(after)
        return before

    def _element(self, name: str, attributes: str) -> tuple[str, str]:
        if name == "a":
            return self._link(_value(_HREF, attributes))
        if name in _CELLS and name not in self._kept:
            return "", " "
        if name in _HEADINGS and name not in self._kept:
            return self._line(self._bold)
        if name in _LINES and (name == "p" or name not in self._kept):
            return self._line(self._bold if name == "dt" else "")
        found = self._names.get(name, "")
        return (f"<{found}>", f"</{found}>") if found else ("", "")

    def _line(self, bold: str) -> tuple[str, str]:
        """A paragraph; within another one a break, for paragraphs hold none."""
        before, after = (f"<{bold}>", f"</{bold}>") if bold else ("", "")
        if self._lines or "p" not in self._kept:
            self._lines += 1
            return before, f"{after}<br>"
        self._lines += 1
        return f"<p>{before}", f"{after}</p>"

    def _link(self, address: str) -> tuple[str, str]:
        if "a" in self._kept:
            return (f'<a href="{address}">', "</a>") if address else ("<a>", "</a>")
        return "", f"\0{address}"

    def _close(self, parts: list[str]) -> str:
        if not self._ends:
            return ""
        end = self._ends.pop()
        if end.startswith("\0"):
            return _said(end[1:], parts)
        if end.endswith(("</p>", "<br>")):
            self._lines -= 1
        return end


def _spelled_link(link: re.Match[str]) -> str:
    attributes, text = link.groups()
    return f"{text}{_said(_value(_HREF, attributes), [text])}"


def _said(address: str, parts: list[str]) -> str:
    """*address* in words, behind the text of its link unless that says it already."""
    bare = re.sub(r"^(?:mailto:|tel:|https?://)", "", address).rstrip("/")
    shown = "".join(parts[-3:])
    return "" if not bare or bare in shown else f" ({address.removeprefix('mailto:')})"


def _value(pattern: re.Pattern[str], attributes: str) -> str:
    found = pattern.search(attributes)
    return found[1] if found else ""


def without_entities(html: str) -> str:
    """*html* with the characters themselves in place of their entities, for boards that refuse
    them; what would become a tag, or an entity again, is written with its double in Unicode.
    """
    if "&" not in html:
        return html
    parts = re.split(r"(<[^<>]*>)", html)
    for at in range(0, len(parts), 2):
        if "&" in parts[at]:
            text = unescape(parts[at])
            parts[at] = _TAG_START.sub("\u2039", text)
    for at in range(1, len(parts), 2):  # addresses of links
        if "&" in parts[at]:
            parts[at] = unescape(parts[at]).replace("<", "%3C")
    return unlike_entities("".join(parts))


def unlike_entities(text: str) -> str:
    """*text* in which nothing looks like an entity: the ampersand is written with its double."""
    return _LIKE_ENTITY.sub("\uff06", text) if "&" in text else text


def plain(html: str) -> str:
    """The words of *html*, on one line."""
    text = _TAG.sub(" ", html)
    return _BLANKS.sub(" ", unescape(text) if "&" in text else text).strip()
