"""What is made of many offers: feeds, the list of open offers, the sitemap."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from syndicate.memory.outputs import Output, claim
from syndicate.project import lists
from syndicate.project.making import FAULTS, offer_in
from syndicate.project.pieces import kept
from syndicate.project.putting import Batch
from syndicate.renderings.facts import Fact
from syndicate.renderings.listing import MOST_LISTED, UNDATED, Line
from syndicate.renderings.output_folder import refuse_paths
from syndicate.renderings.selections import is_language, part_title

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from syndicate.project.desk import Desk
    from syndicate.renderings import sitemap, syntax
    from syndicate.renderings.artefact import Artefact
    from syndicate.renderings.entries import Feed

# So many selections are written at once, and the entries kept for later ones: some 30 MB of them.
_WRITTEN, _KEPT = 4, 2000

_SELECTED = "FROM listed WHERE selection = ? AND state = ? ORDER BY moment, entry"


class Share(NamedTuple):
    """What one process makes: the feeds of some selections, or the lists of some months."""

    feeds: Sequence[str]
    months: Sequence[str]
    write: bool


class Gathered(NamedTuple):
    """What came of a share: its files, and the paths of those that are there no longer.

    ``told`` are path, title and language of its selections. ``spoilt`` is the seat of an offer
    of which no entry can be made, and why.
    """

    batch: Batch
    told: Sequence[tuple[str, str, str]] = ()
    unwanted: Sequence[str] = ()
    spoilt: tuple[int, Exception] | None = None


def gather(desk: Desk, share: Share) -> Gathered:
    """Make the files of *share*, and write them if it says so."""
    if share.months:
        return _gather_months(desk, share)
    try:
        return _gather_feeds(desk, share)
    except SpoiltError as error:
        return Gathered(Batch(), spoilt=(error.seat, error.cause))


class SpoiltError(Exception):
    """No entry can be made of the offer in *seat*."""

    def __init__(self, seat: int, cause: Exception) -> None:
        super().__init__(seat, cause)
        self.seat = seat
        self.cause = cause


class _Selected(NamedTuple):
    """What the feed at ``path`` holds: the seats of its offers, newest first, and its language."""

    path: str
    seats: Sequence[int]
    language: str
    complete: bool


class _Row(NamedTuple):
    """One entry: when its offer last changed, and what it is in every format."""

    updated: datetime | None
    fragments: list[syntax.Fragment]


def _gather_feeds(desk: Desk, share: Share) -> Gathered:
    """Raises ``SpoiltError``."""
    batch = Batch()
    told = []
    with desk.database.reading() as db:
        chosen = [_selected(db, desk, path) for path in share.feeds]
    rows = _Rows(desk, chosen)
    for at, one in enumerate(chosen, 1):
        with desk.database.reading() as db:
            shown = [rows.of(db, seat, one.language) for seat in one.seats]
            feed = _head(db, desk, one, [row.updated for row in shown])
        told.append((feed.path, feed.title, feed.language))
        for artefact in _documents(feed, shown):
            batch.add(artefact, lists.feed(feed.path))
        if share.write and (at % _WRITTEN == 0 or at == len(chosen)):
            batch.write(desk)
            with desk.database.transaction() as db:
                batch.remember(db)
            batch.files.clear()  # the memory has them
    return Gathered(batch, told)


class _Rows:
    """Entries of the feeds *chosen*: each is made once for all feeds of one language.

    It is kept while there is a feed to come that wants it: most offers are in a single one.
    """

    def __init__(self, desk: Desk, chosen: Sequence[_Selected]) -> None:
        self._desk = desk
        self._wanted = Counter((seat, one.language) for one in chosen for seat in one.seats)
        self._kept: dict[tuple[int, str], _Row] = {}
        # Beside its language, an entry shows of a feed what all of them share.
        spoken = {one.language for one in chosen}
        self._feeds = {tag: replace(desk.complete_head, language=tag) for tag in spoken}

    def of(self, db: sqlite3.Connection, seat: int, language: str) -> _Row:
        """The offer in *seat* as the next feed in *language* has it."""
        key = seat, language
        self._wanted[key] -= 1
        row = self._kept.pop(key, None) or self._made(db, seat, language)
        if self._wanted[key] and len(self._kept) < _KEPT:
            self._kept[key] = row
        return row

    def _made(self, db: sqlite3.Connection, seat: int, language: str) -> _Row:
        from syndicate.renderings.entries import entry
        from syndicate.renderings.feeds import SYNTAXES
        from syndicate.renderings.syntax import fragments

        try:
            item = entry(offer_in(db, seat), self._desk.clock)
            return _Row(item.updated, fragments(item, self._feeds[language], SYNTAXES))
        except FAULTS as error:
            raise SpoiltError(seat, error) from error


def _selected(db: sqlite3.Connection, desk: Desk, path: str) -> _Selected:
    limit = max(desk.site.feeds.limit, 0)
    query = f"SELECT seat {_SELECTED} LIMIT ?"
    seats = [seat for (seat,) in db.execute(query, (path, lists.OPEN, limit + 1))]
    return _Selected(path, seats[:limit], _language(db, desk, path, seats), len(seats) <= limit)


def _head(
    db: sqlite3.Connection, desk: Desk, one: _Selected, changes: Sequence[datetime | None]
) -> Feed:
    """The feed of *one* without its entries, *changes* being the last ones of those."""
    from syndicate.renderings.entries import Tombstone, head

    leaving = db.execute(
        "SELECT entry, closed FROM listed WHERE selection = ? AND state = ? ORDER BY entry",
        (one.path, lists.LEAVING),
    )
    closings = db.execute(
        "SELECT closed FROM listed WHERE selection = ? AND state != ? "
        "ORDER BY moment DESC, entry LIMIT 1",
        (one.path, lists.OPEN),
    )
    return head(
        desk.site,
        path=one.path,
        title=part_title(one.path, _spellings(db, one.path), desk.site),
        language=one.language,
        changes=[*changes, *(datetime.fromisoformat(when) for (when,) in closings)],
        complete=one.complete,
        tombstones=[Tombstone(entry, datetime.fromisoformat(when)) for entry, when in leaving],
    )


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


def _documents(feed: Feed, rows: Sequence[_Row]) -> Iterator[Artefact]:
    from syndicate.renderings.artefact import Artefact
    from syndicate.renderings.feeds import SYNTAXES
    from syndicate.renderings.syntax import spliced

    for column, syntax in enumerate(SYNTAXES):
        document = b"".join(spliced(syntax, feed, (row.fragments[column] for row in rows)))
        yield Artefact(f"{feed.path}{syntax.file}", document)


# -- feeds of all open offers ---------------------------------------------------------------------


def gather_complete(desk: Desk, form: str) -> tuple[Output, bool]:
    """Write the feed of all open offers in the format *form*; the file, and if it is another.

    As a stream: whatever their number, few offers are in memory.
    """
    from syndicate.renderings.complete import FOLDER, SYNTAXES, compressed, write_complete

    syntax, rules = SYNTAXES[form], desk.site.feeds
    path = f"{FOLDER}{syntax.file}{'.gz' if rules.gzip else ''}"
    refuse_paths(filter(None, [desk.folder.obstacle(path), desk.folder.foreign(path)]))
    with desk.database.transaction() as db:
        known = db.execute("SELECT digest FROM files WHERE path = ?", (path,)).fetchone()
        claim(db, [path])
    with desk.database.reading() as db, desk.folder.stream(path) as stream:
        head = _head_of_all(db, desk)
        rows = ((entry,) for entry in kept(db, form))
        out = cast("BinaryIO", stream)
        with compressed(out) if rules.gzip else nullcontext(out) as file:
            write_complete(head, rows, {syntax: file}, path.removeprefix(FOLDER))
        digest = stream.digest()
        stream.wanted = known is None or known[0] != digest
    output = Output(path, digest, desk.folder.stamp(path), lists.COMPLETE)
    return output, stream.wanted


def _head_of_all(db: sqlite3.Connection, desk: Desk) -> Feed:
    """As the feed of the whole board has it, whose entries are the newest of all."""
    from syndicate.renderings.moments import updated

    board = _selected(db, desk, "")
    changes = [updated(offer_in(db, seat), desk.clock) for seat in board.seats]
    feed, head = _head(db, desk, board, changes), desk.complete_head
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
    yield desk.pages.lists.first(found, months)


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


def _gather_months(desk: Desk, share: Share) -> Gathered:
    months = share.months
    batch = Batch()
    with desk.database.reading() as db:
        for month in months:
            for artefact in desk.pages.lists.month(month, list(_lines(db, month))):
                batch.add(artefact, lists.month(month))
        made = {artefact.path for artefact, _ in batch.artefacts}
        owned = (
            db.execute("SELECT path FROM owned WHERE owner = ?", (lists.month(m),)) for m in months
        )
        rest = [path for rows in owned for (path,) in rows if path not in made]
    if share.write:
        batch.write(desk)
        with desk.database.transaction() as db:
            batch.remember(db)
        batch.files.clear()  # the memory has them
    return Gathered(batch, unwanted=rest)


def _sitemap(db: sqlite3.Connection, desk: Desk) -> Iterator[Artefact]:
    from syndicate.renderings.sitemap import Fragment, sitemap_of

    rows = db.execute("SELECT url, fragment FROM urls ORDER BY moment, url, id DESC")
    yield from sitemap_of(_each_once([Fragment(*row) for row in rows]), desk.site)


def _each_once(fragments: list[sitemap.Fragment]) -> list[sitemap.Fragment]:
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
