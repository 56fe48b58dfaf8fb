"""The sitemap: the pages of open offers, in parts where there are too many for one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from syndicate.offer import instant, iso
from syndicate.renderings.artefact import Artefact
from syndicate.renderings.characters import uri
from syndicate.renderings.moments import last_change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from syndicate.offer import Offer, When
    from syndicate.renderings.artefact import Catalogue
    from syndicate.site import Site

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
#: What the protocol allows in one file.
MOST_URLS = 50_000
MOST_BYTES = 50 * 1024 * 1024
# The schema takes no longer address.
_LONGEST_URL = 2048
# Declaration, comment and root of a file.
_FRAME = 200


class Fragment(NamedTuple):
    """One address of the sitemap, as its file has it: a line, in UTF-8."""

    url: str
    text: bytes


def fragment(offer: Offer, catalogue: Catalogue) -> Fragment | None:
    """The address of *offer* and the day its text last changed; None when it is too long."""
    url = uri(offer.url)
    if len(url) > _LONGEST_URL:
        return None
    return _fragment("url", url, last_change(offer, catalogue))


def sitemap(
    catalogue: Catalogue, most_urls: int = MOST_URLS, most_bytes: int = MOST_BYTES
) -> Iterator[Artefact]:
    """``sitemap.xml``: the pages of open offers and the day their text last changed.

    Above *most_urls* addresses or *most_bytes* bytes it is an index of ``sitemap-1.xml`` and so
    on, oldest offers first, so that a new offer changes the last part alone.
    """
    return sitemap_of(_fragments(catalogue), catalogue.site, most_urls, most_bytes)


def sitemap_of(
    fragments: Iterable[Fragment],
    site: Site,
    most_urls: int = MOST_URLS,
    most_bytes: int = MOST_BYTES,
) -> Iterator[Artefact]:
    """The files of the sitemap that has *fragments*, in their order, each address once."""
    # The schema wants an address at least: the board's own page says that nothing is open.
    found = list(fragments) or [_fragment("url", uri(site.url), None)]
    parts = list(_split(found, most_urls, most_bytes))
    if len(parts) == 1:
        yield Artefact("sitemap.xml", _document("urlset", parts[0]))
        return
    names = []
    for number, part in enumerate(parts, start=1):
        names.append(f"sitemap-{number}.xml")
        yield Artefact(names[-1], _document("urlset", part))
    entries = [_fragment("sitemap", uri(site.url + name), None) for name in names]
    yield Artefact("sitemap.xml", _document("sitemapindex", entries))


def _fragments(catalogue: Catalogue) -> Iterator[Fragment]:
    """The addresses of open offers, each once: oldest first, those without a date last."""
    found: dict[str, Offer] = {}
    for offer in catalogue.open:
        found.setdefault(uri(offer.url), offer)
    ranked = sorted(((_age(offer, catalogue), url) for url, offer in found.items()))
    made = (fragment(found[url], catalogue) for _, url in ranked)
    return (one for one in made if one is not None)


def _age(offer: Offer, catalogue: Catalogue) -> float:
    if not offer.date_posted:
        return float("inf")
    return instant(offer.date_posted, catalogue.site.timezone).timestamp()


def _split(
    fragments: Iterable[Fragment], most_urls: int, most_bytes: int
) -> Iterator[list[Fragment]]:
    part: list[Fragment] = []
    size = _FRAME
    for one in fragments:
        weight = len(one.text) + 1
        if part and (len(part) == most_urls or size + weight > most_bytes):
            yield part
            part, size = [], _FRAME
        part.append(one)
        size += weight
    yield part


def _fragment(element: str, url: str, changed: When | None) -> Fragment:
    # An address has been percent-encoded: of what XML minds, these are left.
    location = url.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    lastmod = f"<lastmod>{iso(changed)}</lastmod>" if changed else ""
    return Fragment(url, f"<{element}><loc>{location}</loc>{lastmod}</{element}>".encode())


def _document(root: str, fragments: Iterable[Fragment]) -> bytes:
    """A file of the protocol."""
    lines = [
        b"<?xml version='1.0' encoding='UTF-8'?>",
        f'<{root} xmlns="{_NAMESPACE}">'.encode(),
        b"<!-- Syndicate -->",
        *(one.text for one in fragments),
        f"</{root}>".encode(),
    ]
    return b"\n".join(lines) + b"\n"
