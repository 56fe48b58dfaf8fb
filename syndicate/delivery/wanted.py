"""What one board wants of all there is, and why it leaves out the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from syndicate.delivery.fields import agrees, words
from syndicate.errors import SyndicateError
from syndicate.offer import Offer
from syndicate.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from syndicate.adapter import Payload, PublishedFile
    from syndicate.delivery.board import Board


@dataclass(frozen=True, slots=True)
class Wanted:
    """The board is to hold *subject*, with the payload that has *digest*."""

    subject: str
    digest: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The board is not sent *subject*, for *reason*.

    What it ``stays`` a board keeps as it is: the offer is open, but this version of it cannot
    go. Otherwise the board was never meant to have it, and gives it up if it does.
    """

    subject: str
    reason: str
    stays: bool


def wanted(board: Board, subjects: Iterable[Offer | PublishedFile]) -> Iterator[Wanted | LeftOut]:
    """For each of *subjects*, whether *board* wants it: its payload's digest, or the reason."""
    return (judged(board, subject) for subject in subjects)


def judged(board: Board, subject: Offer | PublishedFile) -> Wanted | LeftOut:
    """Whether *board* wants *subject*."""
    name = identity(subject)
    if reason := unmeant(board, subject):
        return LeftOut(name, reason, stays=False)
    try:
        if not board.adapter.wants(subject):
            return LeftOut(name, "it is none of this board's business", stays=False)
        if reason := _unfit(board, subject):
            return LeftOut(name, reason, stays=True)
        return Wanted(name, _payload(board, subject).digest)
    except SyndicateError as error:
        return LeftOut(name, board.without_secrets(error), stays=True)
    except Exception as error:  # noqa: BLE001 - one offer, or one adapter's defect, breaks no other
        return LeftOut(name, board.defect(error), stays=True)


def identity(subject: Offer | PublishedFile) -> str:
    """What the ledger knows *subject* by: the offer's id, or the file's path."""
    return subject.id if isinstance(subject, Offer) else subject.path


def _payload(board: Board, subject: Offer | PublishedFile) -> Payload:
    payload: Payload = board.adapter.payload(subject)
    if payload.subject != identity(subject):
        raise ValueError(f"the payload is about {payload.subject!r}")
    return payload


def unmeant(board: Board, subject: Offer | PublishedFile) -> str:
    """Why the board's ``where`` leaves out *subject*; empty when it does not."""
    for field, asked in board.where.items():
        said = words(subject, field)
        if not agrees(field, said, asked):
            found = ", ".join(said) or "not stated"
            return f"{field} is {found}; the board is for {', '.join(asked)}"
    return ""


def lacking(board: Board, subject: Offer | PublishedFile) -> list[str]:
    """The fields that the board needs and *subject* does not state."""
    return sorted(need for need in board.features.needs if not words(subject, need))


def _unfit(board: Board, subject: Offer | PublishedFile) -> str:
    if missing := lacking(board, subject):
        return f"the board needs {' and '.join(missing)}, which the offer does not state"
    found = (p for p in board.adapter.problems(subject) if p.severity is Severity.ERROR)
    return "; ".join(f"{p.message} ({p.hint})" if p.hint else p.message for p in found)
