"""The body of an offer in blocks, as its lines have them: cheap to tell apart, read when asked."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["heading", "pair", "item", "sentence", "cells"]


class Block(NamedTuple):
    """Lines *begin* to *end* (not included) of a body, counted from 0.

    What is written begins at index *mark* of the first line. *heading* is the number of the block
    that it stands below; -1 for none. *label* and *value* are those of a pair, with their markup.
    """

    kind: Kind
    begin: int
    end: int
    mark: int
    heading: int
    label: str = ""
    value: str = ""


#: A block of all seven fields: the constructor itself takes three times as long.
_made = partial(tuple.__new__, Block)

# A line of Markdown: its indentation and marks, then what is written.
_LINE = re.compile(r"[ \t]*(#{1,6}[ \t]+|[-*+•–][ \t]+|[0-9]{1,2}[.)][ \t]+)?")
_HTML = re.compile(
    r"[ \t]*</?(h[1-6]|li|p|div|ul|ol|dl|dt|dd|section|table|tr|td|th|br)\b", re.IGNORECASE
)
#: A row of a table in one line, or a key with its value: ``<dt>Town</dt><dd>Riga</dd>``.
_ROW = re.compile(
    r"<(?:tr\b[^>]*>\s*<t[hd]\b.*?</t[hd]>\s*<td\b|dt\b.*?</dt>\s*<dd\b)", re.IGNORECASE
)
_RULE = re.compile(r"(?:[-*_=][ \t]*){3,}$")
# ``**Key:** value``, ``**Key** : value``, ``Key : value``; an emoji may stand before.
_PAIR = re.compile(
    r"[ \t]*(?:[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f\u200d]+[ \t\xa0]*)?"
    r"(?:\*\*|__)?[ \t]*([^\W\d_][^:*_|.!?;()]{1,38})[ \t]*"
    r"(?:(?:\*\*|__)[ \t\xa0]*:|:[ \t]*(?:\*\*|__)|[ \xa0]?:)[ \t\xa0]+(\S.*)"
)
# Another key in bold behind the value: ``**Start:** May **Hours:** 25``.
_ANOTHER = re.compile(
    r"\*\*[ \t]*([^\W\d_][^:*_|.!?;()]{1,38})[ \t]*"
    r"(?:\*\*[ \t\xa0]*:|:[ \t]*\*\*)[ \t\xa0]+(?=\S)"
)
# ``**Key.** value``: what is set in bold at the beginning of a line, and ends there.
_DOTTED = re.compile(r"[ \t]*\*\*[ \t]*([^\W\d_][^:*_|.!?;()]{1,30})\.\*\*[ \t]+(\S.*)")
#: What a line is: one of *words* alone may go on with a paragraph, and so may a *text* with a mark.
_What = Literal[
    "words", "text", "break", "item", "heading", "cells", "under", "rule", "fence", "blank"
]
_WORDS: tuple[_What, int] = ("words", 0)
#: What begins with such a line, when it is no pair.
_BEGUN: dict[_What, Kind] = {
    "words": "sentence",
    "text": "sentence",
    "break": "sentence",
    "item": "item",
}
#: The first character of a line that may be more than a line of a paragraph.
_MARKS = frozenset("#<-*+•–=_`~|0123456789")
_MARKED = _MARKS | frozenset(filter(str.isspace, map(chr, range(0x3001))))
#: What the tags are that begin with these letters; others only begin a paragraph.
_TAGS: dict[str, _What] = {"h": "heading", "l": "item"}
#: Where a colon must stand, for a key of 39 letters with marks around.
_LONGEST_KEY = 50
#: No line is shorter that a program wrapped, or ends so.
_WRAPPED = 50
_SENTENCE_ENDS = (".", ";", ":", "!", "?")
_LONGEST_HEADING = 80
_MOST_WORDS = 5


def blocks(lines: list[str]) -> list[Block]:
    """The blocks of a body that has these *lines*, in their order; code has none."""
    found: list[tuple[Kind, int, int, int, int, str, str]] = []
    add = found.append
    kind: Kind = "sentence"
    begin = end = heading = -1  # of the paragraph that is not added yet, if there is one
    mark = 0
    fence = ""
    for at, line in enumerate(lines):
        if not line:
            continue
        if fence:
            fence = "" if line.lstrip().startswith(fence) else fence
            continue
        what, start = _look(line) if line[0] in _MARKED else _WORDS
        begun = _BEGUN.get(what)
        goes_on = at == end and begun == "sentence" and (kind == "sentence" or line[0] in " \t")
        pair = _pair(line, start) if begun and (":" in line or ".** " in line) else None
        if goes_on and (what == "text" or (what == "words" and not pair)):
            end = at + 1
        elif what != "blank":
            if begin >= 0:
                if what == "under" and at == end and kind == "sentence":
                    kind, heading = "heading", len(found)
                add((kind, begin, end, mark, heading, "", ""))
                begin = end = -1
            if pair and "**" in pair[2]:
                found += [
                    ("pair", at, at + 1, start, heading, key.rstrip(), value.rstrip())
                    for start, key, value in _parts(pair)
                ]
            elif pair:
                add(("pair", at, at + 1, pair.start(1), heading, pair[1].rstrip(), pair[2]))
            elif begun:
                kind, begin, end, mark = begun, at, at + 1, start
            elif what == "heading" or what == "cells":
                heading = len(found) if what == "heading" else heading
                add((what, at, at + 1, start, heading, "", ""))
            elif what == "fence":
                fence = line.lstrip()[:3]
        if line[-1] == " " and what == "words" and begin >= 0 and line.endswith("  "):
            if at + 1 < len(lines) and _is_wrapped(line, lines[at + 1]):
                continue
            # The author breaks the line here, and readers see it broken.
            add((kind, begin, end, mark, heading, "", ""))
            begin = end = -1
    if begin >= 0:
        add((kind, begin, end, mark, heading, "", ""))
    return list(map(_made, found))


def _is_wrapped(line: str, after: str) -> bool:
    """Whether a program broke *line*, in the midst of a sentence that goes on with *after*."""
    return (
        after[:1].islower() and len(line) > _WRAPPED and not line.rstrip().endswith(_SENTENCE_ENDS)
    )


def _look(line: str) -> tuple[_What, int]:
    """What a *line* is that begins with a mark or a blank, and where its words begin."""
    if line[0] in "-*+•" and line[1:2] == " " and line[2:3].isalnum():
        return "item", 2  # as most are
    text = line.strip()
    if not text:
        return "blank", 0
    first = text[0]
    if first not in _MARKS:
        return "words", line.index(first)
    if first == "#" and (sign := _LINE.match(line)) and sign[1]:
        return "heading", sign.end()
    if first in "-*+•" and text[1:2] == " " and text[2:3] not in "-*":
        start = line.index(first) + 2
        while line[start] in " \t":
            start += 1
        return "item", start
    if first in "`~" and text.startswith(("```", "~~~")):
        return "fence", 0
    if first in "-*_=":
        if first in "-=" and not text.strip("-="):
            return "under", 0
        if _RULE.match(text):
            return "rule", 0
    elif first == "|":
        return "cells", line.index("|")
    elif first == "<" and (tag := _HTML.match(text)):
        if tag[1][0] in "tTdD" and _ROW.match(text):
            return "cells", line.index("<")
        what = _TAGS.get(tag[1][0].lower(), "break")
        # An item is a line for itself, which may be a key with its value.
        inside = line.find(">") + 1 if what == "item" else 0
        return what, inside or line.index("<")
    match = _LINE.match(line)
    start = match.end() if match else 0
    if match and match[1]:
        return "item", start
    if first in "*_" and _is_bold_heading(line[start:].strip()):
        return "heading", start
    # A pair begins a block, even in the midst of a paragraph.
    return ("item" if first in "*_" and _pair(line, start) else "text"), start


def _pair(line: str, start: int) -> re.Match[str] | None:
    if line.find(":", start, start + _LONGEST_KEY) < 0:
        return _DOTTED.match(line, start)
    match = _PAIR.match(line, start)
    if match is None or "//" in match[1] or match[1].rstrip().count(" ") >= _MOST_WORDS:
        return None
    return match


def _parts(pair: re.Match[str]) -> Iterator[tuple[int, str, str]]:
    """Where each key of a line of several begins, the key, and its value."""
    start, key, begin = pair.start(1), pair[1], 0
    for other in _ANOTHER.finditer(pair[2]):
        if value := pair[2][begin : other.start()].rstrip(" \t,;|/–-"):
            yield start, key, value
        start, key, begin = pair.start(2) + other.start(1), other[1], other.end()
    yield start, key, pair[2][begin:]


def _is_bold_heading(text: str) -> bool:
    return (
        text[:2] in {"**", "__"}
        and len(text) < _LONGEST_HEADING
        and text.rstrip(": \xa0").endswith(("**", "__"))
        and text.count(text[:2]) == 2
        and not text.strip("*_: ").endswith(".")
    )
