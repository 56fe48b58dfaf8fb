"""A board held in memory: every feature can be switched on, every failure can be asked for."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from syndicate.adapter import (
    Adapter,
    Features,
    Kind,
    Operation,
    Options,
    Payload,
    Posting,
    Receipt,
)
from syndicate.errors import Gone, Rejected
from syndicate.offer import Offer
from syndicate.testing.shelf import Held, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from syndicate.adapter import Answer, Call


@dataclass(frozen=True, slots=True)
class Accepted:
    """A failure of which the board knows nothing: it did what was asked, then *error* came."""

    error: BaseException


class MemoryBoard(Adapter[Offer]):
    """An adapter and its board in one; *features* are the keyword arguments of ``Features``.

    ``MemoryBoard(lookup=True)`` can be asked by our id, ``MemoryBoard(idempotency=an_hour)``
    honours keys until ``shelf.forget_keys()``, ``MemoryBoard(max_batch=100)`` takes batches,
    ``MemoryBoard(confirms=True)`` confirms when ``patience`` has been asked away. Asked for
    anything it did not announce, it raises ``AssertionError``: the caller is at fault.

    ``failures`` is used up one per operation: an error is raised and nothing happens, an
    ``Accepted`` error is raised after the deed, None is a success. ``lookup_failures`` is the
    same for ``find``, ``listing`` and ``confirm``. ``down`` is raised by all, while it is set.
    ``done`` tells what was asked, as (operation, subject, key), in order.
    """

    features = Features(kind=Kind.POSTING)

    def __init__(
        self, options: Options | None = None, *, shelf: Shelf | None = None, **features: Any
    ) -> None:
        # Every instance is a board of its own, with what its test says that it can do.
        self.features = replace(type(self).features, **features)  # type: ignore[misc]
        self.shelf = Shelf() if shelf is None else shelf
        self.shelf.keys = self.shelf.keys or self.features.idempotency is not None
        self.failures: deque[BaseException | Accepted | None] = deque()
        self.lookup_failures: deque[BaseException | None] = deque()
        self.down: BaseException | None = None
        self.patience = 1
        self.done: list[tuple[Operation, str, str]] = []
        self.batches: list[int] = []
        self.checks = 0

    @property
    def postings(self) -> tuple[Held, ...]:
        """All that the board holds."""
        return self.shelf.postings

    def payload(self, subject: Offer) -> Payload:
        body: dict[str, object] = {"title": subject.title, "url": subject.url, "text": subject.body}
        return Payload(subject.id, body, subject.title)

    def create(self, payload: Payload, key: str) -> Receipt:
        accepted = self._begin(Operation.CREATE, payload.subject, key)
        held = (
            self.shelf.held(payload.subject) if Operation.CREATE in self.features.repeats else None
        )
        if held is None:
            held = self.shelf.add(payload.subject, payload.body, key)
        elif held.body != payload.body:
            held = self.shelf.replace(held.id, payload.body) or held
        self._end(accepted)
        return self._receipt(held)

    def update(self, payload: Payload, posting: Posting, key: str) -> Receipt:
        assert self.features.updates, "an update was sent to a board that takes none"
        accepted = self._begin(Operation.UPDATE, payload.subject, key)
        held = self.shelf.replace(posting.remote_id or "", payload.body)
        if held is None:
            raise Gone(f"there is no posting {posting.remote_id}")
        self._end(accepted)
        return self._receipt(held)

    def withdraw(self, posting: Posting, key: str) -> Receipt:
        assert self.features.withdraws, "a withdrawal was sent to a board that takes none"
        accepted = self._begin(Operation.WITHDRAW, posting.subject, key)
        self.shelf.remove(posting.remote_id or "")
        self._end(accepted)
        return Receipt(posting.remote_id, posting.url)

    def send(self, calls: Sequence[Call]) -> Sequence[Answer]:
        assert 0 < len(calls) <= self.features.max_batch, f"a batch of {len(calls)} was sent"
        self.batches.append(len(calls))
        return super().send(calls)

    def find(self, subject: str) -> Posting | None:
        assert self.features.lookup, "a board that cannot be asked was asked"
        self._look()
        found = self.shelf.look_up(subject)
        return _posting(found[-1]) if found else None

    def listing(self) -> Iterator[Posting]:
        assert self.features.lists, "a board that lists nothing was asked for its list"
        self._look()
        yield from [_posting(held) for held in self.shelf.look_up()]

    def confirm(self, posting: Posting) -> Receipt:
        assert self.features.confirms, "a board that confirms at once was asked to confirm"
        assert posting.ticket, "a confirmation was asked for without a ticket"
        self._look()
        self.patience -= 1
        held = self.shelf.get(posting.ticket.removeprefix("ticket-"))
        if held is None:
            raise Rejected(f"there is no posting of {posting.ticket}")
        return self._receipt(held)

    def check(self) -> str:
        self._look()
        self.checks += 1
        return f"holds {len(self.postings)} postings"

    def _receipt(self, held: Held) -> Receipt:
        confirmed = not self.features.confirms or self.patience <= 0
        ticket = None if confirmed else f"ticket-{held.id}"
        return Receipt(held.id, _url(held), confirmed, ticket)

    def _begin(self, operation: Operation, subject: str, key: str) -> Accepted | None:
        """Raise what is to happen before the deed; give what is to happen after it."""
        self.done.append((operation, subject, key))
        failure = self.down or (self.failures.popleft() if self.failures else None)
        if isinstance(failure, BaseException):
            raise failure
        return failure

    def _end(self, accepted: Accepted | None) -> None:
        if accepted is not None:
            raise accepted.error

    def _look(self) -> None:
        failure = self.down or (self.lookup_failures.popleft() if self.lookup_failures else None)
        if failure is not None:
            raise failure


def _posting(held: Held) -> Posting:
    digest = Payload(held.reference, held.body).digest
    return Posting(held.reference, held.id, _url(held), digest, held.body)


def _url(held: Held) -> str:
    return f"https://board.example.net/postings/{held.id}"
