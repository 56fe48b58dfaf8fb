"""Discord: one message for each offer through a webhook, edited and deleted with it."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

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

#: How long a message may be: in characters, and by UTF-16 no text is counted too short.
LIMIT = 2000

_WEBHOOK = re.compile(r"/api(?:/v\d+)?/webhooks/(\d+)/([\w-]+)", re.ASCII)
_CODE = re.compile(r'"code"\s*:\s*(\d+)')
#: No picture of the page below the message.
_SUPPRESS_EMBEDS = 1 << 2

#: Discord's own codes (https://docs.discord.com/developers/topics/opcodes-and-status-codes).
_UNKNOWN_MESSAGE = 10008
#: That a message cannot be deleted where it is: the kind of channel, the rights there, a message
#: of the system, an archived thread. Which of them a webhook ever sees is not documented.
_KEPT_CODES = frozenset({50003, 50013, 50021, 50083})

#: What Discord takes for formatting: anywhere, and where a line begins.
_FORMATTING = re.compile(r"[\\*_~`|<>\[\]]|^\s*(?:[#+-]|\d+(?=\.))")


class Discord(Adapter[Offer]):
    """Announces offers in the channel of one webhook.

    A webhook can neither send twice without being seen nor look up what it sent: of a new
    message, an answer that is lost waits for a person. An id is ``webhook/message``: no webhook
    can touch what another one wrote, and would be told that it does not exist.
    """

    features = Features(
        kind=Kind.ANNOUNCEMENT,
        repeatable=frozenset({Operation.UPDATE, Operation.WITHDRAW}),
        # Discord states its limits in headers alone, and wants none written down; this is what
        # is reported of one webhook. A 429 says how long to wait in any case.
        limits=(RateLimit("minute", 30, timedelta(minutes=1)),),
        text_limit=LIMIT,
    )

    def __init__(self, options: Options) -> None:
        url = options.url("url").rstrip("/")
        parts = urlsplit(url)
        found = _WEBHOOK.fullmatch(parts.path)
        if parts.query or parts.fragment:
            what = "has more than the address of a webhook: take away what begins with ? or #"
            raise options.mistake("url", what, 'url = "${env:DISCORD_WEBHOOK}"')
        if found is None:
            what = "is not the address of a webhook (https://discord.com/api/webhooks/…/…)"
            raise options.mistake("url", what, 'url = "${env:DISCORD_WEBHOOK}"')
        self.webhook, token = found.groups()
        # Who knows the address may write in the channel.
        self.http = options.http.hiding(url, token).at(f"{url}/")
        self.url = url
        self.preview = options.flag("preview", default=True)
        self.says = Announcer(options, source="discord", limit=LIMIT, length=utf16_units)

    def problems(self, subject: Offer) -> Iterable[Problem]:
        """What cannot be said of the offer."""
        return self.says.problems(subject)

    def payload(self, subject: Offer) -> Payload:
        """The text, and the one that takes its place should the message be there to stay."""
        offer = _plain(subject)
        body = {
            "content": self.says.text(offer),
            "closed": self.says.closed(offer),
            "preview": self.preview,
        }
        return Payload(subject.id, body, subject.title)

    def create(self, payload: Payload, key: str) -> Receipt:
        """Send the message, and wait for its id: without it nothing would tell of a failure."""
        answer = self._call(
            "POST", self.url, params={"wait": "true"}, json=_content(payload.body, "content")
        )
        return self._receipt(answer)

    def update(self, payload: Payload, posting: Posting, key: str) -> Receipt:
        """Edit the message."""
        return self._edit(posting, payload.body, "content")

    def withdraw(self, posting: Posting, key: str) -> Receipt:
        """Delete the message; say in it that the offer is closed when it cannot be deleted."""
        path = self._path(posting)
        try:
            self._call("DELETE", path)
        except _Kept:
            self._close(posting)
        except Gone:
            pass
        return Receipt(posting.remote_id)

    def check(self) -> str:
        """Ask the webhook for its name."""
        name = self._call("GET", self.url).fields().get("name")
        return f"the webhook is there, and is called {name or 'nothing'}"

    def _close(self, posting: Posting) -> None:
        body = posting.body or {}
        if "closed" not in body:
            raise Rejected(
                f"the message about {posting.subject} cannot be deleted, and what it said is not "
                f"known: delete it in Discord"
            )
        with suppress(Gone):
            self._edit(posting, body, "closed")

    def _edit(self, posting: Posting, body: Mapping[str, object], text: str) -> Receipt:
        content = _content(body, text)
        return self._receipt(self._call("PATCH", self._path(posting), json=content))

    def _call(self, method: str, path: str, **how: Any) -> Answer:
        errors = {403: _forbidden, 404: _not_found}
        answer = self.http.call(
            method, path, expect=(429,), errors=errors, repeatable=method != "POST", **how
        )
        if answer.status == 429:
            raise Unavailable(f"{method}: too many calls", _wait(answer))
        return answer

    def _path(self, posting: Posting) -> str:
        webhook, _, message = (posting.remote_id or "").partition("/")
        if not message.isdecimal():
            raise Rejected(f"the message about {posting.subject} is not known")
        if webhook != self.webhook:
            raise Rejected(
                f"the message about {posting.subject} is another webhook's: change it in Discord"
            )
        return f"messages/{message}"

    def _receipt(self, answer: Answer) -> Receipt:
        message = answer.fields().get("id")
        if isinstance(message, str) and message.isdecimal():
            return Receipt(f"{self.webhook}/{message}")
        raise Ambiguous("Discord did not say under which id the message stands")


class _Kept(Rejected):
    """The message is there to stay."""


def _not_found(words: str) -> AdapterError:
    if _code(words) == _UNKNOWN_MESSAGE:
        return Gone(words)
    return Unauthorised(f"{words}: there is no such webhook; make another, and write its address")


def _forbidden(words: str) -> AdapterError:
    if _code(words) in _KEPT_CODES:
        return _Kept(words)
    return Unauthorised(f"{words}: the webhook may not do this")


def _code(words: str) -> int | None:
    found = _CODE.search(words)
    return int(found[1]) if found else None


def _content(body: Mapping[str, object], text: str) -> dict[str, object]:
    """A message that calls nobody, whatever names and roles are in it."""
    return {
        "content": body[text],
        "allowed_mentions": {"parse": []},
        "flags": 0 if body["preview"] else _SUPPRESS_EMBEDS,
    }


def _plain(offer: Offer) -> Offer:
    """*offer* with all that Discord would take for formatting escaped.

    Not in what is written for Discord: templates, and the offer's own text for this board.
    """
    organization = offer.organization
    return replace(
        offer,
        title=_escaped(offer.title),
        organization=organization and replace(organization, name=_escaped(organization.name)),
        locations=tuple(
            replace(
                place,
                city=place.city and _escaped(place.city),
                region=place.region and _escaped(place.region),
            )
            for place in offer.locations
        ),
    )


def _escaped(text: str) -> str:
    return _FORMATTING.sub(lambda found: _backslash(found[0]), text)


def _backslash(sign: str) -> str:
    """A backslash before *sign*; of the number of a list, before its full stop."""
    return f"{sign}\\" if sign[-1].isdigit() else f"{sign[:-1]}\\{sign[-1]}"


def _wait(answer: Answer) -> timedelta | None:
    """How long to wait: to the millisecond in the body, in whole seconds in the header."""
    from syndicate.http.answer import retry_after

    try:
        seconds = answer.fields()["retry_after"]
    except (Ambiguous, KeyError):
        return retry_after(answer.headers)
    return retry_after({"retry-after": str(seconds)})
