"""The words of an announcement: what is said of an offer in its language, and what of it fits."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

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
#: A link that what stands beside it would become a part of: not so marks that end a sentence.
_GLUED = re.compile(r"(?:[\w}]|://\S*)\{link\}|\{link\}(?![)\]>.,;:!»\"'’…*]*(?:\s|$))")
#: What makes of a word a person who is called, or a link.
_CALL = re.compile("[@\uff20]|:(?=//)")
_GAP = re.compile(r"\n{3,}")
#: What of a value is looked at: no target shows more of one.
_VALUE = 80
_TITLE = 500


def message(
    offer: Offer, link: str, template: str, limit: int, length: Length, *, guard: bool = True
) -> str:
    """*template* filled in for *offer*, at most *limit* by *length*, with *link* whole.

    A part between two ``·`` goes when a field in it is empty and it does not say the link, and a
    line when nothing is left of it.
    Where the text is too long tags go first, then the end of the title, then the end of all but
    the link. A *link* that alone is longer than *limit* stays as it is. With *guard* nothing that
    the offer holds calls a person or is a link: by its one link a message is found again.
    """
    values = _values(offer, words(offer.language))
    if guard:
        values = {field: _CALL.sub("\\g<0>\u200b", value) for field, value in values.items()}
    values["link"] = link
    tags = _hashtags(offer.tags)

    def filled(title: str) -> str:
        return _filled(template, values | {"title": title, "tags": " ".join(tags)})

    def fits(text: str) -> bool:
        return length(text) <= limit

    while not fits(text := filled(values["title"])) and tags:
        tags.pop()
    if fits(text):
        return text
    title = cut(values["title"], lambda title: fits(filled(title)))
    if title:
        return filled(title)
    rest = _filled(template, values | {"link": "", "tags": ""})
    rest = cut(rest, lambda rest: fits(f"{rest}\n{link}"))
    return f"{rest}\n{link}" if rest else link


def words(language: str) -> Mapping[str, str]:
    """The templates and terms of *language*; English for one that there are none of."""
    return _tables().get(language.partition("-")[0].lower()) or _tables()["en"]


def fault(template: str, limit: int, length: Length = len) -> str | None:
    """What is wrong with *template*, in words that follow its name; None when nothing is."""
    if "{link}" not in template:
        return "does not say {link}, by which people find the offer"
    if length(_BRACES.sub("", template)) > limit // 4:
        return f"says more than {limit // 4} by itself, which leaves no room for the offer"
    return misuse(template)


def misuse(template: str) -> str | None:
    """The same, of what no text for people may hold."""
    if not FIELDS.issuperset(_BRACES.findall(template)):
        return f"has a field that is none of {', '.join(sorted(FIELDS))}"
    if _GLUED.search(template):
        return "has something right beside {link} that would be taken for a part of it"
    if "utm_content=" in template:
        return "holds utm_content=, by which messages are told from each other"
    return None


def cut(text: str, fits: Callable[[str], bool]) -> str:
    """The longest beginning of *text*, and an ellipsis, that *fits*; empty when none does."""
    pieces = split_graphemes(text)
    low, high = 0, len(pieces)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(_shortened(pieces, middle)):
            low = middle
        else:
            high = middle - 1
    return _shortened(pieces, low) if low else ""


def _shortened(pieces: Sequence[str], count: int) -> str:
    return "".join(pieces[:count]).rstrip() + "…"


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
    """*text* on one line of at most *limit* characters."""
    clean = line(text) or ""
    if len(clean) <= limit:
        return clean
    # What is far beyond the limit is not looked at: it could take long.
    return cut(clean[: 4 * limit], lambda text: len(text) <= limit)


def _hashtags(tags: Sequence[str]) -> list[str]:
    """Up to five: ``public services`` is #PublicServices; a number alone is none."""
    whole = (normalize("NFC", tag) for tag in tags)  # an accent by itself ends a tag
    found = ("".join(w[:1].upper() + w[1:] for w in re.findall(r"\w+", tag)) for tag in whole)
    fit = (f"#{tag}" for tag in found if tag and len(tag) <= 40 and not tag.isdigit())
    return list(dict.fromkeys(fit))[:5]


def _filled(template: str, values: Mapping[str, str]) -> str:
    rows = ((row, _row(row, values)) for row in map(str.rstrip, template.split("\n")))
    # Where a paragraph ends its author left a line blank, which stays.
    kept = "\n".join(said for row, said in rows if said or not row)
    return _GAP.sub("\n\n", kept).strip()


def _row(row: str, values: Mapping[str, str]) -> str:
    # What says the link stays, whatever else it says.
    parts = (
        part
        for part in row.split(" · ")
        if all(values[field] for field in _FIELD.findall(part))
        or (values["link"] and "{link}" in part)
    )
    return " · ".join(_FIELD.sub(lambda field: values[field[1]], part) for part in parts)


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
