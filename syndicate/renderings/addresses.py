"""Where pages lie below the output folder, and which addresses may be linked to."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote, unquote

from syndicate.renderings.characters import uri

if TYPE_CHECKING:
    from syndicate.site import Site


class Addressed(Protocol):
    """An offer, or what stands for one, that has its address; ``url`` is absolute."""

    @property
    def slug(self) -> str: ...
    @property
    def url(self) -> str: ...


_PAGE_ENDINGS = (".html", ".htm", ".xhtml")


def below_site(offer: Addressed, site: Site) -> str | None:
    """The offer's address relative to the site's; None when it lies elsewhere."""
    if not offer.url.startswith(site.url) or offer.url == site.url:
        return None
    return uri(offer.url[len(site.url) :])


def page_link(offer: Addressed, site: Site, root: str) -> str:
    """The way to the offer's page from one that reaches the site's folder by *root*.

    Relative, so that pages work wherever they lie: on the site, a preview, a disk.
    """
    below = below_site(offer, site)
    return uri(offer.url) if below is None else f"{root or './'}{below}"


def page_path(offer: Addressed, site: Site) -> str | None:
    """The file that any web server shows at the offer's address, below the output folder.

    ``jobs/stage/`` and ``jobs/stage`` are ``jobs/stage/index.html``; ``jobs/stage.html`` is
    itself. None when the address is not below the site's: the page is someone else's.
    """
    address = _path(offer, site)
    if not address:
        return None
    if address.endswith(_PAGE_ENDINGS):
        return address
    return f"{address.rstrip('/')}/index.html"


def fragment_path(offer: Addressed, site: Site) -> str:
    """The file of the offer's JSON-LD where another generator makes the pages.

    It has the page's address with ``.jsonld`` in place of the ending: ``jobs/stage.jsonld``.
    """
    address = _path(offer, site) or f"jobs/{offer.slug}"
    for ending in _PAGE_ENDINGS:
        address = address.removesuffix(ending)
    return f"{address.removesuffix('/index').rstrip('/')}.jsonld"


@lru_cache(maxsize=1024)
def web_link(url: str | None) -> str | None:
    """*url* fit for a link when it leads to the web; None for any other scheme, or none."""
    if url and url.strip().lower().startswith(("http://", "https://")):
        return uri(url.strip())
    return None


def mail_link(address: str | None, subject: str) -> str | None:
    """A ``mailto:`` link with a subject; None when *address* is no mail address."""
    if not address or "@" not in address or len(address.split()) != 1:
        return None
    # Subjects are made of the same few words: each is quoted once.
    words = "%20".join(map(_quoted, subject.split(" ")))
    return f"mailto:{_quoted(address)}?subject={words}"


@lru_cache(maxsize=4096)
def _quoted(text: str) -> str:
    return quote(text, safe="@", errors="replace")


def _path(offer: Addressed, site: Site) -> str:
    address = below_site(offer, site) or ""
    return unquote(address.partition("#")[0].partition("?")[0])
