"""``syndicate check``: what is wrong with the offers, and what to write instead."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from syndicate.cli.options import common, instant_of, site_of
from syndicate.cli.output import note, say_json
from syndicate.errors import ConfigurationError
from syndicate.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    wanted = [_inside(site, path) for path in paths]
    reading = work.read(site, instant_of(now, site.timezone))
    problems = sorted(p for p in reading.problems if _is_wanted(p.path, wanted))
    files = {o.path for o in reading.offers if _is_wanted(o.path, wanted)}
    files |= {problem.path for problem in problems}
    if not files:
        note(_nothing_to_check(site, wanted))
    _FORMS[form](problems, files, site, verbose)
    ctx.exit(1 if any(p.severity is Severity.ERROR for p in problems) else 0)


def _inside(site: Site, path: Path) -> PurePosixPath:
    """*path*, given from here, as the project knows it."""
    if not os.path.lexists(path):
        raise ConfigurationError(f"{path}: no such file or folder")
    # A link in the content folder stays itself; a project reached through a link is one project.
    ways = ((site.root.absolute(), _absolute(path)), (site.root.resolve(), path.resolve()))
    for root, place in ways:
        if place.is_relative_to(root):
            return PurePosixPath(place.relative_to(root).as_posix())
    raise ConfigurationError(f"{path}: outside the project {site.root}")


def _absolute(path: Path) -> Path:
    return Path(os.path.normpath(path.absolute()))


def _is_wanted(path: str, wanted: Sequence[PurePosixPath]) -> bool:
    return not wanted or any(PurePosixPath(path).is_relative_to(place) for place in wanted)


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
            click.echo(workflow_command(problem, _prefix(site.root)))
    note(summary(problems, len(files), notes_shown=verbose))


def _sarif(problems: list[Problem], files: set[str], site: Site, verbose: bool) -> None:
    from syndicate.cli.sarif import sarif

    say_json(sarif(problems, _prefix(site.root)), indent=2)


_FORMS = {"text": _text, "json": _json, "github": _github, "sarif": _sarif}


def _prefix(root: Path) -> str:
    """The way from the repository's root to the project: services name files from there."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            way = root.relative_to(folder).as_posix()
            return "" if way == "." else f"{way}/"
    return ""
