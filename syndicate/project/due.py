"""What is to be made again, as the memory has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.project import lists

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from syndicate.project.putting import Batch


def note_moved(db: sqlite3.Connection, moved: Iterable[str]) -> None:
    if "read" in moved:
        # No instant lies between an end and the same end: the files are read again.
        db.execute("UPDATE offers SET since = until WHERE kept = 0")
    if "pages" in moved:
        db.execute("UPDATE offers SET made = -1 WHERE made = 1")
        lists.mark(db, [lists.STYLE, lists.INDEX])
        months = "SELECT DISTINCT owner FROM owned WHERE owner LIKE 'month:%'"
        lists.mark(db, [owner for (owner,) in db.execute(months).fetchall()])
    if "feeds" in moved:
        selections = db.execute("SELECT path FROM selections").fetchall()
        lists.mark(db, [lists.feed(path) for path in {"", *(row[0] for row in selections)}])
        lists.mark(db, [lists.OPML, lists.SITEMAP, lists.COMPLETE])


def remember(db: sqlite3.Connection, values: dict[str, str]) -> None:
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())


def stale(db: sqlite3.Connection) -> list[str]:
    return [what for (what,) in db.execute("SELECT what FROM stale ORDER BY what")]


def siblings(db: sqlite3.Connection, keys: Iterable[str]) -> tuple[list[int], set[str]]:
    """The offers that are one with others in several languages, and their pages."""
    seats: set[int] = set()
    pages: set[str] = set()
    for key in keys:
        query = "SELECT seat, page FROM offers WHERE spoken = ? AND NOT spoilt AND made != 0"
        for seat, page in db.execute(query, (key,)):
            seats.add(seat)
            pages |= {page} if page else set()
    return sorted(seats), pages


def selections(db: sqlite3.Connection, stale: Iterable[str]) -> tuple[list[str], list[str]]:
    """Of the *stale* selections, and of those of languages, which must be made and which go.

    Those of languages are there when offers are open in several.
    """
    from syndicate.renderings.selections import is_language

    stale = set(stale)
    for path in stale:
        states = {
            state
            for state in (lists.OPEN, lists.LEAVING)
            if db.execute(
                "SELECT 1 FROM listed WHERE selection = ? AND state = ? LIMIT 1", (path, state)
            ).fetchone()
        }
        db.execute(
            "INSERT INTO selections (path, open, news) VALUES (?, ?, ?) ON CONFLICT (path) "
            "DO UPDATE SET open = excluded.open, news = excluded.news",
            (path, lists.OPEN in states, bool(states)),
        )
    rows = db.execute("SELECT path, open, news, there FROM selections").fetchall()
    several = sum(is_open for path, is_open, _, _ in rows if is_language(path)) > 1
    there, away = [], []
    for path, _, news, was_there in rows:
        is_there = not path or (news and (several or not is_language(path)))
        if is_there and (path in stale or not was_there):
            there.append(path)
        elif not is_there and (path in stale or was_there):
            away.append(path)
    return sorted(there), away


def note_selections(
    db: sqlite3.Connection, told: Iterable[tuple[str, str, str]], away: Iterable[str]
) -> bool:
    """Note which selections there are; whether the list of them changes."""
    changes = db.total_changes
    db.executemany(
        "UPDATE selections SET title = ?, language = ?, there = 1 WHERE path = ? "
        "AND (title, language, there) != (?, ?, 1)",
        ((title, language, path, title, language) for path, title, language in told),
    )
    db.executemany(
        "UPDATE selections SET there = 0 WHERE path = ? AND there", ((path,) for path in away)
    )
    return db.total_changes != changes


def unwanted(db: sqlite3.Connection, names: Iterable[str], batch: Batch) -> Iterator[str]:
    """Files that nothing wants: pages that moved, and what lists no longer have."""
    made = {output.path: output.owner for output in batch.files}
    for (what,) in db.execute("SELECT what FROM stale WHERE what LIKE 'drop:%'").fetchall():
        path = what.removeprefix("drop:")
        page = db.execute("SELECT 1 FROM offers WHERE page = ?", (path,)).fetchone()
        owner = db.execute("SELECT owner FROM files WHERE path = ?", (path,)).fetchone()
        if not page and path not in made and not (owner and owner[0]):
            yield path
    singles = {name for name in names if not name.startswith(("feed:", "month:"))}
    for name in singles:
        files = db.execute("SELECT path FROM owned WHERE owner = ?", (name,)).fetchall()
        yield from (path for (path,) in files if path not in made)
    away = db.execute(
        "SELECT owned.path FROM selections JOIN owned ON owner = 'feed:' || selections.path "
        "WHERE NOT there"
    )
    yield from (path for (path,) in away.fetchall() if path not in made)
