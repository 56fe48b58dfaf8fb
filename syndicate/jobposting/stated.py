"""Facts that Google wants said in the description, where only the front matter says them."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from syndicate.jobposting.countries import country_name
from syndicate.jobposting.text import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from syndicate.offer import Offer
    from syndicate.site import Site

_WORDS = Path(__file__).with_name("words.toml")


def stated(offer: Offer, site: Site, body: str) -> Iterator[str]:
    """Lines of plain text for what *offer* states and its *body* (HTML) does not.

    Where one may live, pay, education, experience, skills; in the offer's language where we
    have its words, else the site's, else in English. Facts found in the prose are not said twice.
    """
    names = [name for name in _wanted(offer, body) if offer.sources.get(name) != "prose"]
    if not names:
        return
    language = _language(offer, site)
    words = _words()[language]
    for name in names:
        yield words["stated"].format(words[name], _value(name, offer, language, words))


def _wanted(offer: Offer, body: str) -> Iterator[str]:
    if offer.workplace == "remote" and offer.remote_countries:
        yield "remote_countries"
    if offer.pay and (text := line(offer.pay.text)) and not _holds(body, text):
        yield "pay"
    if offer.education:
        yield "education"
    if offer.experience is not None:
        yield "experience"
    if not all(_holds(body, skill) for skill in map(line, offer.skills) if skill):
        yield "skills"


def _value(name: str, offer: Offer, language: str, words: Mapping[str, Any]) -> str:
    match name:
        case "remote_countries":
            return ", ".join(country_name(code, language) for code in offer.remote_countries)
        case "pay":
            return line(offer.pay.text if offer.pay else None) or ""
        case "education":
            return str(words[offer.education or "none"])
        case "experience":
            return _experience(offer.experience or 0, words)
        case _:
            return ", ".join(skill for skill in map(line, offer.skills) if skill)


def _experience(months: int, words: Mapping[str, Any]) -> str:
    if months == 0:
        return str(words["no_experience"])
    number, forms = (
        (months // 12, words["years"]) if months % 12 == 0 else (months, words["months"])
    )
    return str(forms[number > 1].format(number))


def _holds(body: str, text: str) -> bool:
    return escape(text, quote=False) in body


def _language(offer: Offer, site: Site) -> str:
    for tag in (offer.language, site.language):
        primary = tag.replace("_", "-").partition("-")[0].lower()
        if primary in _words():
            return primary
    return "en"


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))
