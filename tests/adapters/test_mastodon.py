"""Mastodon: the contract, against our stand-in with all its faults and against a foreign server."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from syndicate_adapters.mastodon import Mastodon

from syndicate.adapter import Options, Posting
from syndicate.errors import (
    Ambiguous,
    ConfigurationError,
    Gone,
    Rejected,
    Unauthorised,
    Unavailable,
)
from syndicate.http import Client
from syndicate.testing import AdapterContract, BoardServer, Reply, faults, make_offer, make_site
from tests.adapters.mastodon_server import PYTHON, MastodonServer, running

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from syndicate.testing import Held, Request

TOKEN = "c4n4ry-mastodon-t0ken"  # noqa: S105 # opens nothing


class Server(BoardServer):
    """The few entities and calls of Mastodon that matter, modelled from its documentation."""

    page = 3

    def answer(self, request: Request) -> Reply:
        if request.headers.get("authorization") != f"Bearer {self.token}":
            return Reply(401, {"error": "The access token is invalid"})
        match request.method, request.path.strip("/").split("/")[2:]:
            case "GET", ["accounts", "verify_credentials"]:
                return Reply(200, {"id": "7", "acct": "jobs"})
            case "GET", ["accounts", "7", "statuses"]:
                oldest = int(request.query.get("max_id", 10**9))
                held = [one for one in self.shelf.look_up() if int(one.id) < oldest]
                return Reply(200, [self.shown(one) for one in held[::-1][: self.page]])
            case "POST", ["statuses"]:
                key = request.headers.get("idempotency-key")
                return self._checked(request, partial(self.shelf.add, "status", key=key))
            case "PUT", ["statuses", status_id]:
                return self._checked(request, partial(self.shelf.replace, status_id))
            case "DELETE", ["statuses", status_id] if self.shelf.remove(status_id):
                return Reply(200, {"id": status_id})
        return Reply(404, {"error": "Record not found"})

    def shown(self, held: Held) -> dict[str, object]:
        text = html.escape(str(held.body["status"]), quote=False)
        content = re.sub(r"(https?://\S+)", r'<a href="\1"><span>\1</span></a>', text)
        return {"id": held.id, "url": f"{self.url}@jobs/{held.id}", "content": f"<p>{content}</p>"}

    def _checked(self, request: Request, change: Any) -> Reply:
        body = request.fields()
        counted = re.sub(r"https?://\S+", "x" * 23, body["status"])
        if not 0 < len(counted) <= 500:
            return Reply(422, {"error": "Validation failed: Text character limit of 500 exceeded"})
        held = change(body)
        return Reply(200, self.shown(held)) if held else Reply(404, {"error": "Record not found"})


class TestMastodon(AdapterContract):
    def make(self, board: BoardServer) -> Mastodon:
        return Mastodon(self.options(url=board.url, token=self.secret))

    def board(self) -> BoardServer:
        return Server(keys=True, token=self.secret)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(keys=True, token=TOKEN) as server:
        yield server


def mastodon(url: str = "https://social.example.org", deadline: float = 5, **say: object) -> Any:
    client = Client(secrets=[TOKEN], allow_private=True, deadline=deadline)
    return Mastodon(Options("m", {"url": url, "token": TOKEN, **say}, make_site("/"), client))


def said(adapter: Mastodon | None = None, **changes: Any) -> list[str]:
    """The lines of the status about an offer, without its link."""
    body = (adapter or mastodon()).payload(make_offer(**changes)).body
    return [row for row in str(body["status"]).split("\n") if "://" not in row]


def test_a_status_says_what_matters_in_the_offers_language() -> None:
    assert said(title="Boulangère", language="fr-FR") == [
        "Boulangère",
        "Example Cooperative · Paris · CDI",
        "Candidatures jusqu’au 31/12/2026",
        "#Bread #Night",
    ]
    assert mastodon().payload(make_offer(language="fr-FR")).body["language"] == "fr"


def test_every_language_has_every_word_and_others_are_told_in_english() -> None:
    kinds = "permanent fixed_term temp_agency internship apprenticeship freelance volunteer"
    every = (*kinds.split(), "seasonal", "civil_servant", "other")
    for language in ("en", "fr", "de", "es", "nl", "pl"):
        for kind in every:
            assert said(language=language, employment=(kind,), workplace="remote")[0] == "Baker"
    assert said(language="pl")[1] == said(language="en")[1]


def test_what_an_offer_does_not_state_leaves_no_gap() -> None:
    bare = {"organization": None, "locations": (), "employment": (), "closes": None, "tags": ()}
    assert said(**bare) == ["Baker"]


def test_the_link_is_tagged_and_carries_the_id() -> None:
    link = str(mastodon().payload(make_offer("a/b")).body["status"]).split("\n")[3]
    assert link == "https://jobs.example.org/jobs/a/b/?utm_source=mastodon&utm_content=a%2Fb"
    other = mastodon(utm_source="fediverse").payload(make_offer(url="https://x.example/?job=7"))
    assert "https://x.example/?job=7&utm_source=fediverse&utm_content=" in other.body["status"]


def test_too_long_a_status_loses_tags_first_then_the_end_of_its_title() -> None:
    shown = set()
    for length in range(370, 450):
        rows = said(title="x" * length)
        tags = rows[-1] if rows[-1].startswith("#") else ""
        shown.add((tags, rows[0].endswith("…")))
    assert shown == {("#Bread #Night", False), ("#Bread", False), ("", False), ("", True)}


@pytest.mark.parametrize(
    "title", ["x" * 9_000, "🥐" * 900, "https://example.org/" * 90, "a b " * 400]
)
def test_no_status_is_longer_than_the_limit_and_no_link_is_cut(title: str) -> None:
    long = ("z" * 300,) * 9
    offer = make_offer(title=title, tags=long, employment=("permanent", "civil_servant") * 4)
    text = str(mastodon().payload(offer).body["status"])
    assert len(re.sub(r"https?://\S+", "x" * 23, text)) <= 500
    assert "utm_content=baker" in text


def test_no_one_is_called_by_name_and_tags_are_tags() -> None:
    assert said(title="Work with @boss and us@example.org")[0].count("@\u200b") == 2
    tags = ("public services", "C++", "2026", "night", "Night", "crème brûlée", "!!")
    assert said(tags=tags)[-1] == "#PublicServices #C #Night #CrèmeBrûlée"


def test_a_sites_own_text_is_used() -> None:
    adapter = mastodon(text="We hire: {title} · in {place}\n{link}", spoiler="Job offer")
    assert said(adapter, locations=()) == ["We hire: Baker"]
    assert adapter.payload(make_offer()).body["spoiler_text"] == "Job offer"


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("text", "{title}", "does not say {link}"),
        ("text", "{link} {salary}", "none of contract, deadline"),
        ("text", "{link}" + "x" * 130, "leaves no room"),
        ("visibility", "secret", "is none of public, unlisted, private"),
    ],
)
def test_a_mistake_in_the_configuration_is_told(key: str, value: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"\[boards\.m\] {key} .*{message}"):
        mastodon(**{key: value})


def test_visibility_is_asked_for_when_a_status_is_new(server: Server) -> None:
    adapter = mastodon(server.url, visibility="unlisted")
    adapter.create(adapter.payload(make_offer()), "1")
    assert server.calls[0].fields()["visibility"] == "unlisted"


def test_statuses_of_people_are_nobodys_offers(server: Server) -> None:
    adapter = mastodon(server.url)
    for text in (
        "Hello!",
        "See https://jobs.example.org/jobs/baker/",
        "See https://example.net/?utm_content=baker",
    ):
        server.shelf.add("status", {"status": text})
    assert list(adapter.listing()) == []
    assert adapter.find("baker") is None


def test_the_limits_own_header_says_how_long_to_wait(server: Server) -> None:
    adapter = mastodon(server.url)
    headers = {
        "X-RateLimit-Reset": "2026-03-01T12:05:00.123456Z",
        "Date": "Sun, 01 Mar 2026 12:00:00 GMT",
    }
    server.next(faults.Fault(status=429, headers=headers))
    with pytest.raises(Unavailable) as caught:
        adapter.create(adapter.payload(make_offer()), "1")
    assert caught.value.retry_after == timedelta(minutes=5)


def test_a_status_that_someone_deleted_is_gone_for_an_edit(server: Server) -> None:
    adapter = mastodon(server.url)
    with pytest.raises(Gone):
        adapter.update(adapter.payload(make_offer()), Posting("baker", "404"), "1")


@pytest.mark.parametrize("call", ["update", "withdraw"])
def test_a_status_without_an_id_is_not_guessed(server: Server, call: str) -> None:
    adapter = mastodon(server.url)
    given = [Posting("baker"), "1"]
    with pytest.raises(Rejected, match="status of baker is not known"):
        getattr(adapter, call)(*([adapter.payload(make_offer())] * (call == "update")), *given)
    assert server.calls == []


# -- a foreign server -------------------------------------------------------------------------

needs_mock = pytest.mark.skipif(
    not PYTHON.exists(), reason="mastodon-mock is not installed: make counterparts does it"
)


@pytest.fixture(scope="module")
def process() -> Iterator[MastodonServer]:
    with running(TOKEN) as process:
        yield process


@pytest.fixture
def foreign(process: MastodonServer) -> MastodonServer:
    process.reset()
    return process


@needs_mock
class TestForeignServer(AdapterContract):
    exempt: ClassVar[Mapping[str, str]] = {
        "server": "this server has faults of its own, tried below",
        "hostile": "this server counts every character of an address; Mastodon counts 23",
    }
    secret: ClassVar[str] = TOKEN

    @pytest.fixture(autouse=True)
    def _started(self, foreign: MastodonServer) -> None:
        self.foreign = foreign

    def make(self, board: BoardServer) -> Mastodon:
        return Mastodon(self.options(url=self.foreign.url, token=TOKEN))


@needs_mock
def test_the_foreign_server_shows_edits_and_the_account(foreign: MastodonServer) -> None:
    adapter = mastodon(foreign.url)
    assert adapter.check() == "signed in as @jobs"
    made = adapter.create(adapter.payload(make_offer()), "1")
    posting = Posting("baker", made.remote_id, made.url)
    adapter.update(adapter.payload(make_offer(title="Miller")), posting, "2")
    assert [(one.subject, one.remote_id) for one in adapter.listing()] == [
        ("baker", made.remote_id)
    ]


@needs_mock
def test_every_page_of_a_long_list_is_read(foreign: MastodonServer) -> None:
    adapter = mastodon(foreign.url)
    for n in range(45):
        adapter.create(adapter.payload(make_offer(f"n-{n}")), f"key-{n}")
    assert [one.subject for one in adapter.listing()] == [f"n-{n}" for n in reversed(range(45))]
    assert adapter.find("n-0") is not None


@needs_mock
def test_an_answer_that_came_too_late_is_sent_again_by_its_key(foreign: MastodonServer) -> None:
    hasty = mastodon(foreign.url, deadline=0.2)
    payload = hasty.payload(make_offer())
    foreign.fail("POST", type="latency", delay_ms=400)
    with pytest.raises(Ambiguous):
        hasty.create(payload, "1")
    adapter = mastodon(foreign.url)
    again = adapter.create(payload, "1")
    assert [one.remote_id for one in adapter.listing()] == [again.remote_id]


@needs_mock
@pytest.mark.parametrize(
    ("effect", "error"),
    [
        ({"type": "status", "status": 401}, Unauthorised),
        ({"type": "status", "status": 403}, Unauthorised),
        ({"type": "status", "status": 422}, Rejected),
        ({"type": "status", "status": 500}, Ambiguous),
        ({"type": "status", "status": 502}, Ambiguous),
        ({"type": "status", "status": 503}, Unavailable),
        ({"type": "ratelimit"}, Unavailable),
        ({"type": "malformed"}, Ambiguous),
    ],
)
def test_the_foreign_servers_faults_are_told_by_their_type(
    foreign: MastodonServer, effect: dict[str, object], error: type[Exception]
) -> None:
    adapter = mastodon(foreign.url)
    foreign.fail("POST", **effect)
    with pytest.raises(error) as caught:
        adapter.create(adapter.payload(make_offer()), "1")
    if effect["type"] == "ratelimit":
        assert isinstance(caught.value, Unavailable)
        assert caught.value.retry_after == timedelta(seconds=300)


@needs_mock
def test_a_wrong_token_is_refused_by_the_foreign_server(foreign: MastodonServer) -> None:
    with pytest.raises(Unauthorised):
        mastodon(foreign.url, token="another").check()  # noqa: S106 # opens nothing
