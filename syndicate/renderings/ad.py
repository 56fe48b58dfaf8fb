"""An offer as one ad: in one place, its values under the names that dialects know them by."""

from __future__ import annotations

import re
import unicodedata
from base64 import b32encode
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, TypeVar, get_args

from syndicate.offer import (
    Education,
    Employment,
    Location,
    Period,
    Schedule,
    Workplace,
    end_instant,
)
from syndicate.renderings.characters import language_tag, one_line, uri
from syndicate.renderings.facts import experience_text
from syndicate.renderings.moments import published, updated
from syndicate.renderings.reduced import plain
from syndicate.renderings.spelling import language_name, spell_amount, spell_country
from syndicate.renderings.words import words
from syndicate.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from syndicate.offer import Offer, Pay
    from syndicate.renderings.artefact import Catalogue

Value = TypeVar("Value")

#: Characters of a reference, at most: what the strictest board (LinkedIn) bears.
LONGEST_REFERENCE = 40
_DIGITS = 10
_NOT_IN_REFERENCES = re.compile(r"[^a-z0-9]+")
_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}
_MONTHS_A_YEAR = {"month": 12, "year": 1}
#: Months from which somebody is no beginner any more.
_JUNIOR_UNTIL = 24


class Origin(NamedTuple):
    """What all ads of an offer come from: the offer, and the site at an instant."""

    offer: Offer
    clock: Catalogue


class Ad(dict[str, str]):
    """One *offer* in one *place*: ``ad["city"]`` and so on, the names being those of ``TEXTS``.

    A value is worked out when it is first asked for; ``""`` is one that the offer does not
    state. ``lists``, ``words`` and ``moments`` do the same for the names of ``LISTS``, ``WORDS``
    and ``MOMENTS``. Every text is on one line, but for ``body``, which is HTML.
    """

    def __init__(self, offer: Offer, place: Location, clock: Catalogue) -> None:
        super().__init__()
        self.offer = offer
        self.place = place
        self.clock = clock
        # Not the ad itself: objects in a circle stay in memory until they are searched for.
        origin = Origin(offer, clock)
        self.lists = Kept(origin, LISTS)
        self.words = Kept(origin, WORDS)
        self.moments = Kept(origin, MOMENTS)
        #: What was made of it for several dialects, by whatever they agree on; like lists, words
        #: and moments it is the offer's, and the same in every place.
        self.made: dict[object, str] = {}

    def __missing__(self, name: str) -> str:
        self[name] = found = TEXTS[name](self)
        return found

    @property
    def zone(self) -> tzinfo:
        """The time zone in which a day of the site is a day."""
        return self.clock.site.timezone

    def elsewhere(self, place: Location) -> Ad:
        """The same offer in another *place*."""
        other = Ad(self.offer, place, self.clock)
        other.lists, other.words, other.moments = self.lists, self.words, self.moments
        other.made = self.made
        return other

    def placed(self, values: Mapping[str, str]) -> Ad:
        """The same ad with *values* in place of its own."""
        other = self.elsewhere(self.place)
        other.update(self)
        other.update(values)
        return other


class Kept(dict[str, Value]):
    """Values of an offer by name, each worked out once."""

    def __init__(self, origin: Origin, makers: Mapping[str, Callable[[Origin], Value]]) -> None:
        super().__init__()
        self._origin = origin
        self._makers = makers

    def __missing__(self, name: str) -> Value:
        self[name] = found = self._makers[name](self._origin)
        return found


def ads(offer: Offer, clock: Catalogue) -> list[Ad]:
    """*offer* once for each town: boards list by town, and call a second ad there a duplicate.

    An offer without a place of work, done from anywhere in some countries, has one for each of
    them; one that states no place at all has a single ad without a place.
    """
    places: Sequence[Location] = offer.locations
    if not places:
        places = [Location(country=code) for code in offer.remote_countries] or [Location()]
    first = Ad(offer, places[0], clock)
    if len(places) == 1:
        return [first]
    towns: dict[str, Location] = {}
    for place in places:
        towns.setdefault(_town(place), place)
    return [first, *(first.elsewhere(place) for place in list(towns.values())[1:])]


def _town(place: Location) -> str:
    """What tells a place from the offer's others: neither their order nor a street's number."""
    name = place.city or place.region or place.postal_code or ""
    return f"{_folded(name)}\0{place.country or ''}"


def _reference(ad: Ad) -> str:
    """The name of this ad for life: that of its offer, cut, and a fingerprint of offer and town.

    The town counts even where it is the only one: another place that is added later changes
    nothing about this one.
    """
    key = f"{unicodedata.normalize('NFC', ad.offer.id)}\0{_town(ad.place)}"
    digits = b32encode(sha256(key.encode("utf-8", "surrogatepass")).digest())
    start = _NOT_IN_REFERENCES.sub("-", _folded(ad.offer.id)).strip("-")
    start = start[: LONGEST_REFERENCE - _DIGITS - 1].rstrip("-")
    end = digits[:_DIGITS].decode().lower()
    return f"{start}-{end}" if start else end


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


# -- texts ----------------------------------------------------------------------------------------


def _title(ad: Ad) -> str:
    return one_line(ad.offer.board_title or "") or one_line(ad.offer.title)


def _employer(ad: Ad) -> str:
    employer = ad.offer.organization or ad.clock.site.organization
    return one_line(employer.name) if employer else ""


def _employer_url(ad: Ad) -> str:
    employer = ad.offer.organization or ad.clock.site.organization
    return uri(employer.url) if employer and employer.url else ""


def _logo(ad: Ad) -> str:
    employer = ad.offer.organization or ad.clock.site.organization
    return uri(employer.logo) if employer and employer.logo else ""


def _of_place(name: str) -> Callable[[Ad], str]:
    return lambda ad: one_line(getattr(ad.place, name) or "")


def _country_in(language: str) -> Callable[[Ad], str]:
    def found(ad: Ad) -> str:
        spoken = words(language or ad.offer.language, ad.clock.site.language)
        return spell_country(ad.place.country, spoken) if ad.place.country else ""

    return found


def _body(ad: Ad) -> str:
    return clean(ad.offer.body).strip()


def _spelled(ad: Ad, name: str) -> str:
    spoken = words(ad.offer.language, ad.clock.site.language)
    said = getattr(spoken, name)
    written = getattr(ad.offer, name) or ()
    return ", ".join(said[word] for word in ((written,) if isinstance(written, str) else written))


def _experience(ad: Ad) -> str:
    months = ad.offer.experience
    spoken = words(ad.offer.language, ad.clock.site.language)
    return "" if months is None else experience_text(months, spoken)


# -- pay ------------------------------------------------------------------------------------------


def _number(value: Decimal | None) -> str:
    """*value* in digits and a point: no separators, no exponent, no cents where there are none."""
    if value is None:
        return ""
    if value == value.to_integral_value():
        return f"{value:.0f}"
    return f"{value:.2f}"


def _pay(ad: Ad | Origin) -> Pay | None:
    """The pay, where it is stated in figures."""
    pay = ad.offer.pay
    return pay if pay and (pay.min is not None or pay.max is not None) else None


def _bound(name: str) -> Callable[[Ad], str]:
    return lambda ad: _number(getattr(pay, name)) if (pay := _pay(ad)) else ""


def _mean(ad: Ad) -> str:
    pay = _pay(ad)
    if pay is None:
        return ""
    bounds = [bound for bound in (pay.min, pay.max) if bound is not None]
    return _number(sum(bounds, Decimal()) / len(bounds))


def _in_a_year(name: str) -> Callable[[Ad], str]:
    """A bound of the pay in a year, where that needs no guess at hours or days of work."""

    def found(ad: Ad) -> str:
        pay = _pay(ad)
        times = _MONTHS_A_YEAR.get(pay.period or "") if pay else None
        return _number(Decimal(ad[name]) * times) if times and ad[name] else ""

    return found


def _currency(ad: Ad) -> str:
    pay = _pay(ad)
    return pay.currency or "" if pay else ""


def _sign(ad: Ad) -> str:
    code = ad["pay_currency"]
    return _SIGNS.get(code, code)


def _amount(ad: Ad) -> str:
    return "-".join(dict.fromkeys(filter(None, (ad["pay_min"], ad["pay_max"]))))


def _range(ad: Ad) -> str:
    """``€1800 - €2000 per month``: a sign, no separators, the period in English."""
    pay = _pay(ad)
    if pay is None or not pay.currency:
        return ""
    sign = ad["pay_sign"] if pay.currency in _SIGNS else f"{pay.currency} "
    low, high = ad["pay_min"], ad["pay_max"]
    if low and high and low != high:
        amount = f"{sign}{low} - {sign}{high}"
    else:
        bound = "" if low and high else "from " if low else "up to "
        amount = f"{bound}{sign}{low or high}"
    return f"{amount} per {pay.period}" if pay.period else amount


def _pay_text(ad: Ad) -> str:
    pay = ad.offer.pay
    if pay is None:
        return ""
    if pay.text:
        return one_line(pay.text)
    spoken = words(ad.offer.language, ad.clock.site.language)
    amount = spell_amount(pay.min, pay.max, pay.currency, spoken)
    return spoken.period[pay.period].format(amount) if amount and pay.period else amount


# -- lists, words, moments ------------------------------------------------------------------------


def _level(origin: Origin) -> tuple[str, ...]:
    """How much experience is wanted, as far as months say it; an internship is a level too."""
    months = origin.offer.experience
    if "internship" in origin.offer.employment:
        return ("internship",)
    if months is None:
        return ()
    if months == 0:
        return ("none",)
    return ("junior",) if months < _JUNIOR_UNTIL else ("experienced",)


def _closes(origin: Origin) -> datetime | None:
    """The last moment of the last day; the moment itself, where one is stated."""
    closes, zone = origin.offer.closes, origin.clock.site.timezone
    if closes is None:
        return None
    end = end_instant(closes, zone)
    return end if isinstance(closes, datetime) else end - timedelta(seconds=1)


def _lines(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for text in texts if (line := one_line(text))))


def _language_names(origin: Origin) -> tuple[str, ...]:
    return tuple(language_name(code, words("en")).lower() for code in origin.offer.languages)


def _one(word: str | None) -> tuple[str, ...]:
    return (word,) if word else ()


#: Texts that an element can hold.
TEXTS: Mapping[str, Callable[[Ad], str]] = {
    "reference": _reference,
    "requisition": lambda ad: one_line(
        ad.offer.requisition_id or ad.offer.translation_key or ad.offer.id
    ),
    "title": _title,
    "summary": lambda ad: one_line(ad.offer.summary),
    "body": _body,
    "plain_body": lambda ad: plain(ad.offer.body),
    "language": lambda ad: (
        language_tag(ad.offer.language, ad.clock.site.language).partition("-")[0].lower()
    ),
    "url": lambda ad: uri(ad.offer.url),
    "organization": _employer,
    "organization_url": _employer_url,
    "organization_logo": _logo,
    "street": _of_place("street"),
    "postal_code": _of_place("postal_code"),
    "city": _of_place("city"),
    "region": _of_place("region"),
    "country": _of_place("country"),
    "country_name": _country_in(""),
    "country_in_english": _country_in("en"),
    "country_in_german": _country_in("de"),
    "category": lambda ad: tags[0] if (tags := ad.lists["tags"]) else "",
    "employment_text": lambda ad: _spelled(ad, "employment"),
    "schedule_text": lambda ad: _spelled(ad, "schedule"),
    "education_text": lambda ad: _spelled(ad, "education"),
    "experience_text": _experience,
    "pay_text": _pay_text,
    "pay_range": _range,
    "pay_amount": _amount,
    "pay_min": _bound("min"),
    "pay_max": _bound("max"),
    "pay_mean": _mean,
    "pay_year_min": _in_a_year("pay_min"),
    "pay_year_max": _in_a_year("pay_max"),
    "pay_currency": _currency,
    "pay_sign": _sign,
    "openings": lambda ad: str(ad.offer.openings or ""),
    "apply_url": lambda ad: uri(ad.offer.apply_url) if ad.offer.apply_url else "",
    "apply_email": lambda ad: one_line(ad.offer.apply_email or ""),
}

#: Lists of texts, for elements that are repeated or that hold several.
LISTS: Mapping[str, Callable[[Origin], tuple[str, ...]]] = {
    "tags": lambda origin: _lines(origin.offer.tags),
    "skills": lambda origin: _lines(origin.offer.skills),
    "language_names": _language_names,
}

#: Words of our own, which a dialect translates into those of its board.
WORDS: Mapping[str, Callable[[Origin], tuple[str, ...]]] = {
    "employment": lambda origin: origin.offer.employment,
    "schedule": lambda origin: origin.offer.schedule,
    "workplace": lambda origin: _one(origin.offer.workplace),
    "education": lambda origin: _one(origin.offer.education),
    "level": _level,
    "pay_period": lambda origin: _one(pay.period) if (pay := _pay(origin)) else (),
}

_LEVELS = ("internship", "none", "junior", "experienced")
#: Every word that ``WORDS`` can say.
VOCABULARY = frozenset(
    (
        *_LEVELS,
        *(w for o in (Education, Employment, Period, Schedule, Workplace) for w in get_args(o)),
    )
)

#: Moments, as the offer's files state them.
MOMENTS: Mapping[str, Callable[[Origin], datetime | None]] = {
    "posted": lambda origin: published(origin.offer, origin.clock),
    "modified": lambda origin: updated(origin.offer, origin.clock),
    "closes": _closes,
}
