"""Whether anything has changed since it was last looked at: by file times and sizes alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from syndicate.site import Site

Stamp = frozenset[tuple[str, int, int]]


def content_stamp(site: Site) -> Stamp:
    """Differs when an offer or a template was written, moved or removed."""
    places = (site.content_dir, site.root / "templates")
    return frozenset(stamp for place in places for stamp in _stamps(place))


def configuration_stamp(site: Site) -> Stamp:
    """Differs when ``syndicate.toml`` was written."""
    return frozenset(_stamps(site.root / "syndicate.toml"))


def build_stamp(site: Site) -> Stamp:
    """Differs when a build has written something down."""
    return frozenset(_stamps(site.state_dir / "build.db"))


def _stamps(place: Path) -> Iterator[tuple[str, int, int]]:
    try:
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from _stamps(place / entry.name)
                else:
                    found = entry.stat()
                    yield entry.path, found.st_mtime_ns, found.st_size
    except NotADirectoryError:
        found = place.stat()
        yield str(place), found.st_mtime_ns, found.st_size
    except FileNotFoundError:
        return  # gone between the listing and the look, or never there
