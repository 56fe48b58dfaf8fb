"""The sitemap: the pages of open offers, in parts where there are too many for one file."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from syndicate.offer import instant
from syndicate.renderings.artefact import Artefact
from syndicate.renderings.characters import uri
from syndicate.renderings.moments import as_written, last_change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from syndicate.offer import Offer, When
    from syndicate.renderings.artefact import Catalogue

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
#: What the protocol allows in one file.
MOST_URLS = 50_000
MOST_BYTES = 50 * 1024 * 1024
# The schema takes no longer address.
_LONGEST_URL = 2048
# Declaration, comment and root of a file; tags and line ends around one address.
_FRAME, _TAGS = 200, 70


class _Page(NamedTuple):
    url: str
    changed: When | None


def sitemap(
    catalogue: Catalogue, most_urls: int = MOST_URLS, most_bytes: int = MOST_BYTES
) -> Iterator[Artefact]:
    """``sitemap.xml``: the pages of open offers and the day their text last changed.

    Above *most_urls* addresses or *most_bytes* bytes it is an index of ``sitemap-1.xml`` and so
    on, oldest offers first, so that a new offer changes the last part alone.
    """
    parts = list(_split(_pages(catalogue), most_urls, most_bytes))
    if len(parts) == 1:
        yield Artefact("sitemap.xml", _urlset(parts[0]))
        return
    names = []
    for number, part in enumerate(parts, start=1):
        names.append(f"sitemap-{number}.xml")
        yield Artefact(names[-1], _urlset(part))
    yield Artefact("sitemap.xml", _index(catalogue, names))


def _pages(catalogue: Catalogue) -> list[_Page]:
    """The addresses of open offers, each once: oldest first, those without a date last."""
    found: dict[str, Offer] = {}
    for offer in catalogue.open:
        found.setdefault(uri(offer.url), offer)
    ranked = sorted(
        (_age(offer, catalogue), url) for url, offer in found.items() if len(url) <= _LONGEST_URL
    )
    if not ranked:
        # The schema wants an address at least: the board's own page says that nothing is open.
        return [_Page(uri(catalogue.site.url), None)]
    return [_Page(url, last_change(found[url], catalogue)) for _, url in ranked]


def _age(offer: Offer, catalogue: Catalogue) -> float:
    if not offer.date_posted:
        return float("inf")
    return instant(offer.date_posted, catalogue.site.timezone).timestamp()


def _split(pages: list[_Page], most_urls: int, most_bytes: int) -> Iterator[list[_Page]]:
    part: list[_Page] = []
    size = _FRAME
    for page in pages:
        weight = len(escape(page.url)) + _TAGS
        if part and (len(part) == most_urls or size + weight > most_bytes):
            yield part
            part, size = [], _FRAME
        part.append(page)
        size += weight
    yield part


def _urlset(pages: list[_Page]) -> bytes:
    return _document("urlset", "url", ((page.url, page.changed) for page in pages))


def _index(catalogue: Catalogue, names: list[str]) -> bytes:
    return _document(
        "sitemapindex", "sitemap", ((uri(catalogue.site.url + n), None) for n in names)
    )


def _document(root: str, child: str, rows: Iterable[tuple[str, When | None]]) -> bytes:
    """A file of the protocol, written row by row."""
    out = BytesIO()
    with etree.xmlfile(out, encoding="UTF-8") as file:
        file.write_declaration()
        with file.element(f"{{{_NAMESPACE}}}{root}", nsmap={None: _NAMESPACE}):
            file.write("\n", etree.Comment(" Syndicate "))
            for location, changed in rows:
                file.write("\n")
                with file.element(f"{{{_NAMESPACE}}}{child}"):
                    _leaf(file, "loc", location)
                    if changed:
                        _leaf(file, "lastmod", as_written(changed))
            file.write("\n")
    return out.getvalue() + b"\n"


def _leaf(file: Any, name: str, text: str) -> None:
    with file.element(f"{{{_NAMESPACE}}}{name}"):
        file.write(text)
