"""What the memory keeps of open offers for the feeds of all of them: an edit makes one anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.project.lists import OPEN

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from syndicate.renderings.syntax import Fragment

# The columns of what stands before the text, of the text, and of what stands after it, by the
# names that configuration has for formats.
_COLUMNS = {
    "atom": ("atom_before", "xml_text", "atom_after"),
    "rss": ("rss_before", "xml_text", "rss_after"),
    "json": ("json_before", "json_text", "json_after"),
}


def pieces(made: Mapping[str, Fragment]) -> dict[str, bytes]:
    """What is kept of one offer, by columns; *made* is its entry in each format."""
    return {
        column: part
        for form, fragment in made.items()
        for column, part in zip(_COLUMNS[form], fragment, strict=True)
    }


def keep(db: sqlite3.Connection, seat: int, pieces: Mapping[str, bytes]) -> None:
    """Keep *pieces* as those of the offer in *seat*, which has none."""
    marks = ", ?" * len(pieces)
    db.execute(
        f"INSERT INTO pieces (seat, {', '.join(pieces)}) VALUES (?{marks})",  # noqa: S608 - constants
        (seat, *pieces.values()),
    )


def kept(db: sqlite3.Connection, form: str) -> Iterator[Fragment]:
    """The entry of every open offer in the format *form*, in the order of feeds."""
    return db.execute(
        f"SELECT {', '.join(_COLUMNS[form])} FROM listed JOIN pieces USING (seat) "  # noqa: S608 - constants
        "WHERE selection = '' AND state = ? ORDER BY moment, entry",
        (OPEN,),
    )
