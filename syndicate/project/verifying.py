"""Whether the output folder still holds what was put there."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

from syndicate.memory.outputs import Output, outputs, remember
from syndicate.project.lists import mark

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from syndicate.project.desk import Desk


def verify(desk: Desk) -> None:
    """Note as to be made again whatever is not in the output folder as it was put there.

    Only files that look different are read: another time or number of the file may be a backup
    that was put back, or a copy of all, with the same bytes.
    """
    with desk.database.reading() as db:
        known = outputs(db)
    moved = list(_moved(f"{desk.site.feeds_dir}/", known.values()))
    if moved:
        with desk.database.transaction() as db:
            _look_again(db, f"{desk.site.feeds_dir}/", moved)


def folders_moved(desk: Desk) -> bool:
    """Whether something was put into a folder of ours, or taken out, since the last build."""
    with desk.database.reading() as db:
        known = db.execute("SELECT path, stamp FROM folders").fetchall()
    base = f"{desk.site.feeds_dir}/"
    return not known or any(folder_stamp(base + path) != stamp for path, stamp in known)


def folder_stamp(place: str) -> str:
    """How the file system describes the folder at *place*; empty when there is none."""
    try:
        found = os.lstat(place)
    except OSError:
        return ""
    return f"{found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def _moved(base: str, known: Iterable[Output]) -> Iterator[tuple[Output, str]]:
    lstat = os.lstat
    for output in known:
        try:
            found = lstat(base + output.path)
        except OSError:
            yield output, ""
            continue
        stamp = f"{found.st_mtime_ns} {found.st_ctime_ns} {found.st_size} {found.st_ino}"
        if stamp != output.stamp or not output.digest:
            yield output, stamp


def _look_again(
    db: sqlite3.Connection, base: str, moved: Iterable[tuple[Output, str]]
) -> None:
    for output, stamp in moved:
        if stamp and output.digest and _digest(base + output.path) == output.digest:
            remember(db, [output._replace(stamp=stamp)])
            continue
        remember(db, [output._replace(digest="", stamp="")])
        if output.owner:
            mark(db, [output.owner])
            continue
        page = db.execute(
            "UPDATE offers SET made = CASE made WHEN 1 THEN -1 ELSE made END WHERE page = ?",
            (output.path,),
        )
        if not page.rowcount:
            mark(db, [f"drop:{output.path}"])


def _digest(place: str) -> str:
    try:
        handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with open(handle, "rb") as stream:
            return sha256(stream.read()).hexdigest()
    except OSError:
        return ""
