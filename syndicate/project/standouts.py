"""Problems that one file alone does not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.content.identity import same
from syndicate.content.renames import NEW, moves
from syndicate.memory import texts
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from datetime import datetime

    from syndicate.content.claims import Claim
    from syndicate.memory import Memory
    from syndicate.memory.database import Database
    from syndicate.project.desk import Desk
    from syndicate.site import Site


def about_several(memory: Memory, desk: Desk) -> Iterator[Problem]:
    """A lost memory, last good versions that stand in for files, files that moved."""
    if memory.warning:
        yield memory_lost(memory, desk.site)
    with memory.database.reading() as db:
        yield from _kept(db)
    yield from _renames(memory.database, desk)


def memory_lost(memory: Memory, site: Site) -> Problem:
    """What to tell when the memory of earlier builds was of no use."""
    path = memory.path.relative_to(site.root).as_posix()
    return Problem(path, 0, 0, Severity.WARNING, "memory-lost", "", memory.warning)


def _kept(db: sqlite3.Connection) -> Iterator[Problem]:
    from syndicate.content.reading import kept_problem

    for path, status in db.execute("SELECT path, status FROM offers WHERE kept = 1").fetchall():
        yield kept_problem(path, status)


def not_rendered(database: Database) -> list[Problem]:
    """What is told of offers with which a rendering failed."""
    from syndicate.content.packing import unpacked_problems

    with database.reading() as db:
        rows = db.execute("SELECT problems FROM findings JOIN offers USING (seat) WHERE spoilt = 1")
        found = [problem for (data,) in rows for problem in unpacked_problems(data)]
    return [problem for problem in found if problem.code == "not-rendered"]


def _renames(database: Database, desk: Desk) -> Iterator[Problem]:
    """New files that look like one of those that have vanished."""
    with database.reading() as db:
        gone = dict(db.execute("SELECT path, gone_at FROM gone"))
        if not gone:
            return
        newer = max(min(gone.values()), _iso(desk.now - NEW))
        rows = db.execute(
            "SELECT path, first_seen, claim FROM offers JOIN claims USING (version) "
            "WHERE kept = 0 AND first_seen >= ? ORDER BY path",
            (newer,),
        ).fetchall()
        if not rows:
            return
        ids = {same(name) for (name,) in db.execute("SELECT id FROM offers WHERE kept = 0")}
    from syndicate.content.packing import unpacked_claim
    from syndicate.content.reading import GoodSource

    known = texts.Texts(database, GoodSource, gone=True)
    vanished = {path: known[path] for path in gone if same(known.id(path) or "") not in ids}
    seen = {path: _moment(when) for path, when in gone.items()}
    seen |= {path: _moment(when) for path, when, _ in rows}
    claims: list[Claim] = [unpacked_claim(data) for _, _, data in rows]
    yield from moves(claims, _TextsNow(database), vanished, seen, desk.now)


class _TextsNow(dict[str, str]):
    """Path → the text that was read of it, fetched when it is asked for."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, path: str, default: str = "") -> str:  # type: ignore[override]
        with self._database.reading() as db:
            row = db.execute(
                "SELECT text FROM offers JOIN bodies USING (version) WHERE path = ? AND kept = 0",
                (path,),
            ).fetchone()
        return default if row is None or row[0] is None else str(row[0], "utf-8", "surrogatepass")


def _iso(moment: datetime) -> str:
    from datetime import UTC

    return moment.astimezone(UTC).isoformat()


def _moment(when: str) -> datetime:
    from datetime import datetime

    return datetime.fromisoformat(when)
