"""LinkedIn's Job Posting API: offers as jobs of a company page, for partners."""

from __future__ import annotations

import json
import re
from datetime import time, timedelta
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
from syndicate.errors import AdapterError, Ambiguous, Rejected, Unauthorised, Unavailable
from syndicate.http.oauth import ClientCredentials
from syndicate.offer import Offer
from syndicate_adapters.linkedin.job import external_id, job, problems
from syndicate_adapters.linkedin.tasks import Ticket, task

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from syndicate.adapter import Answer as Outcome
    from syndicate.adapter import Call
    from syndicate.problem import Problem

API = "https://api.linkedin.com/"
TOKENS = "https://www.linkedin.com/oauth/v2/accessToken"
#: LinkedIn asks to look at a task five minutes after it was given, not sooner.
PATIENCE = timedelta(minutes=5)

_BATCH = {"X-Restli-Method": "batch_create", "Content-Type": "application/json"}
#: Operations on what is there already, and stays when they fail.
_CHANGES = frozenset({"UPDATE", "RENEW"})
_ORGANIZATION = re.compile(r"(?:urn:li:organization:)?(\d+)")
#: A task that is asked for to see whether one may ask.
_NO_TASK = "urn:li:simpleJobPostingTask:00000000-0000-0000-0000-000000000000"


class LinkedIn(Adapter[Offer]):
    """Creates, updates, renews and closes jobs, a hundred in a call.

    A second creation under the same id is dropped, so that an offer is never posted twice. What
    becomes of an operation is known minutes later, by its task.
    """

    features = Features(
        kind=Kind.POSTING,
        repeatable=True,
        confirms=True,
        max_batch=100,
        limits=(
            RateLimit("minute", 2_000, timedelta(minutes=1)),
            RateLimit("day", 60_000, timedelta(days=1), resets=time(0)),
        ),
        max_live=timedelta(days=180),  # of basic jobs
    )

    def __init__(self, options: Options) -> None:
        self.site = options.site
        self.organization = _organization(options)
        _refuse_selection(options)
        headers = {}
        version = options.text("version") if options.has("version") else ""
        if version:
            headers["LinkedIn-Version"] = version
        endpoint = options.url("endpoint", API + ("rest/" if version else "v2/"))
        form = {
            "client_id": options.text("client_id"),
            "client_secret": options.text("client_secret"),
        }
        http = options.http.at(endpoint.rstrip("/") + "/", headers)
        self.account = ClientCredentials(http, options.url("token_url", TOKENS), form)

    def problems(self, subject: Offer) -> Iterable[Problem]:
        """What is missing, too short or too long."""
        return problems(subject, self.payload(subject).body)

    def payload(self, subject: Offer) -> Payload:
        """The whole job, as LinkedIn wants it with each operation."""
        return Payload(subject.id, job(subject, self.site, self.organization), subject.title)

    def send(self, calls: Sequence[Call]) -> Sequence[Outcome]:
        """All *calls* in one request. LinkedIn accepts each, or refuses it, and starts later."""
        elements = [_element(call) for call in calls]
        sent = [element for element in elements if not isinstance(element, AdapterError)]
        given = iter(self._batch(sent) if sent else [])
        return [one if isinstance(one, AdapterError) else next(given) for one in elements]

    def confirm(self, posting: Posting) -> Receipt:
        """Ask for the task: done, under way, or failed, with LinkedIn's reason."""
        ticket = Ticket.read(posting.ticket or "")
        found = task(self._ask(ticket.task), ticket.task)
        if found is None:  # it is forgotten: the same once more has the effect of once
            return self._again(ticket.operation, posting)
        if found.is_under_way:
            return _accepted(posting.remote_id, ticket)
        if found.is_done or (found.finds_nothing and ticket.operation == "CLOSE"):
            return Receipt(posting.remote_id, found.url)
        if found.finds_it_there and not ticket.again:
            # The creation was a second try; the first may have said something else.
            return self._again("UPDATE", posting)
        if found.finds_nothing and not ticket.again:
            return self._again("CREATE", posting)
        words = self.account.client().excerpt(found.error)
        if ticket.operation in _CHANGES:
            return _unchanged(posting.remote_id, found.url, words)
        raise Rejected(f"LinkedIn: {words}")

    def check(self) -> str:
        """Ask for a task that does not exist."""
        self._ask(_NO_TASK)
        return f"LinkedIn knows the client; its offers are those of {self.organization}"

    # -- operations -------------------------------------------------------------------------------

    def _batch(
        self, elements: Sequence[Mapping[str, Any]], *, again: bool = False
    ) -> list[Outcome]:
        refused: dict[int, Any] = {401: self._refused, 402: Unavailable, 403: self._refused}
        refused |= dict.fromkeys((404, 405), _elsewhere)
        body = json.dumps({"elements": elements}, ensure_ascii=False).encode("utf-8", "replace")
        try:
            answer = self.account.client().post(
                "simpleJobPostings", data=body, headers=_BATCH, errors=refused, repeatable=True
            )
            rows = answer.fields().get("elements")
            if not isinstance(rows, list) or len(rows) != len(elements):
                raise Ambiguous("LinkedIn did not give one answer to each offer")
        except Rejected as error:
            # One job can be the reason for all: halves tell which, and sending twice does no harm.
            half = len(elements) // 2
            parts = (elements[:half], elements[half:]) if half else ()
            return [one for part in parts for one in self._batch(part, again=again)] or [error]
        except AdapterError as error:
            return [error] * len(elements)
        return [self._outcome(*pair, again=again) for pair in zip(elements, rows, strict=True)]

    def _outcome(self, element: Mapping[str, Any], said: Any, *, again: bool) -> Outcome:
        """What LinkedIn *said* of one element, whose status is in its own row."""
        row = said if isinstance(said, dict) else {}
        status, name = row.get("status"), row.get("id")
        if isinstance(status, int) and 200 <= status < 300 and isinstance(name, str) and name:
            ticket = Ticket(element["jobPostingOperationType"], name, again)
            return _accepted(element["externalJobPostingId"], ticket)
        fault = row.get("error")
        message = fault.get("message") if isinstance(fault, dict) else fault
        words = f"LinkedIn: {status}: {self.account.client().excerpt(str(message))}"
        match status:
            case 401 | 403:
                return self._refused(words)
            case 400 | 409 | 422:
                return Rejected(words)
            case 402 | 408 | 429 | 500 | 502 | 503 | 504:
                return Unavailable(words)
        return Ambiguous("LinkedIn did not say what became of the offer")

    def _again(self, operation: str, posting: Posting) -> Receipt:
        """Carry out *operation* with what was sent last, in the place of a task that is over."""
        if posting.body is None:
            raise Ambiguous(f"what was last sent of {posting.subject} is not known")
        element = {**posting.body, "jobPostingOperationType": operation}
        (outcome,) = self._batch([element], again=True)
        if isinstance(outcome, Rejected) and operation in _CHANGES:
            return _unchanged(posting.remote_id, posting.url, str(outcome))
        if isinstance(outcome, AdapterError):
            raise outcome
        return outcome

    def _ask(self, name: str) -> Any:
        doubt = dict.fromkeys((400, 404, 410, 414, 422), Ambiguous)
        refused: dict[int, Any] = {**doubt, 401: self._refused, 403: self._refused}
        expect = (400, 404) if name == _NO_TASK else ()
        return self.account.client().get(
            "simpleJobPostingTasks", params={"ids": name}, expect=expect, errors=refused
        )

    def _refused(self, words: str) -> AdapterError:
        self.account.forget()  # should the board be tried again, it is with a new token
        return Unauthorised(f"{words}: may this client post for {self.organization}?")


def _elsewhere(words: str) -> AdapterError:
    return Unauthorised(
        f"{words}: no jobs are taken there; check version, and endpoint if it is set"
    )


def _element(call: Call) -> dict[str, object] | AdapterError:
    """What is sent for *call*: the whole job with every operation, closing it too."""
    payload, posting = call.payload, call.posting
    match call.operation:
        case Operation.CREATE if payload:
            return {**payload.body, "jobPostingOperationType": "CREATE"}
        case Operation.UPDATE if payload and posting:
            operation = "RENEW" if _is_renewed(posting.body, payload.body) else "UPDATE"
            return {**payload.body, "jobPostingOperationType": operation}
        case Operation.WITHDRAW if posting and posting.body:
            named = {"externalJobPostingId": posting.remote_id or external_id(posting.subject)}
            return {**posting.body, **named, "jobPostingOperationType": "CLOSE"}
        case Operation.WITHDRAW if posting:
            return Rejected(f"what was last sent of {posting.subject} is not known")
    raise ValueError(f"{call.operation} lacks its payload or its posting")


def _is_renewed(before: Mapping[str, object] | None, now: Mapping[str, object]) -> bool:
    """Whether the days of the offer alone are others: then it is listed anew."""
    days = {"listedAt", "expireAt"}
    if before is None or before.get("listedAt") == now.get("listedAt"):
        return False
    return all(before.get(name) == now.get(name) for name in {*before, *now} - days)


def _accepted(remote: str | None, ticket: Ticket) -> Receipt:
    return Receipt(remote, confirmed=False, ticket=str(ticket), check_after=PATIENCE)


def _unchanged(remote: str | None, url: str | None, words: str) -> Receipt:
    """It is still there, as it was: to call it refused would be to forget to close it."""
    note = f"LinkedIn refused the change, and shows the offer as it was: {words}"
    return Receipt(remote, url, note=note)


def _organization(options: Options) -> str:
    written = _ORGANIZATION.fullmatch(options.text("organization"))
    if written:
        return f"urn:li:organization:{written[1]}"
    raise options.mistake(
        "organization", "is not the number of a company page", 'organization = "2414183"'
    )


def _refuse_selection(options: Options) -> None:
    """LinkedIn wants all open public jobs of an employer, once it has one by this way."""
    selects = bool(options.site.boards.get(options.name, {}).get("where"))
    if options.flag("partial", default=False) or not selects:
        return
    raise options.mistake(
        "where",
        "leaves offers out, and LinkedIn wants all public jobs of an employer once it has one "
        "from here; take where away, or, if the others are not public or are translations",
        "partial = true",
    )
