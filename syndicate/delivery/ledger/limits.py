"""Rate limits as rows: spent by every process from the same purse."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from syndicate.delivery.ledger import boards
from syndicate.delivery.ledger.rows import add_missing, get, put
from syndicate.delivery.ledger.schema import limits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import time

    from sqlalchemy import Connection

    from syndicate.adapter import RateLimit
    from syndicate.delivery.ledger.connecting import Database

Row = dict[str, Any]


def take(
    database: Database, board: str, spending: Sequence[tuple[RateLimit, int]], now: datetime
) -> datetime:
    """See ``Ledger.take``."""
    # In one order for all, or two processes would wait for each other.
    asked = sorted((pair for pair in spending if pair[1] > 0), key=lambda pair: pair[0].name)
    with database.writing() as connection:
        paused = boards.paused_until(connection, board, now)
        if paused is not None:
            return paused
        found = [(_locked(connection, board, limit), limit, units) for limit, units in asked]
        tried = [spend(row, limit, units, now) for row, limit, units in found]
        at = max((at for at, _ in tried), default=now)
        if at <= now:
            for _, row in tried:
                put(connection, limits, row)
        return max(at, now)


def _locked(connection: Connection, board: str, limit: RateLimit) -> Row:
    empty = {"board": board, "name": limit.name, "full_at": None, "day": None, "used": 0}
    add_missing(connection, limits, [empty])
    keys = (limits.c.board == board, limits.c.name == limit.name)
    return get(connection, limits, *keys, lock=True) or empty


def spend(row: Row, limit: RateLimit, units: int, now: datetime) -> tuple[datetime, Row]:
    """When *units* may be spent, and the row once they are; decided without a database."""
    if limit.resets is not None:
        return _from_budget(row, limit, limit.resets, units, now)
    return _from_flow(row, limit, units, now)


def _from_flow(row: Row, limit: RateLimit, units: int, now: datetime) -> tuple[datetime, Row]:
    """GCRA: ``full_at`` is when all that was spent will have been regained.

    A tenth of the capacity may go at once and the rest is spread, so that no window of that
    length, wherever it begins, sees more than the capacity.
    """
    burst = max(1, limit.capacity // 10)
    # Rounded up: a microsecond too little would let one call too many into a window.
    step = -(-limit.window // (limit.capacity - burst + 1))
    full_at: datetime = row["full_at"] or now
    # Never further ahead than it can have been put: the clock went back otherwise.
    full_at = min(max(full_at, now), now + step * (max(units, limit.capacity) + burst))
    at = full_at - step * max(0, burst - units)
    if at > now:
        return at, row
    return now, {**row, "full_at": full_at + step * units}


def _from_budget(
    row: Row, limit: RateLimit, resets: time, units: int, now: datetime
) -> tuple[datetime, Row]:
    """So many for each local day; more than a whole budget goes at once on a fresh day."""
    today = _day_start(now, resets, limit.zone)
    # A day ahead of today: the clock went back, and what was spent counts on.
    used = int(row["used"]) if row["day"] is not None and row["day"] >= today else 0
    if used + units > limit.capacity and used > 0:
        return _next_day(today, resets, limit.zone), row
    return now, {**row, "day": today, "used": used + units}


def _day_start(now: datetime, resets: time, zone: str) -> datetime:
    local = now.astimezone(ZoneInfo(zone))
    start = datetime.combine(local.date(), resets, ZoneInfo(zone)).astimezone(UTC)
    if start > now:
        earlier = local.date() - timedelta(days=1)
        start = datetime.combine(earlier, resets, ZoneInfo(zone)).astimezone(UTC)
    return start


def _next_day(today: datetime, resets: time, zone: str) -> datetime:
    local = today.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    return datetime.combine(local, resets, ZoneInfo(zone)).astimezone(UTC)
