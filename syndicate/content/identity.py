"""Ids for life: who keeps one when two offers want the same."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Protocol

from syndicate.offer import Status
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from syndicate.content.claims import Claim


class Known(Protocol):
    """A file as an earlier build knew it."""

    @property
    def id(self) -> str: ...


#: What has no page has no name to defend.
NAMELESS = frozenset({Status.UNREADABLE, Status.TEMPLATE})

_NEVER = datetime.max.replace(tzinfo=UTC)


def same(text: str) -> str:
    """The form in which two ids are the same name: case and Unicode form do not count."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def refuse_duplicates(claims: Iterable[Claim], known: Mapping[str, Known]) -> dict[str, Problem]:
    """Of the offers with one id, one keeps it; why each other is refused, by its path.

    The offer that had the id before (*known* by path, from earlier builds) keeps it, then the
    one that states it in front matter, then the one posted first, then the shortest and first
    path: a new file, or a copy, never takes the name of an old one.
    """
    owners: dict[str, Claim] = {}
    rivals: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.status not in NAMELESS:
            owner = owners.setdefault(same(claim.id), claim)
            if owner is not claim:
                rivals.setdefault(same(claim.id), [owner]).append(claim)
    refused: dict[str, Problem] = {}
    for claimants in rivals.values():
        owner, *others = sorted(
            claimants, key=lambda claim: (_is_new(claim, known), precedence(claim))
        )
        refused |= {claim.path: _duplicate(claim, owner) for claim in others}
    return refused


def _is_new(claim: Claim, known: Mapping[str, Known]) -> bool:
    """Whether *claim* did not have its id in earlier builds."""
    return claim.path not in known or same(known[claim.path].id) != same(claim.id)


def precedence(claim: Claim) -> tuple[bool, datetime, int, str]:
    """Who keeps a name that two want: the smaller one."""
    posted = claim.date_posted
    if posted is None:
        moment = _NEVER
    elif isinstance(posted, datetime):
        moment = posted
    else:
        moment = datetime.combine(posted, time.min, UTC)
    return not claim.stated_id, moment, claim.path.count("/"), claim.path


def _duplicate(claim: Claim, owner: Claim) -> Problem:
    return Problem(
        claim.path,
        claim.id_line,
        1,
        Severity.ERROR,
        "duplicate-id",
        "id",
        f"the id '{claim.id}' belongs to {owner.path} already",
        f"id: {claim.id}-2",
    )
