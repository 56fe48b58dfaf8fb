"""A small site for whole builds."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from syndicate.offer import Location, Organization
from syndicate.site import Site

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Site:
    root = tmp_path / "site"
    (root / "content").mkdir(parents=True)
    return Site(
        root=root,
        url="https://jobs.example.org/",
        title="Jobs at Example",
        timezone=ZoneInfo("Europe/Paris"),
        organization=Organization("Example", "https://example.org/"),
        address=Location(city="Paris", country="FR"),
    )
