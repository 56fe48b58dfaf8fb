"""The command as others run it: exit codes, streams, signals."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from syndicate import __version__
from syndicate.cli.app import app
from tests.cli.processes import COMMAND, line_with, running, syndicate

if TYPE_CHECKING:
    from pathlib import Path

SITE = '[site]\nurl = "https://example.org/"\ntitle = "Jobs"\n'


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "syndicate.toml").write_text(SITE)
    (tmp_path / "content").mkdir()
    return tmp_path


def test_the_version_needs_none_of_the_commands() -> None:
    code = (
        "import sys\nfrom syndicate.cli import main\n"
        "sys.argv = ['syndicate', '--version']\n"
        "try:\n    main()\n"
        "finally:\n    print(sorted(m for m in sys.modules if m.startswith('syndicate.')))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    version, modules = run.stdout.splitlines()
    assert version == f"syndicate {__version__}"
    assert (
        modules
        == "['syndicate.cli', 'syndicate.cli.app', 'syndicate.cli.output', 'syndicate.errors']"
    )


def loaded_by_a_build() -> set[str]:
    code = (
        "import sys\nfrom syndicate.cli import main\n"
        "sys.argv = ['syndicate', 'build', '--json']\n"
        "try:\n    main()\n"
        "finally:\n    print(*sys.modules, file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stderr.splitlines()[-1].split())


def test_a_build_loads_nothing_that_it_does_not_need(root: Path) -> None:
    loaded = {module.partition(".")[0] for module in loaded_by_a_build()}
    assert "syndicate" in loaded
    heavy = {"requests", "apscheduler", "sqlalchemy", "jsonschema", "rich", "uvicorn", "starlette"}
    assert not heavy & loaded


def test_a_build_loads_delivery_only_for_boards_that_are_enabled(root: Path) -> None:
    board = '[boards.local]\nadapter = "folder"\npath = "board"\nenabled = '
    delivery = {"syndicate.adapter", "syndicate.delivery", "syndicate_adapters"}
    assert not delivery & loaded_by_a_build()
    (root / "syndicate.toml").write_text(f"{SITE}{board}false\n")
    assert not delivery & loaded_by_a_build()
    (root / "syndicate.toml").write_text(f"{SITE}{board}true\n")
    assert delivery <= loaded_by_a_build()


def test_the_module_runs_as_the_command_does() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "syndicate", "--help"], capture_output=True, text=True, check=True
    )
    assert "Usage: syndicate [OPTIONS] COMMAND" in run.stdout


def test_a_wrong_configuration_ends_in_words_and_exit_code_2(root: Path) -> None:
    (root / "syndicate.toml").write_text(SITE + "[syte]\n")
    run = syndicate("offers", "--json")
    assert (run.returncode, run.stdout) == (2, "")
    assert "syndicate.toml:4:" in run.stderr
    assert "Traceback" not in run.stderr


def test_without_a_site_the_way_out_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["build"])
    assert result.exit_code == 2
    assert "syndicate init" in result.stderr


def test_a_mistyped_command_is_answered_with_the_nearest() -> None:
    result = CliRunner().invoke(app, ["chekc"])
    assert result.exit_code == 2
    assert "Did you mean 'check'?" in result.stderr


def test_a_fault_of_our_own_is_not_swallowed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("syndicate.config.load", lambda path: path / 0)
    with pytest.raises(TypeError):
        CliRunner().invoke(app, ["offers"], catch_exceptions=False)


def test_a_reader_that_goes_away_is_no_fault_of_ours(root: Path) -> None:
    for number in range(400):
        (root / f"content/{number}.md").write_text(f"---\ntitle: Developer {'x' * 400}\n---\n")
    with running("offers", "--json") as (process, output, errors):
        output.read(10)
        output.close()
        assert errors.read() == ""
        assert process.wait() == 141


def test_ctrl_c_ends_with_one_line_and_130(root: Path) -> None:
    with running("build", "--watch") as (process, output, errors):
        line_with("0 open", output)
        process.send_signal(signal.SIGINT)
        assert errors.read().splitlines()[1:] == ["Stopped at your request."]
        assert process.wait() == 130


def test_closed_streams_are_no_obstacle(root: Path) -> None:
    (root / "content/a.md").write_text("---\ntitle: A\ndraft: true\n---\n")
    for arguments in ("build --json", "offers --json", "offers", "check"):
        command = f"exec {shlex.quote(COMMAND)} {arguments} >&- 2>&-"
        assert subprocess.run(["sh", "-c", command], check=False, timeout=60).returncode == 0


def test_letters_that_the_terminal_lacks_are_escaped(root: Path) -> None:
    (root / "content/é.md").write_text("---\ntitle: Café\n---\n")
    run = syndicate("offers", "--json", PYTHONIOENCODING="ascii")
    assert json.loads(run.stdout)["title"] == "Café"
    run = syndicate("offers", PYTHONIOENCODING="ascii")
    assert (run.returncode, run.stderr) == (0, "")


def test_a_file_name_of_stray_bytes_is_refused_in_words_that_can_be_printed(root: Path) -> None:
    (root / os.fsdecode(b"content/\xff.md")).write_text("---\ntitle: A\n---\n")
    run = syndicate("check", "--format", "json")
    assert run.returncode == 1, run.stderr
    [problem] = json.loads(run.stdout)
    assert (problem["path"], problem["code"]) == (r"content/\xff.md", "file-name")
    told = syndicate("check", "--verbose")
    assert told.returncode == 1
    assert r"content/\xff.md" in told.stdout
    assert "Traceback" not in told.stderr
