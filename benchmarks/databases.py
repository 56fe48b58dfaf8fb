"""Where ledgers lie while they are measured: with every commit on disk."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from syndicate.delivery.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.postgres import Server

#: The ledger of a folder in SQLite.
SQLITE = "sqlite:///ledger.db"


@contextmanager
def ledger(server: str | None, folder: str) -> Iterator[Ledger]:
    """A new ledger: in *folder*, or in a new database of the PostgreSQL in the folder *server*."""
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
def postgresql(folder: Path) -> Iterator[Server | None]:
    """A PostgreSQL below *folder* that waits for the disk as it does out of the box; or None."""
    from tests.postgres import programs, start, stop

    bin_folder = programs()
    if bin_folder is None:
        yield None
        return
    home = Path(tempfile.mkdtemp(prefix="pg-", dir=folder))
    try:
        server = start(home, bin_folder, durable=True)
        try:
            yield server
        finally:
            stop(server, bin_folder)
    finally:
        shutil.rmtree(home, ignore_errors=True)
