"""What one pass over a board did."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from syndicate.adapter import Operation
from syndicate.delivery.ledger import (
    Absent,
    Delivered,
    Doubtful,
    NeedsPerson,
    Postpone,
    Refused,
)

if TYPE_CHECKING:
    from datetime import datetime

    from syndicate.delivery.ledger import Entry, Outcome

_WORDS = {
    Postpone: "postponed",
    Refused: "rejected",
    Doubtful: "unknown",
    NeedsPerson: "held",
    Absent: "absent",
}

_DONE = {
    Operation.CREATE: "created",
    Operation.UPDATE: "updated",
    Operation.WITHDRAW: "withdrawn",
}


@dataclass(slots=True)
class Tally:
    """What one pass over *board* did, counted; it grows while the pass goes on.

    ``counts`` has: created, updated, withdrawn, postponed, rejected, unknown, held, absent.
    ``errors`` tells of the latest trouble of a subject, ``trouble`` of the board's.
    ``next_due`` is when the board has something to do again.
    """

    board: str
    counts: Counter[str] = field(default_factory=Counter)
    errors: dict[str, str] = field(default_factory=dict)
    trouble: str | None = None
    next_due: datetime | None = None

    @property
    def needs_person(self) -> bool:
        """Whether something was left that time alone will not mend."""
        return bool(self.counts["rejected"] or self.counts["held"] or self.trouble)

    @property
    def delivered(self) -> int:
        """How many postings were created, updated or withdrawn."""
        return sum(self.counts[word] for word in _DONE.values())

    def note(self, entry: Entry, outcome: Outcome) -> None:
        """Count *outcome*, which the ledger has written down for *entry*."""
        if isinstance(outcome, Delivered):
            if entry.operation is not None:
                self.counts[_DONE[entry.operation]] += 1
            self.errors.pop(entry.subject, None)
            self.trouble = outcome.receipt.note or self.trouble
            return
        self.counts[_WORDS[type(outcome)]] += 1
        if not isinstance(outcome, Absent):
            self.errors[entry.subject] = outcome.error

    def report(self) -> dict[str, object]:
        """As JSON values."""
        return {
            **{word: self.counts[word] for word in (*_DONE.values(), *_WORDS.values())},
            "errors": self.errors,
            "trouble": self.trouble,
            "next_due": self.next_due.isoformat() if self.next_due else None,
        }
