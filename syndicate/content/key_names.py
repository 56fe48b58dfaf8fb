"""Under which key a fact is proposed: the site's own, or one in the language of the file's keys."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, cast

from syndicate.content.fields import field_keys
from syndicate.content.folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

#: Where no other language is clear.
_OURS = "en"


class _Data(TypedDict):
    names: Mapping[str, Mapping[str, str]]
    marks: Mapping[str, Sequence[str]]


@cache
def _data() -> _Data:
    import tomllib

    text = Path(__file__).with_name("key_names.toml").read_text("utf-8")
    return cast("_Data", tomllib.loads(text))


def proposable() -> tuple[str, ...]:
    """The fields that there is a name for, in the order in which they are proposed."""
    return tuple(_data()["names"][_OURS])


@cache
def _marks() -> Mapping[str, str]:
    """Folded key → the language that alone has it."""
    return {fold(key): language for language, keys in _data()["marks"].items() for key in keys}


def key_language(keys: Iterable[str]) -> str:
    """The language that most of *keys* belong to; English when none is clearly ahead."""
    counts: dict[str, int] = {}
    for key in keys:
        if language := _marks().get(fold(key)):
            counts[language] = counts.get(language, 0) + 1
    most = max(counts.values(), default=0)
    leading = [language for language, count in counts.items() if count == most]
    return leading[0] if len(leading) == 1 else _OURS


def key_for(
    field: str, own: Mapping[str, tuple[str, ...]], taken: Collection[str], language: str
) -> str:
    """The key for *field* that a file with the keys *taken* can still be given.

    The first of the site's *own* for it, then that of *language*, then any that is understood;
    empty when all of them stand in the file. A key that the site has for another field is none.
    """
    elsewhere = {fold(key) for name, keys in own.items() if name != field for key in keys}
    unusable = elsewhere.union(map(fold, taken))
    names = _data()["names"]
    shipped = (names[name].get(field, field) for name in (language, _OURS))
    choices = (*own.get(field, ()), *shipped, *field_keys(field))
    return next((key for key in choices if fold(key) not in unusable), "")
