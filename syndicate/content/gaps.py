"""Facts from prose against front matter: what it leaves open, and where the two disagree."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from syndicate.content.employer import PARTS
from syndicate.content.folding import fold
from syndicate.content.key_names import key_for, key_language, proposable
from syndicate.content.nodes import text_of
from syndicate.offer import Location, Offer, Pay, Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from syndicate.content.fields import Vocabulary
    from syndicate.content.front_matter import Document
    from syndicate.content.prose import Fact
    from syndicate.content.understand import Understood
    from syndicate.site import Site

#: Fields that are stated together: who states one of them leaves none of the others open.
_TOGETHER = (
    frozenset({"apply_url", "apply_email"}),
    frozenset({"locations", *PARTS}),
    frozenset({"pay", "pay_min", "pay_max"}),
)
#: What two texts may say in different words without contradiction.
_WORDING = frozenset({"title", "board_title", "skills", "tags", "apply_url", "apply_email"})
#: What is made of all fields, and changes with them.
_MADE = frozenset({"status", "opens_at", "closes_at", "sources", "slug", "url"})

Stand = Literal["open", "site", "empty", "stated"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A fact that front matter could state and does not, under a *key* that is still free.

    *site* is true when the site's own address stands in for it; *beside* is the key that
    stands in the file already, with nothing behind it, and its line.
    """

    fact: Fact
    key: str
    site: bool = False
    beside: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A fact that is left to the author, and what stands against it, as words after "but"."""

    fact: Fact
    text: str


def prose_of(item: Understood, document: Document) -> list[Fact]:
    """What the title and the text of an offer state; nothing for what is no offer."""
    offer = item.offer
    if offer.status in {Status.TEMPLATE, Status.UNREADABLE}:
        return []
    # Here and nowhere else: whoever does not ask for facts does not load what finds them.
    from syndicate.content.prose import facts

    line, _ = item.places.get("title", (document.body_line, 1))
    posted = offer.date_posted
    found = facts(
        offer.title,
        document.body,
        language=offer.language,
        first_line=document.body_line,
        title_line=line,
        posted=posted.date() if isinstance(posted, datetime) else posted,
    )
    order = proposable()
    return sorted(
        (_unquoted(fact) for fact in found if fact.field in order),
        key=lambda fact: order.index(fact.field),
    )


def _unquoted(fact: Fact) -> Fact:
    """*fact* with the value itself: what puts it into a file knows where quotes are needed."""
    if len(fact.written) < 2 or not fact.written[0] == fact.written[-1] == '"':
        return fact
    return replace(fact, written=re.sub(r"\\(.)", r"\1", fact.written[1:-1]))


def gaps(
    facts: Iterable[Fact], item: Understood, document: Document, site: Site, words: Vocabulary
) -> list[Gap]:
    """Those of *facts* that fill a gap of *item*, each with the key to state it under."""
    taken = list(document.front.values)
    language = key_language(taken)
    own = site.content.fields
    found = []
    for fact in facts:
        stand = standing(fact.field, item, site, words)
        if stand not in {"open", "site"} or not fact.written:
            continue
        if _slip(fact, document, words):
            continue
        if key := key_for(fact.field, own, taken, language):
            taken.append(key)
            beside = _empty_key(fact.field, document, words)
            found.append(Gap(fact, key, site=stand == "site", beside=beside))
    return found


def remarks(
    facts: Iterable[Fact], item: Understood, document: Document, site: Site, words: Vocabulary
) -> list[Remark]:
    """Those of *facts* that an author should look at, and no line may be added for."""
    found = []
    for fact in facts:
        stand = standing(fact.field, item, site, words)
        key, value, line = _written(fact.field, item, document)
        if stand == "empty":
            text = f"'{key}: {value}' on line {line} says nothing yet, or is not understood"
            found.append(Remark(fact, text))
        elif stand == "stated" and key and contradicts(fact, item.offer):
            found.append(Remark(fact, f"line {line} says '{key}: {value}'"))
        elif stand in {"open", "site"} and (slip := _slip(fact, document, words)):
            key, line, meant = slip
            text = f"'{key}' on line {line} is no known key: if this is meant, write '{meant}'"
            found.append(Remark(fact, text))
        elif stand in {"open", "site"} and not fact.written:
            found.append(Remark(fact, "front matter has no words for it"))
    return found


def standing(field: str, item: Understood, site: Site, words: Vocabulary) -> Stand:
    """How *field* stands: left open, filled by the site's address, written in vain, or stated."""
    group = _group(field)
    keys = [item.keys[name] for name in group if name in item.keys]
    value = any(getattr(item.offer, name, None) for name in group)
    if value:
        is_default = item.offer.sources.get("locations") == "site"
        default = (site.address,) if site.address else ()
        if field == "locations" and is_default and item.offer.locations == default:
            return "site"
        return "stated"
    # A key such as "type" means other things, too: what is no contract says nothing of one.
    return "empty" if any(fold(key) not in words.weak for key in keys) else "open"


def contradicts(fact: Fact, offer: Offer) -> bool:
    """Whether *fact* and what *offer* states cannot both be true."""
    stated, value = getattr(offer, fact.field, None), fact.value
    if fact.field in _WORDING or not stated:
        return False
    if isinstance(stated, Pay) and isinstance(value, Pay):
        amounts = (stated.min, stated.max, stated.currency), (value.min, value.max, value.currency)
        both = stated.min is not None and value.min is not None
        return both and stated.period == value.period and amounts[0] != amounts[1]
    if isinstance(stated, tuple) and isinstance(value, tuple):
        return _named(stated).isdisjoint(_named(value))
    return bool(stated != value)


def holds(offer: Offer, fact: Fact) -> bool:
    """Whether *offer* has the value of *fact*; a place may have got the site's country."""
    found = getattr(offer, fact.field, None)
    if isinstance(fact.value, tuple) and isinstance(found, tuple):
        return len(found) == len(fact.value) and all(
            _is_same(each, wanted) for each, wanted in zip(found, fact.value, strict=True)
        )
    return bool(found == fact.value)


def keeps(before: Offer, after: Offer, filled: Collection[str]) -> bool:
    """Whether *after* says what the author of *before* said, and differs in *filled* only."""
    free = _MADE.union(*map(_group, filled))
    stated = (
        name
        for name in Offer.__dataclass_fields__
        if name not in free and before.sources.get(name, "front matter") != "site"
    )
    return all(getattr(before, name) == getattr(after, name) for name in stated)


def _group(field: str) -> frozenset[str]:
    return next((group for group in _TOGETHER if field in group), frozenset({field}))


def _is_same(found: object, wanted: object) -> bool:
    if isinstance(found, Location) and isinstance(wanted, Location) and wanted.country is None:
        parts = ("street", "postal_code", "city", "region")
        return all(getattr(found, part) == getattr(wanted, part) for part in parts)
    return found == wanted


def _named(values: tuple[object, ...]) -> set[str]:
    return {
        fold((value.city or value.region or "") if isinstance(value, Location) else str(value))
        for value in values
    }


def _written(field: str, item: Understood, document: Document) -> tuple[str, str, int]:
    """The key, the value and the line under which a file states *field*; empty when it does not."""
    for name in sorted(_group(field), key=lambda name: name != field):
        if name in item.keys and (node := document.front.values.get(item.keys[name])):
            return item.keys[name], text_of(node), item.places[name][0]
    return "", "", 0


def _empty_key(field: str, document: Document, words: Vocabulary) -> tuple[str, int] | None:
    """The key, and its line, with which the author began to state *field*."""
    for key, node in document.front.values.items():
        names = [name for name, _ in words.ranks.get(fold(key), ())]
        if node.is_empty and field in names:
            return key, document.front.keys[key].line
    return None


def _slip(fact: Fact, document: Document, words: Vocabulary) -> tuple[str, int, str] | None:
    """The key that is probably a slip of one for *fact*, its line, and the key that was meant.

    Its value says what the text does: who corrects the key has stated the field, and one more line
    would say it twice.
    """
    group, written = _group(fact.field), fold(fact.written)
    for key, node in document.front.values.items():
        said = fold(text_of(node))
        if not said or not (said in written or written in said):
            continue
        if words.ranks.get(fold(key)) or not (meant := words.near(key)):
            continue
        if any(name in group for name, _ in words.ranks.get(fold(meant), ())):
            return key, document.front.keys[key].line, meant
    return None
