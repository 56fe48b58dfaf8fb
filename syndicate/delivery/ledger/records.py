"""Entries as rows: read, sealed against silent damage, written."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from syndicate.adapter import Operation, Payload
from syndicate.delivery.ledger.rows import add_missing, opened, sealed
from syndicate.delivery.ledger.schema import Damage, events, payloads, postings
from syndicate.delivery.ledger.values import Entry, Event, EventKind, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Row, Select


_SEALS = ("plan_seal", "seal")
_FIELDS = tuple(column.name for column in postings.c if column.name not in _SEALS)
_COLUMNS = tuple(column for column in postings.c if column.name not in _SEALS)

#: As many values as one statement may carry in each database, with room to spare.
_MOST_VALUES = 20_000


def _values(entry: Entry) -> dict[str, Any]:
    values = {name: getattr(entry, name) for name in _FIELDS}
    values["state"] = entry.state.value
    values["operation"] = entry.operation and entry.operation.value
    return row_of(values)


def row_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """*values* as a row of postings, with both seals."""
    row = sealed(postings, values)
    row["plan_seal"] = _plan_seal_of(row)
    return row


def plan_seal(
    board: str,
    subject: str,
    state: str,
    operation: str | None,
    held: bool,
    digest: str | None,
    wanted: bool,
    wanted_digest: str | None,
) -> int:
    """The checksum of what a plan reads."""
    text = (
        f"{board}\0{subject}\0{state}\0{operation}\0{held:d}\0{digest}\0{wanted:d}\0{wanted_digest}"
    )
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def _plan_seal_of(values: Mapping[str, Any]) -> int:
    return plan_seal(
        values["board"],
        values["subject"],
        values["state"],
        values["operation"],
        values["live_since"] is not None,
        values["digest"],
        values["wanted"],
        values["wanted_digest"],
    )


def compare_plan_seal(values: Mapping[str, Any]) -> None:
    """``Damage`` unless the plan's checksum of a complete row is right."""
    if _plan_seal_of(values) != values["plan_seal"]:
        raise Damage("a row of its postings has changed")


def entry_of(row: Row[Any]) -> Entry:
    """The entry of one row of ``entries()``; ``Damage`` when it was not written by us."""
    values = opened(postings, row)
    values["state"] = State(values["state"])
    if values["operation"] is not None:
        values["operation"] = Operation(values["operation"])
    return Entry(**values)


def entries() -> Select[Any]:
    """All columns of postings."""
    return select(*_COLUMNS, postings.c.seal)


# Built once: SQLAlchemy takes longer to build a statement than SQLite to answer it.
_OF_BOARD = postings.c.board == bindparam("of")
_ONE = entries().where(_OF_BOARD, postings.c.subject == bindparam("subjects"))
_SOME = (
    entries()
    .where(_OF_BOARD, postings.c.subject.in_(bindparam("subjects", expanding=True)))
    .order_by(postings.c.subject)
)
_LOCKED_ONE, _LOCKED_SOME = _ONE.with_for_update(), _SOME.with_for_update()


def load(
    connection: Connection, board: str, subjects: Sequence[str], *, lock: bool = False
) -> dict[str, Entry]:
    """The entries of *subjects*; with *lock* nobody else changes them until the end."""
    if len(subjects) == 1:
        query = _LOCKED_ONE if lock else _ONE
        rows = list(connection.execute(query, {"of": board, "subjects": subjects[0]}))
    else:
        query = _LOCKED_SOME if lock else _SOME
        rows = [
            row
            for some in _chunks(sorted(subjects))
            for row in connection.execute(query, {"of": board, "subjects": some})
        ]
    return {row.subject: entry_of(row) for row in rows}


_UPDATE = (
    update(postings)
    .where(postings.c.board == bindparam("_board"), postings.c.subject == bindparam("_subject"))
    .values({name: bindparam(name) for name in (*_FIELDS[2:], *_SEALS)})
)


def save(connection: Connection, changed: Iterable[Entry]) -> None:
    """Writes entries that exist."""
    rows = []
    for entry in changed:
        values = _values(entry)
        values["_board"], values["_subject"] = values.pop("board"), values.pop("subject")
        rows.append(values)
    if rows:
        connection.execute(_UPDATE, rows)


def add(connection: Connection, new: Iterable[Entry]) -> None:
    """Writes entries whose subject has none yet; hold the board's row."""
    rows = [_values(entry) for entry in new]
    if rows:
        connection.execute(insert(postings), rows)


def add_payloads(connection: Connection, board: str, kept: Iterable[tuple[str, Payload]]) -> None:
    """Keeps what is to be sent, by its digest."""
    rows = [
        {
            "board": board,
            "subject": payload.subject,
            "digest": digest,
            "title": payload.title,
            "body": json.dumps(payload.body),  # ASCII: any database holds it
        }
        for digest, payload in kept
    ]
    add_missing(connection, payloads, rows)


_DROP = payloads.delete().where(
    payloads.c.board == bindparam("of"),
    payloads.c.subject == bindparam("about"),
    payloads.c.digest.not_in([bindparam("first"), bindparam("second"), bindparam("third")]),
)


def drop_payloads(connection: Connection, changed: Iterable[Entry]) -> None:
    """Forgets the payloads that *changed* do not name any more."""
    rows = [
        {
            "of": entry.board,
            "about": entry.subject,
            "first": entry.digest or "",
            "second": entry.op_digest or "",
            "third": entry.wanted_digest or "",
        }
        for entry in changed
    ]
    if rows:
        connection.execute(_DROP, rows)


_PAYLOAD = select(payloads).where(
    payloads.c.board == bindparam("of"), payloads.c.subject == bindparam("subjects")
)
_PAYLOADS = select(payloads).where(
    payloads.c.board == bindparam("of"),
    payloads.c.subject.in_(bindparam("subjects", expanding=True)),
)


def with_bodies(connection: Connection, found: Sequence[Entry]) -> list[Entry]:
    """*found*, all of one board, with ``body`` and ``held_body``."""
    if not found:
        return []
    board, subjects = found[0].board, [entry.subject for entry in found]
    if len(subjects) == 1:
        rows = list(connection.execute(_PAYLOAD, {"of": board, "subjects": subjects[0]}))
    else:
        rows = [
            row
            for some in _chunks(subjects)
            for row in connection.execute(_PAYLOADS, {"of": board, "subjects": some})
        ]
    kept = {(row.subject, row.digest): _payload(row) for row in rows}
    return [_with_bodies(entry, kept) for entry in found]


def has_payload(connection: Connection, entry: Entry) -> bool:
    """True when what is wanted could be sent; what was adopted came without."""
    kept = connection.execute(_PAYLOAD, {"of": entry.board, "subjects": entry.subject})
    return entry.wanted_digest in {row.digest for row in kept}


def _payload(row: Row[Any]) -> Payload:
    values = opened(payloads, row)
    return Payload(values["subject"], json.loads(values["body"]), values["title"])


def _with_bodies(entry: Entry, kept: Mapping[tuple[str, str | None], Payload]) -> Entry:
    held = kept.get((entry.subject, entry.digest))
    held_body = held.body if held else None
    if entry.op_digest is None:
        return replace(entry, held_body=held_body)
    payload = kept.get((entry.subject, entry.op_digest))
    if payload is None:
        raise Damage(f"the payload of {entry.subject!r} for {entry.board} is missing")
    return replace(entry, body=payload.body, title=payload.title, held_body=held_body)


def _chunks(subjects: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(subjects), _MOST_VALUES):
        yield subjects[start : start + _MOST_VALUES]


_APPEND = insert(events)


def record(connection: Connection, happened: Iterable[dict[str, Any]]) -> None:
    """Appends events, made by ``event``."""
    rows = [sealed(events, values) for values in happened]
    if rows:
        connection.execute(_APPEND, rows)


def event(kind: EventKind, entry: Entry, at: Any, **more: Any) -> dict[str, Any]:
    """What happened to *entry* at *at*, as a row; *more* wins over what the entry says."""
    return {
        "at": at,
        "kind": kind.value,
        "board": entry.board,
        "subject": entry.subject,
        "operation": entry.operation and entry.operation.value,
        "op_id": entry.op_id,
        "key": entry.key,
        "digest": entry.op_digest,
        "remote_id": entry.remote_id,
        "url": entry.url,
        "error": entry.error,
        "run": entry.run,
        **more,
    }


def event_of(row: Row[Any]) -> Event:
    """The event of one row."""
    values = opened(events, row)
    values["kind"] = EventKind(values["kind"])
    if values["operation"] is not None:
        values["operation"] = Operation(values["operation"])
    return Event(**values)
