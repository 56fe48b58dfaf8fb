"""Addresses of postings: one with a secret in it is written down nowhere, whoever tells it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from syndicate.delivery.adopting import adopt
from syndicate.delivery.ledger import State
from syndicate.errors import Ambiguous
from syndicate.testing import MemoryBoard
from syndicate.testing.memory_board import Accepted
from tests.delivery.pushing import Push

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from syndicate.adapter import Payload, Posting, Receipt

URL = "https://board.example/1?key=s3cr3t"


class Talking(MemoryBoard):
    """A board that repeats a secret in the address of whatever it shows."""

    def create(self, payload: Payload, key: str) -> Receipt:
        return replace(super().create(payload, key), url=URL)

    def confirm(self, posting: Posting) -> Receipt:
        return replace(super().confirm(posting), url=URL)

    def find(self, subject: str) -> Posting | None:
        found = super().find(subject)
        return found and replace(found, url=URL)

    def listing(self) -> Iterator[Posting]:
        return (replace(found, url=URL) for found in super().listing())


@pytest.fixture
def push(tmp_path: Path) -> Iterator[Push]:
    made = Push(tmp_path)
    made.publish("cook")
    yield made
    entry = made.ledger.entry("board", "cook")
    assert entry is not None
    assert (entry.state, entry.url) == (State.LIVE, None)
    assert not [event for event in made.ledger.events("board", "cook") if event.url]
    made.ledger.close()


def join(push: Push, talking: Talking) -> Talking:
    push.join(talking, secrets=("s3cr3t",))
    return talking


def test_as_a_receipt(push: Push) -> None:
    join(push, Talking())
    push.apply()


def test_as_a_confirmation(push: Push) -> None:
    join(push, Talking(confirms=True))
    push.apply()
    push.clock.forward(hours=1)
    push.apply()


def test_as_the_answer_to_a_doubt(push: Push) -> None:
    talking = join(push, Talking(lookup=True))
    talking.failures.append(Accepted(Ambiguous("no answer came")))
    push.apply()


def test_as_what_is_adopted(push: Push) -> None:
    talking = join(push, Talking(lists=True))
    talking.create(talking.payload(push.offers["cook"]), "key")
    adopt(push.ledger, push.boards[0], push.offers, push.clock())
