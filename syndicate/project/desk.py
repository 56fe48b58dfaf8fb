"""What a process of a build works with: the site, the instant, the memory, what renders."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.scan import prefix_of
from syndicate.memory.database import Database
from syndicate.offer import Status

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime

    from syndicate.content.reader import Reader
    from syndicate.offer import Offer
    from syndicate.project.board_feeds import BoardFeeds
    from syndicate.renderings.artefact import Catalogue
    from syndicate.renderings.entries import Feed
    from syndicate.renderings.output_folder import OutputFolder
    from syndicate.renderings.pages import PageWriter
    from syndicate.site import Site


class Desk:
    """Everything is made when it is first needed: most builds need little of it."""

    def __init__(self, site: Site, now: datetime, database: Database | None = None) -> None:
        self.site = site
        self.now = now
        self.database = database or Database(site.state_dir)
        self._is_own = database is None

    def close(self) -> None:
        """Let go of the memory."""
        if self._is_own:
            self.database.close()

    def apart(self) -> AbstractContextManager[None]:
        """While a copy of this process begins, the memory is closed: SQLite asks for that."""
        return self.database.closed()

    @cached_property
    def reader(self) -> Reader:
        """Reads files."""
        from syndicate.content.reader import Reader

        return Reader(self.site, self.now)

    @cached_property
    def prefix(self) -> str:
        """What the paths of all files begin with."""
        return prefix_of(self.site.root, self.site.content_dir)

    @cached_property
    def clock(self) -> Catalogue:
        """The site at this instant, for renderings that look at one offer at a time."""
        from syndicate.renderings.artefact import Catalogue

        return Catalogue(self.site, self.now, (), ())

    @cached_property
    def folder(self) -> OutputFolder:
        """The output folder; what is ours is asked of the memory."""
        from syndicate.renderings.output_folder import OutputFolder

        return OutputFolder(self.site.feeds_dir, _Known(self))

    def pieces(self, offer: Offer) -> dict[str, bytes]:
        """What is kept of *offer* for the feeds of all open ones; see ``pieces.pieces``."""
        forms = self.site.feeds.complete
        if not forms or offer.status is not Status.OPEN:
            return {}
        from syndicate.project.pieces import pieces
        from syndicate.renderings.complete import SYNTAXES
        from syndicate.renderings.entries import entry
        from syndicate.renderings.syntax import fragments

        syntaxes = [SYNTAXES[form] for form in forms]
        made = fragments(entry(offer, self.clock), self.complete_head, syntaxes)
        return pieces(dict(zip(forms, made, strict=True)))

    @cached_property
    def boards(self) -> BoardFeeds:
        """What feeds for job boards hold of offers."""
        from syndicate.project.board_feeds import BoardFeeds

        return BoardFeeds(self.site, self.now, self.database)

    @cached_property
    def complete_head(self) -> Feed:
        """The feed of all open offers, without its entries and farewells."""
        from syndicate.renderings.complete import head_of_all

        return head_of_all(self.site, [], [])

    @cached_property
    def pages(self) -> PageWriter:
        """Makes pages; what other languages an offer has is asked of the memory."""
        from syndicate.renderings.pages import PageWriter

        return PageWriter(self.site, _Spoken(self))


class Spoken(NamedTuple):
    """One language of an offer, as the pages of its other languages name it."""

    language: str
    id: str
    slug: str
    url: str


class _Spoken(dict[str, tuple[Spoken, ...]]):
    """Translation key → the open offers that are one in several languages, languages sorted."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def get(self, key: str, default: tuple[Spoken, ...] = ()) -> tuple[Spoken, ...]:  # type: ignore[override]
        if not key:
            return default
        with self._desk.database.reading() as db:
            rows = db.execute(
                "SELECT language, id, slug, url FROM offers WHERE spoken = ? AND status = 'open' "
                "AND NOT spoilt ORDER BY moment, id",
                (key,),
            )
            found: dict[str, Spoken] = {}
            for row in rows:  # a language that two offers claim belongs to the first of them
                found.setdefault(row[0], Spoken(*row))
        return tuple(one for _, one in sorted(found.items())) if len(found) > 1 else default


class _Known:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __contains__(self, path: object) -> bool:
        with self._desk.database.reading() as db:
            found = db.execute("SELECT 1 FROM files WHERE path = ?", (path,))
            return found.fetchone() is not None
