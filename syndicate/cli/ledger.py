"""``syndicate ledger``: check it, export it, make it from an export."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syndicate.cli.options import common, instant_of, site_of
from syndicate.cli.output import counted, note, say
from syndicate.errors import ConfigurationError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from syndicate.site import Site


@click.command(short_help="Check, export or restore what was written down about boards.")
@click.argument(
    "action", metavar="check|export|import", type=click.Choice(["check", "export", "import"])
)
@click.argument(
    "file", required=False, metavar="[FILE]", type=click.Path(path_type=Path, dir_okay=False)
)
@common
@click.pass_context
def ledger(
    ctx: click.Context, action: str, file: Path | None, project: Path | None, now: str | None
) -> None:
    """Check the ledger, export it to FILE, or make it from FILE.

    Without FILE, or with -, standard output and input are used. An export is JSON lines, and
    holds no secret. Exit code 1 when the check finds a fault.
    """
    site = site_of(project)
    instant_of(now, site.timezone)
    ctx.exit(_ACTIONS[action](site, None if file == Path("-") else file))


def _check(site: Site, file: Path | None) -> int:
    from syndicate.delivery.ledger.connecting import WAY_OUT
    from syndicate.project.pushing import open_ledger

    found = open_ledger(site)
    if found is None:
        say("There is no ledger yet: the first `syndicate apply` makes it.")
        return 0
    with found:
        faults = found.check()
        place = found.place
    for fault in faults:
        say(f"{place}: {fault}", fg="red")
    if faults:
        note(f"What to do: {WAY_OUT}")
    else:
        say(f"{place}: all is well.")
    return 1 if faults else 0


def _export(site: Site, file: Path | None) -> int:
    from syndicate.project.pushing import open_ledger

    found = open_ledger(site)
    if found is None:
        raise ConfigurationError("there is no ledger yet: the first `syndicate apply` makes it")
    with found, _writing(file) as stream:
        rows = found.export(stream)
    note(f"Exported {counted(rows, 'row')}.")
    return 0


def _import(site: Site, file: Path | None) -> int:
    from syndicate.delivery.ledger import Ledger
    from syndicate.project.pushing import setting

    with _reading(file) as stream:
        url = setting(site, "ledger", site.run.ledger)
        rows = Ledger.restore(stream, url, root=site.root)
    note(f"Imported {counted(rows, 'row')}. What is to be done now: syndicate plan")
    return 0


_ACTIONS = {"check": _check, "export": _export, "import": _import}


@contextmanager
def _writing(file: Path | None) -> Iterator[TextIO]:
    if file is None:
        yield sys.stdout
        return
    try:
        with file.open("x", encoding="utf-8") as stream:
            yield stream
    except FileExistsError:
        raise ConfigurationError(f"{file} exists: it was left as it is") from None
    except OSError as error:
        raise OutputError(f"{file}: cannot be written: {error.strerror}") from error


@contextmanager
def _reading(file: Path | None) -> Iterator[TextIO]:
    if file is None:
        yield sys.stdin
        return
    try:
        with file.open(encoding="utf-8") as stream:
            yield stream
    except OSError as error:
        raise ConfigurationError(f"{file}: cannot be read: {error.strerror}") from error
