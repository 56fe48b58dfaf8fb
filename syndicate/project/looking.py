"""Both folders at a glance: which files look different from when they were read, or written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.scan import Seen, scan, see
from syndicate.memory.schema import NEVER
from syndicate.offer import Status
from syndicate.project.crew import WORTH_A_CREW
from syndicate.project.turning import micros
from syndicate.renderings.output_folder import stamp_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection
    from pathlib import Path

    from syndicate.project.crew import Crew
    from syndicate.project.desk import Desk

#: To look at more files of the output folder is worth a process of its own.
_MANY = 20_000

#: Into how many parts the output folder is cut then, beside the content folder.
_PARTS = 3

_STATES = ", ".join(f"'{status.value}'" for status in Status)
#: Files that the clock changes, or that could not be read. Each part has an index of its own.
_TURNED = f"""
SELECT path FROM offers INDEXED BY offers_unread WHERE kept = 0 AND digest = ''
UNION ALL SELECT path FROM offers INDEXED BY offers_until
    WHERE kept = 0 AND until <= :now AND until < {NEVER}
UNION ALL SELECT path FROM offers WHERE kept = 0 AND status IN ({_STATES}) AND since > :now
"""  # noqa: S608 - constants


class Task(NamedTuple):
    """A file to read. *digest* is that of its text as it was last read, if all else is as then."""

    seen: Seen
    digest: str = ""


class Looks(NamedTuple):
    """What looks different: files to read, paths of files that vanished, paths of outputs."""

    tasks: list[Task]
    gone: list[str]
    outputs: list[str]


def look(crew: Crew, desk: Desk) -> Looks:
    """Look at the content folder and at the output folder.

    Raises ``ConfigurationError`` when there is no content folder.
    """
    with desk.database.reading() as db:
        row = db.execute("SELECT 1 FROM files LIMIT 1 OFFSET ?", (_MANY,)).fetchone()
    parts = _PARTS if row else 1
    found = Looks([], [], [])
    steps = [(-1, parts), *((part, parts) for part in range(parts))]
    for one in crew.all(_look, steps, WORTH_A_CREW if row else 0):
        found.tasks.extend(one.tasks)
        found.gone.extend(one.gone)
        found.outputs.extend(one.outputs)
    return found


def look_at(desk: Desk, moved: Collection[Path]) -> Looks | None:
    """Look at the files that have *moved* and at those that the clock changes, and at no other.

    None where that is not enough: folders, links, or whatever else is no plain file.
    """
    found = Looks([], [], [])
    with desk.database.reading() as db:
        rows = db.execute(_TURNED, {"now": micros(desk.now)})
        turned = {desk.site.root / path for (path,) in rows}
        for place in {*moved, *turned}:
            if not place.is_relative_to(desk.site.content_dir):
                return None
            seen = see(desk.site.root, desk.site.content_dir, place)
            if seen is not None:
                found.tasks.append(_task(db, seen, None if place in turned else ""))
            elif _is_gone(db, desk, place):
                found.gone.append(place.relative_to(desk.site.root).as_posix())
            elif place.is_dir() or place.is_symlink() or place in turned:
                return None
    return found


def _is_gone(db: sqlite3.Connection, desk: Desk, place: Path) -> bool:
    """Whether an offer was at *place*, where nothing is any longer."""
    path = place.relative_to(desk.site.root).as_posix()
    query = "SELECT 1 FROM offers WHERE path = ? AND kept = 0"
    return not os.path.lexists(place) and db.execute(query, (path,)).fetchone() is not None


def _look(desk: Desk, step: tuple[int, int]) -> Looks:
    part, parts = step
    with desk.database.reading() as db:
        if part < 0:
            return _look_at_content(db, desk)
        return Looks([], [], _look_at_outputs(db, desk, part, parts))


def _look_at_content(db: sqlite3.Connection, desk: Desk) -> Looks:
    """Files that are new, or look different, or say something else by now; and those gone."""
    rows = db.execute(
        "SELECT path, CASE WHEN digest != '' AND since <= ? AND ? < until THEN stamp END "
        "FROM offers WHERE kept = 0",
        (micros(desk.now), micros(desk.now)),
    )
    known: dict[str, str | None] = dict(rows)
    gone = set(known)
    moved: list[Seen] = []
    for seen in scan(desk.site.root, desk.site.content_dir):
        gone.discard(seen.path)
        if not seen.stamp or known.get(seen.path) != seen.stamp:
            moved.append(seen)
    return Looks([_task(db, seen, known.get(seen.path)) for seen in moved], sorted(gone), [])


def _task(db: sqlite3.Connection, seen: Seen, stamp: str | None) -> Task:
    if stamp is None:
        return Task(seen)
    query = "SELECT digest FROM offers WHERE path = ? AND kept = 0"
    row = db.execute(query, (seen.path,)).fetchone()
    return Task(seen, row[0] if row else "")


def _look_at_outputs(db: sqlite3.Connection, desk: Desk, part: int, parts: int) -> list[str]:
    """Paths in one of so many *parts* that are not described as when they were written."""
    base = f"{desk.site.feeds_dir}/"
    (number,) = db.execute("SELECT count(*) FROM files").fetchone()
    size = -(-number // parts)
    rows = db.execute(
        "SELECT path, CASE WHEN digest != '' THEN stamp ELSE '' END FROM files "
        "ORDER BY path LIMIT ? OFFSET ?",
        (size, part * size),
    )
    return [path for path, stamp in rows if stamp_of(base + path) != stamp or not stamp]
