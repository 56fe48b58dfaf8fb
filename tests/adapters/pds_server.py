"""A genuine Bluesky server (PDS) and its directory, as a process of its own: @atproto/pds."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parents[1] / "counterparts" / "pds"
#: What is there once it is installed: the part that is compiled comes last.
INSTALLED = HERE / "node_modules" / "better-sqlite3" / "build" / "Release" / "better_sqlite3.node"


@dataclass(frozen=True)
class PdsServer:
    """The server at *url*, with one account: its handle and its app password."""

    url: str
    handle: str
    did: str
    password: str
    service: str
    jwtSecret: str  # noqa: N815 - as serve.mjs names it

    def expired_token(self) -> str:
        """A token that the server made for the account, as far as it can tell, and of long ago."""
        claims = {
            "scope": "com.atproto.appPass",
            "sub": self.did,
            "aud": self.service,
            "iat": 1_600_000_000,
            "exp": 1_600_007_200,
        }
        signed = f"{_part({'typ': 'at+jwt', 'alg': 'HS256'})}.{_part(claims)}"
        mac = hmac.digest(self.jwtSecret.encode(), signed.encode(), hashlib.sha256)
        return f"{signed}.{_base64(mac)}"


@contextmanager
def running() -> Iterator[PdsServer]:
    """The server; it ends with us, however we end."""
    with subprocess.Popen(
        ["node", "serve.mjs"],
        cwd=HERE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield PdsServer(**json.loads(process.stdout.readline()))
        finally:
            process.stdin.close()


def _part(value: object) -> str:
    return _base64(json.dumps(value).encode())


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
