"""The content folder taken in: what moved is read, and every offer gets its name and address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.content.scan import scan
from syndicate.memory import texts
from syndicate.project.readings import CHUNK, Task
from syndicate.project.turning import micros

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from syndicate.content.scan import Seen
    from syndicate.project.crew import Crew
    from syndicate.project.desk import Desk


def take_in(crew: Crew, desk: Desk, told: Callable[[int, int], None] | None) -> None:
    """Make the memory's offers those of the content folder at this instant.

    Only files that look different are read, and those that the clock changes. *told* is given
    the files read and those there are to read.
    """
    database = desk.database
    with database.transaction() as db:
        _forget_unfinished(db)
    with database.reading() as db:
        known = _known(db, micros(desk.now))
        moved = []
        gone = set(known)
        for seen in scan(desk.site.root, desk.site.content_dir):
            gone.discard(seen.path)
            if not seen.stamp or known.get(seen.path) != seen.stamp:
                moved.append(seen)
        tasks = list(_tasks(db, moved, known))
    same = _read(crew, tasks, told)
    with database.transaction() as db:
        db.executemany("UPDATE offers SET stamp = ? WHERE path = ? AND kept = 0", same)
        if gone or _has_fresh(db) or _kept_turned(db, micros(desk.now)):
            _merge(db, desk, sorted(gone))
        texts.forget_the_old(db, desk.now)


def _forget_unfinished(db: sqlite3.Connection) -> None:
    """Readings of a build that died before it compared them with the others."""
    db.execute("DELETE FROM bodies WHERE version IN (SELECT version FROM fresh)")
    db.execute("DELETE FROM fresh")


def _known(db: sqlite3.Connection, now: int) -> dict[str, str]:
    """Path and stamp of every file that was read; no stamp where it must be read again."""
    rows = db.execute(
        "SELECT path, CASE WHEN digest != '' AND since <= ?1 AND ?1 < until THEN stamp END "
        "FROM offers WHERE kept = 0",
        (now,),
    )
    return dict(rows)


def _tasks(db: sqlite3.Connection, moved: Iterable[Seen], known: dict[str, str]) -> Iterator[Task]:
    """The files to read: those that are new, or look different, or say something else by now."""
    for seen in moved:
        digest = ""
        if known.get(seen.path):
            query = "SELECT digest FROM offers WHERE path = ? AND kept = 0"
            (digest,) = db.execute(query, (seen.path,)).fetchone()
        yield Task(seen, digest)


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
    from syndicate.project.merging import exchange, merge

    if gone or not exchange(db):
        merge(db, desk, gone)
