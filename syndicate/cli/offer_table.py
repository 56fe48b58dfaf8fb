"""Offers as a table for people, a group for each status."""

from __future__ import annotations

import shutil
import sys
from datetime import datetime
from typing import TYPE_CHECKING

import click
from rich.cells import cell_len, set_cell_size

from syndicate.cli.output import harmless, is_terminal
from syndicate.offer import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo

    from syndicate.offer import Location, Offer, When

_COLOURS = {
    Status.OPEN: "green",
    Status.SCHEDULED: "cyan",
    Status.UNREADABLE: "red",
}
_GAP = "  "


def offer_table(offers: Sequence[Offer], zone: ZoneInfo) -> Iterable[str]:
    """*offers* as lines: title, place, date and id; on a terminal no wider than it is."""
    rows = {offer.path: _row(offer, zone) for offer in offers}
    widths = _widths(list(rows.values()))
    for status in Status:
        group = [offer for offer in offers if offer.status is status]
        if not group:
            continue
        yield click.style(f"{status.value} ({len(group)})", fg=_COLOURS.get(status), bold=True)
        yield from (_line(rows[offer.path], widths) for offer in group)
        yield ""


def place(offer: Offer) -> str:
    """Where *offer* is, in a few words; empty when it does not say."""
    names = [_town(location) for location in offer.locations]
    if offer.workplace == "remote":
        names = ["remote", *names]
    return " / ".join(names[:2]) + (f" +{len(names) - 2}" if len(names) > 2 else "")


def _town(location: Location) -> str:
    name = location.city or location.region or location.postal_code or location.street
    return ", ".join(filter(None, (name, location.country)))


def _row(offer: Offer, zone: ZoneInfo) -> tuple[str, ...]:
    title = offer.title or offer.path
    return tuple(map(harmless, (title, place(offer), _date(offer, zone), offer.id)))


def _date(offer: Offer, zone: ZoneInfo) -> str:
    if offer.status is Status.SCHEDULED and offer.opens_at:
        return f"from {_day(offer.opens_at, zone)}"
    if offer.status in {Status.OPEN, Status.CLOSED} and offer.closes:
        return f"until {_day(offer.closes, zone)}"
    return ""


def _day(when: When, zone: ZoneInfo) -> str:
    """The day of *when* as people of *zone* count days."""
    return f"{when.astimezone(zone) if isinstance(when, datetime) else when:%Y-%m-%d}"


def _widths(rows: Sequence[tuple[str, ...]]) -> list[int]:
    """The widths of the columns; the id, then the title, give way on a narrow terminal."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    if not widths or not is_terminal(sys.stdout):
        return widths
    spare = shutil.get_terminal_size().columns - 2 - sum(widths) - len(_GAP) * (len(widths) - 1)
    for column, least in ((3, 24), (0, 30), (1, 12)):
        if spare < 0:
            given = min(-spare, max(0, widths[column] - least))
            widths[column] -= given
            spare += given
    return widths


def _line(row: tuple[str, ...], widths: Sequence[int]) -> str:
    cells = [_fit(cell, width) for cell, width in zip(row, widths, strict=True) if width]
    cells[-1] = click.style(cells[-1].rstrip(), dim=True)
    return "  " + _GAP.join(cells)


def _fit(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1) + "…"
