"""A real board on loopback: it remembers, honours keys, lists late, and misbehaves when told to."""

from __future__ import annotations

import socket
import struct
import sys
import threading
from collections import deque
from contextlib import suppress
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import TYPE_CHECKING, Any

from syndicate.testing.exchange import Reply, Request, read_body, read_head
from syndicate.testing.faults import Fault
from syndicate.testing.shelf import Held, Shelf

if TYPE_CHECKING:
    import ssl
    from pathlib import Path
    from types import TracebackType

#: How long the server sleeps between two looks at whether it is to stop.
_POLL = 0.005


class BoardServer:
    """A board that speaks HTTP on 127.0.0.1, from ``with BoardServer() as board:`` on.

    Its own interface is the plainest of job boards; boards that speak otherwise override
    ``answer`` and keep everything else::

        POST   /postings               {"reference": …, …}   201 {"id", "url"}
        PUT    /postings/ID            {…}                   200 {"id", "url", …}, or 404
        DELETE /postings/ID                                  200 {"id"}, or 404
        GET    /postings[?reference=R]                       200 {"postings": [SHOWN…]}
        GET    /                                             200 {"board": "plain"}

    where SHOWN is ``{"id", "reference", "url", "body"}``.
    With *token*, all need ``Authorization: Bearer …``. With *keys*, ``Idempotency-Key`` is
    honoured. With *late*, new postings are hidden from that many look-ups. With *file*, all is
    remembered beyond the end of the process. Facts for tests: ``postings``, ``duplicates``,
    ``calls`` (every request, in order) and ``history``.
    """

    def __init__(
        self,
        file: Path | None = None,
        *,
        keys: bool = False,
        late: int = 0,
        token: str | None = None,
        port: int = 0,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.shelf = Shelf(file, keys=keys, late=late)
        self.token = token
        self.tls = tls
        self.calls: list[Request] = []
        self.stopping = threading.Event()
        self._port = port
        self._coming: deque[Fault | None] = deque()
        self._always: Fault | None = None
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Where the board is, with a slash at the end; the same after ``stop`` and ``start``."""
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self._port}/"

    @property
    def postings(self) -> tuple[Held, ...]:
        """All that the board holds, shown or not."""
        return self.shelf.postings

    @property
    def duplicates(self) -> tuple[str, ...]:
        """The references under which the board holds more than one posting."""
        return self.shelf.duplicates

    @property
    def history(self) -> list[tuple[str, str]]:
        """What was done, as (create, update or withdraw; reference), in order."""
        return self.shelf.history

    def next(self, *faults: Fault | None) -> None:
        """Misbehave in the next requests, one fault each; None is a request that goes well."""
        self._coming.extend(faults)

    def always(self, fault: Fault | None) -> None:
        """Misbehave in every request for which ``next`` says nothing; None ends it."""
        self._always = fault

    def answer(self, request: Request) -> Reply:
        """What the board does and answers: the part that differs from board to board."""
        if self.token and request.headers.get("authorization") != f"Bearer {self.token}":
            return Reply(401, {"error": "who are you?"})
        match request.method, request.path.strip("/").split("/"):
            case "GET", [""]:
                return Reply(200, {"board": "plain"})
            case "GET", ["postings"]:
                found = self.shelf.look_up(request.query.get("reference"))
                return Reply(200, {"postings": [self.shown(held) for held in found]})
            case "POST", ["postings"]:
                return self._posted(request)
            case "PUT", ["postings", posting_id]:
                held = self.shelf.replace(posting_id, request.fields())
                return Reply(200, self.shown(held)) if held else Reply(404, {"error": "not here"})
            case "DELETE", ["postings", posting_id]:
                gone = self.shelf.remove(posting_id)
                return Reply(200 if gone else 404, {"id": posting_id})
        return Reply(404, {"error": f"no {request.method} {request.path}"})

    def is_preparation(self, request: Request) -> bool:
        """True for logins and the like: they are not counted, and never go wrong."""
        return False

    def shown(self, held: Held) -> dict[str, object]:
        """A posting as the board shows it."""
        url = f"{self.url}postings/{held.id}"
        return {"id": held.id, "reference": held.reference, "url": url, "body": held.body}

    def start(self) -> None:
        """Listen, on the same port as before."""
        self.stopping.clear()
        self._server = _Server(("127.0.0.1", self._port), self)
        self._port = self._server.server_address[1]
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(_POLL,), name="board", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Be gone: connections are closed, new ones refused; what is held stays."""
        if self._server is None or self._thread is None:
            return
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self._server = self._thread = None

    def __enter__(self) -> BoardServer:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        self.shelf.close()

    def fault(self, request: Request) -> Fault:
        """What goes wrong with *request*; takes it off the list."""
        if self.is_preparation(request):
            return Fault(accept=True)
        with suppress(IndexError):
            return self._coming.popleft() or Fault(accept=True)
        return self._always or Fault(accept=True)

    def reply(self, request: Request, fault: Fault) -> Reply:
        """What is answered to *request* under *fault*, once it was carried out or not."""
        truth = self.answer(request) if fault.accept else Reply(500, {"error": "no"})
        if fault.status is None:
            return truth
        body: Any = request.everything() if fault.echo else fault.body
        return Reply(fault.status, b"" if body is None else body, fault.headers)

    def _posted(self, request: Request) -> Reply:
        try:
            body = request.fields()
        except ValueError:
            return Reply(400, {"error": "that is not a JSON object"})
        reference = body.pop("reference", None)
        if not isinstance(reference, str) or not reference:
            return Reply(422, {"error": "reference is missing"})
        held = self.shelf.add(reference, body, request.headers.get("idempotency-key"))
        return Reply(201, {"id": held.id, "url": f"{self.url}postings/{held.id}"})


class _Server(ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = False  # joined when the board stops, so that none outlives its test
    request_queue_size = 128

    def __init__(self, place: tuple[str, int], board: BoardServer) -> None:
        self.board = board
        self.connections: set[socket.socket] = set()
        self.lock = threading.Lock()
        super().__init__(place, _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is what many tests are about; anything else is printed."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def server_close(self) -> None:
        with self.lock:
            for connection in self.connections:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        super().server_close()


class _Handler(StreamRequestHandler):
    disable_nagle_algorithm = True
    server: _Server

    def setup(self) -> None:
        self.board = self.server.board
        if self.board.tls is not None:
            self.request = self.board.tls.wrap_socket(self.request, server_side=True)
        with self.server.lock:
            self.server.connections.add(self.request)
        super().setup()

    def handle(self) -> None:
        while not self.board.stopping.is_set() and self._one():
            pass

    def finish(self) -> None:
        with self.server.lock:
            self.server.connections.discard(self.request)
        super().finish()
        self.request.close()

    def _one(self) -> bool:
        """One request and its answer; False when the connection is to be closed."""
        head = read_head(self.rfile)
        if head is None:
            return False
        fault = self.board.fault(head)
        if fault.unread:
            self._count(head)
            return self._reset()
        request = read_body(self.rfile, head)
        self._count(request)
        if fault.delay and self.board.stopping.wait(fault.delay):
            return False
        answer = self.board.reply(request, fault).encoded(request.method)
        return self._write(answer, fault)

    def _count(self, request: Request) -> None:
        if not self.board.is_preparation(request):
            self.board.calls.append(request)

    def _reset(self) -> bool:
        with suppress(OSError):
            self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False

    def _write(self, answer: bytes, fault: Fault) -> bool:
        shown = answer[: fault.stop_after]
        if not fault.drip:
            self.wfile.write(shown)
            return fault.stop_after is None
        for place in range(len(shown)):
            self.wfile.write(shown[place : place + 1])
            if self.board.stopping.wait(fault.drip):
                return False
        return fault.stop_after is None
