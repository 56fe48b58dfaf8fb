"""What lists and feeds know of offers, and which of them a change concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

#: Names of what can be stale, beside the feed of a selection and the offers of a month.
INDEX, SITEMAP, OPML, STYLE, COMPLETE = "index", "sitemap", "opml", "style", "complete"


def feed(selection: str) -> str:
    """The name of the feeds of *selection* among what can be stale."""
    return f"feed:{selection}"


def month(name: str) -> str:
    """The name of the list of one month among what can be stale."""
    return f"month:{name}"


#: An offer that feeds show; one whose end they tell; one of which they tell nothing any more.
OPEN, LEAVING, LEFT = 1, 0, -1


class Listed(NamedTuple):
    """One offer in one selection: open, or in which ``state`` of farewell.

    ``closed`` says when it was withdrawn, as feeds write it.
    """

    selection: str
    state: int
    moment: float
    entry: str
    word: str
    closed: str | None = None


class Line(NamedTuple):
    """One offer in the list of its month."""

    month: str
    moment: float
    id: str
    line: bytes


class Url(NamedTuple):
    """One offer in the sitemap, ``fragment`` being its lines there."""

    moment: float
    url: str
    id: str
    fragment: bytes


class Listing(NamedTuple):
    """Everywhere that one offer is listed, beside its page."""

    listed: frozenset[Listed] = frozenset()
    line: Line | None = None
    url: Url | None = None


NOWHERE = Listing()


def listed(db: sqlite3.Connection, seat: int) -> Listing:
    """Where the offer in *seat* is listed now."""
    rows = db.execute(
        "SELECT selection, state, moment, entry, word, closed FROM listed WHERE seat = ?", (seat,)
    )
    line = db.execute(
        "SELECT month, moment, id, line FROM lines WHERE seat = ?", (seat,)
    ).fetchone()
    url = db.execute(
        "SELECT moment, url, id, fragment FROM urls WHERE seat = ?", (seat,)
    ).fetchone()
    return Listing(
        frozenset(Listed(*row) for row in rows),
        Line(*line) if line else None,
        Url(*url) if url else None,
    )


def unlist(db: sqlite3.Connection, seat: int) -> None:
    """Take the offer in *seat* off every list, and note that those must be made again."""
    relist(db, seat, listed(db, seat), NOWHERE)
    drop_pieces(db, seat)


def drop_pieces(db: sqlite3.Connection, seat: int) -> None:
    """Forget what feeds of all open offers hold of the one in *seat*."""
    for table in ("pieces", "ads", "ad_texts"):
        db.execute(f"DELETE FROM {table} WHERE seat = ?", (seat,))  # noqa: S608 - constants


def relist(
    db: sqlite3.Connection,
    seat: int,
    before: Listing,
    after: Listing,
    *,
    changed: bool = False,
    most: int = 0,
) -> None:
    """List the offer in *seat* as *after* says, and note what must be made again.

    *changed* says that its text is another one: the feeds in which it is among the *most* that
    are shown must be made again even where its place is the same.
    """
    if before.listed != after.listed:
        db.execute("DELETE FROM listed WHERE seat = ?", (seat,))
    if before.line != after.line:
        db.execute("DELETE FROM lines WHERE seat = ?", (seat,))
    if before.url != after.url:
        db.execute("DELETE FROM urls WHERE seat = ?", (seat,))
    _insert(
        db,
        [
            (
                seat,
                Listing(
                    after.listed if before.listed != after.listed else frozenset(),
                    after.line if before.line != after.line else None,
                    after.url if before.url != after.url else None,
                ),
            )
        ],
    )
    found = _concerned(before, after)
    if changed or before.listed != after.listed:
        found.add(COMPLETE)
    if changed:
        found |= {
            feed(row.selection) for row in before.listed & after.listed if _is_shown(db, row, most)
        }
    mark(db, found)


def enlist(db: sqlite3.Connection, new: Iterable[tuple[int, Listing]]) -> None:
    """List offers that were on no list, by their seats, and note what must be made again."""
    new = list(new)
    _insert(db, new)
    stale: set[str] = set()
    for _, listing in new:
        stale |= _concerned(NOWHERE, listing)
    mark(db, stale | ({COMPLETE} if stale else set()))


def _insert(db: sqlite3.Connection, rows: Iterable[tuple[int, Listing]]) -> None:
    rows = list(rows)
    db.executemany(
        "INSERT INTO listed (selection, state, moment, entry, word, closed, seat) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(*one, seat) for seat, listing in rows for one in listing.listed],
    )
    db.executemany(
        "INSERT INTO lines (month, moment, id, line, seat) VALUES (?, ?, ?, ?, ?)",
        [(*listing.line, seat) for seat, listing in rows if listing.line],
    )
    db.executemany(
        "INSERT INTO urls (moment, url, id, fragment, seat) VALUES (?, ?, ?, ?, ?)",
        [(*listing.url, seat) for seat, listing in rows if listing.url],
    )


def _is_shown(db: sqlite3.Connection, row: Listed, most: int) -> bool:
    """Whether *row* is among the *most* that the feeds of its selection show."""
    (earlier,) = db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM listed WHERE selection = ? AND state = ? "
        "AND (moment, entry) < (?, ?) LIMIT ?)",
        (row.selection, row.state, row.moment, row.entry, most),
    ).fetchone()
    return row.state != OPEN or earlier < most


def _concerned(before: Listing, after: Listing) -> set[str]:
    found = {feed(row.selection) for row in before.listed ^ after.listed}
    if before.line != after.line:
        found |= {month(line.month) for line in (before.line, after.line) if line} | {INDEX}
    if before.url != after.url:
        found.add(SITEMAP)
    return found


def mark(db: sqlite3.Connection, what: Iterable[str]) -> None:
    """Note that *what* must be made again."""
    db.executemany("INSERT OR IGNORE INTO stale VALUES (?)", ((name,) for name in what))
