"""The keywords that our schema adds to JSON Schema, written once for both validators.

Each looks at two properties of an object, *first* and *second*, and is true as well when one
of them is absent or not what it compares: other keywords speak of that.
"""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_TAGS = re.compile(r"<[^>]*>")


def ascends(first: object, second: object) -> bool:
    """The number *first* is not above the number *second*."""
    return not (_is_number(first) and _is_number(second)) or first <= second  # type: ignore[operator]


def follows(first: object, second: object) -> bool:
    """*second* is not before *first*, dates in ISO 8601; a bare day is compared by its day."""
    if not (isinstance(first, str) and isinstance(second, str)):
        return True
    try:
        begin, end = datetime.fromisoformat(first), datetime.fromisoformat(second)
    except ValueError:
        return True
    if begin.tzinfo and end.tzinfo:
        return begin <= end
    return begin.date() <= end.date()


def tells(first: object, second: object) -> bool:
    """The HTML *first* has text, and another one than the plain text *second*."""
    if not isinstance(first, str):
        return True
    title = _squeezed(second) if isinstance(second, str) else ""
    # At the beginning of most descriptions it is clear that they say more than a title: text behind
    # a tag, as far as it stands for itself. No text becomes shorter by folding its case.
    stretches = first[: len(title) + 100].split("<")
    begun = "".join([each.partition(">")[2].partition("&")[0] for each in stretches])
    if len("".join(begun.split()).rstrip(".")) > len(title):
        return True
    return _shown(first) not in ("", title)


def _shown(html: str) -> str:
    return _squeezed(unescape(_TAGS.sub(" ", html)))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _squeezed(text: str) -> str:
    """*text* without its case, blanks and final stop."""
    return "".join(text.split()).casefold().rstrip(".")


KEYWORDS: Mapping[str, Callable[[object, object], bool]] = {
    "ascends": ascends,
    "follows": follows,
    "tells": tells,
}
