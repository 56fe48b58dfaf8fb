"""The prose of one offer, ready to be asked for facts."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from syndicate.content.prose.passage import Body, Passage, holds, may_end

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

#: What parts words, beside all of ASCII that is no letter, digit or line end: what a reader's
#: keyboard or word processor writes.
_ALSO_PARTING = "’‘“”«»…–—·•\xa0\u202f"
#: Signs of money, and the one in the middle of a mail address, are words.
_SIGNS = "$€£@"
#: Most texts have no characters but these, of which each is one byte.
_SMALL = "cp1252"


def _parting(byte: int, encoding: str) -> int:
    """What stands for *byte* of a text: a blank if it parts words, the small letter of a large."""
    try:
        letter = bytes((byte,)).decode(encoding)
    except UnicodeDecodeError:  # no character, or a part of one
        return byte
    if letter in _ALSO_PARTING or not (byte > 127 or letter.isalnum() or letter in "$@\n"):
        return 32
    return letter.lower().encode(encoding)[0]


_OF_SMALL, _OF_UTF_8 = (
    bytes([_parting(byte, encoding) for byte in range(256)]) for encoding in (_SMALL, "utf-8")
)
#: The word that every passage holds which links to an address of the web or for mail.
LINK = "https"
#: At the end of a name: its word counts only in a key, a heading or a short line; or only where a
#: figure stands in the same block.
IN_KEY, BY_FIGURE = ":", "#"
_MARKS = IN_KEY + BY_FIGURE
#: A short line of facts is no longer.
_SHORT = 90
_FIGURE = re.compile("[0-9]")


class Triggers:
    """Words in small letters, and the names of what is worth a look where they stand.

    *names* of a word may have the mark of a condition at their end (``IN_KEY``, ``BY_FIGURE``).
    """

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        self.words = frozenset(names)
        self.names = {
            word: tuple([name.rstrip(_MARKS) for name in each]) for word, each in names.items()
        }
        #: The conditions of words that never count without one.
        self.conditions = {
            word: marks
            for word, each in names.items()
            if (marks := "".join([name[-1] for name in each])) and not marks.strip(_MARKS)
        }


class Prose:
    """The passages of one offer, and which of them hold the words that facts are known by.

    Passages without any of *triggers* are not even taken apart, unless somebody asks for all.
    """

    def __init__(
        self,
        title: str,
        markdown: str,
        *,
        language: str,
        first_line: int = 1,
        title_line: int = 1,
        posted: date | None = None,
        triggers: Triggers | Mapping[str, tuple[str, ...]],
    ) -> None:
        self.title = title
        self.posted = posted
        self.language = language.partition("-")[0].lower()
        self._body = Body(markdown, first_line)
        self._title = [Passage("title", title, title_line, 1)] if title else []
        self._triggers = triggers if isinstance(triggers, Triggers) else Triggers(triggers)

    @cached_property
    def passages(self) -> list[Passage]:
        """All of them, in their order: the title first."""
        body = self._body
        return [*self._title, *(each for block in body.blocks for each in body.read(block))]

    def first(self, count: int, longest: int = 10_000, marks: str = "") -> Iterator[Passage]:
        """The title, and what of the first *count* blocks is a line of at most *longest*.

        Only lines that hold one of the characters of *marks*, where there are any.
        """
        body = self._body
        yield from self._title
        for block in body.blocks[:count]:
            line = body.lines[block.begin]
            if block.end - block.begin > 1 or len(line) > longest:
                continue
            if not marks or holds(line, marks):
                yield from body.read(block)

    def below(self, heading: Passage, count: int) -> Iterator[Passage]:
        """The passages of the *count* blocks below *heading*, as far as the next heading."""
        body = self._body
        begin = heading.line - body.first_line
        for block in body.blocks:
            if block.begin > begin:
                if block.kind == "heading" or not count:
                    return
                count -= 1
                yield from body.read(block)

    def marked(self, mark: str) -> Iterator[Passage]:
        """The passages that hold *mark*, which is no word: an emoji."""
        body = self._body
        if mark not in body.text:
            return
        for block in body.blocks:
            if any(mark in body.lines[at] for at in range(block.begin, block.end)):
                yield from (each for each in body.read(block) if mark in each.text)

    def before(self, passage: Passage) -> Passage | None:
        """The passage before *passage*, be it in the block before."""
        body = self._body
        number = self._number(passage.line - body.first_line)
        if number < 0:
            return None
        block = body.blocks[number]
        found = body.read(body.blocks[number - 1]) if number else []
        where = (body.first_line + block.begin, block.mark + 1)
        if block.kind != "cells" and (passage.line, passage.column) == where:
            return found[-1] if found else None
        found = [*found, *body.read(block)]
        same = (at for at, each in enumerate(found) if each.text == passage.text)
        index = next(same, 0)
        return found[index - 1] if index else None

    def near(self, name: str) -> Iterator[Passage]:
        """The passages, in their order, that hold a trigger of *name*."""
        return iter(self._hits.get(name, ()))

    @cached_property
    def _hits(self) -> dict[str, list[Passage]]:
        hits: dict[str, list[Passage]] = {}
        body, triggers = self._body, self._triggers.words
        for passage in self._title:
            self._note(hits, passage, triggers.intersection(_words(passage.text).split()))
        for number, known in sorted(self._known().items()):
            block = body.blocks[number]
            passages = body.read(block, known)
            alone = len(passages) == 1 and block.end - block.begin == 1
            if known and alone and not may_end(body.lines[block.begin]):
                self._note(hits, passages[0], known)
                continue
            for passage in passages:
                text = f"{passage.label} {passage.text}" if passage.label else passage.text
                words = _words(f"{text} {LINK}" if passage.links else text).split()
                self._note(hits, passage, triggers.intersection(words))
        return hits

    def _known(self) -> dict[int, frozenset[str]]:
        """The trigger words in each block that is worth a look, by its number.

        None for a block with an entity, whose words nobody knows before it is read.
        """
        body, found = self._body, dict[int, frozenset[str]]()
        triggers, conditions = self._triggers.words, self._triggers.conditions
        lines = [line.split() for line in _words(body.text).split("\n")]
        # Most lines hold none: no loop of ours passes them.
        holds_none = map(triggers.isdisjoint, lines)
        for line in [at for at, none in enumerate(holds_none) if not none]:
            if (number := self._number(line)) < 0:
                continue
            known = triggers.intersection(lines[line])
            if not conditions.keys().isdisjoint(known):
                known = frozenset([word for word in known if self._counts(word, number)])
            if known:
                found[number] = known | found[number] if number in found else known
        if "&" in body.text:
            for line, text in enumerate(body.lines):
                if "&" in text and (number := self._number(line)) >= 0:
                    found[number] = frozenset()
        return found

    def _number(self, line: int) -> int:
        """The number of the block that index *line* of the lines belongs to, or -1."""
        blocks = self._body.blocks
        number = bisect_right(self._begins, line) - 1
        return number if number >= 0 and line < blocks[number].end else -1

    @cached_property
    def _begins(self) -> list[int]:
        return [block.begin for block in self._body.blocks]

    def _counts(self, word: str, number: int) -> bool:
        """Whether one of the conditions of *word* is met in block *number*, if it has any."""
        conditions = self._triggers.conditions.get(word)
        block, lines = self._body.blocks[number], self._body.lines
        if conditions is None or block.kind not in {"sentence", "item"}:
            return True
        if IN_KEY in conditions and len(lines[block.begin]) <= _SHORT:
            return True
        return BY_FIGURE in conditions and any(map(_FIGURE.search, lines[block.begin : block.end]))

    def _note(
        self, hits: dict[str, list[Passage]], passage: Passage, words: Collection[str]
    ) -> None:
        names = self._triggers.names
        for name in {name for word in words for name in names[word]}:
            if name in hits:
                hits[name].append(passage)
            else:
                hits[name] = [passage]


def _words(text: str) -> str:
    """*text* in small letters, with blanks for all but letters, digits and a few signs."""
    for sign in _SIGNS:
        if sign in text:
            text = text.replace(sign, f" {sign} ")
    if text.isascii():
        return text.encode().translate(_OF_UTF_8).decode()
    try:
        return text.replace("\u202f", " ").encode(_SMALL).translate(_OF_SMALL).decode(_SMALL)
    except UnicodeEncodeError:
        text = text.lower()
        for mark in _ALSO_PARTING:
            text = text.replace(mark, " ")
        return text.encode("utf-8", "replace").translate(_OF_UTF_8).decode()
