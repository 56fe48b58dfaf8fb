"""Files that moved: the id would change with the name, unless a line keeps it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from syndicate.content.identity import same
from syndicate.offer import Status
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from syndicate.content.understand import Understood

#: Lines in common, of all lines of both, from which two texts are one offer.
ALIKE = 0.7

#: For how long a file is compared with those that vanished.
NEW = timedelta(days=30)

_EVER = datetime.min.replace(tzinfo=UTC)


class Known(Protocol):
    """A file as an earlier build knew it."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...


class Remembers(Protocol):
    """What earlier builds knew: files by path, those that vanished, each with its instant."""

    @property
    def good(self) -> Mapping[str, Known]: ...
    @property
    def gone(self) -> Mapping[str, Known]: ...
    @property
    def first_seen(self) -> Mapping[str, datetime]: ...


def renames(
    items: Sequence[Understood],
    texts: Mapping[str, str],
    remembered: Remembers,
    now: datetime,
) -> Iterator[Problem]:
    """A warning for each new file that seems to be a vanished one under another name.

    A file is new for 30 days, so that the warning is not lost with the build that first saw
    it. Nothing is said of files that have the vanished one's id, nor of a file that was there
    together with the vanished one: one of the two was a copy, and each has its id already.
    """
    present = {item.offer.path for item in items}
    ids = {same(item.offer.id) for item in items}
    vanished: dict[str, Known] = {}
    for known in (remembered.gone, remembered.good):
        for path in known:
            if path not in present and same(known[path].id) not in ids:
                vanished[path] = known[path]
    for item in items:
        if not vanished or item.offer.status is Status.TEMPLATE:
            continue
        seen = remembered.first_seen.get(item.offer.path, now)
        if now - seen > NEW:
            continue
        text = texts.get(item.offer.path, "")
        before = [path for path in vanished if _gone_at(path, remembered, now) <= seen]
        if not before:
            continue
        likeness, _, old = max(
            (_likeness(vanished[path].text, text), _gone_at(path, remembered, now), path)
            for path in before
        )
        if likeness >= ALIKE:
            yield _problem(item, old, vanished.pop(old))


def _gone_at(path: str, remembered: Remembers, now: datetime) -> datetime:
    """Since when *path* is not there: since this build when the last one still knew it."""
    return now if path in remembered.good else remembered.first_seen.get(path, _EVER)


def _problem(item: Understood, old_path: str, old: Known) -> Problem:
    return Problem(
        item.offer.path,
        item.id_line,
        1,
        Severity.WARNING,
        "renamed",
        "id",
        f"this looks like {old_path} under a new name; boards and feed readers would take it "
        "for a new offer",
        f"id: {old.id}",
    )


def _likeness(one: str, other: str) -> float:
    """The share of distinct lines that two texts have in common, 0 to 1."""
    if one == other:
        return 1.0
    lines, others = set(one.split("\n")), set(other.split("\n"))
    return len(lines & others) / max(1, len(lines | others))
