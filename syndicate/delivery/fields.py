"""The fields by which a board chooses what it wants: of offers, and of published files."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, get_args

from syndicate.offer import Education, Employment, Offer, Schedule, Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from syndicate.adapter import PublishedFile

#: How each field is read: its values as words, none when the offer does not say.
OFFER_FIELDS: Mapping[str, Callable[[Offer], Iterable[object]]] = {
    "id": lambda offer: (offer.id,),
    "path": lambda offer: (offer.path,),
    "title": lambda offer: (offer.title,),
    "board_title": lambda offer: (offer.board_title,),
    "language": lambda offer: (offer.language,),
    "organization": lambda offer: (offer.organization and offer.organization.name,),
    "locations": lambda offer: (place.city or place.country for place in offer.locations),
    "city": lambda offer: (place.city for place in offer.locations),
    "region": lambda offer: (place.region for place in offer.locations),
    "country": lambda offer: (place.country for place in offer.locations),
    "postal_code": lambda offer: (place.postal_code for place in offer.locations),
    "street": lambda offer: (place.street for place in offer.locations),
    "workplace": lambda offer: (offer.workplace,),
    "remote_countries": lambda offer: offer.remote_countries,
    "employment": lambda offer: offer.employment,
    "schedule": lambda offer: offer.schedule,
    "days_per_week": lambda offer: (offer.days_per_week,),
    "duration_months": lambda offer: (offer.duration_months,),
    "start": lambda offer: (offer.start,),
    "pay": lambda offer: (offer.pay and (offer.pay.text or offer.pay.min or offer.pay.max),),
    "education": lambda offer: (offer.education,),
    "experience": lambda offer: (offer.experience,),
    "languages": lambda offer: offer.languages,
    "skills": lambda offer: offer.skills,
    "tags": lambda offer: offer.tags,
    "date_posted": lambda offer: (offer.date_posted,),
    "date_modified": lambda offer: (offer.date_modified,),
    "closes": lambda offer: (offer.closes,),
    "apply_url": lambda offer: (offer.apply_url,),
    "apply_email": lambda offer: (offer.apply_email,),
    "requisition_id": lambda offer: (offer.requisition_id,),
    "openings": lambda offer: (offer.openings,),
    "isco": lambda offer: offer.isco,
    "rome": lambda offer: offer.rome,
    "translation_key": lambda offer: (offer.translation_key,),
    "summary": lambda offer: (offer.summary,),
    "body": lambda offer: (offer.body,),
}

FILE_FIELDS: Mapping[str, Callable[[PublishedFile], Iterable[object]]] = {
    "path": lambda file: (file.path,),
    "url": lambda file: (file.url,),
}

#: The fields that know these words alone.
VOCABULARIES: Mapping[str, tuple[str, ...]] = {
    "workplace": get_args(Workplace),
    "employment": get_args(Employment),
    "schedule": get_args(Schedule),
    "education": get_args(Education),
}

#: Where a pattern with ``*`` may stand.
_PATTERNS = frozenset({"path", "url", "id"})


def words(subject: Offer | PublishedFile, field: str) -> tuple[str, ...]:
    """What *subject* says in *field*, as words; empty when it says nothing.

    Raises ``KeyError`` for a field that such a subject does not have.
    """
    if isinstance(subject, Offer):
        found = OFFER_FIELDS[field](subject)
    else:
        found = FILE_FIELDS[field](subject)
    return tuple(str(value) for value in found if value not in {None, ""})


def agrees(field: str, said: Iterable[str], asked: Iterable[str]) -> bool:
    """Whether one of the words *said* is one of those *asked* for; case, ``-``, ``_`` fold."""
    if field in _PATTERNS:
        return any(fnmatchcase(word, pattern) for word in said for pattern in asked)
    return not {_folded(word) for word in said}.isdisjoint(_folded(word) for word in asked)


def _folded(word: str) -> str:
    return re.sub(r"[\s_-]+", "_", word.strip().casefold())
