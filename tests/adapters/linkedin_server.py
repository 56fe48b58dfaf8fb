"""LinkedIn as its documentation describes it: elements by its schema, and tasks that take time.

Not tried against the service itself, for which there is no public sandbox. What an operation does,
it does at once here; only to be told of it takes as many questions as ``slow`` says.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from jsonschema import Draft202012Validator

from syndicate.testing import BoardServer, Reply, Request

if TYPE_CHECKING:
    from collections.abc import Mapping

CLIENT = "syndicate-client"
SECRET = "linkedin-s3cret+with=signs"  # noqa: S105 # opens nothing
TASK = "urn:li:simpleJobPostingTask:"

_SCHEMA = json.loads(Path(__file__).with_name("linkedin.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(_SCHEMA)


class LinkedIn(BoardServer):
    """One partner's jobs.

    ``trouble`` is what goes wrong with each task to come; ``bad`` names a job for whose address
    LinkedIn refuses all that come with it.
    """

    issued = "c4n4ry/t0ken+with=signs"
    version = "v2"

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.tokens_fetched = 0
        self.slow = 0
        self.trouble: str | None = None
        self.bad: str | None = None
        self.status = "SUCCEEDED"
        self.tasks: dict[str, dict[str, Any]] = {}
        self.asked: Counter[str] = Counter()

    def is_preparation(self, request: Request) -> bool:
        return request.path == "/oauth/v2/accessToken"

    def answer(self, request: Request) -> Reply:
        if self.is_preparation(request):
            self.tokens_fetched += 1
            return self._token(parse_qs(request.body.decode()))
        if request.headers.get("authorization") != f"Bearer {self.issued}":
            return Reply(401, {"status": 401, "message": "Invalid access token"})
        match request.method, request.path.strip("/").split("/"):
            case "POST", [self.version, "simpleJobPostings"]:
                return self._posted(request)
            case "GET", [self.version, "simpleJobPostingTasks"]:
                return self._shown(request.query.get("ids", ""))
        return Reply(404, {"status": 404, "message": "No such resource"})

    def _token(self, form: Mapping[str, list[str]]) -> Reply:
        wanted = {
            "grant_type": ["client_credentials"],
            "client_id": [CLIENT],
            "client_secret": [SECRET],
        }
        if form != wanted:
            return Reply(401, {"error": "invalid_client"})
        return Reply(200, {"access_token": self.issued, "expires_in": 1_799})

    def _posted(self, request: Request) -> Reply:
        if request.headers.get("x-restli-method") != "batch_create":
            return Reply(403, {"status": 403, "message": "Not enough permissions to access"})
        elements = request.fields()["elements"]
        if not 0 < len(elements) <= 100:
            return Reply(400, {"status": 400, "message": "at most 100 elements"})
        if any(one["externalJobPostingId"] == self.bad for one in elements):
            words = f"Invalid company apply url for job with externalPartnerId {self.bad}"
            return Reply(400, {"status": 400, "message": words})
        return Reply(200, {"elements": [self._element(element) for element in elements]})

    def _element(self, element: dict[str, Any]) -> dict[str, Any]:
        for error in VALIDATOR.iter_errors(element):
            where = "/".join(str(part) for part in error.absolute_path)
            message = f"ERROR :: /{where} :: {error.message[:80]}\n"
            return {"status": 422, "error": {"status": 422, "message": message}}
        name = f"{TASK}{len(self.tasks) + 1:08}"
        fault = self.trouble or self._done(element)
        made: dict[str, Any] = {"id": name, "status": "FAILED" if fault else self.status}
        if fault:
            made["errorMessage"] = fault
        else:
            made["jobPosting"] = f"urn:li:jobPosting:{4_000 + len(self.tasks)}"
        self.tasks[name] = {**made, "externalJobPostingId": element["externalJobPostingId"]}
        return {"id": name, "status": 202}

    def _done(self, element: dict[str, Any]) -> str | None:
        """Carry out one operation; what goes wrong with it, in LinkedIn's words."""
        operation, name = element["jobPostingOperationType"], element["externalJobPostingId"]
        held = self.shelf.held(name)
        if operation == "CREATE" and held:
            return (
                "Trying to create a job with same partnerIdentifier already exists. It is "
                "duplicate creation request for a basic job or a non-draft premium job. "
                f"Dropping the duplicate job posting creation request. externalJobPostingId: {name}"
            )
        if operation != "CREATE" and held is None:
            return f"Operation type `{operation}` is not allowed for a non-existing job"
        if len(element["description"]) < 100:
            return f"Job {name} was dropped: true Invalid Field: /description; Drop Message: short"
        if operation == "CLOSE" and held:
            self.shelf.remove(held.id)
        elif held:
            self.shelf.replace(held.id, element)
        else:
            self.shelf.add(name, element)
        return None

    def _shown(self, name: str) -> Reply:
        if not name.startswith(TASK):
            return Reply(400, {"status": 400, "message": "Batch key parameter value is invalid"})
        if name not in self.tasks:
            errors = {name: {"status": 404, "message": "no such task"}}
            return Reply(200, {"results": {}, "statuses": {}, "errors": errors})
        self.asked[name] += 1
        known = self.tasks[name]
        if self.asked[name] <= self.slow:
            known = {"id": name, "status": "IN_PROGRESS"}
        return Reply(200, {"results": {name: known}, "statuses": {}, "errors": {}})
