"""A PostgreSQL for tests: Debian's programs, a private socket, gone with the session.

Use it by importing the fixtures into a ``conftest.py``: ``postgres_url`` is an empty database,
``ledger_url`` runs a test on SQLite and on PostgreSQL. Without the programs (``apt-get install
postgresql``) the PostgreSQL half is skipped, and says so.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

_numbers = count()


def programs() -> Path | None:
    """The folder of the newest installed server."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0,
    )
    return found[-1].parent if found else None


@dataclass(frozen=True)
class Server:
    """A running server; its data and its socket are below *folder*."""

    folder: Path

    def url(self, database: str) -> str:
        """The address of *database*, as a configuration would have it."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def make_database(self) -> str:
        """The address of a new, empty database."""
        name = f"test_{os.getpid()}_{next(_numbers)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        return self.url(name)

    def drop_database(self, url: str) -> None:
        """Remove what ``make_database`` made, whoever is still connected."""
        name = url.split("@/")[1].split("?")[0]
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _unprivileged() -> list[str]:
    """How to run the server: it refuses to be root."""
    if os.geteuid() != 0:
        return []
    names = {user.pw_name for user in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--"]


def start(folder: Path, bin_folder: Path, *, durable: bool = False) -> Server:
    """A new server below *folder*, which is short enough for a socket's path.

    A *durable* one waits for the disk at each commit, as it does unless it is told not to.
    """
    be = _unprivileged()
    if be:
        user = int(be[1].partition("=")[2])
        os.chown(folder, user, -1)
    data = str(folder / "data")
    hasty = "" if durable else "-c fsync=off -c synchronous_commit=off -c full_page_writes=off "
    options = (
        f"-c listen_addresses='' -c unix_socket_directories={folder} {hasty}-c max_connections=200"
    )
    _run([*be, str(bin_folder / "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-N"])
    log = str(folder / "log")
    _run([*be, str(bin_folder / "pg_ctl"), "-D", data, "-l", log, "-o", options, "-w", "start"])
    return Server(folder)


def stop(server: Server, bin_folder: Path) -> None:
    """End the server at once: nobody will miss its data."""
    control = str(bin_folder / "pg_ctl")
    data = str(server.folder / "data")
    _run([*_unprivileged(), control, "-D", data, "-m", "immediate", "-w", "stop"])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{command}: {done.stdout}{done.stderr}")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """One server for all tests of this process."""
    bin_folder = programs()
    if bin_folder is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    try:
        server = start(folder, bin_folder)
        try:
            yield server
        finally:
            stop(server, bin_folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres: Server) -> Iterator[str]:
    """An empty database of its own."""
    url = postgres.make_database()
    yield url
    postgres.drop_database(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request: pytest.FixtureRequest) -> str:
    """Where a ledger may be made, on each database in turn."""
    if request.param == "sqlite":
        return "sqlite:///.syndicate/ledger.db"
    url: str = request.getfixturevalue("postgres_url")
    return url
