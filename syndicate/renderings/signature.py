"""The mark by which a file of the output folder is known to be ours when no memory says so."""

from __future__ import annotations

import re
import zlib
from posixpath import splitext

#: As much of a file as is looked at: every mark stands near the top.
HEAD = 64 * 1024

_HTML = re.compile(
    rb"""<meta\s+name=["']?generator["']?\s+content=["']Syndicate\b""", re.IGNORECASE
)
# As our own templates write it.
_PAGE = b'<meta name="generator" content="Syndicate">'
_HTML_COMMENT = re.compile(rb"\A\s*<!--[^>]{0,200}\bSyndicate\b")
_XML = re.compile(rb"<generator[^>]*>\s*Syndicate\b|<!--[^>]{0,200}\bSyndicate\b")
_JSON = re.compile(rb'"_syndicate"\s*:')
# A JobPosting has no room for a mark: its readers refuse foreign keys. The exact way in which we
# begin one is as good: no blank, these keys in this order.
_JOBPOSTING = re.compile(rb'\A\{"@context":"https://schema\.org/?","@type":"JobPosting",')
_CSS = re.compile(rb"\A(?:@charset[^;]{1,20};)?\s*/\*[^*]{0,200}\bSyndicate\b")
_TEXT = re.compile(rb"\A#[^\n]{0,200}\bSyndicate\b")

_MARKS: dict[str, tuple[re.Pattern[bytes], ...]] = {
    ".html": (_HTML, _HTML_COMMENT),
    ".xml": (_XML,),
    ".opml": (_XML,),
    ".json": (_JSON,),
    ".jsonld": (_JOBPOSTING,),
    ".css": (_CSS,),
    ".js": (_CSS,),
    ".txt": (_TEXT,),
}


def signed(path: str, data: bytes) -> bool:
    """Whether *data*, the beginning of the file at *path*, carries our mark.

    HTML: ``<meta name="generator" content="Syndicate …">`` or a first comment that names
    Syndicate; RSS and Atom: ``<generator>Syndicate``; other XML: a comment; JSON: a key
    ``_syndicate``; JSON-LD: a JobPosting that begins as ours do; CSS: a first comment; text: a
    first line that begins with ``#``; what is packed with gzip: what it holds.
    """
    if path.endswith(".gz"):
        path, data = path.removesuffix(".gz"), _unpacked(data)
    head = data[:HEAD]
    if path.endswith(".html") and _PAGE in head:
        return True
    marks = _MARKS.get(splitext(path)[1].lower(), ())
    return any(mark.search(head) for mark in marks)


def _unpacked(data: bytes) -> bytes:
    """As much of what is packed as the beginning *data* of the file holds."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data[:HEAD], HEAD)
    except zlib.error:
        return b""
