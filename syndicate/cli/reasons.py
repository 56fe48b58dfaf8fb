"""Why a problem matters, told once for each kind of problem."""

from __future__ import annotations

_UNREADABLE = (
    "a file that cannot be read keeps its last good version online, and its changes wait until "
    "it is repaired"
)

_REASONS = {
    "unclosed-front-matter": _UNREADABLE,
}


def reason(code: str) -> str | None:
    """Why problems of *code* matter, in one sentence, or None when the fault says it all."""
    return _REASONS.get(code)
