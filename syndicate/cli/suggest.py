"""``syndicate suggest``: lines for the front matter, each with the sentence that says so."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syndicate.cli.options import common, instant_of, site_of
from syndicate.cli.output import is_terminal, note, say_json
from syndicate.cli.paths import inside, is_wanted, repository_prefix
from syndicate.errors import OutputError

if TYPE_CHECKING:
    from syndicate.content.suggestion import Suggestion


@click.command(short_help="Propose front matter for facts found in the text.")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--write", "writes", is_flag=True, help="Add the lines to the files.")
@click.option("--all", "take_all", is_flag=True, help="Take in facts that are doubtful.")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(["open", "scheduled", "closed", "draft"]),
    help="Only offers of this status; may be given several times.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a list with one object per line.")
@common
@click.pass_context
def suggest(
    ctx: click.Context,
    paths: tuple[Path, ...],
    writes: bool,
    take_all: bool,
    statuses: tuple[str, ...],
    as_json: bool,
    project: Path | None,
    now: str | None,
) -> None:
    """Find facts in the text of offers that their front matter leaves open, and propose lines.

    Looks at all offers, or at those in the files and folders PATH. Standard output is a patch
    that `git apply` takes; above each difference stand the sentences that the lines come from.
    With --write the lines are added at once: nothing that an author wrote is changed. Exit code 1
    when a file could not be written.
    """
    from syndicate.cli.suggest_text import Tally, aside
    from syndicate.content.prose import HIGH, LOW
    from syndicate.project.suggesting import suggestions

    site = site_of(project)
    wanted = [inside(site, path) for path in paths]
    prefix = repository_prefix(site.root)
    tally = Tally()
    rows: list[dict[str, object]] = []
    least = LOW if take_all else HIGH
    instant = instant_of(now, site.timezone)
    for each in suggestions(site, instant, least=least, wanted=lambda p: is_wanted(p, wanted)):
        if statuses and each.offer.status not in statuses:
            continue
        if not as_json:
            _print(each, prefix)
        for line in aside(each):
            note(line)
        written = writes and _write(each)
        tally.count(each, written=written)
        rows += _rows(each, written) if as_json else ()
    if as_json:
        say_json(rows, indent=2)
    note(tally.summary(writes=writes))
    ctx.exit(1 if writes and tally.written < tally.files else 0)


def _print(suggestion: Suggestion, prefix: str) -> None:
    from syndicate.cli.suggest_text import coloured, patch

    lines = patch(suggestion, prefix)
    if is_terminal(sys.stdout):
        click.echo("".join(map(coloured, lines)), nl=False)
    else:
        # The bytes of the files: another encoding or line end would spoil the patch.
        click.echo("".join(lines).encode(), nl=False)


def _write(suggestion: Suggestion) -> bool:
    """Whether the lines of *suggestion*, if it has any, are in its file now."""
    from syndicate.project.suggesting import write

    if suggestion.change is None:
        return False
    try:
        write(suggestion)
    except OutputError as error:
        note(f"{error}")
        return False
    return True


def _rows(suggestion: Suggestion, written: bool) -> list[dict[str, object]]:
    change = suggestion.change
    if change is None:
        return []
    return [
        {
            "path": suggestion.source.path,
            "line": change.line,
            "field": gap.fact.field,
            "key": gap.key,
            "value": gap.fact.written,
            "sentence": gap.fact.sentence,
            "at": {"line": gap.fact.line, "column": gap.fact.column},
            "confidence": gap.fact.confidence,
            "written": written,
        }
        for gap in suggestion.proposed
    ]
