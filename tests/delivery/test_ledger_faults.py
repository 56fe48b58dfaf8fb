"""A ledger that fails in the middle: nothing more is sent, and nothing is lost or there twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from syndicate.delivery.ledger import Ledger, State
from syndicate.errors import LedgerError
from tests.delivery.pushing import Push

if TYPE_CHECKING:
    from pathlib import Path

WRITES = ("claim", "settle_many", "succeed", "fail")


class FullDisk(Ledger):
    """A ledger on a disk that is full from its nth write on."""

    left = 10**9

    def __getattribute__(self, name: str) -> Any:
        if name in WRITES:
            if self.left <= 0:
                raise LedgerError("the disk is full: make room; nothing was changed")
            self.left -= 1
        return super().__getattribute__(name)


@pytest.mark.parametrize("writes", range(7))
@pytest.mark.parametrize("features", [{"lookup": True}, {"idempotency": timedelta(days=1)}, {}])
def test_a_disk_that_is_full_stops_everything_and_costs_nothing(
    tmp_path: Path, features: dict[str, Any], writes: int
) -> None:
    push = Push(tmp_path)
    push.ledger.close()
    memory = push.board(**features)
    other = push.board("other", **features)
    push.publish("cook", "nurse", "pilot")
    full: Any = FullDisk.open(push.url, root=tmp_path)
    push.ledger = full
    full.left = writes
    with pytest.raises(LedgerError, match="disk is full"):
        push.apply()
    full.left = 10**9
    push.clock.forward(minutes=10)
    for _ in range(3):
        push.apply()
        push.clock.forward(minutes=10)
    calls = len(memory.done), len(other.done)
    push.apply()
    assert (len(memory.done), len(other.done)) == calls
    for name, board in (("board", memory), ("other", other)):
        assert board.shelf.duplicates == ()
        held = {entry.subject for entry in full.entries(name, [State.HELD])}
        shown = {one.reference for one in board.postings}
        assert shown | held == {"cook", "nurse", "pilot"}
        assert not held or not features
        assert len(held) <= 1
    full.close()
