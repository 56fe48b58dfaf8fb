"""The time of a profile is put down to stages, all of it and once."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.profile import by_stage
from benchmarks.running import ROOT

_READ = (f"{ROOT}/syndicate/content/source.py", 1, "read")
_PAGE = (f"{ROOT}/syndicate/renderings/pages.py", 1, "page")
_HELP = ("/usr/lib/python3/json/encoder.py", 1, "encode")
_DEEPER = ("~", 0, "<built-in method encode>")
_LOST = ("~", 0, "<built-in method of nobody>")


def test_what_libraries_take_counts_for_those_that_asked() -> None:
    def called(seconds: float, callers: dict[Any, float]) -> Any:
        told = {who: (1, 1, 0.0, spent) for who, spent in callers.items()}
        return (1, 1, seconds, seconds, told)

    found = by_stage(
        {
            _READ: called(2.0, {}),
            _PAGE: called(1.0, {_READ: 1.0}),
            _HELP: called(0.0, {_READ: 3.0, _PAGE: 1.0}),
            _DEEPER: called(4.0, {_HELP: 4.0}),
            _LOST: called(0.5, {}),
        }
    )
    assert found == pytest.approx(
        {"reading files": 2 + 3, "page template": 1 + 1, "what nobody asked for": 0.5}
    )
