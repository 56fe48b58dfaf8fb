"""A ledger made from an export, whole or not at all."""

from __future__ import annotations

import json
import zlib
from datetime import datetime, timedelta
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, TextIO

from sqlalchemy import insert, inspect, text

from syndicate.delivery.ledger import marker, opening, records
from syndicate.delivery.ledger.connecting import Database, resolve
from syndicate.delivery.ledger.exporting import FORM
from syndicate.delivery.ledger.rows import sealed
from syndicate.delivery.ledger.schema import REVISION, TABLES, Instant, meta, postings
from syndicate.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Table

_AT_ONCE = 1000
_TABLES = {table.name: table for table in TABLES}
_INSTANTS = {
    table.name: frozenset(c.name for c in table.c if isinstance(c.type, Instant))
    for table in TABLES
}

Line = tuple[str, dict[str, Any]]


def restore(stream: TextIO, url: str, root: Path) -> int:
    """See ``Ledger.restore``."""
    parts = resolve(url, root)
    database = Database(parts, timedelta(seconds=20))
    try:
        with opening.alone(database), database.writing() as connection:
            _refuse_present(database, connection)
            ledger_id, rows = _read(connection, stream)
    finally:
        database.close()
    marker.write(root, ledger_id)
    return rows


def _refuse_present(database: Database, connection: Connection) -> None:
    if inspect(connection).get_table_names():
        raise LedgerError(
            f"there is a ledger at {database.place} already: move it away "
            "(with its -wal and -shm files) before an export is read into its place"
        )


def _read(connection: Connection, stream: TextIO) -> tuple[str, int]:
    opening.make_tables(connection, "")
    connection.execute(meta.delete())
    ledger_id, rows = "", 0
    lines = _lines(stream)
    for name, group in groupby(lines, key=lambda line: line[0]):
        table = _TABLES[name]
        while some := [values for _, values in islice(group, _AT_ONCE)]:
            _insert(connection, table, some)
            rows += len(some)
            ledger_id = next(
                (v["value"] for v in some if table is meta and v["name"] == "id"), ledger_id
            )
    if not ledger_id:
        raise LedgerError("the export does not name its ledger: it is none, or was changed")
    _count_on(connection)
    return ledger_id, rows


def _insert(connection: Connection, table: Table, some: list[dict[str, Any]]) -> None:
    if table is postings:
        rows = [records.row_of(values) for values in some]
    else:
        rows = [sealed(table, values) for values in some]
    connection.execute(insert(table), rows)


def _count_on(connection: Connection) -> None:
    """PostgreSQL numbers new rows by a counter of its own, which has seen none of these."""
    if connection.dialect.name == "sqlite":
        return
    for name in ("events", "runs"):
        connection.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), "  # noqa: S608 our own names
                f"(SELECT coalesce(max(id), 0) + 1 FROM {name}), false)"
            )
        )


def _lines(stream: TextIO) -> Iterator[Line]:
    """The rows of an export; ``LedgerError`` unless every line is as it was written."""
    checksum, rows = 0, -1
    try:
        for line in stream:
            values = json.loads(line)
            if "end" in values:
                if values["end"] == {"rows": rows, "crc32": checksum}:
                    return
                break
            checksum = zlib.crc32(line.encode(), checksum)
            rows += 1
            if rows == 0:
                _refuse_other_forms(values)
            else:
                yield _row(values)
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise LedgerError(
            f"line {rows + 2} of the export cannot be read ({error}): take another one"
        ) from error
    raise LedgerError(
        "the export is cut off, or was changed after it was written: take another one"
    )


def _refuse_other_forms(values: dict[str, Any]) -> None:
    if values.get("syndicate-ledger") != FORM or values.get("revision") != REVISION:
        raise LedgerError(
            "this is no export of a ledger, or one of another version: `syndicate ledger export` "
            f"writes revision {REVISION}, form {FORM}"
        )


def _row(values: dict[str, Any]) -> Line:
    [(name, row)] = values.items()
    for key in _INSTANTS[name] & row.keys():
        row[key] = datetime.fromisoformat(row[key])
    return name, row
