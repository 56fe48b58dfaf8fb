"""What a pass over the boards came to, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from syndicate.cli.output import harmless, moment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from syndicate.delivery.planning import Hold
    from syndicate.delivery.tally import Tally

_WORDS = {
    "withdrawn": "withdrawn",
    "created": "created",
    "updated": "updated",
    "postponed": "to be tried again",
    "unknown": "in doubt",
    "rejected": "refused by the board",
    "held": "for a person",
}
_SHOWN = 5


def tally_text(tally: Tally, zone: ZoneInfo) -> Iterator[str]:
    """*tally* in a line or two, with the latest troubles."""
    parts = [f"{tally.counts[key]:,} {words}" for key, words in _WORDS.items() if tally.counts[key]]
    later = f"; goes on at {moment(tally.next_due, zone)}" if tally.next_due else ""
    name = click.style(harmless(tally.board), bold=True)
    nothing = "nothing to do now" if later else "nothing to do"
    yield f"{name}: {', '.join(parts) or nothing}{later}"
    if tally.trouble:
        yield click.style(f"  {harmless(tally.trouble)}", fg="red")
    for subject, error in list(tally.errors.items())[:_SHOWN]:
        yield f"  {harmless(subject)}: {harmless(error)}"
    if len(tally.errors) > _SHOWN:
        yield f"  and {len(tally.errors) - _SHOWN:,} more: syndicate status"


def hold_text(board: str, hold: Hold) -> str:
    """One subject that stays as it is, and why."""
    return f"  {harmless(board)}: {harmless(hold.subject)} stays as it is: {harmless(hold.reason)}"
