"""``syndicate ledger``: checked, exported, and made from an export."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from syndicate.cli.app import app
from tests.sites import Small

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture(autouse=True)
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    monkeypatch.chdir(tmp_path)
    made = Small(tmp_path)
    made.write("gardener")
    return made


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--now", "2026-03-02"])


def forget(small: Small) -> None:
    for path in (small.root / ".syndicate").glob("ledger*"):
        path.unlink()


def test_a_ledger_goes_out_and_comes_back(small: Small) -> None:
    run("apply")
    assert "all is well" in run("ledger", "check").stdout
    assert run("ledger", "export", "backup.jsonl").exit_code == 0
    assert run("ledger", "export", "backup.jsonl").exit_code == 2  # never written over
    forget(small)
    assert run("ledger", "import", "backup.jsonl").exit_code == 0
    assert run("plan").exit_code == 0
    assert run("ledger", "import", "backup.jsonl").exit_code == 2


def test_an_export_to_standard_output_is_json_lines_alone() -> None:
    run("apply")
    lines = run("ledger", "export").stdout.splitlines()
    assert len(lines) > 3
    assert all(json.loads(line) for line in lines)


def test_a_damaged_ledger_is_refused_with_the_way_out(small: Small) -> None:
    run("apply")
    path = small.root / ".syndicate" / "ledger.db"
    path.write_bytes(b"x" * path.stat().st_size)
    for command in (["plan"], ["apply"], ["status"], ["ledger", "check"]):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (2, ""), command
        assert "damaged" in result.stderr


def test_a_row_that_was_changed_is_named_with_the_way_out(small: Small) -> None:
    run("apply")
    path = small.root / ".syndicate" / "ledger.db"
    written = path.read_bytes()
    assert b"Gardener" in written
    path.write_bytes(written.replace(b"Gardener", b"Gardenor"))
    result = run("ledger", "check")
    assert result.exit_code == 1
    assert f"{path}: a row of its " in result.stdout
    assert "syndicate adopt BOARD" in result.stderr


def test_where_there_is_none_that_is_said() -> None:
    assert "no ledger yet" in run("ledger", "check").stdout
    assert run("ledger", "export").exit_code == 2
    assert run("ledger", "import", "none.jsonl").exit_code == 2
