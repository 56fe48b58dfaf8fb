"""The same work in several processes at the same moment."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.synchronize import Barrier

P = ParamSpec("P")
T = TypeVar("T")

_NEEDED = (
    "syndicate.delivery.ledger.migrating",
    "tests.delivery.ledger.test_faults",
    "tests.delivery.ledger.test_opening",
)

_gates: list[Barrier] = []


def at_once(number: int, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> list[T]:
    """What *number* processes return, none of which begins before all are there."""
    context = multiprocessing.get_context("forkserver")
    # Loaded once, by the process from which the others fork.
    context.set_forkserver_preload([__name__, *_NEEDED])
    gate = context.Barrier(number)
    with ProcessPoolExecutor(
        number, mp_context=context, initializer=_enter, initargs=(gate,)
    ) as pool:
        futures = [pool.submit(_begin, work, *args, **kwargs) for _ in range(number)]
        return [future.result(timeout=120) for future in futures]


def _enter(gate: Barrier) -> None:
    _gates.append(gate)


def _begin(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    _gates[-1].wait(60)
    return work(*args, **kwargs)
