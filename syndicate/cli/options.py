"""What every command takes: ``--project`` and ``--now``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from syndicate.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from syndicate.site import Site

Command = TypeVar("Command", bound="Callable[..., Any]")


def common(command: Command) -> Command:
    """Give *command* the options ``--project`` and ``--now``, last in its help."""
    now = click.option(
        "--now",
        metavar="ISO",
        help="Set the clock: 2026-07-01 or 2026-07-01T12:00+02:00 (without an offset: in the "
        "site's time zone).",
    )
    project = click.option(
        "--project",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="The folder of syndicate.toml (default: the nearest one upwards).",
    )
    return project(now(command))


def site_of(project: Path | None) -> Site:
    """The site of *project*, or of the nearest ``syndicate.toml`` upwards.

    :raises ConfigurationError: there is none, or it is wrong.
    """
    from syndicate import config

    if project is None:
        return config.load(config.find(Path.cwd()))
    path = project / "syndicate.toml"
    if not path.is_file():
        raise ConfigurationError(
            f"{project}: no syndicate.toml here; `syndicate init {project}` writes one"
        )
    return config.load(path)


def instant_of(now: str | None, zone: ZoneInfo) -> datetime:
    """The instant that ``--now`` names, aware; a bare day is its midnight in *zone*.

    :raises ConfigurationError: *now* is not ISO 8601.
    """
    if now is None:
        return datetime.now(UTC)
    try:
        instant = datetime.fromisoformat(now.strip())
        if not 2 <= instant.year <= 9998:
            raise ValueError  # at the ends of the calendar no zone can be reckoned with
    except ValueError:
        raise ConfigurationError(
            f"--now {now}: not a date; write 2026-07-01 or 2026-07-01T12:00+02:00"
        ) from None
    return instant if instant.tzinfo else instant.replace(tzinfo=zone)


def clock_of(now: str | None, zone: ZoneInfo) -> Callable[[], datetime]:
    """What says the time to a command that takes a while: with ``--now`` it stands still."""
    instant = instant_of(now, zone)
    return (lambda: datetime.now(UTC)) if now is None else (lambda: instant)
