"""Bluesky: one post for each offer, with a card that leads to its page; deleted when it closes."""

from __future__ import annotations

from datetime import UTC, timedelta
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
from syndicate.announcement.message import cut
from syndicate.errors import Ambiguous, Rejected, Unauthorised
from syndicate.jobposting.text import line
from syndicate.offer import Offer, instant
from syndicate_adapters.bluesky.post import LIMIT, length, record_key, rich
from syndicate_adapters.bluesky.session import DifferentError, NotThereError, Session, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from syndicate.problem import Problem

SERVICE = "https://bsky.social"
POST = "app.bsky.feed.post"

_ON_UPDATE = ("edit", "replace")
#: A replacement is a deletion and a new post: the dearer of both ways to change one.
_POINTS = {Operation.CREATE: 3, Operation.UPDATE: 4, Operation.WITHDRAW: 1}
#: How much of a title or a summary a card is given.
_CARD = 300


class Bluesky(Adapter[Offer]):
    """Announces offers in the name of one account.

    The key of a post follows from its offer, and its date too: the same call twice is one post,
    and the offer alone tells where its post is, even when all else is lost.
    """

    features = Features(
        kind=Kind.ANNOUNCEMENT,
        repeatable=True,
        lookup=True,
        lists=True,
        needs=frozenset({"date_posted"}),
        limits=(
            RateLimit("hour", 5_000, timedelta(hours=1), _POINTS),
            RateLimit("day", 35_000, timedelta(days=1), _POINTS),
        ),
        text_limit=LIMIT,
        text_unit="graphemes",
    )

    def __init__(self, options: Options) -> None:
        http = options.http.at(options.url("url", SERVICE).rstrip("/") + "/xrpc/")
        handle = options.text("handle").removeprefix("@")
        self.session = Session(http, handle, options.text("password"))
        self.site = options.site
        self.on_update = options.text("on_update", "edit")
        if self.on_update not in _ON_UPDATE:
            raise options.mistake("on_update", "is neither edit nor replace", 'on_update = "edit"')
        self.says = Announcer(options, source="bluesky", limit=LIMIT, length=length)

    def problems(self, subject: Offer) -> Iterable[Problem]:
        """A link that leaves no room for words."""
        return self.says.problems(subject)

    def payload(self, subject: Offer) -> Payload:
        """The record: text, links and tags in it, and a card, since nobody fetches one."""
        shown, facets = rich(self.says.text(subject))
        card = {
            "uri": self.says.link(subject),
            "title": _short(subject.title) or _short(subject.id),
            "description": _short(subject.summary),
        }
        body: dict[str, object] = {
            "$type": POST,
            "text": shown,
            "facets": facets,
            "embed": {"$type": "app.bsky.embed.external", "external": card},
            "createdAt": self._date(subject),
        }
        language = subject.language.partition("-")[0].lower()
        if language.isascii() and language.isalpha() and 2 <= len(language) <= 3:
            body["langs"] = [language]
        return Payload(subject.id, body, subject.title)

    def create(self, payload: Payload, key: str) -> Receipt:
        """Publish the post; one that stands there already is made to say the same."""
        rkey = record_key(self.site.url, payload.subject)
        try:
            return self._put(rkey, payload, swapRecord=None)
        except DifferentError:
            return self._change(rkey, payload)

    def update(self, payload: Payload, posting: Posting, key: str) -> Receipt:
        """Edit the post, or put another in its place; one that is gone is published again."""
        return self._change(self._rkey(posting), payload)

    def withdraw(self, posting: Posting, key: str) -> Receipt:
        """Delete the post."""
        self._delete(self._rkey(posting))
        return Receipt(posting.remote_id, posting.url)

    def find(self, subject: str) -> Posting | None:
        """The post under the offer's key."""
        rkey = record_key(self.site.url, subject)
        try:
            record = self.session.get("com.atproto.repo.getRecord", rkey=rkey, **self._where())
        except NotThereError:
            return None
        return self._posting(subject, record)

    def listing(self) -> Iterator[Posting]:
        """The account's posts about offers of the site; those that people wrote are none."""
        asked = {**self._where(), "limit": "100"}
        while True:
            page = self.session.get("com.atproto.repo.listRecords", **asked)
            for record in _records(page):
                subject = self.says.subject(_card_uri(record))
                if subject and _uri_key(text(record, "uri")) == record_key(self.site.url, subject):
                    yield self._posting(subject, record)
            if not page.get("cursor"):
                return
            if page["cursor"] == asked.get("cursor"):
                raise Ambiguous("the server shows the same page of posts again and again")
            asked["cursor"] = text(page, "cursor")

    def check(self) -> str:
        """Ask whose session it is, and whether the account is in use."""
        session = self.session.get("com.atproto.server.getSession")
        handle = text(session, "handle")
        if session.get("active") is False:
            raise Unauthorised(f"the account @{handle} is {session.get('status', 'not active')}")
        return f"signed in as @{handle}"

    def _change(self, rkey: str, payload: Payload) -> Receipt:
        if self.on_update == "replace":
            self._delete(rkey)
        return self._put(rkey, payload)

    def _put(self, rkey: str, payload: Payload, **only_if: None) -> Receipt:
        call = {**self._where(), "rkey": rkey, "record": payload.body, **only_if}
        uri = text(self.session.post("com.atproto.repo.putRecord", call), "uri")
        if _uri_key(uri) != rkey:
            raise Ambiguous("the server answered with the address of another post")
        return Receipt(uri, _url(uri))

    def _delete(self, rkey: str) -> None:
        self.session.post("com.atproto.repo.deleteRecord", {**self._where(), "rkey": rkey})

    def _where(self) -> dict[str, str]:
        return {"repo": self.session.did, "collection": POST}

    def _rkey(self, posting: Posting) -> str:
        """The key of *posting*; of one whose address is lost too."""
        if posting.remote_id is None:
            return record_key(self.site.url, posting.subject)
        # On another account's key the server would say "deleted", and delete nothing.
        if not posting.remote_id.startswith(f"at://{self.session.did}/"):
            raise Rejected(f"{posting.remote_id} belongs to another account: sign in as that one")
        return _uri_key(posting.remote_id)

    def _posting(self, subject: str, record: dict[str, Any]) -> Posting:
        uri, value = text(record, "uri"), record.get("value")
        if not isinstance(value, dict):
            raise Ambiguous("the server answered without the record")
        return Posting(subject, uri, _url(uri), Payload(subject, value).digest, value)

    def _date(self, offer: Offer) -> str:
        """When the offer opened. Not when it is sent: sent again, it would be another post."""
        posted = offer.opens_at or instant(offer.date_posted or self.site.since, self.site.timezone)
        moment = posted.astimezone(UTC)
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _short(words: str) -> str:
    """*words* on one line, as many as a card is given."""
    # What is far beyond is not looked at: it could take long.
    shown = (line(words) or "")[: 4 * _CARD]
    return shown if len(shown) <= _CARD else cut(shown, lambda text: len(text) <= _CARD)


def _records(page: dict[str, Any]) -> list[dict[str, Any]]:
    records = page.get("records")
    if isinstance(records, list) and all(isinstance(record, dict) for record in records):
        return records
    raise Ambiguous("the server answered with no list of records")


def _card_uri(record: dict[str, Any]) -> str:
    """Where the card of a record leads; empty for the many that have none."""
    value: Any = record
    for name in ("value", "embed", "external", "uri"):
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


def _uri_key(uri: str) -> str:
    return uri.rpartition("/")[2]


def _url(uri: str) -> str:
    """Where people read the post at *uri* (``at://DID/COLLECTION/KEY``)."""
    did, _, rkey = uri.removeprefix("at://").split("/", 2) if uri.count("/") == 4 else ("", "", "")
    if not did or not rkey:
        raise Ambiguous("the server answered with an address that is none of a post")
    return f"https://bsky.app/profile/{did}/post/{rkey}"
