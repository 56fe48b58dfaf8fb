"""Slugs and URLs: every offer with a page gets an address that no other has."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from itertools import chain, count
from typing import TYPE_CHECKING
from urllib.parse import unquote

from syndicate.content.dates import split_file_name
from syndicate.content.identity import NAMELESS, precedence, same, slugify
from syndicate.offer import Status
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from syndicate.content.understand import Understood
    from syndicate.offer import Offer
    from syndicate.site import Site

_PAGE_ENDINGS = (".html", ".htm", ".xhtml")
#: Names with these endings are files of the output; no folder may be called so.
_FILE_ENDINGS = (*_PAGE_ENDINGS, ".xml", ".json", ".jsonld", ".opml", ".css", ".js", ".txt")
#: File systems take 255 bytes for a name, and some endings are ours.
_LONGEST_NAME = 200
_LONGEST_PATH = 1000


def settle(items: Sequence[Understood], site: Site) -> list[Understood]:
    """Give each offer its slug and URL; the order of *items* stays.

    The address that an offer states is its own unless no page can be there, or another offer
    that came first has it: then the offer is told so, and gets the address that it would have
    had without stating one.
    """
    named = [item for item in items if item.offer.status not in NAMELESS]
    book = _Book(sorted(named, key=_rank), site)
    return [book.settled(item) if item.offer.status not in NAMELESS else item for item in items]


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


class _Book:
    """Who has which address; *items* come in the order in which they may choose."""

    def __init__(self, items: Sequence[Understood], site: Site) -> None:
        self.site = site
        self.slugs: dict[int, str] = {}
        self.faults: dict[int, str] = {}
        self.owners: dict[str, Understood] = {}
        taken: set[str] = set()
        for item in items:
            self.accept(item)
            choices = (slug for slug in _choices(item) if slug not in taken)
            slug = next(slug for slug in choices if self.claims(item, slug))
            taken.add(slug)
            self.slugs[id(item)] = slug

    def accept(self, item: Understood) -> None:
        """Let *item* have the address that it states, or note why it cannot."""
        path = _page(item.stated_url, self.site) if item.stated_url else None
        if path is None:
            return  # its page is on another site, or part of a page
        if fault := _fault(path):
            self.faults[id(item)] = fault
        elif (owner := self.owners.setdefault(_key(path, self.site), item)) is not item:
            self.faults[id(item)] = f"it is that of {owner.offer.path} already"

    def claims(self, item: Understood, slug: str) -> bool:
        """Whether *item* can be called *slug*: then the address which that makes is taken."""
        if self.has_its_own(item):
            return True
        path = _page(url_of(item.offer, slug, self.site), self.site) or ""
        return not _fault(path) and self.owners.setdefault(_key(path, self.site), item) is item

    def has_its_own(self, item: Understood) -> bool:
        return bool(item.stated_url) and id(item) not in self.faults

    def settled(self, item: Understood) -> Understood:
        slug = self.slugs[id(item)]
        stated = item.stated_url if self.has_its_own(item) else ""
        url = stated or url_of(item.offer, slug, self.site)
        problems = item.problems
        if fault := self.faults.get(id(item)):
            problems = (*problems, _refusal(item, fault, url, self.site))
        return replace(item, offer=replace(item.offer, slug=slug, url=url), problems=problems)


def _page(url: str, site: Site) -> str | None:
    """The path of the page at *url* below the site; None when that is none of our pages.

    The list of offers has the empty path.
    """
    if not f"{url}/".startswith(site.url):
        return None
    path, mark, _ = re.sub(r"[?#]", "\n", url[len(site.url) :], count=1).partition("\n")
    if not path and mark:
        return None  # a part of the list of offers, such as /?job=7
    return unquote(path)


def _fault(path: str) -> str:
    """Why no page can be at *path*; empty when one can."""
    path = path.removesuffix("/")
    names = path.split("/")
    if path in {"", "index.html"}:
        return "it is that of the list of offers"
    if any(name == "" or name.startswith(".") for name in names):
        return "a part of it is empty or begins with a dot"
    if any(letter < " " or letter in "\\\x7f\ufffd" for letter in path):
        return "it holds a character that no file name should have"
    if max(len(name.encode()) for name in names) > _LONGEST_NAME or len(path) > _LONGEST_PATH:
        return "it is too long"
    folders = names[:-1] if names[-1].lower().endswith(_PAGE_ENDINGS) else names
    if any(name.lower().endswith(_FILE_ENDINGS) for name in folders):
        return "it is that of a file, not of a page"
    return ""


def _key(path: str, site: Site) -> str:
    """The form in which two paths are one page, on any file system."""
    path = path.removesuffix("/").removesuffix("/index.html")
    if not site.feeds.pages:
        for ending in _PAGE_ENDINGS:  # their fragments all end alike
            path = path.removesuffix(ending)
    return same(path)


def _rank(item: Understood) -> tuple[bool, tuple[bool, datetime, int, str]]:
    # Only offers with a page compete; drafts take what is left.
    return item.offer.status not in {Status.OPEN, Status.CLOSED}, precedence(item)


def _choices(item: Understood) -> Iterator[str]:
    offer = item.offer
    _, undated = split_file_name(offer.id)
    digest = hashlib.sha256(same(offer.id).encode()).hexdigest()[:8]
    full = slugify(offer.id)
    last = f"{full or 'offer'}-{digest}"
    wished = (slugify(item.stated_slug), slugify(undated), full, last)
    return chain(filter(None, wished), (f"{last}-{number}" for number in count(2)))


def _refusal(item: Understood, fault: str, url: str, site: Site) -> Problem:
    line, column = item.places.get("url", (1, 1))
    key = item.keys.get("url", "url")
    return Problem(
        item.offer.path,
        line,
        column,
        Severity.ERROR,
        "bad-url",
        "url",
        f"{key}: no page of this offer can be at {item.stated_url}: {fault}; it is at {url}",
        f"{key}: /{url.removeprefix(site.url)}",
    )
