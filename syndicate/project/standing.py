"""How boards stand: what each holds, what waits, what needs a person, when its turn comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from syndicate.delivery import pacing
from syndicate.delivery.ledger import BoardRow, Ledger, State
from syndicate.schedule import USUAL, Cron, Every, Schedule, last_turn, next_turn

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from syndicate.delivery.ledger import Entry
    from syndicate.site import Site

#: So many postings that need a person are told of for each board.
_MOST = 20


@dataclass(frozen=True, slots=True)
class Standing:
    """How one board stands.

    ``live`` counts what it shows, as far as is known; ``pending`` what waits for its turn or
    is being sent. ``next_run`` is None for a board that is not configured, or not enabled.
    ``needing`` are postings that time alone will not mend.
    """

    name: str
    adapter: str | None
    live: int
    pending: int
    unknown: int
    held: int
    rejected: int
    row: BoardRow
    next_run: datetime | None
    needing: tuple[Entry, ...] = ()

    @property
    def needs_person(self) -> bool:
        """Whether a person has something to do for this board."""
        return bool(self.held or self.rejected or self.refused)

    @property
    def refused(self) -> bool:
        """Whether the board refuses us altogether: credentials, or an address, are wrong."""
        return self.adapter is not None and pacing.is_refused(self.row)

    def report(self) -> dict[str, object]:
        """The board's object in ``syndicate status --json``."""
        return {
            "live": self.live,
            "pending": self.pending,
            "unknown": self.unknown,
            "held": self.held,
            "rejected": self.rejected,
            "last_success": _iso(self.row.last_success),
            "next_run": _iso(self.next_run),
            "paused_until": _iso(self.row.paused_until),
        }


def standings(site: Site, ledger: Ledger | None, now: datetime) -> list[Standing]:
    """Every board that is configured, then those that only the ledger still knows."""
    known = [row.name for row in ledger.boards(now)] if ledger else []
    names = [*site.boards, *(name for name in known if name not in site.boards)]
    return [_standing(site, ledger, name, now) for name in names]


def schedule_of(site: Site, name: str) -> Schedule | None:
    """When the turns of the board *name* come; None when it is not enabled."""
    from syndicate.config.values import duration

    section = site.boards.get(name)
    if section is None or section.get("enabled", True) is False:
        return None
    if "cron" in section:
        return Cron(str(section["cron"]), site.timezone)
    return Every(duration(section["every"]) if "every" in section else USUAL)


def enabled(site: Site) -> Iterable[str]:
    """The names of the boards that have turns."""
    return [name for name in site.boards if schedule_of(site, name) is not None]


def _standing(site: Site, ledger: Ledger | None, name: str, now: datetime) -> Standing:
    adapter = str(site.boards[name].get("adapter")) if name in site.boards else None
    if ledger is None:
        turn = now if schedule_of(site, name) else None
        return Standing(name, adapter, 0, 0, 0, 0, 0, BoardRow(name), turn)
    counts = ledger.count(name)
    return Standing(
        name=name,
        adapter=adapter,
        live=ledger.on_board(name),
        pending=counts[State.PENDING] + counts[State.SENDING],
        unknown=counts[State.UNKNOWN],
        held=counts[State.HELD],
        rejected=counts[State.REJECTED],
        row=ledger.board(name, now),
        next_run=_next_run(site, ledger, name, now),
        needing=tuple(ledger.entries(name, {State.HELD, State.REJECTED}, _MOST)),
    )


def _next_run(site: Site, ledger: Ledger, name: str, now: datetime) -> datetime | None:
    schedule = schedule_of(site, name)
    if schedule is None:
        return None
    row = ledger.schedule(name)
    return next_turn(schedule, last_turn(schedule, row.last_due, row.last_started), now)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
