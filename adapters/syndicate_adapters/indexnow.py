"""IndexNow: tells Bing, Yandex, Naver, Seznam and others which addresses changed."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from syndicate.adapter import Adapter, Call, Features, Kind, Options, Payload, Receipt
from syndicate.errors import AdapterError, Rejected, Unauthorised
from syndicate.jobposting import job_posting
from syndicate.offer import Offer
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from syndicate.adapter import Answer

#: One participating engine tells all the others.
ENDPOINT = "https://api.indexnow.org/indexnow"
#: How many addresses one call may tell.
LIMIT = 10_000

#: What stands for itself in an address; all else is percent-encoded, as in the sitemap.
_IN_ADDRESSES = "%/:?#[]@!$&'()*+,;="
_KEY = re.compile(r"[A-Za-z0-9-]{8,128}")


class IndexNow(Adapter[Offer]):
    """Sends addresses, up to 10,000 in one call; engines come and look, whatever they find there.

    New, changed and withdrawn offers are told in the same way: a page that says "closed", or is
    gone, speaks for itself. Telling twice does no harm.
    """

    features = Features(kind=Kind.SIGNAL, repeatable=True, max_batch=LIMIT)

    def __init__(self, options: Options) -> None:
        self.site = options.site
        self.key = _key(options)
        self.location = options.url("key_location", f"{self.site.url}{self.key}.txt")
        self.folder = urljoin(self.location, ".")
        self.host = urlsplit(self.location).netloc
        self.endpoint = options.url("endpoint", ENDPOINT)
        self.http = options.http

    @classmethod
    def files(cls, options: Options) -> Mapping[str, bytes]:
        """The key, at the top of the site: it proves that the site is ours to speak for."""
        key = _key(options)
        return {} if options.has("key_location") else {f"{key}.txt": key.encode()}

    def problems(self, subject: Offer) -> Iterable[Problem]:
        """An address outside of the key's folder: engines refuse the whole call for it."""
        if not subject.url.startswith(self.folder):
            yield Problem(
                subject.path,
                0,
                0,
                Severity.ERROR,
                "foreign-address",
                "url",
                f"the page {subject.url} is not below {self.folder}, for which the key speaks",
                "publish the key on the page's own site and set key_location to its address",
            )

    def payload(self, subject: Offer) -> Payload:
        """The address, and a fingerprint of what search engines read there."""
        document = json.dumps(job_posting(subject, self.site), sort_keys=True)
        content = hashlib.sha256(document.encode("ascii")).hexdigest()
        url = quote(subject.url, safe=_IN_ADDRESSES)
        return Payload(subject.id, {"url": url, "content": content}, subject.title)

    def send(self, calls: Sequence[Call]) -> Sequence[Answer]:
        """Tell the addresses of all *calls* at once; they share one answer."""
        told = sorted({address for call in calls for address in self._addresses(call)})
        try:
            # Offers that moved have two addresses: 10,000 of them are two calls.
            for start in range(0, len(told), LIMIT):
                self._tell(told[start : start + LIMIT])
        except AdapterError as error:
            return [error] * len(calls)
        return [self._receipt(call) for call in calls]

    def check(self) -> str:
        """Look whether the site serves the key; nothing is told."""
        served = self.http.get(self.location, errors={404: _unserved}).text.strip()
        if served != self.key:
            raise _unserved(f"{self.host} serves another text in place of the key")
        return f"{self.host} serves the key"

    def _addresses(self, call: Call) -> list[str]:
        """Where the offer's page is, and where it was, as far as the key speaks for that."""
        now = call.payload and str(call.payload.body["url"])
        before = _before(call)
        if before and not before.startswith(self.folder):
            before = None  # from before the site moved: no one takes our word for it any more
        return [address for address in (now, before) if address]

    def _receipt(self, call: Call) -> Answer:
        address = next(iter(self._addresses(call)), _before(call))
        return Receipt(address, address) if address else Rejected("the address is not known")

    def _tell(self, addresses: list[str]) -> None:
        body = {
            "host": self.host,
            "key": self.key,
            "keyLocation": self.location,
            "urlList": addresses,
        }
        # Which one of many is at fault is not told: none of them may count as refused.
        refused = Rejected if len(addresses) == 1 else Unauthorised
        errors = {400: refused, 403: _unserved, 422: refused}
        # 202 says that the key is looked at later; if it is found wrong, the next call gets 403.
        self.http.post(self.endpoint, json=body, errors=errors, repeatable=True)


def _before(call: Call) -> str | None:
    return call.posting.url or call.posting.remote_id if call.posting else None


def _key(options: Options) -> str:
    key = options.text("key")
    if _KEY.fullmatch(key):
        return key
    example = 'key = "${file:indexnow-key.txt}"'
    raise options.mistake("key", "is not 8 to 128 letters, digits or -", example)


def _unserved(words: str) -> AdapterError:
    return Unauthorised(f"{words}: the key file is not served; publish the output folder first")
