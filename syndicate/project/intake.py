"""The content folder taken in: what moved is read, and every offer gets its name and address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.memory import texts
from syndicate.project.turning import micros

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from syndicate.project.crew import Crew
    from syndicate.project.desk import Desk
    from syndicate.project.looking import Looks, Task


#: So many files are one task: enough to be worth its way through a pipe, and few enough that
#: processes end together.
CHUNK = 250


def take_in(crew: Crew, desk: Desk, looks: Looks, told: Callable[[int, int], None] | None) -> bool:
    """Make the memory's offers those of the content folder at this instant.

    *told* is given the files read and those there are to read. Returns whether any offer is
    another one now.
    """
    with desk.database.transaction() as db:
        _forget_unfinished(db)
    same = _read(crew, looks.tasks, told)
    with desk.database.transaction() as db:
        db.executemany("UPDATE offers SET stamp = ? WHERE path = ? AND kept = 0", same)
        changed = bool(looks.gone) or _has_fresh(db) or _kept_turned(db, micros(desk.now))
        if changed:
            _merge(db, desk, looks.gone)
        texts.forget_the_old(db, desk.now)
    return changed


def _forget_unfinished(db: sqlite3.Connection) -> None:
    """Readings of a build that died before it compared them with the others."""
    for table in ("bodies", "claims"):
        db.execute(f"DELETE FROM {table} WHERE version IN (SELECT version FROM fresh)")  # noqa: S608 - constants
    db.execute("DELETE FROM fresh")


def _read(
    crew: Crew, tasks: Sequence[Task], told: Callable[[int, int], None] | None
) -> list[tuple[str, str]]:
    """Read the files of *tasks*; stamp and path of those that say what they said before."""
    if not tasks:
        return []
    from syndicate.project.readings import read

    same: list[tuple[str, str]] = []
    done = 0
    chunks = (tasks[at : at + CHUNK] for at in range(0, len(tasks), CHUNK))
    for count, unchanged in crew.all(read, chunks, len(tasks)):
        done += count
        same += ((stamp, path) for path, stamp in unchanged)
        if told:
            told(done, len(tasks))
    return same


def _has_fresh(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM fresh LIMIT 1").fetchone() is not None


def _kept_turned(db: sqlite3.Connection, now: int) -> bool:
    """Whether the clock changes an offer whose file cannot be read now."""
    query = "SELECT 1 FROM offers WHERE kept = 1 AND NOT (since <= ? AND ? < until) LIMIT 1"
    return db.execute(query, (now, now)).fetchone() is not None


def _merge(db: sqlite3.Connection, desk: Desk, gone: Sequence[str]) -> None:
    from syndicate.project.merging import merge

    merge(db, desk, gone)
