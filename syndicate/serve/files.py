"""Files of the output folder as HTTP answers."""

from __future__ import annotations

import gzip
import re
import stat
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from starlette.responses import HTMLResponse, RedirectResponse, Response

from syndicate.serve.live import SCRIPT_TAG

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from syndicate.site import Site

_TYPES_OF_NAMES = {
    "rss.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".ics": "text/calendar; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".pdf": "application/pdf",
    ".woff2": "font/woff2",
    ".gz": "application/gzip",
}

#: Types whose bytes are text: compressed, and the site's address in them made local.
_TEXT = re.compile(r"text/|application/([a-z]+\+)?(xml|json)|application/ld\+json|image/svg")

#: Shorter answers grow when compressed.
_LEAST_COMPRESSED = 500


def media_type(path: str) -> str:
    """The content type of the output file *path*, by its name."""
    name = PurePosixPath(path).name.lower()
    return _TYPES_OF_NAMES.get(name) or _TYPES.get(
        PurePosixPath(name).suffix, "application/octet-stream"
    )


@dataclass(frozen=True, slots=True)
class Files:
    """The output folder of *site* as a web server shows it.

    The site's own address in text answers is replaced by the one the request came to, so that
    links, canonical addresses and feeds lead back to the preview and not to the live site: a
    reader can subscribe to it, and a click shows the new page. The files stay as published.
    """

    site: Site

    @property
    def prefix(self) -> str:
        """The path of the site's address, with ``/`` at both ends."""
        return urlsplit(self.site.url).path or "/"

    def answer(self, request: Request) -> Response:
        """The file that the request asks for, or why there is none."""
        path: str = request.scope["path"]
        if path == "/" != self.prefix or f"{path}/" == self.prefix:
            return RedirectResponse(self.prefix)
        if not path.startswith(self.prefix):
            return self.missing(path)
        file = self._find(path[len(self.prefix) :])
        if file is None:
            return self.missing(path)
        if file.is_dir():
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(quote(f"{path}/") + query)
        try:
            data, changed = file.read_bytes(), file.stat().st_mtime
        except OSError:
            return self.missing(path)  # removed by a build just now
        kind = media_type(file.name)
        if _TEXT.match(kind):
            data = self._localised(data, request.headers["host"])
        if kind.startswith("text/html"):
            data = with_script(data)
        return answer(request, data, kind, changed)

    def _find(self, path: str) -> Path | None:
        """The file for *path*, or the folder to redirect to; None when there is nothing to show."""
        parts = path.split("/")
        wants_folder = parts[-1] == ""
        if wants_folder:
            parts.pop()
        if any(not part or part.startswith(".") or _is_odd(part) for part in parts):
            return None
        root = self.site.feeds_dir.resolve()
        try:
            file = root.joinpath(*parts).resolve(strict=True)
            mode = file.stat().st_mode
            if stat.S_ISDIR(mode) and (wants_folder or not parts):
                file = (file / "index.html").resolve(strict=True)
                mode = file.stat().st_mode
            elif wants_folder:
                return None
        except (OSError, RuntimeError):  # not there, not ours to read, or a loop of links
            return None
        if not file.is_relative_to(root):
            return None
        if stat.S_ISDIR(mode):
            return file if (file / "index.html").is_file() else None
        return file if stat.S_ISREG(mode) else None

    def _localised(self, data: bytes, host: str) -> bytes:
        address = self.site.url.rstrip("/").encode()
        local = f"http://{host}{self.prefix.rstrip('/')}".encode()
        boundary = rb"(?=[/\"'<>\s?#&\\)]|\Z)"
        return re.sub(re.escape(address) + boundary, lambda _: local, data)

    def missing(self, path: str) -> Response:
        """A page that says what is not there, and where it would be on the live site."""
        from html import escape

        parts = urlsplit(self.site.url)
        live = f"{parts.scheme}://{parts.netloc}{quote(path)}"
        text = (
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>Not found</title>'
            f"<h1>Not found</h1><p><code>{escape(path)}</code> is no file of "
            f"<code>{escape(self.site.feeds.path)}/</code>. On the published site it would be "
            f'<a href="{escape(live)}">{escape(live)}</a>.</p><p>'
            f'<a href="{escape(self.prefix)}">All offers</a> · '
            '<a href="/.syndicate/status">Status</a></p>'
        )
        return HTMLResponse(with_script(text.encode()), status_code=404, headers=NO_STORE)


NO_STORE = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}


def _is_odd(part: str) -> bool:
    return "\\" in part or any(letter < " " for letter in part)


def with_script(page: bytes) -> bytes:
    """*page* with the script that reloads it; the file itself never has it."""
    head, end, tail = page.rpartition(b"</body>")
    return head + SCRIPT_TAG + end + tail if end else page + SCRIPT_TAG


def answer(request: Request, data: bytes, kind: str, changed: float) -> Response:
    """*data* as a cache wants it: validators, 304, gzip. *changed* is a POSIX time stamp."""
    headers = {**NO_STORE, "Content-Type": kind}
    digest = sha256(data).hexdigest()[:32]
    if _TEXT.match(kind):
        headers["Vary"] = "Accept-Encoding"
        if len(data) >= _LEAST_COMPRESSED and _takes_gzip(request.headers):
            headers["Content-Encoding"] = "gzip"
            data = gzip.compress(data, 6, mtime=0)
            digest += "-gzip"  # other bytes, so another strong tag
    headers["ETag"] = f'"{digest}"'
    when = datetime.fromtimestamp(int(changed), UTC)
    headers["Last-Modified"] = format_datetime(when, usegmt=True)
    if _is_unchanged(request.headers, headers["ETag"], when):
        del headers["Content-Type"]
        headers.pop("Content-Encoding", None)
        return Response(status_code=304, headers=headers)
    return Response(data, headers=headers)


def _takes_gzip(headers: Mapping[str, str]) -> bool:
    for item in headers.get("accept-encoding", "").lower().split(","):
        coding, _, rest = item.partition(";")
        if coding.strip() in {"gzip", "*"}:
            return not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", rest)
    return False


def _is_unchanged(headers: Mapping[str, str], tag: str, when: datetime) -> bool:
    """RFC 9110, section 13.2.2: tags win over dates, and are compared without their weakness."""
    if (tags := headers.get("if-none-match")) is not None:
        held = {item.strip().removeprefix("W/") for item in tags.split(",")}
        return tag in held or "*" in held
    if (since := headers.get("if-modified-since")) is not None:
        try:
            held_since = parsedate_to_datetime(since)
        except ValueError:
            return False
        return held_since.tzinfo is not None and when <= held_since
    return False
