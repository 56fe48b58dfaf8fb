"""``syndicate init``: a working site in a folder."""

from __future__ import annotations

import locale
import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from syndicate.cli.options import common, instant_of
from syndicate.cli.output import note, say
from syndicate.content.quoting import quoted
from syndicate.errors import ConfigurationError, OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

#: The languages in which pages have words of their own.
_LANGUAGES = ("fr", "en", "de", "es", "nl")


@click.command(short_help="Make a folder a working site.")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@common
def init(folder: Path | None, project: Path | None, now: str | None) -> None:
    """Make DIR (default: this folder) a working site with one example offer.

    Writes syndicate.toml, content/, .gitignore and a short README.md. What exists already is
    kept as it is.
    """
    if folder and project and folder.resolve() != project.resolve():
        raise ConfigurationError(f"two folders are named: {folder} and --project {project}")
    root = folder or project or Path.cwd()
    zone = _zone()
    today = instant_of(now, zone).astimezone(zone).date()
    if os.path.lexists(root / "syndicate.toml"):
        raise ConfigurationError(f"{root / 'syndicate.toml'} exists: this is a site already")
    try:
        written = _write(root, _files(root, zone, today))
    except OSError as error:
        raise OutputError(f"{error.filename or root}: {error.strerror}") from error
    _next_steps(root, written)


def _zone() -> ZoneInfo:
    """The time zone of this machine, or UTC when it does not say."""
    name = os.environ.get("TZ", "").lstrip(":")
    link = Path("/etc/localtime")
    if not name and link.is_symlink():
        name = str(link.readlink()).partition("zoneinfo/")[2]
    try:
        return ZoneInfo(name.removeprefix("Etc/") or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def _language() -> str:
    """The language of this machine where we have words for it, or English."""
    name = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    code = locale.normalize(name)[:2].lower()
    return code if code in _LANGUAGES else "en"


def _files(root: Path, zone: ZoneInfo, today: date) -> dict[str, str]:
    """The files of a new site below *root*, by their path."""
    name = root.resolve().name or "Our organisation"
    files = {
        "syndicate.toml": _CONFIGURATION.format(
            title=quoted(f"Jobs at {name}"),
            name=quoted(name),
            language=quoted(_language()),
            timezone=quoted(zone.key),
        ),
    }
    if addition := _ignored(root / ".gitignore"):
        files[".gitignore"] = addition
    if not any((root / "content").rglob("*.m*d*")):
        files[f"content/{today}-example-offer.md"] = _EXAMPLE.format(
            today=today, closes=today + timedelta(days=60)
        )
    if not os.path.lexists(root / "README.md"):
        files["README.md"] = _README.format(name=name)
    return files


def _ignored(path: Path) -> str:
    """What to add to the file *path* so that Git leaves our own state alone; often nothing."""
    text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    if any(line.strip().strip("/") == ".syndicate" for line in text.splitlines()):
        return ""
    return ("\n" if text and not text.endswith("\n") else "") + ".syndicate/\n"


def _write(root: Path, files: Mapping[str, str]) -> list[str]:
    """Write *files* below *root*, the configuration last: a start that failed can be repeated."""
    for name in sorted(files, key=lambda name: name == "syndicate.toml"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # A file that appeared since we looked is somebody's work: nothing is opened with "w".
        with path.open("a" if name == ".gitignore" else "x", encoding="utf-8") as file:
            file.write(files[name])
    return sorted(files)


def _next_steps(root: Path, written: list[str]) -> None:
    note(f"A working site in {root.resolve()}:")
    for name in written:
        say(f"  {root / name}" if root != Path.cwd() else f"  {name}")
    there = "" if root.resolve() == Path.cwd() else f"  cd {root}\n"
    note(
        "What next:\n"
        f"{there}"
        "  edit syndicate.toml            your name, your address, your time zone\n"
        '  syndicate new "Web developer"  an offer of your own; then delete the example\n'
        "  syndicate check                what is missing or wrong, and the line to write\n"
        "  syndicate build                feeds/ for readers, search engines and job boards\n"
        "  syndicate serve                look at it"
    )


_CONFIGURATION = """\
# What Syndicate knows of this site. Each line can be changed at any time;
# a wrong one is answered with its place and what was expected.

[site]
url = "https://jobs.example.org/"  # where the folder feeds/ will be published
title = {title}
language = {language}  # of offers that do not say: fr, en, de, es, nl, ...
timezone = {timezone}  # in which days begin and deadlines end

[organization]  # the employer, unless an offer names another
name = {name}
url = "https://www.example.org/"
# The place of work of offers that name none (country: two letters):
# address = {{ street = "1 Main Street", postal_code = "12345", city = "Town", country = "FR" }}

[content]
path = "content"  # the folder of the offers, one Markdown file each

[feeds]
path = "feeds"  # the folder that `syndicate build` writes
"""

_EXAMPLE = """\
---
title: Community gardener
date_posted: {today}
closes: {closes}
location: 78 rue Compans, 75019 Paris, FR
workplace: onsite
employment: fixed_term
schedule: part_time
days_per_week: 3
duration: 12 months
pay: 1,400 to 1,600 EUR per month
language: en
tags: gardening, neighbourhood
apply_email: jobs@example.org
---

This is an example offer. It shows what an offer may say; replace it with one of your own.

## The work

You look after a garden that forty families of the neighbourhood share. You plan the year's
planting with them, lead a workshop each Saturday, and keep the tools and the compost in order.

## You

* have grown vegetables with other people, as a job or as a volunteer;
* like explaining, and listening;
* can lift a full watering can.

## How to apply

Write to [jobs@example.org](mailto:jobs@example.org) and tell us about a plant that you are fond of.
"""

_README = """\
# Job offers of {name}

Each file in `content/` is one offer. Syndicate (`syndicate-jobs`) turns
them into feeds, pages and a sitemap in `feeds/`.

    syndicate new "Web developer"   a new offer with the right keys
    syndicate check                 what is missing or wrong, and the line to write
    syndicate build                 content/ -> feeds/
    syndicate serve                 look at it
"""
