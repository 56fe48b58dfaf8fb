"""The files that a command is asked about, and what others call them."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from syndicate.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from syndicate.site import Site


def inside(site: Site, path: Path) -> PurePosixPath:
    """*path*, given from here, as the project knows it.

    :raises ConfigurationError: there is no such file, or it is not the project's.
    """
    if not os.path.lexists(path):
        raise ConfigurationError(f"{path}: no such file or folder")
    # A link in the content folder stays itself; a project reached through a link is one project.
    ways = ((site.root.absolute(), _absolute(path)), (site.root.resolve(), path.resolve()))
    for root, place in ways:
        if place.is_relative_to(root):
            return PurePosixPath(place.relative_to(root).as_posix())
    raise ConfigurationError(f"{path}: outside the project {site.root}")


def is_wanted(path: str, wanted: Sequence[PurePosixPath]) -> bool:
    """Whether the file at *path*, as the project knows it, is among or below *wanted*; or all."""
    return not wanted or any(PurePosixPath(path).is_relative_to(place) for place in wanted)


def repository_prefix(root: Path) -> str:
    """The way from the repository's root to the project: services name files from there."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            way = root.relative_to(folder).as_posix()
            return "" if way == "." else f"{way}/"
    return ""


def _absolute(path: Path) -> Path:
    return Path(os.path.normpath(path.absolute()))
