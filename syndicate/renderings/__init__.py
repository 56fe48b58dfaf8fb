"""Stage 2: offers in, artefacts out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.renderings.feeds import all_formats
from syndicate.renderings.fragments import fragments
from syndicate.renderings.opml import opml
from syndicate.renderings.pages import pages
from syndicate.renderings.sitemap import sitemap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from syndicate.renderings.artefact import Artefact, Catalogue

    Rendering = Callable[[Catalogue], Iterable[Artefact]]

#: Every rendering, in the order its files are written: pages before what links to them.
ALL: tuple[Rendering, ...] = (pages, fragments, all_formats, opml, sitemap)
