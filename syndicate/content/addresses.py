"""Slugs and URLs: every offer with a page gets an address that no other has."""

from __future__ import annotations

import hashlib
import re
from itertools import count
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from syndicate.content.identity import NAMELESS, precedence, same
from syndicate.content.slugs import slugify
from syndicate.offer import Status
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from syndicate.content.claims import Claim
    from syndicate.site import Site

_PAGE_ENDINGS = (".html", ".htm", ".xhtml")
#: Names with these endings are files of the output; no folder may be called so.
_FILE_ENDINGS = (*_PAGE_ENDINGS, ".xml", ".json", ".jsonld", ".opml", ".css", ".js", ".txt")
#: File systems take 255 bytes for a name, and some endings are ours.
_LONGEST_NAME = 200
_LONGEST_PATH = 1000
_PLAIN = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*/?")
#: Where a long list of offers has the pages of its months.
_MONTHS = re.compile(
    r"list/(?:[0-9]{4}-[0-9]{2}|undated)(?:/[0-9]+)?/?(?:index\.html)?", re.IGNORECASE
)


class Address(NamedTuple):
    """Where an offer's page is; ``problem`` says why it is not where the offer wanted it."""

    slug: str
    url: str
    problem: Problem | None = None


#: What is no offer, or cannot be read, has no page.
NOWHERE = Address("", "")


class Settled(NamedTuple):
    """The address of one claim, and every name that was asked for until it was found.

    Claims of which no two asked for the same name have had no say in each other's address.
    """

    address: Address
    asked: frozenset[str]


_UNSETTLED = Settled(NOWHERE, frozenset())


def settle(claims: Sequence[Claim], site: Site) -> list[Address]:
    """The address of each of *claims*, in their order; ``NOWHERE`` for what has no name.

    The address that an offer states is its own unless no page can be there, or another offer
    that came first has it: then the offer is told so, and gets the address that it would have
    had without stating one.
    """
    return [one.address for one in settled(claims, site)]


def settled(claims: Sequence[Claim], site: Site) -> list[Settled]:
    """The same with the names that each of *claims* has asked for."""
    named = [number for number, claim in enumerate(claims) if claim.status not in NAMELESS]
    named.sort(key=lambda number: _rank(claims[number]))
    book = _Book(site)
    found = [_UNSETTLED] * len(claims)
    for number in named:
        found[number] = book.settled(claims[number])
    return found


def url_of(claim: Claim, slug: str, site: Site) -> str:
    """The absolute address of the offer's page."""
    return site.url.rstrip("/") + _permalink(claim, slug, site)


def _permalink(claim: Claim, slug: str, site: Site) -> str:
    pattern = site.feeds.permalink
    if pattern.count("{") == 1 and "{slug}" in pattern:  # as most often: no other part is made
        return pattern.replace("{slug}", slug)
    posted = claim.date_posted or claim.opens or site.since
    return pattern.format(
        slug=slug,
        id=slugify(claim.id) or slug,
        language=claim.language,
        year=f"{posted.year:04}",
        month=f"{posted.month:02}",
        day=f"{posted.day:02}",
    )


class _Book:
    """Who has which address; claims come in the order in which they may choose."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.owners: dict[str, Claim] = {}
        self.taken: set[str] = set()
        self.asked: set[str] = set()

    def settled(self, claim: Claim) -> Settled:
        self.asked = set()
        fault = self.fault(claim)
        has_its_own = bool(claim.stated_url) and not fault
        for slug in _choices(claim):
            self.asked.add(slug)
            if slug not in self.taken:
                url = claim.stated_url if has_its_own else self.taken_by(claim, slug)
                if url:
                    break
        self.taken.add(slug)
        problem = _refusal(claim, fault, url, self.site) if fault else None
        return Settled(Address(slug, url, problem), frozenset(self.asked))

    def fault(self, claim: Claim) -> str:
        """Why *claim* cannot have the address that it states; else empty, and it has it."""
        path = _page(claim.stated_url, self.site) if claim.stated_url else None
        if path is None:
            return ""  # its page is on another site, or part of a page
        if fault := _fault(path):
            return fault
        owner = self._owner(path, claim)
        return "" if owner is claim else f"it is that of {owner.path} already"

    def taken_by(self, claim: Claim, slug: str) -> str:
        """The address that *claim* takes by being called *slug*; empty if it cannot be."""
        url = url_of(claim, slug, self.site)
        path = _page(url, self.site) or ""
        return "" if _fault(path) or self._owner(path, claim) is not claim else url

    def _owner(self, path: str, claim: Claim) -> Claim:
        """Whose the page at *path* is: that of *claim*, when nobody has asked for it before."""
        key = _key(path, self.site)
        self.asked.add(key)
        return self.owners.setdefault(key, claim)


def _page(url: str, site: Site) -> str | None:
    """The path of the page at *url* below the site; None when that is none of our pages.

    The list of offers has the empty path.
    """
    if not f"{url}/".startswith(site.url):
        return None
    path = url[len(site.url) :]
    if _PLAIN.fullmatch(path):
        return path
    path, mark, _ = re.sub(r"[?#]", "\n", path, count=1).partition("\n")
    if not path and mark:
        return None  # a part of the list of offers, such as /?job=7
    return unquote(path)


def _fault(path: str) -> str:
    """Why no page can be at *path*; empty when one can."""
    if path[:5].lower() == "list/" and _MONTHS.fullmatch(path):
        return "it is that of a list of offers"
    if len(path) <= _LONGEST_NAME and _PLAIN.fullmatch(path):
        return ""  # as nearly every slug makes it
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


def _rank(claim: Claim) -> tuple[bool, tuple[bool, datetime, int, str]]:
    # Only offers with a page compete; drafts take what is left.
    return claim.status not in _WITH_PAGES, precedence(claim)


_WITH_PAGES = frozenset({Status.OPEN, Status.CLOSED})


def _choices(claim: Claim) -> Iterator[str]:
    yield from claim.slugs
    digest = hashlib.sha256(same(claim.id).encode()).hexdigest()[:8]
    last = f"{slugify(claim.id) or 'offer'}-{digest}"
    yield last
    yield from (f"{last}-{number}" for number in count(2))


def _refusal(claim: Claim, fault: str, url: str, site: Site) -> Problem:
    line, column = claim.url_place
    key = claim.url_key
    return Problem(
        claim.path,
        line,
        column,
        Severity.ERROR,
        "bad-url",
        "url",
        f"{key}: no page of this offer can be at {claim.stated_url}: {fault}; it is at {url}",
        f"{key}: /{url.removeprefix(site.url)}",
    )
