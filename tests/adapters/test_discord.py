"""Discord: the contract and the target's own ways, against a stand-in of its webhooks."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from syndicate_adapters.discord import Discord

from syndicate.adapter import Options, Posting
from syndicate.delivery.ledger import Ledger, State
from syndicate.errors import (
    AdapterError,
    Ambiguous,
    ConfigurationError,
    Gone,
    Rejected,
    Unauthorised,
    Unavailable,
)
from syndicate.http import Client
from syndicate.offer import Location, Organization
from syndicate.testing import (
    AdapterContract,
    BoardServer,
    Fault,
    Reply,
    faults,
    make_offer,
    make_site,
)
from tests.adapters.dying import Pushing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from syndicate.testing import Request

WEBHOOK = "223704706495545344"
TOKEN = "c4n4ry-t0ken_of-a-webhook"  # noqa: S105 # opens nothing


class Server(BoardServer):
    """A webhook and its messages, modelled from Discord's documentation (API version 10).

    ``fixed`` are messages that cannot be deleted, with the code that says why.
    """

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fixed: dict[str, int] = {}

    def answer(self, request: Request) -> Reply:
        match request.method, request.path.split("/"):
            case _, ["", "api", "webhooks", webhook, _, *_] if webhook != WEBHOOK:
                return refusal(404, 10015, "Unknown Webhook")
            case _, ["", "api", "webhooks", _, token, *_] if token != TOKEN:
                return refusal(401, 50027, "Invalid Webhook Token")
            case "GET", [_, _, _, _, _]:
                return Reply(200, {"id": WEBHOOK, "type": 1, "name": "Jobs", "token": TOKEN})
            case "POST", [_, _, _, _, _]:
                body = self._checked(request)
                if isinstance(body, Reply):
                    return body
                held = self.shelf.add("message", body)
                waited = request.query.get("wait") == "true"
                return Reply(200, self._message(held.id, body)) if waited else Reply(204)
            case "PATCH", [*_, "messages", message]:
                body = self._checked(request)
                if isinstance(body, Reply):
                    return body
                if not self.shelf.replace(message, body):
                    return refusal(404, 10008, "Unknown Message")
                return Reply(200, self._message(message, body))
            case "DELETE", [*_, "messages", message]:
                if message in self.fixed:
                    return refusal(403, self.fixed[message], "This message stays")
                if not self.shelf.remove(message):
                    return refusal(404, 10008, "Unknown Message")
                return Reply(204)
        return refusal(404, 0, "404: Not Found")

    def _checked(self, request: Request) -> dict[str, Any] | Reply:
        body = request.fields()
        known = {"content", "allowed_mentions", "flags"}
        assert body.keys() == known, f"{body.keys()}"
        assert body["flags"] in {0, 4}
        if not 0 < len(body["content"].strip()) <= 2000:
            return refusal(400, 50035, "Invalid Form Body")
        return body

    def _message(self, number: str, body: dict[str, Any]) -> dict[str, object]:
        return {"id": number, "webhook_id": WEBHOOK, "channel_id": "1", "content": body["content"]}


def refusal(status: int, code: int, message: str) -> Reply:
    return Reply(status, {"message": message, "code": code})


def refused(status: int, code: int, message: str = "no") -> Fault:
    return faults.refuse(status, json.dumps({"message": message, "code": code}).encode())


class TestDiscord(AdapterContract):
    secret: ClassVar[str] = TOKEN  # a token has a form of its own

    def make(self, board: BoardServer) -> Discord:
        return Discord(self.options(url=f"{board.url}api/webhooks/{WEBHOOK}/{self.secret}"))

    def board(self) -> BoardServer:
        return Server()


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


def discord(
    url: str = "https://discord.example/", webhook: str = WEBHOOK, **say: object
) -> Discord:
    client = Client(allow_private=True, deadline=5)
    values = {"url": f"{url}api/webhooks/{webhook}/{TOKEN}", **say}
    return Discord(Options("jobs", values, make_site("/"), client))


def held(adapter: Discord, name: str = "baker") -> Posting:
    """An offer that is announced, as the ledger knows it."""
    payload = adapter.payload(make_offer(name))
    receipt = adapter.create(payload, "1")
    return Posting(name, receipt.remote_id, receipt.url, payload.digest, payload.body)


def said(adapter: Discord | None = None, **changes: Any) -> list[str]:
    """The lines about an offer."""
    content = (adapter or discord()).payload(make_offer(**changes)).body["content"]
    return str(content).split("\n")


def texts(server: Server) -> list[str]:
    """The first line of what stands in the channel."""
    return [str(one.body["content"]).split("\n")[0] for one in server.postings]


# -- what is said -----------------------------------------------------------------------------


def test_an_offer_is_said_in_its_language() -> None:
    assert said(title="Boulangère", language="fr") == [
        "Boulangère",
        "Example Cooperative · Paris · CDI",
        "Candidatures jusqu’au 31/12/2026",
        "https://jobs.example.org/jobs/baker/?utm_source=discord&utm_content=baker",
        "#Bread #Night",
    ]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("*Baker* __or__ ~~cook~~ ||now||", r"\*Baker\* \_\_or\_\_ \~\~cook\~\~ \|\|now\|\|"),
        ("[Baker](mailto:us)", r"\[Baker\](mailto:us)"),
        ("<#123> `x` > 3", r"\<#123\> \`x\` \> 3"),
        ("# Baker", r"\# Baker"),
        ("-# Baker", r"\-# Baker"),
        ("1. Baker", r"1\. Baker"),
        ("Baker - C# + no. 1.", "Baker - C# + no. 1."),
        ("Baker \\", "Baker \\\\"),
        ("3D artist", "3D artist"),
    ],
)
def test_nothing_in_an_offer_is_taken_for_formatting(title: str, shown: str) -> None:
    assert said(title=title)[0] == shown


def test_names_and_places_are_plain_and_a_template_is_not() -> None:
    template = "**{title}**\n{employer} · {place}\n{link}"
    rows = said(
        discord(text=template),
        organization=Organization("We_are_*new*"),
        locations=(Location(city="Bad_Ort"), Location(region="Île_de")),
    )
    assert rows[:2] == ["**Baker**", r"We\_are\_\*new\* · Bad\_Ort, Île\_de"]


@pytest.mark.parametrize("title", ["x" * 9_000, "🥐" * 3_000, "_" * 3_000, "👩🏽‍🍳" * 900])
def test_no_message_is_longer_than_the_limit_however_it_is_counted(title: str) -> None:
    body = discord(text="{title}\n{title}\n{link}").payload(make_offer(title=title)).body
    assert len(str(body["content"]).encode("utf-16-le")) // 2 <= 2000
    assert "utm_content=baker" in str(body["content"])


def test_no_one_is_called_and_previews_are_as_configured(server: Server) -> None:
    for say, flags in (({}, 0), ({"preview": False}, 4)):
        adapter = discord(server.url, **say)
        adapter.update(adapter.payload(make_offer(title="Miller")), held(adapter), "2")
        for call in server.calls[-2:]:
            assert call.fields()["allowed_mentions"] == {"parse": []}
            assert call.fields()["flags"] == flags


@pytest.mark.parametrize(
    "url",
    [
        "https://discord.com/channels/1/2",
        f"https://discord.com/api/webhooks/{TOKEN}",
        f"https://discord.com/api/webhooks/{WEBHOOK}/{TOKEN}/slack",
        f"http://{TOKEN}",
    ],
)
def test_an_address_that_is_no_webhooks_is_told_without_it(url: str) -> None:
    with pytest.raises(ConfigurationError, match=r"\[boards\.jobs\] url is not") as caught:
        Discord(Options("jobs", {"url": url}, make_site("/"), Client()))
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize("more", ["?thread_id=12", "?wait=true", "/?thread_id=12", "#here"])
def test_an_address_with_more_than_a_webhook_is_told_of(more: str) -> None:
    """By it a message would be sent, and neither edited nor deleted."""
    url = f"https://discord.com/api/webhooks/{WEBHOOK}/{TOKEN}{more}"
    with pytest.raises(ConfigurationError, match=r"take away what begins with \? or #") as caught:
        Discord(Options("jobs", {"url": url}, make_site("/"), Client()))
    assert TOKEN not in str(caught.value)


def test_a_webhook_of_any_version_of_the_interface_is_one() -> None:
    url = f"https://discord.com/api/v10/webhooks/{WEBHOOK}/{TOKEN}/"
    assert Discord(Options("jobs", {"url": url}, make_site("/"), Client())).webhook == WEBHOOK


# -- where it stands --------------------------------------------------------------------------


def test_a_message_is_waited_for_and_known_by_webhook_and_id(server: Server) -> None:
    assert held(discord(server.url)).remote_id == f"{WEBHOOK}/1"
    assert server.calls[0].query == {"wait": "true"}


def test_a_message_that_was_accepted_without_an_id_is_in_doubt(server: Server) -> None:
    adapter = discord(server.url)
    server.next(Fault(accept=True, status=204))
    with pytest.raises(Ambiguous):
        adapter.create(adapter.payload(make_offer()), "1")


def test_a_message_that_someone_deleted_is_gone_for_an_edit(server: Server) -> None:
    adapter = discord(server.url)
    posting = held(adapter)
    server.shelf.remove("1")
    with pytest.raises(Gone):
        adapter.update(adapter.payload(make_offer()), posting, "2")
    assert texts(server) == []


@pytest.mark.parametrize("call", ["update", "withdraw"])
@pytest.mark.parametrize(
    ("remote_id", "words"),
    [
        (None, "is not known"),
        ("", "is not known"),
        ("12", "is not known"),
        (f"{WEBHOOK}/", "is not known"),
        ("7/12", "is another webhook's"),
    ],
)
def test_a_message_that_is_not_this_webhooks_is_a_persons(
    server: Server, call: str, remote_id: str | None, words: str
) -> None:
    """Discord would say that it does not exist, and it would stay for ever."""
    adapter = discord(server.url)
    payloads = [adapter.payload(make_offer())] * (call == "update")
    with pytest.raises(Rejected, match=f"message about baker {words}"):
        getattr(adapter, call)(*payloads, Posting("baker", remote_id), "1")
    assert server.calls == []


# -- closing ----------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [50003, 50013, 50021, 50083])
def test_a_message_that_cannot_be_deleted_says_that_the_offer_is_closed(
    server: Server, code: int
) -> None:
    adapter = discord(server.url, closed_text="Closed: {title}\n{link}")
    posting = held(adapter)
    server.fixed["1"] = code
    receipt = adapter.withdraw(posting, "2")
    assert texts(server) == ["Closed: Baker"]
    assert receipt.remote_id == posting.remote_id


def test_a_message_of_which_nothing_is_known_is_a_persons(server: Server) -> None:
    adapter = discord(server.url)
    posting = held(adapter)
    server.fixed["1"] = 50013
    with pytest.raises(Rejected, match="what it said is not known: delete it in Discord"):
        adapter.withdraw(Posting("baker", posting.remote_id), "2")


def test_a_message_that_vanishes_while_it_is_marked_is_withdrawn(server: Server) -> None:
    adapter = discord(server.url)
    posting = held(adapter)
    server.shelf.remove("1")
    server.fixed["1"] = 50083
    adapter.withdraw(posting, "2")
    assert [call.method for call in server.calls[1:]] == ["DELETE", "PATCH"]


# -- refusals ---------------------------------------------------------------------------------


@pytest.mark.parametrize("call", ["create", "update", "withdraw", "check"])
@pytest.mark.parametrize(
    "fault",
    [
        refused(404, 10015, "Unknown Webhook"),
        refused(404, 0, "404: Not Found"),
        faults.refuse(404, b"<html>"),
        refused(401, 50027, "Invalid Webhook Token"),
        refused(403, 50001, "Missing Access"),
    ],
)
def test_a_webhook_that_is_gone_stops_the_board_at_the_first_answer(
    server: Server, call: str, fault: Fault
) -> None:
    """Ten thousand such answers in ten minutes shut the whole machine out."""
    adapter = discord(server.url)
    payload, posting = adapter.payload(make_offer()), held(adapter)
    given = {
        "create": (payload, "2"),
        "update": (payload, posting, "2"),
        "withdraw": (posting, "2"),
    }
    server.calls.clear()
    server.next(fault)
    with pytest.raises(Unauthorised) as caught:
        getattr(adapter, call)(*given.get(call, ()))
    assert len(server.calls) == 1
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (refused(400, 50035, "Invalid Form Body"), Rejected),
        (refused(400, 50006, "Cannot send an empty message"), Rejected),
        (refused(500, 0), Ambiguous),
        (faults.nonsense(b'{"id": 1}'), Ambiguous),
        (faults.nonsense(b'{"id": "x"}'), Ambiguous),
    ],
)
def test_what_discord_says_is_told_by_its_type(
    server: Server, fault: Fault, error: type[AdapterError]
) -> None:
    adapter = discord(server.url)
    server.next(fault)
    with pytest.raises(error) as caught:
        adapter.create(adapter.payload(make_offer()), "1")
    assert type(caught.value) is error


@pytest.mark.parametrize(
    ("body", "header", "wait"),
    [
        (b'{"retry_after": 64.57, "global": false}', "65", timedelta(seconds=64.57)),
        (b'{"retry_after": 0.25, "global": true}', None, timedelta(seconds=0.25)),
        (b'{"retry_after": 600, "code": 30046}', None, timedelta(minutes=10)),
        (b'{"message": "You are being blocked"}', "1900", timedelta(seconds=1900)),
        (b"<html>Cloudflare", "1900", timedelta(seconds=1900)),
        (b'{"retry_after": null}', None, None),
        (b'{"retry_after": 1e300}', None, None),
    ],
)
def test_the_wait_is_the_one_in_the_body(
    server: Server, body: bytes, header: str | None, wait: timedelta | None
) -> None:
    adapter = discord(server.url)
    posting = held(adapter)
    headers = {"Retry-After": header} if header else {}
    server.next(Fault(status=429, headers=headers, body=body))
    with pytest.raises(Unavailable) as caught:
        adapter.update(adapter.payload(make_offer()), posting, "1")
    assert caught.value.retry_after == wait


def test_check_names_the_webhook_and_not_its_token(server: Server) -> None:
    assert discord(server.url).check() == "the webhook is there, and is called Jobs"
    with pytest.raises(Unauthorised, match="there is no such webhook"):
        discord(server.url, webhook="7").check()


# -- power cuts -------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "after", "meanwhile", "did", "shown", "waits"),
    [
        ({}, {"baker": "Baker"}, None, ["POST"], ["Baker"], ["baker"]),
        ({"baker": "Baker"}, {"baker": "Miller"}, None, ["PATCH"] * 2, ["Miller"], []),
        (
            {"baker": "Baker"},
            {"baker": "Miller"},
            "vanishes",
            ["PATCH", "PATCH", "POST"],
            ["Miller"],
            [],
        ),
        ({"baker": "Baker"}, {}, None, ["DELETE"] * 2, [], []),
        (
            {"baker": "Baker"},
            {},
            "stays",
            ["DELETE", "PATCH"] * 2,
            ["This offer is closed."],
            [],
        ),
    ],
)
def test_in_a_power_cut_a_message_is_not_sent_again_and_edits_and_deletions_are(
    tmp_path: Path,
    server: Server,
    before: dict[str, str],
    after: dict[str, str],
    meanwhile: str | None,
    did: list[str],
    shown: list[str],
    waits: list[str],
) -> None:
    options = {"url": f"{server.url}api/webhooks/{WEBHOOK}/{TOKEN}"}
    pushing = Pushing(tmp_path, "syndicate_adapters.discord:Discord", options)
    if before:
        pushing.run(before)
    if meanwhile == "vanishes":
        server.shelf.remove("1")
    if meanwhile == "stays":
        server.fixed["1"] = 50013
    server.calls.clear()
    pushing.run(after, dies=1)
    pushing.run(after)
    assert [call.method for call in server.calls] == did
    assert texts(server) == shown
    with Ledger.open("sqlite:///ledger.db", root=tmp_path) as ledger:
        assert [entry.subject for entry in ledger.entries("board", [State.HELD])] == waits
