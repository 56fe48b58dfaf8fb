"""The prose of an offer in passages: sentences, items, headings, and lines of ``Key: value``."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from syndicate.content.dates import month_of
from syndicate.content.folding import fold
from syndicate.content.prose.block import Block, blocks
from syndicate.content.prose.plain import Links, plain, seen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

Kind = Literal["title", "heading", "pair", "item", "sentence"]


class Passage(NamedTuple):
    """One piece of plain text that stands for itself.

    ``heading`` is the heading that it stands below, ``label`` the key of a pair (``Location`` of
    ``**Location:** Paris``, whose ``text`` is ``Paris``); both in plain text, or empty. ``links``
    are what it links to: the words that do, empty for a bare address, and the address. ``line``
    and ``column`` count from 1, in the file. ``place`` is where it stands in the text: from 0 for
    the title to nearly 1 for the last line.
    """

    kind: Kind
    text: str
    line: int
    column: int
    heading: str = ""
    label: str = ""
    links: Links = ()
    place: float = 0.0

    @property
    def sentence(self) -> str:
        """What a person is shown as evidence."""
        return f"{self.label}: {self.text}" if self.label else self.text


# A sentence ends before a capital, a digit or a quotation mark.
_END = re.compile(r"[.!?…][.!?…]*(?:[\"»”')\]]| »)*\s+(?=[\"«“'(\[]?[A-ZÀ-Ý0-9*])")
#: What a full stop follows without ending a sentence, beside a single capital.
_SHORT = frozenset(
    ("m", "mr", "mme", "dr", "st", "ms", "no", "nr", "ca", "vs", "e.g", "i.e", "p.ex", "etc")
) | {"bzw", "z.b", "inc", "réf", "env", "art", "bijv", "o.a", "incl", "approx", "min", "max"}
_SHORT |= {"tél", "tel"}
#: A picture in a heading that is spelled: ``Pay :moneybag:``.
_PICTURE = re.compile(r"\s*:[a-z][a-z0-9_+-]{2,}:")
#: What parts the cells of a row in HTML.
_CELL = re.compile(r"</?(?:tr|t[hd]|d[ltd]|table|tbody)\b[^>]*>", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]+")
#: So many letters tell a sentence from the others of its paragraph.
_TELLING = 24


def passages(title: str, markdown: str, first_line: int, title_line: int = 1) -> list[Passage]:
    """The passages of an offer: its *title*, then those of its body, from *first_line* on."""
    body = Body(markdown, first_line)
    found = [Passage("title", title, title_line, 1)] if title else []
    for block in body.blocks:
        found += body.read(block)
    return found


class Body:
    """A body in Markdown, whose first line is *first_line* of its file, block by block."""

    def __init__(self, markdown: str, first_line: int) -> None:
        self.text = seen(markdown)
        self.lines = self.text.split("\n")
        self.first_line = first_line
        self._headings: dict[int, tuple[str, Links]] = {}

    @cached_property
    def blocks(self) -> list[Block]:
        return blocks(self.lines)

    def heading(self, number: int) -> str:
        """The plain text of block *number*, a heading."""
        return self._heading(number)[0].rstrip(" :?\xa0")

    def _heading(self, number: int) -> tuple[str, Links]:
        known = self._headings.get(number)
        if known is None:
            text, links = plain(self.written(self.blocks[number]))
            if ":" in text:
                text = _PICTURE.sub("", text)
            known = self._headings[number] = text, links
        return known

    def read(self, block: Block, among: Collection[str] = ()) -> list[Passage]:
        """The passages of *block*: one, or as many as it has sentences.

        Of several sentences only those that link, or hold one of *among*, which are in small
        letters.
        """
        kind, begin, _, mark, above, label, value = block
        line, place = self.first_line + begin, (begin + 1) / (len(self.lines) + 1)
        heading = self.heading(above) if above >= 0 else ""
        if kind == "cells":
            return list(self._cells(self.lines[begin], line, mark + 1, heading, place))
        if kind == "pair":
            text, links = plain(value)
            key = plain(label)[0]
            if text and key:
                whole = Passage("pair", text, line, mark + 1, heading, key, links, place)
                return [whole, *self._beside(whole, block, among)]
        if kind == "heading":  # which is its own
            text, links = self._heading(above)
            return [Passage(kind, text, line, mark + 1, heading, "", links, place)] if text else []
        raw = self.written(block)
        text, links = plain(raw)
        if not text:
            return []
        make = Passage._make  # quicker than its constructor
        shown: Kind = "sentence" if kind == "pair" else kind
        ends = _ends(text)
        if len(ends) <= 1:
            return [make((shown, text, line, mark + 1, heading, "", links, place))]
        found: list[Passage] = []
        lower = text.lower() if among else ""
        begin = at = 0
        for end in ends:
            inside: Links = ()
            if links:
                sentence = text[begin:end]
                inside = tuple([each for each in links if (each[0] or each[1]) in sentence])
            if inside or not among or holds(lower[begin:end], among):
                sentence = text[begin:end].rstrip()
                at = _where(sentence, raw, max(begin, at)) if begin else 0
                line, column = self._spot(block, at)
                found.append(make((shown, sentence, line, column, heading, "", inside, place)))
            begin = end
        return found

    def _beside(self, pair: Passage, block: Block, among: Collection[str]) -> Iterator[Passage]:
        """What is said behind the value of *pair*: its sentences but the first."""
        raw = self.written(block)
        begin = at = 0
        for end in _ends(pair.text):
            sentence = pair.text[begin:end].rstrip()
            if begin and (not among or holds(sentence.lower(), among)):
                at = _where(sentence, raw, at)
                line, column = self._spot(block, at)
                yield Passage("sentence", sentence, line, column, pair.heading, "", (), pair.place)
            begin = end

    def written(self, block: Block) -> str:
        """*block* in Markdown, without the mark before it, in one line."""
        if block.end - block.begin == 1:
            text = self.lines[block.begin][block.mark :]
        else:
            text = " ".join(self.lines[block.begin : block.end])[block.mark :]
        return text.rstrip("# \t") if block.kind == "heading" else text

    def _spot(self, block: Block, at: int) -> tuple[int, int]:
        """The line and column in the file of index *at* of what is written in *block*."""
        at += block.mark
        line = block.begin
        while line + 1 < block.end and at > len(self.lines[line]):
            at -= len(self.lines[line]) + 1
            line += 1
        return self.first_line + line, at + 1

    def _cells(
        self, row: str, line: int, column: int, heading: str, place: float
    ) -> Iterator[Passage]:
        if row.lstrip()[:1] == "<":
            cells = [cell.strip() for cell in _CELL.split(row) if cell.strip()]
        else:
            cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
        if all(not cell.strip("-: ") for cell in cells):
            return
        texts = [plain(cell) for cell in cells]
        if len(texts) == 2 and texts[0][0] and len(texts[0][0]) < 40 and texts[1][0]:
            label = texts[0][0].rstrip(" :\xa0")
            text, links = texts[1]
            yield Passage("pair", text, line, column, heading, label, links, place)
            return
        for text, links in texts:
            if text:
                yield Passage("item", text, line, column, heading, "", links, place)


def holds(text: str, pieces: Iterable[str]) -> bool:
    """Whether one of *pieces* stands in *text*."""
    for piece in pieces:  # noqa: SIM110 - a generator takes twice as long
        if piece in text:
            return True
    return False


def _where(sentence: str, raw: str, at: int) -> int:
    """The index in *raw*, at or after *at*, where *sentence* begins, with its markup or without."""
    found = raw.find(sentence[:_TELLING], at)
    if found < 0:
        word = re.search(r"\w+", sentence)
        found = raw.find(word[0], at) if word else -1
    return at if found < 0 else found


def _is_month(text: str, at: int) -> bool:
    """Whether the word at *at* is a month: ``1. März`` is a day, and no end of a sentence."""
    word = _NAME.match(text, at)
    return word is not None and month_of(fold(word[0])) is not None


def _ends(text: str) -> Sequence[int]:
    """Where the sentences of *text* end, with the blanks after them; () when it is one."""
    if not may_end(text):
        return ()
    found = []
    for match in _END.finditer(text):
        start = match.start()
        if text[start] == ".":
            before = text[max(text.rfind(" ", 0, start), text.rfind("(", 0, start)) + 1 : start]
            if before.lower() in _SHORT or (len(before) == 1 and before.isupper()):
                continue
            if before.isdigit() and _is_month(text, match.end()):
                continue
        found.append(match.end())
    if not found or found[-1] < len(text):
        found.append(len(text))
    return found


def may_end(text: str) -> bool:
    """Whether a sentence may end in the midst of *text*."""
    return (
        ". " in text
        or "! " in text
        or "? " in text
        or "… " in text
        or ") " in text
        or '" ' in text
        or "» " in text
        or "” " in text
    )
