"""The only place where the stages meet: content in, renderings out, boards kept in step.

Pushing is imported by those who push: building a site must not wait for a database's driver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.project.building import Built, build

if TYPE_CHECKING:
    from datetime import datetime

    from syndicate.content.reading import Reading
    from syndicate.project.building import Progress
    from syndicate.site import Site

__all__ = ["Built", "build", "check", "read"]


def read(site: Site, now: datetime, *, progress: Progress | None = None) -> Reading:
    """What the content folder says at *now*; see ``project.reading``."""
    # Imported here: a build that has nothing to do reads no file.
    from syndicate.project.reading import read

    return read(site, now, progress=progress)


def check(site: Site, now: datetime, *, progress: Progress | None = None) -> Reading:
    """The same with the advice of the rules; see ``project.reading``."""
    from syndicate.project.reading import check

    return check(site, now, progress=progress)
