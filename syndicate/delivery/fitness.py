"""What one board would do with an offer, asked without a plan, a ledger or a call."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from syndicate.delivery.wanted import lacking, unmeant
from syndicate.errors import SyndicateError
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from syndicate.delivery.board import Board
    from syndicate.offer import Offer

#: The codes of what is wrong with more than the words of an offer.
NEEDED, REFUSED = "board-needs", "board-refuses"


class Fitness(NamedTuple):
    """What a board would do with an offer.

    ``unmeant`` says why it was never meant to have it, and is empty otherwise. It refuses an offer
    with ``problems`` of which one is an error; the others it takes, and makes less of them.
    """

    unmeant: str = ""
    problems: tuple[Problem, ...] = ()


def fitness(board: Board, offer: Offer) -> Fitness:
    """What *board* would do with *offer*; never raises, whatever its adapter does."""
    if reason := unmeant(board, offer):
        return Fitness(reason)
    try:
        if not board.adapter.wants(offer):
            return Fitness("it is none of this board's business")
        problems = [_needed(offer, field) for field in lacking(board, offer)]
        problems += board.adapter.problems(offer)
        if not any(problem.severity is Severity.ERROR for problem in problems):
            board.adapter.payload(offer)
    except SyndicateError as error:
        problems = [_problem(offer, REFUSED, "", board.without_secrets(error))]
    except Exception as error:  # noqa: BLE001 - one adapter's defect hides no other board
        problems = [_problem(offer, REFUSED, "", board.defect(error))]
    return Fitness(problems=tuple(problems))


def _needed(offer: Offer, field: str) -> Problem:
    return _problem(offer, NEEDED, field, f"the board needs {field}, and the offer has none")


def _problem(offer: Offer, code: str, field: str, message: str) -> Problem:
    return Problem(offer.path, 0, 0, Severity.ERROR, code, field, message)
