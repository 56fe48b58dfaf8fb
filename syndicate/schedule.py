"""When a board's turn comes: every so often, or at the times of a cron expression.

Pure: what is due follows from the instant the board was last acted for and from *now*, so a
restart forgets nothing, and a clock that was set forward or back neither storms nor starves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

#: How often a board is brought into step that says nothing itself.
USUAL = timedelta(minutes=15)

#: The turn of a board that has had none.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)

_MINUTE = timedelta(minutes=1)
_FIELDS = ("minute", "hour", "day of the month", "month", "day of the week")


@dataclass(frozen=True, slots=True)
class Every:
    """Again and again after *period*."""

    period: timedelta

    def after(self, moment: datetime) -> datetime:
        """The first turn after *moment*, an instant at which it had one."""
        return moment + self.period


@dataclass(frozen=True, slots=True)
class Cron:
    """The times of a cron expression of five fields, by the clocks of *zone*.

    A time that a day skips has its turn when the clocks go on, one that a day has twice the
    first time. So a daily schedule has one turn each local day, and never two.

    Raises ``ValueError``, in words, when *expression* is none, or never comes true.
    """

    expression: str
    zone: ZoneInfo

    def __post_init__(self) -> None:
        fields = self.expression.split()
        if len(fields) != len(_FIELDS):
            raise ValueError(f"a cron expression has five fields: {', '.join(_FIELDS)}")
        from cronsim import CronSimError

        try:
            next(self._walls(datetime(2000, 1, 1)))  # noqa: DTZ001  a time on the wall
        except CronSimError as error:
            part = str(error).removeprefix("Bad ").replace("-", " ")
            raise ValueError(f"the {part} of {self.expression!r} is none") from error
        except StopIteration:
            raise ValueError(f"the time {self.expression!r} never comes") from None

    def after(self, moment: datetime) -> datetime:
        """The first turn after *moment*, in UTC."""
        return next(turn for turn in self._turns(moment) if turn > moment)

    def _turns(self, moment: datetime) -> Iterator[datetime]:
        """The turns from a little before *moment* on."""
        local = moment.astimezone(self.zone)
        if self._is_steady():
            yield from (turn.astimezone(UTC) for turn in self._walls(local))
            return
        instants = (exact(wall, self.zone) for wall in self._walls(local.replace(tzinfo=None)))
        yield from (turn for turn in instants if turn)

    def _is_steady(self) -> bool:
        """Whether the turns follow each other whatever the clocks do: each hour, each quarter."""
        minute, hour, *_ = self.expression.split()
        return minute.startswith("*") or hour.startswith("*")

    def _walls(self, start: datetime) -> Iterator[datetime]:
        from cronsim import CronSim

        return CronSim(self.expression, start)


Schedule = Every | Cron


def exact(wall: datetime, zone: ZoneInfo) -> datetime | None:
    """The instant, in UTC, at which the clocks of *zone* show *wall*, or what stands for it.

    The first of two; for a time that is skipped the moment the clocks go on, or the last minute
    before it when that moment belongs to another day. None: there is no such day.
    """
    if found := _shown(wall, zone):
        return found
    on = _nearest(wall, zone, _MINUTE)
    if on.astimezone(zone).date() == wall.date():
        return on
    before = _nearest(wall, zone, -_MINUTE)
    return before if before.astimezone(zone).date() == wall.date() else None


def _shown(wall: datetime, zone: ZoneInfo) -> datetime | None:
    instant = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    return instant if instant.astimezone(zone).replace(tzinfo=None) == wall else None


def _nearest(wall: datetime, zone: ZoneInfo, step: timedelta) -> datetime:
    """The first time, going by *step*, that the clocks of *zone* really show."""
    while (found := _shown(wall, zone)) is None:
        wall += step
    return found


def due(schedule: Schedule, last: datetime | None, now: datetime) -> datetime | None:
    """The turn that is due at *now*, or None; *last* comes from ``last_turn``.

    However many were missed, it is one. A board that never had its turn is due at once, with
    the turn ``NEVER``; so is one whose last turn lies further ahead than the next: the clock
    was set back meanwhile.
    """
    if last is None or last > schedule.after(now):
        return NEVER
    turn = schedule.after(last)
    return turn if turn <= now else None


def next_turn(schedule: Schedule, last: datetime | None, now: datetime) -> datetime:
    """When the next turn is: *now* when one is due."""
    turn = due(schedule, last, now)
    return schedule.after(last) if turn is None and last is not None else now


def last_turn(
    schedule: Schedule, turn: datetime | None, started: datetime | None
) -> datetime | None:
    """What the next turn follows from, when *turn* was acted for at *started*.

    The turn itself; but if others were missed before it came to it, or the clock was set back
    since, the instant at which it was acted for. None: there was none.
    """
    if turn is None or started is None:
        return None
    return started if turn > started or schedule.after(turn) <= started else turn


def turns(schedule: Schedule, start: datetime, count: int) -> list[datetime]:
    """The first *count* turns after *start*."""

    def one_by_one() -> Iterator[datetime]:
        moment = start
        while True:
            moment = schedule.after(moment)
            yield moment

    return list(islice(one_by_one(), count))
