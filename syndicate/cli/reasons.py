"""Why a problem matters, told once for each kind of problem."""

from __future__ import annotations

_REASONS = {
    "bad-date": "dates decide when an offer is published and when it closes",
}


def reason(code: str) -> str | None:
    """Why problems of *code* matter, in one sentence, or None when the fault says it all."""
    return _REASONS.get(code)
