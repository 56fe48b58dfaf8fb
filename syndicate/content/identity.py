"""Ids for life: who keeps one when two offers want the same."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Protocol

from syndicate.offer import Status
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from syndicate.content.understand import Understood


class Known(Protocol):
    """A file as an earlier build knew it."""

    @property
    def id(self) -> str: ...


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


def refuse_duplicates(
    read: Sequence[Understood], known: Mapping[str, Known]
) -> tuple[list[Understood], list[Problem]]:
    """Of the offers with one id, keep one and make the others ``unreadable``.

    The offer that had the id before (*known* by path, from earlier builds) keeps it, then the
    one that states it in front matter, then the one posted first, then the shortest and first
    path: a new file, or a copy, never takes the name of an old one.
    """
    claims: dict[str, list[Understood]] = {}
    for item in read:
        if item.offer.status not in NAMELESS:
            claims.setdefault(same(item.offer.id), []).append(item)
    refused: dict[str, Problem] = {}
    for claimants in claims.values():
        if len(claimants) > 1:
            owner, *others = sorted(
                claimants, key=lambda item: (_is_new(item, known), precedence(item))
            )
            refused |= {item.offer.path: _duplicate(item, owner) for item in others}
    kept = [
        replace(item, offer=replace(item.offer, status=Status.UNREADABLE))
        if item.offer.path in refused
        else item
        for item in read
    ]
    return kept, list(refused.values())


def _is_new(item: Understood, known: Mapping[str, Known]) -> bool:
    """Whether *item* did not have its id in earlier builds."""
    path = item.offer.path
    return path not in known or same(known[path].id) != same(item.offer.id)


#: What has no page has no name to defend.
NAMELESS = frozenset({Status.UNREADABLE, Status.TEMPLATE})


def precedence(item: Understood) -> tuple[bool, datetime, int, str]:
    """Who keeps a name that two want: the smaller one."""
    posted = item.offer.date_posted
    if posted is None:
        moment = datetime.max.replace(tzinfo=UTC)
    elif isinstance(posted, datetime):
        moment = posted
    else:
        moment = datetime.combine(posted, time.min, UTC)
    path = item.offer.path
    return not item.stated_id, moment, path.count("/"), path


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
