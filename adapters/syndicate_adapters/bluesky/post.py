"""What a post on Bluesky is made of: its key, its text with links and tags, and its length."""

from __future__ import annotations

import re
from hashlib import sha256

from syndicate.announcement.lengths import graphemes, utf8_bytes
from syndicate.jobposting.text import clean

#: How many graphemes a post may have, and how many bytes for each of them.
LIMIT = 300
_BYTES_EACH = 10

_ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"
#: The microseconds from 2000 to 2020: keys in there are none that an app gives to a new post.
_BEGIN, _SPAN = 946_684_800_000_000, 631_152_000_000_000
_CLOCK_BITS = 10

_LINK = r"(?P<link>https?://[^\s/](?:\S*[^\s.,;:!?)\]}\"'»])?)"
_TAG = r"(?<![\w#&])#(?P<tag>\w{1,64})(?!\w)"
_SPECIAL = re.compile(f"{_LINK}|{_TAG}")
#: How much of an address's path is shown.
_PATH = 24

Facet = dict[str, object]


def record_key(site: str, subject: str) -> str:
    """The key of the post about one offer of one site: a TID, as posts must have.

    A TID is a moment in microseconds and ten bits more; these 59 bits are taken from a digest
    of both names, so that the post is found again by its offer alone.
    """
    # Changing this would announce every offer ever announced a second time.
    digest = sha256(f"{site}\n{subject}".encode("utf-8", "surrogatepass")).digest()
    number = (_BEGIN << _CLOCK_BITS) + int.from_bytes(digest) % (_SPAN << _CLOCK_BITS)
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(60, -1, -5))


def rich(text: str) -> tuple[str, list[Facet]]:
    """*text* as it is shown, with its addresses shortened, and what in it is a link or a tag."""
    shown, last, size = "", 0, 0
    facets: list[Facet] = []
    text = clean(text)
    for match in _SPECIAL.finditer(text):
        link, tag = match["link"], match["tag"]
        if link is None and tag.isdecimal():
            continue
        before = text[last : match.start()]
        words = match[0] if link is None else _short(link)
        start = size + utf8_bytes(before)
        size = start + utf8_bytes(words)
        shown, last = shown + before + words, match.end()
        feature = {"uri": link} if link else {"tag": tag}
        feature["$type"] = f"app.bsky.richtext.facet#{'link' if link else 'tag'}"
        # Bytes of UTF-8. The server takes any numbers, and what is off shows garbage.
        facets.append({"index": {"byteStart": start, "byteEnd": size}, "features": [feature]})
    return shown + text[last:], facets


def length(text: str) -> int:
    """How much of ``LIMIT`` *text* takes once shown: graphemes, or a tenth of its bytes."""
    shown, _ = rich(text)
    return max(graphemes(shown), -(-utf8_bytes(shown) // _BYTES_EACH))


def _short(link: str) -> str:
    """*link* as a reader wants to see it: the host, and the beginning of the path."""
    host, slash, path = re.split("[?#]", link.partition("://")[2])[0].partition("/")
    return f"{host}{slash}{path}" if len(path) <= _PATH else f"{host}/{path[:_PATH]}…"
