"""What the memory comes to: counted when something has changed, else as it was counted last."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from syndicate.problem import Severity

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from syndicate.memory.database import Database

_KEY = "outcome"


class Outcome(NamedTuple):
    """Offers by status, their problems by severity, and how many files the output folder has.

    ``mark`` tells these problems from others. ``change`` is when the clock next opens or closes
    an offer, in microseconds since 1970.
    """

    offers: Mapping[str, int]
    problems: Mapping[Severity, int]
    mark: int
    change: int | None
    files: int


def outcome(database: Database, *, anew: bool) -> Outcome:
    """What the memory comes to; it is counted *anew* where it may be another than last time."""
    with database.reading() as db:
        row = db.execute("SELECT value FROM meta WHERE key = ?", (_KEY,)).fetchone()
    if row and not anew:
        offers, problems, *rest = json.loads(row[0])
        return Outcome(offers, {Severity(name): number for name, number in problems.items()}, *rest)
    with database.transaction() as db:
        counted = _counted(db)
        value = json.dumps(counted)
        if row is None or row[0] != value:
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_KEY, value))
    return counted


def _counted(db: sqlite3.Connection) -> Outcome:
    rows = db.execute(
        "SELECT status, kept, count(*), sum(errors), sum(warnings), sum(notes), sum(mark), "
        "min(change) FROM offers GROUP BY status, kept"
    ).fetchall()
    (files,) = db.execute("SELECT count(*) FROM files").fetchone()
    changes = [row[7] for row in rows if row[0] in {"open", "scheduled"} and row[7] is not None]
    return Outcome(
        offers={row[0]: row[2] for row in rows if not row[1]},
        problems={
            severity: sum(row[3 + at] for row in rows) for at, severity in enumerate(Severity)
        },
        mark=sum(row[6] for row in rows),
        change=min(changes, default=None),
        files=files,
    )
