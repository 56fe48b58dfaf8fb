"""A small site on disk, with boards, for whole rounds of pushing."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from syndicate import config

if TYPE_CHECKING:
    from pathlib import Path

    from syndicate.site import Site

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

TABLE = """\
[site]
url = "https://jobs.example.org/"
title = "Jobs at Example"
timezone = "Europe/Paris"
[organization]
name = "Example"
url = "https://example.org/"
address = { city = "Lyon", country = "FR" }
"""
LOCAL = """\
[boards.local]
adapter = "folder"
path = "board"
"""


@dataclass
class Small:
    """A project folder with a folder board called ``local``; edit it as people do."""

    root: Path
    boards: str = LOCAL
    settings: str = ""
    now: datetime = field(default=NOW)

    def __post_init__(self) -> None:
        (self.root / "content").mkdir(parents=True, exist_ok=True)
        self.configure()

    def configure(self, boards: str | None = None) -> None:
        """Write ``syndicate.toml``, with other *boards* if any are given."""
        self.boards = self.boards if boards is None else boards
        (self.root / "syndicate.toml").write_text(TABLE + self.settings + self.boards)

    @property
    def site(self) -> Site:
        """What ``syndicate.toml`` says."""
        return config.load(self.root / "syndicate.toml")

    def write(self, name: str, title: str = "", **keys: Any) -> Path:
        """Write the offer *name*; *keys* are front matter."""
        lines = [f"title: {title or name.capitalize()}", "date: 2026-02-01"]
        lines += [f"{key}: {value}" for key, value in keys.items() if key != "body"]
        body = keys.get("body", "You do what has to be done, and do it well.")
        path = self.root / "content" / f"{name}.md"
        path.write_text("\n".join(["---", *lines, "---", body, ""]))
        return path

    def spoil(self, name: str) -> None:
        """Make the offer *name* unreadable."""
        (self.root / "content" / f"{name}.md").write_text("---\ntitle: [\n---\n")

    def remove(self, name: str) -> None:
        """Remove the offer *name*."""
        (self.root / "content" / f"{name}.md").unlink()

    def forward(self, **by: float) -> datetime:
        """Let time pass; what time it is then."""
        self.now += timedelta(**by)
        return self.now

    def held(self, folder: str = "board") -> dict[str, str]:
        """Title by id of what the folder board holds."""
        postings = [json.loads(path.read_text()) for path in (self.root / folder).glob("*.json")]
        return {posting["id"]: posting["title"] for posting in postings}
