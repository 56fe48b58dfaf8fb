"""Digests and snapshots: one message, or one push, about all that is new, also after a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from syndicate.adapter import Kind
from syndicate.errors import Unauthorised, Unavailable
from syndicate.testing import MemoryBoard
from tests.delivery.pushing import Push
from tests.delivery.test_recovery import leave, owner_of_the_dead

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from syndicate.adapter import Answer, Call
    from syndicate.errors import AdapterError


class Away(MemoryBoard):
    """A board that answers its first calls, each as a whole, with ``errors``."""

    errors: tuple[AdapterError, ...] = ()

    def send(self, calls: Sequence[Call]) -> Sequence[Answer]:
        if not self.errors:
            return super().send(calls)
        error, *rest = self.errors
        self.errors = tuple(rest)
        return [error] * len(calls)


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


@pytest.mark.parametrize("error", [Unavailable("it is away"), Unauthorised("who are you?")])
@pytest.mark.parametrize("kind", [Kind.DIGEST, Kind.SNAPSHOT])
def test_what_was_put_off_together_is_sent_together(
    tmp_path: Path, kind: Kind, error: AdapterError
) -> None:
    push = Push(tmp_path)
    away = Away(kind=kind, updates=False, withdraws=False, max_batch=10)
    push.join(away)
    away.errors = (error, error)
    push.publish("baker", "cook")
    push.apply()
    push.publish("miller")
    wait(push)
    push.apply()
    while not away.batches:
        wait(push)
        push.deliver()
    assert away.batches == [3]
    push.ledger.close()


def wait(push: Push) -> None:
    """Until the board has something to do."""
    due, paused = push.ledger.next_due("board"), push.ledger.board("board", push.clock())
    assert due is not None
    push.clock.now = max(due, paused.paused_until or due)
