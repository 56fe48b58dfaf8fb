"""The brake: plans that look like an accident wait for a person's word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from syndicate.delivery.planning import BoardPlan, Change

#: So many changes are never drastic, and so large a part of a board always is.
FEW = 5
SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Drastic:
    """Why the plan of *board* needs ``--yes``."""

    board: str
    reason: str

    def report(self) -> dict[str, str]:
        """One entry of ``drastic`` in ``syndicate plan --json``."""
        return {"board": self.board, "reason": self.reason}

    def __str__(self) -> str:
        return f"{self.board}: {self.reason}"


def drastic(plans: Iterable[BoardPlan], *, offers: int, errors: int = 0) -> tuple[Drastic, ...]:
    """What of *plans* needs a person's word; empty when nothing does.

    *offers* counts the offers that were read, open or not, *errors* the files that could not
    be. What an earlier plan intended already is not asked about again.
    """
    return tuple(found for plan in plans for found in _of(plan, offers, errors))


def _of(plan: BoardPlan, offers: int, errors: int) -> Iterator[Drastic]:
    limit = max(FEW, SHARE * plan.live)
    withdrawn = _count(change for change in plan.withdraw if change.held is not None)
    if withdrawn > limit:
        part = f"{withdrawn} of {plan.live} postings"
        yield Drastic(plan.board, f"it withdraws {part}, more than {limit:.0f}")
    elif withdrawn and not offers:
        yield Drastic(plan.board, f"it withdraws {withdrawn} although no offer was found")
    elif withdrawn and errors:
        files = "a file" if errors == 1 else f"{errors} files"
        yield Drastic(plan.board, f"it withdraws {withdrawn} although {files} could not be read")
    updated = _count(plan.update) if plan.adapter_changed else 0
    if updated > limit:
        part = f"{updated} of {plan.live} postings"
        cause = "another version of its adapter, or of its settings,"
        yield Drastic(plan.board, f"{cause} changes {part}")


def _count(changes: Iterable[Change]) -> int:
    return sum(not change.agreed for change in changes)
