"""What a build has written: counted, so that no figure stands for work that was not done."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

#: How many entries the newest of a feed are, and lines the newest of the list.
NEWEST = 200
LISTED = 1_000


class WrongOutputError(Exception):
    """A build did not write what it was to write."""


@dataclass(frozen=True, slots=True)
class Output:
    """How much there is in a folder."""

    files: int
    bytes: int


def check(folder: Path, *, opened: int, closed: int) -> None:
    """Raise ``WrongOutputError`` unless *folder* has every page, feed, list and sitemap.

    Pages of *opened* and *closed* offers, feeds of the newest open ones with their texts, and a
    sitemap of the open ones. Ours splits a long sitemap, and says nothing of pages that are closed.
    """
    found = {
        "pages": sum(1 for entry in os.scandir(folder / "jobs") if entry.is_dir()),
        "items of RSS": (folder / "rss.xml").read_text("utf-8").count("<item>"),
        "entries of Atom": len(re.findall("<entry[ >]", (folder / "atom.xml").read_text("utf-8"))),
        "items of JSON Feed": len(_items(folder / "feed.json")),
        "JobPostings in a page": _page(folder),
    }
    feed = min(opened, NEWEST)
    wanted = {
        "pages": opened + closed,
        "items of RSS": feed,
        "entries of Atom": feed,
        "items of JSON Feed": feed,
        "JobPostings in a page": 1,
    }
    wrong = [
        f"{found[what]} {what} instead of {wanted[what]}"
        for what in wanted
        if found[what] != wanted[what]
    ]
    mapped = sum(file.read_text("utf-8").count("<loc>") for file in folder.glob("sitemap*.xml"))
    if not opened <= mapped <= opened + 100:
        wrong.append(f"{mapped} addresses in the sitemap instead of {opened}")
    listed = (folder / "index.html").read_text("utf-8").count("<li>")
    if not min(opened, LISTED) <= listed:
        wrong.append(f"{listed} lines in the list instead of {min(opened, LISTED)}")
    if wrong:
        raise WrongOutputError(f"{folder}: {'; '.join(wrong)}")


def measure(folder: Path) -> Output:
    """The files in *folder* and in its folders."""
    files = size = 0
    for above, _, names in os.walk(folder):
        files += len(names)
        size += sum((Path(above) / name).lstat().st_size for name in names)
    return Output(files, size)


def _items(feed: Path) -> list[dict[str, str]]:
    items: list[dict[str, str]] = json.loads(feed.read_text("utf-8"))["items"]
    return [item for item in items if len(item.get("content_html", "")) > NEWEST]


def _page(folder: Path) -> int:
    """How many JobPostings the page has that the first entry of the feed leads to."""
    address = _items(folder / "feed.json")[0]["url"]
    slug = address.rstrip("/").rpartition("/")[2]
    text = (folder / "jobs" / slug / "index.html").read_text("utf-8")
    blocks = re.findall(r'<script type="?application/ld\+json"?>(.*?)</script>', text, re.DOTALL)
    return sum(json.loads(block)["@type"] == "JobPosting" for block in blocks)
