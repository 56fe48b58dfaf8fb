"""Which tests are slow: they kill processes, fill disks or try very many shapes."""

from __future__ import annotations

import pytest
from hypothesis import settings

# How long an example takes says more about the machine than about the program.
settings.register_profile("syndicate", deadline=None)
settings.load_profile("syndicate")

SLOW = (
    "tests/benchmarks/",
    "tests/cli/test_run.py",
    "tests/delivery/ledger/test_faults.py",
    "tests/delivery/ledger/test_machine.py",
    "tests/delivery/test_crashes.py",
    "tests/delivery/test_promises.py",
    "tests/http/",
    "tests/test_jobposting_rules.py",
    "tests/test_replay.py",
    "tests/testing/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith(SLOW):
            item.add_marker(pytest.mark.slow)
