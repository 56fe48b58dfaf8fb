"""The files of the output folder that are ours: with which bytes, and made for what."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


class Output(NamedTuple):
    """One file below the output folder.

    ``digest`` is the SHA-256 of its bytes, empty while a build is at work on it; ``stamp`` how
    the file system described it then. ``owner`` names what must be made again when the file is
    not as it should be: a page has none, for its offer knows it.
    """

    path: str
    digest: str
    stamp: str = ""
    owner: str = ""


def outputs(db: sqlite3.Connection) -> dict[str, Output]:
    """Every file of ours, by path."""
    rows = db.execute("SELECT path, digest, stamp, owner FROM files")
    return {row[0]: Output(*row) for row in rows}


def known(db: sqlite3.Connection, paths: Iterable[str]) -> dict[str, Output]:
    """What is known of *paths*."""
    query = (
        "SELECT path, digest, stamp, owner FROM (SELECT value AS path FROM json_each(?)) "
        "CROSS JOIN files USING (path)"
    )
    rows = db.execute(query, (json.dumps(list(paths)),))
    return {row[0]: Output(*row) for row in rows}


def claim(db: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Note that *paths* are ours, before their first byte is written."""
    db.executemany(
        "INSERT OR IGNORE INTO files VALUES (?, '', '', '')", ((path,) for path in paths)
    )


def remember(db: sqlite3.Connection, written: Iterable[Output]) -> None:
    """What the files of *written* now are."""
    db.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", written)


def forget(db: sqlite3.Connection, paths: Iterable[str]) -> None:
    """*paths* are not ours any longer: they have been removed."""
    db.executemany("DELETE FROM files WHERE path = ?", ((path,) for path in paths))
