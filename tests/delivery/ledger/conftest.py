"""A ledger on each database in turn, made once and emptied for each test."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import psycopg
import pytest

from syndicate.delivery.ledger import DEFAULT_URL, Ledger
from syndicate.delivery.ledger.schema import TABLES
from tests.postgres import Server, ledger_url, postgres, postgres_url

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["ledger", "ledger_url", "postgres", "postgres_url"]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with an empty ledger."""
    root = tmp_path_factory.mktemp("template")
    Ledger.open(root=root, create=True).close()
    return root


@pytest.fixture(scope="session")
def postgres_ledger(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The address of a ledger that tests use one after the other."""
    server: Server = request.getfixturevalue("postgres")
    url = server.make_database()
    Ledger.open(url, root=tmp_path_factory.mktemp("postgres"), create=True).close()
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger; its project is ``tmp_path``."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        shutil.copytree(template, tmp_path, dirs_exist_ok=True)
        url = DEFAULT_URL
    else:
        url = request.getfixturevalue("postgres_ledger")
        _empty(url)
    with Ledger.open(url, root=tmp_path) as opened:
        yield opened


def _empty(url: str) -> None:
    names = ", ".join(table.name for table in TABLES if table.name != "meta")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"TRUNCATE {names} RESTART IDENTITY")
