"""The marker in ``.syndicate/``: which ledger this project had, should it ever be gone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from syndicate.errors import LedgerError

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ".syndicate"
NAME = "ledger.id"


def read(root: Path) -> str | None:
    """The id of the ledger that the project below *root* had; None: it never had one."""
    path = root / FOLDER / NAME
    try:
        return path.read_text("ascii").split()[0]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, IndexError) as error:
        raise LedgerError(
            f"{path} cannot be read ({error}): it says which ledger belongs to this project; "
            "put the backup back, or remove it if this project never had another ledger"
        ) from error


def write(root: Path, ledger_id: str) -> None:
    """Remember *ledger_id*; whole or not at all."""
    folder = root / FOLDER
    path = folder / NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = folder / f"{NAME}.{os.getpid()}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(f"{ledger_id}\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise LedgerError(f"{path} cannot be written: {error}") from error
