"""Full disks, locked files, flipped bytes, killed processes: words, and never a wrong answer."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from syndicate.delivery.ledger import DEFAULT_URL, Ledger, Refused, State
from syndicate.delivery.ledger.schema import postings
from syndicate.errors import LedgerError, SyndicateError
from tests.delivery.ledger.at_once import at_once
from tests.delivery.ledger.kit import (
    BOARD,
    HOUR,
    MINUTE,
    NOW,
    claim,
    create,
    done,
    entry,
    update,
    want,
    withdraw,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _filled(root: Path) -> None:
    with Ledger.open(root=root, create=True) as ledger:
        want(ledger, *(create(f"offer-{n:03}") for n in range(60)))
        claimed = claim(ledger, 40)
        ledger.settle_many([(e, done(e.subject)) for e in claimed[:30]], NOW)
        ledger.settle_many([(e, Refused("too long")) for e in claimed[30:35]], NOW)
        want(ledger, update("offer-001"), withdraw("offer-002"))
        ledger.fail(BOARD, "down", NOW)


def _answers(root: Path) -> dict[str, object]:
    with Ledger.open(root=root) as ledger:
        return {
            "held": list(ledger.held(BOARD)),
            "entries": ledger.entries(BOARD, State),
            "one": [ledger.entry(BOARD, f"offer-{n:03}") for n in (0, 1, 2, 36, 59)],
            "events": ledger.events(),
            "board": ledger.board(BOARD, NOW),
            "due": [ledger.next_due(BOARD)],
            "claim": [(e.subject, e.call) for e in ledger.claim(BOARD, NOW, "x", MINUTE, 100)],
            "interrupted": [e.call for e in ledger.interrupted(BOARD, NOW + HOUR)],
        }


def test_flipped_bytes_are_never_a_wrong_answer(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    _filled(whole)
    shutil.copytree(whole, tmp_path / "asked")
    right = _answers(tmp_path / "asked")
    content = (whole / ".syndicate/ledger.db").read_bytes()
    noticed = 0
    chance = random.Random(1)  # noqa: S311 any bytes will do
    for number in range(80):
        root = tmp_path / f"{number}"
        shutil.copytree(whole, root)
        flipped = bytearray(content)
        for _ in range(chance.choice([1, 1, 8])):
            flipped[chance.randrange(len(flipped))] ^= chance.randrange(1, 256)
        (root / ".syndicate/ledger.db").write_bytes(flipped)
        try:
            assert _answers(root) == right
        except LedgerError:
            noticed += 1
        shutil.rmtree(root)
    assert noticed > 30


def test_a_ledger_cut_short_is_damaged(tmp_path: Path) -> None:
    _filled(tmp_path)
    path = tmp_path / ".syndicate/ledger.db"
    whole = path.read_bytes()
    for length in range(1, len(whole), len(whole) // 25):
        path.write_bytes(whole[:length])
        with pytest.raises(LedgerError, match=r"damaged|no ledger"):
            Ledger.open(root=tmp_path)


def _change(ledger: Ledger, name: str, value: str) -> None:
    with ledger._database.writing() as connection:
        connection.execute(postings.update().values({name: text(value)}))


@pytest.mark.parametrize(
    ("name", "value"),
    [("digest", "'x'"), ("state", "'gone'"), ("wanted", "NOT wanted"), ("live_since", "NULL")],
)
def test_a_changed_row_is_noticed_by_the_plan(ledger: Ledger, name: str, value: str) -> None:
    want(ledger, create("a"))
    ledger.settle_many([(e, done("a")) for e in claim(ledger)], NOW)
    _change(ledger, name, value)
    with pytest.raises(LedgerError, match=r"damaged: .*'a' on local.*ledger import FILE"):
        list(ledger.held(BOARD))
    assert ledger.check() != []


@pytest.mark.parametrize("name", ["remote_id", "key", "url", "op_digest"])
def test_a_changed_row_is_noticed_before_it_is_sent(ledger: Ledger, name: str) -> None:
    want(ledger, create("a"))
    _change(ledger, name, "'x'")
    with pytest.raises(LedgerError, match="damaged"):
        claim(ledger)


def test_a_lost_payload_is_noticed(ledger: Ledger) -> None:
    want(ledger, create("a"))
    with ledger._database.writing() as connection:
        connection.execute(text("DELETE FROM payloads"))
    assert ledger.check() == ["1 payloads that are to be sent to local are missing"]
    with pytest.raises(LedgerError, match="payload of 'a' for local is missing"):
        claim(ledger)


def test_a_ledger_that_another_process_writes_to_is_waited_for_and_then_told(
    tmp_path: Path,
) -> None:
    _filled(tmp_path)
    other = sqlite3.connect(tmp_path / ".syndicate/ledger.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with Ledger.open(root=tmp_path, patience=timedelta(seconds=0.2)) as ledger:
            assert len(list(ledger.held(BOARD))) == 60
            with pytest.raises(LedgerError, match="another process is writing"):
                claim(ledger)
    finally:
        other.close()


def test_a_postgresql_lock_is_waited_for_and_then_told(postgres_url: str, tmp_path: Path) -> None:
    patience = timedelta(seconds=0.2)
    with (
        Ledger.open(postgres_url, root=tmp_path, create=True, patience=patience) as ledger,
        Ledger.open(postgres_url, root=tmp_path) as other,
    ):
        want(ledger, create("a"))
        [mine] = claim(ledger)
        with other._database.writing() as connection:
            connection.execute(text("LOCK TABLE postings"))
            with pytest.raises(LedgerError, match=r"cannot be used: .*lock timeout"):
                ledger.settle(mine, done("a"), NOW)
        assert ledger.settle(mine, done("a"), NOW)


def _work(ledger: Ledger, step: int) -> None:
    want(ledger, *(create(f"{step}-{n}", "long " * 500) for n in range(5)))
    claimed = claim(ledger, 5)
    ledger.settle_many([(e, done(e.subject)) for e in claimed], NOW)


def _work_much(ledger: Ledger) -> None:
    for step in range(50):
        _work(ledger, step)


def test_a_database_that_may_not_grow_is_told_and_stays_whole(tmp_path: Path) -> None:
    _filled(tmp_path)
    with Ledger.open(root=tmp_path) as ledger:
        with ledger._database.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw
            pages = raw.execute("PRAGMA page_count").fetchone()[0]
            raw.execute(f"PRAGMA max_page_count = {pages + 6}")
        with pytest.raises(LedgerError, match="the disk is full"):
            _work_much(ledger)
    with Ledger.open(root=tmp_path) as ledger:
        assert ledger.check() == []
        _work(ledger, 99)


_FULL = """
import pathlib, sys
from syndicate.delivery.ledger import Ledger
from syndicate.errors import SyndicateError
from tests.delivery.ledger.test_faults import _work
try:
    with Ledger.open(root=pathlib.Path(sys.argv[1]), create=True) as ledger:
        for step in range(40):
            _work(ledger, step)
except SyndicateError as error:
    sys.exit(str(error))
"""


@pytest.mark.parametrize("kilobytes", [1, 40, 90, 130, 260])
def test_a_disk_that_is_full_at_any_write_is_told_and_the_ledger_stays_whole(
    tmp_path: Path, kilobytes: int
) -> None:
    most = kilobytes * 1024

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    done_ = subprocess.run(
        [sys.executable, "-B", "-c", _FULL, str(tmp_path)],
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done_.returncode == 1
    assert "Traceback" not in done_.stderr
    assert "ledger" in done_.stderr
    with Ledger.open(root=tmp_path, create=True) as ledger:
        assert ledger.check() == []
        _work(ledger, 99)


_KILLED = """
import pathlib, sys
from tests.delivery.ledger.kit import *
with Ledger.open(sys.argv[1], root=pathlib.Path(sys.argv[2])) as ledger:
    with ledger.hold("run", NOW):
        number = 0
        while True:
            want(ledger, create(f"{number}"))
            for entry in claim(ledger, 1):
                print(f"sending {entry.subject}", flush=True)
                ledger.settle(entry, done(entry.subject), NOW)
                print(f"settled {entry.subject}", flush=True)
            number += 1
"""


@pytest.mark.parametrize("lines", [1, 2, 5, 8])
def test_what_a_killed_process_said_is_in_the_ledger(
    ledger_url: str, tmp_path: Path, lines: int
) -> None:
    Ledger.open(ledger_url, root=tmp_path, create=True).close()
    worker = subprocess.Popen(
        [sys.executable, "-c", _KILLED, ledger_url, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert worker.stdout
    said = [worker.stdout.readline().split() for _ in range(lines)]
    with Ledger.open(ledger_url, root=tmp_path) as ledger:
        holder = ledger.lock_holder()
        assert holder is not None
        assert (holder.pid, holder.command) == (worker.pid, "run")
        with pytest.raises(LedgerError, match=rf"process {worker.pid} .*since 2026-03-01"):
            ledger.hold("run", NOW).__enter__()
        worker.kill()
        said += [line.split() for line in worker.stdout.read().splitlines()]
        worker.wait()
        worker.stdout.close()
        for what, subject in said:
            state = entry(ledger, subject).state
            assert state in {State.LIVE, State.SENDING} if what == "sending" else State.LIVE
        cut = [e.subject for e in ledger.interrupted(BOARD, NOW + HOUR)]
        assert len(cut) <= 1
        assert ledger.check() == []
        _wait_until(lambda: ledger.lock_holder() is None)
        with ledger.hold("run", NOW):
            assert ledger.lock_holder() is not None


def _wait_until(true: Callable[[], bool]) -> None:
    """A server notices within moments that its client was killed."""
    import time

    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _work_through(url: str, root: Path) -> list[tuple[str, str]]:
    told = []
    with Ledger.open(url, root=root) as ledger:
        want(ledger, *(create(f"{number:03}") for number in range(120)))
        while claimed := ledger.claim(BOARD, NOW, f"{os.getpid()}", HOUR, 3):
            told += [(str(e.subject), str(e.key)) for e in claimed]
            answers = [(e, done(e.subject)) for e in claimed]
            assert ledger.settle_many(answers, NOW) == len(claimed)
    return told


def test_eight_processes_make_the_calls_of_one(ledger_url: str, tmp_path: Path) -> None:
    Ledger.open(ledger_url, root=tmp_path, create=True).close()
    calls = [call for told in at_once(8, _work_through, ledger_url, tmp_path) for call in told]
    assert sorted(subject for subject, _ in calls) == [f"{n:03}" for n in range(120)]
    assert len({key for _, key in calls}) == 120
    with Ledger.open(ledger_url, root=tmp_path) as ledger:
        assert ledger.count(BOARD)[State.LIVE] == 120
        assert ledger.check() == []


def test_only_our_own_errors_leave(tmp_path: Path) -> None:
    with pytest.raises(SyndicateError):
        Ledger.open(DEFAULT_URL, root=tmp_path / "nowhere")
