"""``syndicate run``: once, or until a signal ends it; never twice on one ledger."""

from __future__ import annotations

import re
import signal
import urllib.request
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from syndicate.cli.app import app
from tests.cli.processes import line_with, running, syndicate
from tests.sites import LOCAL, Small

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

#: A board of the site's own that takes its time.
SLOW = """\
import time
from syndicate.adapter import Adapter, Features, Kind, Payload, Receipt

class Slow(Adapter):
    features = Features(kind=Kind.POSTING, lookup=True)
    def __init__(self, options): pass
    def payload(self, subject): return Payload(subject.id, {"title": subject.title}, subject.title)
    def create(self, payload, key):
        print("under way", flush=True)
        time.sleep(600)
    def find(self, subject): return None
"""


@pytest.fixture(autouse=True)
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    monkeypatch.chdir(tmp_path)
    made = Small(tmp_path)
    made.write("gardener")
    return made


def run(*arguments: str, now: str = "2026-03-02") -> Result:
    return CliRunner().invoke(app, ["run", *arguments, "--now", now])


def test_once_builds_does_what_is_due_and_ends(small: Small) -> None:
    result = run("--once")
    assert result.exit_code == 0
    assert "local: 1 created" in result.stdout
    assert (small.root / "feeds" / "rss.xml").is_file()
    small.write("cook")
    assert run("--once", now="2026-03-02T00:14").exit_code == 0
    assert set(small.held()) == {"gardener"}
    assert run("--once", now="2026-03-02T00:15").exit_code == 0
    assert set(small.held()) == {"gardener", "cook"}


def test_once_for_every_board_asks_no_schedule(small: Small) -> None:
    run("--once")
    small.write("cook")
    assert run("--once", "--all").exit_code == 0
    assert set(small.held()) == {"gardener", "cook"}


def test_once_with_an_accident_is_exit_code_1_and_says_what_to_type(small: Small) -> None:
    run("--once")
    small.remove("gardener")
    result = run("--once", now="2026-03-03")
    assert result.exit_code == 1
    assert "syndicate apply --board local --yes" in result.stdout
    assert set(small.held()) == {"gardener"}


@pytest.mark.parametrize("arguments", [["--all"], ["--once", "--port", "0"]])
def test_options_that_do_not_go_together_are_refused(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_well(small: Small, number: signal.Signals) -> None:
    with running("run") as (process, output, _):
        line_with("local: 1 created", output)
        process.send_signal(number)
        assert process.wait() == 0
    assert "1 live" in syndicate("status").stdout


def test_a_second_run_says_who_holds_the_ledger(small: Small) -> None:
    with running("run") as (process, output, _):
        line_with("local: 1 created", output)
        second = syndicate("run")
        assert second.returncode == 2
        assert f"process {process.pid} " in second.stderr
        assert re.search(r"since \d{4}-", second.stderr)
        assert f"(process {process.pid})" in syndicate("status").stdout
        assert syndicate("apply").returncode == 0


@pytest.mark.parametrize("signals", [1, 2])
def test_what_is_under_way_is_marked_when_the_grace_is_over(small: Small, signals: int) -> None:
    (small.root / "slow.py").write_text(SLOW)
    small.settings = f"[run]\ngrace_seconds = {0 if signals == 1 else 600}\n"
    small.configure('[boards.slow]\nadapter = "slow.py:Slow"\n')
    with running("run") as (process, output, errors):
        line_with("under way", output)
        process.send_signal(signal.SIGINT)
        line_with("Finishing", errors)
        if signals == 2:
            process.send_signal(signal.SIGINT)
        assert process.wait() == (0 if signals == 1 else 130)
    status = syndicate("status", "--json").stdout
    assert '"unknown": 1' in status if signals == 1 else '"pending": 1' in status


def test_the_site_can_be_shown_beside(small: Small) -> None:
    with running("run", "--port", "0") as (process, output, _):
        line = line_with("http://127.0.0.1:", output)
        address = re.findall(r"http://\S+/", line)[0]
        with urllib.request.urlopen(address) as page:  # noqa: S310 - the address of our own server
            assert b"Gardener" in page.read()
        line_with("local: 1 created", output)
        process.send_signal(signal.SIGINT)
        assert process.wait() == 0
    assert set(small.held()) == {"gardener"}


def test_a_new_configuration_holds_at_once(small: Small) -> None:
    with running("run") as (_, output, _errors):
        line_with("local: 1 created", output)
        small.configure(LOCAL + '[boards.second]\nadapter = "folder"\npath = "second"\n')
        line_with("second: 1 created", output)
