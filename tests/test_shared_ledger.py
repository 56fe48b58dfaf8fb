"""A ledger in PostgreSQL is known to every checkout, also to one made a moment ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.project.pushing import Pushing
from tests.postgres import postgres, postgres_url
from tests.sites import Small

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["postgres", "postgres_url"]


def test_a_fresh_checkout_withdraws_what_another_one_posted(
    postgres_url: str, tmp_path: Path
) -> None:
    here, there = (_checkout(tmp_path / name, postgres_url) for name in ("here", "there"))
    for name in ("cook", "gardener"):
        here.write(name)
    there.write("gardener")
    with Pushing.open(here.site) as pushing:
        pushing.intend(pushing.plan(here.now), here.now)
        pushing.deliver(lambda: here.now)
    assert set(here.held()) == {"cook", "gardener"}
    with Pushing.open(there.site) as pushing:
        (plan,) = pushing.plan(there.now).plans
    assert [change.subject for change in plan.withdraw] == ["cook"]
    assert not plan.create


def _checkout(root: Path, url: str) -> Small:
    return Small(root, settings=f'[run]\nledger = "{url}"\n')
