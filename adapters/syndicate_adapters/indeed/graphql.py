"""Indeed's GraphQL: two mutations, and what its errors mean.

Most failures come as HTTP 200 with ``errors``, each with a code in its ``extensions``.
https://docs.indeed.com/job-sync-api/troubleshoot-errors
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from syndicate.errors import Ambiguous, Rejected, Unauthorised, Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from syndicate.errors import AdapterError
    from syndicate.http import Answer

CREATE = """
mutation Post($input: CreateSourcedJobPostingsInput!) {
  jobsIngest {
    createSourcedJobPostings(input: $input) { results { jobPosting { sourcedPostingId } } }
  }
}
"""

# What it takes is not on a page that we could read; several programs that use it agree on this.
EXPIRE = """
mutation Expire($input: ExpireSourcedJobsBySourcedPostingIdInput!) {
  jobsIngest {
    expireSourcedJobsBySourcedPostingId(input: $input) { results { trackingKey } }
  }
}
"""

#: Reads nothing: only whether the token is taken.
CHECK = "query Check { __typename }"

#: What each code means, the most telling first: one answer may carry several.
_MEANINGS: tuple[tuple[type[AdapterError], frozenset[str]], ...] = (
    (Unauthorised, frozenset({"FORBIDDEN", "UNAUTHENTICATED"})),
    (Unavailable, frozenset({"DOWNSTREAM_SERVICE_ERROR", "INTERNAL_SERVER_ERROR"})),
    (
        Rejected,
        frozenset(
            {
                "BAD_USER_INPUT",
                "GRAPHQL_PARSE_FAILED",
                "GRAPHQL_VALIDATION_FAILED",
                "NOT_FOUND",
            }
        ),
    ),
)


def errors(answer: Answer) -> list[dict[str, Any]]:
    """The errors of *answer*. Raises ``Ambiguous`` when there are some of another form."""
    found = answer.fields().get("errors") or []
    if isinstance(found, list) and all(isinstance(error, dict) for error in found):
        return found
    raise Ambiguous("Indeed answered with errors of another form")


def codes(found: Iterable[Mapping[str, Any]]) -> set[str]:
    """The codes of the errors *found*."""
    extensions = (error.get("extensions") for error in found)
    return {str(said.get("code")) for said in extensions if isinstance(said, dict)}


def meaning(found: list[dict[str, Any]], excerpt: Callable[[str], str]) -> AdapterError:
    """What the errors *found* mean for the next step, in Indeed's words."""
    words = excerpt("; ".join(str(error.get("message", error)) for error in found))
    said = codes(found)
    for kind, meant in _MEANINGS:
        if said & meant:
            return kind(f"Indeed: {', '.join(sorted(said & meant))}: {words}")
    return Ambiguous(f"Indeed: {words}")


def results(answer: Answer, mutation: str) -> list[dict[str, Any]]:
    """The results of *mutation*. Raises ``Ambiguous`` when there are none to be read."""
    value: Any = answer.fields().get("data")
    for name in ("jobsIngest", mutation, "results"):
        value = value.get(name) if isinstance(value, dict) else None
    if isinstance(value, list) and all(isinstance(result, dict) for result in value):
        return value
    raise Ambiguous("Indeed answered, and did not say what became of the offer")
