"""An answer has an end: by its size once decoded, whatever it says of itself."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from typing import TYPE_CHECKING

import pytest

from syndicate.errors import AdapterError, Ambiguous, Unavailable
from tests.http.servers import listening, make_client, read_request, saying

if TYPE_CHECKING:
    import socket

CAP = 1_000_000
OK = b"HTTP/1.1 200 OK\r\n"


def endless(head: bytes, chunk: bytes) -> object:
    """A gigabyte, chunk by chunk, unless the other side has enough."""

    def serve(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(head)
        for _ in range(1_000_000_000 // len(chunk)):
            connection.sendall(chunk)

    return serve


BODY = b"x" * 65_536
ENDLESS = {
    "announced": endless(OK + b"Content-Length: 1000000000\r\n\r\n", BODY),
    "until closed": endless(OK + b"Connection: close\r\n\r\n", BODY),
    "chunked": endless(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + BODY + b"\r\n"),
    "one chunk": endless(OK + b"Transfer-Encoding: chunked\r\n\r\n3fffffff\r\n", BODY),
    "with an error status": endless(b"HTTP/1.1 400 No\r\nContent-Length: 1000000000\r\n\r\n", BODY),
}


@pytest.mark.parametrize("how", ENDLESS)
def test_a_gigabyte_stops_at_the_cap(how: str) -> None:
    with listening(ENDLESS[how]) as url:  # type: ignore[arg-type]
        tracemalloc.start()
        with pytest.raises(Ambiguous, match="larger than 1,000,000 bytes"):
            make_client(url, max_bytes=CAP).post("")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 20 * CAP


def headers_without_end(connection: socket.socket) -> None:
    read_request(connection)
    connection.sendall(OK)
    for number in range(1_000_000):
        connection.sendall(b"X-%d: %s\r\n" % (number, b"y" * 1000))


def one_header_without_end(connection: socket.socket) -> None:
    read_request(connection)
    connection.sendall(OK + b"X: ")
    for _ in range(10_000):
        connection.sendall(BODY)


@pytest.mark.parametrize("serve", [headers_without_end, one_header_without_end])
def test_headers_without_end_stop_too(serve: object) -> None:
    with listening(serve) as url, pytest.raises(Ambiguous):  # type: ignore[arg-type]
        make_client(url).post("")


def bombs() -> dict[str, tuple[bytes, bytes]]:
    zeros = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(zeros.compress(bytes(1_000_000)) for _ in range(200)) + zeros.flush()
    raw = zlib.compressobj(9, zlib.DEFLATED, -15)
    deflated = b"".join(raw.compress(bytes(1_000_000)) for _ in range(200)) + raw.flush()
    return {
        "gzip": (b"gzip", bomb),
        "gzip twice": (b"gzip, gzip", gzip.compress(bomb)),
        "deflate": (b"deflate", deflated),
        "many members": (b"gzip", gzip.compress(bytes(10_000)) * 20_000),
    }


BOMBS = bombs()


@pytest.mark.parametrize("how", BOMBS)
def test_a_compression_bomb_stops_at_the_cap(how: str) -> None:
    encoding, body = BOMBS[how]
    head = OK + b"Content-Encoding: %s\r\nContent-Length: %d\r\n\r\n" % (encoding, len(body))
    with listening(saying(head, body)) as url:
        tracemalloc.start()
        with pytest.raises(AdapterError, match="larger than 1,000,000 bytes"):
            make_client(url, max_bytes=CAP).post("")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 60 * CAP


def test_a_hundred_layers_of_compression_are_refused() -> None:
    head = (
        OK + b"Content-Encoding: " + b", ".join([b"gzip"] * 100) + b"\r\nContent-Length: 1\r\n\r\nx"
    )
    with listening(saying(head)) as url, pytest.raises(Ambiguous):
        make_client(url).post("")


def test_what_claims_to_be_compressed_and_is_not_is_no_answer() -> None:
    head = OK + b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello"
    with listening(saying(head)) as url, pytest.raises(Unavailable):
        make_client(url).get("")


def test_a_compressed_answer_is_read() -> None:
    body = gzip.compress(b'{"a": 1}')
    head = OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body)
    with listening(saying(head, body)) as url:
        assert make_client(url).get("").json() == {"a": 1}


def test_an_answer_of_exactly_the_cap_is_read() -> None:
    head = OK + b"Content-Length: %d\r\n\r\n" % CAP
    with listening(saying(head, b"x" * CAP)) as url:
        assert len(make_client(url, max_bytes=CAP).get("").body) == CAP


def test_compression_is_not_asked_for() -> None:
    asked: list[bytes] = []

    def serve(connection: socket.socket) -> None:
        asked.append(read_request(connection))
        connection.sendall(OK + b"Content-Length: 0\r\n\r\n")

    with listening(serve) as url:
        make_client(url).get("")
    assert b"accept-encoding: identity\r\n" in asked[0].lower()
