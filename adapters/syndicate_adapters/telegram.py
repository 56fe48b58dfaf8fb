"""Telegram: a message for each offer, edited when it changes, deleted or marked when it closes."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from syndicate.adapter import (
    Adapter,
    Features,
    Kind,
    Operation,
    Options,
    Payload,
    Posting,
    RateLimit,
    Receipt,
)
from syndicate.announcement import Announcer
from syndicate.announcement.lengths import utf16_units
from syndicate.errors import Ambiguous, Gone, Rejected, Unauthorised, Unavailable
from syndicate.offer import Offer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from syndicate.errors import AdapterError
    from syndicate.http import Answer
    from syndicate.problem import Problem

ENDPOINT = "https://api.telegram.org"
#: How long a message may be: in characters, which its clients count as UTF-16 and its bots as
#: code points. By UTF-16 no text is counted too short.
LIMIT = 4096

_TOKEN = re.compile(r"\d+:[\w-]+", re.ASCII)
_CHAT = re.compile(r"@\w+|-?\d+", re.ASCII)
_MOVED = re.compile(r'"migrate_to_chat_id"\s*:\s*(-?\d+)')

#: Parts of what Telegram says, in small letters. Its documentation has no list of them; these are
#: what many bots report (github.com/TelegramBotAPI/errors), which is not as sure.
_UNCHANGED = ("message is not modified",)
_GONE = ("message to edit not found", "message to delete not found", "message_id_invalid")
_KEPT = ("message can't be deleted",)
_CLOSED_TO_US = (
    "chat not found",
    "not enough rights",
    "need administrator rights",
    "have no rights",
    "chat_write_forbidden",
    "peer_id_invalid",
)


class Telegram(Adapter[Offer]):
    """Announces offers in one channel or group, in the name of a bot.

    A bot can neither send twice without being seen nor look up what it sent: of a new message,
    an answer that is lost waits for a person. It can delete what is younger than 48 hours; what
    is older is edited to say that the offer is closed. An id is ``chat/message``: a message stays
    where it is when another chat is configured.
    """

    features = Features(
        kind=Kind.ANNOUNCEMENT,
        repeatable=frozenset({Operation.UPDATE, Operation.WITHDRAW}),
        # 20 a minute in one group; spread evenly that is also less than one a second in a channel.
        limits=(RateLimit("minute", 20, timedelta(minutes=1)),),
        text_limit=LIMIT,
    )

    def __init__(self, options: Options) -> None:
        token = options.text("token")
        if not _TOKEN.fullmatch(token):
            what = "is not what BotFather gives (numbers, a colon, letters)"
            raise options.mistake("token", what, 'token = "${env:TELEGRAM_TOKEN}"')
        self.chat = options.text("chat")
        if not _CHAT.fullmatch(self.chat):
            raise options.mistake("chat", "is neither @name nor a number", 'chat = "@our_jobs"')
        endpoint = options.url("endpoint", ENDPOINT).rstrip("/")
        # The token is a part of every address.
        self.http = options.http.hiding(token).at(f"{endpoint}/bot{token}/")
        self.preview = options.flag("preview", default=True)
        self.silent = options.flag("silent", default=False)
        self.says = Announcer(options, source="telegram", limit=LIMIT, length=utf16_units)

    def problems(self, subject: Offer) -> Iterable[Problem]:
        """What cannot be said of the offer."""
        return self.says.problems(subject)

    def payload(self, subject: Offer) -> Payload:
        """The text, and the one that takes its place should the message be there to stay."""
        body = {
            "text": self.says.text(subject),
            "closed": self.says.closed(subject),
            "preview": self.preview,
        }
        return Payload(subject.id, body, subject.title)

    def create(self, payload: Payload, key: str) -> Receipt:
        """Send the message."""
        content = _content(payload.body, "text")
        return _receipt(
            self._call("sendMessage", self.chat, **content, disable_notification=self.silent)
        )

    def update(self, payload: Payload, posting: Posting, key: str) -> Receipt:
        """Edit the message."""
        return self._edit(posting, payload.body, "text")

    def withdraw(self, posting: Posting, key: str) -> Receipt:
        """Delete the message; say in it that the offer is closed when it cannot be deleted."""
        try:
            if self._about(posting, "deleteMessage") is not True:
                raise Ambiguous("Telegram did not say whether the message is deleted")
        except _Kept:
            self._close(posting)
        except Gone:
            pass
        return Receipt(posting.remote_id, posting.url)

    def check(self) -> str:
        """Ask who the bot is, and whether it knows the chat."""
        bot = _object(self._call("getMe"), "the bot").get("username")
        chat = _object(self._call("getChat", self.chat), "the chat")
        return f"@{bot} knows {chat.get('title') or chat.get('username') or self.chat}"

    def _close(self, posting: Posting) -> None:
        body = posting.body or {}
        if "closed" not in body:
            raise Rejected(
                f"the message about {posting.subject} can no longer be deleted, and what it said "
                f"is not known: edit it in Telegram"
            )
        with suppress(Gone):
            self._edit(posting, body, "closed")

    def _edit(self, posting: Posting, body: Mapping[str, object], text: str) -> Receipt:
        try:
            return _receipt(self._about(posting, "editMessageText", **_content(body, text)))
        except _Unchanged:
            return Receipt(posting.remote_id, posting.url)

    def _about(self, posting: Posting, method: str, **parameters: object) -> object:
        """Call *method* about the message of *posting*, in whichever chat that is."""
        chat, message = _place(posting)
        try:
            return self._call(method, chat, message_id=message, **parameters)
        except _ClosedError as error:
            if not self._is_former(chat, posting.url):
                raise
            # A chat that the bot has left since is no reason to stop the board.
            told = f"{error}: the message is in a former chat: change it in Telegram"
            raise Rejected(told) from None

    def _is_former(self, chat: str, url: str | None) -> bool:
        """Whether new messages go elsewhere; a chat that has a name is known by its address."""
        if not self.chat.startswith("@"):
            return chat != self.chat
        return f"t.me/{self.chat[1:]}/".lower() not in (url or "").lower()

    def _call(self, method: str, chat: str | None = None, **parameters: object) -> object:
        """Call *method*; what it answers under ``result``."""

        def refused(words: str) -> AdapterError:
            return self._refusal(words, chat)

        answer = self.http.post(
            method,
            json=parameters if chat is None else {"chat_id": chat, **parameters},
            expect=(429,),
            errors={400: refused, 403: _ClosedError, 404: _no_such_bot},
            repeatable=method != "sendMessage",
        )
        if answer.status == 429:
            raise Unavailable(f"{method}: too many calls", _wait(answer))
        shown = answer.fields()
        if shown.get("ok") is not True or "result" not in shown:
            raise Ambiguous(f"{method}: the answer does not say that it is done")
        return shown["result"]

    def _refusal(self, words: str, chat: str | None) -> AdapterError:
        """What a 400 means: Telegram tells all refusals apart by their words alone."""
        if moved := _MOVED.search(words):
            return self._moved(chat, moved[1])
        said = words.lower()
        for error, phrases in _REFUSALS.items():
            if any(phrase in said for phrase in phrases):
                return error(words)
        return Rejected(words)

    def _moved(self, chat: str | None, to: str) -> AdapterError:
        if chat == self.chat:
            return Unauthorised(f'the group has become a supergroup; write: chat = "{to}"')
        return Rejected(
            "the message is in a group that has become another since: change it in Telegram"
        )


class _ClosedError(Unauthorised):
    """The bot is not in the chat, or may not do this there."""

    def __init__(self, words: str) -> None:
        super().__init__(f"{words}: check chat, and what the bot may do there")


class _Unchanged(Rejected):
    """The message says that already."""


class _Kept(Rejected):
    """The message is there to stay."""


_REFUSALS: Mapping[type[AdapterError], tuple[str, ...]] = {
    _Unchanged: _UNCHANGED,
    Gone: _GONE,
    _Kept: _KEPT,
    _ClosedError: _CLOSED_TO_US,
}


def _no_such_bot(words: str) -> AdapterError:
    return Unauthorised(f"{words}: Telegram knows no such bot; check the token")


def _content(body: Mapping[str, object], text: str) -> dict[str, object]:
    """Plain text, so that nothing in an offer is taken for formatting."""
    return {"text": body[text], "link_preview_options": {"is_disabled": not body["preview"]}}


def _place(posting: Posting) -> tuple[str, int]:
    """The chat and the number of the message."""
    chat, _, message = (posting.remote_id or "").partition("/")
    if not message.isdecimal():
        raise Rejected(f"the message about {posting.subject} is not known")
    return chat, int(message)


def _receipt(result: object) -> Receipt:
    message = _object(result, "the message")
    chat = _object(message.get("chat"), "the message's chat")
    number, place = message.get("message_id"), chat.get("id")
    if not isinstance(number, int) or not isinstance(place, int):
        raise Ambiguous("Telegram did not say under which number the message stands")
    name = chat.get("username")
    return Receipt(f"{place}/{number}", f"https://t.me/{name}/{number}" if name else None)


def _object(value: object, what: str) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise Ambiguous(f"Telegram answered without {what}")


def _wait(answer: Answer) -> timedelta | None:
    """How long to wait: in the answer's body, and in the usual header where that says nothing."""
    from syndicate.http.answer import retry_after

    try:
        seconds = answer.fields()["parameters"]["retry_after"]
    except (Ambiguous, KeyError, TypeError):
        return retry_after(answer.headers)
    return retry_after({"retry-after": str(seconds)})
