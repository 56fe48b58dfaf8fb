"""Rounds: build when something changed, then bring boards into step whose turn has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from threading import Event, Lock
from typing import TYPE_CHECKING

from syndicate import project
from syndicate.delivery.owner import is_dead, this_process
from syndicate.errors import SyndicateError
from syndicate.offer import Status
from syndicate.project.offered import Offered, offered
from syndicate.project.standing import enabled, schedule_of
from syndicate.schedule import Every, due, last_turn, next_turn
from syndicate.scheduler.freshness import Stamp, build_stamp, content_stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime

    from syndicate.delivery.ledger import Schedule as LastTurn
    from syndicate.delivery.planning import Hold
    from syndicate.delivery.tally import Tally
    from syndicate.project import Built
    from syndicate.project.pushing import Planned, Pushing
    from syndicate.site import Site

#: A turn that has not ended by then, on a machine we cannot see, is taken for dead.
LEASE = timedelta(hours=1)
_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Round:
    """What was done for some boards; ``planned`` is None when only retries were due."""

    boards: tuple[str, ...]
    planned: Planned | None
    holds: tuple[Hold, ...]
    tallies: tuple[Tally, ...]

    @property
    def needs_person(self) -> bool:
        """Whether something was left that time alone will not mend."""
        plan_does = self.planned is not None and (self.planned.needs_person or self.planned.drastic)
        return bool(plan_does or self.holds or any(tally.needs_person for tally in self.tallies))


class Rounds:
    """One site's boards, and what there is for them, kept fresh. Any thread may ask.

    With *building* false somebody else writes the output folder. *tell* is given every build,
    and every fault that does not end a round.
    """

    def __init__(
        self,
        site: Site,
        pushing: Pushing,
        clock: Callable[[], datetime],
        tell: Callable[[Built | SyndicateError], None],
        *,
        stop: Event | None = None,
        building: bool = True,
    ) -> None:
        self.site = site
        self.pushing = pushing
        self.clock = clock
        self.stop = stop or Event()
        self._tell = tell
        self._building = building
        self._lock = Lock()
        self._what: Offered | None = None
        self._stamps: tuple[Stamp, Stamp] | None = None
        self._change: datetime | None = None

    def fresh(self) -> Offered:
        """What there is to push; built and read anew if a file or the clock has changed it."""
        with self._lock:
            now = self.clock()
            content = content_stamp(self.site)
            known = self._what
            same = self._stamps == (content, build_stamp(self.site))
            if known is not None and same and _is_still_so(known, now):
                return known
            built = self._build(now)
            self._what = offered(self.site, now)
            self._change = _last_change(self._what)
            self._stamps = (content, build_stamp(self.site)) if built else None
            return self._what

    @property
    def next_change(self) -> datetime | None:
        """When the clock next opens or closes an offer, as far as is known."""
        return self._what.next_change if self._what else None

    def wake(self, name: str) -> datetime | None:
        """When the board *name* has something to do next; None for one that is not enabled."""
        schedule = schedule_of(self.site, name)
        if schedule is None:
            return None
        now, ledger = self.clock(), self.pushing.ledger
        row = ledger.schedule(name)
        turn = next_turn(schedule, last_turn(schedule, row.last_due, row.last_started), now)
        times = [turn]
        if isinstance(schedule, Every) and self.next_change is not None:
            times.append(self.next_change)
        if retry := ledger.next_due(name):
            times.append(max(retry, ledger.board(name, now).paused_until or retry))
        return min(times)

    def act(self, names: Collection[str], *, anyway: bool = False) -> Round:
        """Bring those of *names* into step whose turn it is (*anyway*: all), and retry on all."""
        what = self.fresh()
        now, owner = self.clock(), this_process()
        ledger = self.pushing.ledger
        mine = [
            name
            for name, turn in self._turns(names, now, anyway=anyway).items()
            if ledger.schedule_started(name, turn, now, owner, LEASE)
        ]
        planned: Planned | None = None
        holds: tuple[Hold, ...] = ()
        try:
            if mine:
                run = ledger.run_started("run", now)
                planned = self.pushing.plan(now, what=what, names=mine)
                holds = self.pushing.intend(planned, now, run, but=planned.refused)
                ledger.run_ended(run, "planned", self.clock())
            tallies = self.pushing.deliver(
                self.clock, names=names, stop=self.stop, grace=self.site.run.grace
            )
        finally:
            for name in mine:
                ledger.schedule_finished(name, owner, self.clock())
        return Round(tuple(names), planned, holds, tallies)

    def _build(self, now: datetime) -> bool:
        if not self._building:
            return True
        try:
            self._tell(project.build(self.site, now))
        except SyndicateError as error:
            self._tell(error)
            return False
        return True

    def _turns(
        self, names: Collection[str], now: datetime, *, anyway: bool
    ) -> Mapping[str, datetime]:
        """The turn to act for, of each board that has one now."""
        found: dict[str, datetime] = {}
        for name in names:
            row = self.pushing.ledger.schedule(name)
            turn = self._turn(name, row, now) or (now if anyway else None)
            if turn is not None:
                # The ledger lets each turn be acted for once, and knows them by their order.
                later = row.last_due + _MOMENT if row.last_due else turn
                found[name] = max(turn, later)
        return found

    def _turn(self, name: str, row: LastTurn, now: datetime) -> datetime | None:
        schedule = schedule_of(self.site, name)
        if schedule is None:
            return None
        turn = due(schedule, last_turn(schedule, row.last_due, row.last_started), now)
        if turn is not None:
            return turn
        if _was_cut_off(row, now):
            return row.last_due
        change = self._change if isinstance(schedule, Every) else None
        if change is not None and row.last_started is not None and change > row.last_started:
            return change
        return None


def _is_still_so(known: Offered, now: datetime) -> bool:
    """Whether the clock has neither opened nor closed an offer since, nor was set back."""
    return known.now <= now and (known.next_change is None or now < known.next_change)


def _last_change(what: Offered) -> datetime | None:
    """When the clock last opened or closed an offer, whether anyone was there to see it or not."""
    moments = (
        moment
        for offer in what.every.values()
        if offer.status in {Status.OPEN, Status.CLOSED}
        for moment in (offer.opens_at, offer.closes_at)
    )
    return max((moment for moment in moments if moment and moment <= what.now), default=None)


def _was_cut_off(row: LastTurn, now: datetime) -> bool:
    """Whether whoever had this turn died in the middle of it."""
    if row.last_started is None or row.last_finished is not None or row.owner is None:
        return False
    return is_dead(row.owner) or (row.lease_until is not None and row.lease_until <= now)


def once(rounds: Rounds, *, every_board: bool = False) -> Round:
    """Build, then one round over all boards whose turn it is, or over every board."""
    rounds.fresh()
    return rounds.act(list(enabled(rounds.site)), anyway=every_board)
