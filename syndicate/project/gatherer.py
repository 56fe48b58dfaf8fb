"""Feeds and lists of a build: which of them are stale, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.project import board_feeds, due, lists
from syndicate.project.crew import WORTH_A_CREW

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from syndicate.project.crew import Crew
    from syndicate.project.desk import Desk
    from syndicate.project.gathering import Share
    from syndicate.project.putting import Batch
    from syndicate.renderings.artefact import Artefact


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
            singles: dict[str, list[Artefact]] = {}
            if not self._shared(waiting, singles):
                names.clear()
                self._batch.artefacts = [
                    (artefact, owner)
                    for artefact, owner in self._batch.artefacts
                    if owner in ("", *made)
                ]
                continue
            for what in SINGLE:
                if what in waiting:
                    self._add(what, singles[what] if what in singles else self._single(what))

    def _shared(self, waiting: Sequence[str], singles: dict[str, list[Artefact]]) -> bool:
        """Make the feeds and months among those *waiting*, several processes sharing the work.

        Meanwhile the index and the sitemap are put into *singles*. False when there is an offer
        of which no entry can be made: it is left out of all lists, which must be made without.
        """
        from syndicate.project.gathering import gather

        feeds = [n.removeprefix("feed:") for n in waiting if n.startswith("feed:")]
        shares, away = self._feeds(feeds) if feeds else ([], [])
        size = WORTH_A_CREW if any(share.write for share in shares) else 0
        if any(name == lists.INDEX or name.startswith("month:") for name in waiting):
            months, number = self._months([n.removeprefix("month:") for n in waiting])
            shares += months
            size = max(size, number // 10)

        def meanwhile() -> None:
            for what in (lists.INDEX, lists.SITEMAP):
                if what in waiting:
                    singles[what] = self._single(what)

        told: list[tuple[str, str, str]] = []
        spoilt = None
        for one in self._crew.all(gather, shares, size, meanwhile):
            self._batch.take(one.batch)
            self.unwanted += one.unwanted
            told += one.told
            spoilt = spoilt or one.spoilt
        if spoilt:
            self._spoil(*spoilt)
            return False
        if feeds:
            with self._database.transaction() as db:
                if due.note_selections(db, told, away):
                    lists.mark(db, [lists.OPML])
        return True

    def _feeds(self, stale: Sequence[str]) -> tuple[list[Share], list[str]]:
        """The work that the feeds of *stale* selections are; the selections that go."""
        from syndicate.project.gathering import Share

        with self._database.transaction() as db:
            there, away = due.selections(db, stale)
        write = len(there) * max(self._desk.site.feeds.limit, 1) >= WORTH_A_CREW * 10
        # An entry is made once for each share that has feeds which hold it.
        parts = self._crew.shares(there) if write else [there]
        return [Share(part, (), write) for part in parts], away

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

    def _months(self, stale: Sequence[str]) -> tuple[list[Share], int]:
        """The work that the lists of *stale* months are, and how many offers they hold.

        There are none while one page holds all offers.
        """
        from syndicate.project.gathering import Share, months_of
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
        return [Share((), [month], size >= WORTH_A_CREW * 10) for month in months], size

    def single(self, what: str) -> None:
        """Make the files that are called *what* among those that can be stale."""
        self._add(what, self._single(what))

    def _single(self, what: str) -> list[Artefact]:
        from syndicate.project.gathering import single

        return list(single(self._desk, what))

    def _add(self, owner: str, artefacts: Iterable[Artefact]) -> None:
        for artefact in artefacts:
            self._batch.add(artefact, owner)

    def _spoil(self, seat: int, cause: Exception) -> None:
        """Leave an offer out of all lists."""
        from syndicate.project.making import spoil

        with self._database.transaction() as db:
            page = spoil(db, seat, cause)
        self._batch.without({page} if page else set())
