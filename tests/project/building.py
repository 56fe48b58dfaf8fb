"""Offers put into a site, and what its builds made of them."""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from syndicate import project

if TYPE_CHECKING:
    from pathlib import Path

    from syndicate.site import Site

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def put(site: Site, name: str, title: str = "Developer", **keys: str) -> Path:
    """Write the offer at *name*; *keys* are more front matter, and its ``body``."""
    body = keys.pop("body", "You write **good** code and like to explain it to others.")
    front = {"date": "2026-02-01"} | keys
    lines = [f"title: {title}", *(f"{key}: {value}" for key, value in front.items())]
    file = site.content_dir / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(["---", *lines, "---", body, ""]), encoding="utf-8")
    return file


def tree(root: Path) -> dict[str, bytes]:
    """Every file below *root*."""
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def clean(site: Site, now: datetime = NOW) -> dict[str, bytes]:
    """What a build makes of the content of *site* that knows nothing of earlier ones."""
    other = replace(site, root=site.root.with_name("clean"))
    shutil.rmtree(other.root, ignore_errors=True)
    leave = shutil.ignore_patterns(site.feeds.path, ".syndicate")
    shutil.copytree(site.root, other.root, ignore=leave)
    project.build(other, now, jobs=1)
    return tree(other.feeds_dir)


def pages(site: Site) -> list[str]:
    """The pages of offers."""
    return sorted(path for path in tree(site.feeds_dir) if path.startswith("jobs/"))


def codes(built: project.Built) -> list[str]:
    """The codes of all problems."""
    return [problem.code for problem in built.problems]


def asked(site: Site, query: str) -> list[tuple[object, ...]]:
    """What the memory of *site* answers to *query*."""
    with closing(sqlite3.connect(site.state_dir / "build.db")) as db:
        return db.execute(query).fetchall()


def rest(site: Site) -> None:
    """Build until every file is old enough to be known by how it looks: until then it is read."""
    project.build(site, NOW)
    while asked(site, "SELECT 1 FROM offers WHERE stamp = '' AND kept = 0"):
        time.sleep(0.01)
        project.build(site, NOW)


def versions(site: Site) -> dict[object, object]:
    """Path → the number of its reading: another one for each time that the file was read."""
    return dict(asked(site, "SELECT path, version FROM offers WHERE kept = 0"))  # type: ignore[arg-type]
