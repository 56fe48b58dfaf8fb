"""What a judge is given and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Built:
    """One built site: its output and what the command line says about its offers.

    ``offers`` are the objects of ``syndicate offers --json``; ``faulty`` holds the paths of the
    files in which ``syndicate check`` found a problem with the JobPosting.
    """

    name: str
    url: str
    feeds: Path
    offers: tuple[Mapping[str, object], ...]
    faulty: frozenset[str]
    limit: int = 200

    @property
    def open(self) -> tuple[Mapping[str, object], ...]:
        """The offers that every reader must see."""
        return tuple(offer for offer in self.offers if offer["status"] == "open")

    def file(self, url: str) -> Path:
        """The file that a web server would answer with for *url*."""
        path = self.feeds / url.removeprefix(self.url)
        return path / "index.html" if path.is_dir() or url.endswith("/") else path

    def name_of(self, path: Path) -> str:
        """*path* as it is called in complaints."""
        return path.relative_to(self.feeds).as_posix()


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed as a reader understood it."""

    id: str
    link: str
    title: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one judge says of one site: how many things it looked at, and what is wrong."""

    judge: str
    looked_at: int
    complaints: tuple[str, ...]
