"""What the ledger is asked: nothing here writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Text, bindparam, func, select, text, type_coerce

from syndicate.adapter import Operation
from syndicate.delivery.ledger import records
from syndicate.delivery.ledger.schema import (
    PENDING,
    SENDING,
    UNCONFIRMED,
    UNKNOWN,
    Damage,
    events,
    postings,
    unescape,
)
from syndicate.delivery.ledger.values import Entry, Event, Holding, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Column, ColumnElement, Select

    from syndicate.delivery.ledger.connecting import Database

#: So few that they are gone before Python's collector looks for garbage among them: with 2000 a
#: plan takes a fifth longer.
_AT_ONCE = 500

_STATES = {state.value: state for state in State}
_OPERATIONS: dict[str | None, Operation | None] = {
    None: None,
    **{operation.value: operation for operation in Operation},
}


def _plain(column: Column[Any], kind: type[Text | BigInteger]) -> ColumnElement[Any]:
    """*column* as the database returns it: a million rows want no processors."""
    return type_coerce(column, kind)


_HELD = (
    select(
        _plain(postings.c.subject, Text),
        _plain(postings.c.state, Text),
        _plain(postings.c.operation, Text),
        _plain(postings.c.live_since, BigInteger),
        _plain(postings.c.digest, Text),
        _plain(postings.c.wanted, BigInteger),
        _plain(postings.c.wanted_digest, Text),
        postings.c.plan_seal,
    )
    .where(postings.c.board == bindparam("of"))
    .order_by(postings.c.subject)
)


def held(database: Database, board: str) -> Iterator[Holding]:
    """See ``Ledger.held``."""
    with database.reading() as connection:
        streaming = connection.execution_options(yield_per=_AT_ONCE)
        with streaming.execute(_HELD, {"of": board}) as rows:
            for some in rows.partitions():
                yield from _holdings(board, some)


def _holdings(board: str, rows: Iterable[Sequence[Any]]) -> list[Holding]:
    try:
        return [_holding(board, row) for row in rows]
    except (KeyError, TypeError, ValueError) as error:
        raise Damage(f"a row about {board} has changed") from error


def _holding(board: str, row: Sequence[Any]) -> Holding:
    subject, state, operation, since, digest, wanted, wanted_digest, written = row
    if "\x1a" in subject:
        subject = unescape(subject)
    is_held = since is not None
    if written != records.plan_seal(
        board, subject, state, operation, is_held, digest, wanted, wanted_digest
    ):
        raise Damage(f"what it says about {subject!r} on {board} has changed")
    return Holding(
        subject,
        _STATES[state],
        _OPERATIONS[operation],
        is_held,
        digest,
        bool(wanted),
        wanted_digest,
    )


def entry(database: Database, board: str, subject: str) -> Entry | None:
    """See ``Ledger.entry``."""
    with database.reading() as connection:
        found = records.load(connection, board, [subject])
        return next(iter(records.with_bodies(connection, list(found.values()))), None)


def entries(
    database: Database, board: str, states: frozenset[State], limit: int | None
) -> list[Entry]:
    """See ``Ledger.entries``."""
    query = (
        records.entries()
        .where(postings.c.board == board, postings.c.state.in_(sorted(states)))
        .order_by(postings.c.subject)
        .limit(limit)
    )
    with database.reading() as connection:
        return [records.entry_of(row) for row in connection.execute(query)]


def count(database: Database, board: str) -> Mapping[State, int]:
    """See ``Ledger.count``."""
    query = (
        select(postings.c.state, func.count())
        .where(postings.c.board == board)
        .group_by(postings.c.state)
    )
    counted = dict.fromkeys(State, 0)
    with database.reading() as connection:
        for state, number in connection.execute(query):
            counted[_STATES[state]] = number
    return counted


def on_board(database: Database, board: str) -> int:
    """See ``Ledger.on_board``."""
    query = select(func.count()).where(
        postings.c.board == board, postings.c.live_since.is_not(None)
    )
    with database.reading() as connection:
        return int(connection.execute(query).scalar_one())


def next_due(database: Database, board: str) -> datetime | None:
    """See ``Ledger.next_due``."""
    with database.reading() as connection:
        found = [connection.execute(query, {"of": board}).scalar_one() for query in _INSTANTS]
    return min((instant for instant in found if instant is not None), default=None)


def _earliest(instant: Column[Any], where: str, *more: ColumnElement[bool]) -> Select[Any]:
    of_board = postings.c.board == bindparam("of")
    return select(func.min(instant)).where(text(where), of_board, *more)


#: One for each operation: then the index has the answer, and nothing is counted through.
_INSTANTS = (
    *(
        _earliest(postings.c.next_try, PENDING, postings.c.operation == operation.value)
        for operation in Operation
    ),
    _earliest(postings.c.next_try, UNKNOWN),
    _earliest(postings.c.lease_until, SENDING),
    _earliest(postings.c.check_after, UNCONFIRMED),
)


def unconfirmed(database: Database, board: str, now: datetime, limit: int) -> list[Entry]:
    """See ``Ledger.unconfirmed``."""
    query = (
        records.entries()
        .where(text(UNCONFIRMED), postings.c.board == board, postings.c.check_after <= now)
        .order_by(postings.c.check_after, postings.c.subject)
        .limit(limit)
    )
    with database.reading() as connection:
        found = [records.entry_of(row) for row in connection.execute(query)]
        return records.with_bodies(connection, found)


def events_of(
    database: Database,
    board: str | None,
    subject: str | None,
    after: int,
    limit: int,
    *,
    newest: bool,
) -> list[Event]:
    """See ``Ledger.events``."""
    query = select(events).where(events.c.id > after)
    if board is not None:
        query = query.where(events.c.board == board)
    if subject is not None:
        query = query.where(events.c.subject == subject)
    query = query.order_by(events.c.id.desc() if newest else events.c.id).limit(limit)
    with database.reading() as connection:
        found = [records.event_of(row) for row in connection.execute(query)]
    return found[::-1] if newest else found
