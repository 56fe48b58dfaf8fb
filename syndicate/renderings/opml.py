"""The list of all feeds, as feed readers import it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.renderings.artefact import Artefact
from syndicate.renderings.characters import uri
from syndicate.renderings.selections import feed_links, selections, site_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from syndicate.renderings.artefact import Catalogue
    from syndicate.site import Site


def opml(catalogue: Catalogue) -> Iterator[Artefact]:
    """``feeds.opml``: one outline for each selection, in the preferred format.

    One and not three: a reader subscribes to all it imports, and would show every offer thrice.
    """
    chosen = ((part.path, part.title, part.language) for part in selections(catalogue))
    yield opml_of(chosen, catalogue.site)


def opml_of(chosen: Iterable[tuple[str, str, str]], site: Site) -> Artefact:
    """``feeds.opml`` with the selections of these paths, titles and languages."""
    from lxml import etree  # here: a build that changes no feed has no need of it

    root = etree.Element("opml", version="2.0")
    root.append(etree.Comment(" Syndicate "))
    etree.SubElement(etree.SubElement(root, "head"), "title").text = site_title(site)
    body = etree.SubElement(root, "body")
    for path, title, language in chosen:
        outline = etree.SubElement(body, "outline", type="rss", text=title)
        outline.set("title", title)
        outline.set("xmlUrl", feed_links(path, title, site)[0].href)
        outline.set("htmlUrl", uri(site.url))
        outline.set("language", language)
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return Artefact("feeds.opml", data)
