"""Matrix: one message in a room for each offer, edited when it changes, removed when it closes."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from syndicate.adapter import (
    Adapter,
    Features,
    Kind,
    Options,
    Payload,
    Posting,
    RateLimit,
    Receipt,
)
from syndicate.announcement import Announcer
from syndicate.errors import Ambiguous, Rejected, Unauthorised, Unavailable
from syndicate.offer import Offer
from syndicate_adapters.matrix.message import LIMIT, edit, edited, message, subject_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from syndicate.errors import AdapterError
    from syndicate.http import Answer
    from syndicate.problem import Problem

    Errors = Mapping[int, Callable[[str], AdapterError]]


class Matrix(Adapter[Offer]):
    """Announces offers in one room.

    A message carries the offer's id and the site's address beside its text, so that the room's
    own history tells which offers are shown there, even when all else is lost.
    """

    features = Features(
        kind=Kind.ANNOUNCEMENT,
        lookup=True,
        lists=True,
        # Synapse remembers a transaction for 24 hours, and without its database for 30 minutes
        # at least. The specification names no time.
        idempotency=timedelta(minutes=30),
        # What Synapse grants each account unless its administrators changed it.
        limits=(RateLimit("messages", 12, timedelta(minutes=1)),),
        text_limit=LIMIT,
    )

    def __init__(self, options: Options) -> None:
        bearer = {"Authorization": f"Bearer {options.text('token')}"}
        base = options.url("url").rstrip("/") + "/_matrix/client/v3/"
        self.http = options.http.at(base, bearer)
        self.room = options.text("room")
        if not self.room.startswith("!"):
            raise options.mistake(
                "room", "is no room's id (its settings, Advanced)", 'room = "!abc:example.org"'
            )
        self.kind = "m.notice" if options.flag("notice", default=False) else "m.text"
        self.site = options.site
        self.says = Announcer(options, source="matrix", limit=LIMIT)
        self._own_id = ""

    def problems(self, subject: Offer) -> Iterable[Problem]:
        """A link that leaves no room for words."""
        return self.says.problems(subject)

    def payload(self, subject: Offer) -> Payload:
        """The message: its text, plain and as HTML, and which offer it is about."""
        body = message(self.says.text(subject), self.kind, subject.id, self.site.url)
        return Payload(subject.id, body, subject.title)

    def create(self, payload: Payload, key: str) -> Receipt:
        """Send the message; while the server remembers it, the same key sends nothing more."""
        return _receipt(self.room, self._send(self.room, payload.body, key))

    def update(self, payload: Payload, posting: Posting, key: str) -> Receipt:
        """Send an edit, which clients show in the message's place."""
        room, event = _place(posting)
        self._send(room, edit(event, payload.body), key)
        return _receipt(room, event)

    def withdraw(self, posting: Posting, key: str) -> Receipt:
        """Remove the message ("redact" it), and its edits, which hold their text themselves."""
        room, event = _place(posting)
        if self._redact(room, event, key):
            # By their own names: what is left to do differs from one try to the next.
            for one in list(self._edits(room, event)):
                self._redact(room, one, f"{key}-{one}")
        return _receipt(room, event)

    def find(self, subject: str) -> Posting | None:
        """The newest message that carries the offer's id."""
        return next((posting for posting in self.listing() if posting.subject == subject), None)

    def listing(self) -> Iterator[Posting]:
        """Our own messages about offers of the site, newest first, as last edited."""
        newest: dict[str, dict[str, Any]] = {}
        for event, content in self._events(self.room):
            if original := edited(content):
                newest.setdefault(original, content)
            elif subject := subject_of(content, self.site.url):
                new = newest.get(event, {}).get("m.new_content")
                body = new if isinstance(new, dict) else content
                receipt = _receipt(self.room, event)
                digest = Payload(subject, body).digest
                yield Posting(subject, receipt.remote_id, receipt.url, digest, body)

    def check(self) -> str:
        """Ask whose token it is, and whether it is in the room; say if the room is encrypted."""
        self._own_id = ""
        me = self._me()
        member = self._state("m.room.member", me).get("membership")
        if member != "join":
            raise Unauthorised(f"{me} is not in {self.room}: invite it, and let it accept")
        if self._state("m.room.encryption"):
            return f"signed in as {me}; the room is encrypted, and our messages will not be"
        return f"signed in as {me}, in the room"

    def _send(self, room: str, content: Mapping[str, object], key: str) -> str:
        """The id of the event that holds *content*, sent under *key*."""
        path = _in(room, "send", "m.room.message", key)
        answer = self._call("PUT", path, errors=self._errors(room), json=content)
        return _text(answer.fields(), "event_id")

    def _redact(self, room: str, event: str, key: str) -> bool:
        """Remove what *event* holds; False when the room has no such event."""
        path = _in(room, "redact", event, key)
        errors = self._errors(room)
        answer = self._call("PUT", path, expect=(404,), errors=errors, json={})
        if answer.status != 404:
            return bool(_text(answer.fields(), "event_id"))
        if answer.fields().get("errcode") != "M_NOT_FOUND":
            raise errors[404]("redact: 404")
        return False

    def _edits(self, room: str, event: str) -> Iterator[str]:
        """The edits of *event*, all of them younger. A server names none of what is removed."""
        for one, content in self._events(room):
            if one == event:
                return
            if edited(content) == event:
                yield one

    def _events(self, room: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Id and content of what we sent to *room*, newest first; empty where it was removed."""
        me = self._me()
        wanted = {"types": ["m.room.message"], "senders": [me]}
        query = {"dir": "b", "limit": "100", "filter": json.dumps(wanted)}
        while True:
            path, errors = _in(room, "messages"), self._errors(room)
            page = self._call("GET", path, errors=errors, params=query).fields()
            for event in _list(page, "chunk"):
                content = event.get("content")
                if event.get("sender") == me and isinstance(content, dict):
                    yield _text(event, "event_id"), content
            if page.get("end") in {None, query.get("from")}:
                return
            query["from"] = _text(page, "end")

    def _me(self) -> str:
        if not self._own_id:
            self._own_id = _text(self._call("GET", "account/whoami").fields(), "user_id")
        return self._own_id

    def _state(self, *what: str) -> dict[str, Any]:
        """The room's state of that name; empty when it has none."""
        answer = self._call("GET", _in(self.room, "state", *what), expect=(404,))
        return answer.fields() if answer.status != 404 else {}

    def _errors(self, room: str) -> Errors:
        """A room that messages went to before says nothing of the board."""
        return _ERRORS if room == self.room else _FORMER

    def _call(
        self,
        method: str,
        path: str,
        expect: tuple[int, ...] = (),
        errors: Errors | None = None,
        **how: Any,
    ) -> Answer:
        answer = self.http.call(
            method, path, expect=(429, *expect), errors=errors or _ERRORS, **how
        )
        if answer.status == 429:
            raise Unavailable("the homeserver: too many calls", _wait(answer))
        return answer


def _unknown(words: str) -> AdapterError:
    return Unauthorised(f"{words}: there is no such interface or room: check url and room")


def _left(words: str) -> AdapterError:
    if "M_FORBIDDEN" not in words:
        return Unauthorised(f"{words}: check the credentials")
    return Rejected(f"{words}: the message is in a former room, which we left: change it there")


_ERRORS: Errors = {404: _unknown}
_FORMER: Errors = {403: _left, 404: _unknown}


def _in(room: str, *path: str) -> str:
    return "/".join(["rooms", *(quote(part, safe="") for part in (room, *path))])


def _receipt(room: str, event: str) -> Receipt:
    """Both names: when another room is configured, the message is still in its own."""
    link = f"https://matrix.to/#/{quote(room, safe='')}/{quote(event, safe='')}"
    return Receipt(f"{room}/{event}", link)


def _place(posting: Posting) -> tuple[str, str]:
    """The room and the event of *posting*; both may hold a slash."""
    room, slash, event = (posting.remote_id or "").rpartition("/$")
    if not slash:
        raise Rejected(f"the message about {posting.subject} is not known")
    return room, f"${event}"


def _list(page: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    events = page.get(name)
    if isinstance(events, list) and all(isinstance(event, dict) for event in events):
        return events
    raise Ambiguous(f"the homeserver answered with no list of {name}")


def _text(entity: Mapping[str, Any], name: str) -> str:
    value = entity.get(name)
    if isinstance(value, str) and value:
        return value
    raise Ambiguous(f"the homeserver answered without {name}")


def _wait(answer: Answer) -> timedelta | None:
    """As ``Retry-After`` says; older servers say it in the body alone, in milliseconds."""
    from syndicate.http.answer import LONGEST_WAIT, retry_after

    if "retry-after" in answer.headers:
        return retry_after(answer.headers)
    try:
        wait = json.loads(answer.body)["retry_after_ms"]
        return min(timedelta(milliseconds=max(int(wait), 0)), LONGEST_WAIT)
    except (ValueError, KeyError, TypeError, OverflowError):
        return None
