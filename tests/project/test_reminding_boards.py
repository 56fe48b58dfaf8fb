"""Boards that remind of offers: those whose deadline is near, and those that stay open for long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from syndicate.errors import ConfigurationError
from syndicate.project.pushing import Pushing
from tests.sites import LOCAL, Small

if TYPE_CHECKING:
    from pathlib import Path

GIT = '[boards.hub]\nadapter = "git"\nremote = "https://example.org/x.git"\n'
CLOSING = LOCAL + 'remind = "closing"\n'
STILL_OPEN = LOCAL + 'remind = "still_open"\n'


def held(small: Small) -> set[str]:
    """What the board holds after a round."""
    with Pushing.open(small.site) as pushing:
        pushing.intend(pushing.plan(small.now), small.now)
        pushing.deliver(lambda: small.now)
    return {file.stem for file in (small.root / "board").glob("*.json")}


def test_an_offer_is_there_from_the_days_before_its_deadline_until_it_closes(
    tmp_path: Path,
) -> None:
    small = Small(tmp_path, CLOSING, '[lifecycle]\nremind = "3 days"\n')
    small.write("cook", closes="2026-03-10")
    small.write("baker", closes="2026-04-30")
    small.write("gardener")
    assert held(small) == set()
    small.forward(days=6)
    assert held(small) == {"cook"}
    small.write("cook", closes="2026-05-10")
    assert held(small) == set()
    small.forward(days=51)
    assert held(small) == {"baker"}
    small.forward(days=4)
    assert held(small) == set()


def test_an_offer_without_a_deadline_is_there_until_somebody_stands_up_for_it(
    tmp_path: Path,
) -> None:
    small = Small(tmp_path, STILL_OPEN, '[lifecycle]\nstill_open_after = "60 days"\n')
    small.write("cook", closes="2027-03-10")
    small.write("gardener")
    assert held(small) == set()
    small.forward(days=40)
    assert held(small) == {"gardener"}
    small.write("gardener", updated="2026-04-10")
    assert held(small) == set()


def test_why_an_open_offer_is_not_there_is_told(tmp_path: Path) -> None:
    small = Small(tmp_path, CLOSING)
    small.write("gardener")
    with Pushing.open(small.site) as pushing:
        planned = pushing.plan(small.now)
        offer = planned.offered.open["gardener"]
        assert pushing.verdict("local", offer, small.now) == "no: its deadline is not near"


@pytest.mark.parametrize(
    ("board", "told"),
    [
        (LOCAL + 'remind = "clossing"\n', "remind.*clossing.*closing"),
        (GIT + 'remind = "closing"\n', "not of files"),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, board: str, told: str) -> None:
    small = Small(tmp_path, board)
    with pytest.raises(ConfigurationError, match=told), Pushing.open(small.site):
        pass
