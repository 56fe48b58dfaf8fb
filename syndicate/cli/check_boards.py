"""``syndicate check --boards`` and ``--summary``: what is ready for what, and what to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from syndicate.cli.output import note, say_json
from syndicate.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from syndicate.project.matrix import Choice, Matrix
    from syndicate.site import Site

#: What ``--format`` takes with each of the two.
FORMS = {"boards": ("text", "json", "markdown"), "summary": ("text", "json")}


def check_boards(
    site: Site,
    now: datetime,
    choice: Choice,
    wanted: Callable[[str], bool],
    *,
    form: str,
    summary: bool,
) -> int:
    """Judge the offers of the files that are *wanted*, tell it as *form*, and say how to exit."""
    from syndicate.project.matrix import matrix

    found = matrix(site, now, choice, wanted)
    if summary:
        _summary(found, site, now, form)
    elif form == "text":
        _text(found, site, now)
    elif form == "json":
        _json(found, site, now)
    else:
        _markdown(found, site, now)
    return 1 if any(p.severity is Severity.ERROR for p in found.problems) else 0


def _text(found: Matrix, site: Site, now: datetime) -> None:
    from syndicate.cli.matrix_text import Aids, details, notes, summary, table
    from syndicate.project.advising import advised

    for line in table(found):
        click.echo(line)
    told: set[str] = set()
    aids = Aids()
    for one in map(aids.see, advised(found, site, now)):
        for line in details(one, told):
            click.echo(line)
    for line in (*aids.lines(), *notes(found), *_unsearched(found)):
        click.echo(line)
    click.echo(summary(found))


def _json(found: Matrix, site: Site, now: datetime) -> None:
    from syndicate.cli.matrix_json import as_json
    from syndicate.project.advising import advised

    for piece in as_json(found, advised(found, site, now)):
        click.echo(piece, nl=False)
    for line in _unsearched(found):
        note(line)


def _markdown(found: Matrix, site: Site, now: datetime) -> None:
    from syndicate.cli.matrix_markdown import comment
    from syndicate.cli.paths import repository_prefix
    from syndicate.project.advising import advised

    # The bytes of UTF-8, whatever the terminal speaks: services take nothing else.
    text = comment(found, list(advised(found, site, now)), repository_prefix(site.root))
    click.echo(text.encode(), nl=False)


def _summary(found: Matrix, site: Site, now: datetime, form: str) -> None:
    from syndicate.cli.matrix_text import notes
    from syndicate.cli.overview_text import as_json, as_text
    from syndicate.project.overview import overview

    figures = overview(found, site, now)
    if form == "json":
        say_json(as_json(figures, found), indent=2)
        return
    for line in (*as_text(figures, found), *notes(found), *_unsearched(found)):
        click.echo(line)


def _unsearched(found: Matrix) -> list[str]:
    from syndicate.project.advising import searched

    paths, number = searched(found)
    if number <= len(paths):
        return []
    told = (
        f"The texts of the first {len(paths):,} offers were searched for what their front matter "
        f"leaves open, those of {number - len(paths):,} more were not: name a folder, or use "
        "`syndicate suggest`."
    )
    return [told]
