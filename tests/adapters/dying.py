"""A push that is killed once its board has answered: ``python -m tests.adapters.dying``.

What is asked comes as JSON on standard input: ``adapter`` (module:Class), ``options``, ``secrets``,
``root``, ``now``, ``offers`` (id to title) and ``dies``, the number of the answer after which the
power goes.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from syndicate.adapter import Answer, Call

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Pushing:
    """The pushes of one site to one board, each in a process of its own."""

    def __init__(self, root: Path, adapter: str, options: Mapping[str, object]) -> None:
        self.asked = {"root": str(root), "adapter": adapter, "options": dict(options)}
        self.now = NOON

    def run(self, offers: Mapping[str, str], dies: int = 0) -> None:
        """Push *offers*; with *dies*, be killed after that many answers. Ten minutes pass."""
        asked = self.asked | {"offers": offers, "now": self.now.isoformat(), "dies": dies}
        done = subprocess.run(
            [sys.executable, "-m", "tests.adapters.dying"],
            input=json.dumps(asked),
            text=True,
            cwd=Path(__file__).parents[2],
            check=False,
        )
        assert done.returncode == (-signal.SIGKILL if dies else 0)
        self.now += timedelta(minutes=10)


def main() -> None:
    """Plan, intend and deliver what is asked."""
    from syndicate.adapter import Options
    from syndicate.delivery.board import Board
    from syndicate.delivery.delivering import deliver
    from syndicate.delivery.ledger import Ledger
    from syndicate.delivery.preparing import intend, prepare
    from syndicate.http import Client
    from syndicate.testing import make_offer, make_site

    asked = json.load(sys.stdin)
    module, _, name = asked["adapter"].partition(":")
    kind: Any = mortal(getattr(import_module(module), name), asked["dies"])
    root, now = Path(asked["root"]), datetime.fromisoformat(asked["now"])
    client = Client(allow_private=True)
    adapter = kind(Options("board", asked["options"], make_site(root), client))
    board = Board(name="board", adapter=adapter, limits=adapter.features.limits)
    offers = {key: make_offer(key, title=title) for key, title in asked["offers"].items()}
    with Ledger.open("sqlite:///ledger.db", root=root, create=True) as ledger:
        intend(ledger, board, prepare(ledger, board, offers, now), offers, now)
        deliver(ledger, [board], lambda: now, look_again=timedelta(0), random=Random(1))  # noqa: S311


def mortal(adapter: type, dies: int) -> type:
    """*adapter*, whose process dies when its board has answered so often."""
    answers = iter(range(1, 1_000))

    def send(self: Any, calls: Sequence[Call]) -> Sequence[Answer]:
        given: Sequence[Answer] = adapter.send(self, calls)  # type: ignore[attr-defined]
        if next(answers) == dies:
            os.kill(os.getpid(), signal.SIGKILL)
        return given

    return type("Mortal", (adapter,), {"send": send})


if __name__ == "__main__":
    main()
