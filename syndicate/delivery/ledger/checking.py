"""Is the ledger whole? Everything is read, and compared with its seals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, func, select, text

from syndicate.delivery.ledger import records
from syndicate.delivery.ledger.rows import opened
from syndicate.delivery.ledger.schema import TABLES, Damage, payloads, postings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Table

    from syndicate.delivery.ledger.connecting import Database

_AT_ONCE = 2000
#: More sentences than a person reads.
_ENOUGH = 20


def check(database: Database) -> list[str]:
    """See ``Ledger.check``."""
    with database.reading() as connection:
        faults = structure(connection)
        if not faults:
            faults = [fault for table in TABLES for fault in _rows(connection, table)]
            faults += _missing_payloads(connection)
    return faults[:_ENOUGH]


def structure(connection: Connection) -> list[str]:
    """What SQLite finds wrong with its own file; PostgreSQL looks after itself."""
    if connection.dialect.name != "sqlite":
        return []
    found = connection.execute(text("PRAGMA integrity_check(20)")).scalars().all()
    return [] if found == ["ok"] else [str(fault) for fault in found]


def _rows(connection: Connection, table: Table) -> Iterator[str]:
    query = select(table).execution_options(yield_per=_AT_ONCE)
    try:
        with connection.execute(query) as rows:
            for row in rows:
                values = opened(table, row)
                if table is postings:
                    records.compare_plan_seal(values)
    except Damage as error:
        yield str(error)


def _missing_payloads(connection: Connection) -> list[str]:
    """A payload that is to be sent must be there."""
    kept = exists().where(
        and_(
            payloads.c.board == postings.c.board,
            payloads.c.subject == postings.c.subject,
            payloads.c.digest == postings.c.op_digest,
        )
    )
    query = (
        select(postings.c.board, func.count())
        .where(postings.c.op_digest.is_not(None), ~kept)
        .group_by(postings.c.board)
    )
    return [
        f"{number} payloads that are to be sent to {board} are missing"
        for board, number in connection.execute(query)
    ]
