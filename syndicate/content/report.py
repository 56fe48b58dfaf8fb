"""The problems of one file, gathered while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from syndicate.errors import ContentError


class Placed(Protocol):
    """Anything that knows where it stands in its file."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


@dataclass(slots=True)
class Report:
    """Problems of the file at *path*, in the order found."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def add(
        self,
        severity: Severity,
        code: str,
        message: str,
        *,
        at: Placed | None = None,
        field: str = "",
        hint: str = "",
    ) -> None:
        """Note one problem; without *at* it is about the whole file."""
        line, column = (at.line, at.column) if at else (1, 1)
        self.problems.append(Problem(self.path, line, column, severity, code, field, message, hint))

    def error(
        self, code: str, message: str, *, at: Placed | None = None, field: str = "", hint: str = ""
    ) -> None:
        """Note what a person must put right."""
        self.add(Severity.ERROR, code, message, at=at, field=field, hint=hint)

    def warning(
        self, code: str, message: str, *, at: Placed | None = None, field: str = "", hint: str = ""
    ) -> None:
        """Note what a person should look at."""
        self.add(Severity.WARNING, code, message, at=at, field=field, hint=hint)

    def info(
        self, code: str, message: str, *, at: Placed | None = None, field: str = "", hint: str = ""
    ) -> None:
        """Note what explains the outcome."""
        self.add(Severity.INFO, code, message, at=at, field=field, hint=hint)

    def refused(self, error: ContentError) -> None:
        """Note why the file cannot be read."""
        self.error(error.code, error.message, at=error, hint=error.hint)
