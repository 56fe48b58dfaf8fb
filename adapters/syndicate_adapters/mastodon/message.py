"""The words of a status: what is said of an offer in its language, and what of it fits."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from syndicate.jobposting.text import line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from syndicate.offer import Offer

#: How many characters a server takes, unless its administrators changed it.
LIMIT = 500
#: What every address counts, however long it is.
ADDRESS = 23
#: What a template may hold.
FIELDS = frozenset({"title", "employer", "place", "contract", "deadline", "link", "tags"})

_FIELD = re.compile(r"\{(\w+)\}")


def message(offer: Offer, link: str, template: str | None = None) -> str:
    """The text of a status about *offer*, at most ``LIMIT`` characters, *link* whole.

    Of the *template* (default: the language's own) a part between two ``·`` goes when its field
    is empty, and a line when nothing is left of it. Where it is too long, tags go first, then
    the end of the title.
    """
    words = _words(offer.language)
    values = _values(offer, words) | {"link": link}
    template = template or words["text"]
    tags = _hashtags(offer.tags)
    while True:
        text = _filled(template, values | {"tags": " ".join(tags)})
        over = _length(text) - LIMIT
        if over <= 0:
            return text
        if tags:
            tags.pop()
        else:
            values["title"] = f"{values['title'][: -over - 1].rstrip()}…"


def fault(template: str) -> str | None:
    """What is wrong with *template*, in words that follow its name; None when nothing is."""
    if not FIELDS.issuperset(_FIELD.findall(template)):
        return f"has a field that is none of {', '.join(sorted(FIELDS))}"
    if "{link}" not in template:
        return "does not say {link}, by which a status is found again"
    if len(template) > LIMIT // 4:
        return f"is longer than {LIMIT // 4} characters, which leaves no room for the offer"
    return None


def _values(offer: Offer, words: Mapping[str, str]) -> dict[str, str]:
    places = [place.city or place.region or place.country for place in offer.locations]
    if offer.workplace == "remote":
        places.append(words["remote"])
    contracts = [words[kind] for kind in offer.employment]
    return {
        "title": _said(offer.title, LIMIT) or _said(offer.id, 80),
        "employer": _said(offer.organization.name if offer.organization else "", 80),
        "place": _said(", ".join(dict.fromkeys(filter(None, places))), 80),
        "contract": _said(", ".join(filter(None, contracts)), 80),
        "deadline": f"{offer.closes:{words['date']}}" if offer.closes else "",
    }


def _said(text: str, limit: int) -> str:
    """*text* on one line of at most *limit* characters, in which no "@" calls a person."""
    clean = (line(text) or "").replace("@", "@\u200b")
    return clean if len(clean) <= limit else f"{clean[: limit - 1].rstrip()}…"


def _hashtags(tags: Sequence[str]) -> list[str]:
    """Up to five: ``public services`` is #PublicServices; a number alone is none."""
    found = ("".join(w[:1].upper() + w[1:] for w in re.findall(r"\w+", tag)) for tag in tags)
    fit = (f"#{tag}" for tag in found if tag and len(tag) <= 40 and not tag.isdigit())
    return list(dict.fromkeys(fit))[:5]


def _filled(template: str, values: Mapping[str, str]) -> str:
    rows = (_row(row, values) for row in template.strip().split("\n"))
    return "\n".join(row for row in rows if row)


def _row(row: str, values: Mapping[str, str]) -> str:
    parts = (p for p in row.split(" · ") if all(values[f] for f in _FIELD.findall(p)))
    return " · ".join(_FIELD.sub(lambda field: values[field[1]], part) for part in parts)


def _length(text: str) -> int:
    """How many characters Mastodon counts, or a few more: it takes é of two for one."""
    return len(re.sub(r"https?://\S+", "x" * ADDRESS, text))


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def _words(language: str) -> Mapping[str, str]:
    return _tables().get(language.partition("-")[0].lower()) or _tables()["en"]
