"""Ids for life, slugs for URLs: who keeps a name when two offers want the same."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from syndicate.content.dates import split_file_name
from syndicate.offer import Status
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from syndicate.content.understand import Understood
    from syndicate.offer import Offer
    from syndicate.site import Site

MAX_SLUG = 80

#: Letters that lose their sound when only their accent is dropped.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "å": "a", "đ": "d", "ł": "l", "þ": "th", "·": ""}
)


def slugify(text: str) -> str:
    """A URL part for *text*: lower case, ASCII, hyphens, at most 80 characters; may be empty."""
    flat = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    ascii_ = flat.encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-")
    if len(words) <= MAX_SLUG:
        return words
    cut = words[: MAX_SLUG + 1].rpartition("-")[0]
    return cut or words[:MAX_SLUG]


def same(text: str) -> str:
    """The form in which two ids are the same name: case and Unicode form do not count."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def refuse_duplicates(read: Sequence[Understood]) -> tuple[list[Understood], list[Problem]]:
    """Of two offers with one id, keep one and make the other ``unreadable``.

    The offer that states its id in front matter keeps it, then the one posted first, then the
    first path: a new file never takes the name of an old one.
    """
    owners: dict[str, Understood] = {}
    refused: dict[str, Problem] = {}
    offers = [item for item in read if item.offer.status not in _NAMELESS]
    for item in sorted(offers, key=_precedence):
        owner = owners.setdefault(same(item.offer.id), item)
        if owner is not item:
            refused[item.offer.path] = _duplicate(item, owner)
    kept = [
        replace(item, offer=replace(item.offer, status=Status.UNREADABLE))
        if item.offer.path in refused
        else item
        for item in read
    ]
    return kept, list(refused.values())


def settle(items: Sequence[Understood], site: Site) -> list[Understood]:
    """Give each offer its slug and URL; the order of *items* stays."""
    slugs = _slugs(items)
    settled = []
    for item in items:
        if item.offer.status in _NAMELESS:
            settled.append(item)
            continue
        slug = slugs[id(item)]
        url = item.stated_url or url_of(item.offer, slug, site)
        settled.append(replace(item, offer=replace(item.offer, slug=slug, url=url)))
    return settled


#: What has no page has no name to defend.
_NAMELESS = frozenset({Status.UNREADABLE, Status.TEMPLATE})


def url_of(offer: Offer, slug: str, site: Site) -> str:
    """The absolute address of the offer's page."""
    posted = offer.date_posted or offer.opens or site.since
    path = site.feeds.permalink.format(
        slug=slug,
        id=slugify(offer.id) or slug,
        language=offer.language,
        year=f"{posted.year:04}",
        month=f"{posted.month:02}",
        day=f"{posted.day:02}",
    )
    return site.url.rstrip("/") + path


def _precedence(item: Understood) -> tuple[bool, datetime, str]:
    posted = item.offer.date_posted
    if posted is None:
        moment = datetime.max.replace(tzinfo=UTC)
    elif isinstance(posted, datetime):
        moment = posted
    else:
        moment = datetime.combine(posted, time.min, UTC)
    return not item.stated_id, moment, item.offer.path


def _duplicate(item: Understood, owner: Understood) -> Problem:
    return Problem(
        item.offer.path,
        item.id_line,
        1,
        Severity.ERROR,
        "duplicate-id",
        "id",
        f"the id '{item.offer.id}' belongs to {owner.offer.path} already",
        f"id: {item.offer.id}-2",
    )


def _slugs(items: Iterable[Understood]) -> dict[int, str]:
    """A slug per item, no two alike: who came first keeps the short one."""
    taken: set[str] = set()
    slugs: dict[int, str] = {}
    named = [item for item in items if item.offer.status not in _NAMELESS]
    for item in sorted(named, key=_slug_precedence):
        slug = next(choice for choice in _choices(item) if choice and choice not in taken)
        taken.add(slug)
        slugs[id(item)] = slug
    return slugs


def _slug_precedence(item: Understood) -> tuple[bool, tuple[bool, datetime, str]]:
    # Only offers with a page compete; drafts and templates take what is left.
    return item.offer.status not in {Status.OPEN, Status.CLOSED}, _precedence(item)


def _choices(item: Understood) -> list[str]:
    offer = item.offer
    _, undated = split_file_name(offer.id)
    digest = hashlib.sha256(same(offer.id).encode()).hexdigest()[:8]
    full = slugify(offer.id)
    stated = slugify(item.stated_slug)
    return [stated, slugify(undated), full, f"{full or 'offer'}-{digest}"]
