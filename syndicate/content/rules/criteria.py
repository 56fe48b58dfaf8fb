"""Criteria that offers must not have: an age, a sex, a nationality, an origin."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.rules.case import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.content.prose.passage import Passage
    from syndicate.content.rules.case import Case
    from syndicate.content.rules.rule import Rule


class _Words(NamedTuple):
    """How one criterion is asked for in one language."""

    stems: tuple[str, ...]
    says: re.Pattern[str]
    unless: re.Pattern[str]


@cache
def _criteria() -> dict[str, tuple[str, dict[str, _Words]]]:
    """Code → what to write instead, and the words by language."""
    import tomllib

    data = tomllib.loads(Path(__file__).with_name("criteria.toml").read_text("utf-8"))
    return {
        code: (
            one["write"],
            {
                language: _Words(
                    tuple(words["stems"]),
                    re.compile("|".join(words["says"])),
                    re.compile("|".join(words["unless"])),
                )
                for language, words in one.items()
                if language != "write"
            },
        )
        for code, one in data.items()
    }


def find(case: Case, rule: Rule) -> Iterator[Finding]:
    """Every sentence in which the offer asks for what *rule* is about."""
    law = rule.law_for(case.offer, case.now.date())
    if law is None:
        return
    write, words = _criteria()[rule.code]
    # In their own order: a sentence is reported once, by the offer's language if that finds it.
    tongues = [words[each] for each in dict.fromkeys((case.language, "en")) if each in words]
    tongues = [each for each in tongues if any(stem in case.lower for stem in each.stems)]
    # Sentences are told apart where something is to be found.
    if not any(each.says.search(case.plain) for each in tongues):
        return
    for passage in case.passages:
        found = _asked(passage, tongues)
        if found:
            field = case.title_field if passage.kind == "title" else ""
            message = f"'{found}': {law.asks} ({law.jurisdiction}: {law.name})"
            yield Finding(passage.line, passage.column, field, message, write)


def _asked(passage: Passage, tongues: list[_Words]) -> str:
    """The words of *passage* that ask, as they are written; empty when none do."""
    sentence = passage.sentence.replace("’", "'")
    lower = sentence.lower()
    if len(lower) != len(sentence):  # İ is longer in small letters
        sentence = lower
    for words in tongues:
        if not any(stem in lower for stem in words.stems):
            continue
        match = words.says.search(lower)
        if match and not words.unless.search(lower):
            return sentence[match.start() : match.end()].strip(" ,:(")
    return ""
