"""``syndicate explain``: everything that is known of one offer, and from where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from syndicate.cli.options import common, instant_of, site_of

if TYPE_CHECKING:
    from pathlib import Path


@click.command(short_help="Tell everything about one offer.")
@click.argument("offer", metavar="OFFER")
@click.option(
    "--board",
    "boards",
    multiple=True,
    metavar="B",
    help="Also what this board is to have of it, holds, and was sent.",
)
@common
def explain(offer: str, boards: tuple[str, ...], project: Path | None, now: str | None) -> None:
    """Tell everything about one offer: its status and why, each field and its source.

    OFFER is its id, its path, or a part of either that no other offer has.
    """
    from syndicate import project as work
    from syndicate.cli.explanation import explanation
    from syndicate.cli.offer_choice import chosen

    site = site_of(project)
    instant = instant_of(now, site.timezone)
    reading = work.read(site, instant)
    found = chosen(offer, reading.offers, site.root)
    problems = sorted(problem for problem in reading.problems if problem.path == found.path)
    for line in explanation(found, problems, site, instant):
        click.echo(line)
    if boards:
        from syndicate.cli.board_history import board_history
        from syndicate.project.pushing import Pushing

        with Pushing.open(site, boards) as pushing:
            for name in boards:
                for line in board_history(pushing, name, found, instant):
                    click.echo(line)
