"""One value of a key about the work: our own word for it, or what people write for that."""

from __future__ import annotations

import re
from typing import cast, get_args

from syndicate.content import terms
from syndicate.content.memo import remembered
from syndicate.content.places import country_code
from syndicate.offer import Education, Employment, Schedule, Workplace


def _enum(kind: object, text: str) -> str | None:
    """Our own word for itself: ``fixed_term``, also written ``fixed-term``."""
    word = re.sub(r"[\s-]+", "_", text.strip().lower())
    return word if word in get_args(kind) else None


@remembered
def employment(text: str) -> tuple[Employment, ...]:
    own = _enum(Employment, text)
    return (cast("Employment", own),) if own else terms.employment(text)


@remembered
def schedule(text: str) -> tuple[Schedule, ...]:
    own = _enum(Schedule, text)
    return (cast("Schedule", own),) if own else terms.schedule(text)


@remembered
def workplace(text: str) -> Workplace | None:
    return cast("Workplace | None", _enum(Workplace, text) or terms.workplace(text))


@remembered
def education(text: str) -> Education | None:
    return cast("Education | None", _enum(Education, text) or terms.education(text))


def countries(text: str) -> tuple[str, ...]:
    code = country_code(text)
    return (code,) if code else ()


def languages(text: str) -> tuple[str, ...]:
    code = terms.language_code(text)
    return (code,) if code else ()


def isco(text: str) -> tuple[str, ...]:
    """A unit group of ISCO-08, by its form."""
    found = re.fullmatch(r"(?:ISCO(?:[- ]?08)?[ :-]*)?([0-9]{4})", text, re.IGNORECASE)
    return (found[1],) if found else ()


def rome(text: str) -> tuple[str, ...]:
    """A code of ROME, by its form: one of its fourteen domains, and four digits."""
    found = re.fullmatch(r"(?:ROME[ :-]*)?([A-N] ?[0-9]{4})", text, re.IGNORECASE)
    return (found[1].upper().replace(" ", ""),) if found else ()


def as_it_is(text: str) -> tuple[str, ...]:
    return (text,)


def count(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[1-9]\d{0,5}", text) else None
