"""Where ledgers lie while they are measured: with every commit on disk."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.delivery.ledger import Ledger

#: The ledger of a folder in SQLite.
SQLITE = "sqlite:///ledger.db"


@contextmanager
def ledger(server: str | None, folder: str) -> Iterator[Ledger]:
    """A new ledger: in *folder*, or in a new database of the PostgreSQL in the folder *server*."""
    from syndicate.delivery.ledger import Ledger

    if server is None:
        with (
            tempfile.TemporaryDirectory(dir=folder) as root,
            Ledger.open(SQLITE, root=Path(root), create=True) as made,
        ):
            yield made
        return
    from tests.postgres import Server

    postgres = Server(Path(server))
    url = postgres.make_database()
    try:
        with (
            tempfile.TemporaryDirectory(dir=folder) as root,
            Ledger.open(url, root=Path(root), create=True) as made,
        ):
            yield made
    finally:
        postgres.drop_database(url)


@contextmanager
def postgresql(folder: Path) -> Iterator[Path | None]:
    """The folder of a PostgreSQL below *folder*, as durable as out of the box; None without one.

    A process of its own looks after it: ours must stay small, or those that it starts seem large.
    """
    command = [sys.executable, "-m", "benchmarks.databases", str(folder)]
    process = subprocess.Popen(  # noqa: S603 - our own
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None  # noqa: S101 - for the type checker
    assert process.stdout is not None  # noqa: S101 - for the type checker
    try:
        home = process.stdout.readline().strip()
        yield Path(home) if home else None
    finally:
        process.stdin.close()
        process.wait()


def installed() -> dict[str, str | None]:
    """The ``version`` of PostgreSQL that ``postgresql`` starts; None without one."""
    from tests.postgres import programs

    found = programs()  # in a folder named after the version
    return {"version": found.parent.name if found else None}


def _serve(folder: Path) -> None:
    """Start a server, say where, and stop it once nobody listens any more."""
    from tests.postgres import programs, start, stop

    bin_folder = programs()
    if bin_folder is None:
        return
    home = Path(tempfile.mkdtemp(prefix="pg-", dir=folder))
    try:
        server = start(home, bin_folder, durable=True)
        try:
            sys.stdout.write(f"{home}\n")
            sys.stdout.flush()
            sys.stdin.read()
        finally:
            stop(server, bin_folder)
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
