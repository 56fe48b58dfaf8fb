"""The whole content folder read at one instant."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from syndicate.content.addresses import settle
from syndicate.content.checks import check
from syndicate.content.fields import vocabulary
from syndicate.content.identity import refuse_duplicates, same
from syndicate.content.renames import renames
from syndicate.content.source import Source, find
from syndicate.content.understand import Understood, understand, unreadable
from syndicate.errors import ContentError
from syndicate.offer import Status
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from syndicate.offer import Offer
    from syndicate.site import Site


@dataclass(frozen=True, slots=True)
class GoodSource:
    """A file as it was when it could last be understood."""

    id: str
    digest: str
    text: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """What earlier builds knew: ``good`` per path, ``gone`` for paths that have vanished.

    ``first_seen`` says since when a path is known, or that it is gone.
    """

    good: Mapping[str, GoodSource] = field(default_factory=dict)
    gone: Mapping[str, GoodSource] = field(default_factory=dict)
    first_seen: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """All offers at one instant.

    ``offers`` has one per file, whatever its status, by path; ``kept`` the last good versions
    of files that cannot be understood now; ``good`` what to remember for the next time.
    ``next_change`` is when the clock next opens or closes an offer. ``places`` says on which
    line and column a file states a field.
    """

    offers: tuple[Offer, ...]
    kept: tuple[Offer, ...]
    problems: tuple[Problem, ...]
    next_change: datetime | None
    good: Mapping[str, GoodSource]
    places: Mapping[str, Mapping[str, tuple[int, int]]]


def read(
    site: Site,
    now: datetime,
    remembered: Remembered | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Reading:
    """Read every file below the content folder.

    One file never breaks another: what cannot be read becomes an ``unreadable`` offer with a
    problem that says why. Raises ``ConfigurationError`` when there is no content folder.
    """
    remembered = remembered or Remembered()
    reader = _Reader(site, now)
    texts, items = reader.all(progress)
    items, problems = refuse_duplicates(items, remembered.good)
    kept = list(reader.kept(items, remembered))
    settled = settle([*items, *kept], site)
    items, kept = settled[: len(items)], settled[len(items) :]
    for item in items:
        problems += item.problems
        problems += check(item, site)
    problems += renames(items, texts, remembered, now)
    problems += [_kept_problem(item) for item in kept]
    offers = tuple(item.offer for item in items)
    stays = tuple(item.offer for item in kept)
    return Reading(
        offers=offers,
        kept=stays,
        problems=tuple(sorted(problems)),
        next_change=_next_change((*offers, *stays), now),
        good=_good(items, texts, remembered),
        places={item.offer.path: item.places for item in items},
    )


class _Reader:
    def __init__(self, site: Site, now: datetime) -> None:
        self.site = site
        self.now = now
        self.words = vocabulary(site.content.fields)

    def all(
        self, progress: Callable[[int, int], None] | None
    ) -> tuple[dict[str, str], list[Understood]]:
        files = list(find(self.site.root, self.site.content_dir))
        texts: dict[str, str] = {}
        items = []
        for count, file in enumerate(files, 1):
            items.append(self.one(file, texts))
            if progress:
                progress(count, len(files))
        return texts, items

    def one(self, file: Source, texts: dict[str, str]) -> Understood:
        try:
            text = file.text()
        except ContentError as error:
            return unreadable(file, error, self.site)
        texts[file.path] = text
        return understand(file, text, self.site, self.words, self.now)

    def kept(self, items: Iterable[Understood], remembered: Remembered) -> Iterator[Understood]:
        """The last good versions, at this instant, of what cannot be understood."""
        items = list(items)
        taken = {same(i.offer.id) for i in items if i.offer.status is not Status.UNREADABLE}
        for item in items:
            if item.offer.status is not Status.UNREADABLE:
                continue
            for path in _remembered_paths(item.offer.path, remembered):
                source = remembered.good[path]
                inside = path.removeprefix(f"{self.site.content.path.strip('/')}/")
                file = Source(self.site.root / path, path, inside)
                good = understand(file, source.text, self.site, self.words, self.now)
                if same(good.offer.id) not in taken and good.offer.status in _LASTING:
                    taken.add(same(good.offer.id))
                    yield replace(good, problems=())


_LASTING = frozenset({Status.OPEN, Status.SCHEDULED, Status.CLOSED})


def _remembered_paths(path: str, remembered: Remembered) -> list[str]:
    """*path* itself, or the files known below it when it is a folder that cannot be read."""
    if path in remembered.good:
        return [path]
    return [known for known in remembered.good if known.startswith(f"{path}/")]


def _kept_problem(item: Understood) -> Problem:
    return Problem(
        item.offer.path,
        1,
        1,
        Severity.INFO,
        "kept",
        "",
        f"its last good version stays published as {item.offer.status}",
        "repair the file, or delete it to withdraw the offer",
    )


def _next_change(offers: Iterable[Offer], now: datetime) -> datetime | None:
    moments = []
    for offer in offers:
        if offer.status is Status.SCHEDULED:
            moments.append(offer.opens_at)
        if offer.status in {Status.OPEN, Status.SCHEDULED}:
            moments.append(offer.closes_at)
    return min((moment for moment in moments if moment and moment > now), default=None)


def _good(
    items: Iterable[Understood], texts: Mapping[str, str], remembered: Remembered
) -> dict[str, GoodSource]:
    good: dict[str, GoodSource] = {}
    for item in items:
        offer = item.offer
        if offer.status is Status.UNREADABLE:
            for path in _remembered_paths(offer.path, remembered):
                good[path] = remembered.good[path]
        elif offer.status is not Status.TEMPLATE:
            text = texts[offer.path]
            digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            good[offer.path] = GoodSource(offer.id, digest, text)
    return good
