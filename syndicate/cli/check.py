"""``syndicate check``: what is wrong with the offers, and what to write instead."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from syndicate.cli.options import common, instant_of, site_of
from syndicate.cli.output import note, say_json
from syndicate.cli.paths import inside, is_wanted, repository_prefix
from syndicate.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import PurePosixPath

    from syndicate.problem import Problem
    from syndicate.site import Site


@click.command(short_help="Find what is missing or wrong, and what to write.")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="text for people; json for programs; github for annotations in pull requests; sarif "
    "for code scanning.",
)
@click.option("-v", "--verbose", is_flag=True, help="Show notes too, not only errors and warnings.")
@common
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[Path, ...],
    form: str,
    verbose: bool,
    project: Path | None,
    now: str | None,
) -> None:
    """Find the problems of all offers, or of those in the files and folders PATH.

    Each problem has its place, what is wrong, why it matters and the line to write. Exit code 1
    when there is an error; warnings and notes are advice.
    """
    from syndicate import project as work

    site = site_of(project)
    wanted = [inside(site, path) for path in paths]
    reading = work.check(site, instant_of(now, site.timezone))
    problems = sorted(p for p in reading.problems if is_wanted(p.path, wanted))
    files = {o.path for o in reading.offers if is_wanted(o.path, wanted)}
    files |= {problem.path for problem in problems}
    if not files:
        note(_nothing_to_check(site, wanted))
    _FORMS[form](problems, files, site, verbose)
    ctx.exit(1 if any(p.severity is Severity.ERROR for p in problems) else 0)


def _nothing_to_check(site: Site, wanted: Sequence[PurePosixPath]) -> str:
    if wanted:
        return f"No offer in {', '.join(map(str, wanted))} (offers lie in {site.content.path}/)."
    return f"No offer in {site.content.path}/ yet: `syndicate new TITLE` writes one."


def _text(problems: list[Problem], files: set[str], site: Site, verbose: bool) -> None:
    from syndicate.cli.problem_text import ProblemText, summary

    teller = ProblemText(site.root)
    for problem in problems:
        if verbose or problem.severity is not Severity.INFO:
            for line in teller.lines(problem):
                click.echo(line)
    if files:
        click.echo(summary(problems, len(files), notes_shown=verbose))


def _json(problems: list[Problem], files: set[str], site: Site, verbose: bool) -> None:
    from syndicate.cli.problem_formats import as_json

    say_json(as_json(problems), indent=2)


def _github(problems: list[Problem], files: set[str], site: Site, verbose: bool) -> None:
    from syndicate.cli.problem_formats import workflow_command
    from syndicate.cli.problem_text import summary

    for problem in problems:
        if verbose or problem.severity is not Severity.INFO:
            click.echo(workflow_command(problem, repository_prefix(site.root)))
    note(summary(problems, len(files), notes_shown=verbose))


def _sarif(problems: list[Problem], files: set[str], site: Site, verbose: bool) -> None:
    from syndicate.cli.sarif import sarif

    say_json(sarif(problems, repository_prefix(site.root)), indent=2)


_FORMS = {"text": _text, "json": _json, "github": _github, "sarif": _sarif}
