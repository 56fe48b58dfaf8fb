"""Which feeds there are: one decision that feeds, OPML and autodiscovery links share."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from syndicate.renderings.characters import language_tag, one_line, uri
from syndicate.renderings.identity import entry_id
from syndicate.renderings.moments import published, recently_withdrawn, withdrawn
from syndicate.renderings.spelling import language_name
from syndicate.renderings.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from syndicate.offer import Offer
    from syndicate.renderings.artefact import Catalogue
    from syndicate.site import Site

# Names that are devices, not files, on one of the systems a checkout may land on.
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a feed: its file name, media type and name for people."""

    file: str
    media_type: str
    name: str


#: The formats every selection is written in, preferred first.
FORMATS: tuple[Format, ...] = (
    Format("atom.xml", "application/atom+xml", "Atom"),
    Format("rss.xml", "application/rss+xml", "RSS"),
    Format("feed.json", "application/feed+json", "JSON Feed"),
)


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice of offers that has its own feeds.

    ``path`` is empty or ends with ``/`` and is relative to the output folder. ``offers`` are
    open, newest first, all of them (feeds hold the first ``site.feeds.limit``). ``closed`` are
    those whose closing is known, by id, however long ago it was.
    """

    path: str
    title: str
    language: str
    offers: tuple[Offer, ...]
    closed: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedLink:
    """Where one feed is found: what ``<link rel="alternate">`` needs."""

    href: str
    media_type: str
    title: str


@dataclass(slots=True)
class _Group:
    names: Counter[str] = field(default_factory=Counter)
    offers: list[Offer] = field(default_factory=list)
    closed: list[Offer] = field(default_factory=list)


def selections(catalogue: Catalogue) -> tuple[Selection, ...]:
    """Every selection of *catalogue* that has feeds; the first is the whole board.

    The others are there while they have something to say: an open offer, or one that closed
    recently. Two offers with one id would be one entry to every reader: the first is taken.
    """
    site = catalogue.site
    offers = _newest_first(catalogue)
    closed = _farewells(catalogue, offers)
    board = Selection("", site_title(site), language_tag(site.language), offers, closed)
    parts = (part for by in dict.fromkeys(site.feeds.by) for part in _PARTS[by](board, site))
    return (board, *(part for part in parts if _has_news(part, catalogue)))


def feed_links(selection: Selection, site: Site) -> tuple[FeedLink, ...]:
    """The feeds of *selection*, preferred format first."""
    return tuple(
        FeedLink(
            uri(f"{site.url}{selection.path}{form.file}"),
            form.media_type,
            f"{selection.title} ({form.name})",
        )
        for form in FORMATS
    )


def site_title(site: Site) -> str:
    """The title of *site* on one line; its address where it has none."""
    return one_line(site.title) or uri(site.url)


def tag_slug(tag: str) -> str:
    """A folder name for *tag*: ASCII, lower case, never empty, fit for every file system.

    Case, accents, hyphens and apostrophes do not count: such tags are one. Whatever else the name
    cannot show (``C++``, ``C#``) is told apart by a fingerprint after ``_``.
    """
    folded = unicodedata.normalize("NFKD", one_line(tag).casefold().translate(_LIGATURES))
    key = re.sub(r"[\s_'’-]+", "-", "".join(c for c in folded if not unicodedata.combining(c)))
    key = key.strip("-")
    slug = re.sub(r"[^a-z0-9]+", "-", key)[:_LONGEST].strip("-")
    if slug and slug == key and slug not in _DEVICES:
        return slug
    fingerprint = hashlib.sha256((key or one_line(tag)).encode()).hexdigest()[:8]
    return f"{slug or 'tag'}_{fingerprint}"


def _newest_first(catalogue: Catalogue) -> tuple[Offer, ...]:
    dated: list[tuple[float, str, Offer]] = []
    for name, offer in _by_id(catalogue.open, catalogue.site).items():
        appeared = published(offer, catalogue)
        dated.append((-appeared.timestamp() if appeared else float("inf"), name, offer))
    return tuple(offer for _, _, offer in sorted(dated, key=lambda row: row[:2]))


def _farewells(catalogue: Catalogue, offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """The offers known to have closed, by their ids; one that is open again is not gone."""
    here = _by_id(offers, catalogue.site)
    gone = (offer for offer in catalogue.closed if withdrawn(offer, catalogue))
    left = sorted(_by_id(gone, catalogue.site).items())
    return tuple(offer for name, offer in left if name not in here)


def _has_news(selection: Selection, catalogue: Catalogue) -> bool:
    return bool(selection.offers) or any(
        recently_withdrawn(offer, catalogue) for offer in selection.closed
    )


def _by_id(offers: Iterable[Offer], site: Site) -> dict[str, Offer]:
    unique: dict[str, Offer] = {}
    for offer in offers:
        unique.setdefault(entry_id(offer, site), offer)
    return unique


def _by_tag(board: Selection, _site: Site) -> Iterator[Selection]:
    yield from _grouped(board, "tags/", lambda offer: offer.tags, lambda tag: tag)


def _by_workplace(board: Selection, site: Site) -> Iterator[Selection]:
    names = words(site.language).workplace
    yield from _grouped(
        board,
        "workplace/",
        lambda offer: (offer.workplace,) if offer.workplace else (),
        lambda word: names.get(word, word),
    )


def _by_employment(board: Selection, site: Site) -> Iterator[Selection]:
    names = words(site.language).employment
    yield from _grouped(
        board,
        "employment/",
        lambda offer: offer.employment,
        lambda word: names.get(word, word),
    )


def _by_language(board: Selection, site: Site) -> Iterator[Selection]:
    """A selection for each language, when offers are open in several."""
    spoken = {slug for offer in board.offers for slug, _ in _named((offer.language,))}
    if len(spoken) < 2:
        return
    names = partial(_language_name, site=site)
    for part in _grouped(board, "", lambda offer: (offer.language,), names):
        first = (part.offers or part.closed)[0]
        yield replace(part, language=language_tag(first.language))


def _language_name(code: str, site: Site) -> str:
    name = language_name(code, words(code, site.language))
    return name[:1].upper() + name[1:]


def _grouped(
    board: Selection,
    folder: str,
    keys: Callable[[Offer], Iterable[str]],
    name: Callable[[str], str],
) -> Iterator[Selection]:
    for slug, group in sorted(_groups(board, keys).items()):
        # The spelling most offers use; between equals, the first in the alphabet.
        spelling = min(group.names, key=lambda word: (-group.names[word], word))
        yield Selection(
            f"{folder}{slug}/",
            f"{board.title} – {name(spelling)}",
            board.language,
            tuple(group.offers),
            tuple(group.closed),
        )


def _groups(board: Selection, keys: Callable[[Offer], Iterable[str]]) -> dict[str, _Group]:
    groups: defaultdict[str, _Group] = defaultdict(_Group)
    for offer in board.offers:
        for slug, word in _named(keys(offer)):
            groups[slug].names[word] += 1
            groups[slug].offers.append(offer)
    for offer in board.closed:
        for slug, word in _named(keys(offer)):
            groups[slug].names[word] += 1
            groups[slug].closed.append(offer)
    return groups


def _named(words: Iterable[str]) -> Iterable[tuple[str, str]]:
    return {tag_slug(word): word for text in words if (word := one_line(text))}.items()


_PARTS: dict[str, Callable[[Selection, Site], Iterator[Selection]]] = {
    "tag": _by_tag,
    "language": _by_language,
    "workplace": _by_workplace,
    "employment": _by_employment,
}
