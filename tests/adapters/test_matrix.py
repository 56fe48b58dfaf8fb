"""Matrix: the contract, against our stand-in with all its faults and against Synapse."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import unquote

import pytest
from syndicate_adapters.matrix import Matrix
from syndicate_adapters.matrix.message import LIMIT, OFFER

from syndicate.adapter import Call, Operation, Options, Payload, Posting, Receipt
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
from tests.adapters.synapse_server import INSTALLED, SynapseServer, running

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from syndicate.testing import Request

TOKEN = "syt_c4n4ry_t0ken"  # noqa: S105 # opens nothing
ROOM = "!job/s:example.org"
ME = "@jobs:example.org"


class Server(Deadly):
    """A homeserver with one room: modelled on what Synapse was seen to answer.

    ``events`` are the room's, the oldest first; ``transactions`` what it was asked under which
    path, which holds the transaction's id.
    """

    page = 3

    def __init__(self, token: str = TOKEN) -> None:
        super().__init__(token=token)
        self.events: list[dict[str, Any]] = []
        self.transactions: dict[str, str] = {}
        self.state: dict[str, dict[str, str]] = {f"m.room.member/{ME}": {"membership": "join"}}

    def answer(self, request: Request) -> Reply:
        if request.headers.get("authorization") != f"Bearer {self.token}":
            return refused("M_UNKNOWN_TOKEN", 401)
        path = [unquote(part) for part in request.path.split("/")[4:]]
        match request.method, path:
            case "GET", ["account", "whoami"]:
                return Reply(200, {"user_id": ME})
            case _, ["rooms", room, *_] if room not in {ROOM, "!old:example.org"}:
                return refused("M_FORBIDDEN", 403)
            case "PUT", ["rooms", _, "send", kind, _]:
                return self._once(request, {"type": kind, "content": request.fields()})
            case "PUT", ["rooms", _, "redact", event_id, _]:
                return self._redacted(request, event_id)
            case "GET", ["rooms", _, "messages"]:
                return self._messages(request.query)
            case "GET", ["rooms", _, "state", *what]:
                state = self.state.get("/".join(what))
                return Reply(200, state) if state else refused("M_NOT_FOUND", 404)
        return refused("M_UNRECOGNIZED", 404)

    def shown(self) -> list[str]:  # type: ignore[override]
        """What a reader sees in the room: messages that are not removed, as last edited."""
        said = {}
        for event in self.events:
            relation = event["content"].get("m.relates_to")
            if relation is None and "body" in event["content"]:
                said[event["event_id"]] = event["content"]["body"]
            elif relation and relation["event_id"] in said:
                said[relation["event_id"]] = event["content"]["m.new_content"]["body"]
        return [body.split("\n")[0] for body in said.values()]

    def leftovers(self) -> int:
        """How many events hold anything, whether or not clients show it."""
        return sum(1 for e in self.events if e["type"] == "m.room.message" and e["content"])

    def _once(self, request: Request, event: dict[str, Any]) -> Reply:
        """Add *event*; the same transaction again gets the old answer, whatever it says now."""
        if request.path not in self.transactions:
            event |= {"event_id": f"${len(self.events)}/+x", "sender": ME}
            self.events.append(event)
            self.transactions[request.path] = event["event_id"]
        return Reply(200, {"event_id": self.transactions[request.path]})

    def _redacted(self, request: Request, event_id: str) -> Reply:
        found = [event for event in self.events if event["event_id"] == event_id]
        if not found:
            return refused("M_NOT_FOUND", 404)
        found[0]["content"] = {}
        return self._once(request, {"type": "m.room.redaction", "content": {}})

    def _messages(self, query: Mapping[str, str]) -> Reply:
        wanted = json.loads(query["filter"])
        assert query["dir"] == "b"
        end = int(query.get("from", len(self.events)))
        older = [
            (number, event)
            for number, event in enumerate(self.events[:end])
            if event["type"] in wanted["types"] and event["sender"] in wanted["senders"]
        ]
        page = older[: -self.page - 1 : -1]
        told = {"end": str(page[-1][0])} if page else {}
        return Reply(200, {"chunk": [event for _, event in page], **told})


def refused(errcode: str, status: int) -> Reply:
    return Reply(status, {"errcode": errcode, "error": "no"})


class TestMatrix(AdapterContract):
    def make(self, board: BoardServer) -> Matrix:
        return Matrix(self.options(url=board.url, token=self.secret, room=ROOM))

    def board(self) -> BoardServer:
        return Server(self.secret)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


def matrix(url: str = "https://matrix.example.org", **say: object) -> Matrix:
    client = Client(secrets=[TOKEN], allow_private=True, deadline=5)
    values = {"url": url, "token": TOKEN, "room": ROOM, **say}
    return Matrix(Options("room", values, make_site("/"), client))


def posted(adapter: Matrix, key: str = "1", **changes: Any) -> Posting:
    receipt = adapter.create(adapter.payload(make_offer(**changes)), key)
    return Posting("baker", receipt.remote_id, receipt.url)


def test_a_message_says_what_matters_plain_and_as_html() -> None:
    body = matrix().payload(make_offer(title="Boulangère <3", language="fr")).body
    link = "https://jobs.example.org/jobs/baker/?utm_source=matrix&utm_content=baker"
    assert str(body["body"]).split("\n") == [
        "Boulangère <3",
        "Example Cooperative · Paris · CDI",
        "Candidatures jusqu’au 31/12/2026",
        link,
        "#Bread #Night",
    ]
    escaped = link.replace("&", "&amp;")
    assert str(body["formatted_body"]).split("<br>") == [
        "Boulangère &lt;3",
        "Example Cooperative · Paris · CDI",
        "Candidatures jusqu’au 31/12/2026",
        f'<a href="{escaped}">https://jobs.example.org/jobs/baker/</a>',
        "#Bread #Night",
    ]
    assert body["msgtype"] == "m.text"
    assert matrix(notice=True).payload(make_offer()).body["msgtype"] == "m.notice"


def test_a_message_calls_nobody() -> None:
    body = matrix().payload(make_offer(title="Ask @room")).body
    assert body["m.mentions"] == {}
    assert "@room" not in str(body["body"])


class Elements(HTMLParser):
    """The names of the elements in a text, and the schemes of its links."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(f"{name}={(value or '')[:8]}" for name, value in attrs)}


def test_no_offer_brings_html_of_its_own_into_the_room() -> None:
    for offer in hostile_offers():
        elements = Elements()
        elements.feed(str(matrix().payload(offer).body["formatted_body"]))
        assert elements.found <= {"a", "href=https://", "br"}, offer.id


def test_the_largest_edit_fits_an_event(server: Server) -> None:
    adapter = matrix(server.url)
    own = {"room": '🥐"<&' * 2_000}
    posting = posted(adapter)
    adapter.update(adapter.payload(make_offer(texts=own)), posting, "2")
    assert len(server.calls[-1].body) > 4 * LIMIT
    # 65,536 bytes are all that an event may have, its signatures and hashes too.
    assert len(json.dumps(server.calls[-1].json(), ensure_ascii=False).encode()) < 60_000


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("room", "#jobs:example.org", "is no room's id"),
        ("notice", "yes", "is neither true nor false"),
        ("text", "{title}", "does not say {link}"),
    ],
)
def test_a_mistake_in_the_configuration_is_told(key: str, value: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"\[boards\.room\] {key} {message}"):
        matrix(**{key: value})


def test_an_edit_stands_in_the_messages_place(server: Server) -> None:
    adapter = matrix(server.url)
    posting = posted(adapter)
    changed = adapter.payload(make_offer(title="Miller"))
    receipt = adapter.update(changed, posting, "2")
    assert (receipt.remote_id, receipt.url) == (posting.remote_id, posting.url)
    assert server.shown() == ["Miller"]
    content = server.events[-1]["content"]
    assert content["m.relates_to"] == {"rel_type": "m.replace", "event_id": "$0/+x"}
    assert content["body"].startswith("* Miller")
    assert content["m.new_content"] == changed.body


def test_what_is_found_tells_its_newest_content(server: Server) -> None:
    adapter = matrix(server.url)
    posting = posted(adapter)
    for n, title in enumerate(("Miller", "Pastry chef")):
        adapter.update(adapter.payload(make_offer(title=title)), posting, f"edit-{n}")
    found = adapter.find("baker")
    assert found is not None
    assert found.digest == adapter.payload(make_offer(title="Pastry chef")).digest
    assert found.remote_id == posting.remote_id


def test_a_removed_message_takes_its_edits_with_it(server: Server) -> None:
    adapter = matrix(server.url)
    posting = posted(adapter)
    other = posted(adapter, "other", id="miller", title="Miller")
    for n in range(5):
        adapter.update(adapter.payload(make_offer(title=f"n-{n}")), posting, f"edit-{n}")
    adapter.update(adapter.payload(make_offer("miller", title="Sifter")), other, "edit-other")
    adapter.withdraw(posting, "3")
    assert server.shown() == ["Sifter"]
    assert server.leftovers() == 2


def test_a_removal_that_broke_off_is_finished_by_the_next_try(server: Server) -> None:
    adapter = matrix(server.url)
    posting = posted(adapter)
    for n in range(2):
        adapter.update(adapter.payload(make_offer(title=f"n-{n}")), posting, f"edit-{n}")
    adapter.check()
    server.next(None, None, None, faults.refuse(503))
    with pytest.raises(Unavailable):
        adapter.withdraw(posting, "3")
    assert server.leftovers() == 1
    adapter.withdraw(posting, "3")
    assert server.leftovers() == 0


def test_after_a_change_of_room_a_message_is_edited_and_removed_where_it_is(
    server: Server,
) -> None:
    old = matrix(server.url, room="!old:example.org")
    posting = posted(old)
    adapter = matrix(server.url)
    adapter.update(adapter.payload(make_offer(title="Miller")), posting, "2")
    adapter.withdraw(posting, "3")
    rooms = [call.path for call in server.calls if "/rooms/" in call.path]
    assert all("/rooms/%21old%3Aexample.org/" in path for path in rooms)
    assert server.leftovers() == 0


@pytest.mark.parametrize(
    ("room", "errcode", "error"),
    [
        ("!old:example.org", "M_FORBIDDEN", Rejected),
        ("!old:example.org", "M_USER_DEACTIVATED", Unauthorised),
        (ROOM, "M_FORBIDDEN", Unauthorised),
    ],
)
def test_a_room_that_we_left_is_no_trouble_of_the_board(
    server: Server, room: str, errcode: str, error: type[Exception]
) -> None:
    posting = posted(matrix(server.url, room=room))
    adapter = matrix(server.url)
    server.always(faults.refuse(403, json.dumps({"errcode": errcode}).encode()))
    with pytest.raises(error):
        adapter.withdraw(posting, "2")
    with pytest.raises(error):
        adapter.update(adapter.payload(make_offer(title="Miller")), posting, "3")


def test_messages_of_others_and_of_other_sites_are_nobodys_offers(server: Server) -> None:
    adapter = matrix(server.url)
    about = {OFFER: {"id": "baker", "site": "https://jobs.example.org/"}}
    for sender, content in (
        ("@somebody:example.org", about),
        (ME, {"body": "Hello!"}),
        (ME, {OFFER: {"id": "baker", "site": "https://other.example/"}}),
        (ME, {OFFER: "baker"}),
        (ME, about | {"m.relates_to": {"rel_type": "m.replace", "event_id": "$gone"}}),
    ):
        event = {"type": "m.room.message", "sender": sender, "content": content}
        server.events.append({**event, "event_id": f"${len(server.events)}"})
    assert list(adapter.listing()) == []
    assert adapter.find("baker") is None


def test_a_server_that_filters_nothing_is_not_believed(server: Server) -> None:
    adapter = matrix(server.url)
    about = {OFFER: {"id": "baker", "site": "https://jobs.example.org/"}}
    event = {"event_id": "$1", "sender": "@somebody:example.org", "content": about}
    server.next(None, faults.nonsense(json.dumps({"chunk": [event]}).encode()))
    assert adapter.find("baker") is None


@pytest.mark.parametrize("end", [b'"same"', b"null"])
def test_a_list_that_leads_nowhere_ends(server: Server, end: bytes) -> None:
    adapter = matrix(server.url)
    page = faults.nonsense(b'{"chunk": [], "end": %s}' % end)
    server.next(None, page, page)
    assert adapter.find("baker") is None


@pytest.mark.parametrize("remote_id", [None, "", "17"])
@pytest.mark.parametrize("call", ["update", "withdraw"])
def test_a_message_without_an_id_is_not_guessed(
    server: Server, call: str, remote_id: str | None
) -> None:
    adapter = matrix(server.url)
    given = [Posting("baker", remote_id), "1"]
    with pytest.raises(Rejected, match="message about baker is not known"):
        getattr(adapter, call)(*([adapter.payload(make_offer())] * (call == "update")), *given)
    assert server.calls == []


def test_a_message_that_the_room_does_not_know_is_gone(server: Server) -> None:
    adapter = matrix(server.url)
    adapter.withdraw(Posting("baker", f"{ROOM}/$nothing"), "1")
    assert len(server.calls) == 1


@pytest.mark.parametrize("operation", ["create", "withdraw", "check"])
def test_a_wrong_address_stops_the_board(server: Server, operation: str) -> None:
    adapter = matrix(server.url + "elsewhere/")
    posting = Posting("baker", f"{ROOM}/$1")
    calls: dict[str, Any] = {
        "create": partial(adapter.create, adapter.payload(make_offer()), "1"),
        "withdraw": partial(adapter.withdraw, posting, "1"),
        "check": adapter.check,
    }
    with pytest.raises(Unauthorised, match="check url and room"):
        calls[operation]()


@pytest.mark.parametrize("errcode", ["M_FORBIDDEN", "M_USER_DEACTIVATED", "M_UNKNOWN_TOKEN"])
def test_who_may_not_speak_stops_the_board(server: Server, errcode: str) -> None:
    adapter = matrix(server.url)
    status = 401 if errcode == "M_UNKNOWN_TOKEN" else 403
    server.next(faults.refuse(status, json.dumps({"errcode": errcode}).encode()))
    with pytest.raises(Unauthorised, match=errcode):
        adapter.create(adapter.payload(make_offer()), "1")


def test_a_message_too_large_is_that_offers_trouble(server: Server) -> None:
    adapter = matrix(server.url)
    server.next(faults.refuse(413, b'{"errcode":"M_TOO_LARGE"}'))
    with pytest.raises(Rejected, match="M_TOO_LARGE"):
        adapter.create(adapter.payload(make_offer()), "1")


@pytest.mark.parametrize(
    ("headers", "body", "wait"),
    [
        ({"Retry-After": "2"}, b'{"retry_after_ms": 1898}', timedelta(seconds=2)),
        ({}, b'{"retry_after_ms": 1898}', timedelta(milliseconds=1898)),
        ({}, b'{"retry_after_ms": -5}', timedelta()),
        ({}, b'{"retry_after_ms": 1e99}', None),
        ({}, b'{"retry_after_ms": null}', None),
        ({}, b"slower", None),
    ],
)
def test_how_long_to_wait_stands_in_the_header_or_in_the_body(
    server: Server, headers: dict[str, str], body: bytes, wait: timedelta | None
) -> None:
    adapter = matrix(server.url)
    server.next(faults.Fault(status=429, headers=headers, body=body))
    with pytest.raises(Unavailable) as caught:
        adapter.create(adapter.payload(make_offer()), "1")
    assert caught.value.retry_after == wait


def test_an_answer_without_an_event_is_no_success(server: Server) -> None:
    adapter = matrix(server.url)
    posting = posted(adapter)
    for call in (
        partial(adapter.create, adapter.payload(make_offer()), "2"),
        partial(adapter.update, adapter.payload(make_offer()), posting, "3"),
        partial(adapter.withdraw, posting, "4"),
    ):
        server.next(faults.nonsense(b'{"event_id": null}'))
        with pytest.raises(Ambiguous, match="without event_id"):
            call()


def test_check_says_whose_token_it_is_and_what_the_room_is_like(server: Server) -> None:
    adapter = matrix(server.url)
    assert adapter.check() == f"signed in as {ME}, in the room"
    server.state["m.room.encryption"] = {"algorithm": "m.megolm.v1.aes-sha2"}
    assert "the room is encrypted, and our messages will not be" in adapter.check()
    server.state[f"m.room.member/{ME}"] = {"membership": "invite"}
    with pytest.raises(Unauthorised, match=r"is not in !job/s:example\.org: invite it"):
        adapter.check()


# -- a process that dies ----------------------------------------------------------------------

SITE = """
[site]
url = "https://jobs.example.org/"
title = "Jobs"
[organization]
name = "Example Cooperative"
address = {{ city = "Lyon", country = "FR" }}
[boards.room]
adapter = "matrix"
url = "{url}"
room = "{room}"
token = "${{env:ROOM_TOKEN}}"
allow_private_addresses = true
"""


@pytest.mark.parametrize("remembered", [True, False])
def test_a_process_killed_after_the_server_accepted_leaves_one_message(
    server: Server, tmp_path: Path, remembered: bool
) -> None:
    """Whether the server still knows the transaction, or has to be asked what the room shows."""
    (tmp_path / "content").mkdir()
    (tmp_path / "syndicate.toml").write_text(SITE.format(url=server.url, room=ROOM), "utf-8")
    offer = tmp_path / "content" / "baker.md"

    def run(day: str) -> None:
        later = "12:05" if remembered else "13:05"
        moments = (f"2026-03-{day}T12:00:00+01:00", f"2026-03-{day}T{later}:00+01:00")
        between = (lambda: None) if remembered else server.transactions.clear
        apply_twice(tmp_path, server, *moments, between, ROOM_TOKEN=TOKEN)

    offer.write_text("---\ntitle: Baker\ndate: 2026-03-01\n---\nEarly mornings.\n", "utf-8")
    run("02")
    assert server.shown() == ["Baker"]
    assert len(server.events) == 1
    offer.write_text("---\ntitle: Miller\ndate: 2026-03-01\n---\nEarly mornings.\n", "utf-8")
    run("03")
    assert server.shown() == ["Miller"]
    offer.unlink()
    run("04")
    assert server.shown() == []


# -- Synapse ----------------------------------------------------------------------------------

needs_synapse = pytest.mark.skipif(
    not INSTALLED.exists(), reason="Synapse is not installed: make counterparts does it"
)


@pytest.fixture(scope="module")
def synapse() -> Iterator[SynapseServer]:
    with running() as synapse:
        yield synapse


def in_room(synapse: SynapseServer, **say: object) -> Matrix:
    say = {"room": synapse.room(), "token": synapse.token} | say
    return matrix(synapse.url, **say)


@needs_synapse
class TestSynapse(AdapterContract):
    exempt: ClassVar[Mapping[str, str]] = {
        "server": "this server does not fail on demand",
        "secret": "its token is made by the server itself",
    }

    @pytest.fixture(autouse=True)
    def _started(self, synapse: SynapseServer) -> None:
        self.synapse = synapse
        self.room = synapse.room()

    def make(self, board: BoardServer) -> Matrix:
        where = {"url": self.synapse.url, "room": self.room}
        return Matrix(self.options(token=self.synapse.token, **where))


@needs_synapse
def test_synapse_shows_edits_and_removes_every_trace(synapse: SynapseServer) -> None:
    adapter = in_room(synapse)
    posting = posted(adapter)
    for title in ("Miller", "Pastry chef"):
        adapter.update(adapter.payload(make_offer(title=title)), posting, title)
    first = synapse.timeline(adapter.room)[0]
    newest = first["unsigned"]["m.relations"]["m.replace"]["content"]["m.new_content"]
    assert newest["body"].startswith("Pastry chef")
    adapter.withdraw(posting, "gone")
    assert [event["content"] for event in synapse.timeline(adapter.room)] == [{}, {}, {}]


@needs_synapse
def test_synapse_keeps_what_came_first_under_a_key(synapse: SynapseServer) -> None:
    adapter = in_room(synapse)
    first = posted(adapter, "same")
    again = posted(adapter, "same", title="Miller")
    assert first == again
    found = adapter.find("baker")
    assert found is not None
    assert found.digest == adapter.payload(make_offer()).digest


@needs_synapse
def test_every_page_of_a_long_room_is_read(synapse: SynapseServer) -> None:
    adapter = in_room(synapse)
    for n in range(105):
        posted(adapter, f"key-{n}", id=f"n-{n}")
    assert [one.subject for one in adapter.listing()] == [f"n-{n}" for n in reversed(range(105))]


@needs_synapse
def test_synapse_says_how_long_to_wait(synapse: SynapseServer) -> None:
    adapter = in_room(synapse)
    payload = adapter.payload(make_offer())
    calls = (Call(Operation.CREATE, f"{n}", payload) for n in range(100))
    synapse.pace(1)
    try:
        answers = (answer for call in calls for answer in adapter.send([call]))
        refusal = next(answer for answer in answers if not isinstance(answer, Receipt))
    finally:
        synapse.pace(0)
    assert isinstance(refusal, Unavailable)
    assert refusal.retry_after == timedelta(seconds=1)


@needs_synapse
def test_synapse_takes_the_largest_edit_and_refuses_what_is_larger(
    synapse: SynapseServer,
) -> None:
    adapter = in_room(synapse)
    payload = adapter.payload(make_offer(texts={"room": '🥐"<&' * 2_000}))
    posting = posted(adapter)
    adapter.update(payload, posting, "2")
    with pytest.raises(Rejected, match="M_TOO_LARGE"):
        adapter.create(Payload("baker", dict(payload.body) | {"body": "x" * 70_000}), "3")


@needs_synapse
def test_synapse_refuses_strangers(synapse: SynapseServer) -> None:
    adapter = in_room(synapse)
    synapse.expel(adapter.room)
    with pytest.raises(Unauthorised, match="M_FORBIDDEN"):
        posted(adapter)
    with pytest.raises(Unauthorised, match="is not in"):
        adapter.check()
    with pytest.raises(Unauthorised, match="M_UNKNOWN_TOKEN"):
        in_room(synapse, token=TOKEN).check()


@needs_synapse
def test_an_encrypted_room_is_told_of(synapse: SynapseServer) -> None:
    assert "is encrypted" in in_room(synapse, room=synapse.room(encrypted=True)).check()
