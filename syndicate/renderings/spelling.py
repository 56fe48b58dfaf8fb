"""Dates, money, places and languages in words, as CLDR has them for a language.

Babel is imported where it is asked, once for each new answer: a build that finds nothing to write
needs none of it.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, time

    from babel import Locale

    from syndicate.offer import Location, When
    from syndicate.renderings.words import Words
    from syndicate.site import Site

# Countries where the postal code follows the town and its state.
_CODE_LAST = frozenset({"AU", "CA", "GB", "IE", "IN", "NZ", "SG", "US", "ZA"})
# Months are kept to two digits: weeks reckoned back from them are right to a fortieth.
_NEAR_A_WEEK = Decimal("0.025")


def spell_day(when: When, site: Site, spoken: Words) -> str:
    """The day of *when*, as the site's clocks show it: ``30 juin 2026``."""
    if isinstance(when, datetime):
        when = when.astimezone(site.timezone).date()
    return spell_date(when, spoken)


def spell_when(when: When, site: Site, spoken: Words) -> str:
    """*when*: a day, or a day with its time and the name of the time's zone."""
    day = spell_day(when, site, spoken)
    if not isinstance(when, datetime):
        return day
    local = when.astimezone(site.timezone)
    return f"{day}, {_time(local.time(), spoken)} {local.tzname()}"


@lru_cache(maxsize=4096)
def spell_date(day: date, spoken: Words) -> str:
    """*day* in full: ``30 juin 2026``."""
    from babel.dates import format_date

    text = format_date(day, "long", locale=_locale(spoken.locale))
    # CLDR writes "1 juin", which no French reader does.
    return f"1er{text[1:]}" if spoken.language == "fr" and text.startswith("1 ") else text


@lru_cache(maxsize=1024)
def spell_month(first: date, spoken: Words) -> str:
    """The month that begins with *first*: ``juin 2026``."""
    from babel.dates import format_date

    return format_date(first, "LLLL y", locale=_locale(spoken.locale))


def spell_place(place: Location, spoken: Words) -> str:
    """*place* on one line, street first, the country by its name."""
    # Its parts make a better key than itself: they know their hashes.
    return _place(place.street, place.postal_code, place.city, place.region, place.country, spoken)


@lru_cache(maxsize=4096)
def _place(
    street: str | None,
    code: str | None,
    city: str | None,
    region: str | None,
    country: str | None,
    spoken: Words,
) -> str:
    name = spell_country(country, spoken) if country else None
    parts: tuple[str | None, ...]
    if country in _CODE_LAST:
        parts = (street, city, " ".join(filter(None, (region, code))), name)
    else:
        town = " ".join(filter(None, (code, city)))
        parts = (street, town, region if region != city else None, name)
    return ", ".join(filter(None, parts))


def spell_region(place: Location, spoken: Words) -> str:
    """The town of *place*, else its region, else its country; may be empty."""
    if named := place.city or place.region:
        return named
    return spell_country(place.country, spoken) if place.country else ""


@lru_cache(maxsize=1024)
def spell_country(code: str, spoken: Words) -> str:
    """The name of the country *code*, or *code* where it has none."""
    return str(_locale(spoken.locale).territories.get(code.upper(), code))


@lru_cache(maxsize=1024)
def language_name(code: str, spoken: Words) -> str:
    """The name of the language *code*, or *code* where it has none."""
    names = _locale(spoken.locale).languages
    tag = code.replace("-", "_")
    return str(names.get(tag) or names.get(tag.partition("_")[0].lower()) or code)


@lru_cache(maxsize=256)
def autonym(code: str) -> str:
    """The name of the language *code* in itself (``Français``), or *code* where it has none."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(code, sep="-").get_language_name()
    except (UnknownLocaleError, ValueError):
        return code
    return capitalised(name) if name else code


@lru_cache(maxsize=8192)
def spell_amount(
    low: Decimal | None, high: Decimal | None, currency: str | None, spoken: Words
) -> str:
    """An amount of money, a range, or one with a single bound; empty when both are None."""
    if low is None and high is None:
        return ""
    if high is None or low is None:
        key, bound = ("from", low) if high is None else ("up_to", high)
        return spoken.say[key].format(_money(bound, currency, spoken))
    if low == high:
        return _money(low, currency, spoken)
    return _range(low, high, currency, spoken)


@lru_cache(maxsize=1024)
def spell_months(months: int | Decimal, spoken: Words) -> str:
    """A length of time: ``6 mois``, or ``8 semaines`` where these are no whole months."""
    from babel.units import format_unit

    locale = _locale(spoken.locale)
    weeks = Decimal(months) * 52 / 12
    if months % 1 and abs(weeks - round(weeks)) < _NEAR_A_WEEK:
        return format_unit(round(weeks), "duration-week", locale=locale)
    return format_unit(months, "duration-month", locale=locale)


@lru_cache(maxsize=1024)
def spell_years(years: int, spoken: Words) -> str:
    """A length of time in years: ``3 ans``."""
    from babel.units import format_unit

    return format_unit(years, "duration-year", locale=_locale(spoken.locale))


@lru_cache(maxsize=1024)
def spell_number(number: int | Decimal, spoken: Words) -> str:
    """*number* with the language's own separators."""
    from babel.numbers import format_decimal

    return format_decimal(number, locale=_locale(spoken.locale))


@lru_cache(maxsize=1024)
def counted(key: str, number: int | Decimal, spoken: Words) -> str:
    """The phrase *key* for *number* things (``offers``: ``8 open positions``)."""
    form = "one" if _locale(spoken.locale).plural_form(number) == "one" else "other"
    return spoken.say[f"{key}_{form}"].format(spell_number(number, spoken))


def capitalised(text: str) -> str:
    """*text* with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=4096)
def _time(clock: time, spoken: Words) -> str:
    from babel.dates import format_time

    return format_time(clock, "short", locale=_locale(spoken.locale))


def _range(low: Decimal, high: Decimal, currency: str | None, spoken: Words) -> str:
    digits = _digits(low, high)
    upper = _money(high, currency, spoken, digits)
    # A symbol behind the figures is written once (35 000 – 42 000 €), one before them twice.
    once = None if upper[:1].isdigit() else currency
    return f"{_money(low, once, spoken, digits)} – {upper}"


def _money(
    amount: Decimal | None, currency: str | None, spoken: Words, digits: int | None = None
) -> str:
    from babel.numbers import format_currency, format_decimal

    if amount is None:
        return ""
    places = _digits(amount) if digits is None else digits
    known = _locale(spoken.locale)
    fraction = f".{'0' * places}" if places else ""
    if currency is None:
        figures = known.decimal_formats[None].pattern.replace(".###", fraction)
        return format_decimal(amount, figures, known)
    figures = known.currency_formats["standard"].pattern.replace(".00", fraction)
    return format_currency(amount, currency, figures, known, currency_digits=False)


def _digits(*amounts: Decimal) -> int:
    """No cents where there are none: 35 000 €, but 13,50 €."""
    return 0 if all(amount == amount.to_integral_value() for amount in amounts) else 2


@lru_cache(maxsize=256)
def _locale(tag: str) -> Locale:
    """CLDR's data for *tag*, or for its language alone where the rest is unknown."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(tag.partition("-")[0].lower())
