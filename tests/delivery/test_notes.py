"""What a board did, and a person should hear of all the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from syndicate.delivery.ledger import EventKind
from syndicate.testing import MemoryBoard
from tests.delivery.pushing import Push

if TYPE_CHECKING:
    from pathlib import Path

    from syndicate.adapter import Payload, Receipt

NOTE = "one address does not exist: s3cr3t"


class Noting(MemoryBoard):
    def create(self, payload: Payload, key: str) -> Receipt:
        return replace(super().create(payload, key), note=NOTE)


def test_a_note_is_told_once_and_kept_in_the_history(tmp_path: Path) -> None:
    push = Push(tmp_path)
    push.join(Noting(), secrets=("s3cr3t",))
    push.publish("cook")
    tally = push.apply()
    told = NOTE.replace("s3cr3t", "…")
    assert (tally.counts, tally.trouble, tally.needs_person) == ({"created": 1}, told, True)
    last = push.ledger.events("board", "cook")[-1]
    assert (last.kind, last.error) == (EventKind.DELIVERED, told)
    entry = push.ledger.entry("board", "cook")
    assert entry is not None
    assert entry.error is None
    assert push.apply().trouble is None
    push.ledger.close()
