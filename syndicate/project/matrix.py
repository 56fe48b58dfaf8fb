"""Offers × destinations: what is ready for what, judged without a network and without secrets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from syndicate.errors import ConfigurationError
from syndicate.memory import Memory
from syndicate.offer import Offer, Status
from syndicate.project.board_feeds import BoardFeeds
from syndicate.project.destinations import (
    Cell,
    Closed,
    Destination,
    Feed,
    Posted,
    Readers,
    Search,
    Subject,
)
from syndicate.project.dialects import SHIPPED, load, names
from syndicate.project.reading import read_with
from syndicate.renderings.artefact import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import datetime

    from syndicate.content.reading import Reading
    from syndicate.problem import Problem
    from syndicate.site import Site

_JUDGED = frozenset({Status.OPEN, Status.SCHEDULED})


@dataclass(frozen=True, slots=True)
class Row:
    """One offer, and how it fits each destination, in their order."""

    offer: Offer
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """How offers fit their destinations.

    ``problems`` and ``offers`` are those of all wanted files; ``rows`` has the offers that are open
    or scheduled. ``unjudged`` are boards that hold files of the site, whatever the offers say.
    """

    reading: Reading
    destinations: tuple[Destination, ...]
    unjudged: tuple[str, ...]
    problems: tuple[Problem, ...]
    offers: tuple[Offer, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which destinations: all that the site has, or those with ``names``; ``every`` dialect."""

    names: tuple[str, ...] = ()
    every: bool = False


def matrix(
    site: Site, now: datetime, choice: Choice, wanted: Callable[[str], bool] = lambda _: True
) -> Matrix:
    """The offers of the files that are *wanted*, and how they fit the destinations of *choice*.

    Nothing is written, and nothing is called. Raises ``ConfigurationError`` for a name that is
    none, and as ``project.read`` does.
    """
    with Memory(site.state_dir, read_only=True) as memory:
        reading = read_with(memory, site, now)
        feeds = BoardFeeds(site, now, memory.database)
        seen = memory.first_seen()
        problems = tuple(problem for problem in reading.problems if wanted(problem.path))
        destinations, unjudged = chosen(site, now, choice)
        of_file = _by_path(problems)
        offers = tuple(offer for offer in reading.offers if wanted(offer.path))
        rows = []
        for offer in offers:
            if offer.status in _JUDGED:
                known = feeds.known(seen.get(offer.path, now))
                subject = Subject(offer, tuple(of_file.get(offer.path, ())), known)
                rows.append(Row(offer, tuple(one.judge(subject) for one in destinations)))
    return Matrix(reading, destinations, unjudged, problems, offers, tuple(rows))


def _by_path(problems: Collection[Problem]) -> dict[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.path, []).append(problem)
    return found


# -- which destinations ---------------------------------------------------------------------------


def chosen(
    site: Site, now: datetime, choice: Choice
) -> tuple[tuple[Destination, ...], tuple[str, ...]]:
    """The destinations of *choice*, and the boards for files, which no offer is judged for.

    Raises ``ConfigurationError`` for a name that is none of them.
    """
    found = list(_pulled(site, now, choice))
    unjudged = []
    for name in site.boards:
        board = _board(site, name, choice)
        if isinstance(board, Destination):
            found.append(board)
        elif board:
            unjudged.append(name)
    if choice.names:
        _refuse_unknown(site, choice, found, unjudged)
        found = [one for one in found if one.name in choice.names]
        unjudged = [name for name in unjudged if name in choice.names]
    return tuple(found), tuple(unjudged)


def _pulled(site: Site, now: datetime, choice: Choice) -> Iterator[Destination]:
    """What comes for the files of the site; no two destinations have one name."""

    def name_of(name: str, kind: str) -> str:
        return f"{name}-{kind}" if name in site.boards else name

    yield Search(name_of("google", "search"), "Google and other search engines", site)
    yield Readers(name_of("readers", "feeds"), "feed readers")
    clock = Catalogue(site, now, (), ())
    asked = [name for one in choice.names if (name := one.removesuffix("-feed")) in names(site)]
    every = [file.stem for file in sorted(SHIPPED.glob("*.toml"))] if choice.every else []
    for name in dict.fromkeys((*site.feeds.dialects, *asked, *every)):
        dialect = load(name, site)
        yield Feed(name_of(name, "feed"), f"the feed for {dialect.about.title}", dialect, clock)


def _board(site: Site, name: str, choice: Choice) -> Destination | bool:
    """The board *name*; True for one that holds files, False for one that is not used."""
    from syndicate.delivery.registry import adapter_of, is_enabled
    from syndicate.delivery.stand_ins import open_to_ask

    if choice.names and name not in choice.names:
        return False
    title = f"the board {name}"
    try:
        if not choice.names and not is_enabled(site, name):
            return False
        if adapter_of(site, name).features.subject == "files":
            return True
        return Posted(name, title, open_to_ask(site, name))
    except ConfigurationError as error:
        return Closed(name, title, str(error))


def _refuse_unknown(
    site: Site, choice: Choice, found: Collection[Destination], unjudged: Collection[str]
) -> None:
    from syndicate.delivery.nearest import suggestion

    known = {*(one.name for one in found), *unjudged}
    wrong = [name for name in choice.names if name not in known]
    if wrong:
        there = {*known, *site.boards, *names(site)}
        lines = [f"there is no board or feed {name!r}; {suggestion(name, there)}" for name in wrong]
        raise ConfigurationError("\n".join(lines))
