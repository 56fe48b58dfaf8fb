"""What there is to push at one instant: the open offers, and the files of the last build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from syndicate.adapter import PublishedFile
from syndicate.memory import Memory
from syndicate.offer import Offer, Status
from syndicate.project.reading import read_with

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from syndicate.content.reading import Reading
    from syndicate.project.building import Progress
    from syndicate.site import Site


@dataclass(frozen=True, slots=True)
class Offered:
    """Everything that boards may want, at *now*.

    ``every`` has the offers of all files by id, whatever their status, and the last good
    versions of those that cannot be read; ``open`` those that are to be on boards; ``files``
    by path. ``unreadable`` are the ids that must stay as they are, ``errors`` counts all files
    that cannot be read. ``unbuilt`` are offers whose page on the site does not show what their
    file says, because no build has come since. ``next_change`` is when the clock next opens or
    closes an offer: until then, and until a file changes, all of this stays so.
    """

    now: datetime
    every: Mapping[str, Offer]
    open: Mapping[str, Offer]
    files: Mapping[str, PublishedFile]
    unreadable: frozenset[str]
    unbuilt: frozenset[str]
    errors: int
    next_change: datetime | None

    @property
    def found(self) -> int:
        """How many offers the folder holds, open or not: none at all looks like an accident."""
        return sum(offer.status in _OFFERS for offer in self.every.values())


_OFFERS = frozenset({Status.OPEN, Status.SCHEDULED, Status.CLOSED, Status.DRAFT})


def offered(site: Site, now: datetime, progress: Progress | None = None) -> Offered:
    """Read what there is to push; nothing is written, and nothing is built.

    Raises as ``project.read`` does.
    """
    with Memory(site.state_dir, read_only=True) as memory:
        reading = read_with(memory, site, now, progress)
        built = memory.files()
        digests = memory.digests()
        every = {offer.id: offer for offer in (*reading.offers, *reading.kept)}
        current = {id_: offer for id_, offer in every.items() if offer.status is Status.OPEN}
        unbuilt = frozenset(
            id_
            for id_, offer in current.items()
            if not _is_built(offer, site, reading, digests, built)
        )
    lost = {offer.id for offer in reading.offers if offer.status is Status.UNREADABLE}
    return Offered(
        now=now,
        every=every,
        open=current,
        files=_files(site, built),
        unreadable=frozenset(lost - {offer.id for offer in reading.kept}),
        unbuilt=unbuilt,
        errors=sum(offer.status is Status.UNREADABLE for offer in reading.offers),
        next_change=reading.next_change,
    )


def _is_built(
    offer: Offer,
    site: Site,
    reading: Reading,
    digests: Mapping[str, str],
    built: Mapping[str, str],
) -> bool:
    """Whether the site's page of *offer* was made of the file as it is now."""
    from syndicate.renderings.addresses import page_path

    page = page_path(offer, site) if site.feeds.pages else None
    if page is None:
        return True  # somebody else makes it, and it may well be there
    source = reading.good.get(offer.path)
    same = source is None or digests.get(offer.path) == source.digest
    return same and page in built and (site.feeds_dir / page).is_file()


def _files(site: Site, built: Mapping[str, str]) -> dict[str, PublishedFile]:
    # A digest is unknown while a build is at work: its files are told of once it has ended.
    return {
        path: PublishedFile(path, site.url + _address(path), digest, str(site.feeds_dir / path))
        for path, digest in sorted(built.items())
        if digest
    }


def _address(path: str) -> str:
    folder, _, name = path.rpartition("/")
    if name != "index.html":
        return quote(path)
    return quote(f"{folder}/") if folder else ""
