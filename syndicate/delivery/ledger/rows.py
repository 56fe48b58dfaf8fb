"""Rows of any table: sealed when they are written, compared with their seal when they are read."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from syndicate.delivery.ledger.schema import Damage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Row, Table

#: Not sealed: the seals themselves, and numbers that the database gives.
_UNSEALED = frozenset({"id", "seal", "plan_seal"})


def seal(*values: object) -> int:
    """A checksum of *values*: bytes that flip on the disk do not pass for an answer."""
    text = "\x1f".join(map(_written, values))
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def _written(value: object) -> str:
    """*value* as it is when it is read again: an instant comes back in UTC, whatever its zone."""
    if isinstance(value, datetime):
        value = value.astimezone(UTC)
    return "\x00" if value is None else str(value)


@cache
def sealed_names(table: Table) -> tuple[str, ...]:
    """The columns that the seal of a row of *table* covers."""
    return tuple(column.name for column in table.c if column.name not in _UNSEALED)


def sealed(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """*values* as a complete row: what is not named is None."""
    row = {name: values.get(name) for name in sealed_names(table)}
    return {**values, **row, "seal": seal(*row.values())}


def opened(table: Table, row: Row[Any]) -> dict[str, Any]:
    """The values of a complete *row*, without its seal; ``Damage`` when it is not as written."""
    values = dict(row._mapping)
    written = values.pop("seal")
    if seal(*(values[name] for name in sealed_names(table))) != written:
        raise Damage(f"a row of its {table.name} has changed")
    return values


def get(
    connection: Connection, table: Table, *keys: ColumnElement[bool], lock: bool = False
) -> dict[str, Any] | None:
    """The one row with *keys*; with *lock* nobody else changes it until the end."""
    query = select(table).where(*keys)
    row = connection.execute(query.with_for_update() if lock else query).first()
    return None if row is None else opened(table, row)


def add_missing(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Writes the *rows* whose primary key is not taken."""
    if rows:
        insert = _insert(connection, table).on_conflict_do_nothing()
        connection.execute(insert, [sealed(table, values) for values in rows])


def put(connection: Connection, table: Table, values: Mapping[str, Any]) -> None:
    """Writes one row in place of the one with its primary key."""
    insert = _insert(connection, table)
    keys = [column.name for column in table.primary_key]
    new = {c.name: insert.excluded[c.name] for c in table.c if c.name not in keys}
    connection.execute(
        insert.on_conflict_do_update(index_elements=keys, set_=new), [sealed(table, values)]
    )


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """The one statement that both databases spell alike and SQLAlchemy offers apart."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)
