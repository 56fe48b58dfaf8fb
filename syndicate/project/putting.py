"""Artefacts on their way to the output folder, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from syndicate.memory import outputs
from syndicate.memory.outputs import Output

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable

    from syndicate.project.desk import Desk
    from syndicate.renderings.artefact import Artefact


@dataclass(slots=True)
class Batch:
    """Some artefacts, each with what must be made again when its file is not as it should be.

    ``artefacts`` are those that wait; ``files`` those that are in place, ``written`` those of
    them whose file was another one.
    """

    artefacts: list[tuple[Artefact, str]] = field(default_factory=list)
    files: list[Output] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    def add(self, artefact: Artefact, owner: str = "") -> None:
        """Let *artefact* wait."""
        self.artefacts.append((artefact, owner))

    def without(self, paths: Collection[str]) -> None:
        """Let the artefacts at *paths* go: they are made again, or not wanted."""
        self.artefacts = [one for one in self.artefacts if one[0].path not in paths]

    def take(self, other: Batch) -> None:
        """Take over all of *other*."""
        self.artefacts += other.artefacts
        self.files += other.files
        self.written += other.written

    def write(self, desk: Desk, progress: Callable[[int, int], None] | None = None) -> None:
        """Put what waits in its place, where another file is; raises ``OutputError``."""
        from syndicate.renderings.writer import place

        artefacts = [artefact for artefact, _ in self.artefacts]
        with desk.database.reading() as db:
            known = outputs.known(db, (artefact.path for artefact in artefacts))

        def claim(paths: Collection[str]) -> None:
            with desk.database.transaction() as db:
                outputs.claim(db, paths)

        digests = {path: output.digest for path, output in known.items()}
        placed = place(artefacts, desk.folder, digests, claim=claim, progress=progress)
        self.written += placed.written
        for artefact, owner in self.artefacts:
            path, digest = artefact.path, placed.digests[artefact.path]
            before = known.get(path)
            as_before = before is not None and before.digest == digest
            stamp = before.stamp if before and as_before else desk.folder.stamp(path)
            self.files.append(Output(path, digest, stamp, owner))
        self.artefacts.clear()

    def remember(self, db: sqlite3.Connection) -> None:
        """Note what the files that are in place are."""
        outputs.remember(db, self.files)
        remember_folders(db, (output.path for output in self.files))


def remember_folders(db: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Note the folders of *paths* that may hold more than one file.

    A page's own folder is none of them: it is made for the page.
    """
    folders = {folder for path in paths for folder in _folders(path)}
    db.executemany("INSERT OR IGNORE INTO folders VALUES (?, '')", ((one,) for one in folders))


def _folders(path: str) -> list[str]:
    parents = [path[:at] for at, letter in enumerate(path) if letter == "/"]
    alone = path.endswith("/index.html")
    return ["", *(parents[:-1] if alone else parents)]
