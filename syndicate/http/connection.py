"""Connections that keep one deadline for a whole call, and know whether bytes went out."""

from __future__ import annotations

import io
import socket
import time
from dataclasses import dataclass
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NewConnectionError
from urllib3.util.retry import Retry

from syndicate.http.addresses import resolve

Buffer = bytes | bytearray | memoryview


@dataclass(slots=True)
class Attempt:
    """One call under way: until when it may last, and how many bytes left this machine."""

    deadline: float = 0.0
    sent: int = 0
    allow_private: bool = False

    def remaining(self) -> float:
        """Seconds left; raises ``TimeoutError`` when there are none."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time for this call is over")
        return left


class _Timed:
    """A connected socket: every read and write gets what is left of the attempt's time."""

    def __init__(self, sock: Any, attempt: Attempt) -> None:
        self._sock = sock
        self._attempt = attempt
        self._readers = 0
        self._closing = False

    def sendall(self, data: Buffer) -> None:
        self._sock.settimeout(self._attempt.remaining())
        # Counted before: what fails half-way may have arrived all the same.
        self._attempt.sent += memoryview(data).nbytes
        self._sock.sendall(data)

    def recv_into(self, buffer: Buffer) -> int:
        self._sock.settimeout(self._attempt.remaining())
        return int(self._sock.recv_into(buffer))

    def makefile(self, *_: object, **__: object) -> io.BufferedReader:
        self._readers += 1
        return io.BufferedReader(_Reader(self))

    def close(self) -> None:
        """Close once the last reader is done: an answer may outlive its connection's use."""
        self._closing = True
        if self._readers == 0:
            self._sock.close()

    def let_go(self) -> None:
        """One reader less."""
        self._readers -= 1
        if self._closing:
            self.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


class _Reader(io.RawIOBase):
    """The bytes of a timed socket, as a file."""

    def __init__(self, sock: _Timed) -> None:
        self._sock = sock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._sock.recv_into(buffer)

    def close(self) -> None:
        if not self.closed:
            super().close()
            self._sock.let_go()


class _Pinned:
    """Connects to an address that was checked, never to one looked up again."""

    attempt: Attempt
    sock: Any

    def _new_conn(self) -> socket.socket:
        host, port = str(self._dns_host), int(self.port or 0)  # type: ignore[attr-defined]
        addresses = resolve(
            host, port, self.attempt.remaining(), allow_private=self.attempt.allow_private
        )
        error: OSError | None = None
        for family, place in addresses:
            sock = socket.socket(family, socket.SOCK_STREAM)
            try:
                sock.settimeout(self.attempt.remaining())
                sock.connect(place)
            except OSError as failure:
                sock.close()
                error = failure
                continue
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return sock
        raise NewConnectionError(self, f"no connection to {host}: {error}") from error  # type: ignore[arg-type]

    def connect(self) -> None:
        super().connect()  # type: ignore[misc]
        self.sock = _Timed(self.sock, self.attempt)


class _Http(_Pinned, HTTPConnection):
    pass


class _Https(_Pinned, HTTPSConnection):
    pass


def pooled(attempt: Attempt) -> HTTPAdapter:
    """A requests adapter whose connections keep to *attempt*, which is renewed for each call."""

    class Http(_Http):
        pass

    class Https(_Https):
        pass

    Http.attempt = Https.attempt = attempt

    class HttpPool(HTTPConnectionPool):
        ConnectionCls = Http

    class HttpsPool(HTTPSConnectionPool):
        ConnectionCls = Https

    class Adapter(HTTPAdapter):
        def init_poolmanager(self, connections: int, maxsize: int, **_: Any) -> None:  # type: ignore[override]
            manager = PoolManager(num_pools=connections, maxsize=maxsize, block=False)
            manager.pool_classes_by_scheme = {"http": HttpPool, "https": HttpsPool}
            self.poolmanager = manager

    return Adapter(pool_connections=4, pool_maxsize=1, max_retries=Retry(0, read=False))
