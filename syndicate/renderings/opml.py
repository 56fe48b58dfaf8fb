"""The list of all feeds, as feed readers import it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from syndicate.renderings.artefact import Artefact
from syndicate.renderings.characters import uri
from syndicate.renderings.selections import feed_links, selections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.renderings.artefact import Catalogue


def opml(catalogue: Catalogue) -> Iterator[Artefact]:
    """``feeds.opml``: one outline for each selection, in the preferred format.

    One and not three: a reader subscribes to all it imports, and would show every offer thrice.
    """
    chosen = selections(catalogue)
    root = etree.Element("opml", version="2.0")
    root.append(etree.Comment(" Syndicate "))
    etree.SubElement(etree.SubElement(root, "head"), "title").text = chosen[0].title
    body = etree.SubElement(root, "body")
    for selection in chosen:
        outline = etree.SubElement(body, "outline", type="rss", text=selection.title)
        outline.set("title", selection.title)
        outline.set("xmlUrl", feed_links(selection, catalogue.site)[0].href)
        outline.set("htmlUrl", uri(catalogue.site.url))
        outline.set("language", selection.language)
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    yield Artefact("feeds.opml", data)
