"""What an offer is called, and the names that it shares with no other, or with some."""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.addresses import settled
from syndicate.content.identity import same
from syndicate.content.packing import packed_problems
from syndicate.offer import Status
from syndicate.renderings.addresses import fragment_path, page_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from syndicate.content.addresses import Address
    from syndicate.content.claims import Claim
    from syndicate.problem import Problem
    from syndicate.site import Site

#: Bytes of a name as it is kept. Two names that are one by chance do no harm: their offers are
#: compared in vain.
_SIZE = 6
#: For the same reason a name is kept without what its path shares with all others, and without
#: its date: the id, the slug and the path of most offers are then one and the same.
_DATED = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}-")


def each(rows: str) -> str:
    """The beginning of a statement in which ``each`` has the names of *rows*, one by one.

    *rows* is a query for ``seat`` and ``names``.
    """
    return (
        "WITH RECURSIVE each (seat, name, rest) AS ("  # noqa: S608 - constants
        f"SELECT seat, substr(names, 1, {_SIZE}), substr(names, {_SIZE + 1}) FROM ({rows}) "
        "WHERE names != x'' UNION ALL "
        f"SELECT seat, substr(rest, 1, {_SIZE}), substr(rest, {_SIZE + 1}) FROM each "
        "WHERE rest != x'') "
    )


class Called(NamedTuple):
    """What an offer is called: the end of its row in ``fresh``.

    ``problem`` is what is told of that, packed; ``names`` what it has asked for on the way, its
    id among it.
    """

    slug: str
    url: str
    page: str | None
    problem: bytes | None
    names: bytes

    @property
    def shown(self) -> tuple[str, str, bytes | None]:
        """What pages and lists show of it."""
        return self.slug, self.url, self.problem


def called(claim: Claim, site: Site) -> Called:
    """What *claim* is called as long as no other asks for one of its names."""
    ((address, asked),) = settled([claim], site)
    return called_at(address, claim.status, names_of(claim, asked), address.problem, site)


def called_at(
    address: Address, status: Status, names: Iterable[str], problem: Problem | None, site: Site
) -> Called:
    """What an offer at *address* is called that has asked for *names*."""
    return Called(
        address.slug,
        address.url,
        _page(address, status, site),
        packed_problems([problem]) if problem else None,
        packed_names(names, site),
    )


def names_of(claim: Claim, asked: Iterable[str]) -> set[str]:
    """All names of *claim*, which has *asked* for these on its way to an address."""
    return {*asked} if claim.status is Status.UNREADABLE else {*asked, same(claim.id)}


def packed_names(names: Iterable[str], site: Site) -> bytes:
    """*names* as the memory keeps them."""
    before, after = _around_slug(site.feeds.permalink)
    short = {
        _DATED.sub("", name.removeprefix(before).removesuffix(after), count=1) for name in names
    }
    return b"".join(sorted(map(_digest, short)))


def unpacked_names(data: bytes) -> list[bytes]:
    """The names in *data*, each as the memory has it."""
    return [data[at : at + _SIZE] for at in range(0, len(data), _SIZE)]


@cache
def _around_slug(permalink: str) -> tuple[str, str]:
    """What is before and after the slug in the paths of pages, where that is always the same."""
    before, _, after = permalink.strip("/").partition("{slug}")
    return ("", "") if "{" in before + after else (same(before), same(after))


def _digest(name: str) -> bytes:
    return blake2b(name.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()


def _page(address: Address, status: Status, site: Site) -> str | None:
    """The file below the output folder that an offer at *address* has; None for none."""
    if status is Status.OPEN and not site.feeds.pages:
        return fragment_path(address, site)
    if status in {Status.OPEN, Status.CLOSED} and site.feeds.pages:
        return page_path(address, site)
    return None
