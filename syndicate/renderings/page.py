"""What templates know of the page they make."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

#: Longer titles are cut by search engines, and are an error to HTML checkers.
LONGEST_TITLE = 70

_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class Translation:
    """One language of an offer: ``name`` is in that language, ``href`` relative to the page."""

    language: str
    name: str
    url: str
    href: str


class Page(NamedTuple):
    """What every template knows of the page it makes.

    ``root`` leads to the site's folder and is empty or ends with ``/``; ``home`` to the list of
    offers. ``words_lang`` and ``site_lang`` are attributes for elements whose text is in
    another language than the page's, else empty. ``translations`` has this page in it.
    """

    title: str
    heading: str
    description: str
    language: str
    rtl: bool
    url: str
    root: str
    home: str
    words_lang: Markup
    site_lang: Markup
    translations: tuple[Translation, ...] = ()
    others: tuple[Translation, ...] = ()


class Employer(NamedTuple):
    """The employer as a page names it; addresses lead to the web or are None."""

    name: str
    url: str | None
    logo: str | None


class Apply(NamedTuple):
    """How to apply; all None where only the offer's text says it."""

    url: str | None
    email: str | None
    mailto: str | None


def page_title(title: str, owner: str) -> str:
    """*title* and *owner* in one line for tabs and results, at most ``LONGEST_TITLE`` long."""
    both = f"{title} – {owner}"
    return both if len(both) <= LONGEST_TITLE else shortened(title, LONGEST_TITLE)


def shortened(text: str, limit: int) -> str:
    """*text* cut after a word so that it has at most *limit* characters, ``…`` included."""
    if len(text) <= limit:
        return text
    head = text[:limit]
    # Cut inside the last word only when the words are as long as lines.
    space = head.rfind(" ", limit // 2)
    return head[: space if space > 0 else limit - 1].rstrip(" ,;:–—-") + "…"


@lru_cache(maxsize=256)
def is_rtl(language: str) -> bool:
    """Whether *language* is written from right to left."""
    return _primary(language) in _RIGHT_TO_LEFT


@lru_cache(maxsize=256)
def lang(inner: str, outer: str) -> Markup:
    """The attributes of an element in *inner* that stands in text in *outer*."""
    if _primary(inner) == _primary(outer):
        return Markup()
    if is_rtl(inner) == is_rtl(outer):
        return Markup(' lang="{}"').format(inner)
    return Markup(' lang="{}" dir="{}"').format(inner, "rtl" if is_rtl(inner) else "ltr")


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
