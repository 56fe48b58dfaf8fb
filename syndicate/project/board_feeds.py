"""Feeds for job boards: what the memory keeps for them, and when one is not written."""

from __future__ import annotations

import gzip
import json
import zlib
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from syndicate.content.hints import sampled
from syndicate.memory.outputs import Output, claim
from syndicate.problem import Problem, Severity
from syndicate.project import lists
from syndicate.project.ads import unpacked_ads

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from syndicate.content.reading import Reading
    from syndicate.memory.database import Database
    from syndicate.offer import Offer
    from syndicate.project.desk import Desk
    from syndicate.renderings.board_feed import Items, Known, Told
    from syndicate.renderings.dialect import Dialect
    from syndicate.site import Site

#: A feed may always lose so many ads, and so large a part of them.
FEW = 5
SHARE = 0.5
_READ = 1024 * 1024

# In ``meta``: what the last feed held and when the first was written, and why one waits.
_LAST, _HELD = "board:", "board-held:"


class BoardFeeds:
    """The dialects of *site*, and what they make of offers at *now*.

    Raises ``ConfigurationError`` when a dialect cannot be used.
    """

    def __init__(self, site: Site, now: datetime, database: Database) -> None:
        from syndicate.project.dialects import dialects
        from syndicate.renderings.artefact import Catalogue

        self.dialects: tuple[Dialect, ...] = dialects(site)
        self._now = now
        self._clock = Catalogue(site, now, (), ())
        self._database = database

    def named(self, name: str) -> Dialect:
        """The dialect that is called *name*."""
        return next(dialect for dialect in self.dialects if dialect.name == name)

    def ads(
        self, offer: Offer, places: Mapping[str, tuple[int, int]], first_seen: str | None
    ) -> tuple[dict[str, Items], list[Problem]]:
        """What each feed holds of *offer*, and what is told of it.

        *places* says on which line and column the file states a field; *first_seen* is the
        instant, in ISO 8601, of the first build that could read it.
        """
        from syndicate.offer import Status
        from syndicate.renderings.board_feed import items

        if offer.status not in {Status.OPEN, Status.SCHEDULED}:
            return {}, []
        seen = datetime.fromisoformat(first_seen) if first_seen else self._now
        clock = self._clock
        if offer.status is Status.SCHEDULED and offer.opens_at:
            clock = replace(clock, now=offer.opens_at)  # until then it has no date of posting
        made, told = items(offer, self.dialects, clock, self.known(seen))
        problems = [_problem(one, offer, places) for one in told]
        return (made if offer.status is Status.OPEN else {}), problems

    def missed(self, reading: Reading, first_seen: Mapping[str, datetime]) -> Iterator[Problem]:
        """What is told of all offers of *reading*."""
        for offer in reading.offers:
            seen = first_seen.get(offer.path)
            places = reading.places[offer.path]
            yield from self.ads(offer, places, seen.isoformat() if seen else None)[1]

    def known(self, seen: datetime) -> Known:
        """What is remembered of an offer that was first *seen* then, and of all feeds."""
        from syndicate.renderings.board_feed import Known

        since = self._since
        return Known(lambda name: max(seen, since.get(name, self._now)), self._first_title)

    @cached_property
    def _since(self) -> dict[str, datetime]:
        """Since when each feed is there."""
        with self._database.reading() as db:
            return {name: datetime.fromisoformat(since) for name, (_, since) in _lasts(db).items()}

    def _first_title(self, name: str, reference: str) -> str | None:
        query = "SELECT title FROM ad_titles WHERE dialect = ? AND reference = ?"
        with self._database.reading() as db:
            row = db.execute(query, (name, reference)).fetchone()
        return str(row[0]) if row else None


def _problem(told: Told, offer: Offer, places: Mapping[str, tuple[int, int]]) -> Problem:
    reason = told.reason
    line, column = places.get(reason.field, (1, 1))
    severity = Severity.INFO if told.is_wish else Severity.WARNING
    hint = sampled(reason.hint) if reason.asked else reason.hint
    return Problem(
        offer.path, line, column, severity, reason.code, reason.field, reason.message, hint
    )


# -- writing --------------------------------------------------------------------------------------


class Held(NamedTuple):
    """Why a feed is not written, in words, and what to do."""

    why: str
    remedy: str


@dataclass(slots=True)
class Gathered:
    """What became of the feed in one dialect.

    It holds ``number`` ads; or it is ``held``, and its old file stays.
    """

    dialect: str
    number: int
    held: Held | None = None
    files: list[Output] = field(default_factory=list)
    written: list[str] = field(default_factory=list)


def gather(desk: Desk, task: tuple[Sequence[str], bool]) -> list[Gathered]:
    """Write the feeds in the dialects that *task* names, each of them whole or not at all.

    As streams: whatever their number, few ads are in memory. Where most ads of the last feed
    are gone, that one stays until a person says yes, which is the second part of *task*.
    """
    names, yes = task
    done = [_begun(desk, name, yes=yes) for name in names]
    if new := [one for one in done if not one.held]:
        _write(desk, new)
    return done


def _begun(desk: Desk, name: str, *, yes: bool) -> Gathered:
    """The feed in the dialect *name*, which is held or is to be written."""
    from syndicate.renderings.output_folder import refuse_paths

    path = path_of(name, packed=desk.site.feeds.gzip)
    refuse_paths(filter(None, [desk.folder.obstacle(path), desk.folder.foreign(path)]))
    with desk.database.reading() as db:
        query = "SELECT coalesce(sum(number), 0) FROM ads WHERE dialect = ?"
        (number,) = db.execute(query, (name,)).fetchone()
        held = _held(db, desk, desk.boards.named(name), number, yes=yes)
    return Gathered(name, number, held, files=list(_stays(desk, name)) if held else [])


def path_of(name: str, *, packed: bool) -> str:
    """Where the feed in the dialect *name* lies below the output folder."""
    from syndicate.renderings.board_feed import FOLDER

    return f"{FOLDER}{name}.xml{'.gz' if packed else ''}"


def _old_files(desk: Desk, name: str) -> Iterator[tuple[str, bool]]:
    """The feeds of earlier builds in the dialect *name*: path, and whether it is packed."""
    for packed in (False, True):
        path = path_of(name, packed=packed)
        if not (desk.folder.obstacle(path) or desk.folder.foreign(path)):
            yield path, packed


def _write(desk: Desk, new: Sequence[Gathered]) -> None:
    with desk.database.reading() as db, ExitStack() as stack:
        feeds = [(one.dialect, stack.enter_context(_writing(desk, db, one))) for one in new]
        for ads in unpacked_ads(db, lists.OPEN):
            for name, write in feeds:
                if name in ads:
                    write(ads[name])


@contextmanager
def _writing(
    desk: Desk, db: sqlite3.Connection, done: Gathered
) -> Iterator[Callable[[bytes], object]]:
    """What takes the ads of one feed in the block; they are noted in *done* after it."""
    from syndicate.renderings.board_feed import Head, frame
    from syndicate.renderings.complete import compressed

    name = done.dialect
    path = path_of(name, packed=desk.site.feeds.gzip)
    with desk.database.transaction() as writing:
        known = writing.execute("SELECT digest FROM files WHERE path = ?", (path,)).fetchone()
        claim(writing, [path])
    head = Head(desk.site, done.number, _changed(db, desk, name))
    before, after = frame(desk.boards.named(name), head)
    with desk.folder.stream(path) as stream:
        raw = cast("BinaryIO", stream)
        with compressed(raw) if desk.site.feeds.gzip else nullcontext(raw) as out:
            out.write(before)
            yield out.write
            out.write(after)
        digest = stream.digest()
        stream.wanted = known is None or known[0] != digest
    done.files.append(Output(path, digest, desk.folder.stamp(path), lists.COMPLETE))
    done.written += [path] if stream.wanted else []


def _changed(db: sqlite3.Connection, desk: Desk, name: str) -> datetime:
    """The moment at which an ad last came, changed or went, as the files say."""
    from syndicate.renderings.moments import beginning

    (came,) = db.execute("SELECT max(changed) FROM ads WHERE dialect = ?", (name,)).fetchone()
    (went,) = db.execute(
        "SELECT max(moment) FROM listed WHERE selection = '' AND state != ?", (lists.OPEN,)
    ).fetchone()
    moments = [moment for moment in (came, went) if moment is not None]
    return datetime.fromtimestamp(max(moments), UTC) if moments else beginning(desk.site)


# -- the complete list or nothing -----------------------------------------------------------------


_ASK = "if that is right, write it with: syndicate build --yes"


def _held(
    db: sqlite3.Connection, desk: Desk, dialect: Dialect, number: int, *, yes: bool
) -> Held | None:
    """Why the feed is not written; None when it is."""
    most = dialect.rules.most_items
    if most is not None and number > most:
        board = dialect.about.title
        return Held(
            f"{board} takes at most {most:,} offers in one feed, and these are {number:,}",
            "write a dialect for each country, and name those in its place in [feeds] dialects",
        )
    if yes:
        return None
    last = _last(db, desk, dialect)
    if not last:
        return None
    offers = "SELECT 1 FROM offers WHERE status IN ('open', 'scheduled', 'closed', 'draft') LIMIT 1"
    if number == 0 and db.execute(offers).fetchone() is None:
        why = f"it held {last:,}, and no offer was found at all: is the content folder whole?"
        return Held(why, _ASK)
    if last - number > max(FEW, SHARE * last):
        why = f"it held {last:,} and would now hold {number:,}: more than half of them are gone"
        return Held(why, _ASK)
    return None


def _last(db: sqlite3.Connection, desk: Desk, dialect: Dialect) -> int:
    """How many ads the last feed held: as the memory knows, else as the file has them."""
    known = _lasts(db).get(dialect.name)
    if known is not None:
        return known[0]
    from syndicate.renderings.board_feed import count_items

    for path, packed in _old_files(desk, dialect.name):
        file = desk.site.feeds_dir / path
        broken = (OSError, EOFError, zlib.error)
        with suppress(*broken), (gzip.open if packed else open)(file, "rb") as lines:
            return count_items(dialect, lines)
    return 0


def _stays(desk: Desk, name: str) -> Iterator[Output]:
    """The file that the last build left, whatever is in it."""
    for path, _ in _old_files(desk, name):
        with suppress(OSError), (desk.site.feeds_dir / path).open("rb") as file:
            digest = sha256()
            while data := file.read(_READ):
                digest.update(data)
            yield Output(path, digest.hexdigest(), desk.folder.stamp(path), lists.COMPLETE)


def _lasts(db: sqlite3.Connection) -> dict[str, tuple[int, str]]:
    """Dialect → how many ads its last feed held, and when the first was written."""
    rows = db.execute("SELECT key, value FROM meta WHERE key LIKE ?", (f"{_LAST}%",)).fetchall()
    return {key.removeprefix(_LAST): tuple(json.loads(value)) for key, value in rows}


def held(db: sqlite3.Connection) -> dict[str, Held]:
    """Dialect → why its feed waits for a person's word."""
    rows = db.execute("SELECT key, value FROM meta WHERE key LIKE ?", (f"{_HELD}%",)).fetchall()
    return {key.removeprefix(_HELD): Held(*json.loads(value)) for key, value in rows}


def remember(db: sqlite3.Connection, done: Iterable[Gathered], now: datetime) -> None:
    """Note what the feeds hold now, and which of them wait; no others are known any more."""
    lasts = _lasts(db)
    db.execute("DELETE FROM meta WHERE key LIKE ? OR key LIKE ?", (f"{_LAST}%", f"{_HELD}%"))
    for one in done:
        number, since = lasts.get(one.dialect, (0, now.isoformat()))
        if one.held:
            key = f"{_HELD}{one.dialect}"
            db.execute("INSERT INTO meta VALUES (?, ?)", (key, json.dumps(one.held)))
        else:
            number = one.number
        if one.dialect in lasts or not one.held:
            value = json.dumps([number, since])
            db.execute("INSERT INTO meta VALUES (?, ?)", (f"{_LAST}{one.dialect}", value))


def waiting(db: sqlite3.Connection) -> Iterator[Problem]:
    """What is told of the feeds that wait."""
    for name, one in sorted(held(db).items()):
        yield Problem(
            "syndicate.toml",
            0,
            0,
            Severity.ERROR,
            "board-feed-held",
            "",
            f"the feed in the dialect {name} stays as it was: {one.why}",
            one.remedy,
        )
