"""What a build remembers, and what happens when the memory is lost, broken, newer or held."""

from __future__ import annotations

import signal
import sqlite3
import stat
import subprocess
import sys
import zlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicate.errors import OutputError
from syndicate.memory import VERSION, Memory, locked, outputs, texts
from syndicate.memory.outputs import Output
from syndicate.memory.schema import upgrade

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
Text = tuple[str, str, str]
DEV: Text = ("dev", "d1", "---\ntitle: Développeuse\n---\n")
OPS: Text = ("ops", "o1", "---\ntitle: Ops\n---\n")


def make(name: str, digest: str, text: str) -> Text:
    return name, digest, text


def remember(state: Path, good: dict[str, Text], *unreadable: str, now: datetime = NOW) -> None:
    """What a build does that reads *good* well, and finds *unreadable* beside it."""
    with Memory(state) as memory, memory.database.transaction() as db:
        known = {path for (path,) in db.execute("SELECT path FROM offers")}
        for path in known - {*good, *unreadable}:
            texts.mourn(db, path, now)
            db.execute("DELETE FROM offers WHERE path = ?", (path,))
        for path in unreadable:
            texts.shelve(db, path)
            db.execute("UPDATE offers SET good = 0 WHERE path = ?", (path,))
        for path, (name, digest, text) in good.items():
            seen = db.execute("SELECT first_seen FROM offers WHERE path = ?", (path,)).fetchone()
            version = db.execute(
                "INSERT INTO bodies (item, text) VALUES (x'', ?)",
                (text.encode("utf-8", "surrogatepass"),),
            ).lastrowid
            db.execute(
                "INSERT OR REPLACE INTO offers (path, kept, version, stamp, digest, id, status, "
                "since, until, language, moment, first_seen, good) "
                "VALUES (?, 0, ?, '', ?, ?, 'open', 0, 0, 'en', 0, ?, 1)",
                (path, version, digest, name, seen[0] if seen else now.isoformat()),
            )
            db.execute("DELETE FROM sources WHERE path = ?", (path,))
            db.execute("DELETE FROM gone WHERE path = ?", (path,))
        texts.forget_the_old(db, now)


def test_a_new_memory_is_empty_and_private(tmp_path: Path) -> None:
    state = tmp_path / ".syndicate"
    with Memory(state) as memory:
        assert memory.files() == {}
        assert dict(memory.sources(make)) == dict(memory.gone(make)) == {}
        assert memory.warning == ""
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert stat.S_IMODE((state / "build.db").stat().st_mode) == 0o600
    assert (state / ".gitignore").read_text() == "*\n"


def test_reading_a_memory_that_is_not_there_makes_nothing(tmp_path: Path) -> None:
    with Memory(tmp_path / ".syndicate", read_only=True) as memory:
        assert memory.files() == {}
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=15)
@given(st.lists(st.dictionaries(st.sampled_from("abcd"), st.sampled_from("123")), max_size=4))
def test_files_are_always_those_told_last(
    tmp_path_factory: pytest.TempPathFactory, builds: list[dict[str, str]]
) -> None:
    state = tmp_path_factory.mktemp("state")
    for files in builds:
        with Memory(state) as memory, memory.database.transaction() as db:
            outputs.forget(db, outputs.outputs(db).keys() - files.keys())
            outputs.remember(db, [Output(path, digest) for path, digest in files.items()])
        with Memory(state, read_only=True) as memory:
            assert memory.files() == files


def test_a_claimed_path_is_ours_even_if_the_build_dies(tmp_path: Path) -> None:
    with Memory(tmp_path) as memory, memory.database.transaction() as db:
        outputs.remember(db, [Output("old.txt", "1")])
        outputs.claim(db, ["key.txt", "old.txt"])
    with Memory(tmp_path) as memory:
        assert memory.files() == {"key.txt": "", "old.txt": "1"}


def test_a_text_comes_back_as_it_was(tmp_path: Path) -> None:
    odd = ("odd", "x", "é\r\n\0\U0001f600\udc80")
    remember(tmp_path, {"content/odd.md": odd, "content/dev.md": DEV})
    with Memory(tmp_path, read_only=True) as memory:
        sources = memory.sources(make)
        assert sources["content/odd.md"] == odd
        assert list(sources) == ["content/dev.md", "content/odd.md"]
        assert "content/none.md" not in sources
        assert sources.get("content/none.md") is None


def test_an_unreadable_file_keeps_its_last_good_text(tmp_path: Path) -> None:
    remember(tmp_path, {"content/dev.md": DEV})
    remember(tmp_path, {}, "content/dev.md")
    with Memory(tmp_path) as memory:
        assert dict(memory.sources(make)) == {"content/dev.md": DEV}
        assert len(memory.gone(make)) == 0


def test_a_new_text_replaces_the_old_and_the_first_sight_stays(tmp_path: Path) -> None:
    remember(tmp_path, {"content/dev.md": DEV})
    changed = ("dev", "d2", "new")
    remember(tmp_path, {"content/dev.md": changed}, now=NOW + timedelta(days=3))
    with Memory(tmp_path) as memory:
        assert memory.sources(make)["content/dev.md"] == changed
        assert memory.first_seen() == {"content/dev.md": NOW}


def test_an_id_that_changes_alone_is_remembered(tmp_path: Path) -> None:
    remember(tmp_path, {"content/dev.md": DEV})
    remember(tmp_path, {"content/dev.md": ("dev-2", *DEV[1:])})
    with Memory(tmp_path) as memory:
        assert memory.sources(make)["content/dev.md"][0] == "dev-2"


def test_a_vanished_file_is_mourned_until_it_returns(tmp_path: Path) -> None:
    remember(tmp_path, {"content/dev.md": DEV, "content/ops.md": OPS})
    remember(tmp_path, {"content/ops.md": OPS})
    with Memory(tmp_path) as memory:
        assert dict(memory.gone(make)) == {"content/dev.md": DEV}
        assert list(memory.sources(make)) == ["content/ops.md"]
        assert set(memory.first_seen()) == {"content/dev.md", "content/ops.md"}
    remember(tmp_path, {"content/dev.md": DEV, "content/ops.md": OPS})
    with Memory(tmp_path) as memory:
        assert dict(memory.gone(make)) == {}


def test_a_file_that_vanishes_unreadable_is_mourned_with_its_last_good_text(tmp_path: Path) -> None:
    remember(tmp_path, {"content/dev.md": DEV})
    remember(tmp_path, {}, "content/dev.md")
    remember(tmp_path, {})
    with Memory(tmp_path) as memory:
        assert dict(memory.gone(make)) == {"content/dev.md": DEV}


def test_mourning_ends(tmp_path: Path) -> None:
    remember(tmp_path, {"content/dev.md": DEV})
    remember(tmp_path, {}, now=NOW)
    remember(tmp_path, {}, now=NOW + timedelta(days=399))
    with Memory(tmp_path) as memory:
        assert list(memory.gone(make)) == ["content/dev.md"]
    remember(tmp_path, {}, now=NOW + timedelta(days=401))
    with Memory(tmp_path) as memory:
        assert list(memory.gone(make)) == []


def test_the_texts_of_an_earlier_program_are_taken_over(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "build.db") as db:
        db.executescript(upgrade(0).partition("CREATE TABLE meta")[0])
        db.execute("PRAGMA user_version = 1")
        row = ("content/dev.md", *DEV[:2], zlib.compress(DEV[2].encode()), NOW.isoformat())
        db.execute("INSERT INTO sources VALUES (?, ?, ?, ?, ?)", row)
        db.execute("INSERT INTO files VALUES ('rss.xml', 'd')")
    db.close()
    with Memory(tmp_path) as memory:
        assert dict(memory.sources(make)) == {"content/dev.md": DEV}
        assert memory.files() == {"rss.xml": "d"}


def test_readings_of_an_earlier_program_keep_their_texts_and_are_read_again(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "build.db") as db:
        db.executescript(upgrade(0).partition("DELETE FROM bodies")[0])
        db.execute("PRAGMA user_version = 6")
        db.executemany(
            "INSERT INTO bodies VALUES (?, x'', ?)", [(1, DEV[2].encode()), (2, b"never compared")]
        )
        db.execute(
            "INSERT INTO offers (path, kept, version, stamp, digest, id, status, since, until, "
            "language, moment, good) VALUES ('content/dev.md', 0, 1, 's', ?, ?, 'open', 0, 9, "
            "'fr', 0, 1)",
            (DEV[1], DEV[0]),
        )
        db.execute(
            "INSERT INTO fresh VALUES "
            "('content/ops.md', 0, 2, 's', 'd', 'ops', 'open', 0, 9, NULL, 'fr', NULL, 0, x'')"
        )
    db.close()
    with Memory(tmp_path) as memory:
        assert dict(memory.sources(make)) == {"content/dev.md": DEV}
        with memory.database.reading() as now:
            assert now.execute("SELECT since = until FROM offers").fetchall() == [(1,)]
            assert now.execute("SELECT version FROM bodies").fetchall() == [(1,)]


# -- lost, broken, newer ----------------------------------------------------------------------


@pytest.mark.parametrize("damage", ["no database", "cut short", "scribbled over"])
def test_a_broken_memory_is_set_aside_with_a_warning(damage: str, tmp_path: Path) -> None:
    remember(tmp_path, {f"content/{n}.md": (str(n), "d", "x" * n) for n in range(2000)})
    path = tmp_path / "build.db"
    data = path.read_bytes()
    if damage == "no database":
        path.write_bytes(b"these are my notes, and long enough to be no empty file" * 100)
    elif damage == "cut short":
        path.write_bytes(data[: len(data) // 3])
    else:
        path.write_bytes(data[:4096] + b"\x5a" * (len(data) - 4096))
    broken = path.read_bytes()
    with Memory(tmp_path, read_only=True) as memory:
        assert "the next build sets it aside" in memory.warning
    assert path.read_bytes() == broken
    with Memory(tmp_path) as memory:
        assert str(path) in memory.warning
        assert "no last good version" in memory.warning
        assert len(memory.sources(make)) == 0
        with memory.database.transaction() as db:
            outputs.remember(db, [Output("a", "1")])
    assert (tmp_path / "build.db.broken").read_bytes() == broken
    with Memory(tmp_path) as memory:
        assert (memory.files(), memory.warning) == ({"a": "1"}, "")


def test_damage_inside_a_text_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    remember(tmp_path, {"content/dev.md": DEV})
    with sqlite3.connect(tmp_path / "build.db") as db:
        db.execute("UPDATE bodies SET text = x'00fe2233'")
    db.close()
    with (
        Memory(tmp_path) as memory,
        pytest.raises(OutputError, match=r"build\.db: .*delete the file"),
    ):
        memory.sources(make)["content/dev.md"]


@pytest.mark.parametrize("read_only", [False, True])
def test_a_memory_of_a_newer_program_is_refused_and_kept(tmp_path: Path, read_only: bool) -> None:
    remember(tmp_path, {"content/dev.md": DEV})
    with sqlite3.connect(tmp_path / "build.db") as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()
    before = (tmp_path / "build.db").read_bytes()
    with pytest.raises(OutputError, match=r"written by a newer Syndicate .*install that version"):
        Memory(tmp_path, read_only=read_only)
    assert (tmp_path / "build.db").read_bytes() == before


def test_a_folder_in_place_of_the_memory_is_named(tmp_path: Path) -> None:
    (tmp_path / "build.db").mkdir()
    with pytest.raises(OutputError, match=r"build\.db: Is a directory"):
        Memory(tmp_path)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_memory_that_cannot_be_reached_is_named(tmp_path: Path, read_only: bool) -> None:
    (tmp_path / "build.db").symlink_to("build.db")  # for root, nothing is forbidden
    with pytest.raises(OutputError, match=r"build\.db: .*the memory of builds is kept there"):
        Memory(tmp_path, read_only=read_only)


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / ".syndicate").write_bytes(b"")
    with pytest.raises(OutputError, match=r"\.syndicate: "):
        Memory(tmp_path / ".syndicate")


def test_a_transaction_that_fails_changes_nothing(tmp_path: Path) -> None:
    with Memory(tmp_path) as memory:
        with memory.database.transaction() as db:
            outputs.remember(db, [Output("a", "1"), Output("b", "2")])
        unusable = Output("b", None)  # type: ignore[arg-type]
        with (
            pytest.raises(OutputError, match="NOT NULL"),
            memory.database.transaction() as db,
        ):
            outputs.remember(db, [Output("a", "3"), unusable])
        assert memory.files() == {"a": "1", "b": "2"}


# -- the lock ---------------------------------------------------------------------------------

_HOLDER = """
import sys, time
from pathlib import Path
from syndicate.memory import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_build_is_told_who_is_at_work_and_a_kill_frees_the_lock(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with (
            pytest.raises(OutputError, match=f"another build .*process {holder.pid}, since 20"),
            locked(tmp_path),
        ):
            pass
        holder.send_signal(signal.SIGKILL)
    with locked(tmp_path):
        pass


def test_the_lock_is_free_after_a_build_that_failed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="boom"), locked(tmp_path):
        raise ValueError("boom")
    with locked(tmp_path), pytest.raises(OutputError, match="another build"), locked(tmp_path):
        pass
