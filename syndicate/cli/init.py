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
from syndicate.cli.output import counted, note, say
from syndicate.content.quoting import quoted
from syndicate.content.source import ENDINGS, find
from syndicate.errors import ConfigurationError, OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

#: The languages in which pages have words of their own.
_LANGUAGES = ("fr", "en", "de", "es", "nl")
#: Where Markdown files are that are no offers: those of programs, and what programs have made.
_NO_OFFERS = frozenset(
    {
        *("docs", "doc", "node_modules", "vendor", "venv", "env", "themes", "archetypes"),
        *("layouts", "_layouts", "_includes", "_site", "public", "static", "feeds"),
    }
)


@click.command(short_help="Make a folder a working site.")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@common
def init(folder: Path | None, project: Path | None, now: str | None) -> None:
    """Make DIR (default: this folder) a working site, of the offers in it or with an example.

    Writes syndicate.toml, .gitignore, a short README.md, and content/ where DIR has no Markdown
    files yet. What exists already is kept as it is.
    """
    if folder and project and folder.resolve() != project.resolve():
        raise ConfigurationError(f"two folders are named: {folder} and --project {project}")
    root = folder or project or Path.cwd()
    zone = _zone()
    today = instant_of(now, zone).astimezone(zone).date()
    if os.path.lexists(root / "syndicate.toml"):
        raise ConfigurationError(f"{root / 'syndicate.toml'} exists: this is a site already")
    try:
        found = _found(root)
        written = _write(root, _files(root, zone, today, _offers_in(found)))
    except OSError as error:
        raise OutputError(f"{error.filename or root}: {error.strerror}") from error
    _next_steps(root, written, found)


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


def _found(root: Path) -> dict[str, int]:
    """How many Markdown files lie in which folder directly below *root*, or in itself (``.``)."""
    folders = sorted(root.iterdir()) if root.is_dir() else []
    found = {
        folder.name: sum(1 for _ in find(root, folder))
        for folder in folders
        if folder.is_dir() and not folder.is_symlink() and folder.name not in _NO_OFFERS
        if not folder.name.startswith(".")
    }
    found = {name: number for name, number in found.items() if number}
    beside = [file for file in folders if file.name.lower().endswith(ENDINGS) and file.is_file()]
    own = sum(not file.stem.isupper() for file in beside)  # README, LICENSE and the like
    return found or ({".": own} if own else {})


def _offers_in(found: Mapping[str, int]) -> str:
    """The folder of the offers, of those *found*; empty when it is to be made, or to be named."""
    if "content" in found:
        return "content"
    return next(iter(found)) if len(found) == 1 else ""


def _files(root: Path, zone: ZoneInfo, today: date, offers: str) -> dict[str, str]:
    """The files of a new site below *root*, by their path; its *offers* lie there, if anywhere."""
    name = root.resolve().name or "Our organisation"
    files = {
        "syndicate.toml": _CONFIGURATION.format(
            title=quoted(f"Jobs at {name}"),
            name=quoted(name),
            language=quoted(_language()),
            timezone=quoted(zone.key),
            path=quoted(offers or "content"),
        ),
    }
    if addition := _ignored(root / ".gitignore"):
        files[".gitignore"] = addition
    if not offers:
        files[f"content/{today}-example-offer.md"] = _EXAMPLE.format(
            today=today, closes=today + timedelta(days=60)
        )
    if not os.path.lexists(root / "README.md"):
        files["README.md"] = _README.format(name=name, folder=f"{offers or 'content'}/")
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


def _next_steps(root: Path, written: list[str], found: Mapping[str, int]) -> None:
    note(f"A working site in {root.resolve()}:")
    for name in written:
        say(f"  {root / name}" if root != Path.cwd() else f"  {name}")
    note("What next:")
    if root.resolve() != Path.cwd():
        note(f"  cd {root}")
    offers = _offers_in(found)
    steps = [("edit syndicate.toml", "your name, your address, your time zone")]
    if offers:
        there = "this folder" if offers == "." else f"{offers}/"
        files = counted(found[offers], "file")
        steps.append(("syndicate check --summary", f"what is understood of {files} in {there}"))
        steps.append(("syndicate suggest", "lines for what their texts say already"))
    else:
        own = "an offer of your own; then delete the example"
        steps.append(('syndicate new "Web developer"', own))
    steps.append(("syndicate check", "what is missing or wrong, and the line to write"))
    steps.append(("syndicate build", "feeds/ for readers, search engines and job boards"))
    steps.append(("syndicate serve", "look at it"))
    for command, told in steps:
        note(f"  {command:<29}  {told}")
    if found and not offers:
        listed = ", ".join(f"{name}/ ({number:,})" for name, number in found.items())
        note(
            f"Markdown files lie in {listed}. If one of these holds your offers, name it in "
            "syndicate.toml as path below [content], and delete the example."
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
path = {path}  # the folder of the offers, one Markdown file each

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

Each file in `{folder}` is one offer. Syndicate (`syndicate-jobs`) turns
them into feeds, pages and a sitemap in `feeds/`.

    syndicate new "Web developer"   a new offer with the right keys
    syndicate check                 what is missing or wrong, and the line to write
    syndicate build                 {folder} -> feeds/
    syndicate serve                 look at it
"""
