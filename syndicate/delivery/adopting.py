"""Adoption: what a board shows already is written into the ledger; nothing is sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from syndicate.delivery.wanted import Wanted, judged
from syndicate.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from syndicate.adapter import Posting
    from syndicate.delivery.board import Board
    from syndicate.delivery.ledger import Ledger
    from syndicate.delivery.preparing import Subjects


@dataclass(frozen=True, slots=True)
class Adopted:
    """What a board was seen to hold.

    ``matched`` are offers that it shows, ``missing`` those that it should and does not,
    ``foreign`` what it shows and no offer has as its id: left alone, and not written down.
    ``changed`` counts the entries of the ledger that are new or different.
    """

    matched: tuple[str, ...]
    missing: tuple[str, ...]
    foreign: tuple[str, ...]
    changed: int

    def report(self) -> dict[str, object]:
        """As JSON values."""
        return {
            "matched": list(self.matched),
            "missing": list(self.missing),
            "foreign": list(self.foreign),
            "changed": self.changed,
        }


def adopt(
    ledger: Ledger,
    board: Board,
    subjects: Subjects,
    now: datetime,
    run: int | None = None,
    *,
    closed: Collection[str] = (),
) -> Adopted:
    """Match what *board* shows with *subjects* by our own ids, and write down what it holds.

    The ids of *closed* offers are ours as well: what is shown of them is matched, and the next
    plan withdraws it. Sends nothing but questions. Raises ``ConfigurationError`` when the board
    cannot be asked, and the ``AdapterError`` with which it refuses to answer.
    """
    wanted = {
        found.subject: found.digest
        for subject in subjects.values()
        if isinstance(found := judged(board, subject), Wanted)
    }
    ours = subjects.keys() | set(closed)
    seen = {posting.subject: posting for posting in _seen(board, ours)}
    matched = sorted(seen.keys() & ours)
    changed = ledger.adopt(board.name, (_known(ledger, board, seen[s]) for s in matched), now, run)
    return Adopted(
        matched=tuple(matched),
        missing=tuple(sorted(wanted.keys() - seen.keys())),
        foreign=tuple(sorted(seen.keys() - ours)),
        changed=changed,
    )


def _seen(board: Board, ours: Collection[str]) -> Iterator[Posting]:
    features = board.features
    if features.lists:
        yield from board.adapter.listing()
    elif features.lookup:
        found = (board.adapter.find(subject) for subject in ours)
        yield from (posting for posting in found if posting is not None)
    else:
        raise ConfigurationError(
            f"[boards.{board.name}] can neither list what it holds nor be asked for it; "
            f"say what it shows: syndicate resolve {board.name} OFFER --as live"
        )


def _known(ledger: Ledger, board: Board, posting: Posting) -> Posting:
    """*posting* with the content that the ledger knows of, when the board does not tell it."""
    posting = replace(posting, url=board.address(posting.url))
    entry = ledger.entry(board.name, posting.subject)
    if posting.digest is not None or entry is None or entry.remote_id != posting.remote_id:
        return posting
    return replace(posting, digest=entry.digest, url=posting.url or entry.url)
