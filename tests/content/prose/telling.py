"""What one sentence tells: the tables of tests ask this of every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.content.prose import facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from syndicate.content.prose import Fact


def told(
    field: str, text: str, language: str, *, title: str = "", posted: date | None = None
) -> Fact | None:
    """The fact about *field* in *text*: the body of an offer, or ``# its title`` alone."""
    if text.startswith("# "):
        title, text = text[2:], ""
    found = facts(title, text, language=language, posted=posted)
    return next((fact for fact in found if fact.field == field), None)


def rows(tables: Mapping[str, Mapping[str, Iterable[str]]]) -> list[tuple[str, str, str]]:
    """Language, text and value of each row of *tables*: language → value → texts."""
    return [
        (language, text, value)
        for language, table in tables.items()
        for value, texts in table.items()
        for text in texts
    ]


def towns(fact: Fact | None) -> str:
    """The towns of *fact*, or its regions and countries, with ``;`` between them."""
    if fact is None:
        return ""
    assert isinstance(fact.value, tuple)
    return "; ".join(place.city or place.region or place.country or "?" for place in fact.value)
