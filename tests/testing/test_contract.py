"""The boards that ship for tests keep the contract themselves, so that they cannot drift."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from syndicate.testing import (
    AdapterContract,
    AskedBoard,
    BoardServer,
    HttpBoard,
    KeyedBoard,
    MemoryBoard,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


class MemoryContract(AdapterContract):
    exempt: ClassVar[Mapping[str, str]] = {
        "server": "a board in memory speaks no HTTP",
        "secret": "and needs none",
    }
    features: ClassVar[Mapping[str, Any]] = {}

    def make(self, board: BoardServer) -> MemoryBoard:
        return MemoryBoard(shelf=board.shelf, **self.features)


class TestMemoryBoard(MemoryContract):
    pass


class TestMemoryBoardWithKeys(MemoryContract):
    features: ClassVar[Mapping[str, Any]] = {"idempotency": timedelta(hours=1)}


class TestMemoryBoardThatIsAsked(MemoryContract):
    features: ClassVar[Mapping[str, Any]] = {"lookup": True, "lists": True, "confirms": True}


class TestMemoryBoardWithUpserts(MemoryContract):
    features: ClassVar[Mapping[str, Any]] = {"repeatable": True, "lists": True}


class TestMemoryBoardWithBatches(MemoryContract):
    features: ClassVar[Mapping[str, Any]] = {"max_batch": 100, "lookup": True}


class TestMemoryBoardThatOnlyTakes(MemoryContract):
    features: ClassVar[Mapping[str, Any]] = {"updates": False, "withdraws": False}


class TestHttpBoard(AdapterContract):
    def make(self, board: BoardServer) -> HttpBoard:
        return HttpBoard(self.options(url=board.url, token=self.secret))


class TestKeyedBoard(AdapterContract):
    def make(self, board: BoardServer) -> HttpBoard:
        return KeyedBoard(self.options(url=board.url, token=self.secret))


class TestAskedBoard(AdapterContract):
    def make(self, board: BoardServer) -> HttpBoard:
        return AskedBoard(self.options(url=board.url, token=self.secret))
