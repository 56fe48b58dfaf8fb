"""``syndicate serve``: look at the site while editing it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from syndicate.cli.options import common, instant_of, site_of
from syndicate.cli.output import is_terminal

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@click.command(short_help="Show the result in a browser while you edit.")
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port on this machine; 0 takes any free one.",
)
@common
def serve(port: int, project: Path | None, now: str | None) -> None:
    """Show the pages and feeds on this machine, built again at each edit, until Ctrl-C."""
    from syndicate import serve as preview
    from syndicate.cli.outcome import Teller

    zone = site_of(project).timezone
    instant_of(now, zone)  # a wrong --now is refused before anything is built

    def clock() -> datetime:
        return instant_of(now, zone)

    preview.serve(lambda: site_of(project), clock, port=port, announce=_announce, report=Teller())
    if is_terminal(sys.stderr):
        click.echo(err=True)  # a terminal shows ^C and stays on its line


def _announce(address: str) -> None:
    click.echo(f"{click.style(address, bold=True)}  (Ctrl-C ends it)")
