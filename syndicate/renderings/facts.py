"""What an offer states, as a list of labelled lines in the offer's language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from babel.units import format_unit

from syndicate.offer import iso
from syndicate.renderings.words import Words, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from decimal import Decimal

    from syndicate.offer import Location, Offer, Pay, When
    from syndicate.site import Site

# Countries where the postal code follows the town and its state.
_CODE_LAST = frozenset({"AU", "CA", "GB", "IE", "IN", "NZ", "SG", "US", "ZA"})
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_ISO_MONTH = re.compile(r"\d{4}-\d{2}\Z")


@dataclass(frozen=True, slots=True)
class Fact:
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
    return tuple(fact for maker in _MAKERS for fact in maker(offer, site, spoken))


def spell_day(when: When, site: Site, spoken: Words) -> str:
    """The day of *when* in words, as the site's clocks show it."""
    if isinstance(when, datetime):
        when = when.astimezone(site.timezone).date()
    return _day(when, spoken.locale)


def spell_when(when: When, site: Site, spoken: Words) -> str:
    """*when* in words: a day, or a day with its time and the name of the time's zone."""
    day = spell_day(when, site, spoken)
    if not isinstance(when, datetime):
        return day
    local = when.astimezone(site.timezone)
    return f"{day}, {_time(local, spoken.locale)} {local.tzname()}"


def spell_month(when: When, site: Site, spoken: Words) -> str:
    """The month and year of *when* in words, with a capital as a title has."""
    if isinstance(when, datetime):
        when = when.astimezone(site.timezone).date()
    month = _month(when.replace(day=1), spoken.locale)
    return month[:1].upper() + month[1:]


def spell_region(place: Location, spoken: Words) -> str:
    """The town of *place*, else its region, else its country; may be empty."""
    if named := place.city or place.region:
        return named
    return _country(place.country, spoken.locale) if place.country else ""


def spell_place(place: Location, spoken: Words) -> str:
    """*place* on one line, street first, the country by its name."""
    return _place(place, spoken.locale)


def counted(key: str, number: int | Decimal, spoken: Words) -> str:
    """The phrase *key* for *number* things (``offers``: ``8 open positions``)."""
    form = "one" if _locale(spoken.locale).plural_form(number) == "one" else "other"
    return spoken.say[f"{key}_{form}"].format(_number(number, spoken.locale))


def autonym(language: str) -> str:
    """The name of *language* in itself (``Français``), or its code where it is unknown."""
    try:
        name = Locale.parse(language, sep="-").get_language_name()
    except (UnknownLocaleError, ValueError):
        return language
    return name[:1].upper() + name[1:] if name else language


def language_name(code: str, spoken: Words) -> str:
    """The name of the language *code* in words, or *code* where it has none."""
    return _language(code, spoken.locale)


def _organization(offer: Offer, _site: Site, spoken: Words) -> Iterator[Fact]:
    if offer.organization:
        yield _fact("organization", spoken, offer.organization.name)


def _locations(offer: Offer, _site: Site, spoken: Words) -> Iterator[Fact]:
    places = _unique(_place(place, spoken.locale) for place in offer.locations)
    yield from _listed("locations", spoken, places, separator="; ")


def _workplace(offer: Offer, _site: Site, spoken: Words) -> Iterator[Fact]:
    if offer.workplace:
        yield _fact("workplace", spoken, spoken.workplace[offer.workplace])


def _remote_countries(offer: Offer, _site: Site, spoken: Words) -> Iterator[Fact]:
    countries = _unique(_country(code, spoken.locale) for code in offer.remote_countries)
    yield from _joined("remote_countries", spoken, countries)


def _employment(offer: Offer, _site: Site, spoken: Words) -> Iterator[Fact]:
    kinds = _unique(spoken.employment[kind] for kind in offer.employment)
    yield from _joined("employment", spoken, kinds)


def _schedule(offer: Offer, _site: Site, spoken: Words) -> Iterator[Fact]:
    parts = [spoken.schedule[word] for word in offer.schedule]
    if offer.days_per_week is not None:
        parts.append(counted("days_per_week", offer.days_per_week, spoken))
    yield from _joined("schedule", spoken, _unique(parts))


def _duration(offer: Offer, _site: Site, spoken: Words) -> Iterator[Fact]:
    if offer.duration_months is not None:
        length = _unit(offer.duration_months, "duration-month", spoken.locale)
        yield _fact("duration_months", spoken, length)


def _start(offer: Offer, _site: Site, spoken: Words) -> Iterator[Fact]:
    if not offer.start:
        return
    if offer.start == "asap":
        yield _fact("start", spoken, spoken.say["asap"])
        return
    text = _start_text(offer.start, spoken.locale)
    moment = offer.start if text != offer.start else ""
    yield _fact("start", spoken, text, moment=moment)


def _pay(offer: Offer, _site: Site, spoken: Words) -> Iterator[Fact]:
    if offer.pay:
        yield from _listed("pay", spoken, _pay_lines(offer.pay, spoken), separator="; ")


def _closes(offer: Offer, site: Site, spoken: Words) -> Iterator[Fact]:
    if offer.closes:
        text = spell_when(offer.closes, site, spoken)
        yield _fact("closes", spoken, text, moment=iso(offer.closes))


def _experience(offer: Offer, _site: Site, spoken: Words) -> Iterator[Fact]:
    if offer.experience is not None:
        yield _fact("experience", spoken, _experience_text(offer.experience, spoken))


def _education(offer: Offer, _site: Site, spoken: Words) -> Iterator[Fact]:
    if offer.education:
        yield _fact("education", spoken, spoken.education[offer.education])


def _languages(offer: Offer, _site: Site, spoken: Words) -> Iterator[Fact]:
    names = _unique(_language(code, spoken.locale) for code in offer.languages)
    yield from _joined("languages", spoken, names)


def _skills(offer: Offer, _site: Site, spoken: Words) -> Iterator[Fact]:
    # As written: iOS and npm begin with small letters.
    if offer.skills:
        yield _fact("skills", spoken, ", ".join(offer.skills))


def _openings(offer: Offer, _site: Site, spoken: Words) -> Iterator[Fact]:
    if offer.openings is not None:
        yield _fact("openings", spoken, _number(offer.openings, spoken.locale))


def _requisition(offer: Offer, _site: Site, spoken: Words) -> Iterator[Fact]:
    if offer.requisition_id:
        yield _fact("requisition_id", spoken, offer.requisition_id)


def _posted(offer: Offer, site: Site, spoken: Words) -> Iterator[Fact]:
    if offer.date_posted:
        day = spell_day(offer.date_posted, site, spoken)
        yield _fact("date_posted", spoken, day, moment=iso(offer.date_posted))


_MAKERS: tuple[Callable[[Offer, Site, Words], Iterator[Fact]], ...] = (
    _organization,
    _locations,
    _workplace,
    _remote_countries,
    _employment,
    _schedule,
    _duration,
    _start,
    _pay,
    _closes,
    _experience,
    _education,
    _languages,
    _skills,
    _openings,
    _requisition,
    _posted,
)


def _fact(name: str, spoken: Words, value: str, moment: str = "") -> Fact:
    return Fact(name, spoken.label[name], value, moment=moment)


def _listed(name: str, spoken: Words, lines: tuple[str, ...], separator: str) -> Iterator[Fact]:
    if lines:
        items = lines if len(lines) > 1 else ()
        yield Fact(name, spoken.label[name], separator.join(lines), items)


def _joined(name: str, spoken: Words, parts: tuple[str, ...]) -> Iterator[Fact]:
    """One line of running text: a capital at its beginning only, as in a sentence."""
    if parts:
        first, *others = parts
        yield _fact(name, spoken, ", ".join((first[:1].upper() + first[1:], *others)))


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _pay_lines(pay: Pay, spoken: Words) -> tuple[str, ...]:
    figures = _figures(pay, spoken)
    if not figures:
        return _unique([pay.text or ""])
    if not pay.text or not _says_more(pay.text, figures, pay.currency):
        return (figures,)
    return _unique([figures, pay.text])


def _figures(pay: Pay, spoken: Words) -> str:
    amount = _amount(pay.min, pay.max, pay.currency, spoken)
    if not amount or not pay.period:
        return amount
    return spoken.period[pay.period].format(amount)


@lru_cache(maxsize=8192)
def _amount(low: Decimal | None, high: Decimal | None, currency: str | None, spoken: Words) -> str:
    if low is None and high is None:
        return ""
    if high is None or low is None:
        key, bound = ("from", low) if high is None else ("up_to", high)
        return spoken.say[key].format(_money(bound, currency, spoken.locale))
    if low == high:
        return _money(low, currency, spoken.locale)
    return _range(low, high, currency, spoken.locale)


def _range(low: Decimal, high: Decimal, currency: str | None, locale: str) -> str:
    digits = _digits(low, high)
    upper = _money(high, currency, locale, digits)
    # A symbol behind the figures is written once (35 000 – 42 000 €), one before them twice.
    once = currency if not upper[:1].isdigit() else None
    return f"{_money(low, once, locale, digits)} – {upper}"


def _money(
    amount: Decimal | None, currency: str | None, locale: str, digits: int | None = None
) -> str:
    if amount is None:
        return ""
    places = _digits(amount) if digits is None else digits
    known = _locale(locale)
    pattern = known.currency_formats["standard"] if currency else known.decimal_formats[None]
    return str(
        pattern.apply(
            amount, known, currency=currency, currency_digits=False, force_frac=(places, places)
        )
    )


def _digits(*amounts: Decimal) -> int:
    """No cents where there are none: 35 000 €, but 13,50 €."""
    return 0 if all(amount == amount.to_integral_value() for amount in amounts) else 2


def _says_more(text: str, figures: str, currency: str | None) -> bool:
    """Whether the employer's wording holds a word that the figures do not."""
    known = set(re.findall(r"[^\W\d_]{2,}", figures.casefold()))
    known.update(("eur", "euro", "euros", (currency or "").casefold()))
    return bool(set(re.findall(r"[^\W\d_]{2,}", text.casefold())) - known)


def _experience_text(months: int, spoken: Words) -> str:
    if months == 0:
        return spoken.say["no_experience"]
    if months % 12 == 0:
        return _unit(months // 12, "duration-year", spoken.locale)
    return _unit(months, "duration-month", spoken.locale)


@lru_cache(maxsize=4096)
def _start_text(start: str, locale: str) -> str:
    try:
        if _ISO_DAY.match(start):
            return _day(date.fromisoformat(start), locale)
        if _ISO_MONTH.match(start):
            return _month(date.fromisoformat(f"{start}-01"), locale)
    except ValueError:
        return start
    return start


@lru_cache(maxsize=4096)
def _place(place: Location, locale: str) -> str:
    country = _country(place.country, locale) if place.country else None
    parts: tuple[str | None, ...]
    if place.country in _CODE_LAST:
        area = " ".join(filter(None, (place.region, place.postal_code)))
        parts = (place.street, place.city, area, country)
    else:
        town = " ".join(filter(None, (place.postal_code, place.city)))
        region = place.region if place.region != place.city else None
        parts = (place.street, town, region, country)
    return ", ".join(_unique(part or "" for part in parts))


@lru_cache(maxsize=4096)
def _day(day: date, locale: str) -> str:
    return format_date(day, "long", locale=_locale(locale))


@lru_cache(maxsize=1024)
def _month(first: date, locale: str) -> str:
    return format_date(first, "LLLL y", locale=_locale(locale))


@lru_cache(maxsize=4096)
def _time(local: datetime, locale: str) -> str:
    return format_time(local.time(), "short", locale=_locale(locale))


@lru_cache(maxsize=1024)
def _unit(number: int | Decimal, unit: str, locale: str) -> str:
    return format_unit(number, unit, locale=_locale(locale))


@lru_cache(maxsize=1024)
def _number(number: int | Decimal, locale: str) -> str:
    return format_decimal(number, locale=_locale(locale))


@lru_cache(maxsize=1024)
def _country(code: str, locale: str) -> str:
    return str(_locale(locale).territories.get(code.upper(), code))


@lru_cache(maxsize=1024)
def _language(code: str, locale: str) -> str:
    names = _locale(locale).languages
    tag = code.replace("-", "_")
    return str(names.get(tag) or names.get(tag.partition("_")[0].lower()) or code)


@lru_cache(maxsize=256)
def _locale(tag: str) -> Locale:
    """CLDR's data for *tag*, or for its language alone where the rest is unknown."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(tag.partition("-")[0].lower())
