"""One deadline for a whole call, however slowly bytes come, go, or do not."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from syndicate.errors import Ambiguous, Unavailable
from syndicate.testing import BoardServer, faults
from tests.http.servers import listening, make_client, read_request

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

DEADLINE = 0.3


def dripping(head: bytes, drop: bytes) -> Callable[[socket.socket], None]:
    """Answer *head*, then *drop* again and again: a timeout for each read would never end."""

    def serve(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(head)
        while True:
            connection.sendall(drop)
            time.sleep(0.02)

    return serve


SLOW = {
    "status line": dripping(b"", b"H"),
    "headers": dripping(b"HTTP/1.1 200 OK\r\n", b"X-Drip: 1\r\n"),
    "one header": dripping(b"HTTP/1.1 200 OK\r\nX-Drip: ", b"x"),
    "informational answers": dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "body": dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"x"),
    "body without an end": dripping(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", b"x"),
    "chunks": dripping(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "one chunk": dripping(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n", b"x"),
}


@pytest.mark.parametrize("where", SLOW)
def test_a_slow_drip_ends_with_the_deadline(where: str) -> None:
    with listening(SLOW[where]) as url:
        client = make_client(url, deadline=DEADLINE)
        with pytest.raises(Ambiguous, match="no complete answer came"):
            client.post("", json={})


def test_a_slow_read_may_be_tried_again() -> None:
    with listening(SLOW["body"]) as url, pytest.raises(Unavailable):
        make_client(url, deadline=DEADLINE).get("")


def test_a_board_that_never_answers_ends_with_the_deadline() -> None:
    with BoardServer() as board:
        board.always(faults.delay(60))
        with pytest.raises(Ambiguous, match="sent, and no complete answer came"):
            make_client(board.url, deadline=DEADLINE).post("postings", json={"reference": "a"})


def test_a_call_can_have_its_own_deadline() -> None:
    with BoardServer() as board:
        board.always(faults.delay(60))
        with pytest.raises(Ambiguous):
            make_client(board.url, deadline=60).post("postings", deadline=DEADLINE)


def waiting(release: threading.Event) -> Callable[[socket.socket], None]:
    """Accept, and do nothing more."""

    def serve(_: socket.socket) -> None:
        release.wait(5)

    return serve


def test_a_board_that_does_not_read_ends_with_the_deadline() -> None:
    release = threading.Event()
    with listening(waiting(release)) as url:
        with pytest.raises(Ambiguous):
            make_client(url, deadline=DEADLINE).post("", data=b"x" * 30_000_000)
        release.set()


def test_a_handshake_that_never_ends_ends_with_the_deadline() -> None:
    release = threading.Event()
    with listening(waiting(release)) as url:
        with pytest.raises(Unavailable, match="nothing was sent"):
            make_client(url.replace("http:", "https:"), deadline=DEADLINE).post("", json={})
        release.set()


def test_a_look_up_that_never_ends_ends_with_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()

    def ask(*_: object, **__: object) -> list[object]:
        release.wait(5)
        return []

    # No resolver can be made slow without being root.
    monkeypatch.setattr("syndicate.http.addresses.socket.getaddrinfo", ask)
    with pytest.raises(Unavailable, match="not resolved in time"):
        make_client(deadline=DEADLINE).get("http://slow.example.org/")
    release.set()


def test_a_client_recovers_from_a_slow_call() -> None:
    with BoardServer() as board:
        client = make_client(board.url)
        board.next(faults.drip(0.05))
        with pytest.raises(Unavailable):
            client.get("", deadline=DEADLINE)
        assert client.get("").status == 200


def test_threads_have_a_deadline_each() -> None:
    """A slow call in one thread takes no time from another's, with the same client."""
    with BoardServer() as slow, BoardServer() as quick, ThreadPoolExecutor(2) as threads:
        client = make_client(deadline=60)
        slow.always(faults.delay(60))
        calls = [
            threads.submit(client.post, f"{slow.url}postings", deadline=deadline, json={})
            for deadline in (DEADLINE, 2 * DEADLINE)
        ]
        for _ in range(20):
            assert client.get(quick.url, deadline=20).status == 200
        # The limit is far off on purpose: it only ends a test that would else wait for others.
        assert [type(call.exception(timeout=10)) for call in calls] == [Ambiguous, Ambiguous]
