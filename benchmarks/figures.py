"""Figures: several runs of one thing, and tables of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What one run measured: values by their names (``seconds``, ``cpu``, ``mb``, …).
Sample = dict[str, float]

#: What a sample says of the machine: how many processes wanted a core, in the last minute.
LOAD = "load"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: *key* of the samples, its heading, and how many decimals it is shown with."""

    key: str
    heading: str
    decimals: int = 0


@dataclass(slots=True)
class Table:
    """Rows of figures: the median of the runs, the smallest and the largest in brackets."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: dict[str, list[Sample]] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """As Markdown, which is readable on a terminal as well."""
        cells = [
            ["", *(column.heading for column in self.columns)],
            *([row, *self._cells(samples)] for row, samples in self.rows.items()),
        ]
        widths = [max(len(row[at]) for row in cells) for at in range(len(cells[0]))]
        head, *rest = (_line(row, widths) for row in cells)
        rule = "| " + " | ".join("-" * width for width in widths) + " |"
        return [head, rule, *rest]

    def note(self) -> str:
        """How many runs there were of each row, and how busy the machine was."""
        samples = [sample for row in self.rows.values() for sample in row]
        loads = [sample[LOAD] for sample in samples if LOAD in sample]
        numbers = sorted({len(row) for row in self.rows.values()})
        runs = " or ".join(str(number) for number in numbers)
        said = "median (smallest–largest)" if numbers[-1] > 1 else "the only one"
        return f"{said} of {runs} {'run' if numbers == [1] else 'runs'}; load " + (
            f"{min(loads):.1f} to {max(loads):.1f}" if loads else "unknown"
        )

    def _cells(self, samples: Sequence[Sample]) -> list[str]:
        return [
            spread([sample[column.key] for sample in samples], column.decimals)
            for column in self.columns
        ]


def spread(values: Sequence[float], decimals: int) -> str:
    """The median of *values*, and from where to where they go."""
    low, middle, high = min(values), median(values), max(values)
    shown = f"{middle:,.{decimals}f}"
    return shown if len(values) == 1 else f"{shown} ({low:,.{decimals}f}–{high:,.{decimals}f})"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = zip(row, widths, strict=True)
    cells = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]
    return "| " + " | ".join(cells) + " |"
