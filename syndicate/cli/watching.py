"""Building again at each edit, and when the clock opens or closes an offer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from syndicate.errors import OutputError
from syndicate.serve.watch import Edits, watch, watched

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime
    from pathlib import Path

    from syndicate.site import Site

#: The clock is looked at again at least so often: machines sleep, and clocks are set.
_LONGEST_WAIT = 600.0


def keep_building(
    site: Site,
    build: Callable[[Collection[Path] | None], tuple[Site, datetime | None]],
    clock: Callable[[], datetime],
) -> None:
    """Call *build* now and whenever it is due, until interrupted.

    It is told which files have moved since, or None when it can be any, and answers with the site
    to watch and the instant of the clock's next change, if any; *clock* says what time it is. An
    interrupt waits for the end of a build. Raises ``OutputError`` when
    edits cannot be noticed on this machine.
    """
    asyncio.run(_Watch(build, clock).run(site))


class _Watch:
    def __init__(
        self,
        build: Callable[[Collection[Path] | None], tuple[Site, datetime | None]],
        clock: Callable[[], datetime],
    ) -> None:
        self._build = build
        self._clock = clock
        self._edits = Edits()

    async def run(self, site: Site) -> None:
        while True:
            folders, stop = watched(site), asyncio.Event()
            notices = asyncio.create_task(watch(site, self._edits, stop))
            while watched(site) == folders and not notices.done():
                site, change = self._build(self._edits.take())
                if watched(site) == folders:
                    await self._due(change, notices)
            stop.set()
            await asyncio.gather(notices, return_exceptions=True)

    async def _due(self, change: datetime | None, notices: asyncio.Task[None]) -> None:
        """Wait for an edit, for the instant *change*, or for the end of *notices*."""
        while not notices.done():
            edit = asyncio.create_task(self._edits.there.wait())
            await asyncio.wait(
                {edit, notices}, timeout=self._seconds(change), return_when="FIRST_COMPLETED"
            )
            edit.cancel()
            if self._edits.there.is_set() or (change and self._clock() >= change):
                return
        await _look_again(notices)

    def _seconds(self, change: datetime | None) -> float:
        if change is None:
            return _LONGEST_WAIT
        return min(max((change - self._clock()).total_seconds(), 0), _LONGEST_WAIT)


async def _look_again(notices: asyncio.Task[None]) -> None:
    try:
        await notices
    except FileNotFoundError:
        # A folder has gone since it was looked for. A moment later it may be back.
        await asyncio.sleep(0.1)
    except (OSError, RuntimeError) as error:
        raise OutputError(f"edits cannot be noticed on this machine: {error}") from error
