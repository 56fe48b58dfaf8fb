"""Fresh readings merged with the offers there are: who has which id, and which address."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from syndicate.content.identity import NAMELESS
from syndicate.memory import texts
from syndicate.project.contest import contest
from syndicate.project.names import each, unpacked_names
from syndicate.project.readings import put, reading

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from syndicate.project.contest import Verdict, Verdicts
    from syndicate.project.desk import Desk

_READING = (
    "path", "kept", "version", "stamp", "digest", "id", "status", "since", "until", "change",
    "language", "spoken", "moment", "slug", "url", "page", "problem", "names",
)  # fmt: skip
_COLUMNS = ", ".join(_READING)
_SET = ", ".join(f"{name} = fresh.{name}" for name in _READING)
_NAMELESS = ", ".join(f"'{status.value}'" for status in sorted(NAMELESS))


def merge(db: sqlite3.Connection, desk: Desk, gone: Sequence[str]) -> None:
    """Put fresh readings in the place of old ones; *gone* are the paths of files that vanished.

    Every offer is called as a comparison of all would have it.
    """
    _seat(db)
    _find_alike(db)
    _name(db)
    kept_seats = dict(db.execute("SELECT path, seat FROM offers WHERE kept = 1"))
    gone_seats = [_seat_of(db, path) for path in gone]
    verdicts = contest(db, desk, [*gone_seats, *kept_seats.values()])
    # From here on the memory changes; until here it told what earlier builds knew.
    _keep(db, desk, verdicts, kept_seats)
    for path in gone:
        texts.shelve(db, path)
    touched = _let_go(db, [*gone_seats, *kept_seats.values()])
    touched |= _spoken(db)
    seen = desk.now.astimezone(UTC).isoformat()
    touched |= _decide(db, verdicts.files, seen)
    _replace(db, seen)
    _remember(db, desk)
    _translations(db, touched)
    db.execute("DELETE FROM fresh")


def _seat(db: sqlite3.Connection) -> None:
    """Tell each fresh reading the seat of its offer, where that has one."""
    db.execute(
        "UPDATE fresh SET seat = offers.seat FROM offers "
        "WHERE offers.path = fresh.path AND offers.kept = fresh.kept"
    )


def _find_alike(db: sqlite3.Connection) -> None:
    """What claims the same as before is called as before, while no other wants its names.

    But not what is read again for another configuration: that may lay out the addresses in
    another way.
    """
    db.execute(
        "UPDATE fresh SET alike = 1, slug = offers.slug, url = offers.url, page = offers.page, "
        "problem = offers.problem, names = offers.names "
        "FROM offers CROSS JOIN claims AS before ON before.version = offers.version "
        "CROSS JOIN claims AS now WHERE offers.seat = fresh.seat AND now.version = fresh.version "
        "AND now.claim = before.claim AND fresh.status = offers.status "
        "AND offers.since != offers.until"
    )


def _name(db: sqlite3.Connection) -> None:
    """Put the names of fresh readings among all."""
    wanted = (
        "SELECT coalesce(seat, version) AS seat, names FROM fresh WHERE NOT alike AND names != x''"
    )
    db.execute(
        f"{each(wanted)} INSERT OR IGNORE INTO names SELECT name, seat FROM each "  # noqa: S608 - constants
        "ORDER BY name"
    )


def _seat_of(db: sqlite3.Connection, path: str) -> int:
    query = "SELECT seat FROM offers WHERE path = ? AND kept = 0"
    (seat,) = db.execute(query, (path,)).fetchone()
    return int(seat)


def _keep(
    db: sqlite3.Connection, desk: Desk, verdicts: Verdicts, kept_seats: dict[str, int]
) -> None:
    """Put the last good versions that stay among what is fresh; *kept_seats* are then the rest."""
    for item, called in verdicts.kept:
        put(db, [reading(item, None, "", "", desk, kept=called)])
        kept_seats.pop(item.offer.path, None)
    if verdicts.kept:
        _seat(db)


def _let_go(db: sqlite3.Connection, seats: Iterable[int]) -> set[str]:
    """Let go of the offers in *seats*; the translation keys which that concerns."""
    from syndicate.project.lists import unlist

    touched: set[str] = set()
    for seat in seats:
        unlist(db, seat)
        page, spoken, version, names = db.execute(
            "SELECT page, spoken, version, names FROM offers WHERE seat = ?", (seat,)
        ).fetchone()
        drop(db, page)
        touched |= {spoken} if spoken else set()
        _unname(db, seat, unpacked_names(names))
        for table in ("bodies", "claims"):
            db.execute(f"DELETE FROM {table} WHERE version = ?", (version,))  # noqa: S608 - constants
        for table in ("offers", "findings"):
            db.execute(f"DELETE FROM {table} WHERE seat = ?", (seat,))  # noqa: S608 - constants
    return touched


def drop(db: sqlite3.Connection, path: str | None) -> None:
    """Note that the file at *path* may have to go."""
    if path:
        db.execute("INSERT OR IGNORE INTO stale VALUES (?)", (f"drop:{path}",))


def _unname(db: sqlite3.Connection, seat: int, names: Iterable[bytes]) -> None:
    db.executemany(
        "DELETE FROM names WHERE name = ? AND seat = ?", ((name, seat) for name in names)
    )


def _spoken(db: sqlite3.Connection) -> set[str]:
    """The translation keys of all that has a fresh reading, now and before."""
    rows = db.execute(
        "SELECT DISTINCT fresh.spoken, offers.spoken FROM fresh "
        "LEFT JOIN offers ON offers.seat = fresh.seat "
        "WHERE fresh.spoken IS NOT NULL OR offers.spoken IS NOT NULL"
    )
    return {key for row in rows for key in row if key}


#: What is good for the first time was seen first now, or when the text of its path was.
_SEEN = (
    "CASE WHEN {good} THEN coalesce("
    "(SELECT first_seen FROM sources WHERE sources.path = {table}.path), ?) END"
)
_CALL = (
    "UPDATE offers SET status = ?, slug = ?, url = ?, page = ?, problem = ?, names = ?, good = ?, "  # noqa: S608 - constants
    f"first_seen = coalesce(first_seen, {_SEEN.format(good='?', table='offers')}), "
    "made = CASE made WHEN 1 THEN -1 ELSE made END WHERE seat = ?"
)


def _decide(db: sqlite3.Connection, verdicts: Iterable[Verdict], seen: str) -> set[str]:
    """Write down the *verdicts*; the translation keys of offers that were not read again."""
    touched: set[str] = set()
    for standing, status, called in verdicts:
        seat, before, names = standing.seat, standing.called, set(unpacked_names(called.names))
        if names != standing.names:
            _unname(db, seat, standing.names - names)
            db.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", ((n, seat) for n in names))
        if standing.version is not None:
            db.execute(
                "UPDATE fresh SET status = ?, slug = ?, url = ?, page = ?, problem = ?, names = ? "
                "WHERE version = ?",
                (status.value, *called, standing.version),
            )
        elif standing.status != status.value or before.shown != called.shown:
            if status in NAMELESS:
                texts.shelve(db, standing.claim.path)
            if before.page != called.page:
                drop(db, before.page)
            good = status not in NAMELESS
            db.execute(_CALL, (status.value, *called, good, good, seen, seat))
            query = "SELECT spoken FROM offers WHERE seat = ? AND spoken IS NOT NULL"
            touched |= {key for (key,) in db.execute(query, (seat,))}
        elif before.names != called.names:
            db.execute("UPDATE offers SET names = ? WHERE seat = ?", (called.names, seat))
    return touched


def _replace(db: sqlite3.Connection, seen: str) -> None:
    """Every fresh reading becomes its offer's, and what is new gets a seat.

    What was made of the old ones must be made again.
    """
    old = "FROM fresh CROSS JOIN offers ON offers.seat = fresh.seat"
    lost = db.execute(
        f"SELECT offers.path {old} WHERE offers.good AND fresh.status IN ({_NAMELESS}) "
        "AND NOT fresh.kept"
    ).fetchall()
    for (path,) in lost:
        texts.shelve(db, path)
    db.execute(
        f"INSERT OR IGNORE INTO stale SELECT 'drop:' || offers.page {old} "
        "WHERE offers.page IS NOT NULL AND offers.page IS NOT fresh.page"
    )
    _rename(db)
    for table in ("bodies", "claims"):
        db.execute(
            f"DELETE FROM {table} WHERE version IN (SELECT offers.version {old})"  # noqa: S608 - constants
        )
    good = f"fresh.status NOT IN ({_NAMELESS})"
    first_seen = _SEEN.format(good=f"{good} AND NOT fresh.kept", table="fresh")
    db.execute(
        f"UPDATE offers SET {_SET}, good = {good}, "  # noqa: S608 - constants
        f"first_seen = coalesce(first_seen, {first_seen}), "
        "made = CASE made WHEN 1 THEN -1 ELSE made END FROM fresh WHERE offers.seat = fresh.seat "
        "AND offers.seat IN (SELECT seat FROM fresh)",  # or it would look at every offer
        (seen,),
    )
    db.execute(
        f"INSERT INTO offers (seat, {_COLUMNS}, good, first_seen) "  # noqa: S608 - constants
        f"SELECT version, {_COLUMNS}, {good}, {first_seen} FROM fresh WHERE seat IS NULL",
        (seen,),
    )


def _rename(db: sqlite3.Connection) -> None:
    """Names that offers have asked for no longer go; those of last good versions come."""
    changed = (
        "SELECT offers.seat, {table}.names FROM fresh CROSS JOIN offers "
        "ON offers.seat = fresh.seat WHERE offers.names != fresh.names"
    )
    db.execute(
        f"{each(changed.format(table='offers'))} DELETE FROM names "  # noqa: S608 - constants
        "WHERE (name, seat) IN (SELECT name, seat FROM each)"
    )
    new = "SELECT version, names FROM fresh WHERE kept AND seat IS NULL"
    wanted = f"{changed.format(table='fresh')} UNION ALL {new}"
    db.execute(
        f"{each(wanted)} INSERT OR IGNORE INTO names SELECT name, seat FROM each"  # noqa: S608 - constants
    )


def _remember(db: sqlite3.Connection, desk: Desk) -> None:
    """What is good now needs no older text; what is there now has not vanished."""
    for path in _vanished(db):
        texts.mourn(db, path, desk.now)
    for table in ("sources", "gone"):
        db.execute(
            f"DELETE FROM {table} WHERE EXISTS (SELECT 1 FROM offers "  # noqa: S608 - constants
            f"WHERE offers.path = {table}.path AND kept = 0 AND good)"
        )


def _vanished(db: sqlite3.Connection) -> list[str]:
    """Files that are no longer there; not those of a folder that cannot be looked into."""
    rows = db.execute(
        "SELECT path FROM sources WHERE NOT EXISTS "
        "(SELECT 1 FROM offers WHERE offers.path = sources.path AND kept = 0)"
    ).fetchall()
    if not rows:
        return []
    query = "SELECT path FROM offers WHERE kept = 0 AND status = 'unreadable'"
    closed = {path for (path,) in db.execute(query)}
    return [path for (path,) in rows if closed.isdisjoint(_folders(path))]


def _folders(path: str) -> list[str]:
    return [path[:at] for at, letter in enumerate(path) if letter == "/"]


def _translations(db: sqlite3.Connection, keys: Iterable[str]) -> None:
    """The pages of an offer's other languages name it: they are made again with it."""
    db.executemany(
        "UPDATE offers SET made = -1 WHERE spoken = ? AND made = 1", ((key,) for key in keys)
    )
