"""Pushing: what there is to push, the plan that follows from it, and what carries it out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from syndicate.adapter import Kind, Operation
from syndicate.delivery.brake import Drastic, drastic
from syndicate.delivery.delivering import DEFAULT_GRACE, deliver
from syndicate.delivery.ledger import Intention, Ledger, State
from syndicate.delivery.planning import BoardPlan, Change, plan
from syndicate.delivery.registry import open_boards
from syndicate.delivery.secrets import Secrets
from syndicate.delivery.wanted import LeftOut, identity, judged, wanted
from syndicate.errors import ConfigurationError
from syndicate.offer import Status
from syndicate.project.offered import Offered, offered

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime, timedelta
    from threading import Event
    from types import TracebackType

    from syndicate.adapter import PublishedFile
    from syndicate.delivery.board import Board
    from syndicate.delivery.ledger import Holding
    from syndicate.delivery.tally import Tally
    from syndicate.delivery.wanted import Wanted
    from syndicate.offer import Offer
    from syndicate.project.building import Progress
    from syndicate.site import Site

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
        return bool(self.offered.errors or any(plan.hold for plan in self.plans))


class Pushing:
    """A site's boards and its ledger, ready for plans and deliveries; close it after.

    ``ledger`` is None where none was ever made: then nothing is held anywhere.
    """

    def __init__(self, site: Site, boards: Sequence[Board], ledger: Ledger | None) -> None:
        self.site = site
        self.boards = tuple(boards)
        self.ledger = ledger

    @classmethod
    def open(
        cls, site: Site, names: Iterable[str] | None = None, *, create: bool = False
    ) -> Pushing:
        """The boards *names* (default: all that are enabled); with *create* also a ledger.

        Raises ``ConfigurationError`` and ``LedgerError``; then nothing was done.
        """
        boards = open_boards(site, names)
        return cls(site, boards, open_ledger(site, create=create))

    def close(self) -> None:
        """Let go of the ledger."""
        if self.ledger is not None:
            self.ledger.close()

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
        """What must change so that the boards *names* (default: all) hold what they want of *what*.

        *what* is read now unless it is given. Nothing is sent and nothing is written.
        """
        what = what or offered(self.site, now, progress)
        plans = []
        boards = [board for board in self.boards if names is None or board.name in names]
        for done, board in enumerate(boards, 1):
            plans.append(_Comparison(self.ledger, board, self.site, what).plan())
            if progress is not None:
                progress("planning", done, len(boards))
        found = drastic(plans, offers=len(what.open), errors=what.errors)
        return Planned(what, tuple(plans), found)

    def board(self, name: str) -> Board:
        """The open board *name*."""
        return next(board for board in self.boards if board.name == name)

    def reason(self, board: str, change: Change, offer: Offer | None) -> str:
        """Why *change* is planned on *board*, in a few words; *offer* is what its file says."""
        if change.operation is Operation.WITHDRAW:
            return self._farewell(board, offer)
        if change.agreed:
            return "it waits for its turn since an earlier plan"
        if change.replace:
            return "it has changed, and is withdrawn and posted anew"
        return "it has changed" if change.operation is Operation.UPDATE else "it is new there"

    def title(self, board: str, subject: str) -> str:
        """What the ledger remembers that *subject* was called."""
        entry = self.ledger.entry(board, subject) if self.ledger else None
        return entry.title if entry else ""

    def _farewell(self, board: str, offer: Offer | None) -> str:
        if offer is None:
            return "its file is gone"
        if offer.status is not Status.OPEN:
            return f"it is {offer.status.value} now"
        verdict = judged(self.board(board), offer)
        return verdict.reason if isinstance(verdict, LeftOut) else "it is not wanted there"

    def intend(
        self, planned: Planned, run: int | None = None, *, but: Collection[str] = frozenset()
    ) -> int:
        """Write down what *planned* wants, except on the boards *but*; how much was new."""
        written = 0
        for one in planned.plans:
            if one.board not in but:
                written += self._intend(one, planned.offered, run)
        return written

    def deliver(
        self,
        clock: Callable[[], datetime],
        *,
        names: Collection[str] | None = None,
        stop: Event | None = None,
        grace: timedelta = DEFAULT_GRACE,
    ) -> tuple[Tally, ...]:
        """Send what the ledger says is due on the boards *names* (default: all)."""
        boards = [board for board in self.boards if names is None or board.name in names]
        return deliver(self._ledger(), boards, clock, stop=stop, grace=grace)

    def waiting(self) -> int:
        """How many postings wait for their turn, or have it, on these boards."""
        counts = [self._ledger().count(board.name) for board in self.boards]
        return sum(one[State.PENDING] + one[State.SENDING] for one in counts)

    def _ledger(self) -> Ledger:
        if self.ledger is None:
            self.ledger = Ledger.open(ledger_url(self.site), root=self.site.root, create=True)
        return self.ledger

    def _intend(self, one: BoardPlan, what: Offered, run: int | None) -> int:
        ledger, now = self._ledger(), what.now
        board = self.board(one.board)
        comparison = _Comparison(ledger, board, self.site, what)
        for subject in comparison.dropped():
            ledger.resolve(board.name, subject, now, live=False, run=run)
        written = ledger.intend(board.name, comparison.intentions(one), now, run)
        if one.adapter_changed:
            ledger.reconsider(board.name, now, run)
        ledger.introduce(board.name, comparison.adapter, board.version, now)
        return written


def open_ledger(site: Site, *, create: bool = False) -> Ledger | None:
    """The ledger that ``[run] ledger`` names; None when there never was one and *create* is not
    asked for.

    Raises ``LedgerError`` with the way out, ``ConfigurationError`` for a reference to nothing.
    """
    url = ledger_url(site)
    if not create and not Ledger.exists(url, root=site.root):
        return None
    return Ledger.open(url, root=site.root, create=create)


def ledger_url(site: Site) -> str:
    """The address of the ledger's database; it may hold a password."""
    return setting(site, "ledger", site.run.ledger)


def setting(site: Site, key: str, value: str) -> str:
    """*value* of the key *key* of ``[run]``, with references to secrets replaced."""
    return str(Secrets("", site.root, table="run").read(key, value))


@dataclass(slots=True)
class _Comparison:
    """One board, what it holds, and what there is for it."""

    ledger: Ledger | None
    board: Board
    site: Site
    what: Offered
    _subjects: dict[str, Offer | PublishedFile] = field(default_factory=dict)

    @property
    def adapter(self) -> str:
        return str(self.site.boards[self.board.name]["adapter"])

    def plan(self) -> BoardPlan:
        features = self.board.features
        return plan(
            self.board.name,
            self._wanted(),
            self._held(),
            features,
            unreadable=self.what.unreadable,
            dropped=self.dropped(),
            adapter_changed=self._adapter_changed(),
            frozen=self._is_frozen if features.frozen else None,
        )

    def intentions(self, one: BoardPlan) -> Iterator[Intention]:
        """What *one* plans, in the words of the ledger."""
        for change in one.changes():
            if change.agreed:
                continue
            if change.operation is Operation.WITHDRAW:
                yield Intention(change.subject, Operation.WITHDRAW)
                continue
            payload = self.board.adapter.payload(self._subject(change.subject))
            yield Intention(
                change.subject, change.operation, payload, change.digest, change.replace
            )

    def dropped(self) -> frozenset[str]:
        """What the board has taken down by itself by now."""
        longest = self.board.features.max_live
        if longest is None or self.ledger is None:
            return frozenset()
        return frozenset(
            entry.subject
            for entry in self.ledger.entries(self.board.name, {State.LIVE})
            if entry.live_since is not None and entry.live_since + longest <= self.what.now
        )

    def _wanted(self) -> Iterator[Wanted | LeftOut]:
        found = wanted(self.board, self._all)
        if self.board.features.kind is not Kind.SIGNAL:
            return iter(found)
        # Whoever is told of a page comes to look at once: it must be there.
        unbuilt = self.what.unbuilt
        return (
            LeftOut(one.subject, _UNBUILT, stays=True)
            if one.subject in unbuilt and not isinstance(one, LeftOut)
            else one
            for one in found
        )

    def _held(self) -> Iterable[Holding]:
        return () if self.ledger is None else self.ledger.held(self.board.name)

    def _adapter_changed(self) -> bool:
        if self.ledger is None:
            return False
        row = self.ledger.board(self.board.name, self.what.now)
        served = (row.adapter, row.features_digest)
        return row.adapter is not None and served != (self.adapter, self.board.version)

    def _is_frozen(self, subject: str) -> bool:
        """Whether what the board does not let be changed is another now."""
        entry = self.ledger.entry(self.board.name, subject) if self.ledger else None
        if entry is None or entry.held_body is None:
            return False
        body: Mapping[str, object] = self.board.adapter.payload(self._subject(subject)).body
        frozen = self.board.features.frozen
        return any(entry.held_body.get(name) != body.get(name) for name in frozen)

    def _subject(self, name: str) -> Offer | PublishedFile:
        if not self._subjects:
            self._subjects = {identity(subject): subject for subject in self._all}
        return self._subjects[name]

    @property
    def _all(self) -> Sequence[Offer | PublishedFile]:
        return self.what.files if self.board.features.subject == "files" else self.what.open


def refusal(planned: Planned) -> ConfigurationError:
    """Why *planned* is not carried out without a person's word, and what to write."""
    reasons = "\n".join(f"  {one}" for one in planned.drastic)
    return ConfigurationError(
        "this plan looks like an accident, and nothing was done:\n"
        f"{reasons}\nLook at it with `syndicate plan`; if it is what you want, write: "
        "syndicate apply --yes"
    )
