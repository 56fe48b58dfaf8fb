"""A progress bar for work that is worth one, on a terminal alone."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress, TaskID

#: With fewer steps than these the work is done before a bar could be read.
WORTH_A_BAR = 200


@contextmanager
def progress_bar(words: str) -> Iterator[Callable[[int, int], None] | None]:
    """A function to call with steps done and steps in all; None when nobody is watching.

    The bar is drawn on standard error and gone when the work is done. A call with fewer steps
    done than before begins the next part of the work.
    """
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar(words)
    try:
        yield bar.show
    finally:
        bar.end()


class _Bar:
    def __init__(self, words: str) -> None:
        self.words = words
        self.drawn: tuple[Progress, TaskID] | None = None

    def show(self, done: int, total: int) -> None:
        if self.drawn is None:
            if total < WORTH_A_BAR:
                return
            self.drawn = _begin(self.words)
        progress, task = self.drawn
        progress.update(task, completed=done, total=total)

    def end(self) -> None:
        if self.drawn is not None:
            self.drawn[0].stop()


def _begin(words: str) -> tuple[Progress, TaskID]:
    # Imported here: most sites are built before these modules would be loaded.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    progress.start()
    return progress, progress.add_task(words, total=None)
