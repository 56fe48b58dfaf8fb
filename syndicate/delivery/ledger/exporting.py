"""The ledger as JSON lines: readable, complete, the same from either database."""

from __future__ import annotations

import json
import zlib
from datetime import datetime
from typing import TYPE_CHECKING, Any, TextIO

from sqlalchemy import select

from syndicate.delivery.ledger.rows import opened
from syndicate.delivery.ledger.schema import REVISION, TABLES
from syndicate.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Table

    from syndicate.delivery.ledger.connecting import Database

#: The form of the lines; raised when it changes.
FORM = 1

#: Who holds the ledger is true of this machine and this moment only.
PRIVATE = frozenset({"holder"})

_AT_ONCE = 2000


def export(database: Database, stream: TextIO) -> int:
    """See ``Ledger.export``."""
    checksum = 0
    rows = -1  # The first line is no row.
    for line in _lines(database):
        text = json.dumps(line, separators=(",", ":")) + "\n"
        checksum = zlib.crc32(text.encode(), checksum)
        rows += 1
        _write(stream, text)
    _write(stream, json.dumps({"end": {"rows": rows, "crc32": checksum}}) + "\n")
    return rows


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
    except OSError as error:
        raise LedgerError(f"the export cannot be written: {error}") from error


def _lines(database: Database) -> Iterator[dict[str, Any]]:
    yield {"syndicate-ledger": FORM, "revision": REVISION}
    with database.reading(repeatable=True) as connection:
        for table in TABLES:
            for values in _rows(connection, table):
                yield {table.name: values}


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    query = select(table).order_by(*table.primary_key).execution_options(yield_per=_AT_ONCE)
    with connection.execute(query) as rows:
        for row in rows:
            values = opened(table, row)
            values.pop("plan_seal", None)
            if values.get("name") not in PRIVATE or table.name != "meta":
                yield {name: _plain(value) for name, value in values.items() if value is not None}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
