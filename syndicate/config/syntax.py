"""What to say when ``syndicate.toml`` is not TOML at all."""

from __future__ import annotations

import re

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_UNQUOTED = re.compile(r"^\s*([\w.-]+)\s*=\s*([^\s\"'\[{#0-9][^\"#]*?)\s*(?:#.*)?$")
_COLON = re.compile(r"^\s*([\w-]+)\s*:\s*(.*?)\s*$")
_NO_VALUE = re.compile(r"^\s*([\w.-]+)\s*=\s*(?:#.*)?$")


def explained(error: str, text: str) -> str:
    """``LINE:COLUMN: message; remedy`` for what tomllib says of *text*."""
    place = _PLACE.search(error)
    reason = error[: place.start()] if place else error
    if place and place[1]:
        line, column = int(place[1]), int(place[2])
    else:
        lines = text.splitlines() or [""]
        line, column = len(lines), len(lines[-1]) + 1
    written = [*text.split("\n"), ""][line - 1]
    return f"{line}:{column}: this is not TOML: {_lowered(reason)}; {_remedy(reason, written)}"


def _remedy(reason: str, written: str) -> str:
    if match := _COLON.match(written):
        return f"keys and values are joined by =, write: {match[1]} = {_as_value(match[2])}"
    if match := _NO_VALUE.match(written):
        return f'every key has a value, write: {match[1]} = "…"'
    if match := _UNQUOTED.match(written):
        return f"texts stand in quotes, write: {match[1]} = {_as_value(match[2])}"
    if "overwrite" in reason or "twice" in reason or "already" in reason:
        return "a key or a table is written once only: remove one, or merge the two"
    if "statement" in reason and written.count('"') % 2:
        return 'a quotation mark is missing or stands inside a text: write it as \\" there'
    if "Unescaped" in reason or "backslash" in reason:
        return "write \\ as \\\\, or put the text in 'single quotes'"
    if "Illegal character" in reason or "Unterminated" in reason:
        return "a text begins and ends with the same quotation mark on one line"
    return "one key = value on a line, below a [table]"


def _as_value(written: str) -> str:
    if written.lower() in {"true", "false"}:
        return written.lower()
    return '"' + written.strip("\"'").replace("\\", "\\\\").replace('"', '\\"') + '"'


def _lowered(reason: str) -> str:
    return reason[:1].lower() + reason[1:]
