"""Google's Indexing API: tells Google which job pages are new, changed or gone."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

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
from syndicate.errors import Rejected, Unauthorised, Unavailable
from syndicate.jobposting import is_valid, job_posting
from syndicate.offer import Offer
from syndicate.problem import Problem, Severity
from syndicate_adapters.google_indexing.account import Account

if TYPE_CHECKING:
    from collections.abc import Iterable

    from syndicate.errors import AdapterError
    from syndicate.http import Answer, Client

ENDPOINT = "https://indexing.googleapis.com/"
PACIFIC = "America/Los_Angeles"
#: What stands for itself in an address; all else is percent-encoded, as in the sitemap.
_IN_ADDRESSES = "%/:?#[]@!$&'()*+,;="
_MINUTE = timedelta(minutes=1)


class GoogleIndexing(Adapter[Offer]):
    """Sends ``URL_UPDATED`` and ``URL_DELETED``, one address a call; sent twice, it counts once.

    Google grants 200 calls a day to begin with, and a day ends at midnight on its own coast.
    Only pages with a valid JobPosting are told.
    """

    features = Features(
        kind=Kind.SIGNAL,
        repeatable=True,
        limits=(
            RateLimit("day", 200, timedelta(days=1), resets=time(0), zone=PACIFIC),
            RateLimit("minute", 380, _MINUTE),
        ),
    )

    def __init__(self, options: Options) -> None:
        self.site = options.site
        self.account = Account(options)
        self.http = options.http.at(options.url("endpoint", ENDPOINT))
        self._current: tuple[str, Client] | None = None

    def problems(self, subject: Offer) -> Iterable[Problem]:
        """A page without a valid JobPosting: Google wants none of these."""
        if not is_valid(job_posting(subject, self.site)):
            yield Problem(
                subject.path,
                0,
                0,
                Severity.ERROR,
                "no-jobposting",
                "",
                "its page has no valid JobPosting, and Google takes no others",
                "syndicate check names the lines to add",
            )

    def payload(self, subject: Offer) -> Payload:
        """The address, and the fingerprint of the page's JobPosting."""
        document = json.dumps(job_posting(subject, self.site), sort_keys=True)
        content = hashlib.sha256(document.encode("ascii")).hexdigest()
        url = quote(subject.url, safe=_IN_ADDRESSES)
        return Payload(subject.id, {"url": url, "content": content}, subject.title)

    def create(self, payload: Payload, key: str) -> Receipt:
        """Tell of a new page."""
        return self._tell(str(payload.body["url"]), "URL_UPDATED")

    def update(self, payload: Payload, posting: Posting, key: str) -> Receipt:
        """Tell of a changed page; of one that moved, also that the old address is gone."""
        url = str(payload.body["url"])
        if posting.url and posting.url != url:
            self._tell(posting.url, "URL_DELETED")
        return self._tell(url, "URL_UPDATED")

    def withdraw(self, posting: Posting, key: str) -> Receipt:
        """Tell that the page is gone, or says "closed" and asks not to be indexed."""
        url = posting.url or posting.remote_id
        if not url:
            raise Rejected(f"the address of {posting.subject} is not known")
        return self._tell(url, "URL_DELETED")

    def check(self) -> str:
        """Ask what was last told of the site's own address: none of the day's calls is spent."""
        self._call(
            "GET", "v3/urlNotifications/metadata", params={"url": self.site.url}, expect=(404,)
        )
        return f"{self.account.email} may speak for {self.site.url}"

    def _tell(self, url: str, kind: str) -> Receipt:
        self._call("POST", "v3/urlNotifications:publish", json={"url": url, "type": kind})
        return Receipt(url, url)

    def _call(self, method: str, path: str, expect: tuple[int, ...] = (), **how: Any) -> None:
        answer = self._signed_in(self.account.token()).call(
            method,
            path,
            expect=(429, *expect),
            errors={401: self.account.refused, 403: self._not_owner},
            repeatable=True,
            **how,
        )
        if answer.status == 429:
            raise _exhausted(answer)

    def _signed_in(self, token: str) -> Client:
        """One client for each token, so that connections are kept from call to call."""
        if self._current is None or self._current[0] != token:
            bearer = {"Authorization": f"Bearer {token}"}
            self._current = (token, self.http.hiding(token).at(self.http.base, bearer))
        return self._current[1]

    def _not_owner(self, words: str) -> AdapterError:
        return Unauthorised(
            f"{words}: add {self.account.email} as an owner of {self.site.url} in Search Console, "
            "and switch the Indexing API on in its project"
        )


def _exhausted(answer: Answer) -> Unavailable:
    """The day's or the minute's calls are used up: the answer says which, in words."""
    from syndicate.http.answer import retry_after

    words, wait = answer.text.lower(), retry_after(answer.headers)
    # Not Google's own words: no answer may show what was sent.
    if "per day" in words:
        return Unavailable(
            "Google: the calls of the day are used up", wait or _until_midnight(answer)
        )
    if "per minute" in words:
        return Unavailable("Google: the calls of the minute are used up", wait or _MINUTE)
    return Unavailable("Google: too many calls", wait)


def _until_midnight(answer: Answer) -> timedelta:
    """Until a new day begins for Google, by its own clock when it tells its time."""
    try:
        now = parsedate_to_datetime(answer.headers["date"]).astimezone(UTC)
    except (KeyError, ValueError):
        now = datetime.now(UTC)
    tomorrow = now.astimezone(ZoneInfo(PACIFIC)).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(0), ZoneInfo(PACIFIC)) - now
