"""The matrix of offers and boards for programs: keys and order are a contract."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from syndicate.cli.output import json_text
from syndicate.offer import Status
from syndicate.project.destinations import Fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from syndicate.project.advising import Advised
    from syndicate.project.destinations import Cell, Destination
    from syndicate.project.matrix import Matrix
    from syndicate.project.remedies import Remedy


def as_json(matrix: Matrix, advised: Iterable[Advised]) -> Iterator[str]:
    """What ``check --boards --format json`` prints, piece by piece: an offer on each line."""
    boards = [
        {
            "name": destination.name,
            "kind": destination.kind,
            "title": destination.title,
            "offers": counts(row.cells[at].fit for row in matrix.rows),
        }
        for at, destination in enumerate(matrix.destinations)
    ]
    unreadable = [offer.path for offer in matrix.offers if offer.status is Status.UNREADABLE]
    yield '{\n"boards": '
    yield from _list(boards)
    yield ',\n"offers": '
    yield from _list(_offer(one, matrix.destinations) for one in advised)
    yield f',\n"unreadable": {json_text(unreadable)}'
    yield f',\n"boards_of_files": {json_text(list(matrix.unjudged))}\n}}\n'


def _list(values: Iterable[object]) -> Iterator[str]:
    """A list with a line for each of *values*."""
    start = "["
    for value in values:
        yield f"{start}\n{json_text(value)}"
        start = ","
    yield "[]" if start == "[" else "\n]"


def counts(fits: Iterable[Fit]) -> dict[str, int]:
    """How many there are of each of *fits*, those that there are none of with 0."""
    found = Counter(fits)
    return {fit.value: found[fit] for fit in Fit}


def _offer(advised: Advised, destinations: Iterable[Destination]) -> dict[str, object]:
    offer = advised.row.offer
    return {
        "path": offer.path,
        "id": offer.id,
        "title": offer.title,
        "status": offer.status.value,
        "boards": {
            destination.name: _cell(cell)
            for destination, cell in zip(destinations, advised.row.cells, strict=True)
        },
        "remedies": [_remedy(remedy, advised) for remedy in advised.remedies],
    }


def _cell(cell: Cell) -> dict[str, object]:
    return {
        "fit": cell.fit.value,
        "note": cell.note,
        "reasons": [
            {
                "code": lack.code,
                "field": lack.field,
                "refuses": lack.refuses,
                "message": lack.message,
                "hint": lack.hint,
            }
            for lack in cell.lacks
        ],
    }


def _remedy(remedy: Remedy, advised: Advised) -> dict[str, object]:
    said = remedy.said
    return {
        "about": remedy.name,
        "lines": [
            {
                "key": entry.key,
                "value": entry.value,
                "text": entry.line if entry.at else advised.lines.get(entry.key, entry.line),
                "replaces": entry.before or None,
                "line": entry.at or None,
                "example": entry.example or None,
            }
            for entry in remedy.entries
        ],
        "advice": remedy.advice,
        "stated": said and {"line": said.line, "sentence": said.sentence, "sure": said.sure},
        "unlocks": list(remedy.unlocks),
        "refused_by": list(remedy.refusing),
        "wished_by": list(remedy.wishing),
    }
