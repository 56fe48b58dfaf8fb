"""The alarm clock: APScheduler, and nothing else knows it.

It remembers nothing and decides nothing. What is due is in the ledger.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Condition
from typing import TYPE_CHECKING

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.date import DateTrigger

if TYPE_CHECKING:
    from collections.abc import Callable


class Alarm:
    """Calls *work* with a name when that name's time has come, each on a thread of its own.

    A name has one time: setting it again replaces it. Set it anew from the end of *work*,
    never while it is under way.
    """

    def __init__(self, work: Callable[[str], None], threads: int) -> None:
        self._work = work
        self._idle = Condition()
        self._running = 0
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(threads)},
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
        )

    def start(self) -> None:
        """From now on it rings."""
        self._scheduler.start()

    def stop(self) -> None:
        """It rings no more; returns once all work under way has ended."""
        # It would wait with its locks held, and work that sets the alarm needs them.
        self._scheduler.shutdown(wait=False)
        with self._idle:
            self._idle.wait_for(lambda: self._running == 0)

    def set(self, name: str, wait: timedelta) -> None:
        """Ring for *name* after *wait*."""
        at = datetime.now(UTC) + max(wait, timedelta())
        self._scheduler.add_job(
            self._run, DateTrigger(at), [name], id=name, name=name, replace_existing=True
        )

    def _run(self, name: str) -> None:
        with self._idle:
            self._running += 1
        try:
            self._work(name)
        finally:
            with self._idle:
                self._running -= 1
                self._idle.notify_all()
