"""Which edits ask for a build."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import awatch

if TYPE_CHECKING:
    from collections.abc import Callable

    from watchfiles import Change

    from syndicate.site import Site

#: Editors write a file in several steps: an edit is over after so many quiet milliseconds.
_QUIET, _LONGEST = 50, 400

#: Milliseconds between signs of life of a watch.
_PULSE = 1000

#: What editors and this program write beside the files that count.
_SCRATCH = ("~", ".swp", ".swx", ".tmp", ".bak")


def watched(site: Site) -> tuple[Path, ...]:
    """The folders that are watched with all they hold; those that are there."""
    folders = (site.content_dir, site.root / "templates")
    return tuple(folder for folder in folders if folder.is_dir())


async def watch(site: Site, edited: Callable[[], None], stop: asyncio.Event) -> None:
    """Call *edited* after each change of offers, templates or configuration, until *stop*.

    It is also called once soon after the watch has begun, for what changed just before.
    Raises ``FileNotFoundError`` when a folder goes just now, ``OSError`` or ``RuntimeError`` when
    this machine cannot watch so many.
    """
    # Two watches: a project folder can hold anything, and is not to be walked through.
    first = Path(site.content.path).parts[:1]
    names = {"syndicate.toml", "templates", *first}
    folders = watched(site)
    tasks = [
        asyncio.create_task(
            _tell(edited, stop, (site.root,), lambda _, path: Path(path).name in names)
        ),
        *(
            [asyncio.create_task(_tell(edited, stop, folders, _Wanted(site), deep=True))]
            if folders
            else []
        ),
    ]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()


async def _tell(
    edited: Callable[[], None],
    stop: asyncio.Event,
    folders: tuple[Path, ...],
    wanted: Callable[[Change, str], bool],
    *,
    deep: bool = False,
) -> None:
    begun = False
    async for changes in awatch(
        *folders,
        watch_filter=wanted,
        recursive=deep,
        stop_event=stop,
        step=_QUIET,
        debounce=_LONGEST,
        rust_timeout=_PULSE,
        yield_on_timeout=True,
    ):
        # The first pulse, even without changes, says that the watch is in place.
        if changes or not begun:
            edited()
        begun = True


class _Wanted:
    """Whether a changed path can matter: our own output, hidden and scratch files cannot."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def __call__(self, change: Change, path: str) -> bool:
        file = Path(path)
        if file.name.endswith(_SCRATCH):
            return False
        if any(file.is_relative_to(own) for own in (self._site.feeds_dir, self._site.state_dir)):
            return False
        if not file.is_relative_to(self._site.root):
            return True
        return not any(part.startswith(".") for part in file.relative_to(self._site.root).parts)
