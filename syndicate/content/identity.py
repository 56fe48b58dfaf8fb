"""Ids for life: who keeps one when two offers want the same."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from syndicate.offer import Status
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from syndicate.content.understand import Understood

MAX_SLUG = 80

#: Letters that lose their sound when only their accent is dropped.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "å": "a", "đ": "d", "ł": "l", "þ": "th", "·": ""}
)


def slugify(text: str) -> str:
    """A URL part for *text*: lower case, ASCII, hyphens, at most 80 characters; may be empty."""
    flat = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    ascii_ = flat.encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-")
    if len(words) <= MAX_SLUG:
        return words
    cut = words[: MAX_SLUG + 1].rpartition("-")[0]
    return cut or words[:MAX_SLUG]


def same(text: str) -> str:
    """The form in which two ids are the same name: case and Unicode form do not count."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def refuse_duplicates(read: Sequence[Understood]) -> tuple[list[Understood], list[Problem]]:
    """Of two offers with one id, keep one and make the other ``unreadable``.

    The offer that states its id in front matter keeps it, then the one posted first, then the
    first path: a new file never takes the name of an old one.
    """
    owners: dict[str, Understood] = {}
    refused: dict[str, Problem] = {}
    offers = [item for item in read if item.offer.status not in NAMELESS]
    for item in sorted(offers, key=precedence):
        owner = owners.setdefault(same(item.offer.id), item)
        if owner is not item:
            refused[item.offer.path] = _duplicate(item, owner)
    kept = [
        replace(item, offer=replace(item.offer, status=Status.UNREADABLE))
        if item.offer.path in refused
        else item
        for item in read
    ]
    return kept, list(refused.values())


#: What has no page has no name to defend.
NAMELESS = frozenset({Status.UNREADABLE, Status.TEMPLATE})


def precedence(item: Understood) -> tuple[bool, datetime, str]:
    """Who keeps a name that two want: the smaller one."""
    posted = item.offer.date_posted
    if posted is None:
        moment = datetime.max.replace(tzinfo=UTC)
    elif isinstance(posted, datetime):
        moment = posted
    else:
        moment = datetime.combine(posted, time.min, UTC)
    return not item.stated_id, moment, item.offer.path


def _duplicate(item: Understood, owner: Understood) -> Problem:
    return Problem(
        item.offer.path,
        item.id_line,
        1,
        Severity.ERROR,
        "duplicate-id",
        "id",
        f"the id '{item.offer.id}' belongs to {owner.offer.path} already",
        f"id: {item.offer.id}-2",
    )
