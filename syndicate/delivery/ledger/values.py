"""What goes into the ledger and comes out of it: frozen values, without a database."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from syndicate.adapter import Call, Operation, Payload, Posting, Receipt

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class State(StrEnum):
    """Where one subject stands on one board."""

    PENDING = "pending"  # the intent is written, nothing is under way
    SENDING = "sending"  # claimed: a call is, or was, under way
    LIVE = "live"  # the board holds what is wanted
    GONE = "gone"  # the board holds nothing, and nothing is wanted
    UNKNOWN = "unknown"  # a call was cut off: it may or may not have happened
    HELD = "held"  # a person must say what is so
    REJECTED = "rejected"  # this payload will not pass; another one may


class EventKind(StrEnum):
    """What an event tells."""

    INTENDED = "intended"  # an operation now waits for its turn
    DROPPED = "dropped"  # an operation that was never sent is not needed any more
    DELIVERED = "delivered"
    POSTPONED = "postponed"
    REFUSED = "refused"
    DOUBTFUL = "doubtful"  # a call was cut off
    ABSENT = "absent"  # the board was asked, and does not hold it
    NEEDS_PERSON = "needs-person"
    INTERRUPTED = "interrupted"  # the process that sent it died
    LATE = "late"  # an answer to an older try: nothing was changed
    CONFIRMED = "confirmed"
    RESOLVED = "resolved"  # a person said what is so
    ADOPTED = "adopted"  # found on the board; nothing was sent
    RECONSIDERED = "reconsidered"  # a rejected payload gets another try
    PAUSED = "paused"
    CLOCK = "clock"  # the clock went backwards: waits were shortened


class Holding(NamedTuple):
    """The light row a plan compares with: what one board holds, and is about to.

    ``digest`` is what the board holds (None: nothing, or of unknown content), ``held`` whether
    it holds anything. ``wanted`` and ``wanted_digest`` are the newest intention: a plan that
    wants the same has nothing to do, whatever the state.
    """

    subject: str
    state: State
    operation: Operation | None
    held: bool
    digest: str | None
    wanted: bool
    wanted_digest: str | None

    def agrees(self, digest: str | None) -> bool:
        """True when *digest* (None: nothing) is what the board holds or is about to hold."""
        return self.wanted_digest == digest if digest is not None else not self.wanted


@dataclass(frozen=True, slots=True)
class Intention:
    """The board shall hold *payload* under *subject*, or nothing at all (``WITHDRAW``).

    ``digest`` is the payload's, given when it is known already. With *replace* a change of
    what is held is a withdrawal and then a new posting (boards without updates, frozen
    fields). The ledger turns ``CREATE`` into ``UPDATE`` and back by what the board holds.
    """

    subject: str
    operation: Operation
    payload: Payload | None = None
    digest: str | None = None
    replace: bool = False

    def __post_init__(self) -> None:
        if self.operation is Operation.WITHDRAW:
            return
        if self.payload is None:
            raise ValueError(f"{self.operation} of {self.subject!r} needs a payload")
        if self.digest is None:
            object.__setattr__(self, "digest", self.payload.digest)

    @property
    def wanted(self) -> bool:
        """Whether the board shall hold anything."""
        return self.operation is not Operation.WITHDRAW


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """All the ledger knows of one subject on one board.

    - ``operation``, ``op_digest``, ``key``: what waits or is under way; ``key`` is the
      idempotency key, the same for every try and another for every operation
    - ``op_id`` names one try: an answer settles only the try it belongs to
    - ``doubtful``: an earlier try of this operation may have happened
    - ``digest``, ``remote_id``, ``url``, ``live_since``: what the board holds; it holds
      something exactly when ``live_since`` is set
    - ``wanted``, ``wanted_digest``, ``replace``: the newest intention
    - ``ticket``, ``check_after``: what has still to be confirmed, and when to ask
    - ``attempts`` and ``first_try`` count tries of this operation; ``next_try`` is when it, or
      the look-up of an unknown one, is due
    - ``body`` is the payload of the operation, ``held_body`` what the board holds; both only
      where the method that returned the entry says so
    """

    board: str
    subject: str
    state: State
    operation: Operation | None = None
    op_id: str | None = None
    key: str | None = None
    op_digest: str | None = None
    doubtful: bool = False
    digest: str | None = None
    wanted: bool = True
    wanted_digest: str | None = None
    replace: bool = False
    title: str = ""
    remote_id: str | None = None
    url: str | None = None
    ticket: str | None = None
    check_after: datetime | None = None
    attempts: int = 0
    first_try: datetime | None = None
    next_try: datetime | None = None
    lease_owner: str | None = None
    lease_until: datetime | None = None
    error: str | None = None
    live_since: datetime | None = None
    changed: datetime
    run: int | None = None
    body: Mapping[str, object] | None = None
    held_body: Mapping[str, object] | None = None

    @property
    def held(self) -> bool:
        """Whether the board holds anything of this subject, as far as is known."""
        return self.live_since is not None

    @property
    def payload(self) -> Payload | None:
        """What the operation is to make the board hold."""
        return None if self.body is None else Payload(self.subject, self.body, self.title)

    @property
    def posting(self) -> Posting:
        """What the board holds, in the words of the adapter contract."""
        return Posting(
            self.subject, self.remote_id, self.url, self.digest, self.held_body, self.ticket
        )

    @property
    def call(self) -> Call:
        """The call to make for a claimed entry."""
        if self.operation is None or self.key is None:
            raise ValueError(f"nothing is to be done for {self.subject!r} on {self.board}")
        posting = None if self.operation is Operation.CREATE else self.posting
        return Call(self.operation, self.key, self.payload, posting)


@dataclass(frozen=True, slots=True)
class Delivered:
    """The board did it. *digest* is what it holds now, when that is not what was sent."""

    receipt: Receipt
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class Postpone:
    """This try did nothing: try the same again at *next_try*, with the same key.

    One that was not even *sent* counts as no try.
    """

    error: str
    next_try: datetime
    sent: bool = True


@dataclass(frozen=True, slots=True)
class Refused:
    """The payload will not pass; while in doubt about an earlier try, a person is asked."""

    error: str


@dataclass(frozen=True, slots=True)
class Doubtful:
    """It may or may not have happened: ``interrupted`` returns it from *look_after* on."""

    error: str
    look_after: datetime | None = None


@dataclass(frozen=True, slots=True)
class Absent:
    """The board was asked, and holds nothing of this subject: doubt is over."""

    next_try: datetime
    error: str | None = None


@dataclass(frozen=True, slots=True)
class NeedsPerson:
    """Nothing more is sent for this subject until ``resolve``."""

    error: str


Outcome = Delivered | Postpone | Refused | Doubtful | Absent | NeedsPerson


@dataclass(frozen=True, slots=True)
class BoardRow:
    """How one board fares: the breaker's memory, and which adapter the ledger last saw.

    ``paused_until`` is None or an instant after the *now* it was asked with. ``failures``
    counts in a row since ``last_success``.
    """

    name: str
    paused_until: datetime | None = None
    failures: int = 0
    last_success: datetime | None = None
    last_failure: datetime | None = None
    last_error: str | None = None
    adapter: str | None = None
    features_digest: str | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """When one board's schedule last acted: ``last_due`` is the instant it acted for."""

    board: str
    last_due: datetime | None = None
    last_started: datetime | None = None
    last_finished: datetime | None = None
    owner: str | None = None
    lease_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One command that used the ledger; ``ended`` None: under way, or killed."""

    id: int
    command: str
    started: datetime
    ended: datetime | None
    host: str
    pid: int
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; never changed, never removed."""

    id: int
    at: datetime
    kind: EventKind
    board: str
    subject: str | None
    operation: Operation | None
    op_id: str | None
    key: str | None
    digest: str | None
    remote_id: str | None
    url: str | None
    error: str | None
    run: int | None


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the ledger for a long command, and since when."""

    command: str
    pid: int
    host: str
    since: datetime
