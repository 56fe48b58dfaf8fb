"""Bluesky: the contract, against our stand-in with all its faults and against a genuine server."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
import regex
from syndicate_adapters.bluesky import Bluesky
from syndicate_adapters.bluesky.post import length, record_key, rich

from syndicate.adapter import Options, Posting
from syndicate.errors import Ambiguous, ConfigurationError, Rejected, Unauthorised, Unavailable
from syndicate.http import Client
from syndicate.testing import (
    AdapterContract,
    BoardServer,
    Reply,
    faults,
    hostile_offers,
    make_offer,
    make_site,
)
from tests.adapters.killing import Deadly, apply_twice
from tests.adapters.pds_server import INSTALLED, PdsServer, running

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from syndicate.testing import Request

PASSWORD = "c4n4-ry4p-pp4s-sw0r"  # noqa: S105 # opens nothing
DID = "did:plc:bakery"
POSTS = f"at://{DID}/app.bsky.feed.post/"


class Server(Deadly):
    """A PDS with one account: modelled on what the genuine one was seen to answer.

    Its tokens are those in ``access`` and ``refresh``; with another one, they are old.
    """

    page = 3
    access = AdapterContract.secret
    refresh = "c4n4ry-refresh"

    def __init__(self) -> None:
        super().__init__()
        self.logins: list[str] = []
        self.active = True

    def is_preparation(self, request: Request) -> bool:
        return request.path.endswith(("createSession", "refreshSession"))

    def answer(self, request: Request) -> Reply:
        name = request.path.removeprefix("/xrpc/com.atproto.")
        if name.startswith("server.") and request.method == "POST":
            return self._session(name, request)
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        if bearer != self.access:
            return refused("ExpiredToken" if bearer else "AuthMissing", 400 if bearer else 401)
        match request.method, name:
            case "GET", "server.getSession":
                state = {} if self.active else {"active": False, "status": "deactivated"}
                return Reply(200, {"did": DID, "handle": "bakery.test", **state})
            case "GET", "repo.getRecord":
                held = self.shelf.held(request.query["rkey"])
                return Reply(200, shown(held)) if held else refused("RecordNotFound")
            case "GET", "repo.listRecords":
                return self._listed(request.query)
            case "POST", "repo.putRecord":
                return self._put(request.fields())
            case "POST", "repo.deleteRecord":
                held = self.shelf.held(request.fields()["rkey"])
                if held:
                    self.shelf.remove(held.id)
                return Reply(200, {"commit": {}} if held else {})
        return refused("MethodNotImplemented", 501)

    def _session(self, name: str, request: Request) -> Reply:
        self.logins.append(name)
        session = {"did": DID, "handle": "bakery.test"}
        tokens = {"accessJwt": self.access, "refreshJwt": self.refresh}
        if name == "server.refreshSession":
            known = request.headers.get("authorization") == f"Bearer {self.refresh}"
            return Reply(200, session | tokens) if known else refused("ExpiredToken")
        account = {"identifier": "bakery.test", "password": PASSWORD}
        if request.fields() != account:
            return refused("AuthenticationRequired", 401)
        return Reply(200, session | tokens)

    def _put(self, call: dict[str, Any]) -> Reply:
        rkey, record = call["rkey"], call["record"]
        assert call["repo"] == DID
        if problem := fault(rkey, record):
            return refused("InvalidRequest", message=problem)
        held = self.shelf.held(rkey)
        told = {"uri": f"{POSTS}{rkey}", "cid": "bafy"}
        if held and held.body == record:
            return Reply(200, told)  # no commit: nothing was written
        if held and "swapRecord" in call:
            return refused("InvalidSwap", message="Record was at bafy")
        if held:
            self.shelf.replace(held.id, record)
        else:
            self.shelf.add(rkey, record)
        return Reply(200, told | {"commit": {}})

    def _listed(self, query: Mapping[str, str]) -> Reply:
        assert 1 <= int(query["limit"]) <= 100
        held = sorted(self.shelf.look_up(), key=lambda one: one.reference, reverse=True)
        rest = [one for one in held if one.reference < query.get("cursor", "~")]
        page = rest[: self.page]
        told = {"cursor": page[-1].reference} if page else {}
        return Reply(200, {"records": [shown(one) for one in page], **told})


def refused(error: str, status: int = 400, message: str = "no") -> Reply:
    return Reply(status, {"error": error, "message": message})


def shown(held: Any) -> dict[str, object]:
    return {"uri": f"{POSTS}{held.reference}", "cid": "bafy", "value": held.body}


def fault(rkey: str, record: dict[str, Any]) -> str | None:
    """What the genuine server would refuse; facets beyond the text are not among it."""
    if not re.fullmatch(r"[234567abcdefghij][234567a-z]{12}", rkey):
        return "Invalid TID"
    if len(regex.findall(r"\X", record["text"])) > 300 or len(record["text"].encode()) > 3_000:
        return "Record/text must not be longer"
    card = record["embed"]["external"]
    if not {"uri", "title", "description"} <= card.keys():
        return "Record/embed/external must have the property title"
    return None


class TestBluesky(AdapterContract):
    def make(self, board: BoardServer) -> Bluesky:
        return Bluesky(self.options(url=board.url, handle="bakery.test", password=PASSWORD))

    def board(self) -> BoardServer:
        return Server()


class TestReplacing(TestBluesky):
    def make(self, board: BoardServer) -> Bluesky:
        say = {"handle": "bakery.test", "password": PASSWORD, "on_update": "replace"}
        return Bluesky(self.options(url=board.url, **say))


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


def bluesky(url: str = "https://bsky.social", **say: object) -> Bluesky:
    client = Client(secrets=[PASSWORD], allow_private=True, deadline=5)
    values = {"url": url, "handle": "bakery.test", "password": PASSWORD, **say}
    return Bluesky(Options("sky", values, make_site("/"), client))


def body(adapter: Bluesky | None = None, **changes: Any) -> dict[str, Any]:
    return dict((adapter or bluesky()).payload(make_offer(**changes)).body)


def pieces(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What of the text each facet covers, and what it makes of it."""
    raw = record["text"].encode()
    found = []
    for facet in record["facets"]:
        index, feature = facet["index"], facet["features"][0]
        assert 0 <= index["byteStart"] < index["byteEnd"] <= len(raw)
        words = raw[index["byteStart"] : index["byteEnd"]].decode()
        found.append((words, feature.get("uri") or feature["tag"]))
    return found


def test_a_post_says_what_matters_in_the_offers_language() -> None:
    record = body(title="Boulangère 🥐", language="fr-FR")
    assert record["text"].split("\n") == [
        "Boulangère 🥐",
        "Example Cooperative · Paris · CDI",
        "Candidatures jusqu’au 31/12/2026",
        "jobs.example.org/jobs/baker/",
        "#Bread #Night",
    ]
    assert record["langs"] == ["fr"]


def test_links_and_tags_are_told_by_their_bytes() -> None:
    link = "https://jobs.example.org/jobs/baker/?utm_source=bluesky&utm_content=baker"
    assert pieces(body(title="Boulangère 🥐 — 職人")) == [
        ("jobs.example.org/jobs/baker/", link),
        ("#Bread", "Bread"),
        ("#Night", "Night"),
    ]


def test_what_an_offer_says_itself_keeps_its_links_and_tags() -> None:
    own = "Venez ! (https://example.org/fête.) C# #1 #été a#b {link}"
    found = pieces(body(texts={"sky": own}))
    assert found[:2] == [("example.org/fête", "https://example.org/fête"), ("#été", "été")]
    assert len(found) == 3


def test_every_facet_covers_whole_characters_of_every_offer() -> None:
    for offer in hostile_offers():
        for words, meant in pieces(bluesky().payload(offer).body):
            assert words == f"#{meant}" or words[:4] == meant.partition("://")[2][:4]


def test_the_card_leads_to_the_page_since_nobody_fetches_one() -> None:
    assert body()["embed"]["external"] == {
        "uri": "https://jobs.example.org/jobs/baker/?utm_source=bluesky&utm_content=baker",
        "title": "Baker",
        "description": "Baker: we look for a person who likes early mornings.",
    }
    assert len(body(summary="x" * 999)["embed"]["external"]["description"]) == 300


def test_the_date_is_the_offers_and_undated_offers_are_not_for_this_board() -> None:
    assert body()["createdAt"] == "2026-02-28T23:00:00.000Z"
    assert "date_posted" in Bluesky.features.needs


@pytest.mark.parametrize("title", ["x" * 9_000, "🥐" * 900, "👩🏽‍🍳" * 200, "a b " * 400])
def test_no_post_is_longer_than_graphemes_and_bytes_allow(title: str) -> None:
    text = body(title=title)["text"]
    assert len(regex.findall(r"\X", text)) <= 300
    assert len(text.encode()) <= 3_000
    assert "jobs.example.org" in text


def test_an_address_counts_as_it_is_shown() -> None:
    assert length("https://example.org/" + "x" * 200) == len("example.org/") + 24 + 1
    assert length("https://example.org/a?" + "x" * 200) == len("example.org/a")
    assert length("https://example.org/short") == len("example.org/short")
    assert length("👩🏽‍🍳") == 2  # 15 bytes, of which each grapheme has 10
    assert rich("see https://example.org/.")[0] == "see example.org/."


def test_a_key_is_a_tid_that_follows_from_the_offer_alone() -> None:
    keys = {record_key("https://jobs.example.org/", f"n-{n}") for n in range(1_000)}
    assert len(keys) == 1_000
    assert all(re.fullmatch(r"[23][234567a-z]{12}", key) for key in keys)
    assert record_key("https://jobs.example.org/", "baker") == "36bfvf2fjlsrk"
    assert record_key("https://other.example/", "baker") != "36bfvf2fjlsrk"


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("on_update", "ignore", "is neither edit nor replace"),
        ("text", "{title}", "does not say {link}"),
        ("password", "", "is not a text"),
    ],
)
def test_a_mistake_in_the_configuration_is_told(key: str, value: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"\[boards\.sky\] {key} {message}"):
        bluesky(**{key: value})


def test_an_open_post_can_be_read_where_people_look(server: Server) -> None:
    adapter = bluesky(server.url)
    receipt = adapter.create(adapter.payload(make_offer()), "1")
    rkey = record_key("https://jobs.example.org/", "baker")
    assert receipt.remote_id == f"{POSTS}{rkey}"
    assert receipt.url == f"https://bsky.app/profile/{DID}/post/{rkey}"


def test_the_same_post_twice_is_written_once_without_any_key(server: Server) -> None:
    for key in ("1", "2"):
        adapter = bluesky(server.url)
        adapter.create(adapter.payload(make_offer()), key)
    assert [verb for verb, _ in server.history] == ["create"]


def test_a_post_that_stands_there_already_is_made_to_say_what_is_new(server: Server) -> None:
    adapter = bluesky(server.url)
    adapter.create(adapter.payload(make_offer()), "1")
    adapter.create(adapter.payload(make_offer(title="Miller")), "2")
    assert [verb for verb, _ in server.history] == ["create", "update"]
    assert str(server.postings[0].body["text"]).startswith("Miller")


def test_with_replace_a_changed_post_is_a_new_one_in_the_same_place(server: Server) -> None:
    adapter = bluesky(server.url, on_update="replace")
    made = adapter.create(adapter.payload(make_offer()), "1")
    posting = Posting("baker", made.remote_id, made.url)
    changed = adapter.update(adapter.payload(make_offer(title="Miller")), posting, "2")
    assert [verb for verb, _ in server.history] == ["create", "withdraw", "create"]
    assert changed.remote_id == made.remote_id


def test_what_is_found_tells_its_content(server: Server) -> None:
    adapter = bluesky(server.url)
    payload = adapter.payload(make_offer())
    adapter.create(payload, "1")
    found = adapter.find("baker")
    assert found is not None
    assert (found.digest, found.body) == (payload.digest, payload.body)


def test_a_list_that_never_ends_is_left(server: Server) -> None:
    server.always(faults.nonsense(b'{"records": [], "cursor": "3k"}'))
    adapter = bluesky(server.url)
    with pytest.raises(Ambiguous, match="again and again"):
        list(adapter.listing())


def test_posts_of_people_are_nobodys_offers(server: Server) -> None:
    adapter = bluesky(server.url)
    copied = adapter.payload(make_offer()).body
    server.shelf.add("3kaaaaaaaaaaa", {"$type": "app.bsky.feed.post", "text": "Hello!"})
    server.shelf.add("3kaaaaaaaaaab", copied)
    server.shelf.add("3kaaaaaaaaaac", {"embed": {"external": ["?"]}})
    assert list(adapter.listing()) == []
    assert adapter.find("baker") is None


def test_a_post_whose_address_is_lost_is_withdrawn_all_the_same(server: Server) -> None:
    adapter = bluesky(server.url)
    adapter.create(adapter.payload(make_offer()), "1")
    adapter.withdraw(Posting("baker"), "2")
    assert server.postings == ()


def test_what_another_account_posted_is_not_said_to_be_deleted(server: Server) -> None:
    adapter = bluesky(server.url)
    other = Posting("baker", "at://did:plc:other/app.bsky.feed.post/3kaaaaaaaaaaa")
    with pytest.raises(Rejected, match="belongs to another account"):
        adapter.withdraw(other, "1")
    assert server.calls == []


# -- sessions ---------------------------------------------------------------------------------


def test_one_session_serves_many_calls(server: Server) -> None:
    adapter = bluesky(server.url, handle="@bakery.test")
    adapter.check()
    for n in range(5):
        adapter.create(adapter.payload(make_offer(f"n-{n}")), f"{n}")
    assert server.logins == ["server.createSession"]


def test_an_expired_token_is_exchanged_and_the_password_stays_at_home(server: Server) -> None:
    adapter = bluesky(server.url)
    adapter.check()
    server.access = "another"
    adapter.create(adapter.payload(make_offer()), "1")
    assert server.logins == ["server.createSession", "server.refreshSession"]
    assert len(server.postings) == 1


def test_where_both_tokens_are_old_the_password_is_sent_again(server: Server) -> None:
    adapter = bluesky(server.url)
    adapter.check()
    server.access, server.refresh = "another", "another too"
    adapter.create(adapter.payload(make_offer()), "1")
    assert server.logins[1:] == ["server.refreshSession", "server.createSession"]
    assert len(server.postings) == 1


@pytest.mark.parametrize("error", ["ExpiredToken", "InvalidToken"])
@pytest.mark.parametrize("status", [400, 401])
def test_a_new_token_that_is_refused_too_stops_the_board(
    server: Server, error: str, status: int
) -> None:
    adapter = bluesky(server.url)
    server.always(faults.refuse(status, b'{"error":"%s","message":"x"}' % error.encode()))
    with pytest.raises(Unauthorised, match=error):
        adapter.create(adapter.payload(make_offer()), "1")
    assert len(server.calls) == 2


def test_a_wrong_password_stops_the_board(server: Server) -> None:
    adapter = bluesky(server.url, password="wrong-pass-word-here")  # noqa: S106 # opens nothing
    with pytest.raises(Unauthorised, match="check handle and app password") as caught:
        adapter.create(adapter.payload(make_offer()), "1")
    assert "wrong-pass" not in str(caught.value)
    assert server.calls == []


def test_a_wrong_address_stops_the_board() -> None:
    with BoardServer() as other, pytest.raises(Unauthorised, match="check the address"):
        bluesky(other.url).check()


@pytest.mark.parametrize("error", ["AccountTakedown", "AccountDeactivated", "RepoDeactivated"])
def test_an_account_that_is_out_of_use_stops_the_board(server: Server, error: str) -> None:
    adapter = bluesky(server.url)
    server.next(faults.refuse(400, b'{"error":"%s","message":"x"}' % error.encode()))
    with pytest.raises(Unauthorised, match=error):
        adapter.create(adapter.payload(make_offer()), "1")
    server.active = False
    with pytest.raises(Unauthorised, match=r"@bakery\.test is deactivated"):
        adapter.check()


def test_a_record_that_the_server_finds_wrong_is_that_offers_trouble(server: Server) -> None:
    adapter = bluesky(server.url)
    server.next(faults.refuse(400, b'{"error":"InvalidRequest","message":"Record/text"}'))
    with pytest.raises(Rejected, match="Record/text"):
        adapter.create(adapter.payload(make_offer()), "1")


def test_the_limits_own_header_says_how_long_to_wait(server: Server) -> None:
    adapter = bluesky(server.url)
    headers = {"RateLimit-Reset": "1772366700", "Date": "Sun, 01 Mar 2026 12:00:00 GMT"}
    server.next(faults.Fault(status=429, headers=headers))
    with pytest.raises(Unavailable) as caught:
        adapter.create(adapter.payload(make_offer()), "1")
    assert caught.value.retry_after == timedelta(minutes=5)


def test_an_answer_about_another_post_is_no_success(server: Server) -> None:
    adapter = bluesky(server.url)
    server.next(faults.nonsense(b'{"uri": "%s3kaaaaaaaaaaa", "cid": "x"}' % POSTS.encode()))
    with pytest.raises(Ambiguous, match="another post"):
        adapter.create(adapter.payload(make_offer()), "1")


# -- a process that dies ----------------------------------------------------------------------

SITE = """
[site]
url = "https://jobs.example.org/"
title = "Jobs"
[organization]
name = "Example Cooperative"
address = {{ city = "Lyon", country = "FR" }}
[boards.sky]
adapter = "bluesky"
url = "{url}"
handle = "bakery.test"
password = "${{env:SKY_PASSWORD}}"
allow_private_addresses = true
"""


def test_a_process_killed_after_the_server_accepted_leaves_one_post(
    server: Server, tmp_path: Path
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "syndicate.toml").write_text(SITE.format(url=server.url), "utf-8")
    offer = tmp_path / "content" / "baker.md"

    def run(now: str) -> None:
        apply_twice(tmp_path, server, now, now, SKY_PASSWORD=PASSWORD)

    offer.write_text("---\ntitle: Baker\ndate: 2026-03-01\n---\nEarly mornings.\n", "utf-8")
    run("2026-03-02T12:00:00+01:00")
    assert server.history == [("create", server.postings[0].reference)]
    offer.write_text("---\ntitle: Miller\ndate: 2026-03-01\n---\nEarly mornings.\n", "utf-8")
    run("2026-03-03T12:00:00+01:00")
    assert [str(held.body["text"])[:6] for held in server.postings] == ["Miller"]
    offer.unlink()
    run("2026-03-04T12:00:00+01:00")
    assert server.postings == ()
    assert [verb for verb, _ in server.history] == ["create", "update", "withdraw"]


# -- a genuine server -------------------------------------------------------------------------

needs_pds = pytest.mark.skipif(
    not INSTALLED.exists(), reason="the Bluesky server is not installed: make counterparts does it"
)


@pytest.fixture(scope="module")
def process() -> Iterator[PdsServer]:
    with running() as process:
        yield process


@pytest.fixture
def genuine(process: PdsServer) -> PdsServer:
    """The server, with nothing posted on it."""
    for record in records(process):
        signed_in(process)._delete(record["uri"].rpartition("/")[2])
    return process


def signed_in(server: PdsServer, **say: object) -> Bluesky:
    return bluesky(server.url, handle=server.handle, password=server.password, **say)


def records(server: PdsServer) -> list[dict[str, Any]]:
    """All that the account posted, whoever's words it is."""
    where = {"repo": server.did, "collection": "app.bsky.feed.post", "limit": "100"}
    asked = Client(f"{server.url}/xrpc/", allow_private=True)
    found = asked.get("com.atproto.repo.listRecords", params=where).fields()["records"]
    assert isinstance(found, list)
    return found


@needs_pds
class TestGenuineServer(AdapterContract):
    exempt: ClassVar[Mapping[str, str]] = {
        "server": "this server does not fail on demand",
        "secret": "its secrets are made by the server itself",
    }

    @pytest.fixture(autouse=True)
    def _started(self, genuine: PdsServer) -> None:
        self.genuine = genuine

    def make(self, board: BoardServer) -> Bluesky:
        who = {"handle": self.genuine.handle, "password": self.genuine.password}
        return Bluesky(self.options(url=self.genuine.url, **who))


@needs_pds
def test_the_genuine_server_finds_our_records_valid(genuine: PdsServer) -> None:
    adapter = signed_in(genuine)
    payload = adapter.payload(make_offer(title="Boulangère 🥐", language="fr"))
    made = adapter.create(payload, "1")
    assert [record["value"] for record in records(genuine)] == [payload.body]
    assert adapter.check() == f"signed in as @{genuine.handle}"
    again = adapter.create(payload, "2")
    assert again == made


@needs_pds
@pytest.mark.parametrize("on_update", ["edit", "replace"])
def test_the_genuine_server_changes_a_post_that_stands_there(
    genuine: PdsServer, on_update: str
) -> None:
    adapter = signed_in(genuine, on_update=on_update)
    adapter.create(adapter.payload(make_offer()), "1")
    changed = adapter.payload(make_offer(title="Miller"))
    adapter.create(changed, "2")
    assert [record["value"] for record in records(genuine)] == [changed.body]


@needs_pds
@pytest.mark.parametrize("expired", [True, False])
def test_the_genuine_server_takes_a_new_token_for_an_old_one(
    genuine: PdsServer, expired: bool
) -> None:
    adapter = signed_in(genuine)
    adapter.check()
    tokens = adapter.session._tokens
    assert tokens is not None
    old = genuine.expired_token() if expired else "nonsense"
    tokens.access.headers["Authorization"] = f"Bearer {old}"
    adapter.create(adapter.payload(make_offer()), "1")
    assert adapter.session._tokens is not tokens
    assert len(records(genuine)) == 1


@needs_pds
def test_the_genuine_server_refuses_a_wrong_password(genuine: PdsServer) -> None:
    with pytest.raises(Unauthorised, match="check handle and app password"):
        bluesky(genuine.url, handle=genuine.handle).check()


@needs_pds
def test_a_post_too_long_is_refused_by_the_genuine_server(genuine: PdsServer) -> None:
    adapter = signed_in(genuine)
    payload = adapter.payload(make_offer())
    for text, taken in (("x" * 301, False), ("👩🏽‍🍳" * 201, False), ("👍🏽" * 300, True)):
        payload = type(payload)("baker", dict(payload.body) | {"text": text, "facets": []})
        if taken:
            adapter.create(payload, "1")
        else:
            with pytest.raises(Rejected):
                adapter.create(payload, "1")
