"""Files of the content folder, each read and understood by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.fields import vocabulary
from syndicate.content.source import Source
from syndicate.content.understand import Understood, understand, unreadable
from syndicate.errors import ContentError

if TYPE_CHECKING:
    from datetime import datetime

    from syndicate.site import Site


class Read(NamedTuple):
    """One file as read at one instant; ``text`` is None when there is none to be had."""

    text: str | None
    item: Understood


class Reader:
    """Reads the files of one site at one instant."""

    def __init__(self, site: Site, now: datetime) -> None:
        self.site = site
        self.now = now
        self.words = vocabulary(site.content.fields)

    def read(self, file: Source) -> Read:
        """What *file* says; raises nothing."""
        try:
            text = file.text()
        except ContentError as error:
            return Read(None, unreadable(file, error, self.site))
        return Read(text, self.understood(file, text))

    def understood(self, file: Source, text: str) -> Understood:
        """What *text*, the content of *file*, says; raises nothing."""
        return understand(file, text, self.site, self.words, self.now)

    def earlier(self, path: str, text: str) -> Understood:
        """What an earlier *text* of the file at *path* says at this instant."""
        inside = path.removeprefix(f"{self.site.content.path.strip('/')}/")
        return self.understood(Source(self.site.root / path, path, inside), text)
