"""The body of an offer in blocks, as its lines have them: cheap to tell apart, read when asked."""

from __future__ import annotations

import re
from functools import partial
from typing import Literal, NamedTuple

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
_RULE = re.compile(r"(?:[-*_=][ \t]*){3,}$")
# ``**Key:** value``, ``**Key** : value``, ``Key : value``; an emoji may stand before.
_PAIR = re.compile(
    r"[ \t]*(?:[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f\u200d]+[ \t\xa0]*)?"
    r"(?:\*\*|__)?[ \t]*([^\W\d_][^:*_|.!?;()]{1,38}?)[ \t]*"
    r"(?:(?:\*\*|__)[ \t\xa0]*:|:[ \t]*(?:\*\*|__)|[ \xa0]?:)[ \t\xa0]+(\S.*)"
)
#: The first character of a line that may be more than a line of a paragraph.
_MARKED = frozenset("#<-*+•–=_`~|0123456789")
#: What the tags are that begin with these letters; others only begin a paragraph.
_TAGS = {"h": "heading", "l": "item"}
#: Where a colon must stand, for a key of 39 letters with marks around.
_LONGEST_KEY = 50
_LONGEST_HEADING = 80
_MOST_WORDS = 5


def blocks(lines: list[str]) -> list[Block]:
    """The blocks of a body that has these *lines*, in their order; code has none."""
    found: list[Block] = []
    make, add = _made, found.append
    heading = begin = -1  # begin: of the paragraph that is open, or -1
    mark = 0
    kind: Kind = "sentence"
    fence = ""
    for at, line in enumerate(lines):
        first = line[:1]
        text = line
        if first.isspace():
            text = line.lstrip()
            first = text[:1]
        if fence or not first:
            if fence and text.startswith(fence):
                fence = ""
            elif begin >= 0:
                add(make((kind, begin, at, mark, heading, "", "")))
                begin = -1
            continue
        if first not in _MARKED:
            if ":" in text[:_LONGEST_KEY] and (pair := _pair(line, 0)):
                if begin >= 0:
                    add(make((kind, begin, at, mark, heading, "", "")))
                    begin = -1
                add(make(("pair", at, at + 1, pair.start(1), heading, pair[1], pair[2])))
            elif begin < 0:
                kind, begin, mark = "sentence", at, len(line) - len(text)
            elif kind == "item" and line[0] not in " \t":
                add(make((kind, begin, at, mark, heading, "", "")))
                kind, begin, mark = "sentence", at, 0
            if line[-1] == " " and begin >= 0 and line.endswith("  "):
                # The author breaks the line here, and readers see it broken.
                add(make((kind, begin, at + 1, mark, heading, "", "")))
                begin = -1
            continue
        if first in "*-+•" and line[1:2] == " " and line[2:3].isalnum():
            special, start = "item", 2  # as most are
        else:
            text = line.strip()
            special, start = _special(line, text, first)
        if special == "under" and begin >= 0 and kind == "sentence":
            # The line below a heading of the other kind.
            heading = len(found)
            add(make(("heading", begin, at, mark, heading, "", "")))
            begin = -1
            continue
        if special == "text" and begin >= 0 and (kind == "sentence" or line[0] in " \t"):
            continue
        if begin >= 0:
            add(make((kind, begin, at, mark, heading, "", "")))
            begin = -1
        if special in {"item", "text", "break"}:
            if ":" in line and (pair := _pair(line, start)):
                add(make(("pair", at, at + 1, pair.start(1), heading, pair[1], pair[2])))
            else:
                kind, begin, mark = ("item" if special == "item" else "sentence"), at, start
        elif special == "heading":
            heading = len(found)
            add(make(("heading", at, at + 1, start, heading, "", "")))
        elif special == "cells":
            add(make(("cells", at, at + 1, start, heading, "", "")))
        elif special == "fence":
            fence = text[:3]
    if begin >= 0:
        add(make((kind, begin, len(lines), mark, heading, "", "")))
    return found


def _special(line: str, text: str, first: str) -> tuple[str, int]:
    """What a *line* is that begins with a mark, and where its words begin.

    *text* is the line bare, and *first* the mark.
    """
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
        return _TAGS.get(tag[1][0].lower(), "break"), line.index("<")
    match = _LINE.match(line)
    start = match.end() if match else 0
    if match and match[1]:
        return "item", start
    if first in "*_" and _is_bold_heading(line[start:].strip()):
        return "heading", start
    # A pair begins a block, even in the midst of a paragraph.
    return ("item" if first in "*_" and _pair(line, start) else "text"), start


def _pair(line: str, start: int) -> re.Match[str] | None:
    match = _PAIR.match(line, start) if ":" in line else None
    if match is None or "//" in match[1] or match[1].count(" ") >= _MOST_WORDS:
        return None
    return match


def _is_bold_heading(text: str) -> bool:
    return (
        text[:2] in {"**", "__"}
        and len(text) < _LONGEST_HEADING
        and text.rstrip(": \xa0").endswith(("**", "__"))
        and text.count(text[:2]) == 2
        and not text.strip("*_: ").endswith(".")
    )
