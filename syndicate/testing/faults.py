"""How a board can misbehave: what it does with a request, and what the caller gets to see."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Fault:
    """One misbehaviour of ``BoardServer``, for one request.

    - ``accept``: carry out what is asked, whatever the caller is told
    - ``unread``: close the connection without reading the body
    - ``delay``: seconds to wait before anything is done
    - ``status``, ``headers``, ``body``: told in place of the truth, where given
    - ``stop_after``: bytes of the answer before the connection is closed; below zero, from its end
    - ``drip``: seconds between one byte of the answer and the next
    - ``echo``: the answer's body repeats all that was received, secrets too
    """

    accept: bool = False
    unread: bool = False
    delay: float = 0.0
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    stop_after: int | None = None
    drip: float = 0.0
    echo: bool = False


def refuse(status: int, body: bytes = b'{"error": "no"}', **headers: str) -> Fault:
    """Answer *status* and do nothing; ``Retry_After="5"`` becomes a header."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Fault(status=status, headers=named, body=body)


def too_many(retry_after: str | None = None, date: str | None = None) -> Fault:
    """Answer 429, with any text as Retry-After, and the board's own time as *date*."""
    headers = {"Retry-After": retry_after, "Date": date}
    return Fault(status=429, headers={n: v for n, v in headers.items() if v is not None}, body=b"")


def redirect(location: str, status: int = 307) -> Fault:
    """Answer that *location* is to be asked instead."""
    return Fault(status=status, headers={"Location": location}, body=b"")


def accept_then(status: int) -> Fault:
    """Do what is asked, and answer *status* all the same."""
    return Fault(accept=True, status=status, body=b"{}")


def echo(status: int) -> Fault:
    """Answer *status* with everything that was received: what must not end up in an error."""
    return Fault(status=status, echo=True)


def delay(seconds: float) -> Fault:
    """Do what is asked, *seconds* late."""
    return Fault(accept=True, delay=seconds)


def drop_unread() -> Fault:
    """Close the connection before the body is read; nothing is done."""
    return Fault(unread=True)


def drop_unanswered() -> Fault:
    """Do what is asked, and close the connection without a word."""
    return Fault(accept=True, stop_after=0)


def drop_half_way() -> Fault:
    """Do what is asked, and close the connection within the first line of the answer."""
    return Fault(accept=True, stop_after=9)


def truncate() -> Fault:
    """Do what is asked, and keep the last byte of the answer."""
    return Fault(accept=True, stop_after=-1)


def drip(seconds: float) -> Fault:
    """Do what is asked, and answer one byte every so many *seconds*."""
    return Fault(accept=True, drip=seconds)


def nonsense(body: bytes = b"<html>Welcome!</html>") -> Fault:
    """Answer 200 with something no board would say; nothing is done."""
    return Fault(status=200, body=body)
