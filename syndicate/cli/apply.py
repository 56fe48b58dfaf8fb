"""``syndicate apply``: carry out what ``plan`` shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from syndicate.cli.options import clock_of, common, site_of
from syndicate.cli.output import note, say_json
from syndicate.cli.stopping import stopping

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from syndicate.delivery.planning import Hold
    from syndicate.delivery.tally import Tally
    from syndicate.project.pushing import Planned, Pushing

_STOPPING = "Finishing what is under way (Ctrl-C again: stop at once)."


@click.command(short_help="Bring the boards into step.")
@click.argument(
    "file",
    required=False,
    metavar="[FILE]",
    type=click.Path(path_type=Path, dir_okay=False),
)
@click.option("--board", "boards", multiple=True, metavar="B", help="Only this board.")
@click.option("--yes", is_flag=True, help="Do it even if it looks like an accident.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@common
@click.pass_context
def apply(
    ctx: click.Context,
    file: Path | None,
    boards: tuple[str, ...],
    yes: bool,
    as_json: bool,
    project: Path | None,
    now: str | None,
) -> None:
    """Create, update and withdraw what `syndicate plan` shows; or exactly the plan in FILE.

    A plan that looks like an accident is refused without --yes. Exit code 1 when an offer or a
    board needs a person; everything else was done.
    """
    from syndicate.cli.plan import NO_BOARDS
    from syndicate.project.pushing import Pushing

    site = site_of(project)
    clock = clock_of(now, site.timezone)
    with Pushing.open(site, _names(file, boards)) as pushing:
        if not pushing.boards:
            note(NO_BOARDS)
            ctx.exit(0)
        planned = _agreed(pushing, file, clock(), yes=yes)
        holds, tallies = _carried_out(pushing, planned, clock)
    _tell(pushing, planned, holds, tallies, as_json=as_json)
    trouble = planned.needs_person or holds or any(tally.needs_person for tally in tallies)
    ctx.exit(1 if trouble else 0)


def _names(file: Path | None, boards: tuple[str, ...]) -> tuple[str, ...] | None:
    """The boards to open: those of the saved plan, those named, or None for all."""
    from syndicate.delivery import plan_file
    from syndicate.errors import ConfigurationError

    if file is None:
        return boards or None
    if boards:
        raise ConfigurationError("a saved plan names its boards itself: leave out --board")
    return tuple(plan_file.load(file).boards)


def _agreed(pushing: Pushing, file: Path | None, now: datetime, *, yes: bool) -> Planned:
    """The plan, once nothing speaks against it; otherwise ``ConfigurationError``."""
    from syndicate.cli.progress import progress_bar
    from syndicate.delivery import plan_file
    from syndicate.project.pushing import refuse_drastic

    with progress_bar() as progress:
        planned = pushing.plan(now, progress=progress)
    if file is not None:
        plan_file.refuse_if_moved(plan_file.load(file), planned.plans)
    if not yes:
        refuse_drastic(planned)
    return planned


def _carried_out(
    pushing: Pushing, planned: Planned, clock: Callable[[], datetime]
) -> tuple[Sequence[Hold], Sequence[Tally]]:
    from syndicate.cli.delivery_bar import delivery_bar

    run = pushing.ledger.run_started("apply", clock())
    holds = pushing.intend(planned, clock(), run)
    with stopping(_STOPPING) as stop, delivery_bar(pushing):
        tallies = pushing.deliver(clock, stop=stop, grace=pushing.site.run.grace)
    pushing.ledger.run_ended(run, "stopped" if stop.is_set() else "done", clock())
    return holds, tallies


def _tell(
    pushing: Pushing,
    planned: Planned,
    holds: Sequence[Hold],
    tallies: Sequence[Tally],
    *,
    as_json: bool,
) -> None:
    from syndicate.cli.tally_text import hold_text, tally_text

    if as_json:
        say_json({"boards": {tally.board: tally.report() for tally in tallies}})
    for tally in tallies:
        for line in tally_text(tally, pushing.site.timezone):
            click.echo(line, err=as_json)
    for one in planned.plans:
        for hold in one.hold[:20]:
            click.echo(hold_text(one.board, hold), err=as_json)
    for hold in holds:
        click.echo(hold_text("not sent", hold), err=as_json)
    if planned.offered.errors:
        note("Some files cannot be read; see them with: syndicate check")
    if any(tally.needs_person for tally in tallies) or any(one.hold for one in planned.plans):
        note("What needs a person, and what to type: syndicate status")
