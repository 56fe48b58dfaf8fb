"""Where to upload to, as the configuration says it, and the way there."""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from syndicate.errors import Unavailable
from syndicate.http.addresses import resolve
from syndicate.http.redaction import forms, redacted

if TYPE_CHECKING:
    from syndicate.adapter import Options
    from syndicate.http import Client

_PORTS = {"s3": 0, "sftp": 22, "ftps": 21}
_EXAMPLE = 'to = "sftp://jobs@example.org/srv/www/jobs"'


@dataclass(frozen=True, slots=True)
class Target:
    """``scheme://user@host:port/folder``, or ``s3://bucket/prefix``.

    *folder* ends without a slash. It is absolute, or relative to where a login leads
    (``/~/www``); a prefix has no slash in front of it either.
    """

    scheme: str
    host: str
    port: int
    user: str
    folder: str
    http: Client = field(repr=False)

    @classmethod
    def read(cls, options: Options) -> Target:
        """What ``to`` says. Raises ``ConfigurationError``."""
        written = options.text("to")
        try:
            parts = urlsplit(written)
            port = parts.port
        except ValueError:
            raise options.mistake("to", "is not an address", _EXAMPLE) from None
        if parts.scheme not in _PORTS or not parts.hostname or parts.query or parts.fragment:
            raise options.mistake("to", "names no place of s3://, sftp:// or ftps://", _EXAMPLE)
        if parts.password is not None:
            # Not what was written: it would show the password.
            raise options.mistake("to", "holds a password", 'password = "${env:PASSWORD}"')
        folder = unquote(parts.path).rstrip("/")
        if not folder.isprintable() or {".", ".."} & set(folder.split("/")):
            raise options.mistake("to", "leads through . or ..", _EXAMPLE)
        if parts.scheme == "s3":
            if parts.username or port:
                raise options.mistake("to", "is more than a bucket", 'to = "s3://jobs/prefix"')
            folder = folder.strip("/")
        elif not parts.username:
            raise options.mistake("to", "does not say as whom to log in", _EXAMPLE)
        elif folder == "/~" or folder.startswith("/~/"):
            folder = folder[3:] or "."
        return cls(
            parts.scheme,
            parts.hostname,
            port or _PORTS[parts.scheme],
            unquote(parts.username or ""),
            folder,
            options.http,
        )

    def path(self, path: str) -> str:
        """*path* of the output folder as a file system names it."""
        return f"{self.folder}/{path}"

    def connect(self) -> socket.socket:
        """A connection to an address that was checked: a name is looked up once."""
        until = time.monotonic() + self.http.deadline
        error: OSError | None = None
        for family, place in resolve(
            self.host, self.port, self.http.deadline, allow_private=self.http.allow_private
        ):
            sock = socket.socket(family, socket.SOCK_STREAM)
            try:
                sock.settimeout(max(until - time.monotonic(), 0.001))
                sock.connect(place)
            except OSError as failure:
                sock.close()
                error = failure
                continue
            sock.settimeout(self.http.deadline)
            return sock
        reason = error.strerror or error if error else "it has no address"
        raise Unavailable(f"no connection to {self.host}:{self.port}: {reason}")


@dataclass(frozen=True, slots=True)
class Words:
    """What a server says, fit to be shown: one short line without *secrets*."""

    host: str
    secrets: tuple[str, ...] = field(repr=False)

    def of(self, what: object) -> str:
        """*what* the server, or a library, said."""
        flat = " ".join(redacted(str(what), forms(self.secrets)).split())
        plain = "".join(sign if sign.isprintable() else "�" for sign in flat)
        return f"{self.host}: {plain[:200]}"
