"""How to measure: where, how often, and whether it has to be quick."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.figures import LOAD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from benchmarks.figures import Sample

#: How often what takes minutes is run.
_RUNS_OF_LONG = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """What to measure with: folders on *disk* and in *memory*, PostgreSQL's folder or None.

    *quick*: small inputs, no warm-up. *million*: the largest inputs as well. *tell* is given what
    goes on, for who waits.
    """

    quick: bool
    runs: int
    disk: Path
    memory: Path | None
    server: Path | None
    tell: Callable[[str], None]
    million: bool = False

    @property
    def fast(self) -> Path:
        """Where files are to cost as little as they can: in memory, if there is such a place."""
        return self.memory or self.disk

    @property
    def places(self) -> dict[str, Path]:
        """Where a ledger's file may lie."""
        return {**({"in memory": self.memory} if self.memory else {}), "on disk": self.disk}

    @property
    def databases(self) -> dict[str, str | None]:
        """What a ledger may lie in."""
        server = {"PostgreSQL": str(self.server)} if self.server else {}
        return {"SQLite": None, **server}

    def by_turns(
        self, cases: Mapping[str, Callable[[], Sample]], *, long: bool = False
    ) -> dict[str, list[Sample]]:
        """Samples of each of *cases*, after a warm-up of each that does not count.

        *long* ones take minutes: they are run three times, and not to warm up.

        By turns: whatever slows the machine down for a while slows all of them.
        """
        runs = min(self.runs, _RUNS_OF_LONG) if long else self.runs
        samples: dict[str, list[Sample]] = {name: [] for name in cases}
        for run in range(1 if self.quick or long else 0, runs + 1):
            for name, case in cases.items():
                self.tell(f"{name}: {f'run {run} of {runs}' if run else 'warm-up'}")
                sample = case()
                if run:
                    samples[name].append(sample | {LOAD: os.getloadavg()[0]})
        return samples
