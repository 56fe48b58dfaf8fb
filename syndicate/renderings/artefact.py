"""What a rendering is given and what it returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from syndicate.offer import Offer
    from syndicate.site import Site


@dataclass(frozen=True, slots=True)
class Artefact:
    """One file of the output: ``path`` is relative to the output folder, with ``/``."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that renderings may know: the site, the instant, the offers that have pages.

    ``open`` is newest first (offers without a date last), then by id; ``closed`` likewise.
    """

    site: Site
    now: datetime
    open: tuple[Offer, ...]
    closed: tuple[Offer, ...]
