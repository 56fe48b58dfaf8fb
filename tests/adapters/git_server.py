"""Git's own server for HTTP (``git http-backend``) behind a login, on loopback."""

from __future__ import annotations

import subprocess
import threading
from base64 import b64encode
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Backend(BaseHTTPRequestHandler):
    """Passes requests on to Git as a CGI program."""

    root: ClassVar[str]
    login: ClassVar[str]
    #: What is answered in place of the truth to addresses that end so.
    refusing: ClassVar[dict[str, int]] = {}
    #: Does what is asked at these, and hangs up without a word.
    cutting: ClassVar[set[str]] = set()

    def do_GET(self) -> None:
        self._pass_on()

    def do_POST(self) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        path, _, query = self.path.partition("?")
        end = path.rpartition("/")[2]
        if self.headers.get("Authorization") != f"Basic {self.login}":
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="git"')
            self.end_headers()
            return
        if end in self.refusing:
            self.send_response(self.refusing[end])
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.end_headers()
            return
        environment = {
            "GIT_PROJECT_ROOT": self.root,
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "REMOTE_USER": "jobs",
            "PATH": "/usr/bin:/bin",
        }
        done = subprocess.run(
            ["git", "http-backend"], input=body, stdout=subprocess.PIPE, env=environment, check=True
        )
        if end in self.cutting:
            self.close_connection = True
            return
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().splitlines())
        self.send_response(int(headers.pop("Status", "200").split()[0]))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *words: object) -> None:
        """Nothing: the tests say what matters."""


@contextmanager
def running(root: Path, user: str, token: str) -> Iterator[tuple[str, type[Backend]]]:
    """The repositories below *root*, for one user; the address, and how to misbehave."""
    login = b64encode(f"{user}:{token}".encode()).decode()
    handler = type("One", (Backend,), {"root": str(root), "login": login})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.005,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", handler
        finally:
            server.shutdown()
            thread.join()
