"""Telegram: the contract and the target's own ways, against a stand-in of its Bot API."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import unquote

import pytest
from syndicate_adapters.telegram import Telegram

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

TOKEN = "110201543:c4n4ry-t0ken_OF-our-BOT"  # noqa: S105 # opens nothing
GROUP = -1001234567890

#: The parameters of the methods that we call, and what each must be.
METHODS: dict[str, dict[str, tuple[type, ...]]] = {
    "getMe": {},
    "getChat": {"chat_id": (int, str)},
    "sendMessage": {
        "chat_id": (int, str),
        "text": (str,),
        "link_preview_options": (dict,),
        "disable_notification": (bool,),
    },
    "editMessageText": {
        "chat_id": (int, str),
        "message_id": (int,),
        "text": (str,),
        "link_preview_options": (dict,),
    },
    "deleteMessage": {"chat_id": (int, str), "message_id": (int,)},
}


class Server(BoardServer):
    """Five methods of the Bot API, modelled from its documentation (10.1) and from its errors.

    ``old`` are the messages older than 48 hours, ``fixed`` those that cannot be edited either.
    """

    public = "our_jobs"

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.old: set[str] = set()
        self.fixed: set[str] = set()

    def answer(self, request: Request) -> Reply:
        _, bot, method = request.path.split("/")
        if unquote(bot) != f"bot{TOKEN}":
            return refusal(404, "Not Found")
        if method not in METHODS:
            return refusal(404, "Not Found: method not found")
        try:
            body = request.fields()
        except ValueError:
            return refusal(400, "Bad Request: can't parse the body")
        unknown = body.keys() - METHODS[method].keys()
        assert not unknown, f"{method} has no {unknown}"
        for name, kinds in METHODS[method].items():
            assert isinstance(body[name], kinds), f"{method}: {name} is {body[name]!r}"
        if "chat_id" in body and str(body["chat_id"]) not in {f"@{self.public}", str(GROUP)}:
            return refusal(400, "Bad Request: chat not found")
        reply: Reply = getattr(self, f"_{method.lower()}")(body)
        return reply

    def _getme(self, body: dict[str, Any]) -> Reply:
        return result({"id": 110201543, "is_bot": True, "username": "jobs_bot"})

    def _getchat(self, body: dict[str, Any]) -> Reply:
        return result(self.chat())

    def _sendmessage(self, body: dict[str, Any]) -> Reply:
        return self._checked(body) or result(self.message(self.shelf.add("message", body).id, body))

    def _editmessagetext(self, body: dict[str, Any]) -> Reply:
        number = str(body["message_id"])
        held = self.shelf.get(number)
        if held is None:
            return refusal(400, "Bad Request: message to edit not found")
        if number in self.fixed:
            return refusal(400, "Bad Request: message can't be edited")
        shown = ("text", "link_preview_options")
        if all(held.body[name] == body[name] for name in shown):
            return refusal(
                400,
                "Bad Request: message is not modified: specified new message content and reply "
                "markup are exactly the same as a current content and reply markup of the message",
            )
        wrong = self._checked(body)
        if wrong is None:
            self.shelf.replace(number, body)
        return wrong or result(self.message(number, body))

    def _deletemessage(self, body: dict[str, Any]) -> Reply:
        number = str(body["message_id"])
        if number in self.old:
            return refusal(400, "Bad Request: message can't be deleted for everyone")
        if not self.shelf.remove(number):
            return refusal(400, "Bad Request: message to delete not found")
        return result(True)

    def _checked(self, body: dict[str, Any]) -> Reply | None:
        text = body["text"].strip()
        if not text:
            return refusal(400, "Bad Request: message text is empty")
        if len(text.encode("utf-16-le")) // 2 > 4096:
            return refusal(400, "Bad Request: message is too long")
        return None

    def chat(self) -> dict[str, object]:
        named = {"username": self.public} if self.public else {}
        return {"id": GROUP, "type": "channel", "title": "Our jobs", **named}

    def message(self, number: str, body: dict[str, Any]) -> dict[str, object]:
        return {"message_id": int(number), "date": 1, "chat": self.chat(), "text": body["text"]}


def result(value: object) -> Reply:
    return Reply(200, {"ok": True, "result": value})


def refusal(status: int, description: str, **parameters: object) -> Reply:
    more = {"parameters": parameters} if parameters else {}
    body = {"ok": False, "error_code": status, "description": description, **more}
    return Reply(status, json.dumps(body, separators=(",", ":")).encode())


def refused(status: int, description: str, **parameters: object) -> Fault:
    body = refusal(status, description, **parameters).body
    assert isinstance(body, bytes)
    return faults.refuse(status, body)


class TestTelegram(AdapterContract):
    secret: ClassVar[str] = TOKEN  # a token has a form of its own

    def make(self, board: BoardServer) -> Telegram:
        return Telegram(self.options(endpoint=board.url, token=self.secret, chat="@our_jobs"))

    def board(self) -> BoardServer:
        return Server()


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


def telegram(url: str = "https://api.telegram.example", **say: object) -> Telegram:
    client = Client(allow_private=True, deadline=5)
    values = {"endpoint": url, "token": TOKEN, "chat": "@our_jobs", **say}
    return Telegram(Options("jobs", values, make_site("/"), client))


def held(adapter: Telegram, name: str = "baker") -> Posting:
    """An offer that is announced, as the ledger knows it."""
    payload = adapter.payload(make_offer(name))
    receipt = adapter.create(payload, "1")
    return Posting(name, receipt.remote_id, receipt.url, payload.digest, payload.body)


def texts(server: Server) -> list[str]:
    """The first line of what stands in the chat."""
    return [str(one.body["text"]).split("\n")[0] for one in server.postings]


# -- what is said -----------------------------------------------------------------------------


def test_an_offer_is_said_as_plain_text(server: Server) -> None:
    title = "*Chargé·e* de <b>projets</b> [x](y) _junior_"
    adapter = telegram(server.url)
    adapter.create(adapter.payload(make_offer(title=title, language="fr")), "1")
    (sent,) = server.calls
    assert sent.fields()["text"].split("\n") == [
        title,
        "Example Cooperative · Paris · CDI",
        "Candidatures jusqu’au 31/12/2026",
        "https://jobs.example.org/jobs/baker/?utm_source=telegram&utm_content=baker",
        "#Bread #Night",
    ]
    assert "parse_mode" not in sent.fields()


@pytest.mark.parametrize("title", ["x" * 9_000, "🥐" * 5_000, "é" * 9_000, "👩🏽‍🍳" * 2_000])
def test_no_message_is_longer_than_the_limit_however_it_is_counted(title: str) -> None:
    template = "{title}\n" * 10 + "{link}"
    body = telegram(text=template).payload(make_offer(title=title)).body
    assert len(str(body["text"]).encode("utf-16-le")) // 2 <= 4096
    assert "utm_content=baker" in str(body["text"])


def test_previews_and_sounds_are_as_configured(server: Server) -> None:
    for say, off, silent in (({}, False, False), ({"preview": False, "silent": True}, True, True)):
        held(telegram(server.url, **say))
        sent = server.calls[-1].fields()
        assert sent["link_preview_options"] == {"is_disabled": off}
        assert sent["disable_notification"] is silent


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("chat", "our_jobs"),
        ("chat", "https://t.me/our_jobs"),
        ("token", "bot110201543:xyz"),
        ("token", "c4n4ry"),
        ("text", "{title}"),
    ],
)
def test_a_mistake_in_the_configuration_is_told_without_the_token(key: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"\[boards\.jobs\] {key} ") as caught:
        telegram(**{key: value})
    assert key != "token" or value not in str(caught.value)


# -- where it stands --------------------------------------------------------------------------


def test_a_message_is_known_by_chat_and_number_and_shown_where_it_is_public(
    server: Server,
) -> None:
    posting = held(telegram(server.url))
    assert (posting.remote_id, posting.url) == (f"{GROUP}/1", "https://t.me/our_jobs/1")
    server.public = ""
    assert held(telegram(server.url, chat=str(GROUP))).url is None


def test_a_message_is_edited_where_it_stands_when_another_chat_is_configured(
    server: Server,
) -> None:
    posting = held(telegram(server.url))
    adapter = telegram(server.url, chat="@another")
    adapter.update(adapter.payload(make_offer(title="Miller")), posting, "2")
    adapter.withdraw(posting, "3")
    assert [call.fields()["chat_id"] for call in server.calls[1:]] == [str(GROUP), str(GROUP)]
    assert server.postings == ()


def test_an_edit_that_changes_nothing_is_done(server: Server) -> None:
    adapter = telegram(server.url)
    posting = held(adapter)
    receipt = adapter.update(adapter.payload(make_offer()), posting, "2")
    assert (receipt.remote_id, receipt.url) == (posting.remote_id, posting.url)


def test_a_message_that_someone_deleted_is_gone_for_an_edit(server: Server) -> None:
    adapter = telegram(server.url)
    posting = held(adapter)
    server.shelf.remove("1")
    with pytest.raises(Gone):
        adapter.update(adapter.payload(make_offer()), posting, "2")
    assert texts(server) == []


@pytest.mark.parametrize("call", ["update", "withdraw"])
@pytest.mark.parametrize("remote_id", [None, "", "12", "@x/", "@x/y"])
def test_a_message_without_a_number_is_not_guessed(
    server: Server, call: str, remote_id: str | None
) -> None:
    adapter = telegram(server.url)
    payloads = [adapter.payload(make_offer())] * (call == "update")
    with pytest.raises(Rejected, match="message about baker is not known"):
        getattr(adapter, call)(*payloads, Posting("baker", remote_id), "1")
    assert server.calls == []


# -- closing ----------------------------------------------------------------------------------


def test_a_message_too_old_to_be_deleted_says_that_the_offer_is_closed(server: Server) -> None:
    adapter = telegram(server.url, closed_text="Closed: {title}\n{link}")
    posting = held(adapter)
    server.old.add("1")
    receipt = adapter.withdraw(posting, "2")
    assert texts(server) == ["Closed: Baker"]
    assert receipt.remote_id == posting.remote_id


def test_a_message_that_says_closed_already_is_withdrawn_again(server: Server) -> None:
    adapter = telegram(server.url)
    posting = held(adapter)
    server.old.add("1")
    for key in ("2", "3"):
        adapter.withdraw(posting, key)
    assert texts(server) == ["This offer is closed."]


def test_an_old_message_that_vanishes_meanwhile_is_withdrawn(server: Server) -> None:
    adapter = telegram(server.url)
    posting = held(adapter)
    server.shelf.remove("1")
    server.old.add("1")
    adapter.withdraw(posting, "2")
    assert [call.path.rpartition("/")[2] for call in server.calls[1:]] == [
        "deleteMessage",
        "editMessageText",
    ]


def test_an_old_message_of_which_nothing_is_known_is_a_persons(server: Server) -> None:
    adapter = telegram(server.url)
    posting = held(adapter)
    server.old.add("1")
    with pytest.raises(Rejected, match="what it said is not known: edit it in Telegram"):
        adapter.withdraw(Posting("baker", posting.remote_id), "2")


def test_a_message_that_can_neither_be_deleted_nor_edited_is_a_persons(server: Server) -> None:
    adapter = telegram(server.url)
    posting = held(adapter)
    server.old.add("1")
    server.fixed.add("1")
    with pytest.raises(Rejected, match="can't be edited"):
        adapter.withdraw(posting, "2")


# -- refusals ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (refused(400, "Bad Request: chat not found"), Unauthorised),
        (refused(400, "Bad Request: need administrator rights in the channel chat"), Unauthorised),
        (refused(400, "Bad Request: not enough rights to send text messages"), Unauthorised),
        (refused(401, "Unauthorized"), Unauthorised),
        (refused(403, "Forbidden: bot was kicked from the supergroup chat"), Unauthorised),
        (refused(404, "Not Found"), Unauthorised),
        (refused(400, "Bad Request: message is too long"), Rejected),
        (refused(500, "Internal Server Error"), Ambiguous),
        (faults.nonsense(b'{"ok": true}'), Ambiguous),
        (
            faults.nonsense(b'{"ok": false, "result": {"message_id": 1, "chat": {"id": 2}}}'),
            Ambiguous,
        ),
        (faults.nonsense(b'{"ok": true, "result": {"message_id": "1", "chat": {}}}'), Ambiguous),
        (faults.nonsense(b'{"ok": true, "result": true}'), Ambiguous),
    ],
)
def test_what_telegram_says_is_told_by_its_type(
    server: Server, fault: Fault, error: type[AdapterError]
) -> None:
    adapter = telegram(server.url)
    server.next(fault)
    with pytest.raises(error) as caught:
        adapter.create(adapter.payload(make_offer()), "1")
    assert isinstance(caught.value, error)
    assert TOKEN not in str(caught.value)


def test_a_deletion_that_is_not_confirmed_is_in_doubt(server: Server) -> None:
    adapter = telegram(server.url)
    posting = held(adapter)
    server.next(faults.nonsense(b'{"ok": true, "result": false}'))
    with pytest.raises(Ambiguous):
        adapter.withdraw(posting, "2")


@pytest.mark.parametrize(
    ("body", "header", "wait"),
    [
        (b'{"ok":false,"parameters":{"retry_after":35}}', None, timedelta(seconds=35)),
        (b'{"ok":false,"parameters":{"retry_after":35}}', "5", timedelta(seconds=35)),
        (b'{"ok":false,"parameters":{"retry_after":1e12}}', None, timedelta(days=7)),
        (b'{"ok":false,"parameters":{"retry_after":null}}', None, None),
        (b'{"ok":false,"parameters":[]}', "5", timedelta(seconds=5)),
        (b"<html>", None, None),
    ],
)
def test_the_wait_is_the_one_in_the_body(
    server: Server, body: bytes, header: str | None, wait: timedelta | None
) -> None:
    adapter = telegram(server.url)
    headers = {"Retry-After": header} if header else {}
    server.next(Fault(status=429, headers=headers, body=body))
    with pytest.raises(Unavailable) as caught:
        adapter.create(adapter.payload(make_offer()), "1")
    assert caught.value.retry_after == wait


MOVED = refused(
    400,
    "Bad Request: group chat was upgraded to a supergroup chat",
    migrate_to_chat_id=-100987654321,
)


def test_a_group_that_became_a_supergroup_stops_the_board_with_what_to_write(
    server: Server,
) -> None:
    adapter = telegram(server.url, chat=str(GROUP))
    server.next(MOVED)
    with pytest.raises(Unauthorised, match='write: chat = "-100987654321"'):
        adapter.create(adapter.payload(make_offer()), "1")


@pytest.mark.parametrize("call", ["update", "withdraw"])
def test_messages_of_a_group_that_is_left_stop_nothing_else(server: Server, call: str) -> None:
    posting = held(telegram(server.url, chat=str(GROUP)))
    adapter = telegram(server.url, chat="-100987654321")
    server.next(MOVED)
    payloads = [adapter.payload(make_offer())] * (call == "update")
    with pytest.raises(Rejected, match="change it in Telegram"):
        getattr(adapter, call)(*payloads, posting, "2")


def test_check_names_the_bot_and_the_chat(server: Server) -> None:
    assert telegram(server.url).check() == "@jobs_bot knows Our jobs"
    with pytest.raises(Unauthorised, match="chat not found"):
        telegram(server.url, chat="@nobody").check()


# -- power cuts -------------------------------------------------------------------------------


OPTIONS = {"token": TOKEN, "chat": "@our_jobs"}
TELEGRAM = "syndicate_adapters.telegram:Telegram"


def held_for_a_person(root: Path) -> list[str]:
    with Ledger.open("sqlite:///ledger.db", root=root) as ledger:
        return [entry.subject for entry in ledger.entries("board", [State.HELD])]


@pytest.mark.slow
def test_a_message_that_was_under_way_in_a_power_cut_waits_for_a_person_and_is_not_sent_again(
    tmp_path: Path, server: Server
) -> None:
    pushing = Pushing(tmp_path, TELEGRAM, OPTIONS | {"endpoint": server.url})
    pushing.run({"baker": "Baker"}, dies=1)
    calls = len(server.calls)
    pushing.run({"baker": "Baker"})
    assert len(server.calls) == calls
    assert texts(server) == ["Baker"]
    assert held_for_a_person(tmp_path) == ["baker"]


@pytest.mark.slow
@pytest.mark.parametrize(("after", "shown"), [({"baker": "Miller"}, ["Miller"]), ({}, [])])
def test_an_edit_or_deletion_that_was_under_way_in_a_power_cut_is_done_again(
    tmp_path: Path, server: Server, after: dict[str, str], shown: list[str]
) -> None:
    pushing = Pushing(tmp_path, TELEGRAM, OPTIONS | {"endpoint": server.url})
    pushing.run({"baker": "Baker"})
    pushing.run(after, dies=1)
    calls = len(server.calls)
    pushing.run(after)
    assert len(server.calls) == calls + 1
    assert texts(server) == shown
    assert held_for_a_person(tmp_path) == []


@pytest.mark.slow
def test_a_message_that_someone_deleted_is_sent_again_when_its_offer_changes(
    tmp_path: Path, server: Server
) -> None:
    pushing = Pushing(tmp_path, TELEGRAM, OPTIONS | {"endpoint": server.url})
    pushing.run({"baker": "Baker"})
    server.shelf.remove("1")
    pushing.run({"baker": "Miller"})
    assert texts(server) == ["Miller"]


@pytest.mark.slow
def test_a_closed_offer_whose_file_is_gone_is_marked_from_what_was_said_of_it(
    tmp_path: Path, server: Server
) -> None:
    pushing = Pushing(tmp_path, TELEGRAM, OPTIONS | {"endpoint": server.url})
    pushing.run({"baker": "Baker"})
    server.old.add("1")
    pushing.run({})
    assert str(server.postings[0].body["text"]).split("\n") == [
        "This offer is closed.",
        "Baker",
        "Example Cooperative",
        "https://jobs.example.org/jobs/baker/?utm_source=telegram&utm_content=baker",
    ]


@pytest.mark.parametrize(
    "fault",
    [
        refused(403, "Forbidden: bot was kicked from the supergroup chat"),
        refused(400, "Bad Request: chat not found"),
    ],
)
def test_a_former_chat_that_the_bot_left_is_no_trouble_of_the_board(
    server: Server, fault: Fault
) -> None:
    server.public = ""
    posting = held(telegram(server.url, chat=str(GROUP)))
    server.public = "our_jobs"
    adapter = telegram(server.url)
    for call in (
        partial(adapter.withdraw, posting, "2"),
        partial(adapter.update, adapter.payload(make_offer()), posting, "3"),
    ):
        server.next(fault)
        with pytest.raises(Rejected, match="in a former chat"):
            call()
        server.next(refused(401, "Unauthorized"))
        with pytest.raises(Unauthorised):
            call()
    for chat in (str(GROUP), "@our_jobs"):
        adapter = telegram(server.url, chat=chat)
        posting = held(adapter)
        server.next(fault)
        with pytest.raises(Unauthorised):
            adapter.withdraw(posting, "4")
