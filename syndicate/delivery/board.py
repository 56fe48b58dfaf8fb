"""A configured board: its adapter, and what its section says around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from syndicate.adapter import Adapter, Features, RateLimit

#: What a board can remind of: offers whose deadline is near, or that are open for long without one.
Reminder = Literal["closing", "still_open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """One ``[boards.<name>]``, ready for use.

    ``reminder`` is what it reminds people of; ``None`` when it is for all open offers.
    ``where`` maps a field to the words that are wanted (any of them). ``version`` changes when
    the adapter's code, or its part of the configuration, does. ``limits`` are the adapter's,
    with the capacities that the section sets.
    """

    name: str
    adapter: Adapter[Any]
    reminder: Reminder | None = None
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limits: tuple[RateLimit, ...] = ()
    version: str = ""
    secrets: tuple[str, ...] = field(default=(), repr=False)

    @property
    def features(self) -> Features:
        """What the board can do."""
        return self.adapter.features

    def without_secrets(self, text: object) -> str:
        """*text* as it may be written down and shown: secrets of this board replaced.

        In every spelling, as in the errors of its client: adapters write errors of their own.
        """
        return hidden(text, self.secrets)

    def address(self, url: str | None) -> str | None:
        """*url* as it may be written down and shown: not at all when there is a secret in it."""
        return url if url is None or self.without_secrets(url) == url else None

    def defect(self, error: Exception) -> str:
        """What to write down about an *error* that the adapter should not have raised."""
        place = f"{type(self.adapter).__name__}{_line(error)}"
        told = self.without_secrets(f"{type(error).__name__}: {error}")
        return f"the adapter {place} failed: {told}; tell its author"


def hidden(text: object, secrets: tuple[str, ...]) -> str:
    """*text* with an ellipsis in place of each of *secrets*, however it is spelled."""
    from syndicate.http.redaction import redacted  # with the client, that only pushing needs

    return redacted(str(text), _forms(secrets))


@cache
def _forms(secrets: tuple[str, ...]) -> tuple[str, ...]:
    from syndicate.http.redaction import forms

    return forms(secrets)


def _line(error: Exception) -> str:
    frames = extract_tb(error.__traceback__)
    return f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
