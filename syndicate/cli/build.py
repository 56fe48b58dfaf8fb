"""``syndicate build``: feeds, pages and sitemap of the offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from syndicate.cli.options import common, instant_of, site_of
from syndicate.cli.output import note, say_json
from syndicate.errors import SyndicateError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime
    from pathlib import Path

    from syndicate.problem import Problem
    from syndicate.project import Built
    from syndicate.site import Site


@click.command(short_help="Make feeds, pages and the sitemap of the offers.")
@click.option("--full", is_flag=True, help="Make everything anew, whatever builds remember.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Share the work among so many processes (default: one for each core).",
)
@click.option(
    "--yes", is_flag=True, help="Write the feeds for job boards that lost most of their offers."
)
@click.option("--watch", is_flag=True, help="Build again at each edit, until Ctrl-C.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@common
@click.pass_context
def build(
    ctx: click.Context,
    full: bool,
    jobs: int | None,
    yes: bool,
    watch: bool,
    as_json: bool,
    project: Path | None,
    now: str | None,
) -> None:
    """Make feeds, pages and the sitemap of the offers.

    Exit code 1 when an offer has an error; all that can be built is built nevertheless.
    """
    from syndicate.cli.outcome import needs_a_person

    site = site_of(project)
    instant = instant_of(now, site.timezone)
    if watch:
        _watch(site, project, now, full=full, jobs=jobs, as_json=as_json)
    built = _built(site, instant, full=full, jobs=jobs, yes=yes)
    _tell(built, site, as_json=as_json)
    ctx.exit(1 if needs_a_person(built) else 0)


def _built(
    site: Site,
    instant: datetime,
    *,
    full: bool,
    jobs: int | None,
    yes: bool = False,
    moved: Collection[Path] | None = None,
) -> Built:
    from syndicate import project
    from syndicate.cli.progress import progress_bar

    with progress_bar() as progress:
        return project.build(
            site, instant, full=full, yes=yes, jobs=jobs, moved=moved, progress=progress
        )


def _tell(built: Built, site: Site, *, as_json: bool) -> None:
    from syndicate.cli.outcome import summary

    if as_json:
        say_json(built.report())
    if built.own:
        _show(built.own, site)
    for line in summary(built, site):
        click.echo(line, err=as_json)


def _show(problems: Sequence[Problem], site: Site) -> None:
    from syndicate.cli.problem_text import ProblemText

    text = ProblemText(site.root)
    for problem in problems:
        for line in text.lines(problem):
            click.echo(line, err=True)


def _watch(
    site: Site,
    project: Path | None,
    now: str | None,
    *,
    full: bool,
    jobs: int | None,
    as_json: bool,
) -> None:
    """Build until interrupted; a build that fails is reported, and the next edit tries again."""
    from syndicate.cli.outcome import Teller
    from syndicate.cli.watching import keep_building

    last, sound = site, False
    tell = Teller(as_json=as_json)

    def once(moved: Collection[Path] | None) -> tuple[Site, datetime | None]:
        nonlocal last, sound
        try:
            last = site_of(project)
            # What moved before a build that failed is not told again.
            hint = moved if sound else None
            built = _built(last, instant_of(now, last.timezone), full=full, jobs=jobs, moved=hint)
        except SyndicateError as error:
            sound = False
            tell(error)
            return last, None
        sound = True
        tell(built)
        return last, built.next_change

    note(f"Building {site.content.path}/ at each edit (Ctrl-C ends it).")
    keep_building(site, once, lambda: instant_of(now, last.timezone))
