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
    from collections.abc import Iterator, Sequence

    from syndicate.offer import Offer, Pay
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
    return (
        *_employer(offer, spoken),
        *telling(offer, site),
        *_wanted(offer, spoken),
        *_record(offer, site, spoken),
    )


def telling(offer: Offer, site: Site) -> tuple[Fact, ...]:
    """Those of ``facts`` that decide whether one reads on: where, on which terms, until when."""
    spoken = words(offer.language, site.language)
    return (
        *_where(offer, spoken),
        *_terms(offer, spoken),
        *_deadline(offer, site, spoken),
    )


def _employer(offer: Offer, spoken: Words) -> Iterator[Fact]:
    if offer.organization:
        yield _fact("organization", spoken, offer.organization.name)


def _where(offer: Offer, spoken: Words) -> Iterator[Fact]:
    if offer.locations:
        places = _unique([spell_place(place, spoken) for place in offer.locations])
        yield from _listed("locations", spoken, places, separator="; ")
    if offer.workplace:
        yield _fact("workplace", spoken, spoken.workplace[offer.workplace])
    if offer.remote_countries:
        countries = _unique([spell_country(code, spoken) for code in offer.remote_countries])
        yield from _joined("remote_countries", spoken, countries)


def _terms(offer: Offer, spoken: Words) -> Iterator[Fact]:
    if offer.employment:
        kinds = _unique([spoken.employment[kind] for kind in offer.employment])
        yield from _joined("employment", spoken, kinds)
    if offer.schedule or offer.days_per_week is not None:
        yield from _joined("schedule", spoken, _unique(list(_hours(offer, spoken))))
    if offer.duration_months is not None:
        length = spell_months(offer.duration_months, spoken)
        yield _fact("duration_months", spoken, length)
    if offer.start:
        yield _start(offer.start, spoken)
    if offer.pay:
        yield from _listed("pay", spoken, _pay_lines(offer.pay, spoken), separator="; ")


def _deadline(offer: Offer, site: Site, spoken: Words) -> Iterator[Fact]:
    if offer.closes:
        text = spell_when(offer.closes, site, spoken)
        yield _fact("closes", spoken, text, moment=iso(offer.closes))


def _wanted(offer: Offer, spoken: Words) -> Iterator[Fact]:
    if offer.experience is not None:
        yield _fact("experience", spoken, experience_text(offer.experience, spoken))
    if offer.education:
        yield _fact("education", spoken, spoken.education[offer.education])
    if offer.languages:
        names = _unique([language_name(code, spoken) for code in offer.languages])
        yield from _joined("languages", spoken, names)
    if offer.skills:
        # As written: iOS and npm begin with small letters.
        yield _fact("skills", spoken, ", ".join(offer.skills))


def _record(offer: Offer, site: Site, spoken: Words) -> Iterator[Fact]:
    if offer.openings is not None:
        yield _fact("openings", spoken, spell_number(offer.openings, spoken))
    if offer.requisition_id:
        yield _fact("requisition_id", spoken, offer.requisition_id)
    if offer.date_posted:
        day = spell_day(offer.date_posted, site, spoken)
        yield _fact("date_posted", spoken, day, moment=iso(offer.date_posted))


def _fact(name: str, spoken: Words, value: str, moment: str = "") -> Fact:
    return Fact(name, spoken.label[name], value, (), moment)


def _listed(name: str, spoken: Words, lines: tuple[str, ...], separator: str) -> Iterator[Fact]:
    if lines:
        items = lines if len(lines) > 1 else ()
        yield Fact(name, spoken.label[name], separator.join(lines), items)


def _joined(name: str, spoken: Words, parts: tuple[str, ...]) -> Iterator[Fact]:
    """One line of running text: a capital at its beginning only, as in a sentence."""
    if parts:
        first, *others = parts
        yield _fact(name, spoken, ", ".join((capitalised(first), *others)))


def _hours(offer: Offer, spoken: Words) -> Iterator[str]:
    for word in offer.schedule:
        yield spoken.schedule[word]
    if offer.days_per_week is not None:
        yield counted("days_per_week", offer.days_per_week, spoken)


def _start(start: str, spoken: Words) -> Fact:
    if start == "asap":
        return _fact("start", spoken, spoken.say["asap"])
    text = _start_text(start, spoken)
    return _fact("start", spoken, text, moment=start if text != start else "")


def _unique(texts: Sequence[str]) -> tuple[str, ...]:
    if len(texts) == 1 and texts[0]:
        return (texts[0],)
    return tuple(dict.fromkeys(text for text in texts if text))


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
