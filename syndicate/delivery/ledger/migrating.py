"""Migrations: from any older revision to this program's, in the caller's transaction.

Imported only when a ledger is made or upgraded: Alembic takes its time to load.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

if TYPE_CHECKING:
    from sqlalchemy import Connection

_FOLDER = Path(__file__).with_name("migrations")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def revisions() -> frozenset[str]:
    """Every revision that this program can read."""
    script = ScriptDirectory.from_config(_config())
    return frozenset(found.revision for found in script.walk_revisions())


def upgrade(connection: Connection) -> None:
    """Brings the ledger behind *connection* to the newest revision."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
