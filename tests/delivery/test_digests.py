"""Digests and snapshots: one message, or one push, about all that is new, also after a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.adapter import Kind
from tests.delivery.pushing import Push
from tests.delivery.test_recovery import leave, owner_of_the_dead

if TYPE_CHECKING:
    from pathlib import Path


def test_what_a_crash_left_behind_does_not_break_a_digest_up(tmp_path: Path) -> None:
    push = Push(tmp_path)
    memory = push.board(kind=Kind.DIGEST, updates=False, withdraws=False, max_batch=10)
    push.publish("cook")
    leave(push, owner_of_the_dead())
    push.publish("baker", "miller", "nurse")
    tally = push.apply()
    assert tally.counts == {"held": 1, "created": 3}
    assert memory.batches == [3]
    push.ledger.close()


def test_what_a_crash_left_behind_does_not_break_a_snapshot_up(tmp_path: Path) -> None:
    push = Push(tmp_path)
    memory = push.board(kind=Kind.SNAPSHOT, repeatable=True, max_batch=10)
    push.publish("cook")
    leave(push, owner_of_the_dead())
    push.publish("baker", "miller", "nurse")
    push.apply()
    assert memory.batches == [4]
    push.ledger.close()
