"""A small site for the tests of reading: write files, read them, ask what came out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from syndicate.content.reading import Reading, Remembered, read
from syndicate.offer import Location, Offer, Organization
from syndicate.site import ContentRules, Site

if TYPE_CHECKING:
    from pathlib import Path

    from syndicate.problem import Problem, Severity

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)


@dataclass
class Folder:
    """A project folder with a ``content/``; ``site`` may be replaced by a test."""

    root: Path
    site: Site = field(init=False)

    def __post_init__(self) -> None:
        (self.root / "content").mkdir(exist_ok=True)
        self.site = Site(
            root=self.root,
            url="https://jobs.example.org/",
            title="Jobs",
            language="en",
            timezone=ZoneInfo("Europe/Paris"),
            organization=Organization("Example Coop", "https://example.org/"),
            address=Location(city="Paris", country="FR"),
            content=ContentRules(),
        )

    def write(self, name: str, text: str | bytes) -> Path:
        """Write one file below content/."""
        path = self.root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def read(self, now: datetime = NOW, remembered: Remembered | None = None) -> Reading:
        """Read the folder."""
        return read(self.site, now, remembered)

    def offer(self, front: str, body: str = "A fine job.", now: datetime = NOW) -> Offer:
        """The one offer that *front* and *body* make."""
        self.write("offer.md", f"---\n{front}\n---\n{body}\n")
        [offer] = self.read(now).offers
        return offer

    def problems(self, front: str, body: str = "A fine job.") -> list[Problem]:
        """The problems of the one offer that *front* and *body* make."""
        self.write("offer.md", f"---\n{front}\n---\n{body}\n")
        return list(self.read().problems)


def codes(problems: list[Problem] | tuple[Problem, ...], severity: Severity | None = None) -> set:
    """The codes of *problems*, of one severity when asked."""
    return {p.code for p in problems if severity is None or p.severity is severity}
