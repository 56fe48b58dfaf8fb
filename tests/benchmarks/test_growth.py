"""How costs grow: ratios within one run, so that a slow machine is as good as a fast one."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

from benchmarks.databases import SQLITE
from benchmarks.inputs import NOW, held, wanted
from syndicate.adapter import Features, Kind
from syndicate.delivery.ledger import Ledger
from syndicate.delivery.planning import plan

if TYPE_CHECKING:
    from pathlib import Path

#: Twice the offers cost twice the time; four times would be each compared with each.
_MOST = 3.0
_FEWER, _MORE = 4_000, 8_000


def test_twice_the_offers_cost_a_plan_no_more_than_thrice(tmp_path: Path) -> None:
    with Ledger.open(SQLITE, root=tmp_path, create=True) as ledger:
        for number in (_FEWER, _MORE):
            ledger.adopt(f"board-{number}", held(number), NOW)
        times: dict[int, list[float]] = {_FEWER: [], _MORE: []}
        for _ in range(7):
            for number, found in times.items():
                found.append(cost(ledger, number))
    assert min(times[_MORE]) <= _MOST * min(times[_FEWER])


def cost(ledger: Ledger, number: int) -> float:
    """Processor time of a plan with one change in a hundred: nobody else's work is in it."""
    board, features = f"board-{number}", Features(kind=Kind.POSTING)
    gc.collect()
    started = time.process_time()
    planned = plan(board, wanted(number, changed_every=100), ledger.held(board), features)
    taken = time.process_time() - started
    assert len(planned.update) == number // 100
    return taken
