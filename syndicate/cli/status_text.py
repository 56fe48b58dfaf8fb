"""How boards stand, as a person reads it, with the commands to type."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from syndicate.cli.output import counted, harmless, moment
from syndicate.delivery.ledger import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from syndicate.delivery.ledger import Entry, Holder
    from syndicate.project.standing import Standing
    from syndicate.site import Site


def status_text(found: Sequence[Standing], holder: Holder | None, site: Site) -> Iterator[str]:
    """All boards of *found*, then what needs a person; *holder* is the `run` at work."""
    for one in found:
        yield from _board(one, site)
    yield ""
    if holder is None:
        yield "`syndicate run` is not at work here: boards are brought into step by apply alone."
    else:
        since = moment(holder.since, site.timezone)
        yield f"`syndicate {holder.command}` is at work since {since} (process {holder.pid})."
    yield from _needing(found)


def _board(one: Standing, site: Site) -> Iterator[str]:
    zone = site.timezone
    name = click.style(harmless(one.name), bold=True)
    kind = one.adapter or "no longer configured: it is left as it is"
    yield f"{name} ({harmless(kind)}): {_figures(one)}"
    if one.row.last_success:
        yield f"  last success  {moment(one.row.last_success, zone)}"
    if one.row.paused_until:
        yield f"  rests until   {moment(one.row.paused_until, zone)}"
    if one.row.failures and one.row.last_error:
        times = counted(one.row.failures, "failure")
        words = f"  {times} in a row, the last: {harmless(one.row.last_error)}"
        yield click.style(words, fg="yellow")
    if one.next_run:
        yield f"  next run      {moment(one.next_run, zone)}"
    elif one.adapter:
        yield "  next run      never: enabled = false"


def _figures(one: Standing) -> str:
    parts = [f"{one.live:,} live"]
    waiting = {
        "pending": one.pending,
        "in doubt": one.unknown,
        "for a person": one.held,
        "refused": one.rejected,
    }
    parts += [f"{number:,} {words}" for words, number in waiting.items() if number]
    return ", ".join(parts)


def _needing(found: Sequence[Standing]) -> Iterator[str]:
    if not any(one.needs_person for one in found):
        yield "Nothing that was sent needs a person; `syndicate plan` tells what is set up wrongly."
        return
    yield ""
    yield click.style("What needs a person:", bold=True)
    for one in found:
        if one.refused:
            yield from _refused(one)
        for entry in one.needing:
            yield from _entry(entry)
        if (rest := one.held + one.rejected - len(one.needing)) > 0:
            yield f"  and {rest:,} more on {harmless(one.name)}"


def _refused(one: Standing) -> Iterator[str]:
    board = harmless(one.name)
    yield f"  {board}: {harmless(one.row.last_error or '')}"
    yield f"    put it right; then try it: syndicate boards test {board}"


def _entry(entry: Entry) -> Iterator[str]:
    name = harmless(f"{entry.title} ({entry.subject})" if entry.title else entry.subject)
    board = harmless(entry.board)
    subject = shlex.quote(harmless(entry.subject))
    yield f"  {board}: {name}: {harmless(entry.error or 'no reason was told')}"
    if entry.state is State.HELD or not entry.wanted:
        yield f"    look at the board; then: syndicate resolve {board} {subject} --as live"
        yield f"    or, if it is not there:  syndicate resolve {board} {subject} --as absent"
    else:
        yield "    the board will not take it as it is: change the offer, and it is sent again"
        yield f"    what it says:            syndicate explain {subject} --board {board}"
