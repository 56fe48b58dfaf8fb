"""Files on their way: what the tests of upload and git do again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from syndicate.adapter import Call, Operation, Options, Posting, Receipt
from syndicate.http import Client
from syndicate.testing import make_file, make_site

if TYPE_CHECKING:
    from pathlib import Path

    from syndicate.adapter import Adapter, Answer, Payload, PublishedFile


class Uploading:
    """An adapter for files, and a site to take them from; every answer is for one call."""

    def __init__(self, kind: type[Adapter[PublishedFile]], root: Path, **say: Any) -> None:
        client = Client(
            allow_private=say.pop("allow_private", True),
            ca_file=say.pop("ca_file", None),
            deadline=say.pop("deadline", 10),
        )
        self.site = make_site(root)
        self.adapter = kind(Options("web", say, self.site, client))

    def file(self, path: str, content: str = "new") -> Payload:
        """The payload of a file that was just built."""
        return self.adapter.payload(make_file(self.site.feeds_dir, path, content.encode()))

    def call(self, path: str, content: str = "new", held: Posting | None = None) -> Call:
        """To put a file there: in place of the one that is *held*, or of none."""
        operation = Operation.UPDATE if held else Operation.CREATE
        return Call(operation, path, self.file(path, content), held)

    def put(self, path: str, content: str = "new", held: Posting | None = None) -> Answer:
        """Put a file there."""
        (answer,) = self.adapter.send([self.call(path, content, held)])
        return answer

    def keep(self, path: str, content: str = "new", held: Posting | None = None) -> Posting:
        """Put a file there, which goes well; what the ledger knows of it then."""
        call = self.call(path, content, held)
        (answer,) = self.adapter.send([call])
        assert isinstance(answer, Receipt), answer
        assert call.payload
        return Posting(path, answer.remote_id, None, call.payload.digest, call.payload.body)

    def withdraw(self, path: str) -> Answer:
        """Take a file down."""
        (answer,) = self.adapter.send([Call(Operation.WITHDRAW, path, None, Posting(path))])
        return answer
