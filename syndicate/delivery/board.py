"""A configured board: its adapter, and what its section says around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from syndicate.adapter import Adapter, Features, RateLimit


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """One ``[boards.<name>]``, ready for use.

    ``where`` maps a field to the words that are wanted (any of them). ``version`` changes when
    the adapter's code, or its part of the configuration, does. ``limits`` are the adapter's,
    with the capacities that the section sets.
    """

    name: str
    adapter: Adapter[Any]
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    every: timedelta | None = None
    cron: str | None = None
    limits: tuple[RateLimit, ...] = ()
    version: str = ""

    @property
    def features(self) -> Features:
        """What the board can do."""
        return self.adapter.features
