"""The adapter of ``BoardServer``: what an ordinary job board with HTTP and JSON needs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from syndicate.adapter import Adapter, Features, Kind, Options, Payload, Posting, Receipt
from syndicate.errors import Ambiguous
from syndicate.offer import Offer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


class HttpBoard(Adapter[Offer]):
    """Posts to a ``BoardServer``; subclasses say by their ``features`` what it was told to do."""

    features = Features(kind=Kind.POSTING)

    def __init__(self, options: Options) -> None:
        token = options.text("token", "none")
        self.http = options.http.at(options.url("url"), {"Authorization": f"Bearer {token}"})

    def payload(self, subject: Offer) -> Payload:
        body: dict[str, object] = {"title": subject.title, "url": subject.url, "text": subject.body}
        return Payload(subject.id, body, subject.title)

    def create(self, payload: Payload, key: str) -> Receipt:
        body = dict(payload.body) | {"reference": payload.subject}
        headers = {"Idempotency-Key": key} if self.features.idempotency else {}
        return _receipt(self.http.post("postings", json=body, headers=headers).fields())

    def update(self, payload: Payload, posting: Posting, key: str) -> Receipt:
        return _receipt(self.http.put(_path(posting), json=payload.body).fields())

    def withdraw(self, posting: Posting, key: str) -> Receipt:
        self.http.delete(_path(posting), expect=[404])
        return Receipt(posting.remote_id)

    def find(self, subject: str) -> Posting | None:
        return next(iter(self._shown({"reference": subject})), None)

    def listing(self) -> Iterator[Posting]:
        yield from self._shown({})

    def check(self) -> str:
        return f"the board calls itself {self.http.get('').fields().get('board')}"

    def _shown(self, query: dict[str, str]) -> list[Posting]:
        found = self.http.get("postings", params=query).fields().get("postings")
        if not isinstance(found, list):
            raise Ambiguous("the board answered with no list of postings")
        try:
            return [_posting(shown) for shown in found]
        except (KeyError, TypeError, ValueError) as error:
            raise Ambiguous("the board answered with postings of another shape") from error


class KeyedBoard(HttpBoard):
    """The same, of a board that honours keys (``BoardServer(keys=True)``) and cannot be asked."""

    features = Features(kind=Kind.POSTING, idempotency=timedelta(hours=1))


class AskedBoard(HttpBoard):
    """The same, of a board without keys that can be asked by our id, and for all it holds."""

    features = Features(kind=Kind.POSTING, lookup=True, lists=True)


def _path(posting: Posting) -> str:
    return f"postings/{quote(posting.remote_id or '', safe='')}"


def _receipt(shown: dict[str, Any]) -> Receipt:
    if not isinstance(shown.get("id"), str):
        raise Ambiguous("the board answered without the id of the posting")
    return Receipt(shown["id"], shown.get("url"))


def _posting(shown: dict[str, Any]) -> Posting:
    reference, body = str(shown["reference"]), dict(shown["body"])
    digest = Payload(reference, body).digest
    return Posting(reference, str(shown["id"]), str(shown["url"]), digest, body)
