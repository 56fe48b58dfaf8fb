"""What is in a folder of offers, for people and for programs."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

import click
from rich.cells import cell_len

from syndicate.cli.matrix_json import counts
from syndicate.cli.matrix_text import WORDS, fitted
from syndicate.cli.output import counted, harmless
from syndicate.offer import Status
from syndicate.project.destinations import Fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from syndicate.project.matrix import Matrix
    from syndicate.project.overview import Beyond, Key, Line, Overview, Share, Value

_STATUSES = {
    Status.OPEN: "open",
    Status.SCHEDULED: "scheduled",
    Status.CLOSED: "closed",
    Status.DRAFT: "draft",
    Status.TEMPLATE: "no offer (template, notice or page)",
    Status.UNREADABLE: "unreadable",
}
#: So many values and unknown keys are told of; JSON has all.
_MOST = 20
_MOST_KEYS = 40
_BAR = 20


def as_text(found: Overview, matrix: Matrix) -> Iterator[str]:
    """*found* as lines for people."""
    parts = [f"{found.statuses[s]:,} {word}" for s, word in _STATUSES.items() if found.statuses[s]]
    yield f"{counted(len(matrix.offers), 'file')}: {', '.join(parts)}."
    yield ""
    yield from _keys([key for key in found.keys if key.use == "read"])
    yield from _unknown([key for key in found.keys if key.use == "unknown"])
    yield from _ignored([key for key in found.keys if key.use == "ignored"])
    yield from _values(found.values)
    yield from _shares(found.shares, len(matrix.rows))
    yield from _lines(found.lines)
    yield from _beyond(found.beyond)


def as_json(found: Overview, matrix: Matrix) -> dict[str, object]:
    """The object that ``check --summary --format json`` prints: keys and order are a contract."""
    return {
        "files": len(matrix.offers),
        "statuses": {status.value: found.statuses.get(status, 0) for status in Status},
        "keys": [
            {
                "key": key.name,
                "files": key.files,
                "use": key.use,
                "fields": list(key.fields),
                "near": key.near,
                "first": key.at,
            }
            for key in found.keys
        ],
        "values": [
            {
                "message": value.message,
                "times": value.times,
                "code": value.code,
                "field": value.field,
                "hint": value.hint,
                "first": value.at,
            }
            for value in found.values
        ],
        "boards": [
            {
                "name": share.destination.name,
                "kind": share.destination.kind,
                "title": share.destination.title,
                "offers": counts(fit for fit in Fit for _ in range(share.fits.get(fit, 0))),
            }
            for share in found.shares
        ],
        "lines": [
            {
                "about": line.name,
                "line": line.line,
                "example": line.example or None,
                "advice": line.advice,
                "unlocks": line.unlocks,
                "blocked": line.blocked,
                "improves": line.improves,
                "stated_in_text": line.stated,
                "paths": list(line.paths),
            }
            for line in found.lines
        ],
        "beyond": [
            {
                "board": one.destination.name,
                "message": one.message,
                "offers": one.offers,
                "first": one.path,
            }
            for one in found.beyond
        ],
    }


# -- keys and values ------------------------------------------------------------------------------


def _keys(keys: Sequence[Key]) -> Iterator[str]:
    if not keys:
        return
    yield _head("Keys that are read")
    width = min(30, max(cell_len(key.name) for key in keys))
    for key in keys[:_MOST_KEYS]:
        fields = " or ".join(field.replace("_", " ") for field in key.fields)
        yield f"  {key.files:>6,}  {fitted(harmless(key.name), width)}  as {fields}"
    if len(keys) > _MOST_KEYS:
        yield f"          and {len(keys) - _MOST_KEYS:,} more: --format json has all of them"
    yield ""


def _unknown(keys: Sequence[Key]) -> Iterator[str]:
    if not keys:
        return
    yield _head("Keys that nobody knows: what they say is lost")
    width = min(30, max(cell_len(key.name) for key in keys))
    # A slip of the pen is worth more than a key that is another program's.
    for key in sorted(keys, key=lambda key: key.near is None)[:_MOST]:
        near = f"did you mean {key.near}? " if key.near else ""
        place = harmless(f"first in {key.at}")
        yield f"  {key.files:>6,}  {fitted(harmless(key.name), width)}  {near}{place}"
    if len(keys) > _MOST:
        yield f"          and {len(keys) - _MOST:,} more: --format json has all of them"
    told = (
        "Where one matters, say what it is below [content.fields] in syndicate.toml, such as: "
        'closes = "last_day"'
    )
    yield from _wrapped(told, "  ")
    yield ""


def _ignored(keys: Sequence[Key]) -> Iterator[str]:
    if not keys:
        return
    yield _head("Keys for other programs, passed over")
    yield from _wrapped(", ".join(f"{key.name} ({key.files:,})" for key in keys), "  ")
    yield ""


def _values(values: Sequence[Value]) -> Iterator[str]:
    if not values:
        return
    yield _head("Values that were not understood, or say nothing yet")
    for value in values[:_MOST]:
        first, *rest = _wrapped(value.message, " " * 10)
        yield f"  {value.times:>6,}  {first.strip()}"
        yield from rest
        if value.hint:
            yield from _wrapped(f"help: {value.hint}", " " * 10)
        yield from _wrapped(f"first in {value.at}", " " * 10)
    if len(values) > _MOST:
        yield f"          and {len(values) - _MOST:,} more: --format json has all of them"
    yield ""


# -- readiness ------------------------------------------------------------------------------------


def _shares(shares: Sequence[Share], number: int) -> Iterator[str]:
    if not number:
        yield "No offer is open or scheduled, so none is judged."
        return
    yield _head(f"What the {counted(number, 'open or scheduled offer')} can be sent to")
    width = max(cell_len(share.destination.name) for share in shares)
    for share in shares:
        taken = share.fits.get(Fit.READY, 0) + share.fits.get(Fit.POOR, 0)
        asked = number - share.fits.get(Fit.NOT_MEANT, 0) - share.fits.get(Fit.UNKNOWN, 0)
        part = taken / asked if asked else 0.0
        bar = "█" * round(part * _BAR) + "░" * (_BAR - round(part * _BAR))
        told = [f"{share.fits[fit]:,} {WORDS[fit]}" for fit in Fit if share.fits.get(fit)]
        percent = f"{part:>5.0%}" if asked else "    –"
        yield f"  {fitted(share.destination.name, width)}  {bar} {percent}  {', '.join(told)}"
    yield ""


def _lines(lines: Sequence[Line]) -> Iterator[str]:
    if not lines:
        return
    yield _head("The most useful lines to add (a posting is one offer on one board)")
    for number, line in enumerate(lines, 1):
        example = f"   (such as: {line.example})" if line.example else ""
        shown = click.style(harmless(line.line), fg="green") + harmless(
            example or (line.line and line.advice and f"   ({line.advice})") or line.advice
        )
        yield f"  {number:>2}. {shown}"
        told = f"in {counted(len(line.paths), 'offer')}: {', '.join(_gains(line))}"
        yield from _wrapped(told, " " * 6)
        if line.stated:
            them = counted(line.stated, "offer says", "offers say")
            yield from _wrapped(f"{them} it in the text: `syndicate suggest` proposes it", " " * 6)
        yield from _wrapped(_some(line.paths), " " * 6)
    yield ""


def _gains(line: Line) -> Iterator[str]:
    """What *line* would do, in postings; the word itself is said once."""
    taken = "would be taken"
    if line.unlocks:
        yield f"{counted(line.unlocks, 'posting')} {taken}"
    if line.blocked and line.unlocks:
        yield f"{line.blocked:,} more with other lines"
    elif line.blocked:
        yield f"{counted(line.blocked, 'posting')} {taken} with other lines"
    if line.improves:
        is_first = not line.unlocks and not line.blocked
        number = counted(line.improves, "posting") if is_first else f"{line.improves:,}"
        yield f"{number} would say more"


def _beyond(beyond: Sequence[Beyond]) -> Iterator[str]:
    if not beyond:
        return
    yield _head("Refused for what no line mends")
    for one in beyond:
        told = f"{one.destination.name}: {one.message} (first {one.path})"
        first, *rest = _wrapped(told, " " * 10)
        yield f"  {one.offers:>6,}  {first.strip()}"
        yield from rest
    yield ""


def _some(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - 2:,} more" if len(paths) > 2 else ""
    return ", ".join(paths[:2]) + more


def _head(text: str) -> str:
    return click.style(text, bold=True)


def _wrapped(text: str, indent: str) -> Iterable[str]:
    width = max(40, shutil.get_terminal_size((80, 24)).columns)
    return textwrap.wrap(
        harmless(text),
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
