"""The links of what a board is told: which of them do not say whence their visitors come."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESS = re.compile(r"https?://[^\s\"<>]+")
#: The words of a link may be any, an address without its tags too.
_WORDS = re.compile(r"(<a [^>]*>)[^<]*(?=</a>)")


def untagged(told: object, home: str) -> list[str]:
    """The addresses below *home* in *told*, a JSON value, without ``utm_source`` and the id."""
    texts = (html.unescape(_WORDS.sub(r"\1", text)) for text in _texts(told))
    return [
        address
        for text in texts
        for address in _ADDRESS.findall(text)
        if address.startswith(home)
        and address != home
        and not {"utm_source", "utm_content"} <= parse_qs(urlsplit(address).query).keys()
    ]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
