"""The ledger leaves as text and comes back the same, from either database into either."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndicate.adapter import Operation, Payload
from syndicate.delivery.ledger import DEFAULT_URL, Doubtful, Intention, Ledger, Refused
from syndicate.errors import LedgerError
from tests.delivery.ledger.kit import (
    BOARD,
    HOUR,
    NOW,
    claim,
    create,
    done,
    update,
    want,
    withdraw,
)

if TYPE_CHECKING:
    from pathlib import Path


def _fill(ledger: Ledger) -> None:
    run = ledger.run_started("apply", NOW)
    want(ledger, *(create(f"é{n}\udcff\x00\x1a", f"\x00\ud800 {n}") for n in range(6)))
    claimed = claim(ledger, 4)
    outcomes = [done("x"), Refused("no\x00"), Doubtful("cut \udcff")]
    ledger.settle_many(list(zip(claimed, outcomes, strict=False)), NOW)
    want(ledger, update(claimed[0].subject), withdraw(claimed[1].subject))
    ledger.fail(BOARD, "down", NOW, pause_until=NOW + HOUR)
    ledger.schedule_started(BOARD, NOW, NOW, "me", HOUR)
    ledger.run_ended(run, "well", NOW)


def _export(ledger: Ledger) -> str:
    stream = io.StringIO()
    assert ledger.export(stream) > 0
    return stream.getvalue()


def test_an_export_comes_back_the_same_in_either_database(
    ledger: Ledger, ledger_url: str, tmp_path: Path
) -> None:
    _fill(ledger)
    text = _export(ledger)
    root = tmp_path / "new"
    assert Ledger.restore(io.StringIO(text), ledger_url, root=root) == text.count("\n") - 2
    with Ledger.open(ledger_url, root=root) as restored:
        assert _export(restored) == text
        assert restored.check() == []
        before = len(restored.events())
        want(restored, create("after"))
        assert restored.run_started("apply", NOW) == 2
        assert len(restored.events()) == before + 1


def test_a_lost_ledger_comes_back_from_its_export(tmp_path: Path) -> None:
    with Ledger.open(root=tmp_path, create=True) as ledger:
        _fill(ledger)
        text = _export(ledger)
    for path in tmp_path.glob(".syndicate/ledger.db*"):
        path.unlink()
    Ledger.restore(io.StringIO(text), root=tmp_path)
    with Ledger.open(root=tmp_path) as ledger:
        assert _export(ledger) == text


def test_an_export_that_was_cut_off_or_changed_is_refused_whole(tmp_path: Path) -> None:
    with Ledger.open(root=tmp_path / "old", create=True) as ledger:
        _fill(ledger)
        text = _export(ledger)
    lines = text.splitlines(keepends=True)
    broken = ["", "".join(lines[:-1]), "".join(lines[:3] + lines[4:]), text.replace("down", "up")]
    broken += [text[:-40], "hello\n", "[1]\n", text.replace('"0001"', '"0000"')]
    for content in broken:
        with pytest.raises(LedgerError, match="export"):
            Ledger.restore(io.StringIO(content), root=tmp_path / "new")
        assert not Ledger.exists(root=tmp_path / "new") or not _has_tables(tmp_path / "new")
    assert Ledger.restore(io.StringIO(text), root=tmp_path / "new") > 0


def _has_tables(root: Path) -> bool:
    with pytest.raises(LedgerError, match="there is no ledger"):
        Ledger.open(root=root)
    return False


def test_a_ledger_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    with Ledger.open(root=tmp_path, create=True) as ledger:
        text = _export(ledger)
    with pytest.raises(LedgerError, match="already: move it away"):
        Ledger.restore(io.StringIO(text), DEFAULT_URL, root=tmp_path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(codec=None), min_size=1),
    st.dictionaries(st.text(), st.text() | st.integers(-(2**53), 2**53) | st.none()),
)
def test_any_text_is_kept_exactly(ledger: Ledger, subject: str, body: dict[str, object]) -> None:
    payload = Payload(subject, body, subject)
    ledger.intend("any", [Intention(subject, Operation.CREATE, payload)], NOW)
    found = ledger.entry("any", subject)
    assert found is not None
    assert found.payload == payload
    assert subject in {row.subject for row in ledger.held("any")}
