"""An FTP server of other authors: pyftpdlib, with TLS, in a thread."""

from __future__ import annotations

import threading
import warnings
from typing import TYPE_CHECKING, Any, ClassVar

from syndicate_adapters.upload import Upload

from syndicate.testing import AdapterContract
from tests.adapters.uploading import Uploading

with warnings.catch_warnings():
    # It is built on a module that Python 3.11 is to lose, and brings its own from 3.12 on.
    warnings.simplefilter("ignore", DeprecationWarning)
    from pyftpdlib.authorizers import DummyAuthorizer
    from pyftpdlib.filesystems import AbstractedFS
    from pyftpdlib.handlers import FTPHandler, TLS_FTPHandler
    from pyftpdlib.ioloop import IOLoop
    from pyftpdlib.servers import FTPServer

if TYPE_CHECKING:
    from pathlib import Path

    import trustme

__all__ = ["SECRET", "AbstractedFS", "FTPHandler", "Handler", "Server"]

SECRET = AdapterContract.secret


class Handler(TLS_FTPHandler):  # type: ignore[misc]
    """Nothing is said before there is TLS, on either connection."""

    tls_control_required = True
    tls_data_required = True
    #: Commands that the server does not know, or refuses, with its words.
    refusing: ClassVar[dict[str, str]] = {}
    #: Commands at which it hangs up, in place of an answer; files are moved and removed before.
    cutting: ClassVar[set[str]] = set()
    silent = False

    def pre_process_command(self, line: str, cmd: str, arg: str) -> None:
        if cmd in self.refusing:
            self.respond(self.refusing[cmd])
            return
        self.silent = cmd in self.cutting
        if not self.silent or cmd in {"RNTO", "DELE"}:
            super().pre_process_command(line, cmd, arg)
        if self.silent:
            self.close()

    def respond(self, *words: Any, **more: Any) -> None:
        if not self.silent:
            super().respond(*words, **more)


class Server:
    """The server in a thread of its own; everyone is called jobs, and has one folder."""

    def __init__(self, kind: type[FTPHandler], folder: Path, authority: trustme.CA) -> None:
        self.authority = folder / "authority.pem"
        authority.cert_pem.write_to_path(self.authority)
        self.place = folder / "there"
        self.place.mkdir()
        certificate = folder / "server.pem"
        issued = authority.issue_cert("127.0.0.1")
        issued.private_key_and_cert_chain_pem.write_to_path(certificate)
        users = DummyAuthorizer()
        users.add_user("jobs", SECRET, str(self.place), perm="elradfmwMT")
        more = {"certfile": str(certificate)} if issubclass(kind, TLS_FTPHandler) else {}
        self.handler = type("One", (kind,), {"authorizer": users, **more})
        self.loop = IOLoop()
        self.server = FTPServer(("127.0.0.1", 0), self.handler, ioloop=self.loop)
        self.port = self.server.address[1]
        self._over = threading.Event()
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def _serve(self) -> None:
        while not self._over.is_set():
            self.loop.loop(timeout=0.005, blocking=False)

    def close(self) -> None:
        self._over.set()
        self.thread.join()
        self.server.close_all()

    def upload(self, root: Path, **say: Any) -> Uploading:
        to = f"ftps://jobs@127.0.0.1:{self.port}/"
        ca_file = say.pop("ca_file", str(self.authority))
        return Uploading(Upload, root, ca_file=ca_file, **({"to": to, "password": SECRET} | say))

    def files(self) -> list[str]:
        return sorted(str(path.relative_to(self.place)) for path in self.place.rglob("*"))
