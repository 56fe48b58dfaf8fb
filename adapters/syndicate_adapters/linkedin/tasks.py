"""LinkedIn's tasks: an operation is accepted first, and carried out minutes later.

https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/check-job-taskstatus
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from syndicate.errors import Ambiguous

if TYPE_CHECKING:
    from syndicate.http import Answer

#: What a failed task says when there is nothing to change or to close.
_MISSING = "not allowed for a non-existing job"
#: What it says when an earlier try has come through: the second is dropped.
_TAKEN = ("same partneridentifier already exists", "duplicate creation request")

_POSTING = re.compile(r"urn:li:jobPosting:(\d+)")


@dataclass(frozen=True, slots=True)
class Ticket:
    """Which operation is to be asked about; ``again`` when it stands in for one that failed."""

    operation: str
    task: str
    again: bool = False

    @classmethod
    def read(cls, text: str) -> Ticket:
        """The ticket that was written as *text*."""
        operation, _, task = text.partition(" ")
        return cls(operation.removesuffix("+"), task, operation.endswith("+"))

    def __str__(self) -> str:
        return f"{self.operation}{'+' * self.again} {self.task}"


@dataclass(frozen=True, slots=True)
class Task:
    """How an operation stands: its status, what went wrong, the posting that it made."""

    status: str
    error: str = ""
    posting: str | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether it has to be asked for again."""
        return self.status == "IN_PROGRESS"

    @property
    def is_done(self) -> bool:
        """Whether it was carried out."""
        return self.status in {"SUCCEEDED", "PROCESSED"} and not self.error

    @property
    def finds_nothing(self) -> bool:
        """Whether there was nothing to change or to close."""
        return _MISSING in self.error

    @property
    def finds_it_there(self) -> bool:
        """Whether what was to be created was there already."""
        return any(words in self.error.lower() for words in _TAKEN)

    @property
    def url(self) -> str | None:
        """Where people see the posting."""
        found = _POSTING.fullmatch(self.posting or "")
        return f"https://www.linkedin.com/jobs/view/{found[1]}" if found else None


def task(answer: Answer, name: str) -> Task | None:
    """The task *name*; None when LinkedIn does not know it any longer.

    Raises ``Ambiguous`` when the answer tells nothing of it.
    """
    fields = answer.fields()
    said, missing = (_within(fields.get(part), name) for part in ("results", "errors"))
    if isinstance(said, dict) and said.get("status") in _STATUSES:
        posting = said.get("jobPosting")
        error = str(said.get("errorMessage") or "")
        return Task(said["status"], error, posting if isinstance(posting, str) else None)
    if said is None and missing is not None:
        return None
    raise Ambiguous("LinkedIn answered, and did not say what became of the offer")


_STATUSES = frozenset({"IN_PROGRESS", "SUCCEEDED", "FAILED", "PROCESSED"})


def _within(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None
