"""All that was found wrong in a build: counted at once, told in full when it is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, overload

from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from syndicate.memory.database import Database

#: With more offers than these that have something, it is read only by who wants to see it.
_FEW = 5000


class Findings(Sequence[Problem]):
    """Problems in order; two are equal when they are about the same.

    ``counts`` has how many there are of each severity. *load* is called when the problems of
    offers are asked for; *others* are about more than one offer, or about none.
    """

    def __init__(
        self,
        counts: Mapping[Severity, int],
        mark: int,
        load: Callable[[], Iterable[Problem]],
        others: Iterable[Problem],
    ) -> None:
        self._others = sorted(others)
        self._mark = mark
        self._load = load
        of_others = Counter(problem.severity for problem in self._others)
        self.counts = {severity: counts[severity] + of_others[severity] for severity in Severity}

    @cached_property
    def _all(self) -> list[Problem]:
        return sorted([*self._load(), *self._others])

    def __len__(self) -> int:
        return sum(self.counts.values())

    @overload
    def __getitem__(self, index: int) -> Problem: ...
    @overload
    def __getitem__(self, index: slice) -> list[Problem]: ...
    def __getitem__(self, index: int | slice) -> Problem | list[Problem]:
        return self._all[index]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Findings):
            return NotImplemented
        mine = (self.counts, self._mark, self._others)
        return mine == (other.counts, other._mark, other._others)

    __hash__ = None  # type: ignore[assignment]  # as any other list


def findings(
    database: Database, counts: Mapping[Severity, int], mark: int, others: Iterable[Problem]
) -> Findings:
    """What the memory knows of offers, of which there are *counts*, and *others*."""
    if sum(counts.values()) <= _FEW:
        rows = _rows(database)
        return Findings(counts, mark, lambda: _problems(rows), others)
    return Findings(counts, mark, lambda: _problems(_later(database)), others)


def _rows(database: Database) -> list[bytes]:
    with database.reading() as db:
        return [data for (data,) in db.execute("SELECT problems FROM findings")]


def _later(database: Database) -> list[bytes]:
    """The rows, asked for when the build is over and its memory is closed."""
    from syndicate.memory.database import Database

    again = Database(database.path.parent, read_only=True)
    try:
        return _rows(again)
    finally:
        again.close()


def _problems(rows: Iterable[bytes]) -> Iterable[Problem]:
    from syndicate.content.packing import unpacked_problems

    return (problem for data in rows for problem in unpacked_problems(data))
