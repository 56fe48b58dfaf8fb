"""One offer on one board: wanted or not, what is there, what happened, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from syndicate.cli.output import counted, harmless, moment
from syndicate.delivery.ledger import State
from syndicate.offer import Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from syndicate.delivery.ledger import Entry, Event
    from syndicate.offer import Offer
    from syndicate.project.pushing import Pushing

#: So many of the latest events are shown.
_MOST = 30

_STATES = {
    State.PENDING: "waits for its turn",
    State.SENDING: "is being sent",
    State.LIVE: "there",
    State.GONE: "not there, and not wanted",
    State.UNKNOWN: "in doubt: a call was cut off, and will be looked into",
    State.HELD: "waits for a person's word (syndicate resolve)",
    State.REJECTED: "refused as it is; a changed offer is sent again",
}


def board_history(pushing: Pushing, board: str, offer: Offer, now: datetime) -> Iterator[str]:
    """What is to be said of *offer* on *board* at *now*."""
    entry = pushing.entry(board, offer.id)
    yield "\n" + click.style(f"On the board {harmless(board)}", bold=True)
    yield _row("to be there", pushing.verdict(board, offer, now))
    if entry is None:
        yield _row("state", "nothing was ever sent")
        return
    zone = pushing.site.timezone
    yield _row("state", _state(entry, offer))
    yield from _facts(entry, pushing, now)
    yield _row("history", "")
    for event in pushing.events(board, offer.id, _MOST):
        yield f"    {moment(event.at, zone)}  {harmless(_told(event))}"


def _state(entry: Entry, offer: Offer) -> str:
    if entry.state is State.LIVE and offer.status is Status.UNREADABLE:
        return "there, and stays as it is until the file is mended"
    if entry.state is State.GONE and offer.status is Status.OPEN:
        return "not there"
    return _STATES[entry.state]


def _facts(entry: Entry, pushing: Pushing, now: datetime) -> Iterator[str]:
    zone = pushing.site.timezone
    if entry.live_since:
        yield _row("there since", moment(entry.live_since, zone))
    if entry.url or entry.remote_id:
        place = "shown at" if entry.live_since else "was shown at"
        yield _row(place, entry.url or entry.remote_id or "")
    if entry.operation is not None:
        tries = f"tried {counted(entry.attempts, 'time')}" if entry.attempts else "not tried yet"
        yield _row("to be done", f"{entry.operation.value} ({tries})")
    if entry.next_try is not None:
        due = "now" if entry.next_try <= now else moment(entry.next_try, zone)
        yield _row("next try", due)
    if entry.error:
        yield _row("the last trouble", entry.error)


def _row(name: str, value: str) -> str:
    return f"  {name:<18}{harmless(value)}".rstrip()


def _told(event: Event) -> str:
    parts = [event.kind.value]
    if event.operation is not None:
        parts.append(event.operation.value)
    if event.error:
        parts.append(f"({event.error})")
    return " ".join(parts)
