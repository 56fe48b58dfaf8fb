"""What was made lately, kept for whoever asks for it again."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

T = TypeVar("T")


class Memo(Generic[T]):
    """The things asked for last, by their keys: what is soon asked for again is not made again.

    It holds *most* of them and forgets the one not asked for the longest, so that a site of any
    size takes the same memory.
    """

    def __init__(self, most: int = 1000) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made for *key*, else what *make* makes now."""
        if key in self._made:
            self._made.move_to_end(key)
            return self._made[key]
        self._made[key] = made = make()
        if len(self._made) > self._most:
            self._made.popitem(last=False)
        return made
