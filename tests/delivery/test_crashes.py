"""Killed at every step, on every kind of board: nothing twice, nothing lost, nothing guessed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from syndicate.delivery.ledger import Ledger, State
from syndicate.testing import BoardServer
from tests.delivery.crashing import BOARDS, STEPS
from tests.postgres import postgres, postgres_url

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["postgres", "postgres_url"]

LEDGER = "sqlite:///ledger.db"
BEFORE = {"cook": "Cook", "nurse": "Nurse", "pilot": "Pilot"}
AFTER = {
    "create": {**BEFORE, "smith": "Smith", "tailor": "Tailor"},
    "update": {name: f"{title}, again" for name, title in BEFORE.items()},
    "withdraw": {"pilot": "Pilot"},
}


class Pushing:
    """The program that is killed, kept ready."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.delivery.crashing"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )

    def run(self, **asked: object) -> list[int]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        statuses: list[int] = json.loads(self.process.stdout.readline())
        return statuses

    def close(self) -> None:
        self.process.communicate()


@pytest.fixture(scope="module")
def pushing() -> Iterator[Pushing]:
    made = Pushing()
    yield made
    made.close()


@pytest.mark.parametrize("kind", BOARDS)
@pytest.mark.parametrize("operation", AFTER)
@pytest.mark.parametrize("step", STEPS)
def test_after_a_kill_the_next_run_makes_it_right(
    pushing: Pushing, tmp_path: Path, step: str, operation: str, kind: str
) -> None:
    survive(pushing, tmp_path, LEDGER, (step, operation, kind))


@pytest.mark.parametrize("kind", BOARDS)
@pytest.mark.parametrize("step", ["claimed", "sent"])
def test_a_ledger_in_postgresql_remembers_as_well(
    pushing: Pushing, tmp_path: Path, postgres_url: str, step: str, kind: str
) -> None:
    survive(pushing, tmp_path, postgres_url, (step, "create", kind))


def survive(pushing: Pushing, root: Path, url: str, case: tuple[str, str, str]) -> None:
    """Kill a run, and look at what the next two do."""
    step, operation, kind = case
    after = AFTER[operation]
    with BoardServer(root / "board.jsonl", keys=kind == "key") as server:
        asked = {"root": str(root), "ledger": url, "url": server.url, "kind": kind}
        assert pushing.run(**asked, offers=BEFORE) == [0]
        assert pushing.run(**asked, offers=after, die=step) == [-signal.SIGKILL]
        assert pushing.run(**asked, offers=after) == [0]
        calls = len(server.calls)
        assert pushing.run(**asked, offers=after) == [0]
        assert len(server.calls) == calls
        assert server.duplicates == ()
        shown = {held.reference: str(held.body["title"]) for held in server.postings}
    with Ledger.open(url, root=root) as ledger:
        held = {entry.subject for entry in ledger.entries("board", [State.HELD])}
        assert ledger.check() == []
    assert len(held) == (kind == "neither" and step in {"claimed", "sent"})
    assert without(held, shown) == without(held, after)


def without(names: set[str], titles: dict[str, str]) -> dict[str, str]:
    return {name: title for name, title in titles.items() if name not in names}


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_eight_processes_at_once_make_the_calls_of_one(
    pushing: Pushing, tmp_path: Path, request: pytest.FixtureRequest, database: str
) -> None:
    url = LEDGER if database == "sqlite" else request.getfixturevalue("postgres_url")
    offers = {f"offer-{number:02}": "Offer" for number in range(40)}
    with BoardServer() as server:
        asked = {"root": str(tmp_path), "ledger": url, "url": server.url, "kind": "look-up"}
        assert pushing.run(**asked, offers={}) == [0]
        assert pushing.run(**asked, offers=offers, times=8) == [0] * 8
        assert pushing.run(**asked, offers=offers) == [0]
        assert sorted(held.reference for held in server.postings) == sorted(offers)
        assert [call.method for call in server.calls] == ["POST"] * len(offers)
