"""Boards on loopback, one for each way in which the engine has to send."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote

from syndicate.adapter import Adapter, Features, Kind, Options, Payload, Receipt
from syndicate.delivery.board import Board
from syndicate.http import Client
from syndicate.offer import Offer
from syndicate.site import Site

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from syndicate.adapter import Answer, Call, Posting


class Keyed(Adapter[Offer]):
    """A job board that honours idempotency keys: one call for one posting."""

    features: ClassVar[Features] = Features(kind=Kind.POSTING, idempotency=timedelta(days=1))

    def __init__(self, options: Options) -> None:
        self.http = options.http.at(options.url("url"))

    def payload(self, subject: Offer) -> Payload:
        return Payload(subject.id, {"title": subject.title}, subject.title)

    def create(self, payload: Payload, key: str) -> Receipt:
        self.http.post("postings", json=payload.body, headers={"Idempotency-Key": key})
        return Receipt(payload.subject)

    def update(self, payload: Payload, posting: Posting, key: str) -> Receipt:
        address = f"postings/{quote(payload.subject)}"
        self.http.put(address, json=payload.body, headers={"Idempotency-Key": key})
        return Receipt(payload.subject)

    def withdraw(self, posting: Posting, key: str) -> Receipt:
        address = f"postings/{quote(posting.subject)}"
        self.http.delete(address, headers={"Idempotency-Key": key})
        return Receipt(posting.subject)


class Mute(Keyed):
    """The same without keys, and without look-up: nothing may ever be in doubt about two."""

    features: ClassVar[Features] = Features(kind=Kind.POSTING)


class Batched(Keyed):
    """A board that takes a hundred at a time."""

    features: ClassVar[Features] = Features(
        kind=Kind.POSTING, idempotency=timedelta(days=1), max_batch=100
    )

    def send(self, calls: Sequence[Call]) -> Sequence[Answer]:
        told = [
            {"operation": c.operation, "key": c.key, "body": c.payload and c.payload.body}
            for c in calls
        ]
        self.http.post("batch", json=told)
        return [Receipt(call.key) for call in calls]


def open_board(kind: str, name: str, root: Path, url: str) -> Board:
    """The board *name* of a *kind*: one of the above, or an adapter that is shipped."""
    from syndicate_adapters.folder import Folder
    from syndicate_adapters.webhook import Webhook

    kinds: dict[str, Any] = {
        "keyed": Keyed,
        "mute": Mute,
        "batched": Batched,
        "webhook": Webhook,
        "folder": Folder,
    }
    secret = "whsec_" + "c3luZGljYXRl" * 4
    values = {"url": url, "secret": secret, "path": f"board-{os.getpid()}"}
    site = Site(root=root, url="https://emploi.example.org/", title="Emplois")
    adapter = kinds[kind](Options(name, values, site, Client(allow_private=True)))
    return Board(name=name, adapter=adapter, limits=adapter.features.limits)
