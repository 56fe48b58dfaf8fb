"""IndexNow: the contract, against an engine that fetches the key; batches, codes, the key file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

import pytest
from syndicate_adapters.indexnow import IndexNow

from syndicate.adapter import Call, Operation, Options, Posting, Receipt
from syndicate.errors import AdapterError, ConfigurationError, Rejected, Unauthorised, Unavailable
from syndicate.http import Client
from syndicate.testing import (
    AdapterContract,
    BoardServer,
    Reply,
    faults,
    make_offer,
    make_site,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from syndicate.adapter import Adapter
    from syndicate.testing import Request

KEY = "5f1c0de-4n4ry-key"


class Engine(BoardServer):
    """An engine, and the site whose key it fetches: both on one port."""

    served = KEY

    def is_preparation(self, request: Request) -> bool:
        return request.method == "GET"

    def answer(self, request: Request) -> Reply:
        if request.method == "GET":
            known = request.path == f"/{KEY}.txt" and self.served
            return Reply(200, self.served.encode()) if known else Reply(404)
        told = request.fields()
        place = urlsplit(told["keyLocation"])
        urls = told["urlList"]
        if not 0 < len(urls) <= 10_000:
            return Reply(400, {"message": "too many or none"})
        if place.netloc != told["host"] or told["key"] != self.served:
            return Reply(403, {"message": "the key is not there"})
        folder = told["keyLocation"].rpartition("/")[0]
        if not all(url.startswith(folder) for url in urls):
            return Reply(422, {"message": "not the host's"})
        return Reply(202)


class TestIndexNow(AdapterContract):
    secret: ClassVar[str] = KEY
    exempt: ClassVar[Mapping[str, str]] = {
        "nonsense": "an engine's answer has a status and no meaning beyond it"
    }

    def make(self, board: BoardServer) -> IndexNow:
        self.place = board.url
        return IndexNow(
            self.options(
                key=KEY, key_location=f"{board.url}{KEY}.txt", endpoint=f"{board.url}indexnow"
            )
        )

    def board(self) -> BoardServer:
        return Engine()

    def subject(self, adapter: Adapter[Any], name: str = "baker", title: str = "Baker") -> Any:
        return make_offer(name, title=title, url=f"{self.place}jobs/{name}/")


@pytest.fixture
def engine() -> Iterator[Engine]:
    with Engine() as engine:
        yield engine


def indexnow(engine: BoardServer | None = None, **values: object) -> IndexNow:
    url = engine.url if engine else "https://jobs.example.org/"
    site = make_site("/", url=url)
    given = {"key": KEY, "endpoint": f"{url}indexnow", **values}
    return IndexNow(Options("bing", given, site, Client(secrets=[KEY], allow_private=True)))


def calls(adapter: IndexNow, count: int) -> list[Call]:
    offers = [make_offer(f"n-{n}", url=f"{adapter.site.url}jobs/{n}/") for n in range(count)]
    return [Call(Operation.CREATE, o.id, adapter.payload(o)) for o in offers]


def test_ten_thousand_addresses_are_one_request(engine: Engine) -> None:
    adapter = indexnow(engine)
    answers = adapter.send(calls(adapter, 10_000))
    assert all(isinstance(answer, Receipt) for answer in answers)
    assert len(engine.calls) == 1
    assert len(engine.calls[0].fields()["urlList"]) == 10_000


def test_offers_that_moved_are_told_at_both_addresses(engine: Engine) -> None:
    adapter = indexnow(engine)
    moved = [
        replace(call, operation=Operation.UPDATE, posting=Posting(call.key, f"{engine.url}{n}"))
        for n, call in enumerate(calls(adapter, 6_000))
    ]
    answers = adapter.send(moved)
    assert [a.url for a in answers if isinstance(a, Receipt)] == [_url(call) for call in moved]
    assert [len(call.fields()["urlList"]) for call in engine.calls] == [10_000, 2_000]


def test_where_a_site_was_before_it_moved_is_not_told(engine: Engine) -> None:
    old = Posting("baker", url="https://old.example.net/jobs/baker/")
    (answer,) = indexnow(engine).send([Call(Operation.WITHDRAW, "1", None, old)])
    assert isinstance(answer, Receipt)
    assert engine.calls == []


def _url(call: Call) -> object:
    return call.payload and call.payload.body["url"]


def test_what_vanished_is_told_by_the_address_it_had(engine: Engine) -> None:
    adapter = indexnow(engine)
    url = f"{engine.url}jobs/old/"
    gone, unknown = adapter.send(
        [
            Call(Operation.WITHDRAW, "1", None, Posting("old", url, url)),
            Call(Operation.WITHDRAW, "2", None, Posting("nameless")),
        ]
    )
    assert isinstance(gone, Receipt)
    assert isinstance(unknown, Rejected)
    assert engine.calls[0].fields()["urlList"] == [url]


@pytest.mark.parametrize(
    ("status", "count", "expected"),
    [
        (200, 2, Receipt),
        (202, 2, Receipt),
        (400, 1, Rejected),
        (422, 1, Rejected),
        # One bad address of many: which, is not told. None of them may count as refused.
        (400, 2, Unauthorised),
        (422, 2, Unauthorised),
        (403, 2, Unauthorised),
        (429, 2, Unavailable),
        (500, 2, Unavailable),
    ],
)
def test_each_code_says_what_to_do_next(
    engine: Engine, status: int, count: int, expected: type[Receipt | AdapterError]
) -> None:
    adapter = indexnow(engine)
    engine.next(faults.refuse(status))
    answers = adapter.send(calls(adapter, count))
    assert [type(answer) for answer in answers] == [expected] * count


def test_the_site_serves_the_key() -> None:
    options = Options("bing", {"key": KEY}, make_site("/"))
    assert IndexNow.files(options) == {f"{KEY}.txt": KEY.encode()}


def test_a_key_that_lies_elsewhere_is_not_written() -> None:
    values = {"key": KEY, "key_location": "https://www.example.org/keys/bing.txt"}
    assert IndexNow.files(Options("bing", values, make_site("/"))) == {}


def test_check_looks_whether_the_key_is_served(engine: Engine) -> None:
    adapter = indexnow(engine)
    assert "serves the key" in adapter.check()
    for engine.served in ("", "another-key"):
        with pytest.raises(Unauthorised, match="publish the output folder first"):
            adapter.check()


def test_a_page_that_the_key_does_not_speak_for_is_a_problem() -> None:
    adapter = indexnow(key_location="https://jobs.example.org/jobs/key.txt")
    assert not list(adapter.problems(make_offer()))
    for url in ("https://jobs.example.org/old/", "https://example.net/jobs/baker/"):
        (problem,) = adapter.problems(make_offer(url=url))
        assert url in problem.message


def test_what_no_engine_reads_is_not_told() -> None:
    adapter = indexnow()
    plain = adapter.payload(make_offer())
    assert adapter.payload(make_offer(path="content/moved.md")).digest == plain.digest
    assert adapter.payload(make_offer(body="<p>Other words.</p>")).digest != plain.digest


@pytest.mark.parametrize("key", ["short", "x" * 129, "with spaces in it", "../../etc/passwd"])
def test_a_key_of_another_form_is_refused(key: str) -> None:
    with pytest.raises(ConfigurationError, match=r"\[boards\.bing\] key is not 8 to 128"):
        indexnow(key=key)
    with pytest.raises(ConfigurationError):
        IndexNow.files(Options("bing", {"key": key}, make_site("/")))


def test_addresses_are_told_as_the_sitemap_writes_them() -> None:
    adapter = indexnow()
    payload = adapter.payload(make_offer(url="https://jobs.example.org/métier/?a=b%20c"))
    assert payload.body["url"] == "https://jobs.example.org/m%C3%A9tier/?a=b%20c"
