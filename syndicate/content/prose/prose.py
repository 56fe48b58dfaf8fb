"""The prose of one offer, ready to be asked for facts."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from syndicate.content.prose.passage import Body, Passage, may_end

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

#: Bytes that part words in UTF-8: all of ASCII that is no letter, digit or line end.
_PARTING = bytes(
    byte if byte > 127 or chr(byte).isalnum() or byte in b"$@\n" else 32 for byte in range(256)
)
#: What else parts words, and a reader's keyboard or word processor writes.
_ALSO_PARTING = "’‘“”«»…–—·•\xa0\u202f"
#: Signs of money, and the one in the middle of a mail address, are words.
_SIGNS = "$€£@"
#: The word that every passage holds which links to an address of the web or for mail.
LINK = "https"


class Prose:
    """The passages of one offer, and which of them hold the words that facts are known by.

    *triggers* maps a word in small letters to the names of what is then worth a look. Passages
    without any are not even taken apart, unless somebody asks for all.
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
        triggers: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.title = title
        self.posted = posted
        self.language = language.partition("-")[0].lower()
        self._body = Body(markdown, first_line)
        self._title = [Passage("title", title, title_line, 1)] if title else []
        self._triggers = triggers

    @cached_property
    def passages(self) -> list[Passage]:
        """All of them, in their order: the title first."""
        body = self._body
        return [*self._title, *(each for block in body.blocks for each in body.read(block))]

    def first(self, count: int, longest: int = 10_000) -> Iterator[Passage]:
        """The title, and what of the first *count* blocks is a line of at most *longest*."""
        body = self._body
        yield from self._title
        for block in body.blocks[:count]:
            if block.end - block.begin == 1 and len(body.lines[block.begin]) <= longest:
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
        body, at = self._body, passage.line - self._body.first_line
        found: list[Passage] = []
        for number, block in enumerate(body.blocks):
            if block.begin <= at < block.end:
                found = body.read(body.blocks[number - 1]) if number else []
                found = [*found, *body.read(block)]
                break
        same = (at for at, each in enumerate(found) if each.text == passage.text)
        index = next(same, 0)
        return found[index - 1] if index else None

    def near(self, name: str) -> Iterator[Passage]:
        """The passages, in their order, that hold a trigger of *name*."""
        return iter(self._hits.get(name, ()))

    @cached_property
    def _hits(self) -> dict[str, list[Passage]]:
        hits: dict[str, list[Passage]] = {}
        body, triggers = self._body, self._triggers.keys()
        lines = _words(body.text).split("\n")
        for passage in self._title:
            self._note(hits, passage, triggers & _words(passage.text).split())
        for block in body.blocks:
            begin, end = block.begin, block.end
            words = (lines[begin] if end - begin == 1 else " ".join(lines[begin:end])).split()
            has_entity = "&" in body.lines[begin]
            if not has_entity and triggers.isdisjoint(words):
                continue
            known = () if has_entity else triggers & words
            passages = body.read(block, known)
            if len(passages) == 1 and known and end - begin == 1 and not may_end(body.lines[begin]):
                self._note(hits, passages[0], known)
                continue
            for passage in passages:
                text = f"{passage.label} {passage.text}" if passage.label else passage.text
                words = _words(f"{text} {LINK}" if passage.links else text).split()
                self._note(hits, passage, triggers & words)
        return hits

    def _note(
        self, hits: dict[str, list[Passage]], passage: Passage, words: Collection[str]
    ) -> None:
        names = {name for word in words for name in self._triggers[word]}
        for name in names:
            hits.setdefault(name, []).append(passage)


def _words(text: str) -> str:
    """*text* in small letters, with blanks for all but letters, digits and a few signs."""
    text = text.lower()
    if not text.isascii():
        for mark in _ALSO_PARTING:
            text = text.replace(mark, " ")
    for sign in _SIGNS:
        if sign in text:
            text = text.replace(sign, f" {sign} ")
    return text.encode("utf-8", "replace").translate(_PARTING).decode()
