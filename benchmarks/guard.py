"""Has building or reading become slower? Ratios within one run, so that any machine may ask."""

from __future__ import annotations

import shutil
from functools import partial
from itertools import count
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import complete, ours
from benchmarks.running import child
from benchmarks.targets import Target, Targets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.figures import Sample
    from benchmarks.how import How

_FEWER, _MORE = 500, 2_000
_TURNS = 3

# The floors leave room for the accidents of a busy machine; nearer to the goals is usual.
# Processor time counts: what others do is not in it, or in both.
EDIT = Target(f"cold build / build after one edit, {_MORE:,} offers", 8, 16, " ×")
GROWTH = Target(f"cold builds, {_MORE:,} offers / {_FEWER} offers", 6, 4, " ×", lower=True)
EACH = Target(
    f"cold build / feedgen writing RSS and Atom of {_MORE:,} offers", 40, 20, " ×", lower=True
)
PROSE = Target(
    f"facts from prose / feedgen writing RSS and Atom, {_MORE:,} offers", 6, 4, " ×", lower=True
)


class SlowerError(Exception):
    """Something costs more of something else than it may."""


def tables(how: How) -> Iterator[Targets]:
    """One table; ``SlowerError`` after it when a ratio is beyond its bound."""
    found = _measured(how)
    table = Targets(
        "guard", "What builds and reading cost, in processor time of the same run", sized=True
    )
    table.add(EDIT, _times, found["cold"], found["edit"])
    table.add(GROWTH, _times, found["cold"], found["fewer"])
    table.add(EACH, _times, found["cold"], found["feedgen"])
    table.add(PROSE, _times, found["prose"], found["feedgen"])
    yield table
    slower = [
        f"{target.title}: {median(values):.2f}, and it must be {target.shown(target.floor)}"
        for target, values in table.rows
        if not target.allows(median(values))
    ]
    if slower:
        raise SlowerError("slower than it was: " + "; ".join(slower))


def _measured(how: How) -> dict[str, list[Sample]]:
    root = how.fast / "guard"
    root.mkdir()
    more = ours.Site.make(root / "more", _MORE)
    fewer = ours.Site.make(root / "fewer", _FEWER)
    edits = count()

    def edited() -> Sample:
        one, now = ours.an_open_one(_MORE), next(edits) % 2 == 0
        more.edit(one, edited=now)
        sample = more.build()
        if more.shows(one) != now:
            raise SlowerError(f"the page of offer {one} was not built anew")
        return sample

    cases: dict[str, Callable[[], Sample]] = {
        "cold": more.cold,
        "edit": edited,
        "fewer": fewer.cold,
        "feedgen": partial(complete.measured, "feedgen", root, _MORE),
        "prose": partial(child, "prose.read", number=_MORE),
    }
    found: dict[str, list[Sample]] = {name: [] for name in cases}
    for turn in range(_TURNS):
        for name, case in cases.items():
            how.tell(f"{name}: run {turn + 1} of {_TURNS}")
            found[name].append(case())
    shutil.rmtree(root)
    return found


def _times(one: Sample, other: Sample) -> float:
    return one["cpu"] / other["cpu"]
