"""``syndicate offers``: what was understood of the content folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from syndicate.cli.options import common, instant_of, site_of
from syndicate.cli.output import note, say_json
from syndicate.offer import Status

if TYPE_CHECKING:
    from pathlib import Path


@click.command(short_help="List the offers as they were understood.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per offer, a line each.")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice([status.value for status in Status]),
    help="Only offers of this status; may be given several times.",
)
@common
def offers(as_json: bool, statuses: tuple[str, ...], project: Path | None, now: str | None) -> None:
    """List all offers as they were understood, by status."""
    from syndicate import project as work

    site = site_of(project)
    reading = work.read(site, instant_of(now, site.timezone))
    wanted = [o for o in reading.offers if not statuses or o.status.value in statuses]
    if as_json:
        from syndicate.cli.offer_json import offer_json

        for offer in wanted:
            say_json(offer_json(offer))
        return
    from syndicate.cli.offer_table import offer_table

    for line in offer_table(wanted, site.timezone):
        click.echo(line)
    if not wanted:
        note(f"No such offer in {site.content.path}/." if statuses else _none(site.content.path))


def _none(folder: str) -> str:
    return f"No offer in {folder}/ yet: `syndicate new TITLE` writes one."
