"""Keeping secrets out of what people read: errors, events, pages."""

from __future__ import annotations

import json
from base64 import b64encode, urlsafe_b64encode
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Shorter secrets are left alone: they would be found in every other word.
_SHORTEST = 4

#: The same for a piece of base64.
_SHORTEST_PIECE = 8


def forms(secrets: Iterable[str]) -> tuple[str, ...]:
    """*secrets* as they may stand in an address, a header or a body; the longest first."""
    found = {form for secret in secrets if len(secret) >= _SHORTEST for form in _forms(secret)}
    return tuple(sorted(found, key=len, reverse=True))


def _forms(secret: str) -> set[str]:
    raw = secret.encode("utf-8", "surrogatepass")
    return {
        secret,
        " ".join(secret.split()),
        quote(raw, safe=""),
        quote(raw),
        quote_plus(raw),
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1].replace("/", "\\/"),
        repr(secret)[1:-1],
        *_encoded(raw),
    }


def _encoded(raw: bytes) -> set[str]:
    """*raw* as it shows in base64, wherever it begins there: alone, or after ``user:``."""
    found = {b64encode(raw).decode(), urlsafe_b64encode(raw).decode()}
    for before in range(3):
        start, end = -(-before * 8 // 6), (before + len(raw)) * 8 // 6
        for encode in (b64encode, urlsafe_b64encode):
            piece = encode(bytes(before) + raw).decode()[start:end]
            if len(piece) >= _SHORTEST_PIECE:
                found.add(piece)
    return found


def redacted(text: str, secret_forms: Iterable[str]) -> str:
    """*text* with an ellipsis in place of every secret."""
    for form in secret_forms:
        text = text.replace(form, "…")
    return text
