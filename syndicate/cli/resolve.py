"""``syndicate resolve``: say what a board shows, where it cannot be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from syndicate.cli.options import common, instant_of, site_of
from syndicate.cli.output import note, say
from syndicate.errors import ConfigurationError

if TYPE_CHECKING:
    from pathlib import Path


@click.command(short_help="Say whether a board shows an offer.")
@click.argument("board", metavar="BOARD")
@click.argument("offer", metavar="OFFER")
@click.option(
    "--as",
    "state",
    required=True,
    type=click.Choice(["live", "absent"]),
    help="live: the board shows it; absent: it does not.",
)
@common
def resolve(board: str, offer: str, state: str, project: Path | None, now: str | None) -> None:
    """Say whether BOARD shows OFFER, after a call was cut off and the board cannot be asked.

    Nothing is sent now; the next `syndicate apply` goes on from what you say. OFFER is its id,
    as `syndicate status` shows it.
    """
    from syndicate.project.pushing import open_ledger

    site = site_of(project)
    instant = instant_of(now, site.timezone)
    ledger = open_ledger(site)
    if ledger is None:
        raise ConfigurationError("nothing was ever sent from here: there is no ledger yet")
    with ledger:
        run = ledger.run_started("resolve", instant)
        entry = ledger.resolve(board, offer, instant, live=state == "live", run=run)
        ledger.run_ended(run, "done", instant)
    say(f"{board}: {offer} is {entry.state.value} now.")
    if entry.operation is not None:
        note(f"It waits for its {entry.operation.value}: syndicate apply --board {board}")
