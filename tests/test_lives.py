"""A hundred random lives of a site: builds of what changed equal full builds, byte for byte."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 100, 10))
def test_after_every_step_of_a_life_a_build_equals_a_full_one(first: int) -> None:
    # In a process of its own: it forks and kills, for which no other thread may run.
    lives = subprocess.run(
        [sys.executable, "-m", "tests.incremental", str(first), str(first + 10)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert lives.returncode == 0, lives.stderr[-6000:]
    assert lives.stdout == "10 lives, each build as a full one\n"
