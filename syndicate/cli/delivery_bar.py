"""A progress bar for deliveries, fed from the ledger, on a terminal alone."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

from syndicate.cli.progress import WORTH_A_BAR, progress_bar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from syndicate.project.pushing import Pushing

_EVERY = 0.5


@contextmanager
def delivery_bar(pushing: Pushing) -> Iterator[None]:
    """Show how much of what waits has been sent, while the body of the ``with`` sends it."""
    with progress_bar() as progress:
        total = pushing.waiting() if progress else 0
        if progress is None or total < WORTH_A_BAR:
            yield
            return
        done = Event()
        thread = Thread(target=_follow, args=(pushing, progress, total, done), daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()


def _follow(
    pushing: Pushing, progress: Callable[[str, int, int], None], total: int, done: Event
) -> None:
    while not done.wait(_EVERY):
        progress("sending", max(0, total - pushing.waiting()), total)
