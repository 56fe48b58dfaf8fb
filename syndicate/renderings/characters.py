"""Text and addresses as XML, JSON and feed readers can bear them."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from syndicate.text import clean

_AUTHORITY = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)([^/?#]*)(.*)", re.DOTALL)
_RESERVED = "%/:?#[]@!$&'()*+,;="
# Parse errors in HTML, whatever they were meant to be.
_HTML_CONTROLS = bytes({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0D})
_PLAIN = re.compile(rf"[\w.~{re.escape(_RESERVED)}-]*", re.ASCII)


def one_line(text: str) -> str:
    """*text* clean, on one line, without blanks around it; may be empty."""
    # Printable text has no blank other than the space, and nothing to clean away.
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(clean(text).split())


def html_bytes(html: str) -> bytes:
    """*html* in UTF-8, without the characters that HTML has no place for."""
    # A lone surrogate has no bytes; control characters come from offers, and mean nothing.
    return html.encode("utf-8", "replace").translate(None, _HTML_CONTROLS)


def language_tag(code: str, fallback: str = "en") -> str:
    """*code* as BCP 47 writes it (``pt_BR`` is ``pt-BR``); *fallback* when it is blank."""
    return one_line(code).replace("_", "-") or language_tag(fallback)


@lru_cache(maxsize=256)
def uri(url: str) -> str:
    """*url* in ASCII: the host in Punycode, everything else percent-encoded once."""
    if _PLAIN.fullmatch(url):
        return url
    found = _AUTHORITY.match(url)
    if not found:
        return _escaped(url)
    scheme, authority, rest = found.groups()
    return scheme + _ascii_host(authority) + _escaped(rest)


def _ascii_host(authority: str) -> str:
    if authority.isascii():
        return _escaped(authority)
    try:
        return _escaped(authority.encode("idna").decode("ascii"))
    except UnicodeError:
        return _escaped(authority)


def _escaped(text: str) -> str:
    return quote(text, safe=_RESERVED, errors="surrogatepass")
