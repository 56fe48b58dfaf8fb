"""The prose of an offer in passages: sentences, items, headings, and lines of ``Key: value``."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["title", "heading", "pair", "item", "sentence"]


class Passage(NamedTuple):
    """One piece of plain text that stands for itself.

    ``heading`` is the heading that it stands below, ``label`` the key of a pair (``Location`` of
    ``**Location:** Paris``, whose ``text`` is ``Paris``); both in plain text, or empty. ``links``
    are the addresses that it links to. ``line`` and ``column`` count from 1, in the file.
    ``place`` is where it stands among all passages: from 0 for the first to 1 for the last.
    """

    kind: Kind
    text: str
    line: int
    column: int
    heading: str = ""
    label: str = ""
    links: tuple[str, ...] = ()
    place: float = 0.0

    @property
    def sentence(self) -> str:
        """What a person is shown as evidence."""
        return f"{self.label}: {self.text}" if self.label else self.text


# A line of Markdown: its indentation and marks, then what is written.
_LINE = re.compile(r"[ \t]*(?:>[ \t]*)*(#{1,6}[ \t]+|[-*+•–][ \t]+|[0-9]{1,2}[.)][ \t]+)?(.*)")
_RULE = re.compile(r"[ \t]*(?:[-*_=][ \t]*){3,}$")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")
# ``**Key:** value``, ``**Key** : value``, ``Key : value``.
_PAIR = re.compile(
    r"(?:\*\*|__)?[ \t]*([^\W\d_][^:*_|.!?;()]{1,38}?)[ \t]*"
    r"(?:(?:\*\*|__)[ \t\xa0]*:|:[ \t]*(?:\*\*|__)|[ \xa0]?:)[ \t\xa0]+(\S.*)"
)
_TABLE_ROW = re.compile(r"[ \t]*\|(.*)\|?[ \t]*$")
_LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^()\s>]*(?:\([^()]*\))?[^()\s>]*)>?[^()]*\)"
)
_BARE = re.compile(r"<((?:https?://|mailto:)?[^<>\s@]+(?:@[^<>\s]+)?)>|(https?://[^\s<>()\[\]*]+)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_MARKS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)|`+|~~|\\(?=[\W_])|\{:[^{}]*\}")
# A sentence ends before a capital, a digit or a quotation mark.
_END = re.compile(r"[.!?…]+[\"»”')\]]*\s+(?=[\"«“'(\[]?[A-ZÀ-Ý0-9*])")
#: What a full stop follows without ending a sentence, beside a single capital.
_SHORT = frozenset(
    ("m", "mr", "mme", "dr", "st", "ms", "no", "nr", "ca", "vs", "e.g", "i.e", "p.ex", "etc")
) | {"bzw", "z.b", "inc", "réf", "env", "art", "bijv", "o.a", "incl", "approx", "min", "max"}
_LAST_WORD = re.compile(r"[^\s(]*$")


def passages(title: str, markdown: str, first_line: int, title_line: int = 1) -> list[Passage]:
    """The passages of an offer: its *title*, then those of its body, from *first_line* on."""
    found = [Passage("title", title, title_line, 1)] if title else []
    found += _body(markdown, first_line)
    last = max(len(found) - 1, 1)
    return [passage._replace(place=at / last) for at, passage in enumerate(found)]


def _body(markdown: str, first_line: int) -> Iterator[Passage]:
    heading = ""
    paragraph: list[tuple[int, int, str]] = []  # line, column, text
    fenced = False
    lines = markdown.split("\n")
    for number, line in enumerate(lines, first_line):
        if _FENCE.match(line):
            fenced = not fenced
            yield from _sentences(paragraph, heading)
            paragraph = []
            continue
        if fenced:
            continue
        stripped = line.strip()
        if not stripped or _RULE.match(line):
            if stripped[:1] in {"=", "-"} and paragraph and stripped.strip("=-") == "":
                # The line below a heading of the other kind.
                heading = _plain(" ".join(text for _, _, text in paragraph))[0]
                yield Passage("heading", heading, paragraph[0][0], 1, heading)
                paragraph = []
                continue
            yield from _sentences(paragraph, heading)
            paragraph = []
            continue
        if stripped.startswith("|"):
            yield from _sentences(paragraph, heading)
            paragraph = []
            yield from _cells(stripped, number, heading)
            continue
        match = _LINE.match(line)
        mark, text = (match[1] or "", match[2]) if match else ("", line)
        column = (match.start(2) if match else 0) + 1
        if mark.startswith("#"):
            yield from _sentences(paragraph, heading)
            paragraph = []
            plain, links = _plain(text.rstrip("# \t"))
            if plain:
                heading = plain.rstrip(" :\xa0")
                yield Passage("heading", plain, number, column, heading, "", links)
            continue
        pair = _PAIR.match(text) if ":" in text else None
        if mark or pair or _is_bold_heading(text):
            yield from _sentences(paragraph, heading)
            paragraph = []
        if not mark and _is_bold_heading(text):
            plain, links = _plain(text)
            heading = plain.rstrip(" :\xa0")
            yield Passage("heading", plain, number, column, heading, "", links)
            continue
        if pair and "//" not in pair[1]:
            label, _ = _plain(pair[1])
            value, links = _plain(pair[2])
            if value and len(label.split()) <= 5:
                yield Passage("pair", value, number, column, heading, label, links)
                continue
        if mark:
            yield from _sentences([(number, column, text)], heading, "item")
            continue
        paragraph.append((number, column, text))
    yield from _sentences(paragraph, heading)


def _is_bold_heading(text: str) -> bool:
    stripped = text.strip()
    return (
        len(stripped) < 80
        and stripped[:2] in {"**", "__"}
        and stripped.rstrip(": \xa0").endswith(("**", "__"))
        and stripped.count(stripped[:2]) == 2
        and not stripped.strip("*_: ").endswith(".")
    )


def _cells(row: str, number: int, heading: str) -> Iterator[Passage]:
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    if all(not cell.strip("-: ") for cell in cells):
        return
    plain = [_plain(cell) for cell in cells]
    if len(plain) == 2 and plain[0][0] and len(plain[0][0]) < 40 and plain[1][0]:
        label = plain[0][0].rstrip(" :\xa0")
        yield Passage("pair", plain[1][0], number, 1, heading, label, plain[1][1])
        return
    for text, links in plain:
        if text:
            yield Passage("item", text, number, 1, heading, "", links)


def _sentences(
    lines: list[tuple[int, int, str]], heading: str, kind: Kind = "sentence"
) -> Iterator[Passage]:
    if not lines:
        return
    whole = " ".join(text.strip() for _, _, text in lines)
    plain, links = _plain(whole)
    if not plain:
        return
    if len(lines) == 1:
        starts = [(0, lines[0][0], lines[0][1])]
    else:
        starts, offset = [], 0
        for number, column, text in lines:
            starts.append((offset, number, column))
            offset += len(_plain(text)[0]) + 1
    begin = 0
    for end in _ends(plain):
        text = plain[begin:end].strip()
        if text:
            _, number, column = max(start for start in starts if start[0] <= begin)
            # All links belong to each sentence of a paragraph: few have any, and fewer have two.
            yield Passage(kind, text, number, column, heading, "", links)
        begin = end


def _ends(plain: str) -> Iterator[int]:
    for match in _END.finditer(plain):
        word = _LAST_WORD.search(plain, 0, match.start())
        before = word[0] if word else ""
        if match[0][0] != "." or not (
            before.lower() in _SHORT or (len(before) == 1 and before.isupper())
        ):
            yield match.end()
    yield len(plain)


def _plain(text: str) -> tuple[str, tuple[str, ...]]:
    """*text* without markup, and the addresses that it links to."""
    links: list[str] = []
    if "](" in text:
        links += [match[2] for match in _LINK.finditer(text) if not match[0].startswith("!")]
        text = _LINK.sub(lambda match: "" if match[0].startswith("!") else match[1], text)
    if "//" in text or "<" in text:
        links += [
            match[1] or match[2]
            for match in _BARE.finditer(text)
            if "@" in match[0] or "/" in match[0][1:].lstrip("/")
        ]
        text = _BARE.sub(
            lambda match: (
                (match[1] or match[2]) if ("@" in match[0] or "//" in match[0]) else match[0]
            ),
            text,
        )
        if "<" in text:
            text = _TAG.sub(" ", text)
    if "*" in text or "_" in text or "`" in text or "\\" in text or "~~" in text or "{" in text:
        text = _MARKS.sub("", text)
    if "&" in text:
        text = unescape(text)
    return " ".join(text.split()), tuple(links)
