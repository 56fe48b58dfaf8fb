"""Indeed's Job Sync: offers as postings, for partners."""

from __future__ import annotations

from datetime import timedelta
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
from syndicate.errors import Ambiguous, Rejected, Unauthorised
from syndicate.http.oauth import ClientCredentials
from syndicate.offer import Offer
from syndicate_adapters.indeed import graphql
from syndicate_adapters.indeed.job import Source, job, problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from syndicate.errors import AdapterError
    from syndicate.http import Answer
    from syndicate.problem import Problem

ENDPOINT = "https://apis.indeed.com/"
SCOPE = "employer_access"
_TYPES = ("Employer", "Job Board", "Staffing Agency")
_CALLS = {Operation.WITHDRAW: 0}


class Indeed(Adapter[Offer]):
    """Submits offers, and expires them.

    What has the same ``sourceName`` and ``jobPostingId`` is the same posting: submitted twice it
    counts once, and one that expired lives again. So a crash leaves nothing to be asked about.
    """

    features = Features(
        kind=Kind.POSTING,
        repeatable=True,
        # Second hand, for one offer a call; every partner's tier may be another.
        limits=(
            RateLimit("minute", 4_000, timedelta(minutes=1), _CALLS),
            RateLimit("hour", 80_000, timedelta(hours=1), _CALLS),
        ),
    )

    def __init__(self, options: Options) -> None:
        self.site = options.site
        endpoint = options.url("endpoint", ENDPOINT).rstrip("/") + "/"
        form = {
            "client_id": options.text("client_id"),
            "client_secret": options.text("client_secret"),
            "scope": options.text("scope", SCOPE),
        }
        http = options.http.at(endpoint)
        self.account = ClientCredentials(http, f"{endpoint}oauth/v2/tokens", form)
        self.source = _source(options)

    def problems(self, subject: Offer) -> Iterable[Problem]:
        """What is missing, or too long."""
        return problems(subject, self.site)

    def payload(self, subject: Offer) -> Payload:
        """The whole posting, as Indeed wants it each time."""
        return Payload(subject.id, job(subject, self.site, self.source), subject.title)

    def create(self, payload: Payload, key: str) -> Receipt:
        """Submit it. Indeed has it then; whether it shows it, and when, it decides later."""
        return self._submit(payload.body)

    def update(self, payload: Payload, posting: Posting, key: str) -> Receipt:
        """Submit it again, whole; one that expired lives again."""
        return self._submit(payload.body)

    def withdraw(self, posting: Posting, key: str) -> Receipt:
        """Expire it, by the id that Indeed gave it.

        If that was never told, the last body is submitted once more: that tells it.
        """
        remote = posting.remote_id
        if not remote and posting.body:
            remote = self._submit(posting.body).remote_id
        if not remote:
            raise Rejected(f"Indeed's id of {posting.subject} is not known")
        answer = self._call(graphql.EXPIRE, {"jobs": [{"sourcedPostingId": remote}]})
        found = graphql.errors(answer)
        if graphql.codes(found) == {"NOT_FOUND"}:
            return Receipt(remote)
        if found:
            raise self._meaning(found)
        graphql.results(answer, "expireSourcedJobsBySourcedPostingId")
        return Receipt(remote)

    def check(self) -> str:
        """Fetch a token, and ask with it for nothing."""
        if found := graphql.errors(self._call(graphql.CHECK)):
            raise self._meaning(found)
        return (
            f"Indeed knows the client; its offers are those of {self.source.name}. "
            "Whether it may post shows with the first offer"
        )

    def _submit(self, body: Mapping[str, object]) -> Receipt:
        answer = self._call(graphql.CREATE, {"jobPostings": [body]})
        found = graphql.errors(answer)
        try:
            remote = _posting_id(graphql.results(answer, "createSourcedJobPostings"))
        except Ambiguous:
            if not found:
                raise
            remote = None
        if remote is None:
            raise self._meaning(found) if found else Rejected("Indeed refused it without a reason")
        return Receipt(remote, note=str(self._meaning(found)) if found else "")

    def _call(self, query: str, given: Mapping[str, object] | None = None) -> Answer:
        body: dict[str, object] = {"query": query}
        if given is not None:
            body["variables"] = {"input": given}
        refused = {401: self._refused, 403: self._refused} | dict.fromkeys((404, 405), _elsewhere)
        return self.account.client().post("graphql", json=body, errors=refused, repeatable=True)

    def _meaning(self, found: list[dict[str, Any]]) -> AdapterError:
        error = graphql.meaning(found, self.account.client().excerpt)
        return self._refused(str(error)) if isinstance(error, Unauthorised) else error

    def _refused(self, words: str) -> AdapterError:
        self.account.forget()  # should the board be tried again, it is with a new token
        return Unauthorised(f"{words}: may this client post for {self.source.name}?")


def _elsewhere(words: str) -> AdapterError:
    return Unauthorised(
        f"{words}: no offers are taken there; check endpoint if it is set, or update"
    )


def _source(options: Options) -> Source:
    employer = options.site.organization
    name = options.text("source_name", employer.name if employer else None)
    kind = options.text("source_type", _TYPES[0])
    if kind not in _TYPES:
        raise options.mistake(
            "source_type", f"is none of {', '.join(_TYPES)}", f'source_type = "{_TYPES[0]}"'
        )
    contact = options.text("contact_email") if options.has("contact_email") else None
    return Source(name, kind, contact)


def _posting_id(results: list[dict[str, Any]]) -> str | None:
    """Indeed's id of the one posting submitted; None when it was refused."""
    if len(results) != 1:
        raise Ambiguous(f"Indeed told of {len(results)} postings where one was submitted")
    posting = results[0].get("jobPosting")
    if posting is None:
        return None
    remote = posting.get("sourcedPostingId") if isinstance(posting, dict) else None
    if isinstance(remote, str) and remote:
        return remote
    raise Ambiguous("Indeed took the offer, and did not say under which id")
