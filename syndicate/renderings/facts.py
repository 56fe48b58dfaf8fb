"""What an offer states, as a list of labelled lines in the offer's language."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from syndicate.offer import iso
from syndicate.renderings.spelling import (
    capitalised,
    counted,
    language_name,
    spell_amount,
    spell_country,
    spell_date,
    spell_day,
    spell_month,
    spell_months,
    spell_number,
    spell_place,
    spell_when,
    spell_years,
)
from syndicate.renderings.words import LANGUAGES, Words, words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from syndicate.offer import Employment, Location, Offer, Pay, Schedule, When
    from syndicate.site import Site

_WORD = re.compile(r"[^\W\d_]{2,}")
_JOINING = frozenset(
    [
        "and",
        "between",
        "bis",
        "en",
        "entre",
        "et",
        "eur",
        "euro",
        "euros",
        "gbp",
        "to",
        "tussen",
        "und",
        "usd",
        "von",
        "zwischen",
    ]
)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_ISO_MONTH = re.compile(r"\d{4}-\d{2}\Z")


class Fact(NamedTuple):
    """One line of what an offer states; ``name`` is a field of the offer.

    ``label`` and ``value`` are plain text, in the same language. ``items`` are the parts of
    ``value`` where there are several, else empty; ``moment`` is the ISO 8601 form of a date.
    """

    name: str
    label: str
    value: str
    items: tuple[str, ...] = ()
    moment: str = ""


def facts(offer: Offer, site: Site) -> tuple[Fact, ...]:
    """What *offer* states, most telling first; what it does not state has no line.

    The words are the offer's language's where we have them, else the site's, else English,
    and dates, money, countries and languages are written as in that language.
    """
    spoken = words(offer.language, site.language)
    stated = (
        _fact("organization", spoken, offer.organization.name) if offer.organization else None,
        *_telling(offer, site, spoken),
        *_wanted(offer, spoken),
        *_record(offer, site, spoken),
    )
    return tuple(filter(None, stated))


def telling(offer: Offer, site: Site) -> tuple[Fact, ...]:
    """Those of ``facts`` that decide whether one reads on: where, on which terms, until when."""
    return tuple(filter(None, _telling(offer, site, words(offer.language, site.language))))


def _telling(offer: Offer, site: Site, spoken: Words) -> tuple[Fact | None, ...]:
    return (
        *_where(offer, spoken),
        *_terms(offer, spoken),
        _deadline(offer.closes, site, spoken) if offer.closes else None,
    )


def _where(offer: Offer, spoken: Words) -> tuple[Fact | None, ...]:
    return (
        _locations(offer.locations, spoken) if offer.locations else None,
        _fact("workplace", spoken, spoken.workplace[offer.workplace]) if offer.workplace else None,
        _countries(offer.remote_countries, spoken) if offer.remote_countries else None,
    )


def _terms(offer: Offer, spoken: Words) -> tuple[Fact | None, ...]:
    length = offer.duration_months
    return (
        _employment(offer.employment, spoken) if offer.employment else None,
        _schedule(offer.schedule, offer.days_per_week, spoken),
        None if length is None else _fact("duration_months", spoken, spell_months(length, spoken)),
        _start(offer.start, spoken) if offer.start else None,
        _pay(offer.pay, spoken) if offer.pay else None,
    )


def _wanted(offer: Offer, spoken: Words) -> tuple[Fact | None, ...]:
    months = offer.experience
    return (
        None if months is None else _fact("experience", spoken, experience_text(months, spoken)),
        _fact("education", spoken, spoken.education[offer.education]) if offer.education else None,
        _languages(offer.languages, spoken) if offer.languages else None,
        # As written: iOS and npm begin with small letters.
        _fact("skills", spoken, ", ".join(offer.skills)) if offer.skills else None,
    )


def _record(offer: Offer, site: Site, spoken: Words) -> tuple[Fact | None, ...]:
    number, reference = offer.openings, offer.requisition_id
    return (
        None if number is None else _fact("openings", spoken, spell_number(number, spoken)),
        _fact("requisition_id", spoken, reference) if reference else None,
        _posted(offer.date_posted, site, spoken) if offer.date_posted else None,
    )


@lru_cache(maxsize=4096)
def _fact(name: str, spoken: Words, value: str, moment: str = "") -> Fact:
    return Fact(name, spoken.label[name], value, (), moment)


def _listed(name: str, spoken: Words, lines: tuple[str, ...]) -> Fact | None:
    if not lines:
        return None
    return Fact(name, spoken.label[name], "; ".join(lines), lines if len(lines) > 1 else ())


def _joined(name: str, spoken: Words, parts: Iterable[str]) -> Fact | None:
    """One line of running text: a capital at its beginning only, as in a sentence."""
    text = ", ".join(_unique(parts))
    return _fact(name, spoken, capitalised(text)) if text else None


def _locations(places: tuple[Location, ...], spoken: Words) -> Fact | None:
    return _listed("locations", spoken, _unique([spell_place(place, spoken) for place in places]))


@lru_cache(maxsize=1024)
def _countries(codes: tuple[str, ...], spoken: Words) -> Fact | None:
    names = [spell_country(code, spoken) for code in codes]
    return _joined("remote_countries", spoken, names)


@lru_cache(maxsize=1024)
def _employment(kinds: tuple[Employment, ...], spoken: Words) -> Fact | None:
    return _joined("employment", spoken, [spoken.employment[kind] for kind in kinds])


@lru_cache(maxsize=1024)
def _schedule(
    kinds: tuple[Schedule, ...], days_per_week: Decimal | None, spoken: Words
) -> Fact | None:
    hours = [spoken.schedule[kind] for kind in kinds]
    if days_per_week is not None:
        hours.append(counted("days_per_week", days_per_week, spoken))
    return _joined("schedule", spoken, hours)


@lru_cache(maxsize=1024)
def _languages(codes: tuple[str, ...], spoken: Words) -> Fact | None:
    return _joined("languages", spoken, [language_name(code, spoken) for code in codes])


def _pay(pay: Pay, spoken: Words) -> Fact | None:
    return _listed("pay", spoken, _pay_lines(pay, spoken))


def _deadline(closes: When, site: Site, spoken: Words) -> Fact:
    return _fact("closes", spoken, spell_when(closes, site, spoken), moment=iso(closes))


def _posted(day: When, site: Site, spoken: Words) -> Fact:
    return _fact("date_posted", spoken, spell_day(day, site, spoken), moment=iso(day))


def _start(start: str, spoken: Words) -> Fact:
    if start == "asap":
        return _fact("start", spoken, spoken.say["asap"])
    text = _start_text(start, spoken)
    return _fact("start", spoken, text, moment=start if text != start else "")


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))


def _pay_lines(pay: Pay, spoken: Words) -> tuple[str, ...]:
    figures = _figures(pay, spoken)
    if not figures:
        return _unique([pay.text or ""])
    if not pay.text or not _says_more(pay.text, figures, pay.currency):
        return (figures,)
    return _unique([figures, pay.text])


def _figures(pay: Pay, spoken: Words) -> str:
    amount = spell_amount(pay.min, pay.max, pay.currency, spoken)
    if not amount or not pay.period:
        return amount
    return spoken.period[pay.period].format(amount)


def _says_more(text: str, figures: str, currency: str | None) -> bool:
    """Whether the employer's wording holds a word that the figures do not."""
    said = set(_WORD.findall(text.casefold())) - set(_WORD.findall(figures.casefold()))
    return bool(said - _idle_words() - {(currency or "").casefold()})


@lru_cache(maxsize=1)
def _idle_words() -> frozenset[str]:
    """Words that only join figures, in all our languages: of bounds, periods and currencies."""
    spoken = [words(language) for language in LANGUAGES]
    phrases = [phrase for each in spoken for phrase in each.period.values()]
    phrases += [each.say[bound] for each in spoken for bound in ("from", "up_to")]
    return _JOINING | frozenset(_WORD.findall(" ".join(phrases).casefold()))


def experience_text(months: int, spoken: Words) -> str:
    """How much experience is wanted: ``3 ans``, or that none is."""
    if months == 0:
        return spoken.say["no_experience"]
    if months % 12 == 0:
        return spell_years(months // 12, spoken)
    return spell_months(months, spoken)


def _start_text(start: str, spoken: Words) -> str:
    try:
        if _ISO_DAY.match(start):
            return spell_date(date.fromisoformat(start), spoken)
        if _ISO_MONTH.match(start):
            return spell_month(date.fromisoformat(f"{start}-01"), spoken)
    except ValueError:
        return start  # the author's words only look like a date
    return start
