"""Where who works remotely is asked to live: ``Applicants must be based in Germany``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.content.prose.countries import countries
from syndicate.content.prose.cues import pattern
from syndicate.content.prose.fact import Fact

if TYPE_CHECKING:
    from syndicate.content.prose.prose import Prose


def residence(prose: Prose, confidence: float) -> list[Fact]:
    """The countries in which another sentence asks who works remotely to live."""
    if not prose.mentions(pattern("lives")):
        return []
    for passage in prose.passages:
        asked = pattern("lives").search(passage.text)
        if asked is None:
            continue
        if pattern("elsewhere").search(passage.text.lower()):
            continue
        around = f"{passage.text[: asked.start()]} {passage.text[asked.end() :]}".lower()
        if pattern("others").search(around):
            continue
        if there := countries(passage.text[asked.start() :]):
            return [Fact.of("remote_countries", there, ", ".join(there), passage, confidence)]
    return []
