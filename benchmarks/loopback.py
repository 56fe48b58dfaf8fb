"""A board as fast as can be, in a process of its own: says yes to whatever it is sent."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_YES = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
_END = b"\r\n\r\n"
_LENGTH = b"content-length:"


class Yes(asyncio.Protocol):
    """One connection, kept open; each complete request is answered at once, and counted."""

    requests = 0

    def __init__(self) -> None:
        self.buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while (end := self.buffer.find(_END)) >= 0:
            size = end + len(_END) + _body_size(self.buffer[:end])
            if len(self.buffer) < size:
                return
            is_question = self.buffer.startswith(b"GET /count ")
            self.buffer = self.buffer[size:]
            self._answer(is_question=is_question)

    def _answer(self, *, is_question: bool) -> None:
        assert isinstance(self.transport, asyncio.Transport)  # noqa: S101 - for the type checker
        Yes.requests += not is_question
        body = b"%d" % Yes.requests if is_question else b"{}"
        self.transport.write(_YES % (len(body), body))


def _body_size(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(_LENGTH):
            return int(line[len(_LENGTH) :])
    return 0


@contextmanager
def loopback() -> Iterator[str]:
    """The address of a board of its own process, while the block lasts."""
    command = [sys.executable, "-m", "benchmarks.loopback"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        assert process.stdout is not None  # noqa: S101 - for the type checker
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}/"
        finally:
            process.terminate()


async def _serve() -> None:
    server = await asyncio.get_running_loop().create_server(Yes, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve())
