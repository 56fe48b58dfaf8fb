"""A ledger is made once, recognised ever after, and never mistaken for another."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from syndicate.delivery.ledger import DEFAULT_URL, Ledger, migrating
from syndicate.delivery.ledger.schema import REVISION, metadata
from syndicate.errors import LedgerError
from tests.delivery.ledger.at_once import at_once
from tests.delivery.ledger.kit import BOARD, create, deliver, want

if TYPE_CHECKING:
    from pathlib import Path


def _ledger_file(root: Path) -> Path:
    return root / ".syndicate/ledger.db"


def _make(root: Path) -> None:
    with Ledger.open(root=root, create=True) as ledger:
        want(ledger, create("a"))
        deliver(ledger)


def _remove(root: Path) -> None:
    for path in root.glob(".syndicate/ledger.db*"):
        path.unlink()


def test_a_ledger_is_not_made_unasked(ledger_url: str, tmp_path: Path) -> None:
    assert not Ledger.exists(ledger_url, root=tmp_path)
    with pytest.raises(LedgerError, match=r"there is no ledger .* yet: `syndicate apply`"):
        Ledger.open(ledger_url, root=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_that_was_made_is_found_again(ledger_url: str, tmp_path: Path) -> None:
    with Ledger.open(ledger_url, root=tmp_path, create=True) as ledger:
        want(ledger, create("a"))
    assert Ledger.exists(ledger_url, root=tmp_path)
    for create_it in (False, True):
        with Ledger.open(ledger_url, root=tmp_path, create=create_it) as ledger:
            assert [row.subject for row in ledger.held(BOARD)] == ["a"]
            assert ledger.check() == []


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    with Ledger.open(root=tmp_path, create=True) as ledger:
        want(ledger, create("a"))
        folder = tmp_path / ".syndicate"
        assert folder.stat().st_mode & 0o777 == 0o700
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
        assert {path.name for path in folder.iterdir()} >= {"ledger.db", "ledger.db-wal"}


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    _make(tmp_path)
    _ledger_file(tmp_path).chmod(0o644)
    Ledger.open(root=tmp_path).close()
    assert _ledger_file(tmp_path).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("create_it", [False, True])
def test_a_lost_ledger_is_never_made_anew_unasked(tmp_path: Path, create_it: bool) -> None:
    _make(tmp_path)
    _remove(tmp_path)
    with pytest.raises(LedgerError, match=r"is lost: .*syndicate ledger import FILE.*adopt BOARD"):
        Ledger.open(root=tmp_path, create=create_it)
    assert not _ledger_file(tmp_path).exists()
    assert Ledger.exists(root=tmp_path)


def test_an_emptied_file_is_a_lost_ledger(tmp_path: Path) -> None:
    _make(tmp_path)
    _remove(tmp_path)
    _ledger_file(tmp_path).touch()
    with pytest.raises(LedgerError, match="is lost"):
        Ledger.open(root=tmp_path, create=True)


def test_a_person_may_ask_for_a_new_one(tmp_path: Path) -> None:
    _make(tmp_path)
    _remove(tmp_path)
    with Ledger.open(root=tmp_path, create=True, anew=True) as ledger:
        assert list(ledger.held(BOARD)) == []
    Ledger.open(root=tmp_path).close()


def test_an_emptied_postgresql_is_a_lost_ledger(postgres_url: str, tmp_path: Path) -> None:
    Ledger.open(postgres_url, root=tmp_path, create=True).close()
    with psycopg.connect(postgres_url) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    with pytest.raises(LedgerError, match="is lost"):
        Ledger.open(postgres_url, root=tmp_path, create=True)


def test_another_projects_ledger_is_refused(tmp_path: Path) -> None:
    _make(tmp_path / "one")
    _make(tmp_path / "two")
    (tmp_path / "one/.syndicate/ledger.db").rename(tmp_path / "two/.syndicate/ledger.db")
    with pytest.raises(LedgerError, match="is not the one this project had"):
        Ledger.open(root=tmp_path / "two")


def test_a_newer_ledger_is_refused(ledger_url: str, tmp_path: Path) -> None:
    with (
        Ledger.open(ledger_url, root=tmp_path, create=True) as ledger,
        ledger._database.writing() as connection,
    ):
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LedgerError, match=r"newer syndicate .*9999.*pip install --upgrade"):
        Ledger.open(ledger_url, root=tmp_path, create=True)


@pytest.mark.parametrize("content", [b"hello", b"\0" * 9000, b"SQLite format 3\0" + b"x" * 5000])
def test_a_file_that_is_no_ledger_is_refused(tmp_path: Path, content: bytes) -> None:
    path = _ledger_file(tmp_path)
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(LedgerError, match=r"damaged|no ledger"):
        Ledger.open(root=tmp_path, create=True)
    assert path.read_bytes() == content


def test_a_database_of_something_else_is_refused(tmp_path: Path) -> None:
    import sqlite3

    (tmp_path / ".syndicate").mkdir()
    with sqlite3.connect(_ledger_file(tmp_path)) as connection:
        connection.execute("CREATE TABLE wordpress (id INTEGER)")
    connection.close()
    with pytest.raises(LedgerError, match="other tables"):
        Ledger.open(root=tmp_path, create=True)


@pytest.mark.parametrize(
    "url", ["mysql://localhost/x", "sqlite://", "sqlite:///:memory:", "ledger.db", "oracle://x"]
)
def test_an_address_where_no_ledger_can_lie_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(LedgerError, match=r"write sqlite:///.syndicate/ledger.db"):
        Ledger.open(url, root=tmp_path, create=True)


def test_a_server_that_is_away_is_told_without_its_password(tmp_path: Path) -> None:
    url = f"postgresql://me:s3cret@/jobs?host={tmp_path}"
    with pytest.raises(LedgerError, match="cannot be used") as raised:
        Ledger.open(url, root=tmp_path, create=True)
    assert "s3cret" not in str(raised.value)


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / ".syndicate").write_text("a file where the folder should be")
    with pytest.raises(LedgerError, match="ledger"):
        Ledger.open(root=tmp_path, create=True)


def _open(url: str, root: Path) -> None:
    Ledger.open(url, root=root, create=True).close()


def test_eight_processes_make_one_ledger(ledger_url: str, tmp_path: Path) -> None:
    at_once(8, _open, ledger_url, tmp_path)
    with Ledger.open(ledger_url, root=tmp_path) as ledger:
        assert ledger.check() == []


def test_the_migrations_make_the_tables_that_the_statements_use(
    ledger_url: str, tmp_path: Path
) -> None:
    with (
        Ledger.open(ledger_url, root=tmp_path, create=True) as ledger,
        ledger._database.reading() as connection,
    ):
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, metadata) == []


def test_the_program_writes_the_newest_revision() -> None:
    assert ScriptDirectory.from_config(migrating._config()).get_current_head() == REVISION


def test_opening_a_ledger_does_not_load_alembic(tmp_path: Path) -> None:
    _make(tmp_path)
    program = (
        "import sys, pathlib; from syndicate.delivery.ledger import Ledger\n"
        "Ledger.open(sys.argv[1], root=pathlib.Path(sys.argv[2])).close()\n"
        "sys.exit('alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", program, DEFAULT_URL, str(tmp_path)]
    assert subprocess.run(command, check=False).returncode == 0


def test_building_needs_no_ledger() -> None:
    program = "import sys, syndicate.project; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_fresh_checkout_knows_the_ledger_that_others_made(
    postgres_url: str, tmp_path: Path
) -> None:
    there, here = tmp_path / "there", tmp_path / "here"
    there.mkdir()
    here.mkdir()
    assert not Ledger.exists(postgres_url, root=here)
    Ledger.open(postgres_url, root=there, create=True).close()
    assert Ledger.exists(postgres_url, root=here)
    Ledger.open(postgres_url, root=here).close()
