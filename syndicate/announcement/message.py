"""The words of an announcement: what is said of an offer in its language, and what of it fits."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from syndicate.announcement.lengths import split_graphemes
from syndicate.jobposting.text import line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from syndicate.announcement.lengths import Length
    from syndicate.offer import Offer

#: What a template may hold.
FIELDS = frozenset({"title", "employer", "place", "contract", "deadline", "link", "tags"})

_FIELD = re.compile(r"\{(" + "|".join(sorted(FIELDS)) + r")\}")
_BRACES = re.compile(r"\{(\w+)\}")
#: What of a value is looked at: no target shows more of one.
_VALUE = 80
_TITLE = 500


def message(offer: Offer, link: str, template: str, limit: int, length: Length) -> str:
    """*template* filled in for *offer*, at most *limit* by *length*, with *link* whole.

    A part between two ``·`` goes when its field is empty, and a line when nothing is left of it.
    Where the text is too long tags go first, then the end of the title, then the end of all but
    the link. A *link* that alone is longer than *limit* stays as it is.
    """
    values = _values(offer, words(offer.language)) | {"link": link}
    tags = _hashtags(offer.tags)

    def filled(title: str) -> str:
        return _filled(template, values | {"title": title, "tags": " ".join(tags)})

    def fits(text: str) -> bool:
        return length(text) <= limit

    while not fits(text := filled(values["title"])) and tags:
        tags.pop()
    if fits(text):
        return text
    title = _cut(values["title"], lambda title: fits(filled(title)))
    if title:
        return filled(title)
    rest = _filled(template, values | {"link": "", "tags": ""})
    return _cut(rest, lambda rest: fits(f"{rest}\n{link}")) + f"\n{link}" if rest else link


def words(language: str) -> Mapping[str, str]:
    """The templates and terms of *language*; English for one that there are none of."""
    return _tables().get(language.partition("-")[0].lower()) or _tables()["en"]


def fault(template: str, limit: int) -> str | None:
    """What is wrong with *template*, in words that follow its name; None when nothing is."""
    if not FIELDS.issuperset(_BRACES.findall(template)):
        return f"has a field that is none of {', '.join(sorted(FIELDS))}"
    if "{link}" not in template:
        return "does not say {link}, by which people find the offer"
    if len(template) > limit // 4:
        return f"is longer than {limit // 4} characters, which leaves no room for the offer"
    return None


def _values(offer: Offer, words: Mapping[str, str]) -> dict[str, str]:
    places = [place.city or place.region or place.country for place in offer.locations]
    if offer.workplace == "remote":
        places.append(words["remote"])
    contracts = [words[kind] for kind in offer.employment]
    return {
        "title": _said(offer.title, _TITLE) or _said(offer.id, _VALUE),
        "employer": _said(offer.organization.name if offer.organization else "", _VALUE),
        "place": _said(", ".join(dict.fromkeys(filter(None, places))), _VALUE),
        "contract": _said(", ".join(filter(None, contracts)), _VALUE),
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


def _cut(text: str, fits: Callable[[str], bool]) -> str:
    """The longest beginning of *text*, and an ellipsis, that *fits*; empty when none does."""
    pieces = split_graphemes(text)
    low, high = 0, len(pieces)
    while low < high:
        middle = (low + high + 1) // 2
        if fits("".join(pieces[:middle]).rstrip() + "…"):
            low = middle
        else:
            high = middle - 1
    return "".join(pieces[:low]).rstrip() + "…" if low else ""


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
