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


def forms(secrets: Iterable[str]) -> tuple[str, ...]:
    """*secrets* as they may stand in an address, a header or a body; the longest first."""
    found = {form for secret in secrets if len(secret) >= _SHORTEST for form in _forms(secret)}
    return tuple(sorted(found, key=len, reverse=True))


def _forms(secret: str) -> set[str]:
    raw = secret.encode("utf-8", "surrogatepass")
    encoded = (b64encode(raw).decode(), urlsafe_b64encode(raw).decode())
    return {
        secret,
        " ".join(secret.split()),
        quote(raw, safe=""),
        quote(raw),
        quote_plus(raw),
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1].replace("/", "\\/"),
        *encoded,
        *(form.rstrip("=") for form in encoded),
        repr(secret)[1:-1],
    }


def redacted(text: str, secret_forms: Iterable[str]) -> str:
    """*text* with an ellipsis in place of every secret."""
    for form in secret_forms:
        text = text.replace(form, "…")
    return text
