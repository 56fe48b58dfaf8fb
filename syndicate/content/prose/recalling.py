"""What short passages say, remembered: lines of facts return in offer after offer."""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

from syndicate.content.prose.fact import Fact
from syndicate.content.prose.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from syndicate.content.prose.passage import Kind

T = TypeVar("T")
P = ParamSpec("P")

#: Longer passages are prose, which does not return, and would fill the memory.
_SHORT = 300
_MOST = 512


def recalled(
    read: Callable[Concatenate[Passage, P], Iterable[T]],
) -> Callable[Concatenate[Passage, P], tuple[T, ...]]:
    """*read* with its answers for short passages remembered; facts are told of where they stand.

    It must be pure, and ask of a passage nothing but its kind, its text, its heading and its
    label: where it stands and what it links to is hidden from it.
    """

    @lru_cache(maxsize=_MOST)
    def answers(
        kind: Kind, text: str, heading: str, label: str, *rest: P.args, **named: P.kwargs
    ) -> tuple[T, ...]:
        return tuple(read(Passage(kind, text, 0, 0, heading, label), *rest, **named))

    @wraps(read)
    def asked(passage: Passage, /, *rest: P.args, **named: P.kwargs) -> tuple[T, ...]:
        kind, text, _, _, heading, label, _, _ = passage
        if len(text) + len(heading) > _SHORT:
            return tuple(read(passage, *rest, **named))
        found = answers(kind, text, heading, label, *rest, **named)  # type: ignore[arg-type]
        return tuple([_there(each, passage) for each in found]) if found else ()

    return asked


def _there(answer: T, passage: Passage) -> T:
    return cast("T", answer.at(passage)) if isinstance(answer, Fact) else answer
