"""The first tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

#: Sorted by code point in both databases.
TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
#: Microseconds since 1970.
INSTANT = sa.BigInteger()


def _text(name: str, *, must: bool = False) -> "sa.Column[str]":
    return sa.Column(name, TEXT, nullable=not must)


def _instant(name: str, *, must: bool = False) -> "sa.Column[int]":
    return sa.Column(name, INSTANT, nullable=not must)


def _key(name: str) -> "sa.Column[str]":
    return sa.Column(name, TEXT, primary_key=True)


def _number(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _flag(name: str) -> "sa.Column[bool]":
    return sa.Column(name, sa.Boolean(), nullable=False)


def upgrade() -> None:
    _small_tables()
    _postings()
    _history()


def _small_tables() -> None:
    op.create_table(
        "meta",
        _key("name"),
        _text("value", must=True),
        _number("seal"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "boards",
        _key("name"),
        _instant("paused_until"),
        _instant("paused_at"),
        sa.Column("failures", sa.Integer(), nullable=False),
        _instant("last_success"),
        _instant("last_failure"),
        _text("last_error"),
        _text("adapter"),
        _text("features_digest"),
        _number("seal"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "limits",
        _key("board"),
        _key("name"),
        _instant("full_at"),
        _instant("day"),
        _number("used"),
        _number("seal"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "schedules",
        _key("board"),
        _instant("last_due"),
        _instant("last_started"),
        _instant("last_finished"),
        _text("owner"),
        _instant("lease_until"),
        _number("seal"),
        sqlite_with_rowid=False,
    )


def _postings() -> None:
    op.create_table(
        "postings",
        _key("board"),
        _key("subject"),
        _text("state", must=True),
        _text("operation"),
        _text("op_id"),
        _text("key"),
        _text("op_digest"),
        _flag("doubtful"),
        _text("digest"),
        _flag("wanted"),
        _text("wanted_digest"),
        _flag("replace"),
        _text("title", must=True),
        _text("remote_id"),
        _text("url"),
        _text("ticket"),
        _instant("check_after"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        _instant("first_try"),
        _instant("next_try"),
        _text("lease_owner"),
        _instant("lease_until"),
        _text("error"),
        _instant("live_since"),
        _instant("changed", must=True),
        sa.Column("run", sa.BigInteger()),
        _number("plan_seal"),
        _number("seal"),
        sqlite_with_rowid=False,
    )
    _partial("postings_due", ["board", "operation", "next_try", "subject"], "state = 'pending'")
    _partial("postings_sending", ["board", "lease_until"], "state = 'sending'")
    _partial("postings_unknown", ["board", "next_try"], "state = 'unknown'")
    _partial("postings_unconfirmed", ["board", "check_after"], "check_after IS NOT NULL")
    op.create_table(
        "payloads",
        _key("board"),
        _key("subject"),
        _key("digest"),
        _text("title", must=True),
        sa.Column("body", sa.Text(), nullable=False),
        _number("seal"),
    )


def _partial(name: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, "postings", columns, sqlite_where=where, postgresql_where=where)


def _history() -> None:
    op.create_table(
        "events",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
        _instant("at", must=True),
        _text("kind", must=True),
        _text("board", must=True),
        _text("subject"),
        _text("operation"),
        _text("op_id"),
        _text("key"),
        _text("digest"),
        _text("remote_id"),
        _text("url"),
        _text("error"),
        sa.Column("run", sa.BigInteger()),
        _number("seal"),
    )
    op.create_index("events_subject", "events", ["board", "subject"])
    op.create_table(
        "runs",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
        _text("command", must=True),
        _instant("started", must=True),
        _instant("ended"),
        _text("host", must=True),
        _number("pid"),
        _text("outcome"),
        _number("seal"),
    )
