"""What feed readers get, whatever the format: feeds and their entries, ready to be written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache, partial
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from syndicate.renderings.characters import language_tag, one_line, uri
from syndicate.renderings.escaping import escaped, text
from syndicate.renderings.facts import telling
from syndicate.renderings.identity import entry_id, feed_id
from syndicate.renderings.moments import (
    beginning,
    published,
    recently_withdrawn,
    updated,
    withdrawn,
)
from syndicate.renderings.selections import selections, site_title
from syndicate.renderings.words import words
from syndicate.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from syndicate.offer import Offer, Organization
    from syndicate.renderings.artefact import Catalogue
    from syndicate.renderings.facts import Fact
    from syndicate.renderings.selections import Selection
    from syndicate.site import Site

# The same few come again with every offer.
_language = lru_cache(maxsize=256)(language_tag)
_tag = lru_cache(maxsize=1024)(one_line)
_label = lru_cache(maxsize=256)(partial(escape, quote=False))
# How a language parts a label from what it labels.
_COLONS = {"fr": "\u00a0: "}


class Author(NamedTuple):
    """Who publishes: a name on one line and, where known, an absolute address."""

    name: str
    url: str | None = None


class Texts(NamedTuple):
    """What several formats hold of one entry, as bytes: made once, and not kept with it.

    Escaped as the text of XML elements, but for ``utf8``, which is the content as it is.
    ``published`` is in ISO 8601, and empty when the offer tells no date.
    """

    id: bytes
    url: bytes
    title: bytes
    summary: bytes
    content: bytes
    utf8: bytes
    published: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One open offer as every format shows it; all its texts can stand in XML.

    ``title``, ``summary`` and ``tags`` are plain text, ``content`` is HTML; it, ``summary`` and
    ``url`` may be empty. ``published`` and ``updated`` are in whole seconds, their offsets in
    whole minutes; ``None`` when the offer tells no date.
    """

    id: str
    url: str
    title: str
    language: str
    summary: str
    content: str
    tags: tuple[str, ...]
    author: Author | None
    published: datetime | None
    updated: datetime | None
    apply_url: str | None
    offer: Offer


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An offer that closed: its entry's id and the moment."""

    ref: str
    when: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed, whatever its format.

    ``url`` is the folder of its files. ``complete`` says that an offer that is absent is not
    open (RFC 5005). ``updated`` is the moment of the last change of what it says; ``undated``
    stands where a format insists on the date of an entry that has none.
    """

    path: str
    id: str
    url: str
    title: str
    description: str
    language: str
    home: str
    hub: str | None
    tag_scheme: str
    author: Author
    updated: datetime
    undated: datetime
    complete: bool
    entries: tuple[Entry, ...]
    tombstones: tuple[Tombstone, ...]


def feeds(catalogue: Catalogue) -> Iterator[Feed]:
    """Every feed of *catalogue*, the whole board first; made one by one, as asked for."""
    for selection in selections(catalogue):
        yield feed(selection, catalogue)


def feed(selection: Selection, catalogue: Catalogue) -> Feed:
    """The feed of *selection*: its newest ``site.feeds.limit`` offers."""
    entries = tuple(entry(offer, catalogue) for offer in shown(selection, catalogue))
    return replace(feed_head(selection, catalogue), entries=entries)


def shown(selection: Selection, catalogue: Catalogue) -> tuple[Offer, ...]:
    """The offers of *selection* that its feed holds, newest first."""
    return selection.offers[: max(catalogue.site.feeds.limit, 0)]


def feed_head(selection: Selection, catalogue: Catalogue) -> Feed:
    """The feed of *selection* without its entries."""
    offers = shown(selection, catalogue)
    # All closed offers count, not only those still spoken of: the date of the feed must not run
    # backwards on the day a farewell ends.
    changes = [updated(offer, catalogue) for offer in offers]
    changes += [withdrawn(offer, catalogue) for offer in selection.closed]
    return head(
        catalogue.site,
        path=selection.path,
        title=selection.title,
        language=selection.language,
        changes=changes,
        complete=len(offers) == len(selection.offers),
        tombstones=_tombstones(selection.closed, catalogue),
    )


def head(
    site: Site,
    *,
    path: str,
    title: str,
    language: str,
    changes: Iterable[datetime | None],
    complete: bool,
    tombstones: Iterable[Tombstone] = (),
) -> Feed:
    """A feed without its entries: all that a frame is made of, from few facts.

    *changes* are the moments at which something in it came, changed or went: those of its
    entries in their order, then of the closings of all its offers, however long ago. The last
    counts, and the first of several that are one instant, as they may be written in other zones.
    *tombstones* are those to show.
    """
    beginning_of_site = beginning(site)
    return Feed(
        path=path,
        id=feed_id(site, path),
        url=uri(site.url + path),
        title=title,
        description=one_line(site.description) or title,
        language=language,
        home=uri(site.url),
        hub=uri(site.feeds.hub) if site.feeds.hub else None,
        tag_scheme=uri(f"{site.url}tags/"),
        author=_author(site.organization) or Author(site_title(site)),
        updated=max(filter(None, changes), default=beginning_of_site),
        undated=beginning_of_site,
        complete=complete,
        entries=(),
        tombstones=tuple(tombstones),
    )


def entry(offer: Offer, catalogue: Catalogue) -> Entry:
    """*offer* as feeds show it."""
    site = catalogue.site
    appeared = published(offer, catalogue)
    return Entry(
        id=entry_id(offer, site),
        url=uri(offer.url),
        title=one_line(offer.title) or one_line(offer.id) or uri(offer.url),
        language=_language(offer.language, site.language),
        summary=one_line(offer.summary),
        content=clean(_fact_list(offer, site) + offer.body),
        tags=_tags(offer),
        author=_author(offer.organization or site.organization),
        published=appeared,
        # Without a modification it is the same moment: no need to look for it twice.
        updated=updated(offer, catalogue) if offer.date_modified else appeared,
        apply_url=uri(offer.apply_url) if offer.apply_url else None,
        offer=offer,
    )


def texts(entry: Entry) -> Texts:
    """What formats share of *entry*: to escape is half of writing it."""
    utf8 = entry.content.encode()
    return Texts(
        text(entry.id),
        text(entry.url),
        text(entry.title),
        text(entry.summary),
        escaped(utf8),
        utf8,
        entry.published.isoformat().encode() if entry.published else b"",
    )


def _tombstones(closed: Iterable[Offer], catalogue: Catalogue) -> Iterator[Tombstone]:
    for offer in closed:
        when = withdrawn(offer, catalogue)
        if when and recently_withdrawn(offer, catalogue):
            yield Tombstone(entry_id(offer, catalogue.site), when)


def _fact_list(offer: Offer, site: Site) -> str:
    colon = _COLONS.get(words(offer.language, site.language).language, ": ")
    lines = [_fact_line(fact, colon) for fact in telling(offer, site)]
    return f"<ul>\n{''.join(lines)}</ul>\n" if lines else ""


def _fact_line(fact: Fact, colon: str) -> str:
    value = escape(fact.value, quote=False)
    return f"<li><strong>{_label(fact.label)}</strong>{colon}{value}</li>\n"


def _tags(offer: Offer) -> tuple[str, ...]:
    """The tags of *offer*, each once whatever its case."""
    tags: dict[str, str] = {}
    for written in offer.tags:
        tag = _tag(written)
        if tag:
            tags.setdefault(tag.casefold(), tag)
    return tuple(tags.values())


@lru_cache(maxsize=256)
def _author(organization: Organization | None) -> Author | None:
    if organization is None or not one_line(organization.name):
        return None
    url = uri(organization.url) if organization.url else None
    return Author(one_line(organization.name), url)
