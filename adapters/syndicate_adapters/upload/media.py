"""What files are, for those who serve them by what they are told."""

from __future__ import annotations

from pathlib import PurePosixPath

_OF_NAMES = {
    "rss.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}
_OF_ENDINGS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".json": "application/json",
    ".ics": "text/calendar; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".gz": "application/gzip",
}


def media_type(path: str) -> str:
    """The content type of the output file *path*, by its name."""
    name = PurePosixPath(path).name.lower()
    return _OF_NAMES.get(name) or _OF_ENDINGS.get(
        PurePosixPath(name).suffix, "application/octet-stream"
    )
