"""Towns that an adjective stands for: ``nos bureaux parisiens``, ``notre agence lyonnaise``."""

from __future__ import annotations

import re
from functools import cache

from syndicate.content.prose.place_words import table

#: The houses and teams whose adjective names the town that they are in.
_HOUSES = r"bureaux?|locaux|agence|équipe|siège|studio|antenne|atelier|site|laboratoire|campus"


def words() -> frozenset[str]:
    """The adjectives in all their forms."""
    return frozenset(_towns())


def with_towns(text: str) -> str:
    """*text* with towns in the place of adjectives: ``nos bureaux de Paris``."""
    return _pattern().sub(lambda match: f"{match[1]} de {_towns()[match[2]]}", text)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"\b({_HOUSES}) ({'|'.join(sorted(_towns(), key=len, reverse=True))})\b")


@cache
def _towns() -> dict[str, str]:
    return {form: town for town, forms in table()["demonyms"].items() for form in forms.split()}
