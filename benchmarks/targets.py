"""What is to be reached: figures of one run beside their floors and goals."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.figures import LOAD, aligned, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.figures import Sample


@dataclass(frozen=True, slots=True)
class Target:
    """One figure: *floor* has to be reached and *goal* is worth the work.

    *unit* follows the figure; *lower* is better, or higher.
    """

    title: str
    floor: float
    goal: float
    unit: str
    lower: bool = False

    def reached(self, value: float) -> str:
        """In one word, what *value* reaches."""
        if self._is_met(value, self.goal):
            return "goal"
        return "floor" if self.allows(value) else "**missed**"

    def allows(self, value: float) -> bool:
        """Whether *value* reaches the floor at least."""
        return self._is_met(value, self.floor)

    def shown(self, value: float) -> str:
        """A bound with its unit and its direction."""
        return f"{'≤' if self.lower else '≥'} {value:g}{self.unit}"

    def _is_met(self, value: float, bound: float) -> bool:
        return value <= bound if self.lower else value >= bound


@dataclass(slots=True)
class Targets:
    """The table of all targets, each with what the runs made of it; nothing where it was not run.

    *sized* is false when inputs were smaller than those that floors and goals are meant for.
    """

    name: str
    title: str
    sized: bool
    rows: list[tuple[Target, list[float]]] = field(default_factory=list)
    loads: list[float] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def add(
        self,
        target: Target,
        figure: Callable[..., float],
        *cases: Sequence[Sample],
    ) -> None:
        """Measure *target* by *figure* of one sample of each case, turn by turn."""
        self.rows.append((target, [figure(*turn) for turn in zip(*cases, strict=True)]))
        self.loads += [sample[LOAD] for case in cases for sample in case if LOAD in sample]

    def lines(self) -> list[str]:
        """As Markdown."""
        head = ["", "this run", "floor", "goal", "reached"]
        return aligned([head, *(self._cells(target, values) for target, values in self.rows)])

    def note(self) -> str:
        """Of how many turns each figure is, and how busy the machine was."""
        turns = " or ".join(str(n) for n in sorted({len(v) for _, v in self.rows if v}))
        note = f"median (smallest–largest) of {turns} turns"
        if self.loads:
            note += f"; load {min(self.loads):.1f} to {max(self.loads):.1f}"
        if self.left_out:
            note += f"; not measured: {', '.join(self.left_out)}"
        return note

    def _cells(self, target: Target, values: Sequence[float]) -> list[str]:
        bounds = [target.shown(target.floor), target.shown(target.goal)]
        if not values:
            return [target.title, "not measured", *bounds, ""]
        decimals = 0 if median(values) >= 100 else 2
        reached = target.reached(median(values)) if self.sized else "not this size"
        return [target.title, spread(values, decimals) + target.unit, *bounds, reached]


def times(one: Sample, other: Sample) -> float:
    """How many times the seconds of *other* those of *one* are."""
    return one["seconds"] / other["seconds"]


def seconds(one: Sample) -> float:
    """The seconds."""
    return one["seconds"]


def minutes(one: Sample) -> float:
    """The seconds, in minutes."""
    return one["seconds"] / 60


def megabytes(one: Sample) -> float:
    """The largest memory."""
    return one["mb"]
