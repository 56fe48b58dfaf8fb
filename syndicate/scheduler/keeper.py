"""The keeper: wakes for each board at its time, until it is stopped."""

from __future__ import annotations

import time
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING

from syndicate.errors import SyndicateError
from syndicate.project.standing import enabled
from syndicate.scheduler.alarm import Alarm
from syndicate.scheduler.freshness import Stamp, configuration_stamp
from syndicate.scheduler.heartbeat import Heartbeat

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from threading import Event

    from syndicate.project import Built
    from syndicate.scheduler.rounds import Round, Rounds

    #: What the keeper has to tell: a round, a build, a fault that it goes on after.
    Told = Round | Built | SyndicateError

#: Files and clock are looked at so often, in seconds; more seldom where looking takes long.
_LOOK = 1.0
#: A clock that is so far from where it should be was set, or the machine slept.
_JUMP = timedelta(seconds=5)
#: After a fault, and between retries that are overdue, this much time passes at least.
_BREATH = timedelta(seconds=5)


class Keeper:
    """Runs *rounds* until *stop* is set; *tell* hears of each round and each fault."""

    def __init__(self, rounds: Rounds, tell: Callable[[Told], None], stop: Event) -> None:
        self._rounds = rounds
        self._tell = tell
        self._stop = stop
        self._busy: set[str] = set()
        self._lock = Lock()
        self._names = list(enabled(rounds.site))
        self._alarm = Alarm(self._ring, threads=max(1, len(self._names)))
        self._heartbeat = Heartbeat(rounds.site)

    def run(self) -> None:
        """Keep all boards in step; returns once stopped, and what was under way has ended.

        It also returns when ``syndicate.toml`` was written: begin again with what it says now.
        After ``KeyboardInterrupt`` threads may still be at work: end the process.
        """
        clock = _Clock(self._rounds.clock)
        settings = configuration_stamp(self._rounds.site)
        self._look()
        self._alarm.start()
        try:
            self._set_all()
            self._watch(clock, settings)
        except KeyboardInterrupt:
            raise  # at once: nothing is waited for, and the ledger knows what is under way
        except BaseException:
            self._end()
            raise
        self._end()

    def _end(self) -> None:
        self._rounds.stop.set()
        self._alarm.stop()

    # -- the main thread: files and clock ------------------------------------------------------

    def _watch(self, clock: _Clock, settings: Stamp) -> None:
        wait = _LOOK
        while not self._stop.wait(wait):
            if configuration_stamp(self._rounds.site) != settings:
                return
            before, change = time.monotonic(), self._rounds.next_change
            self._look()
            wait = max(_LOOK, 20 * (time.monotonic() - before))
            if clock.has_jumped() or self._rounds.next_change != change:
                self._set_all()

    def _look(self) -> None:
        try:
            self._rounds.fresh()
        except SyndicateError as error:
            self._tell(error)

    def _set_all(self) -> None:
        for name in self._names:
            with self._lock:
                if name not in self._busy:
                    self._set(name)

    def _set(self, name: str, least: timedelta = timedelta()) -> None:
        try:
            at = self._rounds.wake(name)
        except SyndicateError as error:
            self._tell(error)
            self._alarm.set(name, _BREATH)
            return
        if at is not None:
            self._alarm.set(name, max(at - self._rounds.clock(), least))

    # -- a thread for each board ---------------------------------------------------------------

    def _ring(self, name: str) -> None:
        with self._lock:
            self._busy.add(name)
        try:
            if not self._rounds.stop.is_set():
                self._turn(name)
        finally:
            with self._lock:
                self._busy.discard(name)
                if not self._rounds.stop.is_set():
                    self._set(name, _BREATH)

    def _turn(self, name: str) -> None:
        try:
            self._tell(self._rounds.act([name]))
        except SyndicateError as error:
            self._tell(error)
            return
        except Exception as error:  # noqa: BLE001 - one board's defect must not stop the others
            words = f"{name}: {type(error).__name__}: {error}; this is a defect, please report it"
            self._tell(SyndicateError(words))
            return
        try:
            self._heartbeat.beat()
        except SyndicateError as error:
            self._tell(error)


class _Clock:
    """Notices when the time in use does not go on as time does."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._seen = (now(), time.monotonic())

    def has_jumped(self) -> bool:
        """Whether it was set, or the machine slept, since the last time this was asked."""
        before, self._seen = self._seen, (self._now(), time.monotonic())
        passed = timedelta(seconds=self._seen[1] - before[1])
        return abs(self._seen[0] - before[0] - passed) > _JUMP
