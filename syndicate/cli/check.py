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
    type=click.Choice(["text", "json", "github", "sarif", "markdown"]),
    default="text",
    show_default=True,
    help="text for people; json for programs; github for annotations in pull requests; sarif "
    "for code scanning; markdown for a comment, with --boards.",
)
@click.option("--boards", is_flag=True, help="Judge each offer for each board, feeds included.")
@click.option(
    "--board",
    "names",
    multiple=True,
    metavar="NAME",
    help="Only for this board or feed; may be given several times.",
)
@click.option("--all-boards", is_flag=True, help="For every feed format that there is, too.")
@click.option("--summary", is_flag=True, help="Tell of the folder: keys, values, what would help.")
@click.option("-v", "--verbose", is_flag=True, help="Show notes too, not only errors and warnings.")
@common
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[Path, ...],
    form: str,
    boards: bool,
    names: tuple[str, ...],
    all_boards: bool,
    summary: bool,
    verbose: bool,
    project: Path | None,
    now: str | None,
) -> None:
    """Find the problems of all offers, or of those in the files and folders PATH.

    Each problem has its place, what is wrong, why it matters and the line to write. Exit code 1
    when there is an error; warnings and notes are advice.

    With --boards: which board takes which offer, and which lines would make it. Nothing is sent,
    and no secret is needed. With --summary: what is in the folder.
    """
    from syndicate import project as work

    boards = boards or bool(names) or (all_boards and not summary)
    _refuse_form(form, boards=boards, summary=summary)
    site = site_of(project)
    wanted = [inside(site, path) for path in paths]
    if boards or summary:
        from syndicate.cli.check_boards import check_boards
        from syndicate.project.matrix import Choice

        ctx.exit(
            check_boards(
                site,
                instant_of(now, site.timezone),
                Choice(names, all_boards),
                lambda path: is_wanted(path, wanted),
                form=form,
                summary=summary,
            )
        )
    reading = work.check(site, instant_of(now, site.timezone))
    problems = sorted(p for p in reading.problems if is_wanted(p.path, wanted))
    files = {o.path for o in reading.offers if is_wanted(o.path, wanted)}
    files |= {problem.path for problem in problems}
    if not files:
        note(_nothing_to_check(site, wanted))
    _FORMS[form](problems, files, site, verbose)
    ctx.exit(1 if any(p.severity is Severity.ERROR for p in problems) else 0)


def _refuse_form(form: str, *, boards: bool, summary: bool) -> None:
    if not boards and not summary:
        if form == "markdown":
            raise click.UsageError("--format markdown is for a comment about boards: add --boards")
        return
    from syndicate.cli.check_boards import FORMS

    taken = FORMS["summary" if summary else "boards"]
    if form not in taken:
        option = "--summary" if summary else "--boards"
        raise click.UsageError(f"{option} takes --format {' or '.join(taken)}, not {form}")


def _nothing_to_check(site: Site, wanted: Sequence[PurePosixPath]) -> str:
    if wanted:
        return f"No offer in {', '.join(map(str, wanted))} (offers lie in {site.content.path}/)."
    return f"No offer in {site.content.path}/ yet: `syndicate new TITLE` writes one."


def _text(problems: list[Problem], files: set[str], site: Site, verbose: bool) -> None:
    from syndicate.cli.problem_text import ProblemText, steps, summary

    teller = ProblemText(site.root)
    shown = [p for p in problems if verbose or p.severity is not Severity.INFO]
    for problem in shown:
        for line in teller.lines(problem):
            click.echo(line)
    if files:
        click.echo(summary(problems, len(files), notes_shown=verbose))
    for line in steps(shown):
        click.echo(line)


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
