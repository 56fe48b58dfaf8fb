"""A board that kills whoever posts to it, once it has done what was asked."""

from __future__ import annotations

import os
import signal
import subprocess
from queue import SimpleQueue
from typing import TYPE_CHECKING

from syndicate.testing import BoardServer
from tests.cli.processes import COMMAND, PATIENCE, syndicate

if TYPE_CHECKING:
    from pathlib import Path

    from syndicate.testing import Fault, Reply, Request


class Deadly(BoardServer):
    """Mixed into a board: a caller that changes something dies before it is answered."""

    victims: SimpleQueue[int] | None = None

    def reply(self, request: Request, fault: Fault) -> Reply:
        truth = super().reply(request, fault)
        if self.victims and request.method != "GET" and not self.is_preparation(request):
            os.kill(self.victims.get(), signal.SIGKILL)
        return truth


def apply_twice(root: Path, board: Deadly, now: str, **environment: str) -> None:
    """``syndicate apply``, killed when *board* has accepted its first change, and run again."""
    arguments = ["apply", "--yes", "--now", now, "--project", str(root)]
    board.victims = SimpleQueue()
    with subprocess.Popen(
        [COMMAND, *arguments],
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        board.victims.put(process.pid)
        assert process.wait(PATIENCE) == -signal.SIGKILL
    board.victims = None
    again = syndicate(*arguments, **environment)
    assert again.returncode == 0, again.stderr
