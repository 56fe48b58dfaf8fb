"""What a board demands of an ad, and why one is left out of its feed."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from syndicate.renderings.ad import LISTS, MOMENTS, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from syndicate.renderings.ad import Ad
    from syndicate.renderings.dialect import Dialect

    _Tests = tuple[Callable[[Ad], object], ...]


class Reason(NamedTuple):
    """Why a board will not have an ad, or why it would like another one.

    ``code`` is that of a problem, ``field`` one of an offer, ``hint`` a line to write. ``asked``
    are the fields of ads that this is about; one of them will do.
    """

    code: str
    field: str
    message: str
    hint: str
    asked: tuple[str, ...] = ()


class _Field(NamedTuple):
    """A field of ads as people know it: the offer's own, in words, and a line that states it."""

    field: str
    words: str
    hint: str


_PLACE = "location: 44000 Nantes, France"
_FIELDS: Mapping[str, _Field] = {
    "title": _Field("title", "a title", "title: …"),
    "body": _Field("", "a text", "(say below the front matter what the work is)"),
    "plain_body": _Field("", "the text", "(say more below the front matter)"),
    "summary": _Field("summary", "a summary", "summary: …"),
    "organization": _Field("organization", "an employer", "organization: …"),
    "street": _Field("locations", "a street", "location: 1 rue du Port, 44000 Nantes, France"),
    "city": _Field("locations", "a town", _PLACE),
    "postal_code": _Field("locations", "a postal code", _PLACE),
    "region": _Field("locations", "a region", "region: Pays de la Loire"),
    "country": _Field("locations", "a country", _PLACE),
    "country_name": _Field("locations", "a country", _PLACE),
    "tags": _Field("tags", "a category", "tags: …"),
    "category": _Field("tags", "a category", "tags: …"),
    "url": _Field("url", "its address", "slug: short-name"),
    "employment": _Field("employment", "a kind of contract", "contract: …"),
    "schedule": _Field("schedule", "the hours of work", "schedule: full-time"),
    "pay_text": _Field("pay", "the pay", "pay: 35000 - 42000 EUR per year"),
    "pay_min": _Field("pay", "the pay in figures", "pay: 35000 - 42000 EUR per year"),
    "posted": _Field("date_posted", "a date of posting", "date: 2026-03-01"),
    "closes": _Field("closes", "a deadline", "closes: 2026-06-30"),
    "apply_url": _Field("apply_url", "a link to apply at", "apply: https://…"),
    "apply_email": _Field("apply_email", "a mail address to apply to", "email: jobs@example.org"),
}
_FIRST_SEEN = timedelta(days=1)


def named(field: str) -> _Field:
    """*field* of ads as people know it."""
    return _FIELDS.get(field) or _Field("", field.replace("_", " "), "")


def refusals(dialect: Dialect, ad: Ad) -> Iterator[Reason]:
    """Why *ad* is left out of the feed; nothing when it is in it."""
    rules, board = dialect.rules, dialect.about.title
    for group, tests in _tests(rules.requires):
        if not any(test(ad) for test in tests):
            yield _lacking("board-feed-missing", group, f"it is not in the feed for {board}, which")
    country = ad["country"] if rules.countries else ""
    if country and country not in rules.countries:
        message = f"it is not in the feed for {board}, which has no offers in {country}"
        yield Reason("board-feed-country", "locations", message, "")
    for limit in rules.limits:
        length = len(ad[limit.field])
        if limit.least is not None and length < limit.least:
            yield _length(
                "board-feed-short", limit.field, length, f"at least {limit.least:,}", board
            )
        if limit.most is not None and length > limit.most:
            yield _length("board-feed-long", limit.field, length, f"at most {limit.most:,}", board)


def wishes(dialect: Dialect, ad: Ad) -> Iterator[Reason]:
    """What the board would like *ad* to state beside."""
    for group, tests in _tests(dialect.rules.wants):
        if not any(test(ad) for test in tests):
            yield _lacking("board-feed-wish", group, dialect.about.title)


def too_late(dialect: Dialect, ad: Ad, seen: datetime) -> Reason | None:
    """Why the board, which could first see *ad* at *seen*, does not take it."""
    within, posted = dialect.rules.first_seen_within, ad.moments["posted"]
    if within is None or posted is None:
        return None
    days = (seen - posted) // _FIRST_SEEN
    if days <= within:
        return None
    message = (
        f"{dialect.about.title} takes offers that are at most {within} days old when it first "
        f"sees them, and this one was {days}: it will not be shown there"
    )
    return Reason("board-feed-old", "date_posted", message, "")


def retitled(dialect: Dialect, title: str, first: str) -> Reason | None:
    """Why the board does not take *title* for an ad that it first saw under the title *first*."""
    if "title" not in dialect.rules.frozen or title == first:
        return None
    message = (
        f"{dialect.about.title} keeps the title under which it first saw an offer, '{first}', and "
        "may refuse this one"
    )
    return Reason("board-feed-title", "title", message, f"board_title: {first}")


@lru_cache(maxsize=64)
def _tests(groups: tuple[tuple[str, ...], ...]) -> tuple[tuple[tuple[str, ...], _Tests], ...]:
    return tuple((group, tuple(_stated(field) for field in group)) for group in groups)


def _stated(field: str) -> Callable[[Ad], object]:
    """What says whether an ad has *field*, of whatever kind."""
    if field in LISTS:
        return lambda ad: ad.lists[field]
    if field in WORDS:
        return lambda ad: ad.words[field]
    if field in MOMENTS:
        return lambda ad: ad.moments[field]
    return lambda ad: ad[field]


def _lacking(code: str, group: tuple[str, ...], wanting: str) -> Reason:
    fields = [named(field) for field in group]
    message = f"{wanting} asks for {' or '.join(field.words for field in fields)}"
    return Reason(code, fields[0].field, message, fields[0].hint, group)


def _length(code: str, field: str, length: int, bound: str, board: str) -> Reason:
    what = named(field)
    message = (
        f"it is not in the feed for {board}: {what.words.removeprefix('a ')} has {length:,} "
        f"characters, and there must be {bound}"
    )
    return Reason(code, what.field, message, what.hint, (field,))
