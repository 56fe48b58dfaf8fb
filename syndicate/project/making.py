"""The page of each offer, what is found wrong with it, and where it is listed."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.checks import check
from syndicate.content.packing import DAMAGED, packed_problems, unpacked, unpacked_problems
from syndicate.errors import OutputError, SyndicateError
from syndicate.jobposting import judge
from syndicate.memory.database import REMEDY
from syndicate.offer import Status
from syndicate.problem import Problem, Severity
from syndicate.project.listing import listing_of
from syndicate.project.lists import NOWHERE, drop_pieces, enlist, listed, relist, unlist
from syndicate.project.merging import drop
from syndicate.project.pieces import keep
from syndicate.project.putting import Batch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from syndicate.content.understand import Understood
    from syndicate.jobposting import Verdict
    from syndicate.offer import Offer
    from syndicate.project.ads import Ads
    from syndicate.project.desk import Desk
    from syndicate.project.lists import Listing
    from syndicate.renderings.artefact import Artefact

#: So many offers are one task.
CHUNK = 250

#: What a rendering raises when it cannot cope with an offer. A defect of another kind stops
#: the build.
FAULTS = (
    SyndicateError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError,
)  # fmt: skip

_COLUMNS = (
    "seat, path, kept, version, status, slug, url, page, problem, made, shown, moment, spoken, "
    "spoilt, first_seen, item"
)


class _Row(NamedTuple):
    """One offer to be made, as the memory has it."""

    seat: int
    path: str
    kept: bool
    version: int
    status: str
    slug: str
    url: str
    page: str | None
    problem: bytes | None
    made: int
    shown: str
    moment: float
    spoken: str | None
    spoilt: int
    first_seen: str | None
    item: bytes


@dataclass(slots=True)
class Made:
    """What came of one task: the files written, or those to be written, and what failed.

    ``again`` are the translation keys of offers that can be shown only now, or no longer: the
    pages of their other languages must be made again.
    """

    count: int = 0
    batch: Batch = field(default_factory=Batch)
    spoilt: list[Exception] = field(default_factory=list)
    again: set[str] = field(default_factory=set)


def unmade(db: sqlite3.Connection) -> list[int]:
    """The seats of all offers of which something must be made again."""
    return [seat for (seat,) in db.execute("SELECT seat FROM offers WHERE made != 1")]


def make(desk: Desk, task: tuple[Sequence[int], bool]) -> Made:
    """Make the offers in the seats of *task*, and write their pages if it says so."""
    seats, write = task
    made = Made(len(seats))
    done = []
    with desk.database.reading() as db:
        rows = _rows(db, seats)
    for row in rows:
        one = _one(desk, row, made)
        done.append((row, one))
        if row.spoken and one.spoilt != bool(row.spoilt):
            made.again.add(row.spoken)
    if write:
        made.batch.write(desk)
    # While one process writes, the others wait: what can be reckoned out is, before.
    new = [(row, one) for row, one in done if not row.made]
    rest = [(row, one, _packed(one.problems)) for row, one in done]
    with desk.database.transaction() as db:
        enlist(db, ((row.seat, one.listing) for row, one in new))
        for row, one in done:
            _relist(db, desk, row, one)
        _find(db, ((row.seat, found) for row, _, found in rest))
        db.executemany(_NOTE, (_noted(*one, written=write) for one in rest))
        if write:
            made.batch.remember(db)
            made.batch.files.clear()  # the memory has them: what is told through a pipe is light
    return made


def _rows(db: sqlite3.Connection, seats: Sequence[int]) -> list[_Row]:
    query = (
        f"SELECT {_COLUMNS} FROM (SELECT value AS seat FROM json_each(?)) "  # noqa: S608 - a constant
        "CROSS JOIN offers USING (seat) CROSS JOIN bodies USING (version)"
    )
    return [_Row(*row) for row in db.execute(query, (json.dumps(seats),))]


class _One(NamedTuple):
    problems: list[Problem]
    listing: Listing
    page: str | None
    pieces: dict[str, bytes]
    ads: Ads | None = None
    spoilt: bool = False


def _one(desk: Desk, row: _Row, made: Made) -> _One:
    item = _item(row)  # damage is no fault of the offer
    problems = [] if row.kept else list(item.problems)
    if row.problem:
        problems += unpacked_problems(row.problem)
    try:
        verdict = _verdict(item.offer, desk)
        if not row.kept:
            problems += check(item, desk.site, verdict)
        artefact = _artefact(item.offer, desk, verdict)
        listing = _listing(item.offer, desk, row)
        pieces = desk.pieces(item.offer)
        ads, missed = _ads(item, desk, row)
    except FAULTS as error:
        made.spoilt.append(error)
        problems.append(unrendered(row.path, error))
        return _One(problems, NOWHERE, row.page, {}, spoilt=True)
    if artefact is not None:
        made.batch.add(artefact)
    problems += missed
    return _One(problems, listing, artefact.path if artefact else None, pieces, ads)


def _item(row: _Row) -> Understood:
    """What was understood, under the name and at the address that it has among all."""
    try:
        return unpacked(row.item, status=row.status, slug=row.slug, url=row.url)
    except DAMAGED as error:
        raise OutputError(f".syndicate/build.db: {row.path}: {error}; {REMEDY}") from error


def offer_in(db: sqlite3.Connection, seat: int) -> Offer:
    """The offer in *seat*, whole."""
    (row,) = _rows(db, [seat])
    return _item(row).offer


def _verdict(offer: Offer, desk: Desk) -> Verdict | None:
    if offer.status not in {Status.OPEN, Status.SCHEDULED}:
        return None
    return judge(offer, desk.site)


def _artefact(offer: Offer, desk: Desk, verdict: Verdict | None) -> Artefact | None:
    """The page of *offer*, or its JobPosting alone where another generator makes the pages."""
    if not desk.site.feeds.pages:
        from syndicate.renderings.fragments import fragment

        if offer.status is not Status.OPEN or verdict is None:
            return None
        return fragment(offer, desk.site, verdict)
    if offer.status is Status.OPEN:
        return next(iter(desk.pages.open_page(offer, verdict)), None)
    if offer.status is Status.CLOSED:
        return next(iter(desk.pages.closed_page(offer, desk.now)), None)
    return None


def _ads(item: Understood, desk: Desk, row: _Row) -> tuple[Ads | None, Iterable[Problem]]:
    """What the feeds for job boards hold of the offer, and what those boards miss in it."""
    if not desk.site.feeds.dialects:
        return None, ()
    from syndicate.project.ads import packed_ads

    made, missed = desk.boards.ads(item.offer, item.places, row.first_seen)
    return packed_ads(made) if made else None, () if row.kept else missed


def _listing(offer: Offer, desk: Desk, row: _Row) -> Listing:
    if offer.status not in {Status.OPEN, Status.CLOSED}:
        return NOWHERE
    return listing_of(offer, desk, row.moment)


_NOTE = (
    "UPDATE offers SET made = ?, page = ?, shown = ?, spoilt = ?, mark = ?, errors = ?, "
    "warnings = ?, notes = ? WHERE seat = ?"
)


def _noted(row: _Row, one: _One, found: bytes | None, *, written: bool) -> tuple[object, ...]:
    """What is noted of *one* in its row."""
    made = 1 if written else -1
    mark = zlib.crc32(found) if found else 0
    counts = _counts(one.problems)
    return (made, one.page, _shown(row), one.spoilt, mark, *counts, row.seat)


def _shown(row: _Row) -> str:
    """What tells one text and address of an offer from another."""
    return f"{row.version} {row.url}"


def _relist(db: sqlite3.Connection, desk: Desk, row: _Row, one: _One) -> None:
    """Bring lists and complete feeds in step with *one*."""
    if row.made:
        most = max(desk.site.feeds.limit, 0)
        changed = _shown(row) != row.shown
        before = listed(db, row.seat)
        relist(db, row.seat, before, one.listing, changed=changed, most=most)
        drop_pieces(db, row.seat)
    if one.page != row.page:
        drop(db, row.page)
    if one.pieces:
        keep(db, row.seat, one.pieces)
    if one.ads:
        one.ads.remember(db, row.seat)


def _packed(problems: Sequence[Problem]) -> bytes | None:
    return packed_problems(problems) if problems else None


def _find(db: sqlite3.Connection, found: Iterable[tuple[int, bytes | None]]) -> None:
    """Write down what was found wrong with the offers in these seats."""
    found = list(found)
    db.executemany("DELETE FROM findings WHERE seat = ?", ((seat,) for seat, _ in found))
    db.executemany(
        "INSERT INTO findings VALUES (?, ?)", ((seat, data) for seat, data in found if data)
    )


def spoil(db: sqlite3.Connection, seat: int, cause: Exception) -> str | None:
    """Leave the offer in *seat* out of all lists, because of *cause*; the path of its page."""
    path, page = db.execute("SELECT path, page FROM offers WHERE seat = ?", (seat,)).fetchone()
    found = db.execute("SELECT problems FROM findings WHERE seat = ?", (seat,)).fetchone()
    problems = [*(unpacked_problems(found[0]) if found else ()), unrendered(path, cause)]
    data = _packed(problems)
    _find(db, [(seat, data)])
    unlist(db, seat)
    db.execute(
        "UPDATE offers SET spoilt = 1, mark = ?, errors = ?, warnings = ?, notes = ? "
        "WHERE seat = ?",
        (zlib.crc32(data) if data else 0, *_counts(problems), seat),
    )
    return str(page) if page else None


def _counts(problems: Iterable[Problem]) -> tuple[int, int, int]:
    found = [problem.severity for problem in problems]
    return tuple(found.count(severity) for severity in Severity)  # type: ignore[return-value]  # there are three


def _named(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def unrendered(path: str, error: Exception) -> Problem:
    """What to tell of the offer at *path* with which a rendering failed."""
    if isinstance(error, SyndicateError):
        reason, hint = str(error), "mend the template"
    else:
        reason = _named(error)
        hint = "this is a defect of Syndicate: please report it with the file"
    return Problem(
        path,
        0,
        0,
        Severity.ERROR,
        "not-rendered",
        "",
        f"no page and no feed entry can be made of this offer; all others are built ({reason})",
        hint,
    )
