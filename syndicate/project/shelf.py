"""What the last build understood of files that look as they did then."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.packing import DAMAGED, unpacked
from syndicate.content.reader import Read
from syndicate.errors import OutputError
from syndicate.memory.database import REMEDY
from syndicate.project.signatures import signatures
from syndicate.project.turning import micros
from syndicate.renderings.output_folder import stamp_of

if TYPE_CHECKING:
    from datetime import datetime

    from syndicate.content.source import Source
    from syndicate.memory.database import Database
    from syndicate.site import Site


class _Row(NamedTuple):
    version: int
    stamp: str


class Shelf:
    """Asked for a file: what it says at *now*, when a build has read it and it has not changed."""

    def __init__(self, database: Database, site: Site, now: datetime) -> None:
        self._database = database
        instant = micros(now)
        with database.reading() as db:
            meta = dict(db.execute("SELECT key, value FROM meta"))
            known = meta.get("read") == signatures(site)["read"]
            rows = db.execute(
                "SELECT path, version, stamp FROM offers WHERE kept = 0 AND digest != '' "
                "AND since <= ? AND ? < until",
                (instant, instant),
            )
            self._rows = {path: _Row(*rest) for path, *rest in rows} if known else {}

    def __call__(self, file: Source) -> Read | None:
        row = self._rows.get(file.path)
        if row is None or not row.stamp or row.stamp != stamp_of(str(file.file)):
            return None
        with self._database.reading() as db:
            found = db.execute("SELECT text, item FROM bodies WHERE version = ?", (row.version,))
            text, item = found.fetchone()
        try:
            return Read(str(text, "utf-8", "surrogatepass"), unpacked(item))
        except DAMAGED as error:
            raise OutputError(f"{self._database.path}: {error}; {REMEDY}") from error
