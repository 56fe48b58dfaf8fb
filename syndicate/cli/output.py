"""Text that goes to a person's terminal or to a program's pipe."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from datetime import datetime
    from typing import TextIO
    from zoneinfo import ZoneInfo

#: Control characters, and the marks that reorder a line: an offer must not drive the terminal.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """*text* with every control character (tab and line end apart) replaced by a visible mark."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person watches *stream*; a stream that the shell closed (``>&-``) is None."""
    return stream is not None and stream.isatty()


def say(text: str = "", **style: object) -> None:
    """Print *text* for people on standard output; colours only where they can be seen."""
    click.secho(harmless(text), **style)  # type: ignore[arg-type]


def note(text: str) -> None:
    """Print *text* for people on standard error, out of the way of a program's pipe."""
    click.echo(harmless(text), err=True)


def say_json(value: object, indent: int | None = None) -> None:
    """Print *value* as JSON on standard output, letters as they are wherever they can be."""
    click.echo(json_text(value, indent))


def json_text(value: object, indent: int | None = None) -> str:
    """*value* as JSON that standard output can show: letters as they are wherever they can be."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, indent=indent)
    return text


def counted(number: int, noun: str, plural: str = "") -> str:
    """``1 offer``, ``3 offers``, ``1,204 offers``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def moment(instant: datetime, zone: ZoneInfo) -> str:
    """*instant* as people of *zone* read it: ``2026-07-01 00:00 (Europe/Paris)``."""
    return f"{instant.astimezone(zone):%Y-%m-%d %H:%M} ({zone.key})"
