"""The words in which the ledger's tests speak."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from syndicate.adapter import Operation, Payload, Receipt
from syndicate.delivery.ledger import Delivered, Entry, Intention, Ledger

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
BOARD = "local"


def payload(subject: str, text: str = "first") -> Payload:
    return Payload(subject, {"text": text}, f"{subject}: {text}")


def digest(subject: str, text: str = "first") -> str:
    return payload(subject, text).digest


def create(subject: str, text: str = "first") -> Intention:
    return Intention(subject, Operation.CREATE, payload(subject, text))


def update(subject: str, text: str = "second", *, replace: bool = False) -> Intention:
    return Intention(subject, Operation.UPDATE, payload(subject, text), replace=replace)


def withdraw(subject: str) -> Intention:
    return Intention(subject, Operation.WITHDRAW)


def want(ledger: Ledger, *changes: Intention, now: datetime = NOW) -> int:
    return ledger.intend(BOARD, changes, now)


def claim(ledger: Ledger, limit: int = 10, now: datetime = NOW) -> list[Entry]:
    return ledger.claim(BOARD, now, "a test", MINUTE, limit)


def claim_one(ledger: Ledger, now: datetime = NOW) -> Entry:
    [entry] = claim(ledger, 1, now)
    return entry


def done(subject: str) -> Delivered:
    return Delivered(Receipt(f"remote-{subject}", f"https://board.example/{subject}"))


def deliver(ledger: Ledger, now: datetime = NOW) -> list[str]:
    """Carry out all that is due; what was done, in order."""
    told = []
    while due := claim(ledger, 1, now):
        told += [f"{entry.operation} {entry.subject}" for entry in due]
        assert ledger.settle_many([(entry, done(entry.subject)) for entry in due], now) == len(due)
    return told


def entry(ledger: Ledger, subject: str) -> Entry:
    found = ledger.entry(BOARD, subject)
    assert found is not None
    return found
