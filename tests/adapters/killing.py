"""A board that kills whoever posts to it, once it has done what was asked."""

from __future__ import annotations

import os
import signal
import subprocess
from queue import SimpleQueue
from typing import TYPE_CHECKING

from click.testing import CliRunner

from syndicate.cli.app import app
from syndicate.testing import BoardServer
from tests.cli.processes import COMMAND, PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable
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


def apply_twice(
    root: Path,
    board: Deadly,
    now: str,
    later: str,
    between: Callable[[], object] = lambda: None,
    **environment: str,
) -> None:
    """``syndicate apply``, killed when *board* has accepted its first change; again *later*.

    *between* is called when the process is dead.
    """
    arguments = ["apply", "--yes", "--project", str(root), "--now"]
    board.victims = SimpleQueue()
    with subprocess.Popen(
        [COMMAND, *arguments, now],
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        board.victims.put(process.pid)
        assert process.wait(PATIENCE) == -signal.SIGKILL
    board.victims = None
    between()
    again = CliRunner().invoke(app, [*arguments, later], env=environment)
    assert again.exit_code == 0, again.output
