"""What a board did, and a person should hear of all the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from syndicate.delivery.ledger import EventKind, State
from syndicate.testing import MemoryBoard
from tests.delivery.pushing import Push

if TYPE_CHECKING:
    from pathlib import Path

    from syndicate.adapter import Payload, Posting, Receipt

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


class Confirming(MemoryBoard):
    def confirm(self, posting: Posting) -> Receipt:
        return replace(super().confirm(posting), note=NOTE)


def test_what_a_board_says_only_later_is_told_and_kept_as_well(tmp_path: Path) -> None:
    push = Push(tmp_path)
    push.join(Confirming(confirms=True), secrets=("s3cr3t",))
    push.publish("cook")
    assert push.apply().trouble is None
    push.clock.forward(hours=1)
    told = NOTE.replace("s3cr3t", "…")
    assert push.apply().trouble == told
    last = push.ledger.events("board", "cook")[-1]
    assert (last.kind, last.error) == (EventKind.CONFIRMED, told)
    assert push.state("cook") is State.LIVE
    assert push.apply().trouble is None
    push.ledger.close()
