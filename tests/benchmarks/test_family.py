"""The memory of all processes of a command, with real processes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import family
from benchmarks.running import FailedError

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/smaps_rollup").exists(), reason="the system does not tell"
)

_ALONE = "import time; held = bytearray(b'x') * 80_000_000; time.sleep(0.3)"

#: Two children at once, with a memory of their own beside what they have from their parent.
_TWO = """\
import os, time
held = bytearray(b'x') * 60_000_000
children = []
for _ in range(2):
    child = os.fork()
    if not child:
        own = bytearray(b'x') * 40_000_000
        time.sleep(1)
        os._exit(0)
    children.append(child)
for child in children:
    os.waitpid(child, 0)
"""

#: Its child computes for as long as it takes to have used a fifth of a second.
_BUSY = """\
import subprocess, sys
work = 'import time\\nwhile time.process_time() < 0.2: pass'
subprocess.run([sys.executable, '-c', work], check=True)
"""


def test_the_memory_of_one_process_is_what_it_holds(tmp_path: Path) -> None:
    found = family.run([sys.executable, "-c", _ALONE], tmp_path)
    held = 80_000_000 / 2**20
    assert held < found["mb"] < held + 40


def test_the_memory_of_all_processes_at_once_counts_a_shared_page_once(tmp_path: Path) -> None:
    found = family.run([sys.executable, "-c", _TWO], tmp_path)
    all_of_them = (60_000_000 + 2 * 40_000_000) / 2**20
    assert all_of_them < found["mb"] < all_of_them + 40


def test_what_children_compute_counts(tmp_path: Path) -> None:
    found = family.run([sys.executable, "-c", _BUSY], tmp_path)
    assert found["cpu"] >= 0.2


def test_a_command_that_fails_is_no_figure_and_tells_why(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="exit code 3\nWhat went wrong"):
        family.run([sys.executable, "-c", "print('What went wrong'); exit(3)"], tmp_path)


def test_a_process_that_has_ended_has_no_memory() -> None:
    assert family.memory(2**22 + 1) == 0
