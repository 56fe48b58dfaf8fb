"""``syndicate new``: a new offer with the right keys."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from syndicate.cli.options import common, instant_of, site_of
from syndicate.cli.output import note
from syndicate.errors import ConfigurationError, OutputError

if TYPE_CHECKING:
    from pathlib import Path


@click.command(short_help="Write a new offer with the right keys.")
@click.argument("title", nargs=-1, required=True, metavar="TITLE")
@common
def new(title: tuple[str, ...], project: Path | None, now: str | None) -> None:
    """Write a new offer called TITLE, a draft dated today, and print its path.

    An existing file is never overwritten.
    """
    from syndicate.cli.new_offer import file_stem, offer_text

    site = site_of(project)
    words = _title(" ".join(title))
    today = instant_of(now, site.timezone).astimezone(site.timezone).date()
    path = site.content_dir / f"{file_stem(words, today)}.md"
    text = offer_text(words, site, today)
    shown = os.path.relpath(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise ConfigurationError(f"{shown} exists already: it was left as it is") from None
    except OSError as error:
        raise OutputError(f"{shown}: {error.strerror}") from error
    click.echo(shown)
    note("Fill it in (each line says what it takes), take the line 'draft: true' away, then:")
    note(f"  syndicate check {shown}")


def _title(text: str) -> str:
    words = " ".join(text.split())
    if not words or not all(letter.isprintable() for letter in words):
        raise ConfigurationError("TITLE must be a line of readable text")
    return words
