"""Each way a board can fail, and the error that says what to do next."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from syndicate.adapter import Adapter, Call, Operation, Posting, Receipt
from syndicate.errors import AdapterError, Ambiguous, Rejected, Unauthorised, Unavailable
from syndicate.testing import faults
from syndicate.testing.board_server import BoardServer
from syndicate.testing.contract.bench import (
    Bench,
    create,
    fresh_key,
    operations,
    outcome,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from syndicate.testing.faults import Fault

_REFUSED: Mapping[int, type[AdapterError]] = {
    400: Rejected,
    401: Unauthorised,
    403: Unauthorised,
    422: Rejected,
    429: Unavailable,
    503: Unavailable,
}

#: Failures after which the board may have done what was asked.
_CUT_OFF: Mapping[str, Fault] = {
    "closed before the request was read": faults.drop_unread(),
    "closed without an answer": faults.drop_unanswered(),
    "closed within the answer": faults.drop_half_way(),
    "500 after the deed": faults.accept_then(500),
    "502 after the deed": faults.accept_then(502),
    "504 after the deed": faults.accept_then(504),
}

#: Retry-After and Date as sent, and the wait that is meant.
_WAITS: tuple[tuple[str | None, str | None, timedelta | None], ...] = (
    ("120", None, timedelta(seconds=120)),
    ("0", None, timedelta()),
    ("Sun, 01 Mar 2026 12:02:00 GMT", "Sun, 01 Mar 2026 12:00:00 GMT", timedelta(seconds=120)),
    ("Sunday, 01-Mar-26 12:02:00 GMT", "Sun, 01 Mar 2026 12:00:00 GMT", timedelta(seconds=120)),
    ("Sun, 01 Mar 2026 11:00:00 GMT", "Sun, 01 Mar 2026 12:00:00 GMT", timedelta()),
    ("soon", None, None),
    ("", None, None),
    (None, None, None),
)

_HUGE = ("99999999", "9" * 400, "Fri, 31 Dec 9999 23:59:59 GMT")


class FailureContract(Bench):
    """Failures of the board, met by one call each and told by the right type."""

    def test_a_board_that_is_away_is_unavailable(self) -> None:
        with self.bench("server") as (adapter, board):
            for operation in operations(adapter):
                call = self._call(adapter, operation)
                board.stop()
                answer = outcome(adapter, call)
                board.start()
                assert isinstance(answer, Unavailable), f"{operation}: {answer!r}"

    def test_a_refusal_is_told_by_its_type(self) -> None:
        for status, expected in _REFUSED.items():
            self._each_is(f"{status}", faults.refuse(status), expected)

    def test_a_cut_off_call_may_have_happened(self) -> None:
        for name, fault in _CUT_OFF.items():
            # What may be sent twice need not be asked about: it is simply sent again.
            self._each_is(name, fault, Ambiguous, repeated=Unavailable)

    def test_half_an_answer_to_create_may_have_happened(self) -> None:
        with self.bench("server", "nonsense") as (adapter, board):
            call = self._call(adapter, Operation.CREATE)
            board.next(faults.truncate())
            answer = outcome(adapter, call)
            assert isinstance(answer, Ambiguous | Unavailable), f"half an answer: {answer!r}"

    def test_nonsense_in_answer_to_create_may_have_happened(self) -> None:
        with self.bench("server", "nonsense") as (adapter, board):
            for body in (b"", b"<html>Welcome!</html>", b"[]", b"null", b'"ok"', b"{", b"{}"):
                call = self._call(adapter, Operation.CREATE)
                board.next(faults.nonsense(body))
                answer = outcome(adapter, call)
                assert isinstance(answer, Ambiguous | Unavailable), f"{body!r}: {answer!r}"

    def test_redirects_are_not_followed(self) -> None:
        with self.bench("server") as (adapter, board), BoardServer() as other:
            for status in (301, 302, 303, 307, 308):
                for operation in operations(adapter):
                    call = self._call(adapter, operation)
                    board.next(faults.redirect(other.url, status))
                    answer = outcome(adapter, call)
                    assert isinstance(answer, Unauthorised), f"{operation} {status}: {answer!r}"
            assert not other.calls, "another host was called on the word of a redirect"

    def test_the_wait_that_a_board_asks_for_is_kept(self) -> None:
        for header, date, expected in _WAITS:
            answer = self._told_to_wait(header, date)
            assert answer.retry_after == expected, f"{header!r}: {answer.retry_after}"

    def test_an_endless_wait_is_bounded(self) -> None:
        for header in _HUGE:
            wait = self._told_to_wait(header, "Sun, 01 Mar 2026 12:00:00 GMT").retry_after
            assert wait is None or wait <= timedelta(days=31), f"{header!r}: {wait}"

    def test_what_failed_can_be_tried_again_at_once(self) -> None:
        with self.bench("server") as (adapter, board):
            call = Call(Operation.CREATE, fresh_key(), self.payload(adapter))
            board.next(faults.refuse(503))
            assert isinstance(outcome(adapter, call), Unavailable)
            answer = outcome(adapter, call)
            assert isinstance(answer, Receipt), f"the board is well again: {answer!r}"

    def _each_is(
        self,
        name: str,
        fault: Fault,
        told: type[AdapterError],
        *,
        repeated: type[AdapterError] | None = None,
    ) -> None:
        """Every operation meets *fault* with one call, and tells it as *told*.

        Or as *repeated*, those that may be sent twice.
        """
        with self.bench("server") as (adapter, board):
            for operation in operations(adapter):
                is_safe = operation in adapter.features.repeats
                expected = repeated if repeated and is_safe else told
                call = self._call(adapter, operation)
                before = len(board.calls)
                board.always(fault)
                answer = outcome(adapter, call)
                board.always(None)
                assert isinstance(answer, expected), (
                    f"{operation}, {name}: expected {expected.__name__}, got {answer!r}"
                )
                calls = len(board.calls) - before
                assert calls == 1, f"{operation}, {name}: the board was called {calls} times"

    def _told_to_wait(self, header: str | None, date: str | None) -> Unavailable:
        with self.bench("server") as (adapter, board):
            call = self._call(adapter, Operation.CREATE)
            board.next(faults.too_many(header, date))
            answer = outcome(adapter, call)
            assert isinstance(answer, Unavailable), f"429 with {header!r}: {answer!r}"
            return answer

    def _call(self, adapter: Adapter[Any], operation: Operation) -> Call:
        """A call that a sound board would carry out, on a subject of its own."""
        key = fresh_key()
        payload = self.payload(adapter, key)
        made: Posting | None = None
        if operation is not Operation.CREATE:
            made = create(adapter, payload)
            payload = self.payload(adapter, key, "Pastry chef")
        return Call(operation, key, payload, made)
