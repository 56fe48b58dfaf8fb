"""Indeed as its documentation describes it: every request is parsed, coerced and executed.

By graphql-core, against the types in ``indeed.graphql``; what the types cannot say (bytes,
duplicates, places) is checked like the page on errors has it. Not tried against the service itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qs
from uuid import NAMESPACE_URL, uuid5

from graphql import (
    GraphQLError,
    GraphQLScalarType,
    build_schema,
    graphql_sync,
    parse,
    validate,
)

from syndicate.testing import BoardServer, Reply, Request

if TYPE_CHECKING:
    from graphql import GraphQLSchema

CLIENT = "syndicate-client"
SECRET = "indeed-s3cret+with=signs"  # noqa: S105 # opens nothing

_PATTERNS = {
    "CountryCode": r"[A-Z]{2}",
    "CurrencyCode": r"[A-Z]{3}",
    "DateTime": r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z",
    "EmailAddress": r"[^@\s]+@[^@\s]+",
    "WebUrl": r"https?://\S+",
}
_SOURCE_TYPES = ("Employer", "Job Board", "Staffing Agency")
_PERIODS = ("DAY", "HOUR", "MILE", "MONTH", "WEEK", "YEAR", "TASK", "SHIFT")


def schema() -> GraphQLSchema:
    """The types, with scalars that refuse what is none of theirs."""
    made = build_schema(Path(__file__).with_name("indeed.graphql").read_text("utf-8"))
    for name, pattern in _PATTERNS.items():
        scalar = cast("GraphQLScalarType", made.type_map[name])
        scalar.parse_value = _matching(name, pattern)  # type: ignore[method-assign]
    integer = cast("GraphQLScalarType", made.type_map["Int64"])
    integer.parse_value = _int64  # type: ignore[method-assign]
    return made


def _matching(name: str, pattern: str) -> Any:
    def parsed(value: object) -> object:
        if isinstance(value, str) and re.fullmatch(pattern, value):
            return value
        raise GraphQLError(f"{value!r} is no {name}")

    return parsed


def _int64(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63:
        return value
    raise GraphQLError(f"{value!r} is no Int64")


SCHEMA = schema()


class Indeed(BoardServer):
    """One partner's postings. ``id_of`` a posting stays the same while it can be reactivated."""

    issued = "c4n4ry/t0ken+with=signs"
    token_fault: Reply | None = None

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.tokens_fetched = 0
        self.refusal: str | None = None

    def is_preparation(self, request: Request) -> bool:
        return request.path == "/oauth/v2/tokens"

    def answer(self, request: Request) -> Reply:
        if self.is_preparation(request):
            self.tokens_fetched += 1
            return self.token_fault or self._token(parse_qs(request.body.decode()))
        if (request.method, request.path) != ("POST", "/graphql"):
            return Reply(404, {"error": "only POST to /graphql"})
        if request.headers.get("authorization") != f"Bearer {self.issued}":
            return said("FORBIDDEN", "Client is not authorized")
        return self._executed(request.fields())

    def id_of(self, source: str, job: str) -> str:
        """The id under which a posting is known here."""
        return str(uuid5(NAMESPACE_URL, f"{source}\n{job}"))

    def _token(self, form: dict[str, list[str]]) -> Reply:
        wanted = {
            "grant_type": ["client_credentials"],
            "client_id": [CLIENT],
            "client_secret": [SECRET],
            "scope": ["employer_access"],
        }
        if form != wanted:
            return Reply(400, {"error": "invalid_client"})
        return Reply(200, {"access_token": self.issued, "expires_in": 3600})

    def _executed(self, body: dict[str, Any]) -> Reply:
        try:
            document = parse(body["query"])
        except GraphQLError as error:
            return said("GRAPHQL_PARSE_FAILED", error.message)
        if faults := validate(SCHEMA, document):
            return said("GRAPHQL_VALIDATION_FAILED", *(fault.message for fault in faults))
        done = graphql_sync(
            SCHEMA,
            body["query"],
            root_value={"jobsIngest": Ingest(self)},
            variable_values=body.get("variables"),
        )
        answer: dict[str, Any] = {"data": done.data}
        if done.errors:
            answer["errors"] = [_told(error) for error in done.errors]
        return Reply(200, answer)


@dataclass
class Ingest:
    """The two mutations."""

    server: Indeed

    def createSourcedJobPostings(self, _: Any, input: dict[str, Any]) -> dict[str, Any]:  # noqa: A002, N802 # Indeed's names
        jobs = input["jobPostings"]
        keys = [_key(job) for job in jobs]
        if len(set(keys)) < len(keys):
            raise refusal("The request contains duplicate job entries")
        return {"results": [Result(self.server, job) for job in jobs]}

    def expireSourcedJobsBySourcedPostingId(  # noqa: N802 # Indeed's name
        self,
        _: Any,
        input: dict[str, Any],  # noqa: A002 # Indeed's name
    ) -> dict[str, Any]:
        for job in input["jobs"]:
            for held in self.server.postings:
                if held.body["sourcedPostingId"] == job["sourcedPostingId"]:
                    self.server.shelf.remove(held.id)
        return {"results": [{"trackingKey": f"track-{n}"} for n, _ in enumerate(input["jobs"])]}


@dataclass
class Result:
    """What becomes of one posting; null, with an error beside it, when it is refused."""

    server: Indeed
    job: dict[str, Any]

    def jobPosting(self, _: Any) -> dict[str, Any]:  # noqa: N802 # Indeed's name
        if fault := self.server.refusal or _fault(self.job):
            raise refusal(fault)
        source, name = _key(self.job)
        remote = self.server.id_of(source, name)
        body = {"sourcedPostingId": remote, **self.job}
        held = self.server.shelf.held(name)
        if held:
            self.server.shelf.replace(held.id, body)
        else:
            self.server.shelf.add(name, body)
        return {"sourcedPostingId": remote}


def _key(job: dict[str, Any]) -> tuple[str, str]:
    return job["metadata"]["jobSource"]["sourceName"], job["metadata"]["jobPostingId"]


def _fault(job: dict[str, Any]) -> str | None:
    body, meta = job["body"], job["metadata"]
    salary, remote = body.get("salary"), meta.get("taxonomyClassification", {}).get("remoteType")
    if len(body["description"].encode()) > 65_000:
        return "String length exceeded: description"
    if not all((body["title"], body["description"], meta["jobSource"]["companyName"])):
        return "Missing required fields"
    if meta["jobSource"]["sourceType"] not in _SOURCE_TYPES:
        return "Invalid source type"
    if not body["location"].get("cityRegionPostal") and remote != "Fully Remote":
        return 'cityRegionPostal cannot be null when remote type is not "Fully Remote"'
    if salary and (salary["period"] not in _PERIODS or salary["minimumMinor"] <= 0):
        return "Invalid salary"
    if salary and salary.get("maximumMinor", 2**63) < salary["minimumMinor"]:
        return "Maximum amount cannot be less than minimum amount"
    return None


def refusal(message: str) -> GraphQLError:
    """An error about what was sent."""
    return GraphQLError(message, extensions={"code": "BAD_USER_INPUT"})


def _told(error: GraphQLError) -> dict[str, Any]:
    # What graphql-core itself refuses, it refuses for the variables.
    extensions = error.extensions or {"code": "BAD_USER_INPUT"}
    return {"message": error.message, "path": error.path, "extensions": extensions}


def said(code: str, *messages: str) -> Reply:
    """HTTP 200, no data, and errors of one code."""
    errors = [{"message": message, "extensions": {"code": code}} for message in messages]
    return Reply(200, {"data": None, "errors": errors})
