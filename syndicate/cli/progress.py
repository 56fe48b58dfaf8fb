"""A progress bar for work that is worth one, on a terminal alone."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from syndicate.cli.output import is_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress, TaskID

#: With fewer steps than these the work is done before a bar could be read.
WORTH_A_BAR = 200


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None] | None]:
    """A function to tell of a stage, its steps done and its steps in all; None if nobody watches.

    The bar is drawn on standard error, and gone when the work is done.
    """
    if not is_terminal(sys.stderr):
        yield None
        return
    bar = _Bar()
    try:
        yield bar.show
    finally:
        bar.end()


class _Bar:
    def __init__(self) -> None:
        self._drawn: tuple[Progress, TaskID] | None = None
        self._stage = ""

    def show(self, stage: str, done: int, total: int) -> None:
        if self._drawn is None:
            if total < WORTH_A_BAR:
                return
            self._drawn = _begin()
        progress, task = self._drawn
        # A stage is shown as it begins, however soon it ends.
        begins, self._stage = stage != self._stage, stage
        progress.update(task, description=stage, completed=done, total=total, refresh=begins)

    def end(self) -> None:
        if self._drawn is not None:
            self._drawn[0].stop()


def _begin() -> tuple[Progress, TaskID]:
    # Imported here: most sites are built before these modules would be loaded.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description:<9}"), BarColumn(), MofNCompleteColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    progress.start()
    return progress, progress.add_task("", total=None)
