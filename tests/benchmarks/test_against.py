"""The limit that builds are held against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.against import _Limit
from benchmarks.ours import SAME_OUTPUTS, Site, an_open_one

if TYPE_CHECKING:
    from pathlib import Path


def test_the_limit_unpacks_what_it_packed_whatever_is_built_between_two_turns(
    tmp_path: Path,
) -> None:
    site = Site.make(tmp_path / "site", 12, SAME_OUTPUTS)
    site.cold()
    limit = _Limit(site, tmp_path / "limit")
    first = limit()
    site.edit(an_open_one(12), edited=True)
    site.build()
    second = limit()
    assert first["files"] == second["files"] > 12
    assert first["written"] == second["written"]
