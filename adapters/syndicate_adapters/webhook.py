"""Webhooks: every change as an event, signed by the rules of Standard Webhooks."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from standardwebhooks import Webhook as Signature

from syndicate.adapter import Adapter, Features, Kind, Options, Payload, Posting, Receipt
from syndicate.errors import Unauthorised
from syndicate.jobposting import is_valid, job_posting
from syndicate.jobposting.text import line
from syndicate.offer import Offer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from syndicate.errors import AdapterError

_PREFIX = "whsec_"


class Webhook(Adapter[Offer]):
    """Sends ``offer.created``, ``offer.updated`` and ``offer.withdrawn`` to one address.

    An event tells how the offer stands now, and every try of it has the same ``webhook-id``: one
    that arrives twice is known by its id, and changes nothing. So it may be sent again when it is
    not known whether it arrived.
    """

    features = Features(kind=Kind.POSTING, repeatable=True)

    def __init__(self, options: Options) -> None:
        self.site = options.site
        self.url = options.url("url")
        self.signatures = [_signature(options, "secret")]
        if options.has("previous_secret"):
            self.signatures.append(_signature(options, "previous_secret"))
        static = {}
        if options.has("authorization"):
            static["Authorization"] = options.text("authorization")
        self.http = options.http.at("", static)

    def payload(self, subject: Offer) -> Payload:
        """The offer's id, title, address and JobPosting; null when it makes no valid one."""
        document = job_posting(subject, self.site)
        body = {
            "id": subject.id,
            "title": line(subject.title),
            "url": subject.url,
            "job_posting": document if is_valid(document) else None,
        }
        return Payload(subject.id, body, subject.title)

    def create(self, payload: Payload, key: str) -> Receipt:
        """Send ``offer.created``."""
        return self._send("offer.created", payload.body, key)

    def update(self, payload: Payload, posting: Posting, key: str) -> Receipt:
        """Send ``offer.updated``: the whole offer, not the difference."""
        return self._send("offer.updated", payload.body, key)

    def withdraw(self, posting: Posting, key: str) -> Receipt:
        """Send ``offer.withdrawn``: what was last told of the offer, without its JobPosting."""
        told = posting.body or {}
        gone = {"title": told.get("title"), "url": told.get("url"), "job_posting": None}
        return self._send("offer.withdrawn", {"id": posting.subject} | gone, key)

    def check(self) -> str:
        """Nothing can be tried without sending an event."""
        return "the secret is well formed; whether the receiver knows it shows with the first event"

    def _send(self, event: str, data: Mapping[str, object], key: str) -> Receipt:
        # The moment of the try, in the body as in the header: receivers refuse what is older than
        # five minutes. It is no part of the payload, or each plan would have something to send.
        now = datetime.now(UTC).replace(microsecond=0)
        body = json.dumps({"type": event, "timestamp": now.isoformat(), "data": data})
        headers = {
            "Content-Type": "application/json",
            "webhook-id": key,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": " ".join(s.sign(key, now, body) for s in self.signatures),
        }
        errors = {404: _nobody, 405: _nobody}
        self.http.post(
            self.url, data=body.encode("ascii"), headers=headers, errors=errors, repeatable=True
        )
        return Receipt()


def _nobody(words: str) -> AdapterError:
    return Unauthorised(f"{words}: no one receives events at this address; check url")


def _signature(options: Options, key: str) -> Signature:
    """A signer for the secret under *key*; the secret itself is in no error."""
    written = options.text(key)
    try:
        secret = base64.b64decode(written.removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if not written.startswith(_PREFIX) or not 24 <= len(secret) <= 64:
        example = f'{key} = "${{env:HOOK_SECRET}}"'
        how = '`echo "whsec_$(openssl rand -base64 32)"` makes one'
        raise options.mistake(key, f"is not whsec_ and base64 of 24 to 64 bytes ({how})", example)
    return Signature(secret)
