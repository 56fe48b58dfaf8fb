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
_QUIET, _LONGEST = 20, 400

#: Milliseconds between signs of life of a watch.
_PULSE = 1000

#: What editors and this program write beside the files that count.
_SCRATCH = ("~", ".swp", ".swx", ".tmp", ".bak")


def watched(site: Site) -> tuple[Path, ...]:
    """The folders that are watched with all they hold; those that are there."""
    folders = (site.content_dir, site.root / "templates")
    return tuple(folder for folder in folders if folder.is_dir())


class Edits:
    """What has changed since a build last asked."""

    def __init__(self) -> None:
        self.there = asyncio.Event()
        self._moved: set[Path] | None = None

    def add(self, moved: set[Path] | None) -> None:
        """Note that the files *moved*; None when it can be any, or all."""
        known = self._moved if self.there.is_set() else set()
        self._moved = None if moved is None or known is None else known | moved
        self.there.set()

    def take(self) -> set[Path] | None:
        """The offers that have moved; None when all must be looked at, as the first time."""
        moved = self._moved if self.there.is_set() else None
        self.there.clear()
        return moved


async def watch(site: Site, edits: Edits, stop: asyncio.Event) -> None:
    """Tell *edits* of each change of offers, templates or configuration, until *stop*.

    It is also told once soon after the watch has begun, for what changed just before.
    Raises ``FileNotFoundError`` when a folder goes just now, ``OSError`` or ``RuntimeError`` when
    this machine cannot watch so many.
    """
    # Two watches: a project folder can hold anything, and is not to be walked through.
    first = Path(site.content.path).parts[:1]
    names = {"syndicate.toml", "templates", *first}
    folders, content = watched(site), site.content_dir
    tasks = [
        asyncio.create_task(
            _tell(edits, stop, (site.root,), lambda _, path: Path(path).name in names)
        ),
        *(
            [asyncio.create_task(_tell(edits, stop, folders, _Wanted(site), content))]
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
    edits: Edits,
    stop: asyncio.Event,
    folders: tuple[Path, ...],
    wanted: Callable[[Change, str], bool],
    content: Path | None = None,
) -> None:
    """With *content*, all below *folders* is watched, and files that moved in it are named."""
    begun = False
    async for changes in awatch(
        *folders,
        watch_filter=wanted,
        recursive=content is not None,
        stop_event=stop,
        step=_QUIET,
        debounce=_LONGEST,
        rust_timeout=_PULSE,
        yield_on_timeout=True,
    ):
        # The first pulse, even without changes, says that the watch is in place.
        if changes or not begun:
            moved = {Path(path) for _, path in changes}
            inside = content is not None and all(path.is_relative_to(content) for path in moved)
            edits.add(moved if begun and inside else None)
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
