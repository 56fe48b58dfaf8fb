"""A program that pushes and is killed: ``python -m tests.delivery.crashing``.

Everything is imported once; each line on standard input is a run, in a process forked for it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from syndicate.adapter import Features, Kind, Options
from syndicate.delivery.board import Board
from syndicate.delivery.delivering import deliver
from syndicate.delivery.ledger import Ledger
from syndicate.delivery.preparing import intend, prepare
from syndicate.http import Client
from syndicate.testing import HttpBoard, make_offer, make_site
from tests.delivery.offers import NOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from syndicate.adapter import Answer, Call
    from syndicate.delivery.ledger import Entry, Outcome

BOARDS = {
    "key": Features(kind=Kind.POSTING, idempotency=timedelta(hours=1)),
    "look-up": Features(kind=Kind.POSTING, lookup=True),
    "list": Features(kind=Kind.POSTING, lists=True),
    "neither": Features(kind=Kind.POSTING),
}

#: Where a run dies.
STEPS = ("intended", "claimed", "sent", "settled")


def die() -> None:
    """As if the power had gone."""
    os.kill(os.getpid(), signal.SIGKILL)


class MortalLedger(Ledger):
    """A ledger whose process dies at *step*."""

    step: str | None = None

    def intend(self, *args: Any, **more: Any) -> int:
        number = super().intend(*args, **more)
        if self.step == "intended":
            die()
        return number

    def claim(self, *args: Any, **more: Any) -> list[Entry]:
        claimed = super().claim(*args, **more)
        if claimed and self.step == "claimed":
            die()
        return claimed

    def settle_many(self, answers: Iterable[tuple[Entry, Outcome]], now: datetime) -> int:
        number = super().settle_many(answers, now)
        if self.step == "settled":
            die()
        return number


class MortalBoard(HttpBoard):
    """An adapter whose process dies when the board has answered."""

    step: str | None = None

    def send(self, calls: Sequence[Call]) -> Sequence[Answer]:
        answers = super().send(calls)
        if self.step == "sent":
            die()
        return answers


def run(asked: dict[str, Any]) -> None:
    """Plan, intend and deliver as *asked*; dies at the step it is asked to."""
    root, step = Path(asked["root"]), asked.get("die")
    adapter: Any = type("Mortal", (MortalBoard,), {"features": BOARDS[asked["kind"]], "step": step})
    options = Options("board", {"url": asked["url"]}, make_site(root), Client(allow_private=True))
    board = Board(name="board", adapter=adapter(options))
    offers = {name: make_offer(name, title=title) for name, title in asked["offers"].items()}
    MortalLedger.step = step
    with MortalLedger.open(asked["ledger"], root=root, create=True) as ledger:
        intend(ledger, board, prepare(ledger, board, offers, NOW), offers, NOW)
        deliver(ledger, [board], lambda: NOW, look_again=timedelta(0), random=Random(1))  # noqa: S311


def main() -> None:
    """Forked runs for each line, ``times`` of them at once; their exit statuses for an answer."""
    for line in sys.stdin:
        asked = json.loads(line)
        children = [start(asked) for _ in range(asked.get("times", 1))]
        statuses = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        sys.stdout.write(json.dumps(statuses) + "\n")
        sys.stdout.flush()


def start(asked: dict[str, Any]) -> int:
    """A process that does what is *asked*; its number."""
    child = os.fork()
    if child == 0:
        try:
            run(asked)
        except BaseException:  # noqa: BLE001 - whatever it is, the child must not read on
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return child


if __name__ == "__main__":
    main()
