"""The prose of one offer, ready to be asked for facts."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from syndicate.content.prose.passage import passages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from syndicate.content.prose.passage import Passage

_WORD = re.compile(r"[^\W_]+")


class Prose:
    """The passages of one offer, and which of them hold the words that facts are known by.

    *triggers* maps a word in small letters to the names of what is then worth a look.
    """

    def __init__(
        self,
        title: str,
        markdown: str,
        *,
        language: str,
        first_line: int = 1,
        title_line: int = 1,
        triggers: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.title = title
        self.language = language.partition("-")[0].lower()
        self.passages = passages(title, markdown, first_line, title_line)
        self._triggers = triggers

    @cached_property
    def _hits(self) -> dict[str, list[int]]:
        triggers = self._triggers
        hits: dict[str, list[int]] = {}
        for at, passage in enumerate(self.passages):
            text = f"{passage.label} {passage.text}" if passage.label else passage.text
            for word in triggers.keys() & set(_WORD.findall(text.lower())):
                for name in triggers[word]:
                    seen = hits.setdefault(name, [])
                    if not seen or seen[-1] != at:
                        seen.append(at)
        return hits

    def near(self, name: str) -> Iterator[Passage]:
        """The passages, in their order, that hold a trigger of *name*."""
        return (self.passages[at] for at in self._hits.get(name, ()))
