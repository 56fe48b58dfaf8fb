"""The links of what a board is told: which of them do not say whence their visitors come."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESS = re.compile(r"https?://[^\s\"<>]+")


def untagged(told: object, home: str) -> list[str]:
    """The addresses below *home* in *told*, a JSON value, without ``utm_source`` and the id."""
    found = (address for text in _texts(told) for address in _ADDRESS.findall(html.unescape(text)))
    return [
        address
        for address in found
        if address.startswith(home)
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
