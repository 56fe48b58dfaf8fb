"""Which files stay although nothing is made for them: an accident is no withdrawal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection


class Guard:
    """Keeps pages that may be of an offer which cannot be read.

    Where a file cannot be read and no memory holds its last good version (a fresh checkout), any
    of the *strays*, pages that only their mark says to be ours, may be the page of that very
    offer, and stays until the file is repaired.
    """

    def __init__(self, db: sqlite3.Connection, strays: Collection[str]) -> None:
        self._strays = strays
        self._forgotten = _forgotten(db)
        self._kept: list[str] = []

    def keeps(self, path: str) -> bool:
        """Whether the file at *path* stays."""
        if not self._forgotten or path not in self._strays:
            return False
        if not path.endswith((".html", ".jsonld")):
            return False
        self._kept.append(path)
        return True

    def problems(self) -> list[Problem]:
        """What to tell of the pages that stayed."""
        if not self._kept:
            return []
        shown = ", ".join(self._kept[:3]) + (", …" if len(self._kept) > 3 else "")
        message = (
            f"{len(self._kept)} pages that belong to no offer stay published ({shown}): one may "
            "be of this file, which cannot be read and of which no earlier version is remembered"
        )
        hint = "repair the file, or delete it to withdraw the offer"
        return [
            Problem(path, 0, 0, Severity.WARNING, "pages-stay", "", message, hint)
            for path in self._forgotten
        ]


def _forgotten(db: sqlite3.Connection) -> list[str]:
    """Files and folders that cannot be read, of which no last good version is known."""
    rows = db.execute(
        "SELECT path FROM offers WHERE status = 'unreadable' AND kept = 0 AND NOT EXISTS "
        "(SELECT 1 FROM sources WHERE sources.path = offers.path "
        "OR substr(sources.path, 1, length(offers.path) + 1) = offers.path || '/') ORDER BY path"
    )
    return [path for (path,) in rows]
