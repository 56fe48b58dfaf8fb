"""WebSub: the contract, a hub that fetches and delivers, and the wait until news are served."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qsl

import pytest
from syndicate_adapters.websub import WebSub

from syndicate.adapter import Options, Posting, PublishedFile
from syndicate.errors import ConfigurationError, Rejected, Unavailable
from syndicate.http import Client
from syndicate.site import FeedRules
from syndicate.testing import AdapterContract, BoardServer, Reply, faults, make_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from syndicate.testing import Request


class Hub(BoardServer):
    """A hub that fetches what it is told of, on the port that also serves the feed."""

    def __init__(self) -> None:
        super().__init__()
        self.served: dict[str, bytes] = {}
        self.delivered: list[bytes] = []

    def is_preparation(self, request: Request) -> bool:
        return request.method == "GET"

    def answer(self, request: Request) -> Reply:
        if request.method == "GET":
            feed = self.served.get(request.path)
            return Reply(404) if feed is None else Reply(200, feed)
        form = dict(parse_qsl(request.body.decode()))
        if form.get("hub.mode") != "publish" or "hub.url" not in form:
            return Reply(400, b"hub.mode and hub.url, please")
        self.delivered.append(self.served.get(form["hub.url"].removeprefix(self.url[:-1]), b""))
        return Reply(204)

    def feed(self, content: bytes, path: str = "rss.xml") -> PublishedFile:
        return PublishedFile(path, f"{self.url}{path}", sha256(content).hexdigest(), path)


class TestWebSub(AdapterContract):
    exempt: ClassVar[Mapping[str, str]] = {
        "secret": "hubs know no credentials",
        "nonsense": "a hub's answer has a status and no meaning beyond it",
    }

    def make(self, board: BoardServer) -> WebSub:
        site = make_site(self.root, feeds=FeedRules(hub=board.url))
        values = {"wait_until_published": False}
        return WebSub(Options("hub", values, site, Client(allow_private=True)))

    def board(self) -> BoardServer:
        return Hub()


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub() as hub:
        yield hub


def websub(hub: BoardServer, **values: object) -> WebSub:
    site = make_site("/", url=hub.url, feeds=FeedRules(hub=hub.url))
    return WebSub(Options("hub", values, site, Client(allow_private=True)))


def test_a_hub_gets_the_new_feed(hub: Hub) -> None:
    adapter = websub(hub)
    hub.served["/rss.xml"] = b"<rss>1</rss>"
    adapter.create(adapter.payload(hub.feed(b"<rss>1</rss>")), "1")
    hub.served["/rss.xml"] = b"<rss>2</rss>"
    adapter.update(adapter.payload(hub.feed(b"<rss>2</rss>")), Posting("rss.xml"), "2")
    assert hub.delivered == [b"<rss>1</rss>", b"<rss>2</rss>"]


@pytest.mark.parametrize("served", [{}, {"/rss.xml": b"<rss>old</rss>"}])
def test_a_hub_is_not_told_before_the_news_are_served(hub: Hub, served: dict[str, bytes]) -> None:
    adapter = websub(hub)
    hub.served = served
    with pytest.raises(Unavailable, match="does not serve the new feed yet") as caught:
        adapter.create(adapter.payload(hub.feed(b"<rss>new</rss>")), "1")
    assert caught.value.retry_after == timedelta(minutes=1)
    assert hub.calls == []


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("rss.xml", True),
        ("fr/atom.xml", True),
        ("tags/night/feed.json", True),
        ("sitemap.xml", False),
        ("feeds.opml", False),
        ("jobs/rss.xml/index.html", False),
    ],
)
def test_only_feeds_are_its_business(hub: Hub, path: str, wanted: bool) -> None:
    assert websub(hub).wants(hub.feed(b"", path)) is wanted


def test_a_hub_that_knows_no_such_feed_refuses_it(hub: Hub) -> None:
    adapter = websub(hub, wait_until_published=False)
    hub.next(faults.refuse(404), faults.refuse(400))
    for _ in range(2):
        with pytest.raises(Rejected):
            adapter.create(adapter.payload(hub.feed(b"")), "1")


def test_without_a_hub_in_the_feeds_there_is_nothing_to_tell() -> None:
    with pytest.raises(ConfigurationError, match=r"\[feeds\] hub = "):
        WebSub(Options("hub", {}, make_site("/")))
