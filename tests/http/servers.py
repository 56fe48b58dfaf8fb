"""Servers that answer to the byte, for what no well-bred board would do."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from syndicate.http import Client

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any


@contextmanager
def listening(serve: Callable[[socket.socket], None], count: int = 1) -> Iterator[str]:
    """The address of a server that hands each of *count* connections to *serve*, in turn."""
    server = socket.create_server(("127.0.0.1", 0))
    connections: list[socket.socket] = []

    def run() -> None:
        with suppress(OSError):
            for _ in range(count):
                connection, _ = server.accept()
                connections.append(connection)
                with suppress(OSError):
                    serve(connection)
                connection.close()

    thread = threading.Thread(target=run, name="server")
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
    finally:
        for place in (server, *connections):
            with suppress(OSError):
                place.shutdown(socket.SHUT_RDWR)
        thread.join()
        server.close()


def saying(*parts: bytes) -> Callable[[socket.socket], None]:
    """Read one request, answer *parts*, and close."""

    def serve(connection: socket.socket) -> None:
        read_request(connection)
        for part in parts:
            connection.sendall(part)

    return serve


def read_request(connection: socket.socket) -> bytes:
    """One request, head and body, as the bytes that came."""
    received = b""
    while b"\r\n\r\n" not in received:
        if not (chunk := connection.recv(65_536)):
            return received
        received += chunk
    head, _, body = received.partition(b"\r\n\r\n")
    length = 0
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    while len(body) < length and (chunk := connection.recv(65_536)):
        body += chunk
    return head + b"\r\n\r\n" + body


def make_client(base: str = "", **how: Any) -> Client:
    """A client that may call loopback, and gives up soon."""
    return Client(base, **{"allow_private": True, "deadline": 5.0} | how)
