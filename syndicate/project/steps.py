"""One build, step by step."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from syndicate.errors import SyndicateError
from syndicate.memory import outputs
from syndicate.problem import Problem, Severity
from syndicate.project import board_feeds, due, lists
from syndicate.project.crew import WORTH_A_CREW
from syndicate.project.findings import findings
from syndicate.project.gatherer import Gatherer
from syndicate.project.intake import take_in
from syndicate.project.looking import look, look_at
from syndicate.project.outcome import Outcome, outcome
from syndicate.project.putting import Batch
from syndicate.project.signatures import signatures
from syndicate.project.turning import moment_of
from syndicate.project.verifying import folder_stamp, folders_moved, verify

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from syndicate.memory import Memory
    from syndicate.project.building import Progress
    from syndicate.project.crew import Crew
    from syndicate.project.desk import Desk
    from syndicate.project.findings import Findings
    from syndicate.renderings.artefact import Artefact


#: The owner of files that boards need.
_BOARD = "board"


class Build:
    """Brings the memory in step with the content folder, and the output folder with the memory.

    What is to be made again is written down before it is made, and crossed out once the files
    are there: a build that dies leaves the rest to the next one.
    """

    def __init__(
        self,
        memory: Memory,
        desk: Desk,
        crew: Crew,
        progress: Progress | None,
        *,
        full: bool,
        yes: bool = False,
        moved: Collection[Path] | None,
    ) -> None:
        self.desk = desk
        self.batch = Batch()
        self.removed: list[str] = []
        self.own: list[Problem] = []
        self.outcome = Outcome({}, {}, 0, None, 0)
        self._memory = memory
        self._database = memory.database
        self._crew = crew
        self._progress = progress
        self._full = full
        self._yes = yes
        self._moved = moved
        self._gatherer = Gatherer(desk, crew, self.batch, yes=yes)
        self._strays: list[str] = []
        self._walked = False
        self._spared = False
        self._boards: list[Artefact] | None = None

    def run(self) -> None:
        """Build."""
        self._compare_signatures()
        if self._yes:
            self._release()
        looks = None if self._moved is None else look_at(self.desk, self._moved)
        if looks is None:
            looks, self._moved = look(self._crew, self.desk), None
        changed = take_in(self._crew, self.desk, looks, self._stage("reading"))
        verify(self.desk, looks.outputs)
        if self._moved is None:
            self._find_strays()
        self._board_files()
        if self._has_work():
            self._make()
            changed = True
        self.outcome = outcome(self._database, anew=changed)
        self._settle_problems()

    def _stage(self, name: str) -> Callable[[int, int], None] | None:
        progress = self._progress
        if progress is None:
            return None
        return lambda done, total: progress(name, done, total)

    # -- what is to be done -----------------------------------------------------------------

    def _compare_signatures(self) -> None:
        """Note what must be made again for another program, templates or configuration."""
        now = signatures(self.desk.site)
        with self._database.reading() as db:
            before = dict(db.execute("SELECT key, value FROM meta"))
        moved = {name for name, value in now.items() if self._full or before.get(name) != value}
        if moved:
            if self.desk.site.feeds.dialects:
                self.desk.boards  # noqa: B018 - asking for it refuses dialects that are of no use
            with self._database.transaction() as db:
                due.note_moved(db, moved)
                due.remember(db, now)
        if self._full:
            with self._database.transaction() as db:
                db.execute("UPDATE files SET digest = '', stamp = ''")

    def _release(self) -> None:
        """Note that feeds which wait for a person's word are to be written."""
        with self._database.transaction() as db:
            if board_feeds.held(db):
                lists.mark(db, [lists.COMPLETE])

    def _find_strays(self) -> None:
        """Files of ours that no memory knows, where there may be some."""
        with self._database.reading() as db:
            unfinished = db.execute("SELECT 1 FROM meta WHERE key = 'unfinished'").fetchone()
        if not (self._full or unfinished or folders_moved(self.desk)):
            return
        self._walked = True
        if self.desk.site.feeds_dir.is_dir():
            with self._database.reading() as db:
                known = outputs.outputs(db)
            self._strays = [path for path in self.desk.folder.ours() if path not in known]

    def _board_files(self) -> None:
        """The files that boards need on the site.

        Only a board's adapter knows whether it needs one, and loading it costs some 25 ms: without
        a board that is enabled, nothing of delivery is loaded.
        """
        boards = self.desk.site.boards
        found: dict[str, bytes] = {}
        if not all(values.get("enabled", True) is False for values in boards.values()):
            from syndicate.delivery.site_files import site_files

            made = site_files(self.desk.site)
            found = dict(made.files)
            self.own += (_unmade(mistake) for mistake in made.mistakes)
        with self._database.reading() as db:
            rows = db.execute("SELECT path, digest FROM owned WHERE owner = ?", (_BOARD,))
            known = dict(rows)
        if known == {path: sha256(data).hexdigest() for path, data in found.items()}:
            return
        from syndicate.renderings.artefact import Artefact

        self._boards = [Artefact(path, found[path]) for path in sorted(found)]

    def _has_work(self) -> bool:
        if self._walked or self._boards is not None:
            return True
        with self._database.reading() as db:
            query = "SELECT 1 FROM offers WHERE made != 1 UNION ALL SELECT 1 FROM stale LIMIT 1"
            return db.execute(query).fetchone() is not None

    # -- making -----------------------------------------------------------------------------

    def _make(self) -> None:
        with self._database.transaction() as db:
            due.remember(db, {"unfinished": "1"})
        names: list[str] = []
        seats = self._offers(names)
        names += self._gatherer.make(names)
        if self._boards is not None:
            names.append(_BOARD)
            for artefact in self._boards:
                self.batch.add(artefact, _BOARD)
        self.batch.write(self.desk, self._stage("writing"))
        if lists.COMPLETE in names:
            # Written as they are made, and after the pages that they link to.
            self._gatherer.complete()
        self._finish(seats, names)

    def _offers(self, names: list[str]) -> list[int]:
        """Make the offers that must be made; their seats, where the files wait to be written."""
        from syndicate.project.making import CHUNK, make, unmade

        with self._database.reading() as db:
            seats = unmade(db)
            stale = due.stale(db)
        if lists.STYLE in stale:
            names.append(lists.STYLE)
            self._gatherer.single(lists.STYLE)
        write = len(seats) >= WORTH_A_CREW
        told = self._stage("rendering")
        waiting, done = list(seats), 0
        failures: list[Exception] = []
        while waiting:
            tasks = ((waiting[at : at + CHUNK], write) for at in range(0, len(waiting), CHUNK))
            again: set[str] = set()
            for made in self._crew.all(make, tasks, len(waiting)):
                self.batch.take(made.batch)
                done += made.count
                failures += made.spoilt
                again |= made.again
                if told:
                    told(min(done, len(seats)), len(seats))
            with self._database.reading() as db:
                waiting, pages = due.siblings(db, again)
            self.batch.without(pages)
            seats += waiting
        self._refuse_templates(failures)
        return [] if write else seats

    def _refuse_templates(self, failures: Sequence[Exception]) -> None:
        """When no offer at all can be shown, that is no fault of offers: nothing is written."""
        if not failures:
            return
        with self._database.reading() as db:
            row = db.execute(
                "SELECT sum(spoilt), count(*) FROM offers WHERE status IN ('open', 'closed')"
            ).fetchone()
        mistakes = [failure for failure in failures if isinstance(failure, SyndicateError)]
        if row[0] == row[1] and mistakes:
            with self._database.transaction() as db:  # or the next build would not ask again
                db.execute("UPDATE offers SET made = -1 WHERE spoilt = 1")
            raise mistakes[0]

    # -- when the files are there -------------------------------------------------------------

    def _finish(self, seats: Sequence[int], names: Sequence[str]) -> None:
        """Cross out what was to be made, and remove what nothing wants any longer."""
        with self._database.reading() as db:
            unwanted = [
                *self._gatherer.unwanted,
                *due.unwanted(db, names, self.batch),
                *self._unwanted_strays(db),
            ]
        self._clear(sorted(set(unwanted)))
        with self._database.transaction() as db:
            self.batch.remember(db)
            outputs.forget(db, self.removed)
            db.executemany("UPDATE offers SET made = 1 WHERE seat = ?", ((s,) for s in seats))
            db.executemany("DELETE FROM stale WHERE what = ?", ((name,) for name in names))
            db.execute("DELETE FROM stale WHERE what LIKE 'drop:%'")
            db.execute("DELETE FROM selections WHERE NOT there AND NOT news")
            if not self._spared:  # what stays for now is looked for again by the next build
                db.execute("DELETE FROM meta WHERE key = 'unfinished'")
            self._remember_folders(db)

    def _unwanted_strays(self, db: sqlite3.Connection) -> Iterator[str]:
        here = {output.path for output in self.batch.files}
        for path in self._strays:
            query = "SELECT 1 FROM files WHERE path = ?"
            if path not in here and db.execute(query, (path,)).fetchone() is None:
                yield path

    def _clear(self, unwanted: Sequence[str]) -> None:
        if not unwanted:
            return
        from syndicate.project.guard import Guard
        from syndicate.renderings.writer import clear

        with self._database.reading() as db:
            guard = Guard(db, set(self._strays))
        wanted = {*self.batch.written, *(output.path for output in self.batch.files)}
        removed, spared = clear(unwanted, self.desk.folder, wanted, guard.keeps)
        self.removed += removed
        self._spared = bool(spared)
        self.own += guard.problems()
        with self._database.transaction() as db:
            outputs.forget(db, unwanted)

    def _remember_folders(self, db: sqlite3.Connection) -> None:
        base = f"{self.desk.site.feeds_dir}/"
        known = [path for (path,) in db.execute("SELECT path FROM folders")]
        rows = [(path, folder_stamp(base + path)) for path in known]
        db.executemany(
            "UPDATE folders SET stamp = ? WHERE path = ?", ((s, p) for p, s in rows if s)
        )
        db.executemany("DELETE FROM folders WHERE path = ?", ((p,) for p, s in rows if not s))

    # -- what came of it ----------------------------------------------------------------------

    def _settle_problems(self) -> None:
        from syndicate.project.standouts import not_rendered

        self.own += not_rendered(self._database)
        with self._database.reading() as db:
            self.own += board_feeds.waiting(db)
        if (self.desk.site.root / "templates").is_dir():
            from syndicate.renderings.misnamed import misnamed

            self.own += misnamed(self.desk.site)
        self.own.sort()

    def problems(self) -> Findings:
        """All that was found."""
        from syndicate.project.standouts import about_several

        others = about_several(self._memory, self.desk)
        spoilt = [problem for problem in self.own if problem.code != "not-rendered"]
        return findings(
            self._database, self.outcome.problems, self.outcome.mark, [*others, *spoilt]
        )

    def files(self) -> dict[str, int]:
        """How many files were written, left as they were, and removed."""
        written = len(self.batch.written)
        unchanged = self.outcome.files - written
        return {"written": written, "unchanged": unchanged, "removed": len(self.removed)}

    def feeds(self) -> list[str]:
        """The paths of all feeds, of the list of them and of the sitemap."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT path FROM owned WHERE owner LIKE 'feed:%' OR owner IN (?, ?)",
                (lists.OPML, lists.SITEMAP),
            )
            return sorted(path for (path,) in rows)

    def next_change(self) -> datetime | None:
        """When the clock next opens or closes an offer."""
        change = self.outcome.change
        return None if change is None else moment_of(change).astimezone(self.desk.site.timezone)


def _unmade(mistake: str) -> Problem:
    return Problem(
        "syndicate.toml",
        0,
        0,
        Severity.WARNING,
        "board-file-missing",
        "",
        f"a file that a board needs on the site was not made: {mistake}",
        "put it right where the site is built to be published; elsewhere it does no harm",
    )
