"""Web and mail addresses that authors write in front matter."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from syndicate.content.memo import remembered

if TYPE_CHECKING:
    from syndicate.content.fields import Given
    from syndicate.content.report import Report
    from syndicate.site import Site

_MAIL = re.compile(r"[^@\s<>()\[\],;:\"]+@[^@\s<>()\[\],;:\"]+\.[^\W\d_]{2,}")
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?(?::\d{{1,5}})?")


@remembered
def mail_address(text: str) -> str | None:
    """The one mail address in *text*, ``mailto:`` and a name around it left out, or None."""
    found = _MAIL.findall(text.removeprefix("mailto:").partition("?")[0])
    return found[0].rstrip(".") if len(found) == 1 else None


@remembered
def is_web_url(text: str) -> bool:
    """True for an absolute http(s) address with a host and no blanks."""
    try:
        parts = urlsplit(text)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return False
    host = parts.netloc.rpartition("@")[2]
    return (
        parts.scheme in {"http", "https"}
        and port_is_fine
        and (bool(_HOST.fullmatch(host)) or (host.startswith("[") and bool(parts.hostname)))
        and not re.search(r"[\s<>\"{}|\\^`\x00-\x20\x7f]", text)
    )


def web_url(given: Given, report: Report, site: Site) -> str | None:
    """The absolute address that *given* states, or None with a problem that says why.

    A path (``/img/logo.png``) belongs to the site that the content comes from.
    """
    text = given.text
    if re.match(r"/(?!/)|\.{1,2}/", text):
        text = urljoin(site.content.base_url or site.url, text)
    if is_web_url(text):
        return text
    report.error(
        "bad-url",
        f"{given.key}: '{given.text}' is not a web address",
        at=given,
        field="url",
        hint=f"{given.key}: {_suggestion(given.text)}",
    )
    return None


def as_the_site_spells_it(url: str, site: Site) -> str | None:
    """*url* below the address of *site*, when nothing but ``http:`` or capitals keep it outside."""
    ours = site.url.partition("://")[2]
    theirs = url.partition("://")[2]
    if f"{url}/".startswith(site.url) or not f"{theirs}/".lower().startswith(ours.lower()):
        return None
    return site.url + theirs[len(ours) :]


def _suggestion(text: str) -> str:
    scheme, colon, rest = text.partition(":")
    near = get_close_matches(scheme.lower(), ["https", "http"], n=1) if colon else []
    candidate = f"{near[0]}:{rest}" if near else f"https://{text}"
    return candidate if is_web_url(candidate) and "." in text else "https://example.org/"
