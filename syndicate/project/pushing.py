"""Pushing: what there is to push, the plan that follows from it, and what carries it out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from syndicate.adapter import Kind, Operation
from syndicate.delivery import preparing
from syndicate.delivery.adopting import Adopted, adopt
from syndicate.delivery.brake import Drastic, drastic
from syndicate.delivery.delivering import DEFAULT_GRACE, deliver
from syndicate.delivery.ledger import Ledger, State
from syndicate.delivery.planning import BoardPlan, Change, Hold, plan
from syndicate.delivery.registry import open_boards
from syndicate.delivery.secrets import Secrets
from syndicate.delivery.wanted import LeftOut, judged, wanted
from syndicate.errors import ConfigurationError
from syndicate.offer import Status
from syndicate.project.offered import Offered, offered

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Collection, Iterable
    from datetime import datetime, timedelta
    from types import TracebackType

    from syndicate.delivery.board import Board
    from syndicate.delivery.ledger import Entry, Event
    from syndicate.delivery.preparing import Subjects
    from syndicate.delivery.tally import Tally
    from syndicate.offer import Offer
    from syndicate.project.building import Progress
    from syndicate.site import Site

#: Why a board that reminds of offers is not for an open one.
_NOT_DUE = {
    "closing": "its deadline is not near",
    "still_open": "it has a deadline, or somebody stood up for it lately",
}
_UNBUILT = "its page on the site does not show this version yet: syndicate build"


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be done on several boards, and what of it needs a person's word."""

    offered: Offered
    plans: tuple[BoardPlan, ...]
    drastic: tuple[Drastic, ...]

    def __bool__(self) -> bool:
        return any(self.plans)

    @property
    def needs_person(self) -> bool:
        """Whether an offer cannot go where it is wanted, or cannot be read."""
        return bool(self.offered.errors or any(one.hold for one in self.plans))

    @property
    def refused(self) -> frozenset[str]:
        """The boards whose plan waits for a person's word."""
        return frozenset(one.board for one in self.drastic)


class Pushing:
    """A site's boards and its ledger, ready for plans and deliveries; close it after."""

    def __init__(self, site: Site, boards: Iterable[Board], ledger: Ledger | None) -> None:
        self.site = site
        self.boards = {board.name: board for board in boards}
        self._ledger = ledger

    @classmethod
    def open(cls, site: Site, names: Iterable[str] | None = None) -> Pushing:
        """The boards *names* (default: all that are enabled), and the ledger if there is one.

        Raises ``ConfigurationError`` and ``LedgerError``; then nothing was done.
        """
        return cls(site, open_boards(site, names), open_ledger(site))

    @property
    def ledger(self) -> Ledger:
        """The ledger; made now where there never was one."""
        if self._ledger is None:
            self._ledger = make_ledger(self.site)
        return self._ledger

    def close(self) -> None:
        """Let go of the ledger."""
        if self._ledger is not None:
            self._ledger.close()

    def __enter__(self) -> Pushing:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def plan(
        self,
        now: datetime,
        *,
        what: Offered | None = None,
        names: Collection[str] | None = None,
        progress: Progress | None = None,
    ) -> Planned:
        """What must change so that the boards *names* (default: all) hold what they want.

        What there is (*what*) is read now unless it is given. Nothing is sent or written.
        """
        what = what or offered(self.site, now, progress)
        boards = self._chosen(names)
        plans = []
        for done, board in enumerate(boards, 1):
            plans.append(self._plan(board, what, now))
            if progress is not None:
                progress("planning", done, len(boards))
        found = drastic(plans, offers=what.found, errors=what.errors)
        return Planned(what, tuple(plans), found)

    def intend(
        self, planned: Planned, now: datetime, run: int | None = None, *, but: Collection[str] = ()
    ) -> tuple[Hold, ...]:
        """Write down what *planned* wants, except on the boards *but*; what could not be."""
        holds: tuple[Hold, ...] = ()
        for one in planned.plans:
            if one.board not in but:
                board = self.boards[one.board]
                subjects = self._subjects(board, planned.offered, now)
                holds += preparing.intend(self.ledger, board, one, subjects, now, run).hold
        return holds

    def deliver(
        self,
        clock: Callable[[], datetime],
        *,
        names: Collection[str] | None = None,
        stop: threading.Event | None = None,
        grace: timedelta = DEFAULT_GRACE,
    ) -> tuple[Tally, ...]:
        """Send what the ledger says is due on the boards *names* (default: all)."""
        return deliver(self.ledger, self._chosen(names), clock, stop=stop, grace=grace)

    def waiting(self, names: Collection[str] | None = None) -> int:
        """How many postings wait for their turn, or have it, on the boards *names*."""
        counts = [self.ledger.count(board.name) for board in self._chosen(names)]
        return sum(one[State.PENDING] + one[State.SENDING] for one in counts)

    def adopt(self, name: str, now: datetime, run: int | None = None) -> Adopted:
        """Write down what the board *name* shows already; sends nothing but questions."""
        board = self.boards[name]
        what = offered(self.site, now)
        # Of files, those that no build makes any more are nowhere to be found.
        closed = what.every.keys() - what.open.keys() if board.features.subject == "offers" else ()
        return adopt(self.ledger, board, self._subjects(board, what, now), now, run, closed=closed)

    def works(self, name: str, now: datetime) -> None:
        """Write down that the board *name* answered well, which ends its rest."""
        if self._ledger is not None:
            self._ledger.succeed(name, now)

    def reason(self, board: str, change: Change, offer: Offer | None) -> str:
        """Why *change* is planned on *board*, in a few words; *offer* is what its file says."""
        if change.operation is Operation.WITHDRAW:
            return self._farewell(board, offer)
        if change.agreed:
            return "it waits for its turn since an earlier plan"
        if change.replace:
            return "it has changed: withdrawn, and posted anew"
        return "it has changed" if change.operation is Operation.UPDATE else "it is new there"

    def title(self, board: str, subject: str) -> str:
        """What the ledger remembers that *subject* was called."""
        entry = self.entry(board, subject)
        return entry.title if entry else ""

    def verdict(self, board: str, offer: Offer, now: datetime) -> str:
        """Whether *board* is to have *offer* at *now*, and why not."""
        if offer.status is not Status.OPEN:
            return f"no: it is {offer.status.value}"
        if self.boards[board].features.subject == "files":
            return "no: the board is for the files of the site, not for offers"
        if not self._is_due(self.boards[board], offer, now):
            return f"no: {_not_due(self.boards[board])}"
        found = judged(self.boards[board], offer)
        return f"no: {found.reason}" if isinstance(found, LeftOut) else "yes"

    def entry(self, board: str, subject: str) -> Entry | None:
        """What the ledger knows of *subject* on *board*; None when it knows nothing."""
        return self._ledger.entry(board, subject) if self._ledger else None

    def events(self, board: str, subject: str, limit: int) -> list[Event]:
        """The latest *limit* events of *subject* on *board*, oldest first."""
        if self._ledger is None:
            return []
        return self._ledger.events(board, subject, limit=limit, newest=True)

    def _chosen(self, names: Collection[str] | None) -> list[Board]:
        return [board for name, board in self.boards.items() if names is None or name in names]

    def _plan(self, board: Board, what: Offered, now: datetime) -> BoardPlan:
        subjects = self._subjects(board, what, now)
        unreadable = what.unreadable
        holds: tuple[Hold, ...] = ()
        if board.features.kind is Kind.SIGNAL and board.features.subject == "offers":
            # Whoever is told of a page comes to look at once: it must be there.
            holds = tuple(one for one in _unbuilt(board, what) if one.subject in subjects)
            unreadable |= {hold.subject for hold in holds}
            there = subjects.keys() - unreadable
            subjects = {id_: offer for id_, offer in what.open.items() if id_ in there}
        if self._ledger is None:
            found = plan(board.name, wanted(board, subjects.values()), (), board.features)
        else:
            found = preparing.prepare(self._ledger, board, subjects, now, unreadable=unreadable)
        return replace(found, hold=(*found.hold, *holds)) if holds else found

    def _subjects(self, board: Board, what: Offered, now: datetime) -> Subjects:
        """What *board* is for, of all that there is at *now*."""
        if board.features.subject == "files":
            return what.files
        if board.reminder is None:
            return what.open
        return {id_: one for id_, one in what.open.items() if self._is_due(board, one, now)}

    def _is_due(self, board: Board, offer: Offer, now: datetime) -> bool:
        """Whether *offer*, which is open, is one that *board* is for."""
        from syndicate.content.rules.dates import is_near, is_overdue

        if board.reminder == "closing":
            return is_near(offer.closes_at, self.site, now)
        return board.reminder is None or is_overdue(offer, self.site, now)

    def _farewell(self, board: str, offer: Offer | None) -> str:
        if offer is None:
            return "its file is gone"
        if offer.status is not Status.OPEN:
            return f"it is {offer.status.value} now"
        verdict = judged(self.boards[board], offer)
        if isinstance(verdict, LeftOut):
            return verdict.reason
        return _not_due(self.boards[board])


def _not_due(board: Board) -> str:
    return _NOT_DUE.get(board.reminder or "", "it is not wanted there")


def _unbuilt(board: Board, what: Offered) -> Iterable[Hold]:
    for subject in sorted(what.unbuilt):
        if not isinstance(judged(board, what.open[subject]), LeftOut):
            yield Hold(subject, _UNBUILT)


def open_ledger(site: Site) -> Ledger | None:
    """The ledger that ``[run] ledger`` names; None when there never was one.

    Raises ``LedgerError`` with the way out, ``ConfigurationError`` for a reference to nothing.
    """
    url = setting(site, "ledger", site.run.ledger)
    return Ledger.open(url, root=site.root) if Ledger.exists(url, root=site.root) else None


def make_ledger(site: Site, *, anew: bool = False) -> Ledger:
    """The same, made where there never was one; *anew*: even where one was lost."""
    url = setting(site, "ledger", site.run.ledger)
    return Ledger.open(url, root=site.root, create=True, anew=anew)


def is_shared(site: Site) -> bool:
    """Whether several machines may use the ledger: it is no file on this one."""
    return not setting(site, "ledger", site.run.ledger).startswith("sqlite")


def setting(site: Site, key: str, value: str) -> str:
    """*value* of the key *key* of ``[run]``, with references to secrets replaced."""
    return str(Secrets("", site.root, table="run").read(key, value))


def refuse_drastic(planned: Planned) -> None:
    """Raise ``ConfigurationError`` when *planned* needs a person's word, and say how to give it."""
    if planned.drastic:
        reasons = "\n".join(f"  {one}" for one in planned.drastic)
        boards = dict.fromkeys(one.board for one in planned.drastic)
        # A word for one board is no word for the others.
        named = [f"syndicate apply --board {name} --yes" for name in boards]
        words = "\n  ".join(named if len(planned.plans) > 1 else ["syndicate apply --yes"])
        raise ConfigurationError(
            f"this plan looks like an accident, and nothing was done:\n{reasons}\n"
            f"`syndicate plan` shows it; if it is what you want:\n  {words}"
        )
