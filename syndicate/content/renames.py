"""Files that moved: the id would change with the name, unless a line keeps it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from syndicate.content.identity import same
from syndicate.offer import Status
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from syndicate.content.claims import Claim

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
    claims: Sequence[Claim],
    texts: Mapping[str, str],
    remembered: Remembers,
    now: datetime,
) -> Iterator[Problem]:
    """A warning for each new file that seems to be a vanished one under another name.

    A file is new for 30 days, so that the warning is not lost with the build that first saw
    it. Nothing is said of files that have the vanished one's id, nor of a file that was there
    together with the vanished one: one of the two was a copy, and each has its id already.
    """
    present = {claim.path for claim in claims}
    ids = {same(claim.id) for claim in claims}
    vanished: dict[str, Known] = {}
    for known in (remembered.gone, remembered.good):
        for path in known:
            if path not in present and same(known[path].id) not in ids:
                vanished[path] = known[path]
    seen = dict(remembered.first_seen) | dict.fromkeys(
        (path for path in vanished if path in remembered.good), now
    )
    yield from moves(claims, texts, vanished, seen, now)


def moves(
    claims: Iterable[Claim],
    texts: Mapping[str, str],
    vanished: Mapping[str, Known],
    seen: Mapping[str, datetime],
    now: datetime,
) -> Iterator[Problem]:
    """A warning for each of *claims* that seems to be one of the files that have *vanished*.

    *seen* says since when a file is there, or is not: since *now* where it says nothing of one
    that is there, and long since of one that is not.
    """
    vanished = dict(vanished)
    gone_at = {path: seen.get(path, _EVER) for path in vanished}
    for claim in claims:
        if not vanished or claim.status is Status.TEMPLATE:
            continue
        since = seen.get(claim.path, now)
        if now - since > NEW:
            continue
        before = [path for path in vanished if gone_at[path] <= since]
        if not before:
            continue
        text = texts.get(claim.path, "")
        likeness, _, old = max(
            (_likeness(vanished[path].text, text), gone_at[path], path) for path in before
        )
        if likeness >= ALIKE:
            yield _problem(claim, old, vanished.pop(old))


def _problem(claim: Claim, old_path: str, old: Known) -> Problem:
    return Problem(
        claim.path,
        claim.id_line,
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
