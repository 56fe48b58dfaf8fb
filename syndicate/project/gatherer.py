"""Feeds and lists of a build: which of them are stale, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.project import board_feeds, due, lists
from syndicate.project.crew import WORTH_A_CREW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from syndicate.project.crew import Crew
    from syndicate.project.desk import Desk
    from syndicate.project.putting import Batch


class Gatherer:
    """Makes what is stale of the files about many offers.

    What waits to be written is put into *batch*; ``unwanted`` are the paths of files that nothing
    wants any longer. *yes* is a person's word for feeds that wait for one.
    """

    def __init__(self, desk: Desk, crew: Crew, batch: Batch, *, yes: bool) -> None:
        self.unwanted: list[str] = []
        self._desk = desk
        self._database = desk.database
        self._crew = crew
        self._batch = batch
        self._yes = yes

    def make(self, made: Sequence[str]) -> list[str]:
        """Make the feeds and lists that must be made, beside those *made*; their names."""
        from syndicate.project.gathering import SINGLE

        names: list[str] = []
        while True:
            with self._database.reading() as db:
                stale = due.stale(db)
            waiting = [
                name
                for name in stale
                if name not in (*made, *names) and not name.startswith("drop:")
            ]
            if not waiting:
                return names
            names += waiting
            feeds = [n.removeprefix("feed:") for n in waiting if n.startswith("feed:")]
            spoilt = self._feeds(feeds) if feeds else None
            if spoilt is not None:
                names = self._without(spoilt, names)
                continue
            if any(name == lists.INDEX or name.startswith("month:") for name in waiting):
                self._months([n.removeprefix("month:") for n in waiting])
            for what in SINGLE:
                if what in waiting:
                    self.single(what)

    def _feeds(self, stale: Sequence[str]) -> tuple[int, Exception] | None:
        """Make the feeds of the *stale* selections; the offer of which no entry can be made."""
        from syndicate.project.gathering import SpoiltError, gather_feeds

        with self._database.transaction() as db:
            there, away = due.selections(db, stale)
        write = len(there) * max(self._desk.site.feeds.limit, 1) >= WORTH_A_CREW * 10
        # An entry is made once for each share that has feeds which hold it.
        tasks = [(share, write) for share in (self._crew.shares(there) if write else [there])]
        told: list[tuple[str, str, str]] = []
        size = WORTH_A_CREW if write else 0
        try:
            for batch, rows in self._crew.all(gather_feeds, tasks, size):
                self._batch.take(batch)
                told += rows
        except SpoiltError as error:
            return error.seat, error.cause
        with self._database.transaction() as db:
            if due.note_selections(db, told, away):
                lists.mark(db, [lists.OPML])
        return None

    def complete(self) -> None:
        """Write the feeds of all open offers."""
        from syndicate.project.gathering import gather_complete

        forms = self._desk.site.feeds.complete
        with self._database.reading() as db:
            (number,) = db.execute("SELECT count(*) FROM urls").fetchone()
        for output, is_new in self._crew.all(gather_complete, forms, number):
            self._batch.files.append(output)
            self._batch.written += [output.path] if is_new else []
        self._job_boards(number)

    def _job_boards(self, number: int) -> None:
        """Write the feeds of all open offers in the dialects of job boards."""
        # Each share unpacks all that the memory keeps of ads.
        tasks = [(names, self._yes) for names in self._crew.shares(self._desk.site.feeds.dialects)]
        done = [one for some in self._crew.all(board_feeds.gather, tasks, number) for one in some]
        for one in done:
            self._batch.files += one.files
            self._batch.written += one.written
        with self._database.transaction() as db:
            board_feeds.remember(db, done, self._desk.now)

    def _months(self, stale: Sequence[str]) -> None:
        """Make the lists of *stale* months; there are none while one page holds all offers."""
        from syndicate.project.gathering import gather_months, months_of
        from syndicate.renderings.listing import MOST_LISTED

        with self._database.reading() as db:
            counts = months_of(db)
            files = db.execute(
                "SELECT path, owner FROM owned WHERE owner LIKE 'month:%'"
            ).fetchall()
        if sum(counts.values()) <= MOST_LISTED or not self._desk.site.feeds.pages:
            counts = {}
        self.unwanted += (p for p, owner in files if owner.removeprefix("month:") not in counts)
        known = {owner.removeprefix("month:") for _, owner in files}
        months = [month for month in counts if month in stale or month not in known]
        size = sum(counts[month] for month in months)
        tasks = (([month], size >= WORTH_A_CREW * 10) for month in months)
        for batch, rest in self._crew.all(gather_months, tasks, size // 10):
            self._batch.take(batch)
            self.unwanted += rest

    def single(self, what: str) -> None:
        """Make the files that are called *what* among those that can be stale."""
        from syndicate.project.gathering import single

        for artefact in single(self._desk, what):
            self._batch.add(artefact, what)

    def _without(self, spoilt: tuple[int, Exception], names: list[str]) -> list[str]:
        """Leave an offer out of all lists; the names of those that are made all the same."""
        from syndicate.project.making import spoil

        seat, cause = spoilt
        with self._database.transaction() as db:
            page = spoil(db, seat, cause)
        self._batch.artefacts = [
            (artefact, owner)
            for artefact, owner in self._batch.artefacts
            if artefact.path != page and not owner.startswith("feed:")
        ]
        return [name for name in names if not name.startswith("feed:")]
