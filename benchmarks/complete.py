"""Feeds of every offer with its text: ours, which is written as it goes, and feedgen's."""

from __future__ import annotations

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

_SITE = "https://emploi.example.org/"


def measured(who: str, folder: Path, number: int) -> Sample:
    """What *who* (``ours`` or ``feedgen``) takes to write both, in a process of its own."""
    sample: Sample = child(f"complete.{who}", folder=folder, number=number)
    for file, element in (("rss.xml", "<item>"), ("atom.xml", "<entry")):
        path = folder / file
        found = path.read_text("utf-8").count(element)
        path.unlink()
        if found != number:
            raise WrongOutputError(f"{found} entries in {file} of {who} instead of {number}")
    return sample


def feedgen(folder: str, number: int) -> Sample:
    """By feedgen alone: one generator for both formats, indented as ours are."""
    from feedgen.feed import FeedGenerator

    entries = [_Plain(found) for found in specimens(number)]
    watch = Stopwatch()
    generator: Any = FeedGenerator()
    generator.id(_SITE)
    generator.title("Emplois")
    generator.description("Emplois")
    generator.language("fr")
    generator.updated(NOW)
    generator.link(href=_SITE, rel="alternate")
    for entry in entries:
        item = generator.add_entry(order="append")
        item.id(entry.url)
        item.title(entry.title)
        item.link(href=entry.url)
        item.summary(entry.summary)
        item.content(entry.content, type="html")
        item.author(name=entry.employer, uri=entry.employer_url)
        item.published(entry.posted)
        item.updated(entry.posted)
        for tag in entry.tags:
            item.category(term=tag)
    generator.rss_file(str(Path(folder) / "rss.xml"), pretty=True)
    generator.atom_file(str(Path(folder) / "atom.xml"), pretty=True)
    return watch.sample() | {"mb": getrusage(RUSAGE_SELF).ru_maxrss / 1024}


def ours(folder: str, number: int) -> Sample:
    """By what writes our complete feeds: entry after entry, into a file."""
    from syndicate.renderings.atom import ATOM
    from syndicate.renderings.complete import write_complete
    from syndicate.renderings.entries import Author, Entry, head
    from syndicate.renderings.rss import RSS
    from syndicate.site import Site

    def entry(plain: _Plain) -> Entry:
        return Entry(
            id=plain.url,
            url=plain.url,
            title=plain.title,
            language=plain.language,
            summary=plain.summary,
            content=plain.content,
            tags=plain.tags,
            author=Author(plain.employer, plain.employer_url),
            published=plain.posted,
            updated=plain.posted,
            apply_url=None,
            offer=cast("Offer", None),  # neither format asks for it
        )

    entries = [entry(_Plain(found)) for found in specimens(number)]
    site = Site(root=Path(folder), url=_SITE, title="Emplois")
    first = head(site, path="", title="Emplois", language="fr", changes=[NOW], complete=True)
    # All modules are loaded, as feedgen's are.
    write_complete(first, [], {RSS: BytesIO(), ATOM: BytesIO()})
    watch = Stopwatch()
    with (Path(folder) / RSS.file).open("wb") as rss, (Path(folder) / ATOM.file).open("wb") as atom:
        write_complete(first, entries, {RSS: rss, ATOM: atom})
    return watch.sample() | {"mb": getrusage(RUSAGE_SELF).ru_maxrss / 1024}


class _Plain:
    """An offer as a feed shows it, made before the time counts."""

    def __init__(self, found: Specimen) -> None:
        employer = found.employer or HOUSE
        self.url = f"{_SITE}jobs/{found.slug}/"
        self.title = found.title
        self.language = found.language
        self.summary = found.summary
        self.content = "".join(_paragraphs(found.body))
        self.tags = found.tags
        self.employer = employer.name
        self.employer_url = employer.url
        self.posted = found.posted.astimezone(UTC)


def _paragraphs(body: str) -> Iterator[str]:
    return (f"<p>{escape(block)}</p>\n" for block in body.split("\n\n"))
