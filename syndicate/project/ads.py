"""The ads of an offer as the memory keeps them: in all dialects together, and packed."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, NamedTuple

from syndicate.errors import OutputError
from syndicate.memory.database import REMEDY

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from syndicate.renderings.board_feed import Items

# Dialects tell the same in other words: packed together they take a tenth, each by itself a third.
_LEVEL = 1


class Ads(NamedTuple):
    """What is kept of one offer: ``counts`` and ``titles`` are rows, ``data`` is packed."""

    counts: tuple[tuple[str, int, int | None], ...]
    titles: tuple[tuple[str, str, str], ...]
    data: bytes

    def remember(self, db: sqlite3.Connection, seat: int) -> None:
        """Keep them as those of the offer in *seat*, which has none."""
        rows = ((seat, *count) for count in self.counts)
        db.executemany("INSERT INTO ads VALUES (?, ?, ?, ?)", rows)
        db.executemany("INSERT OR IGNORE INTO ad_titles VALUES (?, ?, ?)", self.titles)
        db.execute("INSERT INTO ad_texts VALUES (?, ?)", (seat, self.data))


def packed_ads(made: Mapping[str, Items]) -> Ads:
    """What is kept of the ads *made* of one offer, by dialect."""
    sizes = json.dumps({name: len(one.data) for name, one in made.items()})
    data = b"".join((sizes.encode(), b"\n", *(one.data for one in made.values())))
    return Ads(
        tuple((name, one.number, one.changed) for name, one in made.items()),
        tuple((name, *title) for name, one in made.items() for title in one.titles),
        zlib.compress(data, _LEVEL),
    )


def unpacked_ads(db: sqlite3.Connection, state: int) -> Iterator[dict[str, bytes]]:
    """Dialect → its ads, for each offer listed in *state*, in the order of feeds.

    Raises ``OutputError`` where they are damaged.
    """
    rows = db.execute(
        "SELECT data FROM listed JOIN ad_texts USING (seat) "
        "WHERE selection = '' AND state = ? ORDER BY moment, entry",
        (state,),
    )
    for (packed,) in rows:
        try:
            sizes, _, data = zlib.decompress(packed).partition(b"\n")
            found, at = {}, 0
            for name, size in json.loads(sizes).items():
                found[name] = data[at : at + size]
                at += size
        except (zlib.error, ValueError) as error:
            raise OutputError(f".syndicate/build.db: {error}; {REMEDY}") from error
        yield found
