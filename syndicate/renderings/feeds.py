"""The files of all feeds, in all formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.renderings.atom import ATOM
from syndicate.renderings.jsonfeed import JSON_FEED
from syndicate.renderings.rss import RSS
from syndicate.renderings.syntax import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.renderings.artefact import Artefact, Catalogue
    from syndicate.renderings.syntax import Syntax

#: Every format that feeds are written in.
SYNTAXES: tuple[Syntax, ...] = (ATOM, RSS, JSON_FEED)


def all_formats(catalogue: Catalogue) -> Iterator[Artefact]:
    """Every feed of *catalogue* in every format; cheaper than one format after the other."""
    return written(catalogue, *SYNTAXES)


def atom(catalogue: Catalogue) -> Iterator[Artefact]:
    """Every feed of *catalogue* in Atom 1.0, with tombstones (RFC 6721) of closed offers."""
    return written(catalogue, ATOM)


def rss(catalogue: Catalogue) -> Iterator[Artefact]:
    """Every feed of *catalogue* in RSS 2.0."""
    return written(catalogue, RSS)
