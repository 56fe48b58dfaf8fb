"""The sitemap against the protocol's own XML Schema, and against the open offers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.judges.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from tests.judges.verdict import Built

#: npm's package ``sitemap`` ships the schema of sitemaps.org.
SCHEMA = Path(__file__).parent / "node_modules" / "sitemap" / "schema" / "sitemap.xsd"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def sitemap(built: Built) -> Verdict:
    """The sitemap follows its schema; its addresses have files; every open offer is in it."""
    complaints: list[str] = []
    locations: list[str] = []
    for path in sorted(built.feeds.glob("sitemap*.xml")):
        name = built.name_of(path)
        root = _root(path)
        complaints += [f"{name}: {fault}" for fault in _schema_faults(root)]
        locations += [loc.text or "" for loc in root.iterfind(f"{NAMESPACE}url/{NAMESPACE}loc")]
    complaints += _against_offers(built, locations)
    return Verdict("sitemap XSD", len(locations), tuple(complaints))


def _root(path: Path) -> etree._Element:
    from lxml import etree

    return etree.parse(path).getroot()


def _schema_faults(root: etree._Element) -> Iterator[str]:
    from lxml import etree

    if root.tag == f"{NAMESPACE}sitemapindex":
        return  # the package has no schema for the index; its parts are judged one by one
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    if not schema.validate(root):
        yield from (f"line {error.line}: {error.message}" for error in schema.error_log)


def _against_offers(built: Built, locations: list[str]) -> Iterator[str]:
    if not locations and not built.open:
        return
    urls = {str(offer["url"]) for offer in built.open}
    closed = {str(offer["url"]) for offer in built.offers if offer["status"] != "open"} - urls
    yield from (f"sitemap.xml: {url} is missing" for url in sorted(urls - set(locations)))
    yield from (f"sitemap.xml: {url} is not open" for url in sorted(closed & set(locations)))
    for url in locations:
        if not built.file(url).is_file():
            yield f"sitemap.xml: {url} leads to no file"
