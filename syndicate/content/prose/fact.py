"""What the prose of an offer states: a fact, and the sentence that proves it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from syndicate.content.prose.passage import Passage

#: From here on a fact may fill a gap by itself (``infer = true``), and is proposed without doubt.
HIGH = 0.97
#: Below, nothing is said of it: a wrong proposal costs its reader more than a missing one.
LOW = 0.5


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of an offer.

    ``field`` is a field of ``Offer``, ``value`` what it would hold: a tuple of ``Location``, a
    ``Pay``, a word of ours. ``written`` is the value as front matter has it, which reads as
    ``value`` again; empty when front matter cannot state it. ``sentence`` is the evidence, in
    plain text, which begins in ``line`` and ``column`` of the file. ``confidence`` is the share of
    such facts that were right in offers labelled by reading (``tests/labels``).
    """

    field: str
    value: object
    written: str
    sentence: str
    line: int
    column: int
    confidence: float

    @classmethod
    def of(
        cls, field: str, value: object, written: str, passage: Passage, confidence: float
    ) -> Fact:
        """The fact that *passage* states."""
        return cls(
            field, value, written, passage.sentence, passage.line, passage.column, confidence
        )

    def at(self, passage: Passage) -> Fact:
        """The same fact, stated by *passage*, whose words are the same."""
        return Fact(
            self.field,
            self.value,
            self.written,
            self.sentence,
            passage.line,
            passage.column,
            self.confidence,
        )


_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ '’.,/()+%€$£·–-])*", re.UNICODE)
_NEITHER = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))


def written(text: str) -> str:
    """*text* as a value of front matter: in quotes where YAML would read something else."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NEITHER and not text.endswith(" "):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def surest(found: Sequence[Fact], doubted: float) -> Fact:
    """The surest of *found*, the first of several; only *doubted* when others as sure disagree."""
    best = max(found, key=lambda fact: fact.confidence)
    rivals = {fact.value for fact in found if fact.confidence >= min(best.confidence, HIGH)}
    return best if len(rivals) == 1 else replace(best, confidence=doubted)
