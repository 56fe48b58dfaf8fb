"""``docs/promises.md`` names tests that exist, and as many cases as they try."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "promises.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE)))


def test_the_page_names_a_test_for_each_promise() -> None:
    lines = [line for line in PAGE.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
    assert len([promise for promise, *_ in rows if promise]) >= 9
    for promise, _, test, cases in rows:
        assert test.startswith("`tests/"), (promise, test)
        assert cases, (promise, test)


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_each_test_that_is_named_exists(file: str, name: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    assert not name or re.search(rf"^(?:def {name}\(|{name} = |class {name}\b)", text, re.MULTILINE)
