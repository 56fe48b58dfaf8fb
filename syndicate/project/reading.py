"""What the content folder says at one instant, without a word to the output folder."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from syndicate.content.reading import GoodSource, Remembered
from syndicate.content.reading import read as read_content
from syndicate.memory import Memory
from syndicate.project.shelf import Shelf
from syndicate.project.standouts import memory_lost

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from syndicate.content.reading import Reading
    from syndicate.project.building import Progress
    from syndicate.site import Site


def read(site: Site, now: datetime, *, progress: Progress | None = None) -> Reading:
    """What the content folder says at *now*; nothing is written.

    Raises ``ConfigurationError`` when there is no content folder, ``OutputError`` when the
    memory of earlier builds cannot be used.
    """
    with Memory(site.state_dir, read_only=True) as memory:
        reading = read_with(memory, site, now, progress)
        if not site.feeds.dialects:
            return reading
        from syndicate.project.board_feeds import BoardFeeds

        missed = BoardFeeds(site, now, memory.database).missed(reading, memory.first_seen())
        return replace(reading, problems=tuple(sorted([*reading.problems, *missed])))


def read_with(
    memory: Memory, site: Site, now: datetime, progress: Progress | None = None
) -> Reading:
    """The same as ``read``, with a *memory* that is open already."""
    remembered = Remembered(
        good=memory.sources(GoodSource),
        gone=memory.gone(GoodSource),
        first_seen=memory.first_seen(),
    )
    told = None if progress is None else _stage("reading", progress)
    reading = read_content(site, now, remembered, told, Shelf(memory.database, site, now))
    if not memory.warning:
        return reading
    return replace(reading, problems=tuple(sorted([*reading.problems, memory_lost(memory, site)])))


def _stage(name: str, progress: Progress) -> Callable[[int, int], None]:
    return lambda done, total: progress(name, done, total)
