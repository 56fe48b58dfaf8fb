"""A plan put aside: saved with what it was based on, and refused when that is no longer so."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from syndicate.adapter import Operation
from syndicate.delivery.brake import Drastic
from syndicate.delivery.ledger.values import State
from syndicate.delivery.planning import BoardPlan, Change, Hold
from syndicate.errors import ConfigurationError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_FORMAT = "syndicate plan 1"
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class SavedPlan:
    """What ``plan --out`` wrote: when it was made, for which boards, and what was drastic."""

    made: datetime
    boards: Mapping[str, BoardPlan]
    drastic: tuple[Drastic, ...]


def report(plans: Sequence[BoardPlan], drastic: Sequence[Drastic]) -> dict[str, object]:
    """The object that ``syndicate plan --json`` prints."""
    return {
        "boards": {plan.board: plan.report() for plan in plans},
        "drastic": [one.report() for one in drastic],
    }


def save(path: Path, plans: Sequence[BoardPlan], drastic: Sequence[Drastic], now: datetime) -> None:
    """Write *plans* to *path*. Raises ``OutputError``. It holds ids and digests, no secret."""
    data = {
        "format": _FORMAT,
        "made": now.isoformat(),
        "boards": {plan.board: _board(plan) for plan in plans},
        "drastic": [one.report() for one in drastic],
    }
    try:
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error


def load(path: Path) -> SavedPlan:
    """The plan at *path*. Raises ``ConfigurationError`` when there is none that can be used."""
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["format"] != _FORMAT:
            raise ValueError("it was written by another version")
        return SavedPlan(
            datetime.fromisoformat(data["made"]),
            {name: _read_board(name, board) for name, board in data["boards"].items()},
            tuple(Drastic(**one) for one in data["drastic"]),
        )
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ConfigurationError(
            f"{path}: is not a plan that this version can follow ({error}); "
            f"write a new one: syndicate plan --out {path}"
        ) from error


def moved(saved: SavedPlan, current: Sequence[BoardPlan]) -> tuple[str, ...]:
    """What is no longer as it was when *saved* was made, in words; empty: it may be followed.

    *current* are plans made just now for the same boards. Not only the changes that were
    planned count: one that has come since makes it another plan as well.
    """
    now = {plan.board: plan for plan in current}
    return tuple(
        words for name, plan in saved.boards.items() for words in _moved(plan, now.get(name))
    )


def refuse_if_moved(saved: SavedPlan, current: Sequence[BoardPlan]) -> None:
    """Raises ``ConfigurationError`` that names each difference when there is one."""
    if found := moved(saved, current):
        shown = [*found[:_SHOWN], *([f"and {len(found) - _SHOWN} more"] if found[_SHOWN:] else [])]
        lines = "\n".join(f"  {words}" for words in shown)
        raise ConfigurationError(
            f"this plan is out of date, and nothing was done; make a new one\n{lines}"
        )


def _moved(saved: BoardPlan, current: BoardPlan | None) -> Iterator[str]:
    if current is None:
        yield f"{saved.board}: this board is not configured any more"
        return
    if saved.adapter_changed != current.adapter_changed:
        yield f"{saved.board}: its adapter is another one"
    before = {change.subject: change for change in saved.changes()}
    after = {change.subject: change for change in current.changes()}
    for subject, change in before.items():
        if after.get(subject) != change:
            yield f"{saved.board}: {subject}: {_difference(change, after.get(subject))}"
    for subject, change in after.items():
        if subject not in before:
            yield f"{saved.board}: {subject}: is new: {change.operation}"


def _difference(before: Change, after: Change | None) -> str:
    if after is None:
        return f"nothing is to be done any more (planned was: {before.operation})"
    if before.operation is not after.operation:
        return f"now {after.operation}, planned was {before.operation}"
    if before.digest != after.digest:
        return "the offer has changed since"
    return "the board's entry in the ledger has changed since"


def _board(plan: BoardPlan) -> dict[str, object]:
    found: dict[str, object] = {
        operation.value: [_change(change) for change in changes]
        for operation, changes in (
            (Operation.CREATE, plan.create),
            (Operation.UPDATE, plan.update),
            (Operation.WITHDRAW, plan.withdraw),
        )
    }
    holds = [{"id": hold.subject, "reason": hold.reason} for hold in plan.hold]
    return found | {"hold": holds, "live": plan.live, "adapter_changed": plan.adapter_changed}


def _change(change: Change) -> dict[str, object]:
    return {
        "id": change.subject,
        "digest": change.digest,
        "state": change.state and change.state.value,
        "held": change.held,
        "replace": change.replace,
        "agreed": change.agreed,
    }


def _read_board(name: str, data: Any) -> BoardPlan:
    lists = {
        operation.value: tuple(_read_change(operation, one) for one in data[operation.value])
        for operation in Operation
    }
    return BoardPlan(
        board=name,
        hold=tuple(Hold(one["id"], one["reason"]) for one in data["hold"]),
        live=data["live"],
        adapter_changed=data["adapter_changed"],
        **lists,
    )


def _read_change(operation: Operation, data: Any) -> Change:
    return Change(
        operation,
        data["id"],
        data["digest"],
        State(data["state"]) if data["state"] else None,
        data["held"],
        data["replace"],
        data["agreed"],
    )
