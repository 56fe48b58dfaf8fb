"""Liquid, as site generators leave it in Markdown: resolved where known, else taken out."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_OPENING = re.compile(r"\{[{%]")
# Both may run over several lines, but neither over an empty one nor over the next opening.
_TAG = re.compile(r"\{%(-?)\s*(\w*)((?:(?!\{%|%\}|\n[ \t]*\n).)*?)(-?)%\}", re.DOTALL)
_OUTPUT = re.compile(
    r"\{\{(-?)((?:\"[^\"\n]*\"|'[^'\n]*'|(?!\{\{|\}\}|\n[ \t]*\n)[^\"'])*?)(-?)\}\}", re.DOTALL
)
# What is left of a tag whose end is missing: up to a lone brace, else its first word.
_BROKEN = re.compile(r"\{[{%]-?(?:[^{}%\n]*(?:%\}|\}{1,2})|[ \t]*[\w.]*)")
_COMMENT_MARK = re.compile(r"\{%(-?)\s*(end)?comment\b(?:(?!\{%|%\}).)*?(-?)%\}", re.DOTALL)
_END_RAW = re.compile(r"\{%-?\s*endraw\s*(-?)%\}")
_ARGUMENT = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'|([A-Za-z_][\w.-]*)|(-?[0-9]+(?:\.[0-9]+)?)")
_BETWEEN_PIPES = re.compile(r"(?:\"[^\"\n]*\"|'[^'\n]*'|[^|\"'])+")
_DELIMITER_START = re.compile(r"\{(?=[{%])")
_DELIMITER_END = re.compile(r"[}%](?=\})")


@dataclass(frozen=True, slots=True)
class Removed:
    """A piece of Liquid that was taken out; *line* and *column* count from 1 in the text given."""

    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Expansion:
    """A text without Liquid, and what had to be removed for that, in its order."""

    text: str
    removed: tuple[Removed, ...]


def expand(text: str, variables: Mapping[str, str]) -> Expansion:
    """*text* without any Liquid.

    Comments are dropped. ``{{ page.title }}`` becomes the value of ``page.title`` in
    *variables*; a few filters are known. What is between ``raw`` tags stays, as text. All
    other tags are removed and reported, what stands between them stays. A comment without an
    end hides all that follows, as its author wanted part of it hidden; it is reported.
    The result never holds ``{{``, ``}}``, ``{%`` or ``%}``: a blank keeps such braces apart.
    """
    if "{{" not in text and "{%" not in text:
        return Expansion(neutral(text), ())
    scan = _Scan(text, variables)
    scan.run()
    return Expansion(neutral("".join(scan.kept)), tuple(scan.removed))


def neutral(text: str) -> str:
    """*text* with a blank inside whatever a template engine would take for its delimiters."""
    if "{" not in text and "}" not in text:
        return text
    return _DELIMITER_END.sub(r"\g<0> ", _DELIMITER_START.sub("{ ", text))


class _Scan:
    """One pass over a text, from opening to opening."""

    def __init__(self, text: str, variables: Mapping[str, str]) -> None:
        self.text = text
        self.variables = variables
        self.kept: list[str] = []
        self.removed: list[Removed] = []
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._ends: dict[int, re.Match[str]] | None = None
        self._at = 0

    def run(self) -> None:
        while opening := _OPENING.search(self.text, self._at):
            self.kept.append(self.text[self._at : opening.start()])
            self._at = opening.start()
            if opening.group() == "{{":
                self._output()
            else:
                self._tag()
        self.kept.append(self.text[self._at :])

    def _output(self) -> None:
        match = _OUTPUT.match(self.text, self._at)
        if match is None:
            self._remove(_BROKEN.match(self.text, self._at))
            return
        value = resolve(match[2], self.variables)
        if value is None:
            self._remove(match)
        else:
            self._replace(match, value)

    def _tag(self) -> None:
        match = _TAG.match(self.text, self._at)
        if match is None:
            self._remove(_BROKEN.match(self.text, self._at))
        elif match[2] == "comment":
            self._comment(match)
        elif match[2] == "raw":
            self._raw(match)
        else:
            self._remove(match)

    def _comment(self, opening: re.Match[str]) -> None:
        end = self._ends_of_comments().get(opening.start())
        if end is None:
            self._report(opening.group())
            self._at = len(self.text)
        else:
            self._trim(opening[1])
            self._go_on(end.end(), end[3])

    def _ends_of_comments(self) -> dict[int, re.Match[str]]:
        """The end of each comment by the offset of its beginning; comments may be nested."""
        if self._ends is None:
            self._ends = {}
            open_marks: list[int] = []
            for mark in _COMMENT_MARK.finditer(self.text):
                if not mark[2]:
                    open_marks.append(mark.start())
                elif open_marks:
                    self._ends[open_marks.pop()] = mark
            # Not nested but forgotten: then the next end, of whichever comment, is its end.
            ends = sorted(self._ends.values(), key=lambda mark: mark.start())
            for start in open_marks:
                after = bisect_right(ends, start, key=lambda mark: mark.start())
                if after < len(ends):
                    self._ends[start] = ends[after]
        return self._ends

    def _raw(self, opening: re.Match[str]) -> None:
        end = _END_RAW.search(self.text, opening.end())
        if end is None:
            self._remove(opening)
            self.kept.append(self.text[self._at :])
            self._at = len(self.text)
            return
        self.kept.append(self.text[opening.end() : end.start()])
        self._go_on(end.end(), end[1])

    def _remove(self, match: re.Match[str] | None) -> None:
        piece = match.group() if match else self.text[self._at : self._at + 2]
        self._report(piece)
        self._at += len(piece)

    def _replace(self, match: re.Match[str], value: str) -> None:
        self._trim(match[1])
        self.kept.append(value)
        self._go_on(match.end(), match[3])

    def _report(self, piece: str) -> None:
        line = bisect_right(self._lines, self._at)
        column = self._at - self._lines[line - 1] + 1
        self.removed.append(Removed(line, column, piece))

    def _trim(self, dash: str) -> None:
        """``{{-`` eats the white space before it."""
        while dash and self.kept:
            self.kept[-1] = self.kept[-1].rstrip()
            if self.kept[-1]:
                return
            self.kept.pop()

    def _go_on(self, at: int, dash: str) -> None:
        """Continue at *at*; ``-}}`` eats the white space after it."""
        while dash and at < len(self.text) and self.text[at].isspace():
            at += 1
        self._at = at


def resolve(expression: str, variables: Mapping[str, str]) -> str | None:
    """The value of ``name | filter: argument``; None when a part of it is unknown."""
    first, *filters = _BETWEEN_PIPES.findall(expression) or [""]
    value = _value(first.strip(), variables)
    for each in filters:
        name, _, rest = (part.strip() for part in each.partition(":"))
        if name == "default":
            value = value or _value(rest, variables)
        elif value is None:
            return None
        elif name in _PLAIN and not rest:
            value = _PLAIN[name](value)
        elif name in _ADDRESSES and not rest:
            value = _ADDRESSES[name](value, variables)
        elif name in _JOINING and (argument := _value(rest, variables)) is not None:
            value = _JOINING[name](value, argument)
        else:
            return None
    return value


def _value(word: str, variables: Mapping[str, str]) -> str | None:
    match = _ARGUMENT.fullmatch(word)
    if match is None:
        return None
    if match[3] is not None:
        return variables.get(match[3])
    return next(part for part in (match[1], match[2], match[4]) if part is not None)


def _relative_url(path: str, variables: Mapping[str, str]) -> str:
    if re.match(r"[a-z][a-z0-9+.-]*:|//", path, re.IGNORECASE):
        return path
    base = variables.get("site.baseurl", "").strip("/")
    return "/".join(["", *filter(None, [base]), path.lstrip("/")])


def _absolute_url(path: str, variables: Mapping[str, str]) -> str:
    return urljoin(variables.get("site.url", ""), _relative_url(path, variables))


def _slug(text: str) -> str:
    return re.sub(r"[^\w]+|_", "-", text.lower()).strip("-")


_PLAIN: Mapping[str, Callable[[str], str]] = {
    "capitalize": str.capitalize,
    "cgi_escape": lambda text: quote(text, safe=""),
    "downcase": str.lower,
    "escape": escape,
    "lstrip": str.lstrip,
    "rstrip": str.rstrip,
    "slugify": _slug,
    "strip": str.strip,
    "uri_escape": lambda text: quote(text, safe=";/?:@&=+$,-_.!~*'()#[]"),
    "upcase": str.upper,
    "url_encode": lambda text: quote(text, safe=""),
    "xml_escape": escape,
}
_ADDRESSES: Mapping[str, Callable[[str, Mapping[str, str]], str]] = {
    "absolute_url": _absolute_url,
    "relative_url": _relative_url,
}
_JOINING: Mapping[str, Callable[[str, str], str]] = {
    "append": lambda text, argument: text + argument,
    "prepend": lambda text, argument: argument + text,
}
