"""``syndicate plan``: what would change, and where."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from syndicate.cli.options import common, instant_of, site_of
from syndicate.cli.output import note, say_json

#: The exit code that says: there is something to do.
CHANGES = 3


@click.command(short_help="Show what would change on which board.")
@click.option("--board", "boards", multiple=True, metavar="B", help="Only this board.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan as JSON.")
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Save the plan, for `syndicate apply FILE`.",
)
@common
@click.pass_context
def plan(
    ctx: click.Context,
    boards: tuple[str, ...],
    as_json: bool,
    out: Path | None,
    project: Path | None,
    now: str | None,
) -> None:
    """Show what would be created, updated and withdrawn on each board, and why.

    Nothing is sent. Exit code 0 when there is nothing to do, 3 when there is something.
    """
    from syndicate.cli.plan_text import plan_text
    from syndicate.cli.progress import progress_bar
    from syndicate.delivery import plan_file
    from syndicate.project.pushing import Pushing

    site = site_of(project)
    instant = instant_of(now, site.timezone)
    with Pushing.open(site, boards or None) as pushing:
        with progress_bar() as progress:
            planned = pushing.plan(instant, progress=progress)
        if out is not None:
            plan_file.save(out, planned.plans, planned.drastic, instant)
        if as_json:
            say_json(plan_file.report(planned.plans, planned.drastic))
        elif not pushing.boards:
            note(NO_BOARDS)
        else:
            for line in plan_text(pushing, planned, _carrying_out(boards, out)):
                click.echo(line)
        if out is not None and (as_json or not planned):
            note(f"Saved as {out}.")
    if planned.offered.errors:
        note("Some files cannot be read; see them with: syndicate check")
    ctx.exit(CHANGES if planned else 0)


def _carrying_out(boards: tuple[str, ...], out: Path | None) -> str:
    """The command that does what the plan shows."""
    if out is not None:
        return f"syndicate apply {shlex.quote(str(out))}"
    return " ".join(["syndicate apply", *(f"--board {name}" for name in boards)])


#: What to say to a site without boards.
NO_BOARDS = (
    "No board is configured. The simplest is a folder; write in syndicate.toml:\n"
    "  [boards.local]\n"
    '  adapter = "folder"\n'
    '  path = "board"'
)
