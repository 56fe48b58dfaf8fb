"""A seal is of what is read again, not of how it was said when it was written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from syndicate.delivery.ledger.rows import seal


def test_an_instant_has_one_seal_in_every_time_zone() -> None:
    paris = datetime(2026, 3, 2, 12, tzinfo=timezone(timedelta(hours=1)))
    assert seal("live", paris) == seal("live", paris.astimezone(UTC))


def test_another_instant_has_another_seal() -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert seal(noon) != seal(noon + timedelta(microseconds=1))
    assert seal(noon) != seal(None)
