"""A progress bar on a terminal, and nothing in a pipe."""

from __future__ import annotations

import os
import pty
import subprocess
from typing import TYPE_CHECKING

import pytest

from syndicate.cli.progress import WORTH_A_BAR
from tests.cli.processes import COMMAND, syndicate

if TYPE_CHECKING:
    from pathlib import Path

SITE = '[site]\nurl = "https://example.org/"\ntitle = "Jobs"\n'


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site just large enough for a bar."""
    root = tmp_path_factory.mktemp("site")
    (root / "syndicate.toml").write_text(SITE)
    (root / "content").mkdir()
    for number in range(WORTH_A_BAR):
        text = f"---\ntitle: Developer {number}\ndraft: true\n---\nText.\n"
        (root / f"content/{number}.md").write_text(text)
    return root


def on_a_terminal(*arguments: str, **environment: str) -> tuple[str, str]:
    """What the command writes to the terminal that is its standard error, and to a pipe."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=os.environ | {"TERM": "xterm-256color"} | environment,
    ) as process:
        os.close(theirs)
        shown = b""
        while chunk := _read(ours):
            shown += chunk
        assert process.stdout is not None
        return shown.decode(), process.stdout.read().decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other side is closed
        return b""


def test_a_terminal_sees_the_work_advance(root: Path) -> None:
    shown, piped = on_a_terminal("build", "--project", str(root), "--full")
    assert f"/{WORTH_A_BAR}" in shown
    assert f"/{WORTH_A_BAR}" not in piped
    assert "\x1b" not in piped


def test_no_color_takes_the_colours_off_the_bar(root: Path) -> None:
    shown, _ = on_a_terminal("build", "--project", str(root), "--full", NO_COLOR="1")
    assert f"/{WORTH_A_BAR}" in shown
    assert "\x1b[3" not in shown


def test_a_pipe_sees_none_of_it(root: Path) -> None:
    run = syndicate("build", "--full", "--project", str(root))
    assert f"/{WORTH_A_BAR}" not in run.stdout + run.stderr
    assert "\x1b" not in run.stdout + run.stderr
