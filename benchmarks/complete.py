"""RSS and Atom of every offer with its text: ours, by way of a build's memory, and feedgen's.

All of them are given the same entries, and end with two files.
"""

from __future__ import annotations

import shutil
from datetime import UTC
from html import escape
from io import BytesIO
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import TYPE_CHECKING, Any, cast

from benchmarks.corpus import NOW, specimens
from benchmarks.outputs import WrongOutputError
from benchmarks.peers.sites import HOUSE
from benchmarks.running import Stopwatch, child

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.corpus import Specimen
    from benchmarks.figures import Sample
    from syndicate.offer import Offer
    from syndicate.renderings.entries import Entry

_URL = "https://emploi.example.org/"
_TITLE = "Emplois"


def measured(who: str, above: Path, number: int) -> Sample:
    """What *who* (a function below) takes to write both, in a process of its own."""
    folder = above / f"complete-{who}"
    folder.mkdir()
    sample: Sample = child(f"complete.{who}", folder=folder, number=number)
    for file, element in (("rss.xml", "<item>"), ("atom.xml", "<entry")):
        (path,) = folder.rglob(file)
        found = path.read_text("utf-8").count(element)
        if found != number:
            raise WrongOutputError(f"{found} entries in {file} of {who} instead of {number}")
    shutil.rmtree(folder)
    return sample


def feedgen(folder: str, number: int) -> Sample:
    """By feedgen alone: one generator for both formats, indented as ours are."""
    from feedgen.feed import FeedGenerator

    given = _entries(number)
    watch = Stopwatch()
    generator: Any = FeedGenerator()
    generator.id(_URL)
    generator.title(_TITLE)
    generator.description(_TITLE)
    generator.language("fr")
    generator.updated(NOW)
    generator.link(href=_URL, rel="alternate")
    for entry in given:
        item = generator.add_entry(order="append")
        item.id(entry.id)
        item.title(entry.title)
        item.link(href=entry.url)
        item.summary(entry.summary)
        item.content(entry.content, type="html")
        if entry.author:
            item.author(name=entry.author.name, uri=entry.author.url)
        item.published(entry.published)
        item.updated(entry.updated)
        for tag in entry.tags:
            item.category(term=tag)
    generator.rss_file(str(Path(folder) / "rss.xml"), pretty=True)
    generator.atom_file(str(Path(folder) / "atom.xml"), pretty=True)
    return _sample(watch)


def straight(folder: str, number: int) -> Sample:
    """By what makes entries in a build and what writes them, one after the other."""
    from syndicate.renderings.atom import ATOM
    from syndicate.renderings.complete import head_of_all, write_complete
    from syndicate.renderings.rss import RSS
    from syndicate.renderings.syntax import fragments
    from syndicate.site import Site

    given = _entries(number)
    head = head_of_all(Site(root=Path(folder), url=_URL, title=_TITLE, language="fr"), [NOW], [])
    # All modules are loaded, as feedgen's are.
    write_complete(head, [], {RSS: BytesIO(), ATOM: BytesIO()})
    watch = Stopwatch()
    with (Path(folder) / RSS.file).open("wb") as rss, (Path(folder) / ATOM.file).open("wb") as atom:
        outs = {RSS: rss, ATOM: atom}
        write_complete(head, (fragments(entry, head, outs) for entry in given), outs)
    return _sample(watch)


def build(folder: str, number: int) -> Sample:
    """As one process of a build does it: entries are kept in its memory until all are there.

    What a build lists without such feeds as well is listed before the time counts.
    """
    from syndicate.project.desk import Desk
    from syndicate.project.gathering import gather_complete
    from syndicate.project.lists import OPEN, Listed, Listing, enlist
    from syndicate.project.making import CHUNK
    from syndicate.project.pieces import keep, pieces
    from syndicate.renderings.complete import SYNTAXES
    from syndicate.renderings.syntax import fragments
    from syndicate.site import FeedRules, Site

    given = _entries(number)
    rules = FeedRules(limit=0, complete=("rss", "atom"))
    site = Site(root=Path(folder), url=_URL, title=_TITLE, language="fr", feeds=rules)
    syntaxes = {form: SYNTAXES[form] for form in rules.complete}
    desk = Desk(site, NOW)
    for form in syntaxes:
        gather_complete(desk, form)  # all modules are loaded, as feedgen's are
    with desk.database.transaction() as db:
        for seat, entry in enumerate(given):
            place = -entry.published.timestamp() if entry.published else 0.0
            listed = Listed("", OPEN, place, entry.id, "")
            enlist(db, [(seat, Listing(frozenset([listed])))])

    def one(entry: Entry) -> dict[str, bytes]:
        made = fragments(entry, desk.complete_head, syntaxes.values())
        return pieces(dict(zip(syntaxes, made, strict=True)))

    watch = Stopwatch()
    for start in range(0, number, CHUNK):
        made = [one(entry) for entry in given[start : start + CHUNK]]
        with desk.database.transaction() as db:
            for seat, parts in enumerate(made, start):
                keep(db, seat, parts)
    for form in syntaxes:
        gather_complete(desk, form)
    sample = _sample(watch)
    desk.close()
    return sample


def _sample(watch: Stopwatch) -> Sample:
    return watch.sample() | {"mb": getrusage(RUSAGE_SELF).ru_maxrss / 1024}


def _entries(number: int) -> list[Entry]:
    """In the order of their files, which are named after the days they were posted."""
    found = sorted(specimens(number), key=lambda specimen: specimen.name)
    return [_entry(one) for one in found]


def _entry(found: Specimen) -> Entry:
    """An offer as a feed shows it, made before the time counts."""
    from syndicate.renderings.entries import Author, Entry

    employer = found.employer or HOUSE
    address = f"{_URL}jobs/{found.slug}/"
    posted = found.posted.astimezone(UTC)
    return Entry(
        id=address,
        url=address,
        title=found.title,
        language=found.language,
        summary=found.summary,
        content="".join(_paragraphs(found.body)),
        tags=found.tags,
        author=Author(employer.name, employer.url),
        published=posted,
        updated=posted,
        apply_url=None,
        offer=cast("Offer", None),  # neither format asks for it
    )


def _paragraphs(body: str) -> Iterator[str]:
    return (f"<p>{escape(block)}</p>\n" for block in body.split("\n\n"))
