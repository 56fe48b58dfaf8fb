"""Offers that want the same names, and who of them has which.

Only those are compared that have asked for a name of one another, now or in the build before:
all others are called as they would be if they were alone. What comes of it is what a comparison
of all offers would come to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.addresses import settled
from syndicate.content.claims import claim as claim_of
from syndicate.content.identity import refuse_duplicates, same
from syndicate.content.packing import unpacked_claim
from syndicate.content.reading import GoodSource, earlier, kept
from syndicate.memory import texts
from syndicate.offer import Status
from syndicate.project.names import (
    Called,
    called_at,
    each,
    names_of,
    unpacked_names,
)  # fmt: skip

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from syndicate.content.claims import Claim
    from syndicate.content.understand import Understood
    from syndicate.project.desk import Desk


class Standing(NamedTuple):
    """An offer that may have to yield to others: what it claims, and how it stood before.

    ``version`` is that of its fresh reading, if it has one; ``names`` are all that it asked for
    before or would ask for alone.
    """

    seat: int
    version: int | None
    claim: Claim
    status: str | None
    called: Called
    names: frozenset[bytes]


class Verdict(NamedTuple):
    """What becomes of an offer that was compared with others."""

    standing: Standing
    status: Status
    called: Called


class Verdicts(NamedTuple):
    """What a contest comes to; ``kept`` are last good versions of files that cannot be read."""

    files: list[Verdict]
    kept: list[tuple[Understood, Called]]


def contest(db: sqlite3.Connection, desk: Desk, leaving: Collection[int]) -> Verdicts:
    """Compare the offers that may want the same names.

    The names of fresh readings, which are all of files, must be among those of all. *leaving*
    are the seats of files that vanished, and of all last good versions: those are chosen anew.
    """
    return _Contest(db, desk, leaving).settle()


_FRESH_NAMES = (
    "SELECT coalesce(seat, version) AS seat, names FROM fresh WHERE NOT alike "
    "UNION ALL SELECT offers.seat, offers.names FROM fresh JOIN offers "
    "ON offers.seat = fresh.seat WHERE NOT alike AND offers.names != fresh.names"
)
_WANTED = (
    f"{each(_FRESH_NAMES)} SELECT DISTINCT seat FROM each WHERE EXISTS "  # noqa: S608 - constants
    "(SELECT 1 FROM names WHERE names.name = each.name AND names.seat != each.seat)"
)
_UNREAD = (
    "SELECT seat FROM offers WHERE kept = 0 AND status = 'unreadable' "
    "UNION SELECT coalesce(seat, version) FROM fresh WHERE status = 'unreadable'"
)
_OF_FRESH = (
    "SELECT fresh.version, claim, offers.status, offers.slug, offers.url, offers.page, "
    "offers.problem, coalesce(offers.names, x''), fresh.names FROM fresh "
    "JOIN claims ON claims.version = fresh.version "
    "LEFT JOIN offers ON offers.seat = fresh.seat WHERE "
)
_OF_OFFER = (
    "SELECT NULL, claim, status, slug, url, page, problem, names, x'' "
    "FROM offers JOIN claims USING (version) WHERE seat = ?"
)


class _Contest:
    def __init__(self, db: sqlite3.Connection, desk: Desk, leaving: Collection[int]) -> None:
        self._db = db
        self._desk = desk
        self._leaving = frozenset(leaving)
        self._standings: dict[int, Standing] = {}
        self._looked_up: set[bytes] = set()
        self._earlier: dict[str, list[Understood]] = {}

    def settle(self) -> Verdicts:
        """Compare those who ask for names of one another, until nobody else does."""
        new = {seat for query in (_WANTED, _UNREAD) for (seat,) in self._db.execute(query)}
        new |= self._who_asked(self._names_before())
        while True:
            self._enter(new - self._standings.keys() - self._leaving)
            verdicts = self._verdicts()
            called = [one.called for one in verdicts.files] + [one for _, one in verdicts.kept]
            asked = {name for one in called for name in unpacked_names(one.names)}
            asked.update(*(one.names for one in self._standings.values()))
            new = self._who_asked(asked)
            if new <= self._standings.keys() | self._leaving:
                return verdicts

    def _names_before(self) -> set[bytes]:
        """The names of all that leaves."""
        query = "SELECT names FROM offers WHERE seat = ?"
        return {
            name
            for seat in self._leaving
            for (data,) in self._db.execute(query, (seat,))
            for name in unpacked_names(data)
        }

    def _who_asked(self, names: Iterable[bytes]) -> set[int]:
        """The seats of those who ask, or have asked, for one of *names*."""
        query = "SELECT seat FROM names WHERE name = ?"
        new = set(names) - self._looked_up
        self._looked_up |= new
        return {seat for name in new for (seat,) in self._db.execute(query, (name,))}

    def _enter(self, seats: Iterable[int]) -> None:
        for seat in sorted(seats):
            row = (
                self._db.execute(f"{_OF_FRESH} fresh.seat = ?", (seat,)).fetchone()
                or self._db.execute(
                    f"{_OF_FRESH} fresh.version = ? AND fresh.seat IS NULL", (seat,)
                ).fetchone()
                or self._db.execute(_OF_OFFER, (seat,)).fetchone()
            )
            version, claim, status, slug, url, page, problem, before, alone = row
            self._standings[seat] = Standing(
                seat,
                version,
                unpacked_claim(claim),
                status,
                Called(slug or "", url or "", page, problem, before),
                frozenset(unpacked_names(before + alone)),
            )

    def _verdicts(self) -> Verdicts:
        standings = sorted(self._standings.values(), key=lambda one: one.claim.path)
        claims = [one.claim for one in standings]
        refused = refuse_duplicates(claims, _Ids(self._db))
        claims = [
            claim._replace(status=Status.UNREADABLE) if claim.path in refused else claim
            for claim in claims
        ]
        stays = list(self._kept(claims))
        stay_claims = [claim_of(item) for item in stays]
        site = self._desk.site
        found = settled([*claims, *stay_claims], site)
        verdicts = []
        for standing, claim, (address, asked) in zip(standings, claims, found, strict=False):
            # A refused offer has asked for its id.
            names = names_of(standing.claim, asked)
            problem = address.problem or refused.get(claim.path)
            called = called_at(address, claim.status, names, problem, site)
            verdicts.append(Verdict(standing, claim.status, called))
        kept_ones = [
            (item, called_at(address, claim.status, names_of(claim, asked), address.problem, site))
            for item, claim, (address, asked) in zip(
                stays, stay_claims, found[len(claims) :], strict=True
            )
        ]
        return Verdicts(verdicts, kept_ones)

    def _kept(self, claims: Sequence[Claim]) -> Iterator[Understood]:
        """The last good versions of what cannot be read now."""
        unread = [claim.path for claim in claims if claim.status is Status.UNREADABLE]
        new = [path for path in unread if path not in self._earlier]
        if new:
            desk = self._desk
            good = texts.Texts(desk.database, GoodSource, paths=new)
            for path in new:
                self._earlier[path] = list(earlier(desk.reader, [path], good))
        taken = {same(claim.id) for claim in claims if claim.status is not Status.UNREADABLE}
        return kept((item for path in unread for item in self._earlier[path]), taken)


class _Id(NamedTuple):
    id: str


class _Ids(dict[str, _Id]):
    """The id that the last good version of a path had; asked for only where two want one."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def _id(self, path: object) -> str | None:
        row = self._db.execute(
            "SELECT id FROM offers WHERE path = ? AND kept = 0 AND good "
            "UNION ALL SELECT id FROM sources WHERE path = ?",
            (path, path),
        ).fetchone()
        return row[0] if row else None

    def __contains__(self, path: object) -> bool:
        return self._id(path) is not None

    def __getitem__(self, path: str) -> _Id:
        return _Id(self._id(path) or "")
