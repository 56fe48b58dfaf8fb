"""Offers and boards to plan and deliver with."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from syndicate.adapter import Adapter, Features, Kind, Options, Payload
from syndicate.delivery.board import Board
from syndicate.offer import Offer, Status
from syndicate.site import Site

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def offer(name: str = "engineer", **fields: Any) -> Offer:
    """An open offer called *name*."""
    return Offer(
        **{
            "path": f"content/{name}.md",
            "id": name,
            "status": Status.OPEN,
            "title": name.title(),
            "slug": name,
            "url": f"https://jobs.example.org/jobs/{name}/",
            "language": "en",
        }
        | fields
    )


def site(root: Path, **boards: dict[str, object]) -> Site:
    """A site with these boards."""
    return Site(root=root, url="https://jobs.example.org/", title="Jobs", boards=boards)


class Plain(Adapter[Offer]):
    """Shows the title; knows no calls."""

    features: ClassVar[Features] = Features(kind=Kind.POSTING)

    def __init__(self, options: Options) -> None:
        self.prefix = options.text("prefix", "Job: ")

    def payload(self, subject: Offer) -> Payload:
        return Payload(subject.id, {"title": self.prefix + subject.title}, subject.title)


def board(root: Path, adapter: type[Adapter[Any]] = Plain, **more: Any) -> Board:
    """A board served by *adapter*, with plain options."""
    made: Any = adapter
    return Board(name="board", adapter=made(Options("board", {}, site(root))), **more)
