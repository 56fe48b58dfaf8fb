"""Text and addresses as XML, JSON and feed readers can bear them."""

from __future__ import annotations

import re
from urllib.parse import quote

# XML 1.0 has no place for most control characters and for lone surrogates: one of them would
# make the whole document unreadable. The C1 controls are allowed there, and never meant.
_UNFIT = re.compile("[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_AUTHORITY = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)([^/?#]*)(.*)", re.DOTALL)
_RESERVED = "%/:?#[]@!$&'()*+,;="


def clean(text: str) -> str:
    """*text* without the characters that no XML document may hold."""
    return _UNFIT.sub("", text)


def one_line(text: str) -> str:
    """*text* clean, on one line, without blanks around it; may be empty."""
    return " ".join(clean(text).split())


def language_tag(code: str, fallback: str = "en") -> str:
    """*code* as BCP 47 writes it (``pt_BR`` is ``pt-BR``); *fallback* when it is blank."""
    return one_line(code).replace("_", "-") or language_tag(fallback)


def uri(url: str) -> str:
    """*url* in ASCII: the host in Punycode, everything else percent-encoded once."""
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
