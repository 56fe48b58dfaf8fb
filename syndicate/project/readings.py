"""Files read and understood, put where the other offers are compared with them."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.claims import claim
from syndicate.content.packing import packed, packed_claim
from syndicate.content.source import Source, decoded, normalised
from syndicate.content.understand import unreadable
from syndicate.errors import ContentError
from syndicate.offer import instant
from syndicate.project.names import called
from syndicate.project.turning import micros, turn

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from syndicate.content.scan import Seen
    from syndicate.content.understand import Understood
    from syndicate.offer import Offer
    from syndicate.project.desk import Desk
    from syndicate.project.looking import Task
    from syndicate.project.names import Called
    from syndicate.site import Site


class Reading(NamedTuple):
    """One file as it was read, ready to be kept: what is heavy, and the rest of its row."""

    item: bytes
    text: bytes | None
    claim: bytes
    row: tuple[object, ...]


def read(desk: Desk, tasks: Sequence[Task]) -> tuple[int, list[tuple[str, str]]]:
    """Read the files of *tasks* into ``fresh``.

    Returns how many there were, and path and stamp of those that say what they said before.
    """
    found = []
    same = []
    for seen, before in tasks:
        one = _read(desk, seen, before)
        if one is None:
            same.append((seen.path, seen.stamp))
        else:
            found.append(one)
    if found:
        with desk.database.transaction() as db:
            put(db, found)
    return len(tasks), same


def _read(desk: Desk, seen: Seen, before: str) -> Reading | None:
    """The file that was *seen*; None when *before* is the digest of what it says."""
    file = Source(seen.place, seen.path, seen.path[len(desk.prefix) :] or ".")
    try:
        data = file.data()
        text = normalised(data)
        digest = sha256(text).hexdigest()
        if digest == before:
            return None
        item = desk.reader.understood(file, decoded(data))
    except ContentError as error:
        return reading(unreadable(file, error, desk.site), None, "", seen.stamp, desk)
    return reading(item, text, digest, seen.stamp, desk)


def reading(
    item: Understood,
    text: bytes | None,
    digest: str,
    stamp: str,
    desk: Desk,
    *,
    kept: Called | None = None,
) -> Reading:
    """What is kept of *item*, which was understood of *text*.

    *kept* is what it is called where it is the last good version of a file.
    """
    offer = item.offer
    wish = claim(item)
    row = (
        offer.path,
        kept is not None,
        stamp,
        digest,
        offer.id,
        offer.status.value,
        *turn(offer, desk.site, micros(desk.now)),
        offer.language,
        offer.translation_key,
        age(offer, desk.site),
        *(kept or called(wish, desk.site)),
    )
    return Reading(packed(item), text, packed_claim(wish), row)


def put(db: sqlite3.Connection, readings: Sequence[Reading]) -> None:
    """Put *readings* into ``fresh``, what is heavy of them into ``bodies``."""
    # The rest is made before: while one process writes, the others wait.
    (last,) = db.execute(
        "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'bodies'"
    ).fetchone()
    versions = range(last + 1, last + 1 + len(readings))
    db.executemany(
        "INSERT INTO bodies VALUES (?, ?, ?)",
        ((version, one.item, one.text) for version, one in zip(versions, readings, strict=True)),
    )
    db.executemany(
        "INSERT INTO claims VALUES (?, ?)",
        ((version, one.claim) for version, one in zip(versions, readings, strict=True)),
    )
    db.executemany(
        "INSERT INTO fresh (version, path, kept, stamp, digest, id, status, since, until, "
        "change, language, spoken, moment, slug, url, page, problem, names) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((version, *one.row) for version, one in zip(versions, readings, strict=True)),
    )


def age(offer: Offer, site: Site) -> float:
    """The place of *offer* among all, newest first: those without a date come last."""
    if offer.date_posted is None:
        return float("inf")
    return -instant(offer.date_posted, site.timezone).timestamp()
