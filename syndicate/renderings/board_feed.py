"""Feeds for job boards: ads of offers, written in any dialect."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from syndicate.renderings.ad import ads
from syndicate.renderings.ad_rules import Reason, refusals, retitled, too_late, wishes
from syndicate.renderings.characters import language_tag, one_line, uri
from syndicate.renderings.moments import plain, updated
from syndicate.renderings.selections import site_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime, tzinfo

    from syndicate.offer import Offer
    from syndicate.renderings.ad import Ad
    from syndicate.renderings.artefact import Catalogue
    from syndicate.renderings.dialect import Dialect
    from syndicate.site import Site

#: The folder of these feeds below the site.
FOLDER = "boards/"
#: What tells one place of an ad from another.
_PLACE = ("city", "region", "postal_code", "country")


class Items(NamedTuple):
    """What the feed in one dialect holds of one offer.

    ``number`` ads, written one after the other as ``data``; ``changed`` is when the offer last
    changed, in seconds since 1970. ``titles`` are their references and titles, where the board
    keeps the first title that it sees.
    """

    number: int
    data: bytes
    changed: int | None = None
    titles: tuple[tuple[str, str], ...] = ()


class Told(NamedTuple):
    """Something that a board demands of an offer, or only wishes."""

    dialect: str
    reason: Reason
    is_wish: bool = False


class Known(NamedTuple):
    """What is remembered of boards: when one could first see an offer, and under which title."""

    first_seen: Callable[[str], datetime]
    first_title: Callable[[str, str], str | None]


def items(
    offer: Offer, dialects: Iterable[Dialect], clock: Catalogue, known: Known
) -> tuple[dict[str, Items], list[Told]]:
    """The ads of *offer* in each of *dialects*, by name, and what their boards miss in them."""
    written: dict[str, Items] = {}
    missed: list[Told] = []
    every = ads(offer, clock)
    changed = updated(offer, clock)
    second = None if changed is None else int(changed.timestamp())
    for dialect in dialects:
        told: dict[tuple[str, ...], Told] = {}
        taken = list(_taken(dialect, every, known, told))
        missed += told.values()
        if taken:
            data = "".join([_item(dialect, ad) for ad in taken]).encode()
            titles = [(ad["reference"], ad["title"]) for ad in taken if dialect.rules.frozen]
            written[dialect.name] = Items(len(taken), data, second, tuple(titles))
    return written, missed


def judged(
    offer: Offer, dialects: Iterable[Dialect], clock: Catalogue, known: Known
) -> Iterator[tuple[int, list[Told]]]:
    """For each of *dialects*, how many ads of *offer* its feed holds, and what its board misses.

    The same as ``items``, and nothing is written.
    """
    every = ads(offer, clock)
    for dialect in dialects:
        told: dict[tuple[str, ...], Told] = {}
        number = sum(1 for _ in _taken(dialect, every, known, told))
        yield number, list(told.values())


def _taken(
    dialect: Dialect, every: list[Ad], known: Known, told: dict[tuple[str, ...], Told]
) -> Iterator[Ad]:
    """Those of *every* ad of an offer that the feed in *dialect* holds.

    What its board misses is added to *told*, once for all places.
    """
    for ad in _placed(dialect, every):
        found = [Told(dialect.name, reason) for reason in refusals(dialect, ad)]
        if not found:
            yield ad
            found = list(_remarks(dialect, ad, known))
        for remark in found:
            told.setdefault(remark.reason[:3], remark)


def _placed(dialect: Dialect, every: list[Ad]) -> list[Ad]:
    """*every* ad where the board wants it: work from anywhere may have a place of its own there.

    Where that is one for several towns, it has one ad, whose name does not depend on their order.
    """
    remote = dialect.rules.remote
    if not remote or every[0].offer.workplace != "remote":
        return every
    placed: dict[tuple[str, ...], Ad] = {}
    for one in every:
        ad = one.placed(remote)
        place = tuple(ad[part] for part in _PLACE)
        if place not in placed or ad["reference"] < placed[place]["reference"]:
            placed[place] = ad
    return list(placed.values())


def _item(dialect: Dialect, ad: Ad) -> str:
    made = [part(ad) for part in dialect.parts]
    return f"{dialect.opening(ad)}{''.join(made)}</{dialect.item}>\n"


def _remarks(dialect: Dialect, ad: Ad, known: Known) -> Iterator[Told]:
    rules, name = dialect.rules, dialect.name
    for wish in wishes(dialect, ad):
        yield Told(name, wish, is_wish=True)
    if rules.first_seen_within and (late := too_late(dialect, ad, known.first_seen(name))):
        yield Told(name, late)
    if rules.frozen:
        first = known.first_title(name, ad["reference"])
        if first is not None and (other := retitled(dialect, ad["title"], first)):
            yield Told(name, other)


# -- around the ads -------------------------------------------------------------------------------


class Head(dict[str, str]):
    """What stands at the head of a feed: values of *site*, the number of ads, the last change."""

    def __init__(self, site: Site, number: int, changed: datetime) -> None:
        employer = site.organization
        super().__init__(
            site_title=one_line(site_title(site)),
            site_url=uri(site.url),
            site_description=one_line(site.description),
            organization=one_line(employer.name) if employer else "",
            language=language_tag(site.language),
            count=str(number),
        )
        self.moments: dict[str, datetime | None] = {"changed": plain(changed)}
        self.made: dict[object, str] = {}
        self._site = site

    @property
    def zone(self) -> tzinfo:
        """The time zone in which a day of the site is a day."""
        return self._site.timezone


def frame(dialect: Dialect, head: Head) -> tuple[bytes, bytes]:
    """All that stands before the first ad and after the last one."""
    outer, *inner = dialect.root
    header = "".join(part(head) for part in dialect.header)
    opened = "".join(f"<{name}>\n" for name in inner)
    closed = "".join(f"</{name}>\n" for name in reversed(dialect.root))
    # The comment is the mark by which the file is known to be ours.
    start = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- written by Syndicate -->\n'
        f"<{outer}{dialect.root_attributes}>\n{header}{opened}"
    )
    return start.encode(), closed.encode()


def count_items(dialect: Dialect, lines: Iterable[bytes]) -> int:
    """How many ads the *lines* of a feed in *dialect* hold, which this program wrote."""
    start, rest = f"<{dialect.item}".encode(), (b">", b" ")
    return sum(line.startswith(start) and line[len(start) :][:1] in rest for line in lines)
