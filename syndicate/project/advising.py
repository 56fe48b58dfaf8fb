"""Remedies for all offers of a matrix, with what their own texts state."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from syndicate.project.front_lines import FrontLines, Said
from syndicate.project.remedies import remedies
from syndicate.project.suggesting import suggestions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from syndicate.content.suggestion import Suggestion
    from syndicate.project.matrix import Matrix, Row
    from syndicate.project.remedies import Remedy
    from syndicate.site import Site

#: The texts of so many offers are searched for what their front matter leaves open: it takes a
#: hundred times as long as to judge them.
MOST_TEXTS = 200


class Advised(NamedTuple):
    """One offer, what would help it, and the lines to add as its file writes them, by key."""

    row: Row
    remedies: tuple[Remedy, ...]
    lines: Mapping[str, str]


def advised(matrix: Matrix, site: Site, now: datetime) -> Iterator[Advised]:
    """What would help each offer of *matrix*, in its order; nothing for those that lack nothing."""
    said = statements(matrix, site, now)
    for row in matrix.rows:
        path = row.offer.path
        front = FrontLines(
            matrix.reading.good[path].text, matrix.reading.places[path], site, said.get(path)
        )
        found = tuple(remedies(row, matrix.destinations, front))
        lines = front.added(entry for remedy in found for entry in remedy.entries)
        yield Advised(row, found, lines)


def searched(matrix: Matrix) -> tuple[list[str], int]:
    """The paths of the offers whose texts are searched, and how many lack something."""
    lacking = [row.offer.path for row in matrix.rows if any(cell.lacks for cell in row.cells)]
    return lacking[:MOST_TEXTS], len(lacking)


def statements(matrix: Matrix, site: Site, now: datetime) -> dict[str, dict[str, Said]]:
    """What the texts of the offers that lack something state, by path and field."""
    from syndicate.content.prose import HIGH

    paths = frozenset(searched(matrix)[0])
    if not paths:
        return {}
    found = suggestions(site, now, least=HIGH, wanted=paths.__contains__)
    return {each.source.path: _said(each) for each in found}


def _said(suggestion: Suggestion) -> dict[str, Said]:
    return {
        gap.fact.field: Said(
            gap.fact.value,
            gap.fact.written,
            " ".join(gap.fact.sentence.split()),
            gap.fact.line,
            sure,
        )
        for gaps, sure in ((suggestion.doubtful, False), (suggestion.proposed, True))
        for gap in gaps
    }
