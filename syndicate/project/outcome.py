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
    # Each is answered by an index alone: one for all would look at every offer.
    offers = db.execute("SELECT status, count(*) FROM offers WHERE kept = 0 GROUP BY status")
    found = db.execute(
        "SELECT coalesce(sum(errors), 0), coalesce(sum(warnings), 0), coalesce(sum(notes), 0), "
        "coalesce(sum(mark), 0) FROM offers WHERE errors OR warnings OR notes"
    ).fetchone()
    (change,) = db.execute(
        "SELECT min(change) FROM offers WHERE change IS NOT NULL "
        "AND status IN ('open', 'scheduled')"
    ).fetchone()
    (files,) = db.execute("SELECT count(*) FROM files").fetchone()
    *counts, mark = found
    return Outcome(dict(offers), dict(zip(Severity, counts, strict=True)), mark, change, files)
