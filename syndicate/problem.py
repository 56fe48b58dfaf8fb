"""A finding about one content file: where, what, why it matters, what to write."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: an error needs a person, a warning is advice."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding. ``line`` and ``column`` count from 1; 0 means the whole file.

    ``path`` is relative to the project folder, with ``/``. ``field`` is the offer's field
    (a key of ``syndicate offers --json``) or empty. ``code`` is a stable kebab-case word.
    ``hint`` says what to write, as a line that can be pasted where one exists.
    """

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    field: str
    message: str
    hint: str = ""
