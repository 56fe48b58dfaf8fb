"""What a made-up board receives and answers, to the byte."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from io import BufferedIOBase


@dataclass(frozen=True, slots=True)
class Request:
    """One request, read to its end; header names are in lower case, ``path`` is as sent."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    target: str = ""

    def json(self) -> Any:
        """The body's JSON value; ``ValueError`` when it is none."""
        return json.loads(self.body)

    def fields(self) -> dict[str, Any]:
        """The body's JSON object; ``ValueError`` when it is none."""
        value = self.json()
        if not isinstance(value, dict):
            raise ValueError("that is not a JSON object")
        return value

    def everything(self) -> bytes:
        """All that was received, one thing after the other, the secrets in it too."""
        lines = [self.target, *(f"{name}: {value}" for name, value in self.headers.items())]
        return "\n".join(lines).encode("latin-1", "replace") + b"\n" + self.body


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; *body* is bytes as they are, or a value to be sent as JSON."""

    status: int = 200
    body: object = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    def encoded(self, method: str = "GET") -> bytes:
        """The whole answer as bytes on the wire."""
        is_raw = isinstance(self.body, bytes)
        body = self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()
        headers = {"Content-Type": "text/plain" if is_raw else "application/json"}
        headers |= {"Content-Length": str(len(body))} | dict(self.headers)
        lines = [f"HTTP/1.1 {self.status} {_phrase(self.status)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        head = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"
        return head if method == "HEAD" or self.status == HTTPStatus.NO_CONTENT else head + body


def read_head(stream: BufferedIOBase) -> Request | None:
    """The first line and the headers of the next request; None when none comes."""
    first = stream.readline(65_536).split()
    if len(first) != 3:
        return None
    method, target, _ = (part.decode("latin-1") for part in first)
    headers: dict[str, str] = {}
    while (line := stream.readline(65_536).strip()) != b"":
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.strip().lower()] = value.strip()
    parts = urlsplit(target)
    return Request(method, parts.path, dict(parse_qsl(parts.query)), headers, target=target)


def read_body(stream: BufferedIOBase, head: Request) -> Request:
    """The same request with its body."""
    length = int(head.headers.get("content-length", "0"))
    body = stream.read(length)
    if len(body) != length:
        raise ConnectionResetError("the request broke off")
    return replace(head, body=body)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
