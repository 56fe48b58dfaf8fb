"""The ledger: what each board holds, what is under way, and what happened.

An intention is on disk before its call is made, the outcome after it. Every method that
writes is one transaction: when it returns, its change survives a crash of this machine.
``now`` is always the caller's, and aware. Any number of threads and processes may share a
ledger. Every fault is a ``LedgerError`` that says what to do.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, TextIO

from syndicate.delivery.ledger import (
    boards,
    checking,
    claims,
    exporting,
    holding,
    importing,
    intents,
    limits,
    opening,
    queries,
    runs,
    schedules,
    settling,
    words,
)
from syndicate.delivery.ledger.values import (
    Absent,
    BoardRow,
    Delivered,
    Doubtful,
    Entry,
    Event,
    EventKind,
    Holder,
    Holding,
    Intention,
    NeedsPerson,
    Outcome,
    Postpone,
    Refused,
    Run,
    Schedule,
    State,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from syndicate.adapter import Posting, RateLimit
    from syndicate.delivery.ledger.connecting import Database

__all__ = [
    "DEFAULT_URL",
    "Absent",
    "BoardRow",
    "Delivered",
    "Doubtful",
    "Entry",
    "Event",
    "EventKind",
    "Holder",
    "Holding",
    "Intention",
    "Ledger",
    "NeedsPerson",
    "Outcome",
    "Postpone",
    "Refused",
    "Run",
    "Schedule",
    "State",
]

#: Where the ledger lies unless the configuration says otherwise; relative to the project.
DEFAULT_URL = "sqlite:///.syndicate/ledger.db"


class Ledger:
    """One open ledger; close it, or use it in a ``with``."""

    def __init__(self, database: Database, root: Path) -> None:
        self._database = database
        self._root = root

    @classmethod
    def open(
        cls,
        url: str = DEFAULT_URL,
        *,
        root: Path,
        create: bool = False,
        anew: bool = False,
        patience: timedelta = timedelta(seconds=20),
    ) -> Ledger:
        """The ledger at *url*; a relative SQLite path and its marker lie below *root*.

        - *create*: make one where there never was one; otherwise that is a ``LedgerError``
        - *anew*: make one even where one was lost, by a person's word (``adopt``)
        - *patience*: how long to wait for another process' write

        A ledger that is damaged, newer than this program, lost or another one than this
        project had is a ``LedgerError`` with the way out; it is never made anew unasked.
        """
        root = root.resolve()
        database = opening.open_(url, root, create=create, anew=anew, patience=patience)
        return cls(database, root)

    @classmethod
    def exists(
        cls,
        url: str = DEFAULT_URL,
        *,
        root: Path,
        patience: timedelta = timedelta(seconds=20),
    ) -> bool:
        """True when *root* has, or had, a ledger: what ``open`` without *create* is for.

        Also when only its database knows of it: another checkout, or another machine, made it.
        """
        return opening.exists(url, root.resolve(), patience)

    @classmethod
    def restore(cls, stream: TextIO, url: str = DEFAULT_URL, *, root: Path) -> int:
        """Make the ledger at *url* from an export; the number of rows read.

        Refuses an export that is cut off or changed, and a place where a ledger is. All or
        nothing.
        """
        return importing.restore(stream, url, root.resolve())

    @property
    def place(self) -> str:
        """Where it lies, for people; without a password."""
        return self._database.place

    def close(self) -> None:
        """Ends all connections; the ledger cannot be used after."""
        self._database.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # What boards hold

    def held(self, board: str) -> Iterator[Holding]:
        """Every subject the ledger knows for *board*, also those that are gone.

        Sorted by subject, by code point; streamed: memory stays flat over a million rows,
        and the iterator sees one moment whatever is written meanwhile.
        """
        return queries.held(self._database, board)

    def entry(self, board: str, subject: str) -> Entry | None:
        """All about one subject, with ``body`` and ``held_body``."""
        return queries.entry(self._database, board, subject)

    def entries(self, board: str, states: Iterable[State], limit: int | None = None) -> list[Entry]:
        """The entries of *board* in *states*, by subject; without bodies."""
        return queries.entries(self._database, board, frozenset(states), limit)

    def count(self, board: str) -> Mapping[State, int]:
        """How many subjects are in each state; every state is a key."""
        return queries.count(self._database, board)

    def on_board(self, board: str) -> int:
        """How many subjects *board* holds, whatever is under way."""
        return queries.on_board(self._database, board)

    def next_due(self, board: str) -> datetime | None:
        """The earliest instant at which *board* has something to send, look up or confirm."""
        return queries.next_due(self._database, board)

    def events(
        self,
        board: str | None = None,
        subject: str | None = None,
        *,
        after: int = 0,
        limit: int = 1000,
        newest: bool = False,
    ) -> list[Event]:
        """Events with an id above *after*, oldest first; the latest *limit* with *newest*."""
        return queries.events_of(self._database, board, subject, after, limit, newest=newest)

    # From an intention to its outcome

    def intend(
        self, board: str, changes: Iterable[Intention], now: datetime, run: int | None = None
    ) -> int:
        """Write down what *board* shall hold; how many subjects have a new intention.

        The newest intention of a subject replaces older ones. One that is under way, in
        doubt or with a person goes first: the newest follows by itself once it is settled.
        *changes* may be a generator: it is read a thousand at a time, outside transactions,
        each thousand being one.
        """
        return intents.intend(self._database, board, changes, now, run)

    def claim(
        self, board: str, now: datetime, owner: str, lease: timedelta, limit: int = 1
    ) -> list[Entry]:
        """Up to *limit* due entries, now ``sending`` and *owner*'s until *lease* has passed.

        Withdrawals first, then creations, then updates, each longest due first; with
        ``body`` and ``held_body``. No two claims share an entry. Empty while *board* is
        paused. On disk when it returns: make the calls, then ``settle``.
        """
        return claims.claim(self._database, board, now, owner, lease, limit)

    def extend(self, board: str, claimed: Sequence[Entry], until: datetime) -> tuple[Entry, ...]:
        """Keep *claimed*, of *board*, until *until*; those that still are their claimer's.

        The others were taken by somebody else after their lease ran out, or were settled: they
        must not be sent any more.
        """
        return claims.extend(self._database, board, claimed, until)

    def settle(self, entry: Entry, outcome: Outcome, now: datetime) -> bool:
        """Write down what became of the call for *entry*, as claimed or as interrupted.

        False, and nothing but an event, when the entry was settled or claimed since.
        """
        return self.settle_many([(entry, outcome)], now) == 1

    def settle_many(self, answers: Iterable[tuple[Entry, Outcome]], now: datetime) -> int:
        """The same for all answers of one call, in one transaction; how many counted."""
        return settling.settle_many(self._database, list(answers), now)

    def interrupted(self, board: str, now: datetime, limit: int = 10_000) -> list[Entry]:
        """What may have happened and is due to be looked into: the recovery's input.

        Entries whose lease ran out become ``unknown`` first. With ``body`` and
        ``held_body``. Look up or decide, then ``settle`` each: ``Delivered`` when it is
        there, ``Absent`` when it is not, ``Postpone`` to send it again with its key,
        ``Doubtful`` to look again later, ``NeedsPerson`` when no one can tell.
        """
        return claims.interrupted(self._database, board, now, limit)

    def unconfirmed(self, board: str, now: datetime, limit: int = 100) -> list[Entry]:
        """Entries whose receipt has to be confirmed by now, earliest first."""
        return queries.unconfirmed(self._database, board, now, limit)

    def confirm(self, entry: Entry, outcome: Outcome, now: datetime) -> bool:
        """Write down what ``Adapter.confirm`` said of an unconfirmed entry.

        ``Delivered`` with a receipt that is confirmed, or not yet; ``Postpone`` to ask
        later; ``Refused`` or ``NeedsPerson`` when the board did not take it after all. False when
        another answer came first.
        """
        return settling.confirm(self._database, entry, outcome, now)

    # A person's word

    def resolve(
        self, board: str, subject: str, now: datetime, *, live: bool, run: int | None = None
    ) -> Entry:
        """A person says whether *board* shows *subject*; what follows from it waits its turn.

        ``LedgerError`` when the subject is unknown here, or is being sent at this moment.
        """
        return words.resolve(self._database, board, subject, now, live=live, run=run)

    def adopt(
        self, board: str, postings: Iterable[Posting], now: datetime, run: int | None = None
    ) -> int:
        """Take over what *board* was seen to hold; how many entries are new or changed.

        Sends nothing. Entries under way, in doubt or with a person are left alone. A
        posting without digest is held with unknown content: a plan will update it.
        """
        return words.adopt(self._database, board, postings, now, run)

    def reconsider(self, board: str, now: datetime, run: int | None = None) -> int:
        """Give every rejected payload of *board* another try; how many there were."""
        return words.reconsider(self._database, board, now, run)

    # Boards

    def board(self, name: str, now: datetime) -> BoardRow:
        """How *name* fares at *now*; all empty for a board that is new."""
        return boards.row(self._database, name, now)

    def boards(self, now: datetime) -> list[BoardRow]:
        """All boards the ledger knows, by name, also those that are configured no more."""
        return boards.rows(self._database, now)

    def introduce(self, name: str, adapter: str, features_digest: str, now: datetime) -> BoardRow:
        """Remember which adapter serves *name*; the row as it was before."""
        return boards.introduce(self._database, name, adapter, features_digest, now)

    def fail(
        self, name: str, error: str, now: datetime, *, pause_until: datetime | None = None
    ) -> int:
        """One more failure of *name* in a row, and perhaps a pause; how many there are now."""
        return boards.fail(self._database, name, error, now, pause_until)

    def succeed(self, name: str, now: datetime) -> None:
        """*name* works: no failures in a row, no pause."""
        boards.succeed(self._database, name, now)

    def pause(self, name: str, until: datetime, error: str | None, now: datetime) -> None:
        """Claim nothing for *name* before *until*."""
        boards.pause(self._database, name, until, error, now)

    def hold_off(self, name: str, until: datetime, now: datetime) -> None:
        """The board said when to come back (``Retry-After``): only ever later, never sooner."""
        boards.hold_off(self._database, name, until, now)

    def take(
        self, board: str, spending: Sequence[tuple[RateLimit, int]], now: datetime
    ) -> datetime:
        """Spend units of all these limits at once, or of none.

        Returns *now* when they are spent; otherwise nothing was, and the instant to ask
        again. Shared by every process. At most ``capacity`` in any window, a tenth of it at
        once; a limit that resets gives its whole budget from that local hour on.
        """
        return limits.take(self._database, board, spending, now)

    # Runs and schedules

    def run_started(self, command: str, now: datetime) -> int:
        """A command begins; its number. Shortens waits when the clock went backwards."""
        return runs.started(self._database, command, now)

    def run_ended(self, run: int, outcome: str, now: datetime) -> None:
        """A command ends, with a word or JSON about how."""
        runs.ended(self._database, run, outcome, now)

    def runs(self, limit: int = 20) -> list[Run]:
        """The latest runs, newest first."""
        return runs.latest(self._database, limit)

    def schedule(self, board: str) -> Schedule:
        """When the schedule of *board* last acted."""
        return schedules.row(self._database, board)

    def schedule_started(
        self, board: str, due: datetime, now: datetime, owner: str, lease: timedelta
    ) -> bool:
        """True for the one process that acts for *due*; again once its lease ran out."""
        return schedules.started(self._database, board, due, now, owner, lease)

    def schedule_finished(self, board: str, owner: str, now: datetime) -> None:
        """*owner* is done with what it started; nothing when another took over."""
        schedules.finished(self._database, board, owner, now)

    # The ledger itself

    @contextmanager
    def hold(self, command: str, now: datetime) -> Iterator[None]:
        """Be the only long-running *command* on this ledger; freed by a crash as well.

        ``LedgerError`` says who holds it, and since when.
        """
        with holding.hold(self._database, command, now):
            yield

    def lock_holder(self) -> Holder | None:
        """Who is in ``hold`` at this moment."""
        return holding.holder(self._database)

    def check(self) -> list[str]:
        """Read everything; what is wrong, a sentence each. Empty: all is well."""
        return checking.check(self._database)

    def export(self, stream: TextIO) -> int:
        """Write everything as JSON lines, of one moment; how many rows."""
        return exporting.export(self._database, stream)
