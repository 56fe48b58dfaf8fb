"""Answers remembered: the same words return in offer after offer."""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
P = ParamSpec("P")

#: Longer texts are prose, which does not return, and would fill the memory.
_SHORT = 80
#: What does not return is in the way of what does: more would only spread over the memory.
_MOST = 1024


class _Answers(dict[str, T]):
    """The answers of a function by the short texts that it was asked."""

    def __init__(self, function: Callable[[str], T]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, text: str) -> T:
        answer = self._function(text)
        if len(text) <= _SHORT:
            if len(self) >= _MOST:
                self.clear()
            self[text] = answer
        return answer


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """*function*, pure and of a text, with its answers for short texts remembered.

    What it raises is raised each time.
    """
    # To look something up in a dictionary takes a seventh of what a call takes.
    return _Answers(function).__getitem__


def remembered_with(
    function: Callable[Concatenate[str, P], T],
) -> Callable[Concatenate[str, P], T]:
    """What :func:`remembered` makes of a *function* that is told more than a text."""
    answer = lru_cache(maxsize=_MOST)(function)

    @wraps(function)
    def asked(text: str, /, *rest: P.args, **named: P.kwargs) -> T:
        if len(text) <= _SHORT:
            return answer(text, *rest, **named)  # type: ignore[arg-type]  # all can be hashed
        return function(text, *rest, **named)

    return asked
