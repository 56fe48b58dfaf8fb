"""Facts from prose: what an offer's own words state, each with the sentence that proves it.

Precision before recall: what is proposed is read by a person who has little time, and what
``infer = true`` fills in is read by machines. Each kind of fact has a module with ``TRIGGERS``
(words in small letters; a passage that holds none is not looked at) and ``find(prose)``. A trigger
``city:`` counts only in a key, a heading or a short line, ``write#`` only where a figure stands.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol

from syndicate.content.prose.fact import HIGH, LOW, Fact
from syndicate.content.prose.prose import Prose
from syndicate.content.prose.triggers import BY_FIGURE, IN_KEY, Triggers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

__all__ = ["HIGH", "LOW", "Fact", "facts"]


class Finder(Protocol):
    """A module that finds one kind of fact."""

    TRIGGERS: frozenset[str]

    def find(self, prose: Prose) -> Iterator[Fact]: ...


@cache
def _finders() -> Mapping[str, Finder]:
    # Loaded when first asked: most builds read no prose.
    from syndicate.content.prose import (
        applying,
        board_title,
        closing,
        contract,
        duration,
        education,
        experience,
        pay,
        places,
        schedule,
        spoken,
        start,
        workplace,
    )

    return {
        "applying": applying,
        "board_title": board_title,
        "closing": closing,
        "contract": contract,
        "duration": duration,
        "education": education,
        "experience": experience,
        "pay": pay,
        "places": places,
        "schedule": schedule,
        "spoken": spoken,
        "start": start,
        "workplace": workplace,
    }


@cache
def _triggers() -> Triggers:
    from syndicate.content.prose import demonyms  # of which ``places`` asks under their own name

    listed = {name: finder.TRIGGERS for name, finder in _finders().items()}
    listed["demonyms"] = demonyms.words()
    found: dict[str, tuple[str, ...]] = {}
    for name, triggers in listed.items():
        for trigger in triggers:
            word = trigger.rstrip(IN_KEY + BY_FIGURE)
            found[word] = (*found.get(word, ()), name + trigger[len(word) :])
    return Triggers(found)


def facts(
    title: str,
    markdown: str,
    *,
    language: str,
    first_line: int = 1,
    title_line: int = 1,
    posted: date | None = None,
) -> list[Fact]:
    """What *title* and *markdown*, the body of an offer in *language*, state; raises nothing.

    The body begins in *first_line* of its file. *posted* is the day of the offer, when it is known:
    it tells the year of days that are written without one. At most one fact for each field, the
    one that is surest, and none below ``LOW``.
    """
    prose = Prose(
        title,
        markdown,
        language=language,
        first_line=first_line,
        title_line=title_line,
        posted=posted,
        triggers=_triggers(),
    )
    best: dict[str, Fact] = {}
    for finder in _finders().values():
        for fact in finder.find(prose):
            known = best.get(fact.field)
            if fact.confidence >= LOW and (known is None or fact.confidence > known.confidence):
                best[fact.field] = fact
    return list(best.values())
