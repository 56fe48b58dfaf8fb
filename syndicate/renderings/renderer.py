"""Pages of one site: what templates make of what is told them, and of what they all know."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from syndicate.renderings.artefact import Artefact
from syndicate.renderings.characters import uri
from syndicate.renderings.design import STYLESHEET, design
from syndicate.renderings.selections import FORMATS, site_title

if TYPE_CHECKING:
    from syndicate.site import Site


class Feed(NamedTuple):
    """A feed of the whole board: ``path`` is relative to the site."""

    name: str
    title: str
    media_type: str
    path: str
    url: str


class Renderer:
    """Makes the pages of one site by the templates as they are now."""

    def __init__(self, site: Site) -> None:
        self._design = design(site)
        self._always = {
            "site": site,
            "site_title": site_title(site),
            "feeds": _feeds(site),
            "stylesheet": self._design.stylesheet_address(),
        }

    def stylesheet(self) -> Artefact:
        """The stylesheet of all pages."""
        return Artefact(STYLESHEET, self._design.stylesheet())

    def page(self, path: str, template: str, **context: object) -> Artefact:
        """The page at *path* that *template* makes of *context*."""
        return Artefact(path, self._design.render(template, {**self._always, **context}))


def _feeds(site: Site) -> tuple[Feed, ...]:
    title = site_title(site)
    return tuple(
        Feed(
            form.name,
            f"{title} ({form.name})",
            form.media_type,
            form.file,
            uri(f"{site.url}{form.file}"),
        )
        for form in FORMATS
    )
