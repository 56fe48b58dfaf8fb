"""Mastodon: one status for each offer, edited when the offer changes, deleted when it closes."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

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
from syndicate.announcement.lengths import addresses_count
from syndicate.errors import Ambiguous, Gone, Rejected, Unavailable
from syndicate.offer import Offer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from syndicate.http import Answer
    from syndicate.problem import Problem

#: How many characters a server takes, unless its administrators changed it.
LIMIT = 500
#: What every address counts, however long it is.
ADDRESS = 23

_VISIBILITIES = ("public", "unlisted", "private")


class Mastodon(Adapter[Offer]):
    """Announces offers in the name of one account.

    The link of a status carries the offer's id (``utm_content``), so that the account's own list
    of statuses tells which offers it holds, even when all else is lost.
    """

    features = Features(
        kind=Kind.ANNOUNCEMENT,
        lookup=True,
        lists=True,
        idempotency=timedelta(hours=1),
        limits=(
            RateLimit("calls", 300, timedelta(minutes=5)),
            RateLimit(
                "deletions",
                30,
                timedelta(minutes=30),
                {Operation.CREATE: 0, Operation.UPDATE: 0, Operation.WITHDRAW: 1},
            ),
        ),
        text_limit=LIMIT,
    )

    def __init__(self, options: Options) -> None:
        bearer = {"Authorization": f"Bearer {options.text('token')}"}
        self.http = options.http.at(options.url("url").rstrip("/") + "/", bearer)
        self.visibility = options.text("visibility", "public")
        if self.visibility not in _VISIBILITIES:
            raise options.mistake(
                "visibility", f"is none of {', '.join(_VISIBILITIES)}", 'visibility = "unlisted"'
            )
        self.spoiler = options.text("spoiler") if options.has("spoiler") else ""
        self.says = Announcer(
            options, source="mastodon", limit=LIMIT, length=addresses_count(ADDRESS)
        )

    def problems(self, subject: Offer) -> Iterator[Problem]:
        """What cannot be said of the offer."""
        return self.says.problems(subject)

    def payload(self, subject: Offer) -> Payload:
        """The status: at most 500 characters in the offer's language, as Mastodon counts them."""
        body = {
            "status": self.says.text(subject),
            "language": subject.language.partition("-")[0].lower(),
            "spoiler_text": self.spoiler,
        }
        return Payload(subject.id, body, subject.title)

    def create(self, payload: Payload, key: str) -> Receipt:
        """Publish the status; for an hour, the same key publishes nothing more."""
        body = dict(payload.body) | {"visibility": self.visibility}
        headers = {"Idempotency-Key": key}
        return _receipt(self._call("POST", "api/v1/statuses", json=body, headers=headers))

    def update(self, payload: Payload, posting: Posting, key: str) -> Receipt:
        """Edit the status."""
        answer = self._call("PUT", _path(posting), json=payload.body, expect=(404,))
        if answer.status == 404:
            raise Gone("there is no such status")
        return _receipt(answer)

    def withdraw(self, posting: Posting, key: str) -> Receipt:
        """Delete the status."""
        self._call("DELETE", _path(posting), expect=(404,))
        return Receipt(posting.remote_id, posting.url)

    def find(self, subject: str) -> Posting | None:
        """The newest status whose link carries the offer's id."""
        return next((posting for posting in self.listing() if posting.subject == subject), None)

    def listing(self) -> Iterator[Posting]:
        """The account's own statuses that link to an offer of the site, newest first."""
        account = _text(self._me(), "id")
        query = {"limit": "40", "exclude_reblogs": "true"}
        path = f"api/v1/accounts/{quote(account, safe='')}/statuses"
        while statuses := _list(self._call("GET", path, params=query)):
            for status in statuses:
                yield from self._posting(status)
            query["max_id"] = _text(statuses[-1], "id")

    def check(self) -> str:
        """Ask whose token it is."""
        return f"signed in as @{_text(self._me(), 'acct')}"

    def _me(self) -> dict[str, Any]:
        return self._call("GET", "api/v1/accounts/verify_credentials").fields()

    def _call(self, method: str, path: str, expect: tuple[int, ...] = (), **how: Any) -> Answer:
        answer = self.http.call(method, path, expect=(429, *expect), **how)
        if answer.status == 429:
            raise Unavailable(f"{method} {path}: too many calls", _wait(answer))
        return answer

    def _posting(self, status: dict[str, Any]) -> Iterator[Posting]:
        for address in re.findall(r'href="([^"]+)"', _text(status, "content")):
            if subject := self.says.subject(html.unescape(address)):
                yield Posting(subject, _text(status, "id"), status.get("url"))
                return


def _path(posting: Posting) -> str:
    if not posting.remote_id:
        raise Rejected(f"the status of {posting.subject} is not known")
    return f"api/v1/statuses/{quote(posting.remote_id, safe='')}"


def _receipt(answer: Answer) -> Receipt:
    status = answer.fields()
    return Receipt(_text(status, "id"), status.get("url"))


def _list(answer: Answer) -> list[dict[str, Any]]:
    statuses = answer.json()
    if isinstance(statuses, list) and all(isinstance(status, dict) for status in statuses):
        return statuses
    raise Ambiguous("the server answered with no list of statuses")


def _text(entity: Mapping[str, Any], name: str) -> str:
    value = entity.get(name)
    if isinstance(value, str):
        return value
    raise Ambiguous(f"the server answered without {name}")


def _wait(answer: Answer) -> timedelta | None:
    """Until the limit starts anew: Mastodon says when, in a header of its own."""
    from syndicate.http.answer import retry_after

    headers = dict(answer.headers)
    try:
        reset = datetime.fromisoformat(headers.get("x-ratelimit-reset", ""))
    except ValueError:
        return retry_after(headers)
    return retry_after(headers | {"retry-after": format_datetime(reset.astimezone(UTC), True)})
