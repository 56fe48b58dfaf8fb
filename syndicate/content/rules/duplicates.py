"""Offers that are there twice."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from syndicate.content.folding import fold
from syndicate.content.rules.case import Finding
from syndicate.offer import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from syndicate.content.rules.case import Case

#: The share of words in common from which two texts are nearly the same.
ALIKE = 0.9
#: Of more offers with one title in one place, each is compared with as many before it.
_MOST = 50


def find(cases: Sequence[Case]) -> Iterator[tuple[Case, Finding]]:
    """Each offer that says of the same job nearly what one before it, by path, says."""
    for group in _groups(cases).values():
        words = [_words(case) for case in group]
        told: set[int] = set()
        for at, other in combinations(range(len(group)), 2):
            if other in told or other - at > _MOST:
                continue
            if _likeness(words[at], words[other]) >= ALIKE:
                told.add(other)
                yield group[other], _finding(group[other], group[at])


def _groups(cases: Sequence[Case]) -> dict[tuple[object, ...], list[Case]]:
    groups: dict[tuple[object, ...], list[Case]] = {}
    for case in cases:
        offer = case.offer
        if offer.status is Status.OPEN:
            places = frozenset((place.country, fold(place.city or "")) for place in offer.locations)
            # Another reference, start or length is another post with the same text.
            key = (
                fold(case.title), case.language, places, offer.employment, offer.schedule,
                offer.requisition_id, offer.start, offer.duration_months, offer.organization,
            )  # fmt: skip
            groups.setdefault(key, []).append(case)
    return groups


def _words(case: Case) -> frozenset[str]:
    words = case.markdown.lower().split()
    # Pairs of words: long texts share most single words with each other.
    return frozenset(map(" ".join, pairwise(words))) or frozenset(words)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _finding(case: Case, other: Case) -> Finding:
    message = (
        f"{other.offer.path} is open as well, with the same title, the same place and nearly the "
        "same text: boards take one of the two for spam"
    )
    hint = "keep one of the two; for more than one post, write openings: 2"
    return Finding(*case.at(case.title_field), case.title_field, message, hint)
