"""What a board shows already is taken over, and nothing is sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from syndicate.delivery.adopting import adopt
from syndicate.delivery.ledger import State
from syndicate.errors import ConfigurationError, Unavailable
from tests.delivery.pushing import Push

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from syndicate.testing import MemoryBoard


@pytest.fixture
def push(tmp_path: Path) -> Iterator[Push]:
    made = Push(tmp_path)
    yield made
    made.ledger.close()


def shown(push: Push, memory: MemoryBoard) -> None:
    """The board shows one offer as it is, one in an older version, and one of someone else."""
    push.publish("cook", "nurse", "pilot")
    for name in ("cook", "nurse"):
        payload = memory.payload(push.offers[name])
        memory.shelf.add(name, payload.body)
    memory.shelf.add("stranger", {"title": "?"})
    push.publish("nurse", title="Head nurse")


@pytest.mark.parametrize("features", [{"lists": True}, {"lookup": True}])
def test_a_board_is_taken_over_without_a_call(push: Push, features: dict[str, Any]) -> None:
    memory = push.board(**features)
    shown(push, memory)
    found = adopt(push.ledger, push.boards[0], push.offers, push.clock())
    assert (found.matched, found.missing, found.changed) == (("cook", "nurse"), ("pilot",), 2)
    assert found.foreign == (("stranger",) if "lists" in features else ())
    assert memory.done == []
    assert push.plan()[0].report() == {
        "create": ["pilot"],
        "update": ["nurse"],
        "withdraw": [],
        "hold": [],
    }
    push.apply()
    assert {held.reference for held in memory.postings} == {"cook", "nurse", "pilot", "stranger"}
    assert adopt(push.ledger, push.boards[0], push.offers, push.clock()).changed == 0


def test_what_is_shown_of_a_closed_offer_is_ours_when_it_is_known_to_be(
    push: Push,
) -> None:
    memory = push.board(lists=True)
    shown(push, memory)
    push.close("cook")
    found = adopt(push.ledger, push.boards[0], push.offers, push.clock())
    assert found.foreign == ("cook", "stranger")
    found = adopt(push.ledger, push.boards[0], push.offers, push.clock(), closed={"cook"})
    assert found.foreign == ("stranger",)
    assert [change.subject for change in push.plan()[0].withdraw] == ["cook"]


def test_an_adopted_posting_is_withdrawn_when_its_offer_closes(push: Push) -> None:
    memory = push.board(lookup=True)
    shown(push, memory)
    adopt(push.ledger, push.boards[0], push.offers, push.clock())
    push.close("cook")
    push.apply()
    assert push.state("cook") is State.GONE
    assert {held.reference for held in memory.postings} == {"nurse", "pilot", "stranger"}


def test_a_board_that_cannot_be_asked_is_refused_with_the_way_out(push: Push) -> None:
    push.board()
    with pytest.raises(ConfigurationError, match="syndicate resolve board OFFER --as live"):
        adopt(push.ledger, push.boards[0], push.offers, push.clock())


def test_a_board_that_does_not_answer_changes_nothing(push: Push) -> None:
    memory = push.board(lookup=True)
    shown(push, memory)
    memory.lookup_failures.extend([None, Unavailable("busy")])
    with pytest.raises(Unavailable):
        adopt(push.ledger, push.boards[0], push.offers, push.clock())
    assert push.ledger.count("board")[State.LIVE] == 0


def test_offers_that_the_board_is_not_to_have_are_not_missing(push: Push) -> None:
    memory = push.board(lists=True)
    shown(push, memory)
    board = replace(push.boards[0], where={"language": ("fr",)})
    found = adopt(push.ledger, board, push.offers, push.clock())
    assert (found.matched, found.missing) == (("cook", "nurse"), ())
