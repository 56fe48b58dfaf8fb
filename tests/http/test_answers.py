"""What each status means for the next step, and how long a board asks to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.errors import AdapterError, Ambiguous, Rejected, Unauthorised, Unavailable
from syndicate.http import Answer
from syndicate.http.answer import LONGEST_WAIT, refusal, retry_after
from syndicate.testing import BoardServer, faults
from tests.http.servers import make_client

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def board() -> Iterator[BoardServer]:
    with BoardServer() as board:
        yield board


def expected(status: int, *, repeatable: bool) -> type[AdapterError]:
    """The table, written a second time in other words."""
    if status in (408, 425, 429, 503):
        return Unavailable
    if status in (401, 403, 410) or status < 400:
        return Unauthorised
    if status < 500:
        return Rejected
    return Unavailable if repeatable else Ambiguous


@pytest.mark.parametrize("repeatable", [True, False])
def test_every_status_has_its_meaning(repeatable: bool) -> None:
    for status in range(300, 600):
        error = refusal(Answer(status, {}, b""), "words", repeatable=repeatable)
        assert type(error) is expected(status, repeatable=repeatable), status


@pytest.mark.parametrize("status", [301, 400, 401, 404, 408, 410, 422, 429, 500, 502, 503, 504])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_the_meaning_is_raised_with_method_address_and_status(
    board: BoardServer, method: str, status: int
) -> None:
    board.always(faults.refuse(status, b"because"))
    with pytest.raises(expected(status, repeatable=method == "GET")) as caught:
        make_client(board.url).call(method, "postings?token=x")
    assert str(caught.value).startswith(f"{method} {board.url}postings: {status} because")


def test_a_write_that_may_be_sent_twice_is_never_ambiguous(board: BoardServer) -> None:
    for fault in (faults.accept_then(500), faults.drop_unanswered(), faults.truncate()):
        board.next(fault)
        with pytest.raises(Unavailable):
            make_client(board.url).post("postings", json={"reference": "a"}, repeatable=True)


def test_a_read_that_must_not_be_repeated_is_ambiguous(board: BoardServer) -> None:
    board.next(faults.accept_then(500))
    with pytest.raises(Ambiguous):
        make_client(board.url).get("ping?feed=x", repeatable=False)


def test_an_adapter_can_expect_a_status(board: BoardServer) -> None:
    assert make_client(board.url).delete("postings/7", expect=[404]).status == 404


def test_an_adapter_can_say_what_a_status_means(board: BoardServer) -> None:
    class Exists(Rejected):
        pass

    board.next(faults.refuse(409, b"twice"))
    with pytest.raises(Exists, match="409 twice"):
        make_client(board.url).post("postings", errors={409: Exists})


def test_success_is_any_status_of_two_hundred(board: BoardServer) -> None:
    for status in (200, 201, 202, 204, 299):
        board.next(faults.refuse(status, b""))
        assert make_client(board.url).post("postings").status == status


def test_an_answer_gives_its_json(board: BoardServer) -> None:
    answer = make_client(board.url).get("")
    assert answer.json() == answer.fields() == {"board": "plain"}
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize("body", [b"", b"<html>", b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_not_json_is_ambiguous(body: bytes) -> None:
    with pytest.raises(Ambiguous, match="200 with something that is not JSON"):
        Answer(200, {}, body).json()


@pytest.mark.parametrize("body", [b"[]", b"null", b"7", b'"text"', b"true"])
def test_json_that_is_no_object_is_ambiguous(body: bytes) -> None:
    with pytest.raises(Ambiguous, match="JSON that is no object"):
        Answer(200, {}, body).fields()


def test_text_that_is_not_utf8_is_replaced() -> None:
    assert Answer(200, {}, b"caf\xe9").text == "caf\ufffd"


WAITS = {
    "120": timedelta(seconds=120),
    " 120 ": timedelta(seconds=120),
    "0": timedelta(),
    "1.5": timedelta(seconds=1.5),
    "-5": timedelta(),
    "99999999999": LONGEST_WAIT,
    "Sun, 01 Mar 2026 12:00:30 GMT": timedelta(seconds=30),
    "Sun, 01 Mar 2026 13:00:30 +0100": timedelta(seconds=30),
    "Sunday, 01-Mar-26 12:00:30 GMT": timedelta(seconds=30),
    "Sun Mar  1 12:00:30 2026": timedelta(seconds=30),
    "Sun, 01 Mar 2026 11:00:00 GMT": timedelta(),
    "Fri, 31 Dec 9999 23:59:59 GMT": LONGEST_WAIT,
    "soon": None,
    "": None,
    "nan": None,
    "Sun, 99 Mar 2026 12:00:00 GMT": None,
    "Sun, 01 Mar 99999 12:00:00 GMT": None,
}


@pytest.mark.parametrize("value", WAITS)
def test_retry_after_is_seconds_or_a_date(value: str) -> None:
    assert retry_after({"retry-after": value}, NOW) == WAITS[value]


def test_no_retry_after_is_no_wait() -> None:
    assert retry_after({}, NOW) is None


def test_the_boards_own_clock_counts() -> None:
    wrong = NOW - timedelta(days=400)
    headers = {
        "date": format_datetime(wrong, usegmt=True),
        "retry-after": format_datetime(wrong + timedelta(seconds=90), usegmt=True),
    }
    assert retry_after(headers, NOW) == timedelta(seconds=90)


@given(st.text(), st.text())
def test_no_retry_after_breaks_us(value: str, date: str) -> None:
    wait = retry_after({"retry-after": value, "date": date}, NOW)
    assert wait is None or timedelta() <= wait <= LONGEST_WAIT


@given(
    st.from_regex(r"[A-Z][a-z]{2}, \d{1,3} [A-Z][a-z]{2} \d{1,5} \d{1,3}:\d\d:\d\d [-+]?\w{1,5}")
)
def test_no_date_breaks_us(value: str) -> None:
    wait = retry_after({"retry-after": value, "date": value[::-1]}, NOW)
    assert wait is None or timedelta() <= wait <= LONGEST_WAIT


@pytest.mark.parametrize("status", [408, 425, 429, 503])
def test_the_wait_travels_with_the_error(board: BoardServer, status: int) -> None:
    board.next(faults.refuse(status, Retry_After="17"))
    with pytest.raises(Unavailable) as caught:
        make_client(board.url).post("postings")
    assert caught.value.retry_after == timedelta(seconds=17)


def test_long_and_unprintable_answers_are_shortened_to_one_plain_line(board: BoardServer) -> None:
    board.next(faults.refuse(422, b"a\x1b[31mb\r\n\tc\x00" + b"x" * 5000))
    with pytest.raises(Rejected) as caught:
        make_client(board.url).post("postings")
    words = str(caught.value)
    assert "a\ufffd[31mb c\ufffdxxx" in words
    assert words.isprintable()
    assert len(words) < 300
