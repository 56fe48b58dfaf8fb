"""One offer as the rules look at it, and what they find in it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.front_matter import parse
from syndicate.content.prose.passage import Body, Passage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from syndicate.offer import Offer
    from syndicate.site import Site


_MARKS = {ord(mark): None for mark in "*_`~\\"}


class Finding(NamedTuple):
    """What one rule found: where, in which field if in one, what is wrong, what to write."""

    line: int
    column: int
    field: str
    message: str
    hint: str


class Before(NamedTuple):
    """An offer as the last build knew it, under today's clock, and its Markdown."""

    offer: Offer
    markdown: str


class Case:
    """One offer of *site* at *now*, with the *text* of its file.

    *places* has line and column of each field that the file states. *before* is what the last
    build knew, where the file has changed since.
    """

    def __init__(
        self,
        offer: Offer,
        text: str,
        site: Site,
        now: datetime,
        places: Mapping[str, tuple[int, int]],
        before: Before | None = None,
    ) -> None:
        self.offer = offer
        self.site = site
        self.now = now
        self.places = places
        self.before = before
        document = parse(text)
        self.markdown = document.body
        self._body_line = document.body_line
        self._keys = document.front.keys

    @property
    def language(self) -> str:
        """The language of the offer without its country: ``fr`` of ``fr-CA``."""
        return self.offer.language.partition("-")[0].lower()

    @property
    def title(self) -> str:
        """The title that readers and boards are shown."""
        return self.offer.board_title or self.offer.title

    @property
    def title_field(self) -> str:
        """The field that ``title`` comes from."""
        return "board_title" if self.offer.board_title else "title"

    @cached_property
    def lower(self) -> str:
        """Title and body in small letters, with straight apostrophes."""
        return f"{self.title}\n{self.markdown}".lower().replace("’", "'")

    @cached_property
    def plain(self) -> str:
        """``lower`` without marks and line ends: what a sentence holds, this holds, and more."""
        return " ".join(self.lower.translate(_MARKS).split())

    @cached_property
    def body(self) -> Body:
        """The body, block by block."""
        return Body(self.markdown, self._body_line)

    @cached_property
    def passages(self) -> list[Passage]:
        """Title and body, sentence by sentence."""
        line, column = self.at(self.title_field)
        title = [Passage("title", self.title, line, column)]
        return title + [each for block in self.body.blocks for each in self.body.read(block)]

    def at(self, field: str) -> tuple[int, int]:
        """Line and column of *field*; the first of the file when it does not state it."""
        return self.places.get(field, (1, 1))

    def key(self, field: str) -> str:
        """The key under which the file states *field*; the field's own name when it does not."""
        line, column = self.at(field)
        before = [
            (place.line, place.column, key)
            for key, place in self._keys.items()
            if (place.line, place.column) < (line, column)
        ]
        return max(before)[2] if field in self.places and before else field

    def position(self, index: int) -> tuple[int, int]:
        """Line and column in the file of the character *index* of the body."""
        before = self.markdown[:index]
        return self._body_line + before.count("\n"), index - before.rfind("\n")
