"""WebSub: tells the hub that a feed has news, so that subscribers need not come and ask."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from syndicate.adapter import (
    Adapter,
    Features,
    Kind,
    Options,
    Payload,
    Posting,
    PublishedFile,
    Receipt,
)
from syndicate.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

FEEDS = frozenset({"rss.xml", "atom.xml", "feed.json"})
_SOON = timedelta(minutes=1)


class WebSub(Adapter[PublishedFile]):
    """Pings the hub that the feeds name, once for each feed whose bytes changed.

    Not before the new bytes are served: a hub that comes too early finds no news, and says
    nothing to anyone. A feed that vanished has no ping: hubs find out by themselves.
    """

    features = Features(kind=Kind.SIGNAL, subject="files", withdraws=False, repeatable=True)

    def __init__(self, options: Options) -> None:
        if options.site.feeds.hub is None:
            example = '[feeds] hub = "https://pubsubhubbub.appspot.com/"'
            raise options.mistake("hub", "is not named by the feeds", example)
        self.hub = options.site.feeds.hub
        self.waits = options.flag("wait_until_published", default=True)
        self.http = options.http

    def wants(self, subject: PublishedFile) -> bool:
        """Feeds, whatever folder they are in."""
        return subject.path.rpartition("/")[2] in FEEDS

    def payload(self, subject: PublishedFile) -> Payload:
        """The feed's address and the fingerprint of its bytes."""
        body: Mapping[str, object] = {"url": subject.url, "digest": subject.digest}
        return Payload(subject.path, body, subject.path)

    def create(self, payload: Payload, key: str) -> Receipt:
        """Ping for a feed that is new."""
        return self._ping(payload)

    def update(self, payload: Payload, posting: Posting, key: str) -> Receipt:
        """Ping for a feed that has other bytes than before."""
        return self._ping(payload)

    def check(self) -> str:
        """A hub can only be tried by a ping."""
        return f"nothing to try: {self.hub} needs no credentials"

    def _ping(self, payload: Payload) -> Receipt:
        url = str(payload.body["url"])
        if self.waits and self._served(url) != payload.body["digest"]:
            raise Unavailable(f"{url} does not serve the new feed yet", retry_after=_SOON)
        self.http.post(self.hub, data={"hub.mode": "publish", "hub.url": url}, repeatable=True)
        return Receipt(url, url)

    def _served(self, url: str) -> str:
        answer = self.http.get(url, expect=(404,))
        return hashlib.sha256(answer.body).hexdigest()
