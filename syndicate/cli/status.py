"""``syndicate status``: what each board holds, what waits, and what needs a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from syndicate.cli.options import common, instant_of, site_of
from syndicate.cli.output import note, say_json

if TYPE_CHECKING:
    from pathlib import Path


@click.command(short_help="Tell what each board holds, and what needs a person.")
@click.option("--json", "as_json", is_flag=True, help="Print figures and reminders as JSON.")
@common
@click.pass_context
def status(ctx: click.Context, as_json: bool, project: Path | None, now: str | None) -> None:
    """Tell what each board holds, what waits, what failed, and what to type where a person is
    needed. Reminds of offers that close soon, or stay open for long without a deadline, as the last
    build read them.

    Exit code 1 when a person is needed.
    """
    from syndicate.cli.plan import NO_BOARDS
    from syndicate.cli.reminder_text import reminder_text
    from syndicate.cli.status_text import status_text
    from syndicate.project.pushing import open_ledger
    from syndicate.project.reminders import reminders
    from syndicate.project.standing import standings

    site = site_of(project)
    instant = instant_of(now, site.timezone)
    ledger = open_ledger(site)
    try:
        found = standings(site, ledger, instant)
        holder = ledger.lock_holder() if ledger else None
    finally:
        if ledger is not None:
            ledger.close()
    due = reminders(site, instant)
    if as_json:
        boards = {one.name: one.report() for one in found}
        say_json({"boards": boards, "offers": due.report(site)})
    else:
        if not found:
            note(NO_BOARDS)
        for line in (
            *(status_text(found, holder, site) if found else ()),
            *reminder_text(due, site),
        ):
            click.echo(line)
    ctx.exit(1 if any(one.needs_person for one in found) else 0)
