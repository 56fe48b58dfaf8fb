"""EasyJobs, a French job board: one offer or many in a call, under ids of our own."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING
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
from syndicate.errors import AdapterError, Ambiguous, Rejected, Unauthorised
from syndicate.offer import Offer
from syndicate_adapters.easyjobs import answers
from syndicate_adapters.easyjobs.fields import LIMITS, fields, problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from syndicate.adapter import Answer as Outcome
    from syndicate.adapter import Call
    from syndicate.http import Answer
    from syndicate.problem import Problem

ENDPOINT = "https://api.easyjobs.fr/"
#: The largest body that is taken: 3 Mo, read as the smaller of its two meanings.
LARGEST = 3_000_000

#: Where each operation goes when it is done to many offers.
_BATCHES = {
    Operation.CREATE: ("POST", "json/jobs-posting"),
    Operation.UPDATE: ("PUT", "json/jobs-edit"),
    Operation.WITHDRAW: ("DELETE", "json/jobs-delete"),
}
#: Refusals that a batch gets as a whole, although one of its offers may be the reason.
_TOGETHER = (400, 404, 409, 413, 422)
_JSON = {"Content-Type": "application/json"}


class EasyJobs(Adapter[Offer]):
    """Posts offers, edits and deletes them, each under an id that is derived from the offer's.

    An id that is taken is answered 409, so that an offer is never posted twice: a creation that
    finds its id taken becomes an edit, an edit that finds nothing a creation.
    """

    features = Features(
        kind=Kind.POSTING,
        lookup=True,
        # Nothing says how soon the list shows what was done; a minute is our caution.
        visible_after=timedelta(minutes=1),
        max_batch=50,
        # They are limits of calls. An offer counts as one, so that batches stay far below them.
        limits=(
            RateLimit("minute", 100, timedelta(minutes=1)),
            RateLimit("hour", 1_000, timedelta(hours=1)),
        ),
    )

    def __init__(self, options: Options) -> None:
        self.site = options.site
        self.sandbox = options.flag("sandbox", default=False)
        self.about = options.text("about") if options.has("about") else ""
        if len(self.about) > LIMITS["description"]:
            limit = f"{LIMITS['description']:,}"
            raise options.mistake("about", f"is longer than {limit} characters", 'about = "…"')
        origin = urlsplit(options.url("origin", self.site.url))
        headers = {
            "Authorization": f"Bearer {options.text('token')}",
            "Usersecretkey": options.text("secret_key"),
            "Origin": f"{origin.scheme}://{origin.netloc}",
        }
        version = "v1-sandbox/" if self.sandbox else "v1/"
        endpoint = options.url("endpoint", ENDPOINT).rstrip("/")
        self.http = options.http.at(f"{endpoint}/{version}", headers)

    def problems(self, subject: Offer) -> Iterable[Problem]:
        """What is missing, too long, or of a kind that EasyJobs does not know."""
        return problems(subject, self.payload(subject).body)

    def payload(self, subject: Offer) -> Payload:
        """EasyJobs' own fields, but for the id.

        They are others in the sandbox: whoever leaves it has everything to post anew.
        """
        via = "Syndicate, sandbox" if self.sandbox else "Syndicate"
        return Payload(subject.id, fields(subject, self.site, self.about, via), subject.title)

    def create(self, payload: Payload, key: str) -> Receipt:
        """Post it; if its id is taken, an earlier try has come through: edit that one."""
        remote = self._id(payload.subject)
        answer = self._post(remote, payload.body, expect=(409,))
        if answer.status == 409:
            answer = self._edit(remote, payload.body)
        return self._receipt(answer, remote)

    def update(self, payload: Payload, posting: Posting, key: str) -> Receipt:
        """Edit it; one that someone has deleted is posted again."""
        remote = self._known(posting)
        answer = self._edit(remote, _edited(payload, posting), expect=(404,))
        if answers.is_missing(answer):
            answer = self._post(remote, payload.body)
        return self._receipt(answer, remote)

    def withdraw(self, posting: Posting, key: str) -> Receipt:
        """Delete it."""
        remote = self._known(posting)
        answer = self.http.delete(
            "job-delete", params={"id": remote}, expect=(404,), errors={405: _changed}
        )
        return Receipt(remote) if answers.is_missing(answer) else self._receipt(answer, remote)

    def send(self, calls: Sequence[Call]) -> Sequence[Outcome]:
        """One request for all creations, one for all edits, one for all deletions.

        More of them when the body would be too large. One call alone takes the way of its own,
        whose answers say most.
        """
        found: dict[int, Outcome] = {}
        for operation in Operation:
            items = [
                (place, self._item(call))
                for place, call in enumerate(calls)
                if call.operation is operation
            ]
            for portion in _portions(items):
                sent = [calls[place] for place, _ in portion]
                outcomes = self._together(operation, sent, [item for _, item in portion])
                found |= zip((place for place, _ in portion), outcomes, strict=True)
        return [found[place] for place in range(len(calls))]

    def find(self, subject: str) -> Posting | None:
        """The offer in the account's own list, asked for by its id."""
        remote = self._id(subject)
        answer = self.http.get("jobs-list", params={"job_id": remote}, expect=(404,))
        shown = [] if answers.is_missing(answer) else answers.offers(answer)
        is_there = any(remote in {one.get("id"), one.get("job_id")} for one in shown)
        return Posting(subject, remote) if is_there else None

    def check(self) -> str:
        """Ask for the account's own list."""
        answers.offers(self.http.get("jobs-list", params={"limit": "1"}))
        return f"the keys are good for {'the sandbox' if self.sandbox else 'publishing'}"

    # -- one offer --------------------------------------------------------------------------------

    def _post(
        self, remote: str, body: Mapping[str, object], expect: tuple[int, ...] = ()
    ) -> Answer:
        return self.http.post(
            "json/job-posting",
            json={"id": remote, **body},
            expect=expect,
            errors={404: _changed, 405: _changed},
        )

    def _edit(
        self, remote: str, body: Mapping[str, object], expect: tuple[int, ...] = ()
    ) -> Answer:
        return self.http.put(
            "json/job-edit",
            json={"id": remote, **body},
            expect=expect,
            errors={405: _changed},
        )

    def _receipt(self, answer: Answer, remote: str) -> Receipt:
        if answer.status == 204:
            return Receipt(remote)
        said = answer.fields()
        verdict = answers.verdict(said)
        if verdict is False:
            raise Rejected(f"EasyJobs: {self.http.excerpt(answers.reason(said))}")
        if verdict is None and not said and answer.status != 201:
            raise Ambiguous(f"EasyJobs answered {answer.status}, and nothing that can be made out")
        return Receipt(remote)

    # -- many offers ------------------------------------------------------------------------------

    def _item(self, call: Call) -> dict[str, object]:
        """What a batch says of *call*."""
        payload, posting = call.payload, call.posting
        if call.operation is Operation.WITHDRAW and posting:
            return {"id": self._known(posting)}
        if call.operation is Operation.UPDATE and payload and posting:
            return {"id": self._known(posting), **_edited(payload, posting)}
        if call.operation is Operation.CREATE and payload:
            return {"id": self._id(payload.subject), **payload.body}
        raise ValueError(f"{call.operation} lacks its payload or its posting")

    def _together(
        self, operation: Operation, calls: Sequence[Call], items: Sequence[dict[str, object]]
    ) -> list[Outcome]:
        if len(calls) == 1:
            return [self._alone(calls[0])]
        method, path = _BATCHES[operation]
        # A list to post and to edit, an object to delete: so the documented examples have it.
        body: object = {"jobs": items} if operation is Operation.WITHDRAW else items
        refused = dict.fromkeys(_TOGETHER, _refused_together) | {405: _changed}
        try:
            answer = self.http.call(
                method, path, data=_encoded(body), headers=_JSON, errors=refused
            )
            said = answers.report(answer)
        except AdapterError as error:
            return [error] * len(calls)
        return [
            self._outcome(call, str(item["id"]), said.get(str(item["id"])))
            for call, item in zip(calls, items, strict=True)
        ]

    def _outcome(self, call: Call, remote: str, said: Mapping[str, object] | None) -> Outcome:
        verdict = None if said is None else answers.verdict(said)
        if said is None or verdict is None:
            return Ambiguous("EasyJobs took a batch, and did not say what became of this offer")
        if verdict:
            return Receipt(remote)
        if answers.code(said) in {404, 409}:
            return self._alone(call)  # it is there already, or no more: the call alone knows how
        return Rejected(f"EasyJobs: {self.http.excerpt(answers.reason(said))}")

    def _alone(self, call: Call) -> Outcome:
        try:
            return self.one(call)
        except AdapterError as error:
            return error

    # -- ids --------------------------------------------------------------------------------------

    def _id(self, subject: str) -> str:
        """The offer's id at EasyJobs: letters and digits of ours, and a fingerprint.

        The site's address is part of the fingerprint: nothing says whether two employers may
        have the same id.
        """
        readable = re.sub(r"[^A-Za-z0-9]", "", subject)[:40]
        whole = f"{self.site.url}\n{subject}".encode("utf-8", "surrogatepass")
        return readable + hashlib.sha256(whole).hexdigest()[:32]

    def _known(self, posting: Posting) -> str:
        return posting.remote_id or self._id(posting.subject)


def _edited(payload: Payload, posting: Posting) -> dict[str, object]:
    """The fields of an edit: one that is left out would stay as it was, so it is emptied."""
    return dict.fromkeys(posting.body or {}, "") | dict(payload.body)


def _portions(
    items: Iterable[tuple[int, dict[str, object]]],
) -> Iterator[list[tuple[int, dict[str, object]]]]:
    """*items* in as few bodies as hold them."""
    portion: list[tuple[int, dict[str, object]]] = []
    size = 0
    for place, item in items:
        length = len(_encoded(item)) + 2
        if portion and size + length > LARGEST - 100:
            yield portion
            portion, size = [], 0
        portion.append((place, item))
        size += length
    if portion:
        yield portion


def _encoded(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def _refused_together(words: str) -> AdapterError:
    # Nothing says whether the others were kept: each is looked up, and sent alone.
    return Ambiguous(f"{words}: refused with others, one of which may be the reason")


def _changed(words: str) -> AdapterError:
    return Unauthorised(f"{words}: {answers.CHANGED}")
