"""Whether the output folder still holds what was put there."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

from syndicate.memory.outputs import Output, known, remember
from syndicate.project.lists import mark
from syndicate.renderings.output_folder import stamp_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from syndicate.project.desk import Desk


def verify(desk: Desk, moved: Sequence[str]) -> None:
    """Note as to be made again what is not in the output folder as it was put there.

    Only the files at the paths *moved*, which look different, are read: another time or number of
    the file may be a backup that was put back, or a copy of all, with the same bytes.
    """
    if not moved:
        return
    base = f"{desk.site.feeds_dir}/"
    with desk.database.transaction() as db:
        for output in known(db, moved).values():
            _look_again(db, base, output)


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


def _look_again(db: sqlite3.Connection, base: str, output: Output) -> None:
    stamp = stamp_of(base + output.path)
    if stamp and output.digest and _digest(base + output.path) == output.digest:
        remember(db, [output._replace(stamp=stamp)])
        return
    remember(db, [output._replace(digest="", stamp="")])
    if output.owner:
        mark(db, [output.owner])
        return
    page = db.execute(
        "UPDATE offers SET made = CASE made WHEN 1 THEN -1 ELSE made END WHERE page = ?",
        (output.path,),
    )
    if not page.rowcount:
        mark(db, [f"drop:{output.path}"])


def _digest(place: str) -> str:
    try:
        handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as stream:
            return sha256(stream.read()).hexdigest()
    except OSError:
        return ""
