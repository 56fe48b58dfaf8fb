"""FTP over TLS: the older way to shared hosting, with certificates checked on every connection."""

from __future__ import annotations

import ftplib
import ssl
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import TYPE_CHECKING, Any

from syndicate.errors import Unauthorised, Unavailable
from syndicate_adapters.upload.store import Lost
from syndicate_adapters.upload.target import Words
from syndicate_adapters.upload.tree import Tree

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator, Mapping

    from syndicate.adapter import Options
    from syndicate_adapters.upload.target import Target

#: Replies that speak of the account or the place; others with 5 speak of this file or moment.
_ACCOUNT = frozenset({"530", "532", "533", "550", "553"})


class Ftps:
    """A folder on an FTP server that offers TLS (``AUTH TLS``); without it nothing is said."""

    def __init__(self, target: Target, options: Options) -> None:
        self.target = target
        self.password = options.text("password")
        self.words = Words(target.host, (self.password,))
        self.context = ssl.create_default_context(cafile=target.http.ca_file)
        self.context.sslsocket_class = _Socket

    def body(self, path: str, sha256: str) -> Mapping[str, object]:
        """The fingerprint of the bytes."""
        return {"sha256": sha256}

    @contextmanager
    def session(self) -> Iterator[Tree]:
        """Log in; the connection ends with the visit."""
        line = _Line(self.context, self.target)
        try:
            with self.told("logging in", login=True):
                line.open()
                line.login(self.target.user, self.password)
                line.prot_p()
                line.voidcmd("TYPE I")
            yield Tree(_Files(line, self), self.target)
            with suppress(EOFError, OSError, ftplib.Error):
                line.quit()
        finally:
            line.close()

    @contextmanager
    def told(self, what: str, *, login: bool = False) -> Iterator[None]:
        """What the server or the line refuses, in the words of the contract."""
        try:
            yield
        except ftplib.error_perm as error:
            words = self.words.of(f"{what}: {error}")
            account = login or _status(error) in _ACCOUNT
            raise (Unauthorised if account else Unavailable)(words) from None
        except ftplib.error_temp as error:
            words = self.words.of(f"{what}: {error}")
            raise (Lost if _status(error) in {"421", "426"} else Unavailable)(words) from None
        except ssl.SSLCertVerificationError as error:
            raise Unauthorised(self.words.of(error.verify_message)) from None
        except (ftplib.Error, EOFError, OSError, UnicodeError) as error:
            raise Lost(self.words.of(f"{what}: {error or type(error).__name__}")) from None


class _Socket(ssl.SSLSocket):
    """Many servers hang up where TLS wants a farewell: what arrived is told by reply and size."""

    def unwrap(self) -> socket.socket:
        """Say farewell, and do without an answer."""
        try:
            return super().unwrap()
        except OSError:
            return self


class _Line(ftplib.FTP_TLS):
    """A connection to an address that was checked; data goes over the same session of TLS."""

    def __init__(self, context: ssl.SSLContext, target: Target) -> None:
        super().__init__(context=context, timeout=target.http.deadline)
        self._target = target

    def open(self) -> None:
        """Connect, and wait for the greeting."""
        self.host, self.port = self._target.host, self._target.port
        self.sock = self._target.connect()
        self.af = self.sock.family
        self.file = self.sock.makefile("r", encoding=self.encoding)
        self.welcome = self.getresp()

    def ntransfercmd(self, cmd: str, rest: int | str | None = None) -> tuple[socket.socket, Any]:
        """Servers that are careful want to see the session of the login again."""
        plain, size = ftplib.FTP.ntransfercmd(self, cmd, rest)  # noqa: S321 # under TLS in a moment
        session = self.sock.session if isinstance(self.sock, ssl.SSLSocket) else None
        return self.context.wrap_socket(plain, server_hostname=self.host, session=session), size


class _Files:
    """The verbs of a file system, as FTP says them."""

    def __init__(self, line: _Line, store: Ftps) -> None:
        self.line = line
        self.told = store.told

    def version(self, path: str) -> str | None:
        with self.told(path):
            try:
                size = self.line.size(path)
            except ftplib.error_perm as error:
                if _status(error) == "550":
                    return None
                raise
            try:
                modified = self.line.voidcmd(f"MDTM {path}").split()[-1]
            except ftplib.error_perm:
                modified = ""  # not every server tells
        return f"{size}-{_moment(modified)}"

    def read(self, path: str) -> bytes:
        content = BytesIO()
        with self.told(path):
            self.line.retrbinary(f"RETR {path}", content.write)
        return content.getvalue()

    def write(self, path: str, content: bytes) -> None:
        with self.told(path):
            self.line.storbinary(f"STOR {path}", BytesIO(content))

    def rename(self, path: str, new: str) -> None:
        with self.told(new):
            try:
                self.line.rename(path, new)
            except ftplib.error_perm:
                if self.version(new) is None:
                    raise
                self._exchange(path, new)

    def _exchange(self, path: str, new: str) -> None:
        """Not every server renames over a file: there is a moment without it."""
        old = f"{path}.part"  # a draft by its name, should we die now
        self.delete(old)
        self.line.rename(new, old)
        self.line.rename(path, new)
        self.delete(old)

    def delete(self, path: str) -> None:
        with self.told(path):
            try:
                self.line.delete(path)
            except ftplib.error_perm:
                if self.version(path) is not None:
                    raise

    def make_folder(self, path: str) -> None:
        with self.told(path), suppress(ftplib.error_perm):
            self.line.mkd(path)  # refused when it is there: the file will tell

    def remove_folder(self, path: str) -> None:
        with self.told(path):
            self.line.rmd(path)

    def entries(self, path: str) -> list[tuple[str, bool, str]]:
        with self.told(path):
            found = list(self.line.mlsd(path))
        kinds = {"file": False, "dir": True}
        return [
            (
                name,
                kinds[facts["type"].lower()],
                f"{facts.get('size')}-{_moment(facts.get('modify', ''))}",
            )
            for name, facts in found
            if facts.get("type", "").lower() in kinds
        ]


def _status(error: ftplib.Error) -> str:
    return str(error)[:3]


def _moment(stated: str) -> str:
    """A time without its fraction, which servers state in one place and not in another."""
    return stated.partition(".")[0]
