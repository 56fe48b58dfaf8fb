"""The whole content folder read at one instant."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from syndicate.content.addresses import settle
from syndicate.content.checks import check
from syndicate.content.claims import claim
from syndicate.content.identity import refuse_duplicates, same
from syndicate.content.reader import Reader
from syndicate.content.renames import renames
from syndicate.content.source import find
from syndicate.content.texts import unknown_boards
from syndicate.offer import Status
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from syndicate.content.addresses import Address
    from syndicate.content.reader import Read
    from syndicate.content.source import Source
    from syndicate.content.understand import Understood
    from syndicate.offer import Offer
    from syndicate.site import Site

    #: What an earlier build understood of a file that has not changed since; None: not known.
    Shelf = Callable[[Source], Read | None]


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
    shelf: Shelf = lambda _: None,
) -> Reading:
    """Read every file below the content folder.

    One file never breaks another: what cannot be read becomes an ``unreadable`` offer with a
    problem that says why. *shelf* is asked of each file for what it said, when that is known
    already. Raises ``ConfigurationError`` when there is no content folder.
    """
    remembered = remembered or Remembered()
    reader = Reader(site, now)
    texts: dict[str, str] = {}
    items = list(_items(reader, texts, shelf, progress))
    claims = [claim(item) for item in items]
    refused = refuse_duplicates(claims, remembered.good)
    items = [_refused(item) if item.offer.path in refused else item for item in items]
    unreadable = [i.offer.path for i in items if i.offer.status is Status.UNREADABLE]
    taken = {same(i.offer.id) for i in items if i.offer.status is not Status.UNREADABLE}
    stays = list(kept(earlier(reader, unreadable, remembered.good), taken))
    addresses = settle([claim(item) for item in (*items, *stays)], site)
    moved = [at(item, address) for item, address in zip((*items, *stays), addresses, strict=True)]
    items, stays = moved[: len(items)], moved[len(items) :]
    problems = list(refused.values())
    for item in items:
        problems += item.problems
        problems += check(item, site)
        problems += unknown_boards(item, site)
    problems += renames(claims, texts, remembered, now)
    problems += [kept_problem(item.offer.path, item.offer.status) for item in stays]
    offers = tuple(item.offer for item in items)
    return Reading(
        offers=offers,
        kept=tuple(item.offer for item in stays),
        problems=tuple(sorted(problems)),
        next_change=_next_change((*offers, *(item.offer for item in stays)), now),
        good=_good(items, texts, remembered),
        places={item.offer.path: item.places for item in items},
    )


def _items(
    reader: Reader,
    texts: dict[str, str],
    shelf: Shelf,
    progress: Callable[[int, int], None] | None,
) -> Iterator[Understood]:
    files = list(find(reader.site.root, reader.site.content_dir))
    for count, file in enumerate(files, 1):
        text, item = shelf(file) or reader.read(file)
        if text is not None:
            texts[file.path] = text
        yield item
        if progress:
            progress(count, len(files))


def _refused(item: Understood) -> Understood:
    return item._replace(offer=replace(item.offer, status=Status.UNREADABLE))


def at(item: Understood, address: Address) -> Understood:
    """*item* with its page at *address*."""
    offer = replace(item.offer, slug=address.slug, url=address.url)
    more = (address.problem,) if address.problem else ()
    return item._replace(offer=offer, problems=(*item.problems, *more))


def earlier(
    reader: Reader, paths: Iterable[str], good: Mapping[str, GoodSource]
) -> Iterator[Understood]:
    """The last *good* versions, at this instant, of the files at *paths*, which cannot be read.

    Those alone that would be published.
    """
    for path in paths:
        for known in _remembered_paths(path, good):
            item = reader.earlier(known, good[known].text)
            if item.offer.status in _LASTING:
                yield item._replace(problems=())


def kept(items: Iterable[Understood], taken: set[str]) -> Iterator[Understood]:
    """Those of *items*, made by ``earlier``, that stay, for nobody has taken their ids.

    *taken* are the ids, as ``same`` writes them, that others have; those of the kept join them.
    """
    for item in items:
        if same(item.offer.id) not in taken:
            taken.add(same(item.offer.id))
            yield item


_LASTING = frozenset({Status.OPEN, Status.SCHEDULED, Status.CLOSED})


def _remembered_paths(path: str, good: Mapping[str, GoodSource]) -> list[str]:
    """*path* itself, or the files known below it when it is a folder that cannot be read."""
    if path in good:
        return [path]
    return [known for known in good if known.startswith(f"{path}/")]


def kept_problem(path: str, status: str) -> Problem:
    """What to tell of the last good version, which is *status*, of the file at *path*."""
    return Problem(
        path,
        1,
        1,
        Severity.INFO,
        "kept",
        "",
        f"its last good version stays published as {status}",
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
            for path in _remembered_paths(offer.path, remembered.good):
                good[path] = remembered.good[path]
        elif offer.status is not Status.TEMPLATE:
            text = texts[offer.path]
            digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            good[offer.path] = GoodSource(offer.id, digest, text)
    return good
