"""Which feeds there are: one decision that feeds, OPML and autodiscovery links share."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from syndicate.renderings.characters import language_tag, one_line, uri
from syndicate.renderings.identity import entry_id
from syndicate.renderings.moments import published, recently_withdrawn, withdrawn
from syndicate.renderings.spelling import language_name
from syndicate.renderings.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

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
    recently; those of languages when offers are open in several. Two offers with one id would be
    one entry to every reader: the first is taken.
    """
    site = catalogue.site
    offers = _newest_first(catalogue)
    closed = _farewells(catalogue, offers)
    board = Selection("", site_title(site), language_tag(site.language), offers, closed)
    groups = _groups(board, site)
    spoken = sum(is_language(path) and bool(group.offers) for path, group in groups.items())
    there = (
        _selection(path, group, site)
        for path, group in sorted(groups.items(), key=lambda item: rank(item[0], site))
        if not is_language(path) or spoken > 1
    )
    return (board, *(part for part in there if _has_news(part, catalogue)))


def feed_links(path: str, title: str, site: Site) -> tuple[FeedLink, ...]:
    """The feeds of the selection at *path*, preferred format first."""
    return tuple(
        FeedLink(uri(f"{site.url}{path}{form.file}"), form.media_type, f"{title} ({form.name})")
        for form in FORMATS
    )


def site_title(site: Site) -> str:
    """The title of *site* on one line; its address where it has none."""
    return one_line(site.title) or uri(site.url)


@lru_cache(maxsize=1024)  # the same few come again with every offer
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


def parts(offer: Offer, site: Site) -> Iterator[tuple[str, str]]:
    """The selections of *site* that *offer* is in beside the whole board: path, and its word."""
    for by in dict.fromkeys(site.feeds.by):
        folder, said = _PARTS[by]
        for slug, word in _named(said(offer)):
            yield f"{folder}{slug}/", word


def is_language(path: str) -> bool:
    """Whether the selection at *path* is that of a language: there are none, or several."""
    return bool(path) and not path.startswith(_FOLDERS)


def rank(path: str, site: Site) -> tuple[int, str]:
    """Where the selection at *path* stands among all: the board first, then as configured."""
    folder = f"{path.partition('/')[0]}/" if path.startswith(_FOLDERS) else ""
    kinds = [_PARTS[by][0] for by in dict.fromkeys(site.feeds.by)]
    return (0, "") if not path else (1 + kinds.index(folder), path)


def part_title(path: str, spellings: Mapping[str, int], site: Site) -> str:
    """The title of the selection at *path*; *spellings* counts the words its offers use."""
    if not path:
        return site_title(site)
    # The spelling most offers use; between equals, the first in the alphabet.
    spelling = min(spellings, key=lambda word: (-spellings[word], word))
    return f"{site_title(site)} – {_name(path, spelling, site)}"


def _name(path: str, word: str, site: Site) -> str:
    if path.startswith("tags/"):
        return word
    if path.startswith("workplace/"):
        return words(site.language).workplace.get(word, word)
    if path.startswith("employment/"):
        return words(site.language).employment.get(word, word)
    name = language_name(word, words(word, site.language))
    return name[:1].upper() + name[1:]


def _groups(board: Selection, site: Site) -> dict[str, _Group]:
    groups: defaultdict[str, _Group] = defaultdict(_Group)
    for offer in board.offers:
        for path, word in parts(offer, site):
            groups[path].names[word] += 1
            groups[path].offers.append(offer)
    for offer in board.closed:
        for path, word in parts(offer, site):
            groups[path].names[word] += 1
            groups[path].closed.append(offer)
    return groups


def _selection(path: str, group: _Group, site: Site) -> Selection:
    first = (*group.offers, *group.closed)[0]
    language = first.language if is_language(path) else site.language
    return Selection(
        path,
        part_title(path, group.names, site),
        language_tag(language),
        tuple(group.offers),
        tuple(group.closed),
    )


def _named(texts: Iterable[str]) -> Iterable[tuple[str, str]]:
    return {tag_slug(word): word for text in texts if (word := one_line(text))}.items()


#: What feeds can be made by: the folder of their selections, and what an offer says of it.
_PARTS: dict[str, tuple[str, Callable[[Offer], Iterable[str]]]] = {
    "tag": ("tags/", lambda offer: offer.tags),
    "language": ("", lambda offer: (offer.language,)),
    "workplace": ("workplace/", lambda offer: (offer.workplace,) if offer.workplace else ()),
    "employment": ("employment/", lambda offer: offer.employment),
}
_FOLDERS = tuple(folder for folder, _ in _PARTS.values() if folder)
