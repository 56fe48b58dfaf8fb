"""The tables: the same for SQLite and PostgreSQL; migrations make them, statements use them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    text,
)

#: The newest revision of ``migrations/versions``: what this program writes.
REVISION = "0001"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

#: Neither database stores NUL or half a surrogate pair; file names may hold both.
_UNSTORABLE = re.compile("[\x00\x1a\ud800-\udfff]")
_ESCAPED = re.compile("\x1a([0-9a-f]{4})")


class Damage(Exception):
    """What was read is not what was written; leaves the ledger as a ``LedgerError``."""


class Instant(TypeDecorator[datetime]):
    """An aware time as microseconds since 1970: exact and the same in both databases."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Refuses times without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Always in UTC."""
        try:
            return None if value is None else _EPOCH + timedelta(microseconds=value)
        except (TypeError, OverflowError) as error:
            raise Damage("an instant is none") from error


def unescape(stored: str) -> str:
    """The text that ``AnyText`` wrote as *stored*."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), stored)


class AnyText(TypeDecorator[str]):
    """Any Python text, also what no database can hold; sorted by code point."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Writes the few characters that cannot be stored as an escape."""
        if value is None or (value.isascii() and "\x00" not in value and "\x1a" not in value):
            return value
        return _UNSTORABLE.sub(lambda match: f"\x1a{ord(match[0]):04x}", value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Exactly what was written."""
        if value is None:
            return None
        if not isinstance(value, str):  # SQLite's columns hold what their bytes say
            raise Damage("a text is none")
        if "\x1a" not in value:
            return value
        return unescape(value)

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """PostgreSQL would sort by its own language otherwise."""
        collation = "C" if dialect.name == "postgresql" else None
        return dialect.type_descriptor(Text(collation=collation))


_NUMBER = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("name", AnyText, primary_key=True),
    Column("value", AnyText, nullable=False),
    Column("seal", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

boards = Table(
    "boards",
    metadata,
    Column("name", AnyText, primary_key=True),
    Column("paused_until", Instant),
    Column("paused_at", Instant),
    Column("failures", Integer, nullable=False),
    Column("last_success", Instant),
    Column("last_failure", Instant),
    Column("last_error", AnyText),
    Column("adapter", AnyText),
    Column("features_digest", AnyText),
    Column("seal", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

postings = Table(
    "postings",
    metadata,
    Column("board", AnyText, primary_key=True),
    Column("subject", AnyText, primary_key=True),
    Column("state", AnyText, nullable=False),
    Column("operation", AnyText),
    Column("op_id", AnyText),
    Column("key", AnyText),
    Column("op_digest", AnyText),
    Column("doubtful", Boolean, nullable=False),
    Column("digest", AnyText),
    Column("wanted", Boolean, nullable=False),
    Column("wanted_digest", AnyText),
    Column("replace", Boolean, nullable=False),
    Column("title", AnyText, nullable=False),
    Column("remote_id", AnyText),
    Column("url", AnyText),
    Column("ticket", AnyText),
    Column("check_after", Instant),
    Column("attempts", Integer, nullable=False),
    Column("first_try", Instant),
    Column("next_try", Instant),
    Column("lease_owner", AnyText),
    Column("lease_until", Instant),
    Column("error", AnyText),
    Column("live_since", Instant),
    Column("changed", Instant, nullable=False),
    Column("run", BigInteger),
    Column("plan_seal", BigInteger, nullable=False),
    Column("seal", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


PENDING = "state = 'pending'"
SENDING = "state = 'sending'"
UNKNOWN = "state = 'unknown'"
UNCONFIRMED = "check_after IS NOT NULL"

Index(
    "postings_due",
    postings.c.board,
    postings.c.operation,
    postings.c.next_try,
    postings.c.subject,
    **_where(PENDING),
)
Index("postings_sending", postings.c.board, postings.c.lease_until, **_where(SENDING))
Index("postings_unknown", postings.c.board, postings.c.next_try, **_where(UNKNOWN))
Index("postings_unconfirmed", postings.c.board, postings.c.check_after, **_where(UNCONFIRMED))

payloads = Table(
    "payloads",
    metadata,
    Column("board", AnyText, primary_key=True),
    Column("subject", AnyText, primary_key=True),
    Column("digest", AnyText, primary_key=True),
    Column("title", AnyText, nullable=False),
    Column("body", Text, nullable=False),
    Column("seal", BigInteger, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("kind", AnyText, nullable=False),
    Column("board", AnyText, nullable=False),
    Column("subject", AnyText),
    Column("operation", AnyText),
    Column("op_id", AnyText),
    Column("key", AnyText),
    Column("digest", AnyText),
    Column("remote_id", AnyText),
    Column("url", AnyText),
    Column("error", AnyText),
    Column("run", BigInteger),
    Column("seal", BigInteger, nullable=False),
)
Index("events_subject", events.c.board, events.c.subject)

limits = Table(
    "limits",
    metadata,
    Column("board", AnyText, primary_key=True),
    Column("name", AnyText, primary_key=True),
    Column("full_at", Instant),
    Column("day", Instant),
    Column("used", BigInteger, nullable=False),
    Column("seal", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

runs = Table(
    "runs",
    metadata,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column("command", AnyText, nullable=False),
    Column("started", Instant, nullable=False),
    Column("ended", Instant),
    Column("host", AnyText, nullable=False),
    Column("pid", BigInteger, nullable=False),
    Column("outcome", AnyText),
    Column("seal", BigInteger, nullable=False),
)

schedules = Table(
    "schedules",
    metadata,
    Column("board", AnyText, primary_key=True),
    Column("last_due", Instant),
    Column("last_started", Instant),
    Column("last_finished", Instant),
    Column("owner", AnyText),
    Column("lease_until", Instant),
    Column("seal", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

#: In the order in which they are exported and imported.
TABLES = (meta, boards, postings, payloads, events, limits, runs, schedules)
