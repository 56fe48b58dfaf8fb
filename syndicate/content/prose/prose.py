"""The prose of one offer, ready to be asked for facts."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from syndicate.content.prose.passage import Body, Passage, may_end
from syndicate.content.prose.plain import plain
from syndicate.content.prose.triggers import BY_FIGURE, IN_KEY, LINK, Triggers, words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from datetime import date

    from syndicate.content.prose.block import Kind

#: A short line of facts is no longer.
_SHORT = 90
#: Nor is a line that nobody wrapped.
_WRAPPED = 60
_FIGURE = re.compile("[0-9]")


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
        #: The title as a passage; None where there is none.
        self.title = Passage("title", title, title_line, 1) if title else None
        self.posted = posted
        self.language = language.partition("-")[0].lower()
        #: In the file, of the body.
        self.first_line = first_line
        self._body = Body(markdown, first_line)
        self._triggers = triggers if isinstance(triggers, Triggers) else Triggers(triggers)

    @cached_property
    def passages(self) -> list[Passage]:
        """All of them, in their order: the title first."""
        body = self._body
        title = [self.title] if self.title else []
        return [*title, *(each for block in body.blocks for each in body.read(block))]

    def first(
        self, count: int, longest: int, worth: Callable[[Kind, str], bool]
    ) -> Iterator[Passage]:
        """What of the first *count* blocks is a line of at most *longest*, and *worth* a look.

        *worth* is told the kind of the block and the line as it is written.
        """
        body = self._body
        for block in body.blocks[:count]:
            line = body.lines[block.begin]
            one = block.end - block.begin == 1 and len(line) <= longest
            if one and worth(block.kind, line):
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

    def mentions(self, pattern: re.Pattern[str]) -> bool:
        """Whether the title or the body, as it is written, holds *pattern*."""
        return bool(
            (self.title and pattern.search(self.title.text)) or pattern.search(self._body.text)
        )

    def lines(self, passage: Passage) -> list[Passage]:
        """The lines of the block of *passage*, each by itself; [] when few are short."""
        body = self._body
        number = self._number(passage.line - body.first_line)
        block = body.blocks[number]
        if number < 0 or block.end - block.begin == 1:
            return []
        if sum([len(line) < _WRAPPED for line in body.lines[block.begin : block.end]]) < 2:
            return []  # wrapped prose
        found = []
        for at in range(block.begin, block.end):
            text, links = plain(body.lines[at].strip())
            line = body.first_line + at
            found.append(passage._replace(text=text, line=line, column=1, links=links))
        return found

    def held(self, marks: str) -> list[str]:
        """Which of *marks*, characters that are no words, the body holds."""
        text = self._body.text
        return [mark for mark in marks if mark in text]

    def marked(self, mark: str) -> Iterator[Passage]:
        """The passages that hold *mark*, which is no word: an emoji."""
        body = self._body
        if mark not in body.text:
            return
        for block in body.blocks:
            if any(mark in body.lines[at] for at in range(block.begin, block.end)):
                yield from (each for each in body.read(block) if mark in each.text)

    def before(self, passage: Passage, worth: Callable[[str], bool] = bool) -> Passage | None:
        """The passage before *passage*, be it in the block before.

        That block is not even read when *worth* does not hold of it as it is written.
        """
        body = self._body
        number = self._number(passage.line - body.first_line)
        if number < 0:
            return None
        block = body.blocks[number]
        above = body.blocks[number - 1] if number else None
        found = body.read(above) if above and worth(body.written(above)) else []
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
        body, triggers, spelled = self._body, self._triggers.words, self._triggers.spelled
        if self.title:
            self._note(hits, self.title, triggers.intersection(words(self.title.text).split()))
        for number, known in sorted(self._known().items()):
            block = body.blocks[number]
            passages = body.read(block, [spelled[word] for word in known])
            alone = len(passages) == 1 and block.end - block.begin == 1
            if known and alone and not may_end(body.lines[block.begin]):
                self._note(hits, passages[0], known)
                continue
            for passage in passages:
                text = f"{passage.label} {passage.text}" if passage.label else passage.text
                held = words(f"{text} {LINK}" if passage.links else text).split()
                self._note(hits, passage, triggers.intersection(held))
        return hits

    def _known(self) -> dict[int, frozenset[bytes]]:
        """The trigger words in each block that is worth a look, by its number.

        None for a block with an entity, whose words nobody knows before it is read.
        """
        body, found = self._body, dict[int, frozenset[bytes]]()
        triggers, conditions = self._triggers.words, self._triggers.conditions
        lines = words(body.text).split(b"\n")
        held = [b" ".join(lines[block.begin : block.end]).split() for block in body.blocks]
        # Most blocks hold none: no loop of ours passes them.
        holds_none = map(triggers.isdisjoint, held)
        for number in [at for at, none in enumerate(holds_none) if not none]:
            known = triggers.intersection(held[number])
            if not conditions.keys().isdisjoint(known):
                known = frozenset([word for word in known if self._counts(word, number)])
            if known:
                found[number] = known
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

    def _counts(self, word: bytes, number: int) -> bool:
        """Whether one of the conditions of *word* is met in block *number*, if it has any."""
        conditions = self._triggers.conditions.get(word)
        block, lines = self._body.blocks[number], self._body.lines
        if conditions is None or block.kind not in {"sentence", "item"}:
            return True
        if IN_KEY in conditions and len(lines[block.begin]) <= _SHORT:
            return True
        return BY_FIGURE in conditions and any(map(_FIGURE.search, lines[block.begin : block.end]))

    def _note(
        self, hits: dict[str, list[Passage]], passage: Passage, held: Collection[bytes]
    ) -> None:
        names = self._triggers.names
        for name in {name for word in held for name in names[word]}:
            if name in hits:
                hits[name].append(passage)
            else:
                hits[name] = [passage]
