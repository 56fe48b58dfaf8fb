"""What the content folder says at one instant, without a word to the output folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from syndicate.content.reader import Reader
from syndicate.content.reading import GoodSource, Remembered
from syndicate.content.reading import read as read_content
from syndicate.errors import ContentError
from syndicate.memory import Memory
from syndicate.offer import Status
from syndicate.problem import Severity
from syndicate.project.shelf import Shelf
from syndicate.project.standouts import memory_lost

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from syndicate.content.reading import Reading
    from syndicate.content.rules import Before
    from syndicate.problem import Problem
    from syndicate.project.building import Progress
    from syndicate.site import Site


#: So far back a new date on an old offer is looked for in Git.
_LOOK_BACK = timedelta(days=30)


def read(site: Site, now: datetime, *, progress: Progress | None = None) -> Reading:
    """What the content folder says at *now*; nothing is written.

    Raises ``ConfigurationError`` when there is no content folder, ``OutputError`` when the
    memory of earlier builds cannot be used.
    """
    with Memory(site.state_dir, read_only=True) as memory:
        return _whole(memory, site, now, progress)


def check(site: Site, now: datetime, *, progress: Progress | None = None) -> Reading:
    """The same with the advice of the rules among its problems; raises the same."""
    from syndicate.content.rules import Case, advice

    with Memory(site.state_dir, read_only=True) as memory:
        reading = _whole(memory, site, now, progress)
        before = _before(memory, reading, site, now)
    if site.check.get("re-dated") != "off":
        before = _in_git(reading, site, now) | before
    cases = (
        Case(
            offer,
            reading.good[offer.path].text,
            site,
            now,
            reading.places[offer.path],
            before.get(offer.path),
        )
        for offer in reading.offers
        if offer.status in {Status.OPEN, Status.SCHEDULED}
    )
    # What is an error in its line already needs no second word there.
    wrong = {_place(one) for one in reading.problems if one.severity is Severity.ERROR}
    advised = (one for one in advice(cases, site) if one.line == 1 or _place(one) not in wrong)
    return replace(reading, problems=tuple(sorted([*reading.problems, *advised])))


def _place(problem: Problem) -> tuple[str, int, int]:
    return problem.path, problem.line, problem.column


def _whole(memory: Memory, site: Site, now: datetime, progress: Progress | None) -> Reading:
    """What the content folder says, and what feeds for job boards miss in it."""
    reading = read_with(memory, site, now, progress)
    if not site.feeds.dialects:
        return reading
    from syndicate.project.board_feeds import BoardFeeds

    missed = BoardFeeds(site, now, memory.database).missed(reading, memory.first_seen())
    return replace(reading, problems=tuple(sorted([*reading.problems, *missed])))


def _before(memory: Memory, reading: Reading, site: Site, now: datetime) -> dict[str, Before]:
    """What the last build knew of the files that have changed since, as it is today."""
    from syndicate.content.front_matter import parse
    from syndicate.content.rules import Before

    known = memory.digests()
    changed = [
        path for path, good in reading.good.items() if known.get(path, good.digest) != good.digest
    ]
    if not changed:
        return {}
    sources, reader = memory.sources(GoodSource), Reader(site, now)
    found = {}
    for path in changed:
        text = sources[path].text
        item = reader.earlier(path, text)
        if item.offer.status is Status.OPEN:
            found[path] = Before(item.offer, parse(text).body)
    return found


def _in_git(reading: Reading, site: Site, now: datetime) -> dict[str, Before]:
    """What open offers were before somebody dated them anew, as the history in Git tells it."""
    from syndicate.content.front_matter import parse
    from syndicate.content.rules import Before
    from syndicate.project.history import earlier_texts

    paths = [o.path for o in reading.offers if o.status is Status.OPEN and o.path in reading.good]
    reader = Reader(site, now)
    found = {}
    for path, text in earlier_texts(site.root, paths, now - _LOOK_BACK).items():
        if text == reading.good[path].text:
            continue  # its first version is its last one
        try:
            body = parse(text).body
        except ContentError:
            continue  # what could not be read was no offer
        # Most have another text now, and are not looked at any further.
        if body.strip() == parse(reading.good[path].text).body.strip():
            found[path] = Before(reader.earlier(path, text).offer, body)
    return found


def read_with(
    memory: Memory, site: Site, now: datetime, progress: Progress | None = None
) -> Reading:
    """The same as ``read``, with a *memory* that is open already."""
    remembered = Remembered(
        good=memory.sources(GoodSource),
        gone=memory.gone(GoodSource),
        first_seen=memory.first_seen(),
    )
    told = None if progress is None else _stage("reading", progress)
    reading = read_content(site, now, remembered, told, Shelf(memory.database, site, now))
    if not memory.warning:
        return reading
    return replace(reading, problems=tuple(sorted([*reading.problems, memory_lost(memory, site)])))


def _stage(name: str, progress: Progress) -> Callable[[int, int], None]:
    return lambda done, total: progress(name, done, total)
