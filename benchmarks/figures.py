"""Figures: several runs of one thing, and tables of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Protocol

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


class Shown(Protocol):
    """What a suite yields, to be shown below *title* and to be put where *name* is marked."""

    name: str
    title: str

    def lines(self) -> list[str]:
        """As Markdown."""
        ...

    def note(self) -> str:
        """How it was measured."""
        ...


@dataclass(slots=True)
class Table:
    """Rows of figures: the median of the runs, the smallest and the largest in brackets.

    *left_out* is what was to be measured and could not be, with the reasons.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: dict[str, list[Sample]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """As Markdown, which is readable on a terminal as well."""
        cells = [
            ["", *(column.heading for column in self.columns)],
            *([row, *self._cells(samples)] for row, samples in self.rows.items()),
        ]
        return aligned(cells)

    def note(self) -> str:
        """How many runs there were of each row, and how busy the machine was."""
        samples = [sample for row in self.rows.values() for sample in row]
        loads = [sample[LOAD] for sample in samples if LOAD in sample]
        numbers = sorted({len(row) for row in self.rows.values()})
        if numbers:
            runs = " or ".join(str(number) for number in numbers)
            said = "median (smallest–largest)" if numbers[-1] > 1 else "the only one"
            note = f"{said} of {runs} {'run' if numbers == [1] else 'runs'}; load " + (
                f"{min(loads):.1f} to {max(loads):.1f}" if loads else "unknown"
            )
        else:
            note = "nothing was measured"
        return "; left out: ".join((note, *([", ".join(self.left_out)] if self.left_out else [])))

    def _cells(self, samples: Sequence[Sample]) -> list[str]:
        return [
            spread([sample[column.key] for sample in samples], column.decimals)
            for column in self.columns
        ]


def aligned(cells: Sequence[Sequence[str]]) -> list[str]:
    """A Markdown table of *cells*, the first row of which is its head."""
    widths = [max(len(row[at]) for row in cells) for at in range(len(cells[0]))]
    head, *rest = (_line(row, widths) for row in cells)
    rule = "| " + " | ".join("-" * width for width in widths) + " |"
    return [head, rule, *rest]


def spread(values: Sequence[float], decimals: int) -> str:
    """The median of *values*, and from where to where they go."""
    low, middle, high = min(values), median(values), max(values)
    shown = f"{middle:,.{decimals}f}"
    return shown if len(values) == 1 else f"{shown} ({low:,.{decimals}f}–{high:,.{decimals}f})"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = zip(row, widths, strict=True)
    cells = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]
    return "| " + " | ".join(cells) + " |"
