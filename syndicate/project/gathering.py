"""What is made of many offers: feeds, the list of open offers, the sitemap."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO, cast

from syndicate.memory.outputs import Output, claim
from syndicate.project import lists
from syndicate.project.making import FAULTS, offer_in
from syndicate.project.putting import Batch
from syndicate.renderings.facts import Fact
from syndicate.renderings.listing import MOST_LISTED, UNDATED, Line
from syndicate.renderings.output_folder import refuse_paths
from syndicate.renderings.selections import is_language, part_title

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from syndicate.project.desk import Desk
    from syndicate.renderings.artefact import Artefact
    from syndicate.renderings.entries import Entry, Feed
    from syndicate.renderings.sitemap import Fragment

#: So many selections are one task.
CHUNK = 4

_SELECTED = "FROM listed WHERE selection = ? AND state = ? ORDER BY moment, entry"


class SpoiltError(Exception):
    """No entry can be made of the offer in *seat*."""

    def __init__(self, seat: int, cause: Exception) -> None:
        super().__init__(seat, cause)
        self.seat = seat
        self.cause = cause


def gather_feeds(
    desk: Desk, task: tuple[Sequence[str], bool]
) -> tuple[Batch, list[tuple[str, str, str]]]:
    """Make the feeds of some selections, and write them if *task* says so.

    Returns the files, and path, title and language of each selection. Raises ``SpoiltError``.
    """
    paths, write = task
    batch = Batch()
    told = []
    for path in paths:
        with desk.database.reading() as db:
            feed, seats = _feed(db, desk, path)
        told.append((path, feed.title, feed.language))
        for artefact in _documents(desk, feed, seats):
            batch.add(artefact, lists.feed(path))
    if write:
        batch.write(desk)
        with desk.database.transaction() as db:
            batch.remember(db)
        batch.files.clear()  # the memory has them
    return batch, told


def _feed(db: sqlite3.Connection, desk: Desk, path: str) -> tuple[Feed, list[int]]:
    """The feed at *path* without its entries, and the seats of those."""
    from syndicate.renderings.entries import Tombstone, head

    limit = max(desk.site.feeds.limit, 0)
    query = f"SELECT seat {_SELECTED} LIMIT ?"
    seats = [seat for (seat,) in db.execute(query, (path, lists.OPEN, limit + 1))]
    leaving = db.execute(
        "SELECT entry, closed FROM listed WHERE selection = ? AND state = ? ORDER BY entry",
        (path, lists.LEAVING),
    )
    tombstones = [Tombstone(entry, datetime.fromisoformat(when)) for entry, when in leaving]
    closings = db.execute(
        "SELECT closed FROM listed WHERE selection = ? AND state != ? "
        "ORDER BY moment DESC, entry LIMIT 1",
        (path, lists.OPEN),
    )
    entries = [_entry(db, desk, seat) for seat in seats[:limit]]
    feed = head(
        desk.site,
        path=path,
        title=part_title(path, _spellings(db, path), desk.site),
        language=_language(db, desk, path, seats),
        changes=[
            *(entry.updated for entry in entries),
            *(datetime.fromisoformat(when) for (when,) in closings),
        ],
        complete=len(seats) <= limit,
        tombstones=tombstones,
    )
    return feed, seats[:limit]


def _spellings(db: sqlite3.Connection, path: str) -> dict[str, int]:
    query = "SELECT word, count(*) FROM listed WHERE selection = ? GROUP BY word"
    return dict(db.execute(query, (path,))) if path else {}


def _language(db: sqlite3.Connection, desk: Desk, path: str, seats: Sequence[int]) -> str:
    from syndicate.renderings.characters import language_tag

    if not is_language(path):
        return language_tag(desk.site.language)
    if not seats:
        closed = db.execute(
            "SELECT seat FROM listed WHERE selection = ? AND state != ? ORDER BY entry LIMIT 1",
            (path, lists.OPEN),
        )
        seats = [seat for (seat,) in closed]
    query = "SELECT language FROM offers WHERE seat = ?"
    (code,) = db.execute(query, (seats[0],)).fetchone()
    return language_tag(code)


def _entry(db: sqlite3.Connection, desk: Desk, seat: int) -> Entry:
    """The entry of the offer in *seat*; it is made once for all feeds."""
    from syndicate.renderings.entries import entry

    try:
        return desk.entries.get(seat, lambda: entry(offer_in(db, seat), desk.clock))
    except FAULTS as error:
        raise SpoiltError(seat, error) from error


def _documents(desk: Desk, feed: Feed, seats: Sequence[int]) -> Iterator[Artefact]:
    from syndicate.renderings.artefact import Artefact
    from syndicate.renderings.feeds import SYNTAXES
    from syndicate.renderings.syntax import spliced

    with desk.database.reading() as db:
        rows = [_fragments(db, desk, feed, seat) for seat in seats]
    for column, syntax in enumerate(SYNTAXES):
        document = b"".join(spliced(syntax, feed, (row[column] for row in rows)))
        yield Artefact(f"{feed.path}{syntax.file}", document)


def _fragments(db: sqlite3.Connection, desk: Desk, feed: Feed, seat: int) -> list[bytes]:
    """The entry of the offer in *seat* in every format, as feeds of that language have it."""
    from syndicate.renderings.feeds import SYNTAXES
    from syndicate.renderings.syntax import fragments

    def made() -> list[bytes]:
        return fragments(_entry(db, desk, seat), feed, SYNTAXES)

    try:
        return desk.fragments.get((seat, feed.language), made)
    except FAULTS as error:
        raise SpoiltError(seat, error) from error


# -- feeds of all open offers ---------------------------------------------------------------------


def gather_complete(desk: Desk, form: str) -> tuple[Output, bool]:
    """Write the feed of all open offers in the format *form*; the file, and if it is another.

    As a stream: whatever their number, few offers are in memory.
    """
    from syndicate.renderings.complete import FOLDER, SYNTAXES, compressed, write_pieces

    syntax, rules = SYNTAXES[form], desk.site.feeds
    path = f"{FOLDER}{syntax.file}{'.gz' if rules.gzip else ''}"
    refuse_paths(filter(None, [desk.folder.obstacle(path), desk.folder.foreign(path)]))
    with desk.database.transaction() as db:
        known = db.execute("SELECT digest FROM files WHERE path = ?", (path,)).fetchone()
        claim(db, [path])
    with desk.database.reading() as db, desk.folder.stream(path) as stream:
        head = _head_of_all(db, desk)
        rows = db.execute(
            "SELECT piece FROM listed JOIN pieces ON pieces.seat = listed.seat AND format = ? "
            "WHERE selection = '' AND state = ? ORDER BY moment, entry",
            (form, lists.OPEN),
        )
        pieces = (piece for (piece,) in rows)
        file = path.removeprefix(FOLDER)
        if rules.gzip:
            with compressed(cast("BinaryIO", stream)) as packed:
                write_pieces(syntax, head, pieces, packed, file=file)
        else:
            write_pieces(syntax, head, pieces, cast("BinaryIO", stream), file=file)
        digest = stream.digest()
        stream.wanted = known is None or known[0] != digest
    output = Output(path, digest, desk.folder.stamp(path), lists.COMPLETE)
    return output, stream.wanted


def _head_of_all(db: sqlite3.Connection, desk: Desk) -> Feed:
    """As the feed of the whole board has it, whose entries are the newest of all."""
    from dataclasses import replace

    feed, _ = _feed(db, desk, "")
    head = desk.complete_head
    return replace(head, updated=max(feed.updated, head.updated), tombstones=feed.tombstones)


# -- files of which there is one ----------------------------------------------------------------


def single(desk: Desk, what: str) -> Iterator[Artefact]:
    """The files that are called *what* among those that can be stale."""
    with desk.database.reading() as db:
        yield from _SINGLE[what](db, desk)


def _index(db: sqlite3.Connection, desk: Desk) -> Iterator[Artefact]:
    if not desk.site.feeds.pages:
        return
    months = months_of(db)
    found: list[tuple[str, Line]] = []
    for month in months:
        found += ((month, line) for line in _lines(db, month, MOST_LISTED - len(found)))
        if len(found) == MOST_LISTED:
            break
    yield desk.pages.first_page(found, months)


def months_of(db: sqlite3.Connection) -> dict[str, int]:
    """How many offers are open of each month, newest first; those without a date come last."""
    counts = dict(db.execute("SELECT month, count(*) FROM lines GROUP BY month"))
    order = sorted(counts, reverse=True)
    return {month: counts[month] for month in sorted(order, key=lambda name: name == UNDATED)}


def _lines(db: sqlite3.Connection, month: str, most: int = -1) -> Iterator[Line]:
    query = "SELECT line FROM lines WHERE month = ? ORDER BY moment, id LIMIT ?"
    for (data,) in db.execute(query, (month, most)):
        href, title, lang, employer, about, closes = json.loads(data)
        yield Line(href, title, lang, employer, about, _fact(*closes) if closes else None)


def _fact(name: str, label: str, value: str, items: Sequence[str], moment: str) -> Fact:
    return Fact(name, label, value, tuple(items), moment)


def gather_months(desk: Desk, task: tuple[Sequence[str], bool]) -> tuple[Batch, list[str]]:
    """Make the list of some months, and write it if *task* says so.

    Returns the files, and the paths of those that such a list has no longer.
    """
    months, write = task
    batch = Batch()
    with desk.database.reading() as db:
        for month in months:
            for artefact in desk.pages.month(month, list(_lines(db, month))):
                batch.add(artefact, lists.month(month))
        made = {artefact.path for artefact, _ in batch.artefacts}
        owned = (
            db.execute("SELECT path FROM owned WHERE owner = ?", (lists.month(m),)) for m in months
        )
        rest = [path for rows in owned for (path,) in rows if path not in made]
    if write:
        batch.write(desk)
        with desk.database.transaction() as db:
            batch.remember(db)
        batch.files.clear()  # the memory has them
    return batch, rest


def _sitemap(db: sqlite3.Connection, desk: Desk) -> Iterator[Artefact]:
    from syndicate.renderings.sitemap import Fragment, sitemap_of

    rows = db.execute("SELECT url, fragment FROM urls ORDER BY moment, url, id DESC")
    yield from sitemap_of(_each_once([Fragment(*row) for row in rows]), desk.site)


def _each_once(fragments: list[Fragment]) -> list[Fragment]:
    """Of two offers that one page of another site speaks of, the newer one counts."""
    newest = {fragment.url: fragment for fragment in reversed(fragments)}
    return fragments if len(newest) == len(fragments) else list(newest.values())[::-1]


def _opml(db: sqlite3.Connection, desk: Desk) -> Iterator[Artefact]:
    from syndicate.renderings.opml import opml_of
    from syndicate.renderings.selections import rank

    rows = db.execute("SELECT path, title, language FROM selections WHERE there").fetchall()
    yield opml_of(sorted(rows, key=lambda row: rank(row[0], desk.site)), desk.site)


def _style(_db: sqlite3.Connection, desk: Desk) -> Iterator[Artefact]:
    if desk.site.feeds.pages:
        yield desk.pages.stylesheet()


#: In the order in which they are written: what links to others comes last.
_SINGLE = {
    lists.STYLE: _style,
    lists.INDEX: _index,
    lists.OPML: _opml,
    lists.SITEMAP: _sitemap,
}
SINGLE = tuple(_SINGLE)
