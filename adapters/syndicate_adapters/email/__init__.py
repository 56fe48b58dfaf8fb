"""E-mail: all new offers in one message to each recipient, through the user's own mail server."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from syndicate.adapter import Adapter, Features, Kind, Options, Payload, Receipt
from syndicate.announcement import Announcer
from syndicate.errors import AdapterError, Ambiguous, Rejected, Unauthorised, Unavailable
from syndicate.jobposting.text import line
from syndicate.offer import Offer
from syndicate_adapters.email.digest import Entry, Writer
from syndicate_adapters.email.recipients import Recipients
from syndicate_adapters.email.relay import MessageRejected, Relay

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from syndicate.adapter import Answer, Call
    from syndicate.problem import Problem
    from syndicate_adapters.email.relay import Session

#: Offers in one message: some mail programs hide what is beyond 100 kB.
MOST = 50
#: What is said of one offer, at most.
LIMIT = 2000


class Email(Adapter[Offer]):
    """Sends digests: once, since a mail cannot be changed, taken back or asked for.

    What one recipient was sent is never sent again because another's failed: where some have it
    and others should, a person is asked.
    """

    features = Features(
        kind=Kind.DIGEST, updates=False, withdraws=False, max_batch=MOST, text_limit=LIMIT
    )

    def __init__(self, options: Options) -> None:
        self.board = options.name
        self.site = options.site
        self.relay = Relay(options)
        self.recipients = Recipients(options)
        self.writer = Writer(options, to_people=self.recipients.file is not None)
        # A mail calls nobody, whatever it holds.
        self.says = Announcer(options, source="email", limit=LIMIT, guard=False)

    def problems(self, subject: Offer) -> Iterable[Problem]:
        """An address so long that it leaves no room for words."""
        return self.says.problems(subject)

    def payload(self, subject: Offer) -> Payload:
        """What the digest says of one offer, and its language; the tags are left out."""
        body = {
            "title": line(subject.title) or subject.id,
            "text": self.says.text(replace(subject, tags=())),
            "link": self.says.link(subject),
            "language": subject.language,
        }
        return Payload(subject.id, body, subject.title)

    def send(self, calls: Sequence[Call]) -> Sequence[Answer]:
        """One message about all *calls* to each recipient; the calls share one answer."""
        payloads = [call.payload for call in calls if call.payload]
        try:
            answer: Answer = self._send(payloads)
        except AdapterError as error:
            answer = error
        return [answer] * len(calls)

    def check(self) -> str:
        """Sign in, and ask whether the sender may send; nothing is sent."""
        number = len(self.recipients.all())
        with self.relay.session() as session:
            session.try_sender(self.writer.sender.addr_spec)
        return f"{self.relay} takes mail from {self.writer.sender.addr_spec}; recipients: {number}"

    def _send(self, payloads: Sequence[Payload]) -> Receipt:
        recipients = self.recipients.all()
        entries = [_entry(payload) for payload in payloads]
        batch = self._batch(payloads)
        # The moment is the message's, not the payload's: that says only what is told.
        now = datetime.now(self.site.timezone)
        sender = self.writer.sender.addr_spec
        round_ = _Round(len(recipients))
        with self.relay.session() as session:
            for to in recipients:
                message = self.writer.message(entries, batch, to, now)
                try:
                    session.deliver(sender, to, message)
                except AdapterError as error:
                    round_.note(error)
                else:
                    round_.delivered += 1
                if round_.is_over(session):
                    break
        return round_.receipt(batch, len(payloads))

    def _batch(self, payloads: Sequence[Payload]) -> str:
        """What names this digest in the relay's log: the same for the same offers."""
        told = json.dumps([self.board, sorted((p.subject, p.digest) for p in payloads)])
        return hashlib.sha256(told.encode("ascii")).hexdigest()[:24]


@dataclass(slots=True)
class _Round:
    """How one digest fared with its *total* recipients.

    ``refused`` are those that the relay will never take it for; ``owed`` those that nothing was
    sent to, though it might have been.
    """

    total: int
    delivered: int = 0
    refused: list[AdapterError] = field(default_factory=list)
    owed: list[AdapterError] = field(default_factory=list)
    doubt: Ambiguous | None = None

    def note(self, error: AdapterError) -> None:
        """One recipient did not get it, for all that is known."""
        if isinstance(error, Ambiguous):
            self.doubt = error
        elif isinstance(error, Rejected):
            self.refused.append(error)
        else:
            self.owed.append(error)

    def is_over(self, session: Session) -> bool:
        """True when the others need not be tried."""
        if not session.is_open:
            return True
        blocked = bool(self.owed) and isinstance(self.owed[-1], Unauthorised)
        # What nobody has yet, and is refused for what it says, is refused to all.
        spurned = bool(self.refused) and isinstance(self.refused[-1], MessageRejected)
        return blocked or (spurned and not self.delivered)

    @property
    def untried(self) -> int:
        """How many were left when it ended."""
        tried = self.delivered + len(self.refused) + len(self.owed) + (self.doubt is not None)
        return self.total - tried

    def receipt(self, batch: str, offers: int) -> Receipt:
        """The receipt, or the error that says what to do next."""
        if self.doubt or (self.delivered and (self.owed or self.untried)):
            raise Ambiguous(self._told())
        if self.delivered:
            note = f"not sent to {_shown(self.refused)}" if self.refused else ""
            return Receipt(batch, note=note)
        if self.owed:
            raise next((e for e in self.owed if isinstance(e, Unauthorised)), self.owed[0])
        spurned = isinstance(self.refused[-1], MessageRejected)
        if self.untried and not spurned:
            raise Unavailable(f"the line broke after a refusal: {_shown(self.refused)}")
        if spurned and offers == 1:
            raise Rejected(str(self.refused[-1]))
        # Which of many offers is at fault is not told: none of them may count as refused.
        raise Unauthorised(f"nothing was sent: {_shown(self.refused)}")

    def _told(self) -> str:
        parts = [f"{self.delivered} of {self.total} recipients have it"]
        if self.doubt:
            parts.append(f"one may have it: {self.doubt}")
        if self.owed:
            parts.append(f"not sent to {_shown(self.owed)}")
        if self.refused:
            parts.append(f"refused for {_shown(self.refused)}")
        if self.untried:
            parts.append(f"not tried: {self.untried}")
        return "; ".join(parts)


def _shown(errors: Sequence[AdapterError]) -> str:
    more = f", and {len(errors) - 3} more" if len(errors) > 3 else ""
    return ", ".join(str(error) for error in errors[:3]) + more


def _entry(payload: Payload) -> Entry:
    said = {key: str(payload.body[key]) for key in ("title", "text", "link", "language")}
    return Entry(**said)
