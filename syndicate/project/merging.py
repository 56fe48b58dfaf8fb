"""Fresh readings merged with the offers there are: who has which id, and which address."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.addresses import settle
from syndicate.content.claims import claim
from syndicate.content.identity import NAMELESS, refuse_duplicates, same
from syndicate.content.packing import packed_problems, unpacked_claim
from syndicate.content.reading import GoodSource, kept
from syndicate.memory import texts
from syndicate.offer import Status
from syndicate.project.readings import put, reading
from syndicate.renderings.addresses import fragment_path, page_path

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from syndicate.content.addresses import Address
    from syndicate.content.claims import Claim
    from syndicate.problem import Problem
    from syndicate.project.desk import Desk
    from syndicate.site import Site

_COLUMNS = "version, stamp, digest, id, since, until, change, language, spoken, moment"
_SET = ", ".join(f"{name.strip()} = fresh.{name.strip()}" for name in _COLUMNS.split(","))


def exchange(db: sqlite3.Connection) -> bool:
    """Put fresh readings in the place of old ones, if none of them is called differently.

    Then nobody else is concerned. False, and nothing is done, when some are, or when all are read
    again for another configuration: that may lay out the addresses in another way.
    """
    different = db.execute(
        "SELECT 1 FROM fresh LEFT JOIN offers USING (path, kept) LEFT JOIN claims USING (seat) "
        "WHERE fresh.claim IS NOT claims.claim OR fresh.status IS NOT offers.status "
        "OR fresh.spoken IS NOT offers.spoken OR fresh.status = 'unreadable' "
        "OR offers.since = offers.until "
        "UNION ALL SELECT 1 FROM offers INDEXED BY offers_kept WHERE kept = 1 LIMIT 1"
    ).fetchone()
    if different:
        return False
    _replace(db)
    db.execute("DELETE FROM fresh")
    return True


def _replace(db: sqlite3.Connection) -> None:
    """Every offer that has a fresh reading gets it; its page and lists must be made again."""
    db.execute(
        "DELETE FROM bodies WHERE version IN (SELECT offers.version FROM fresh "
        "CROSS JOIN offers ON offers.path = fresh.path AND offers.kept = fresh.kept)"
    )
    db.execute(
        f"UPDATE offers SET {_SET}, status = fresh.status, "  # noqa: S608 - constants
        "made = CASE made WHEN 1 THEN -1 ELSE made END FROM fresh "
        "WHERE offers.path = fresh.path AND offers.kept = fresh.kept "
        "AND offers.path IN (SELECT path FROM fresh)"  # or it would look at every offer
    )


class _Standing(NamedTuple):
    """One offer before and after: what it claims, and where it stood."""

    claim: Claim
    kept: bool
    seat: int | None
    status: str | None = None
    slug: str = ""
    url: str = ""
    problem: bytes | None = None
    fresh: bool = True


def merge(db: sqlite3.Connection, desk: Desk, gone: Sequence[str]) -> None:
    """Compare all offers with each other anew; *gone* are the paths of files that vanished."""
    site = desk.site
    standings = [*_unmoved(db, set(gone)), *_fresh(db)]
    claims = [standing.claim for standing in standings]
    refused = refuse_duplicates(claims, _Ids(db))
    claims = [
        claim._replace(status=Status.UNREADABLE) if claim.path in refused else claim
        for claim in claims
    ]
    kept_claims = _keep(db, desk, claims)
    seats = _kept_seats(db)
    standings += [_Standing(c, kept=True, seat=seats.pop(c.path, None)) for c in kept_claims]
    claims += kept_claims
    addresses = settle(claims, site)
    # From here on the memory changes; until here it told what earlier builds knew.
    touched = _let_go(db, gone, seats.values())
    touched |= _spoken(db)
    _shelve(db, standings, claims)
    _replace(db)
    touched |= _settled(db, standings, claims, addresses, refused, desk)
    _remember(db, desk)
    _translations(db, touched)
    db.execute("DELETE FROM fresh")


def _unmoved(db: sqlite3.Connection, gone: set[str]) -> Iterable[_Standing]:
    rows = db.execute(
        "SELECT claim, kept, seat, status, slug, url, problem, 0 FROM offers "
        "JOIN claims USING (seat) WHERE kept = 0 AND path NOT IN (SELECT path FROM fresh)"
    )
    for packed, *rest in rows:
        claim = unpacked_claim(packed)
        if claim.path not in gone:
            yield _Standing(claim, *rest)


def _fresh(db: sqlite3.Connection) -> Iterable[_Standing]:
    rows = db.execute(
        "SELECT fresh.claim, 0, seat, offers.status, slug, url, problem FROM fresh "
        "LEFT JOIN offers ON offers.path = fresh.path AND offers.kept = 0 WHERE fresh.kept = 0"
    )
    for packed, *rest in rows:
        kept, seat, status, slug, url, problem = rest
        claim = unpacked_claim(packed)
        yield _Standing(claim, kept, seat, status, slug or "", url or "", problem)


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


def _keep(db: sqlite3.Connection, desk: Desk, claims: Iterable[Claim]) -> list[Claim]:
    """Read the last good versions of what cannot be read now; what they claim."""
    claims = list(claims)
    unreadable = [claim.path for claim in claims if claim.status is Status.UNREADABLE]
    if not unreadable:
        return []
    taken = {same(claim.id) for claim in claims if claim.status is not Status.UNREADABLE}
    good = texts.Texts(desk.database, GoodSource)
    found = []
    for item in kept(desk.reader, unreadable, taken, good):
        put(db, [reading(item, None, "", "", desk, kept=True)])
        found.append(claim(item))
    return found


def _kept_seats(db: sqlite3.Connection) -> dict[str, int]:
    return dict(db.execute("SELECT path, seat FROM offers WHERE kept = 1"))


def _let_go(db: sqlite3.Connection, gone: Sequence[str], kept_no_more: Iterable[int]) -> set[str]:
    """Let go of files that vanished; the translation keys which that concerns."""
    from syndicate.project.lists import unlist

    seats = list(kept_no_more)
    for path in gone:
        texts.shelve(db, path)
        (seat,) = db.execute(
            "SELECT seat FROM offers WHERE path = ? AND kept = 0", (path,)
        ).fetchone()
        seats.append(seat)
    touched: set[str] = set()
    for seat in seats:
        unlist(db, seat)
        page, spoken = db.execute(
            "SELECT page, spoken FROM offers WHERE seat = ?", (seat,)
        ).fetchone()
        drop(db, page)
        touched |= {spoken} if spoken else set()
        db.execute(
            "DELETE FROM bodies WHERE version = (SELECT version FROM offers WHERE seat = ?)",
            (seat,),
        )
        for table in ("offers", "claims", "findings"):
            db.execute(f"DELETE FROM {table} WHERE seat = ?", (seat,))  # noqa: S608 - constants
    return touched


def drop(db: sqlite3.Connection, path: str | None) -> None:
    """Note that the file at *path* may have to go."""
    if path:
        db.execute("INSERT OR IGNORE INTO stale VALUES (?)", (f"drop:{path}",))


def _spoken(db: sqlite3.Connection) -> set[str]:
    """The translation keys of all that has a fresh reading, now and before."""
    rows = db.execute(
        "SELECT fresh.spoken, offers.spoken FROM fresh LEFT JOIN offers USING (path, kept) "
        "WHERE fresh.spoken IS NOT NULL OR offers.spoken IS NOT NULL"
    )
    return {key for row in rows for key in row if key}


def _shelve(
    db: sqlite3.Connection, standings: Sequence[_Standing], claims: Sequence[Claim]
) -> None:
    """Keep the text of what was good and is not any longer."""
    bad = (Status.UNREADABLE.value, Status.TEMPLATE.value)
    for standing, now in zip(standings, claims, strict=True):
        if now.status in NAMELESS and not standing.kept and standing.status not in (None, *bad):
            texts.shelve(db, now.path)


#: What is good for the first time was seen first now, or when the text of its path was.
_SEEN = (
    "CASE WHEN ? AND NOT {0}.kept THEN coalesce("
    "(SELECT first_seen FROM sources WHERE sources.path = {0}.path), ?) END"
)
_CALL = (
    "UPDATE offers SET status = ?, slug = ?, url = ?, problem = ?, page = ?, good = ?, "  # noqa: S608 - constants
    f"first_seen = coalesce(first_seen, {_SEEN.format('offers')}), "
    "made = CASE made WHEN 1 THEN -1 ELSE made END WHERE seat = ?"
)
_SEAT = (
    f"INSERT INTO offers (path, kept, {_COLUMNS}, status, slug, url, problem, page, good, "  # noqa: S608 - constants
    f"first_seen) SELECT path, kept, {_COLUMNS}, ?, ?, ?, ?, ?, ?, {_SEEN.format('fresh')} "
    "FROM fresh WHERE path = ? AND kept = ?"
)


def _settled(
    db: sqlite3.Connection,
    standings: Sequence[_Standing],
    claims: Sequence[Claim],
    addresses: Sequence[Address],
    refused: dict[str, Problem],
    desk: Desk,
) -> set[str]:
    """Write down what each is called and where its page is; the translation keys concerned.

    What is new gets a seat.
    """
    new: list[tuple[object, ...]] = []
    known: list[tuple[object, ...]] = []
    seen = desk.now.astimezone(UTC).isoformat()
    for standing, now, address in zip(standings, claims, addresses, strict=True):
        problem = address.problem or (None if standing.kept else refused.get(now.path))
        told = packed_problems([problem]) if problem else None
        before = (standing.status, standing.slug, standing.url, standing.problem)
        after = (now.status.value, address.slug, address.url, told)
        if standing.fresh or before != after:
            row = (
                *after,
                page_of(address, now.status, desk.site),
                good := now.status not in NAMELESS,
                good,  # asked for once more, to tell when it was seen
                seen,
            )
            if standing.seat is None:
                new.append((*row, now.path, standing.kept))
            else:
                known.append((*row, standing.seat))
    _drop_old_pages(db, known)
    db.executemany(_CALL, known)
    db.executemany(_SEAT, new)
    db.execute(
        "INSERT OR REPLACE INTO claims SELECT seat, claim FROM fresh JOIN offers USING (path, kept)"
    )
    keys: set[str] = set()
    for *_, seat in known:  # of all that is fresh, the keys are known already
        query = "SELECT spoken FROM offers WHERE seat = ? AND spoken IS NOT NULL"
        keys |= {key for (key,) in db.execute(query, (seat,))}
    return keys


def _drop_old_pages(db: sqlite3.Connection, changed: Iterable[tuple[object, ...]]) -> None:
    for *_, page, _good, _first, _seen, seat in changed:
        query = "SELECT page FROM offers WHERE seat = ? AND page IS NOT ?"
        for (before,) in db.execute(query, (seat, page)):
            drop(db, before)


def page_of(address: Address, status: Status, site: Site) -> str | None:
    """The file below the output folder that an offer at *address* has; None for none."""
    if status is Status.OPEN and not site.feeds.pages:
        return fragment_path(address, site)
    if status in {Status.OPEN, Status.CLOSED} and site.feeds.pages:
        return page_path(address, site)
    return None


def _remember(db: sqlite3.Connection, desk: Desk) -> None:
    """What is good now needs no older text; what is there now has not vanished."""
    for path in _vanished(db):
        texts.mourn(db, path, desk.now)
    for table in ("sources", "gone"):
        db.execute(
            f"DELETE FROM {table} WHERE EXISTS (SELECT 1 FROM offers "  # noqa: S608 - constants
            f"WHERE offers.path = {table}.path AND kept = 0 AND good)"
        )


def _vanished(db: sqlite3.Connection) -> list[str]:
    """Files that are no longer there; not those of a folder that cannot be looked into."""
    rows = db.execute(
        "SELECT path FROM sources WHERE NOT EXISTS "
        "(SELECT 1 FROM offers WHERE offers.path = sources.path AND kept = 0)"
    ).fetchall()
    if not rows:
        return []
    query = "SELECT path FROM offers WHERE kept = 0 AND status = 'unreadable'"
    closed = {path for (path,) in db.execute(query)}
    return [path for (path,) in rows if closed.isdisjoint(_folders(path))]


def _folders(path: str) -> list[str]:
    return [path[:at] for at, letter in enumerate(path) if letter == "/"]


def _translations(db: sqlite3.Connection, keys: Iterable[str]) -> None:
    """The pages of an offer's other languages name it: they are made again with it."""
    db.executemany(
        "UPDATE offers SET made = -1 WHERE spoken = ? AND made = 1", ((key,) for key in keys)
    )
