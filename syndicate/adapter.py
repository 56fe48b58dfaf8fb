"""The contract between Syndicate and a board: what an adapter is, is asked, and answers.

An adapter translates. It never loops, sleeps, retries, logs or touches the ledger: that is done
around it, once, for all of them. What it cannot do it says in ``features``.
"""

from __future__ import annotations

import hashlib
import json
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Generic, Literal, TypeVar
from urllib.parse import urlsplit

from syndicate.errors import AdapterError, ConfigurationError
from syndicate.offer import Offer
from syndicate.text import is_secret

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import time
    from pathlib import Path

    from syndicate.http import Client
    from syndicate.problem import Problem
    from syndicate.site import Site


class Kind(StrEnum):
    """What a board is to us."""

    SIGNAL = "signal"  # is told that an address changed, and comes to look (IndexNow)
    SNAPSHOT = "snapshot"  # holds copies of whole files (S3, SFTP, Git)
    POSTING = "posting"  # holds the offer itself (a job board)
    ANNOUNCEMENT = "announcement"  # shows a message about the offer (Mastodon)
    DIGEST = "digest"  # sends one message about many offers (e-mail)


class Operation(StrEnum):
    """What is done to one posting."""

    CREATE = "create"
    UPDATE = "update"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class RateLimit:
    """At most *capacity* units in *window*; several limits must all have room.

    ``cost`` is what an operation takes (default 1). A limit with ``resets`` and ``zone`` is a
    budget for each local day from that hour on; any other is spread evenly (GCRA).
    """

    name: str
    capacity: int
    window: timedelta
    cost: Mapping[Operation, int] = field(default_factory=dict)
    resets: time | None = None
    zone: str = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What a board can do: data, so that plans, tests and documents agree.

    - ``subject``: what it holds: ``offers``, or the ``files`` of the output folder
    - ``updates`` false: a change is a withdrawal and a new posting
    - ``withdraws`` false: nothing can be taken back; the ledger only remembers
    - ``repeatable``: sending the same twice has the effect of once (signals, upserts); where that
      holds of some operations alone, which
    - ``lookup``: ``find`` can be asked by our own id; ``lists``: ``listing`` shows everything held
    - ``visible_after``: how long ``find`` and ``listing`` may miss what was just done
    - ``idempotency``: how long the board honours a key; None without keys
    - ``confirms``: a receipt may be unconfirmed, and ``confirm`` is asked later
    - ``frozen``: fields whose change needs a withdrawal and a new posting
    - ``max_live``: after which the board drops a posting by itself
    - ``needs``: offer fields without which it takes no offer
    - ``text_limit`` and ``text_unit``: how long a message may be
    """

    kind: Kind
    subject: Literal["offers", "files"] = "offers"
    updates: bool = True
    withdraws: bool = True
    repeatable: bool | frozenset[Operation] = False
    lookup: bool = False
    lists: bool = False
    visible_after: timedelta = timedelta()
    idempotency: timedelta | None = None
    confirms: bool = False
    max_batch: int = 1
    limits: tuple[RateLimit, ...] = ()
    frozen: frozenset[str] = frozenset()
    max_live: timedelta | None = None
    needs: frozenset[str] = frozenset()
    text_limit: int | None = None
    text_unit: Literal["characters", "graphemes", "bytes"] = "characters"

    @property
    def repeats(self) -> frozenset[Operation]:
        """The operations of which sending the same twice has the effect of once."""
        if isinstance(self.repeatable, frozenset):
            return self.repeatable
        return frozenset(Operation) if self.repeatable else frozenset()


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file of the output folder, for boards that hold or are told of files.

    ``path`` is relative to the output folder, ``url`` where readers fetch it, ``digest`` the
    SHA-256 of its bytes, ``file`` where it lies on this machine.
    """

    path: str
    url: str
    digest: str
    file: str


@dataclass(frozen=True, slots=True)
class Payload:
    """What a board is to hold of one subject: JSON values, made without network or clock.

    ``subject`` is the offer's id, or the file's path. ``title`` is for people. Equal bodies
    have equal digests; a changed digest is a change to push.
    """

    subject: str
    body: Mapping[str, object]
    title: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of the body in canonical JSON."""
        text = json.dumps(self.body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Posting:
    """What a board holds of one subject, as the ledger or the board itself knows it."""

    subject: str
    remote_id: str | None = None
    url: str | None = None
    digest: str | None = None
    body: Mapping[str, object] | None = None
    ticket: str | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One operation to carry out; ``payload`` is None for withdrawals of vanished offers.

    ``key`` is the same for every try of one operation and differs between operations: the
    idempotency key, for boards that honour one. ``posting`` is None only for ``create``.
    """

    operation: Operation
    key: str
    payload: Payload | None = None
    posting: Posting | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """The board did what was asked; not ``confirmed`` means it accepted to.

    ``ticket`` is what ``confirm`` is asked with, not before ``check_after``. ``note`` is what a
    person should see although it is done: shown as trouble, and kept in the history.
    """

    remote_id: str | None = None
    url: str | None = None
    confirmed: bool = True
    ticket: str | None = None
    check_after: timedelta | None = None
    note: str = ""


Answer = Receipt | AdapterError

#: A language, or nothing: all others.
_LANGUAGE = re.compile(r"|[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Options:
    """What ``[boards.<name>]`` says to its adapter, read key by key.

    Every reader raises ``ConfigurationError`` that names the board, the key and an example.
    ``unused`` tells what no one asked for: probably slips of the pen.
    """

    def __init__(
        self, name: str, values: Mapping[str, object], site: Site, http: Client | None = None
    ) -> None:
        self.name = name
        self.site = site
        self._http = http
        self._values = dict(values)
        self._read: set[str] = set()

    @property
    def http(self) -> Client:
        """The client for this board's calls: deadlines, limits and refusals are in it."""
        if self._http is None:
            raise self.mistake("adapter", "was given no client", 'adapter = "folder"')
        return self._http

    def has(self, key: str) -> bool:
        """Whether the board's table says *key*: for what has no default."""
        return self._take(key, None) is not None

    def text(self, key: str, default: str | None = None) -> str:
        """A text; secrets (``${env:X}``, ``${file:path}``) are resolved already."""
        value = self._take(key, default)
        if isinstance(value, str) and value.strip():
            return value
        what = self._missing(key) if value is None else "is not a text"
        raise self.mistake(key, what, f'{key} = "{self._sample(key)}"')

    def url(self, key: str, default: str | None = None) -> str:
        """An absolute http(s) address."""
        value = self.text(key, default)
        parts = urlsplit(value)
        if parts.scheme in {"http", "https"} and parts.hostname:
            return value
        raise self.mistake(key, "is not a web address", f'{key} = "https://example.org/"')

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self._take(key, default)
        if isinstance(value, bool):
            return value
        raise self.mistake(key, "is neither true nor false", f"{key} = true")

    def number(self, key: str, default: int | None = None) -> int:
        """A whole number above zero."""
        value = self._take(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        raise self.mistake(key, "is not a whole number above zero", f"{key} = 10")

    def folder(self, key: str, default: str | None = None) -> Path:
        """A folder, relative to the project; never one outside of it."""
        root = self.site.root.resolve()
        path = (root / self.text(key, default)).resolve()
        if path != root and root in path.parents:
            return path
        raise self.mistake(key, "leads out of the project", f'{key} = "board"')

    def by_language(self, key: str) -> dict[str, str]:
        """A text for each language (``fr``, ``pt-br``), that for all others under ``""``.

        Written as one text for all, or as a table; empty when not said.
        """
        value = self._take(key, {})
        if isinstance(value, str):
            value = {"": value}
        if not isinstance(value, Mapping) or not all(
            isinstance(v, str) and v.strip() for v in value.values()
        ):
            raise self.mistake(
                key, "is neither a text nor a table of one by language", f'{key} = {{ fr = "…" }}'
            )
        for name in value:
            if not _LANGUAGE.fullmatch(name):
                raise self.mistake(
                    key, f"has {name!r}, which is no language", f'{key} = {{ fr = "…" }}'
                )
        return {name.lower(): text for name, text in value.items()}

    def unused(self) -> tuple[str, ...]:
        """The keys that no one asked for, in the order written."""
        return tuple(key for key in self._values if key not in self._read)

    def asked(self) -> tuple[str, ...]:
        """The keys that someone asked for, whether written or not."""
        return tuple(sorted(self._read))

    def mistake(self, key: str, what: str, example: str) -> ConfigurationError:
        """The error to raise about *key*, in the words that all of them use."""
        return ConfigurationError(f"[boards.{self.name}] {key} {what}; write: {example}")

    def _sample(self, key: str) -> str:
        """A value for *key*; for a secret, which must not stand in the file, the way to it."""
        if not is_secret(key):
            return "…"
        variable = re.sub(r"\W+", "_", f"{self.name}_{key}").upper()
        return f"${{env:{variable}}}"

    def _missing(self, key: str) -> str:
        near = get_close_matches(key, self.unused(), n=1)
        return f"is missing (is {near[0]} meant to be it?)" if near else "is missing"

    def _take(self, key: str, default: object) -> object:
        self._read.add(key)
        return self._values.get(key, default)


Subject = TypeVar("Subject", Offer, PublishedFile)


class Adapter(ABC, Generic[Subject]):
    """One board. Implement ``payload`` and the operations that ``features`` announces.

    The operations return a ``Receipt`` or raise one of ``Unavailable`` (try again later),
    ``Rejected`` (this offer, as it is, will never pass), ``Gone`` (what was to be changed is not
    there), ``Unauthorised`` (stop this board, a person is needed) or ``Ambiguous`` (it may or may
    not have happened).
    """

    features: ClassVar[Features]

    @classmethod
    def files(cls, options: Options) -> Mapping[str, bytes]:
        """Files that the site must serve for this board, by their path in the output folder.

        Asked by every build, of the class: nothing is called, no package beyond the module's
        own is loaded, and only the keys that the files are made of are read.
        """
        return {}

    def wants(self, subject: Subject) -> bool:
        """Whether *subject* is the board's business at all; others are passed over in silence."""
        return True

    def problems(self, subject: Subject) -> Iterable[Problem]:
        """Why the board would not take *subject*; no network."""
        return ()

    @abstractmethod
    def payload(self, subject: Subject) -> Payload:
        """What the board is to hold of *subject*: pure and deterministic."""

    def create(self, payload: Payload, key: str) -> Receipt:
        """Post *payload*."""
        raise TypeError(f"{type(self).__name__} does not post")

    def update(self, payload: Payload, posting: Posting, key: str) -> Receipt:
        """Make *posting* hold *payload*; for one that is ``Gone``, another is created."""
        raise TypeError(f"{type(self).__name__} does not update")

    def withdraw(self, posting: Posting, key: str) -> Receipt:
        """Take *posting* down; one that is gone already is a success."""
        raise TypeError(f"{type(self).__name__} does not withdraw")

    def send(self, calls: Sequence[Call]) -> Sequence[Answer]:
        """Carry out up to ``features.max_batch`` calls; one answer each, in their order.

        Boards that take one at a time leave this alone.
        """
        answers: list[Answer] = []
        for call in calls:
            try:
                answers.append(self.one(call))
            except AdapterError as error:
                answers.append(error)
        return answers

    def one(self, call: Call) -> Receipt:
        """Carry out one call through ``create``, ``update`` or ``withdraw``."""
        match call:
            case Call(Operation.CREATE, key, Payload() as payload):
                return self.create(payload, key)
            case Call(Operation.UPDATE, key, Payload() as payload, Posting() as posting):
                return self.update(payload, posting, key)
            case Call(Operation.WITHDRAW, key, _, Posting() as posting):
                return self.withdraw(posting, key)
        raise ValueError(f"{call.operation} lacks its payload or its posting")

    def find(self, subject: str) -> Posting | None:
        """What the board holds under our id; asked only when ``features.lookup``."""
        raise TypeError(f"{type(self).__name__} cannot be asked by our id")

    def listing(self) -> Iterable[Posting]:
        """All that the board holds of ours; asked only when ``features.lists``."""
        raise TypeError(f"{type(self).__name__} does not list what it holds")

    def confirm(self, posting: Posting) -> Receipt:
        """Ask what became of a ticket; asked only when ``features.confirms``."""
        raise TypeError(f"{type(self).__name__} confirms at once")

    def check(self) -> str:
        """Try the credentials without changing anything; one sentence about what was seen."""
        return "nothing was tried: this adapter has no check of its own"
