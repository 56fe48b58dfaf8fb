"""Was anything sent? Before the first byte nothing happened; after it, anything may have."""

from __future__ import annotations

import socket
import struct
from typing import TYPE_CHECKING

import pytest

from syndicate.errors import Ambiguous, Rejected, Unauthorised, Unavailable
from syndicate.testing import BoardServer, faults
from tests.http.servers import listening, make_client, read_request, saying

if TYPE_CHECKING:
    from collections.abc import Callable

OK = b"HTTP/1.1 200 OK\r\n"


def test_a_port_that_nobody_listens_on_got_nothing() -> None:
    board = BoardServer()
    board.start()
    board.stop()
    with pytest.raises(Unavailable, match=r"nothing was sent: Connection refused$"):
        make_client(board.url).post("postings", json={"reference": "a"})


def test_what_earlier_calls_sent_does_not_count() -> None:
    with BoardServer() as board:
        client = make_client(board.url)
        client.post("postings", json={"reference": "a"})
        board.stop()
        with pytest.raises(Unavailable, match="nothing was sent"):
            client.post("postings", json={"reference": "b"})


def reset(connection: socket.socket) -> None:
    """Close at once, and tell the other side by a reset."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@pytest.mark.parametrize("serve", [reset, lambda connection: None])
def test_a_connection_closed_before_reading_may_have_taken_a_byte(
    serve: Callable[[socket.socket], None],
) -> None:
    """Or the close is seen first; then the error says so, and only then."""
    with listening(serve) as url, pytest.raises((Ambiguous, Unavailable)) as caught:
        make_client(url).post("", json={"reference": "a"})
    assert isinstance(caught.value, Unavailable) == ("nothing was sent" in str(caught.value))


def one_byte(connection: socket.socket) -> None:
    connection.recv(1)
    reset(connection)


def the_head(connection: socket.socket) -> None:
    while b"\r\n\r\n" not in connection.recv(65_536, socket.MSG_PEEK):
        pass
    reset(connection)


@pytest.mark.parametrize("serve", [one_byte, the_head, read_request])
def test_a_connection_closed_while_reading_is_ambiguous(
    serve: Callable[[socket.socket], None],
) -> None:
    with listening(serve) as url, pytest.raises(Ambiguous, match="sent"):
        make_client(url).post("", data=b"x" * 100_000)


HALVES = {
    "no line": b"",
    "half a line": b"HTTP/1.",
    "a line": OK,
    "half a head": OK + b"Content-Length: 5\r\nX: ",
    "no body": OK + b"Content-Length: 5\r\n\r\n",
    "half a body": OK + b"Content-Length: 5\r\n\r\nhel",
    "no chunk": OK + b"Transfer-Encoding: chunked\r\n\r\n",
    "half a chunk": OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel",
    "no last chunk": OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
    "no answer at all": b"SSH-2.0-OpenSSH_9.2\r\n",
    "half a refusal": b"HTTP/1.1 422 No\r\nContent-Length: 5\r\n\r\nhel",
}


@pytest.mark.parametrize("half", HALVES)
def test_half_an_answer_is_none(half: str) -> None:
    with listening(saying(HALVES[half])) as url, pytest.raises(Ambiguous):
        make_client(url).post("", json={})
    with listening(saying(HALVES[half])) as url, pytest.raises(Unavailable):
        make_client(url).get("")


WHOLE = {
    "with a length": OK + b"Content-Length: 5\r\n\r\nhello",
    "with a length, then closed": OK + b"Connection: close\r\nContent-Length: 5\r\n\r\nhello",
    "until closed": OK + b"Connection: close\r\n\r\nhello",
    "of HTTP/1.0": b"HTTP/1.0 200 OK\r\n\r\nhello",
    "in chunks": OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n",
    "after a 103": b"HTTP/1.1 100 Continue\r\n\r\n" + OK + b"Content-Length: 5\r\n\r\nhello",
}


@pytest.mark.parametrize("whole", WHOLE)
def test_a_whole_answer_is_read_in_any_form(whole: str) -> None:
    with listening(saying(WHOLE[whole])) as url:
        assert make_client(url).post("", json={}).body == b"hello"


def test_a_large_answer_that_closes_the_connection_is_read() -> None:
    """The connection is closed for writing long before the last byte is read."""
    with listening(saying(b"HTTP/1.0 200 OK\r\n\r\n", *([b"x" * 50_000] * 40))) as url:
        assert len(make_client(url).get("").body) == 2_000_000


def test_an_answer_without_a_body_is_whole() -> None:
    for head in (b"HTTP/1.1 204 No Content\r\n\r\n", OK + b"Content-Length: 0\r\n\r\n"):
        with listening(saying(head)) as url:
            assert make_client(url).delete("").body == b""
    with listening(saying(OK + b"Content-Length: 5\r\n\r\n")) as url:
        assert make_client(url).call("HEAD", "").body == b""


def test_a_body_that_is_no_json_is_not_sent() -> None:
    with BoardServer() as board:
        with pytest.raises(Rejected, match="cannot be written as JSON"):
            make_client(board.url).post("postings", json={"pay": float("nan")})
        assert board.calls == []


@pytest.mark.parametrize("value", ["a\nb", "a\r\nX-Evil: 1", "€", " leading"])
def test_a_header_that_cannot_be_sent_is_not_sent(value: str) -> None:
    with BoardServer() as board:
        with pytest.raises(Unauthorised):
            make_client(board.url).get("", headers={"X-Key": value})
        assert board.calls == []


def test_what_is_sent_is_what_was_given() -> None:
    with BoardServer() as board:
        client = make_client(board.url, headers={"X-Board": "1"})
        client.post("postings?b=2", params={"a": "é"}, json={"reference": "🥐"}, headers={"X": "y"})
        call = board.calls[0]
        assert (call.method, call.path) == ("POST", "/postings")
        assert call.query == {"b": "2", "a": "é"}
        assert call.json() == {"reference": "🥐"}
        assert (call.headers["x-board"], call.headers["x"]) == ("1", "y")
        assert call.headers["user-agent"].startswith("Syndicate/")


def test_nothing_is_sent_twice() -> None:
    with BoardServer() as board:
        client = make_client(board.url)
        for fault in (faults.refuse(503), faults.drop_unread(), faults.drop_unanswered()):
            board.next(fault)
            with pytest.raises((Unavailable, Ambiguous)):
                client.post("postings", json={"reference": "a"})
        assert len(board.calls) == 3
